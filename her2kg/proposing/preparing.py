"""What is sent of an article: the sentences that name two things which a relation could join."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from rdflib import URIRef

from her2kg.checking.reading import ReadDocument, documents
from her2kg.loaders.base import Material
from her2kg.loaders.documents.sources import is_retracted
from her2kg.loaders.proposing.naming import NamedSentence, named_sentence
from her2kg.loaders.proposing.relations import relations
from her2kg.loaders.proposing.stored import Kept, KeptSentence
from her2kg.loaders.text.lexicon import Lexicon

__all__ = ["Prepared", "batches", "prepared"]

_LONGEST_SENTENCE = 2_000
_SENTENCES = 20
_CHARACTERS = 6_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that a model can be asked about.

    Attributes:
        kept: what is kept of it; nothing is accepted yet.
        named: its sentences by number, with their names.
        known: what patterns read in it: subject, relation, object and polarity.
        too_long: how many sentences are too long to be sent.
    """

    kept: Kept
    named: dict[int, NamedSentence]
    known: frozenset[tuple[URIRef, str, URIRef, str]]
    too_long: int


def prepared(material: Material, lexicon: Lexicon) -> Iterator[Prepared | str]:
    """Read a file.

    Args:
        material: an article in any form that a build reads.
        lexicon: the names to look for.

    Yields:
        Its documents, and for what cannot be read one line that says why.

    Raises:
        InputError: it is a table or of no known kind.
    """
    unnamed = 0
    for found in documents(material, lexicon):
        if isinstance(found, str):
            yield found
        elif is_retracted(found.document.title):
            yield f"{found.document.identifier or material.name} was retracted: it is not read"
        else:
            unnamed += not found.document.identifier
            yield _prepared(found, material, unnamed, lexicon)


def _prepared(found: ReadDocument, material: Material, unnamed: int, lexicon: Lexicon) -> Prepared:
    document = found.document
    named: dict[int, NamedSentence] = {}
    sentences: list[KeptSentence] = []
    too_long = 0
    for each in found.sentences:
        words = document.text[each.place.start : each.place.end]
        sentence = named_sentence(words, lexicon)
        if each.place.heading or not _could_claim(sentence):
            continue
        if len(words) > _LONGEST_SENTENCE:
            too_long += 1
            continue
        number = len(sentences) + 1
        named[number] = sentence
        sentences.append(KeptSentence(number, each.place.start, words))
    claims = (claim for each in found.sentences for claim in each.claims)
    known = frozenset(
        (c.subject, c.predicate, c.object, str(c.polarity))
        for c in claims
        if isinstance(c.subject, URIRef) and isinstance(c.object, URIRef)
    )
    kept = Kept(
        file=material.name,
        sha256=material.sha256,
        unnamed=unnamed,
        title=document.title,
        identifier=document.identifier,
        url=document.url,
        date=document.date,
        licence=document.licence,
        sentences=tuple(sentences),
        accepted=(),
    )
    return Prepared(kept, named, known, too_long)


def _could_claim(sentence: NamedSentence) -> bool:
    """Tell whether some relation could join two different things that a sentence names."""
    kinds = {
        (one.kind, other.kind)
        for one, other in permutations(sentence.mentions, 2)
        if one.iri != other.iri
    }
    return any(kinds & relation.ends for relation in relations().values())


def batches(sentences: Sequence[KeptSentence]) -> Iterator[tuple[KeptSentence, ...]]:
    """Cut sentences into what one request holds: 20 of them, or 6,000 characters."""
    batch: list[KeptSentence] = []
    length = 0
    for each in sentences:
        if batch and (len(batch) == _SENTENCES or length + len(each.text) > _CHARACTERS):
            yield tuple(batch)
            batch, length = [], 0
        batch.append(each)
        length += len(each.text)
    if batch:
        yield tuple(batch)
