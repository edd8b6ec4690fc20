"""What a language model proposes, and why a proposal is refused."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

__all__ = ["FIELDS", "Proposal", "Reason", "Refused", "proposal_of"]

FIELDS: Mapping[str, type] = {
    "sentence": int,
    "quote": str,
    "subject": str,
    "relation": str,
    "object": str,
    "denied": bool,
    "hedge": str,
}
"""The fields of a proposal and the types of their values in JSON."""

_LONGEST_DETAIL = 200


class Reason(StrEnum):
    """Why a proposal is refused, as people read it."""

    FORM = "not of the form that was asked for"
    NO_SENTENCE = "there is no such sentence"
    NO_QUOTE = "the quote does not stand in the sentence"
    NO_SUBJECT = "the subject does not stand in the sentence"
    NO_OBJECT = "the object does not stand in the sentence"
    UNKNOWN_SUBJECT = "the subject names nothing known"
    UNKNOWN_OBJECT = "the object names nothing known"
    UNKNOWN_RELATION = "the relation is not known"
    ENDS = "the relation does not join things of these classes"
    ITSELF = "subject and object are the same thing"
    UNASSERTED = "the sentence asserts nothing of the kind"
    DENIAL = "model and rules do not agree on whether it is denied"
    NO_HEDGE = "the hedge does not stand in the sentence"
    AGAIN = "said before in the same sentence"


class Refused(ValueError):  # noqa: N818  # it says what happened
    """A proposal is refused.

    Args:
        reason: why.
        detail: the words or classes that it is about, or empty.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        # What a model writes may be long, and may hold halves of characters that cannot be written.
        told = detail.encode("utf-8", "backslashreplace").decode()[:_LONGEST_DETAIL]
        super().__init__(f"{reason}: {told}" if told else str(reason))
        self.reason = reason
        self.detail = told


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as a model proposes it; nothing in it is trusted.

    Attributes:
        sentence: number of the sentence, as it was numbered for the model.
        quote: words of the sentence that say it.
        subject: words of the sentence that name the subject.
        relation: local name of the property.
        object: words of the sentence that name the object.
        denied: whether the sentence denies it.
        hedge: words of the sentence that make it less than certain, or empty.
    """

    sentence: int
    quote: str
    subject: str
    relation: str
    object: str
    denied: bool
    hedge: str

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return asdict(self)


def proposal_of(item: object) -> Proposal:
    """Read a proposal from a value of JSON; what it holds besides is passed over.

    Raises:
        Refused: a field is missing or of another type.
    """
    if not isinstance(item, Mapping):
        raise Refused(Reason.FORM, "it is no object")
    for name, kind in FIELDS.items():
        if type(item.get(name)) is not kind:
            raise Refused(Reason.FORM, f"{name} is missing or no {kind.__name__}")
    return Proposal(**{name: item[name] for name in FIELDS})
