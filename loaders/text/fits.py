"""Where a pattern fits a masked sentence, and what fills its arguments there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from her2kg.loaders.text.losses import loss_in
from her2kg.loaders.text.masking import Masked, Slot
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.patterns import Argument

__all__ = ["Fit", "fills", "fit_of", "may_carry", "may_define"]

_ANTIBODY = re.compile(r"\S+(?:mab|bart|mig|tug)")
_WHICHEVER = "HER2 status"
_OF_HER2 = ("HER2", "ERBB2", "activating ERBB2", "IHC")
_MORE_OF_IT = ("amplification", "overexpression")


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


def fills(argument: Argument, mention: Mention) -> bool:
    """Tell whether a mention says a status where an argument asks for one.

    Args:
        argument: the argument of a pattern.
        mention: a name of one of its classes.
    """
    if not argument.with_status:
        return True
    if mention.kind == "Cancer":
        return any(part.kind == "HER2Status" for part in mention.parts)
    return mention.label != _WHICHEVER


def may_carry(drug: Mention) -> bool:
    """Tell whether a drug can be a conjugate: the name of a bare antibody is one word in -mab.

    Source: the scheme of international nonproprietary names (INN) of the WHO, by which a
    conjugate is named by two words, the antibody and what it carries.

    Args:
        drug: what seems to carry a payload.
    """
    return not _ANTIBODY.fullmatch(drug.label)


def may_define(status: Mention, criterion: Mention) -> bool:
    """Tell whether a score or a variant can be what a status is defined by.

    It is one of HER2, and a mutation where, and only where, the status is that of a mutant; a
    single change such as V777L is what one tumour has.

    Args:
        status: a status of HER2, or a cancer with one.
        criterion: what a sentence says that it is defined by.
    """
    if not (criterion.composed or criterion.label.startswith(_OF_HER2)):
        return False
    kinds = ("mutation",) if "mutant" in status.label else _MORE_OF_IT
    return criterion.kind != "Variant" or criterion.label.endswith(kinds)
