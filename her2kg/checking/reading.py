"""A file as the reader of prose understands it: documents, sentences, claims."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from her2kg.errors import InputError
from her2kg.loaders.base import Material, OutOfScope, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.documents.document import Document, DocumentFormat, Outcome
from her2kg.loaders.documents.registry import FORMATS
from her2kg.loaders.registry import TABLES
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.sentences import Sentence, split_sentences
from her2kg.ontology.model import Claim, Entity

__all__ = ["ReadDocument", "ReadSentence", "documents"]

_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with the claims that were read in it.

    Attributes:
        place: where it stands.
        claims: its claims, in order.
    """

    place: Sentence
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its sentences.

    Attributes:
        document: its text and title.
        sentences: all of them, in order.
        entities: things that its claims name and the graph may not know.
    """

    document: Document
    sentences: tuple[ReadSentence, ...]
    entities: tuple[Entity, ...]


def documents(material: Material, lexicon: Lexicon) -> Iterator[ReadDocument | str]:
    """Read a file.

    Args:
        material: an article in any form that a build reads.
        lexicon: the names to look for.

    Yields:
        Its documents, and for what cannot be read one line that says why.

    Raises:
        InputError: it is a table, of no known kind, or too large.
    """
    if material.size > _LARGEST:
        raise InputError(f"{material.name} is larger than 64 MiB: check a part of it")
    for found in _joined(_form(material).documents(material)):
        if isinstance(found, Rejection | OutOfScope):
            yield f"{found.file}, line {found.line}: {found.reason}"
        else:
            yield _read(found, lexicon)


def _joined(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Put the parts of long documents together again, for a check shows the whole text."""
    parts: list[Document] = []
    for outcome in outcomes:
        if not isinstance(outcome, Document):
            yield outcome
            continue
        parts.append(outcome)
        if outcome.ends:
            yield replace(parts[0], text="".join(part.text for part in parts), ends=True)
            parts.clear()


def _form(material: Material) -> DocumentFormat:
    head = material.head
    scope = Scope((), (), everything=False)
    if table := next((t for make in TABLES if (t := make(scope)).recognises(head)), None):
        raise InputError(
            f"{material.name} is a table ({table.title}): give an article; "
            "`her2kg add FILE --preview` shows what a table claims"
        )
    if form := next((form for form in FORMATS if form.recognises(head)), None):
        return form
    raise InputError(
        f"{material.name} is no article: give text, Markdown, HTML, a PDF, JATS, NBIB or PubMed XML"
    )


def _read(document: Document, lexicon: Lexicon) -> ReadDocument:
    reading = read_document(document.text, lexicon, infer=False)
    places = list(split_sentences(document.text))
    starts = [place.start for place in places]
    claims: list[list[Claim]] = [[] for _ in places]
    for claim in reading.claims:
        if claim.quote:
            claims[bisect_right(starts, claim.quote.end - 1) - 1].append(claim)
    pairs = zip(places, claims, strict=True)
    sentences = tuple(ReadSentence(place, tuple(said)) for place, said in pairs)
    return ReadDocument(document, sentences, reading.entities)
