"""Words that point back: "this status", "these therapies", "it", "its overexpression"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.masking import Slot
from her2kg.loaders.text.mentions import Mention

__all__ = ["resolve"]


@dataclass(frozen=True, slots=True)
class _Anaphor:
    pattern: re.Pattern[str]
    kinds: frozenset[str]
    where: str
    plural: bool


@cache
def _anaphora() -> tuple[_Anaphor, ...]:
    return tuple(
        _Anaphor(
            re.compile(row["phrase"].replace(" ", r"\s+"), re.IGNORECASE),
            frozenset(row["classes"].split("|")),
            row["where"],
            row["number"] == "plural",
        )
        for row in read_rows("anaphora.tsv")
    )


def _only(slots: Iterable[Slot], anaphor: _Anaphor) -> Slot | None:
    """Return the one thing of the right classes that was spoken of, or None when in doubt."""
    fitting = [slot for slot in slots if slot.kind in anaphor.kinds]
    things = {tuple(mention.iri for mention in slot.mentions) for slot in fitting}
    if len(things) != 1:
        return None
    alone = len(fitting[0].mentions) == 1
    return fitting[0] if anaphor.plural or alone else None


def _stands_for(
    found: re.Match[str], anaphor: _Anaphor, slots: Sequence[Slot], lexicon: Lexicon
) -> tuple[Mention, ...]:
    antecedent = _only(slots, anaphor)
    if antecedent is None:
        return ()
    if found.lastindex is None:
        return antecedent.mentions
    owned = lexicon.lookup(f"{antecedent.mentions[0].label} {found[1]}")
    if owned is None:
        return ()
    return (Mention(found.start(), found.end(), owned.iri, owned.kind, owned.label),)


def _subject(slots: Sequence[Slot], start: int, text: str) -> list[Slot]:
    """Return the slot that opens a sentence, articles aside."""
    opening = [
        slot
        for slot in slots[:1]
        if re.fullmatch(r"\W*(?:the|an?)?\s*", text[start : slot.start], re.IGNORECASE)
    ]
    return [slot for slot in opening if not slot.inferred]


def resolve(
    text: str,
    bounds: tuple[int, int],
    slots: Sequence[Slot],
    before: tuple[int, Sequence[Slot]],
    lexicon: Lexicon,
) -> list[Slot]:
    """Add slots for words that point back to exactly one thing.

    Args:
        text: the document.
        bounds: start and end of the sentence.
        slots: the slots of the sentence.
        before: start and slots of the sentence before in the same or the last paragraph.
        lexicon: where "its overexpression" is looked up.

    Returns:
        All slots in order; what could mean two things is left alone.
    """
    added: list[Slot] = []
    for anaphor in _anaphora():
        for found in anaphor.pattern.finditer(text, *bounds):
            taken = [*slots, *added]
            if any(slot.start < found.end() and found.start() < slot.end for slot in taken):
                continue
            if anaphor.where == "opening" and text[bounds[0] : found.start()].strip(" \"'*_"):
                continue
            scope = {
                "previous": before[1],
                "opening": _subject(before[1], before[0], text),
                "same": [slot for slot in slots if slot.end <= found.start()],
            }[anaphor.where]
            mentions = _stands_for(found, anaphor, scope, lexicon)
            if mentions:
                spot = tuple(replace(one, start=found.start(), end=found.end()) for one in mentions)
                added.append(Slot(found.start(), found.end(), spot, inferred=True))
    return sorted([*slots, *added], key=lambda slot: slot.start)
