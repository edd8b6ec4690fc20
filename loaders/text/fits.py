"""Where a pattern fits a masked sentence, and what fills its arguments there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from her2kg.loaders.text.losses import loss_in
from her2kg.loaders.text.masking import Masked, Slot

__all__ = ["Fit", "fit_of"]


@dataclass(frozen=True, slots=True)
class Fit:
    """A place where a pattern fits a masked sentence.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        subject: number of the slot that is the subject, or None.
        object: that of the object, or None.
        words: start and end of what says the relation.
        context: that of what narrows it, or None.
        value: an amount that it holds, or empty.
        loss: how the subject, a treatment, is not given, such as ``omission``, or empty.
    """

    start: int
    end: int
    subject: int | None
    object: int | None
    words: tuple[int, int]
    context: int | None = None
    value: str = ""
    loss: str = ""

    def within(self, masked: Masked) -> Iterator[Slot]:
        """Yield the slots that stand inside of it."""
        for slot, start, end in zip(
            masked.slots, masked.masked_starts, masked.masked_ends, strict=True
        ):
            if start >= self.start and end <= self.end:
                yield slot


def fit_of(found: re.Match[str]) -> Fit:
    """Turn a match, whose groups hold slot numbers, into a fit."""
    groups = found.groupdict()
    subject, obj, context = (
        None if groups.get(name) is None else int(groups[name]) for name in "soc"
    )
    value = groups.get("value") or ""
    return Fit(
        found.start(), found.end(), subject, obj, found.span(), context, value, loss_in(groups)
    )
