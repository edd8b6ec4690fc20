"""Words that say a relation, and the names nearest to them: what no whole pattern reads."""

import re
from collections.abc import Iterator
from itertools import product

from her2kg.loaders.text.assertion import is_weak
from her2kg.loaders.text.fits import Fit, fills
from her2kg.loaders.text.masking import Masked, Slot
from her2kg.loaders.text.mentions import word_class
from her2kg.loaders.text.patterns import Argument, Pattern

__all__ = ["find_trigger"]

_REACH = 120
_BACK = 40
_ANY = "any"
_TURN = re.compile(r";|,? (?:while|whereas|but|although|though) ")
_UNASSERTED = frozenset({"unasserted"})
_SET_APART = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to|over|above|below|unlike|instead of"
    r"|rather than|at (?:least|most)|up to|exceeding|as opposed to|(?:absence|lack) of"
    r"|lack(?:s|ed|ing)|low|few|fewer|without|not|after|following"
    r"|before|despite|prior(?: to)?|in contrast to)\s+"
    r"(?:(?:that|those|with|of|given|on|the|an?|its|receiving|treated)\s+)*$",
    re.IGNORECASE,
)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return how far from a trigger its arguments may stand: not beyond its clause."""
    left, right = max(start - _REACH, 0), min(end + _REACH, len(text))
    for found in _TURN.finditer(text, left, start):
        left = found.end()
    turn = _TURN.search(text, end, right)
    return left, turn.start() if turn else right


def _is_measure(slot: Slot) -> bool:
    """Tell whether something is measured or done, such as survival, and is no finding."""
    words = {word for one in slot.mentions for word in one.label.casefold().split()}
    return slot.kind == "ClinicalConcept" and not words.isdisjoint(word_class("measure"))


def _may_fill(argument: Argument, slot: Slot) -> bool:
    if slot.kind not in argument.kinds or _is_measure(slot):
        return False
    return all(fills(argument, one) for one in slot.mentions)


def _fillers(argument: Argument, masked: Masked, found: re.Match[str]) -> list[int] | list[None]:
    """Return the slots in reach that may be an argument; none where it needs no words."""
    if argument.label or argument.implied:
        return [None]
    left, right = _bounds(masked.text, *found.span())
    spans = enumerate(zip(masked.masked_starts, masked.masked_ends, strict=True))
    return [
        number
        for number, (start, end) in spans
        if _may_fill(argument, masked.slots[number])
        and (left < end <= found.start() or found.end() <= start < right)
        and not _SET_APART.search(masked.text, max(0, start - _BACK), start)
    ]


def _order(found: re.Match[str], masked: Masked, subject: int | None, obj: int | None) -> str:
    """Write in which order a trigger and its arguments stand: ``s~o``, ``~s``."""
    places = [(found.start(), "~")]
    places += [(masked.masked_starts[subject], "s")] if subject is not None else []
    places += [(masked.masked_starts[obj], "o")] if obj is not None else []
    return "".join(letter for _, letter in sorted(places))


def _fit(found: re.Match[str], masked: Masked, subject: int | None, obj: int | None) -> Fit:
    numbers = [number for number in (subject, obj) if number is not None]
    return Fit(
        start=min([found.start(), *(masked.masked_starts[number] for number in numbers)]),
        end=max([found.end(), *(masked.masked_ends[number] for number in numbers)]),
        subject=subject,
        object=obj,
        words=found.span(),
        value=found.groupdict().get("value") or "",
    )


def _others(fit: Fit, masked: Masked) -> Iterator[str]:
    """Yield the classes of what stands in a fit and is no argument of it."""
    ends = [masked.slots[number] for number in (fit.subject, fit.object) if number is not None]
    return (slot.kind for slot in fit.within(masked) if slot not in ends)


def find_trigger(pattern: Pattern, masked: Masked) -> Iterator[Fit]:
    """Find the arguments of a trigger: of their classes, and nearest to it.

    Args:
        pattern: a trigger: its words, and in which orders they may stand with the arguments.
        masked: the sentence.

    Yields:
        For each place of the words the shortest stretch that holds them and both arguments, in
        a sentence that does not ask or suppose before them.
    """
    for found in pattern.regex.finditer(masked.text):
        pairs = product(
            _fillers(pattern.subject, masked, found), _fillers(pattern.object, masked, found)
        )
        fits = [
            _fit(found, masked, subject, obj)
            for subject, obj in pairs
            if subject is None or subject != obj
            if not pattern.orders.isdisjoint({_ANY, _order(found, masked, subject, obj)})
        ]
        best = min(fits, key=lambda fit: (fit.end - fit.start, fit.start), default=None)
        if best is None or not pattern.without.isdisjoint(_others(best, masked)):
            continue
        if not is_weak(masked.text[: best.start], _UNASSERTED):
            yield best
