"""Names that count for some relations only: what foretells an outcome, what is a part of what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.text.data import alternatives, read_rows, row_of
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.masking import Slot, group_mentions
from her2kg.loaders.text.mentions import Mention, made_mention

__all__ = [
    "COMPONENTS",
    "FINDINGS",
    "LOCAL_NAMES",
    "LocalNames",
    "local_mentions",
    "with_local_names",
]


@dataclass(frozen=True, slots=True)
class LocalNames:
    """A table of names that are words to all relations but some.

    Attributes:
        file: the table: class, name, pattern, and an example that holds it and one that does not.
        relations: the relations for which the names count.
        about: what a sentence must hold for the names to be looked for.
        gone: what stands before a name where the sentence says that it is not there.
    """

    file: str
    relations: frozenset[str]
    about: re.Pattern[str]
    gone: re.Pattern[str] | None = None


FINDINGS = LocalNames(
    "findings.tsv",
    frozenset({"predictsBetterOutcome", "predictsPoorOutcome"}),
    re.compile(
        r"\b(?:surviv|prognos|outcome|outlook|recur|relaps|die[ds]?\b|death|dying|mortality|fare"
        r"|d(?:o|oes|id) (?:\w+ )?(?:better|worse|best|worst|well|badly)\b|live[ds]? (?:\w+ )?"
        r"(?:long|short)|hazard|risk|(?:un)?favou?rabl|adverse|c[ao]me back|return|[RPDEO]FS\b"
        r"|OS\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:fewer|less|no|without|lack(?:s|ed|ing)?|free of|treated|resected|irradiated"
        r"|controlled|(?<!presence )(?<!existence )(?<!occurrence )(?<!development )(?<!finding )"
        r"(?<!detection )(?<!evidence )(?<!history )(?<!prognosis )(?<!outcome )(?<!outcomes )"
        r"(?<!survival )(?<!outlook )(?:of|for|against|from|to|on))\s+"
        r"(?:(?:the|any|their|new|these)\s+)?$",
        re.IGNORECASE,
    ),
)
"""Findings that foretell an outcome, such as "spread to the brain"."""

COMPONENTS = LocalNames(
    "components.tsv",
    frozenset({"partOf", "hasComponent"}),
    re.compile(
        r"\b(?:parts?|components?|constituents?|ingredients?|subunits?|members?|consist|compris"
        r"|compos|made (?:up )?of|made from|make(?:s)? up|contain|includ|combin|build|built|belong"
        r"|domain|ectodomain|tail|region|linker|regimen|stands for|retain|lack)",
        re.IGNORECASE,
    ),
)
"""Parts and wholes that no list of the graph has, such as "linker" or "AC-TH"."""

LOCAL_NAMES = (FINDINGS, COMPONENTS)
"""All of them."""

_BEFORE = 30
_WHEN = (
    "(?i:,? (?:at|during|after|on|before|following) (?:the |initial |first )?"
    "(?:(?:time of )?diagnosis|baseline|presentation"
    "|(?:[a-z]+ )?(?:treatment|therapy|chemotherapy)|surgery))"
)
"""When something is found: it belongs to the name, so that what follows "and" is of one list."""
_GENE = re.compile(r"[A-Z][A-Z0-9]{2,}")
_AS_WRITTEN = ("{gene}", "{words}")


@cache
def _kinds_and_names(file: str) -> tuple[tuple[str, str], ...]:
    return tuple((row["class"], row["name"]) for row in read_rows(file))


@cache
def _every(file: str) -> re.Pattern[str]:
    """Match any name; symbols of genes and short forms only as they are written."""
    every = alternatives(
        f"(?{'' if any(m in row['name'] for m in _AS_WRITTEN) else 'i'}:{row['pattern']})"
        for row in read_rows(file)
    )
    return re.compile(rf"(?<![\w-])(?:{every}){_WHEN}?(?![\w-])".replace(" ", r"\s+"))


def _label(template: str, words: str) -> str:
    gene = _GENE.search(words)
    return template.format(gene=gene[0] if gene else words, words=" ".join(words.split()))


def _mention(file: str, found: re.Match[str], lexicon: Lexicon) -> Mention:
    kind, name = _kinds_and_names(file)[row_of(found)]
    label = _label(name, found[0])
    entry = lexicon.lookup(label)
    if entry is not None:
        return Mention(*found.span(), entry.iri, entry.kind, entry.label)
    return made_mention(*found.span(), kind, label)


def local_mentions(
    names: LocalNames, text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> Iterator[Mention]:
    """Yield each place where a name of a table stands, whatever the sentence is about.

    Args:
        names: the table.
        text: the document.
        bounds: start and end of the sentence.
        lexicon: where the names are looked up; what it does not know is made.
    """
    for found in _every(names.file).finditer(text, *bounds):
        yield _mention(names.file, found, lexicon)


def _free(
    names: LocalNames, slots: Sequence[Slot], text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> Iterator[Mention]:
    for found in local_mentions(names, text, bounds, lexicon):
        over = [one for one in slots if one.start < found.end and found.start < one.end]
        within = all(found.start <= one.start and one.end <= found.end for one in over)
        before = max(bounds[0], found.start - _BEFORE)
        gone = names.gone and names.gone.search(text, before, found.start)
        if within and not gone and not any(one.denied or one.mentions[1:] for one in over):
            yield found


def with_local_names(
    names: LocalNames, slots: Sequence[Slot], text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> list[Slot]:
    """Add the names of a table to the slots of a sentence that is about what they are said of.

    Elsewhere they stay words: most texts name the same things as sites that are treated, events
    that happen, or patients that are enrolled.

    Args:
        names: the table.
        slots: the slots of the sentence, in order.
        text: the document.
        bounds: start and end of the sentence.
        lexicon: where the names are looked up; what it does not know is made.

    Returns:
        Slots in order, or none where nothing was added. A name takes the place of the names
        inside it.
    """
    if not names.about.search(text, *bounds):
        return []
    added = group_mentions(list(_free(names, slots, text, bounds, lexicon)), text, bounds)
    if not added:
        return []
    kept = [one for one in slots if not any(a.start < one.end and one.start < a.end for a in added)]
    return sorted([*kept, *added], key=lambda one: one.start)
