"""The file of proposals: what is kept of a document so that each can be checked again."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from her2kg.loaders.json_pages import BrokenJsonError, listed
from her2kg.loaders.proposing.proposal import Proposal, proposal_of

__all__ = [
    "FORMAT",
    "Kept",
    "KeptProposal",
    "KeptSentence",
    "documents_of",
    "is_proposals",
    "kept_proposal",
    "model_of",
]

FORMAT = "her2kg proposals 1"
"""What the file says of itself first; the number is that of its form."""

_HEAD = re.compile(r"\ufeff?\s*\{\s*\"format\"\s*:\s*\"her2kg proposals (\d+)\"")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_MODEL = 100
_LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class KeptSentence:
    """A sentence that a model was shown.

    Attributes:
        number: its number in the document, from 1.
        start: offset in the document of its first character.
        text: the sentence as the document has it.
    """

    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class KeptProposal:
    """A proposal that was accepted, and what a person saw of it.

    Attributes:
        proposal: the proposal.
        subject_is: CURIE of the subject when it was accepted.
        object_is: CURIE of the object when it was accepted.
    """

    proposal: Proposal
    subject_is: str
    object_is: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with what was proposed of it.

    Attributes:
        file: name of the file that it came in.
        sha256: hash of that file, hexadecimal.
        unnamed: for a document without identifier, its number among those in the file, from 1.
        title: what it is called, or empty.
        identifier: its CURIE, or empty.
        url: its page, or empty.
        date: when it was issued, or empty.
        licence: licence as it states it, or empty.
        sentences: those that were shown.
        accepted: the proposals to take, as values of JSON.
    """

    file: str
    sha256: str
    unnamed: int
    title: str
    identifier: str
    url: str
    date: str
    licence: str
    sentences: tuple[KeptSentence, ...]
    accepted: tuple[object, ...]


def is_proposals(head: str) -> bool:
    """Say from its beginning whether a file holds proposals, of this form or another."""
    return bool(_HEAD.match(head))


def model_of(text: str) -> str:
    """Return the name of the model that proposed what a file holds, cut to a line.

    Raises:
        ValueError: the file is no JSON, of another form, or names no model.
    """
    try:
        whole = json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(whole, Mapping):
        raise ValueError("it is no object")  # noqa: TRY004  # of JSON
    if whole.get("format") != FORMAT:
        raise ValueError(
            f"it has the form {whole.get('format')!r}, not {FORMAT!r}: propose again with this "
            "version"
        )
    model = _text(whole, "model")
    shown = "".join(c if c.isprintable() else " " for c in model).strip()[:_LONGEST_MODEL]
    if not shown:
        raise ValueError("it names no model")
    return shown


def documents_of(text: str) -> Iterator[tuple[int, Kept | str]]:
    """Yield the documents of a file of proposals.

    Args:
        text: the file.

    Yields:
        The line on which a document begins, and the document or what is wrong with it.
    """
    line, before = 1, 0
    try:
        for offset, item in listed(text, "documents"):
            line, before = line + text.count("\n", before, offset), offset
            try:
                yield line, _kept(item)
            except ValueError as error:
                yield line, str(error)
    except BrokenJsonError as error:
        yield text.count("\n", 0, error.offset) + 1, f"it is no sound JSON from here on: {error}"


def kept_proposal(item: object) -> KeptProposal:
    """Read an accepted proposal.

    Raises:
        ValueError: a field is missing or of another type.
    """
    proposal = proposal_of(item)
    assert isinstance(item, Mapping)  # else it is no proposal
    return KeptProposal(proposal, _text(item, "subject_is"), _text(item, "object_is"))


def _kept(item: object) -> Kept:
    if not isinstance(item, Mapping):
        raise ValueError("a document is no object")  # noqa: TRY004  # of JSON
    sentences = tuple(_sentence(each) for each in _list(item, "sentences"))
    if len({each.number for each in sentences}) < len(sentences):
        raise ValueError("two sentences have one number")
    kept = Kept(
        file=_text(item, "file"),
        sha256=_text(item, "sha256"),
        unnamed=_whole_number(item, "unnamed"),
        title=_text(item, "title"),
        identifier=_text(item, "identifier"),
        url=_text(item, "url"),
        date=_text(item, "date"),
        licence=_text(item, "licence"),
        sentences=sentences,
        accepted=tuple(_list(item, "accepted")),
    )
    if not _SHA256.fullmatch(kept.sha256):
        raise ValueError("sha256 is no hash of a document")
    return kept


def _sentence(item: object) -> KeptSentence:
    if not isinstance(item, Mapping):
        raise ValueError("a sentence is no object")  # noqa: TRY004  # of JSON
    return KeptSentence(
        _whole_number(item, "number"), _whole_number(item, "start"), _text(item, "text")
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is missing or no text")  # noqa: TRY004  # of JSON
    if not _is_sound(value):
        raise ValueError(f"{name} holds half of a character")
    return value


def _is_sound(text: str) -> bool:
    """Tell whether a text can be written: JSON may hold one half of a pair of surrogates."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def _whole_number(item: Mapping[str, Any], name: str) -> int:
    value = item.get(name)
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise ValueError(f"{name} is missing or no number from 0 to {_LARGEST}")
    return value


def _list(item: Mapping[str, Any], name: str) -> list[object]:
    value = item.get(name)
    if not isinstance(value, list):
        raise ValueError(f"{name} is missing or no list")  # noqa: TRY004  # of JSON
    return value
