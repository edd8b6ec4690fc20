"""Parts of a long text that are read one by one, so that memory does not grow with the text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from her2kg.loaders.text.lexicon import Entry
from her2kg.loaders.text.quotes import Occurrences
from her2kg.loaders.text.reading import Reading
from her2kg.loaders.text.short_forms import ShortForms, learn_from
from her2kg.ontology.model import Claim

__all__ = ["LONGEST", "Part", "cut", "in_parts", "joined", "moved"]

LONGEST = 250_000
"""Characters of a part: several times an article, so that only books and collections are cut."""

_PARAGRAPH = re.compile(r"(?:\r\n?|\n)[^\S\r\n]{0,80}(?:\r\n?|\n)")
_LINE = re.compile(r"[\r\n\u2028\u2029]")
_SENTENCE = re.compile(r"[.!?]\s")
_SPACE = re.compile(r"\s")
_FENCE = re.compile(r"^[^\S\r\n]*(?:```|~~~)", re.MULTILINE)


def in_parts(pieces: Iterable[str]) -> Iterator[str]:
    """Cut a text between paragraphs; where there are none, between lines, sentences or words.

    Args:
        pieces: the text, piece by piece.

    Yields:
        The parts in order; together they are the text. A block of code is kept whole where it
        fits into a part.
    """
    held = ""
    for piece in chain(pieces, [""]):
        held += piece
        while len(held) > LONGEST:
            place = _place(held[:LONGEST])
            yield held[:place]
            held = held[place:]
    if held:
        yield held


def _place(text: str) -> int:
    """Return where a text is cut: behind the last break of the best kind in its second half."""
    middle = len(text) // 2
    for kind in (_PARAGRAPH, _LINE, _SENTENCE, _SPACE):
        found = [each.end() for each in kind.finditer(text, middle)]
        if found:
            return _before_code(text, found[-1])
    return len(text)


def _before_code(text: str, place: int) -> int:
    """Return a place, or the beginning of the block of code that it would cut."""
    fences = [each.start() for each in _FENCE.finditer(text, 0, place)]
    return (fences[-1] or place) if len(fences) % 2 else place


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document, which can be read without the others.

    Attributes:
        text: the part.
        begin: offset in the document at which it begins.
        known: the short forms that the parts before it define.
        ends: whether no further part follows.
    """

    text: str
    begin: int
    known: Mapping[str, Entry]
    ends: bool


def cut(text: str, forms: ShortForms, begin: int = 0, *, ends: bool = True) -> Iterator[Part]:
    """Cut a document into parts that can be read one by one; most are one part.

    Args:
        text: the document, or a piece of it.
        forms: the short forms that stand before it; those of parts with a successor are added.
        begin: offset in the document at which the text begins.
        ends: whether the document ends with it.
    """
    pieces = (text[first : first + LONGEST] for first in range(0, len(text), LONGEST))
    parts = [*in_parts(pieces)] or [""]
    for left, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
        last = ends and not left
        yield Part(part, begin, dict(forms.entries), last)
        if not last:
            learn_from(part, forms)
        begin += len(part)


def joined(readings: Iterable[tuple[int, Reading]]) -> Reading:
    """Make one reading of those of the parts of a document.

    Args:
        readings: the reading of each part, with the offset at which the part begins.
    """
    every = list(readings)
    if len(every) == 1:
        return every[0][1]
    told, inferred = Occurrences(), Occurrences()
    entities = {each.iri: each for _, one in every for each in one.entities}
    more = {each.iri: each for _, one in every for each in one.predicted_entities}
    return Reading(
        tuple(c for begin, one in every for c in told.apart(moved(one.claims, begin))),
        tuple(entities[iri] for iri in sorted(entities)),
        tuple(c for begin, one in every for c in inferred.apart(moved(one.predicted, begin))),
        tuple(more[iri] for iri in sorted(more.keys() - entities.keys())),
    )


def moved(claims: Iterable[Claim], begin: int) -> Iterator[Claim]:
    """Count the offsets of the quotes of a part from the beginning of its document."""
    for claim in claims:
        quote = claim.quote
        if begin and quote:
            at = replace(quote, start=quote.start + begin, end=quote.end + begin)
            yield replace(claim, quote=at)
        else:
            yield claim
