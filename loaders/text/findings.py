"""Findings that foretell an outcome, in sentences that speak of one: "spread to the brain"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from her2kg.loaders.text.data import alternatives, read_rows, row_of
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.masking import Slot, group_mentions
from her2kg.loaders.text.mentions import Mention, made_mention

__all__ = ["FORETELLING", "with_findings"]

FORETELLING = frozenset({"predictsBetterOutcome", "predictsPoorOutcome"})
"""The relations for which findings count; for all others they stay words."""

_OUTCOME = re.compile(
    r"\b(?:surviv|prognos|outcome|outlook|recur|relaps|die[ds]?\b|death|dying|mortality|fare"
    r"|d(?:o|oes|id) (?:\w+ )?(?:better|worse|best|worst|well|badly)\b|live[ds]? (?:\w+ )?(?:long"
    r"|short)|hazard|risk|(?:un)?favou?rabl|adverse|c[ao]me back|return|[RPDEO]FS\b|OS\b)",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b(?:fewer|less|no|without|lack(?:s|ed|ing)?|free of|treated|resected|irradiated|controlled"
    r"|(?<!presence )(?<!existence )(?<!occurrence )(?<!development )(?<!finding )(?<!detection )"
    r"(?<!evidence )(?<!history )(?<!prognosis )(?<!outcome )(?<!outcomes )(?<!survival )"
    r"(?<!outlook )(?:of|for|against|from|to|on))\s+(?:(?:the|any|their|new|these)\s+)?$",
    re.IGNORECASE,
)
_BEFORE = 30
_GENE = re.compile(r"[A-Z][A-Z0-9]{2,}")


@cache
def _kinds_and_names() -> tuple[tuple[str, str], ...]:
    return tuple((row["class"], row["finding"]) for row in read_rows("findings.tsv"))


@cache
def _findings() -> re.Pattern[str]:
    """Match any finding; symbols of genes only as they are written."""
    every = alternatives(
        f"(?{'' if '{gene}' in row['finding'] else 'i'}:{row['pattern']})"
        for row in read_rows("findings.tsv")
    )
    return re.compile(rf"(?<![\w-])(?:{every})(?![\w-])".replace(" ", r"\s+"))


def _mention(found: re.Match[str], lexicon: Lexicon) -> Mention:
    kind, name = _kinds_and_names()[row_of(found)]
    gene = _GENE.search(found[0])
    label = name.format(gene=gene[0]) if gene else name
    entry = lexicon.lookup(label)
    if entry is not None:
        return Mention(*found.span(), entry.iri, entry.kind, entry.label)
    return made_mention(*found.span(), kind, label)


def _found(
    slots: Sequence[Slot], text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> Iterator[Mention]:
    for found in _findings().finditer(text, *bounds):
        over = [one for one in slots if one.start < found.end() and found.start() < one.end]
        within = all(found.start() <= one.start and one.end <= found.end() for one in over)
        gone = _NOT_FOUND.search(text, max(bounds[0], found.start() - _BEFORE), found.start())
        if within and not gone and not any(one.denied or one.mentions[1:] for one in over):
            yield _mention(found, lexicon)


def with_findings(
    slots: Sequence[Slot], text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> list[Slot]:
    """Add what a sentence on outcomes says was found in patients or tumours.

    Elsewhere they stay words: most texts name the same things as sites that are treated, events
    that happen, or patients that are enrolled.

    Args:
        slots: the slots of the sentence, in order.
        text: the document.
        bounds: start and end of the sentence.
        lexicon: where the findings are looked up; what it does not know is made.

    Returns:
        Slots in order, or none where nothing was added. A finding takes the place of the names
        inside it.
    """
    if not _OUTCOME.search(text, *bounds):
        return []
    added = group_mentions(list(_found(slots, text, bounds, lexicon)), text, bounds)
    if not added:
        return []
    kept = [one for one in slots if not any(a.start < one.end and one.start < a.end for a in added)]
    return sorted([*kept, *added], key=lambda one: one.start)
