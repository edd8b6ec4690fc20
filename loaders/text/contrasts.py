"""Names set against each other: "EGFR, not HER2", "unlike lapatinib", "A rather than B"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.joining import joined
from her2kg.loaders.text.masking import Slot

__all__ = ["join_contrasts"]

_ALIKE = (
    frozenset({"Protein", "Gene", "Variant", "ProteinRegion", "Proteoform"}),
    frozenset({"Drug", "DrugClass", "Regimen"}),
)
_COMMA = re.compile(r"\s*,")
_REACH = 80


@dataclass(frozen=True, slots=True)
class _Contrast:
    """One row of ``contrasts.tsv``: the words before and between two names.

    Attributes:
        before: what ends right before the first name.
        between: the whole of what stands between the two.
        denied: which of the names is denied: ``first``, ``second`` or ``none``.
        replaced: whether the denied one is only replaced.
    """

    before: re.Pattern[str]
    between: re.Pattern[str]
    denied: str
    replaced: bool


@cache
def _contrasts() -> tuple[_Contrast, ...]:
    return tuple(
        _Contrast(
            re.compile(f"(?:{row['before']})$", re.IGNORECASE),
            re.compile(row["between"].replace(" ", r"\s+"), re.IGNORECASE),
            row["denied"],
            row["replaced"] == "yes",
        )
        for row in read_rows("contrasts.tsv")
    )


def _comparable(left: Slot, right: Slot) -> bool:
    kinds = {left.kind, right.kind}
    return len(kinds) == 1 or any(kinds <= alike for alike in _ALIKE)


def _lead(contrast: _Contrast, text: str, first: int, place: int) -> int | None:
    """Return where the words right before a place begin, or None where they are others."""
    if place - first <= _REACH:
        opened = contrast.before.search(text[first:place])
        return first + opened.start() if opened else None
    found = contrast.before.search(text, place - _REACH, place)
    return found.start() if found else None


def _end(left: Slot, right: Slot, text: str, limit: int) -> int:
    """Return where a pair ends: behind the comma that closes ", not B,"."""
    opened = _COMMA.match(text, left.end, right.start)
    closed = _COMMA.match(text, right.end, limit)
    return closed.end() if opened and closed else right.end


def _join(left: Slot, right: Slot, text: str, bounds: tuple[int, int]) -> Slot | None:
    if left.denied or not _comparable(left, right):
        return None
    for contrast in _contrasts():
        if not contrast.between.fullmatch(text, left.end, right.start):
            continue
        start = _lead(contrast, text, bounds[0], left.start)
        if start is None:
            continue
        kept, other = (right, left) if contrast.denied == "first" else (left, right)
        return replace(
            kept,
            start=start,
            end=right.end if contrast.denied == "first" else _end(left, right, text, bounds[1]),
            confidence=min(left.confidence, right.confidence),
            antecedent=left.antecedent or right.antecedent,
            mentions=kept.mentions if contrast.denied != "none" else left.mentions + right.mentions,
            denied=other.mentions if contrast.denied != "none" else (),
            replaced=contrast.replaced,
        )
    return None


def join_contrasts(slots: Sequence[Slot], text: str, bounds: tuple[int, int]) -> list[Slot]:
    """Make one slot of two that a sentence sets against each other.

    Args:
        slots: the slots of a sentence, in order.
        text: the document.
        bounds: start and end of the sentence.

    Returns:
        Slots in order. What is denied stands in ``denied``: "EGFR, not HER2" is EGFR; what is
        alike stands in one list: "lapatinib, like tucatinib" is both.
    """
    return joined(slots, lambda left, right: _join(left, right, text, bounds))
