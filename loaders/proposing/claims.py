"""From a proposal that passed to a claim, and the source that it cites."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from rdflib import URIRef

from her2kg.loaders.documents import sources
from her2kg.loaders.documents.document import Document, sound_date
from her2kg.loaders.documents.sources import is_retracted
from her2kg.loaders.proposing.judging import Judged
from her2kg.loaders.proposing.stored import Kept
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.quotes import quote_of
from her2kg.loaders.text.sentences import Sentence
from her2kg.ontology.model import (
    AgentType,
    Claim,
    Entity,
    KnowledgeLevel,
    Source,
    TextQuote,
)
from her2kg.ontology.namespaces import is_well_formed

__all__ = ["CONFIDENCE", "claim_of", "entities_of", "source_of"]

CONFIDENCE = 0.5
"""How sure a proposal is at most, 0 to 1: nobody has measured how often models are right here."""

_PATTERN = "language-model"
_IN_URL = "%/:?#[]@!$&'()*+,;=~"


def source_of(kept: Kept) -> Source:
    """Return the source of a document: the one that the document itself, when added, has.

    Raises:
        ValueError: it was retracted, or its identifier or date is not of a known form.
    """
    if is_retracted(kept.title):
        raise ValueError(f"{kept.identifier or 'the document'} was retracted: it is not read")
    if kept.date and sound_date(*kept.date.split("-")[:3]) != kept.date:
        raise ValueError(f"{kept.date!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    if kept.identifier and not is_well_formed(kept.identifier):
        raise ValueError(f"{kept.identifier!r} is no identifier of a publication")
    url = kept.url if kept.url.startswith(("http://", "https://")) else ""
    page = quote(url, safe=_IN_URL)
    known = Document("", kept.title, kept.identifier, page, kept.date, kept.licence)
    return sources.source_of(known, kept.file, kept.sha256, kept.unnamed)


def entities_of(judged: Judged, lexicon: Lexicon) -> Iterator[Entity]:
    """Yield what a proposal names and the graph may not know: composed cancers and concepts."""
    named = {
        one.iri: one.composed or lexicon.concepts.get(one.iri)
        for one in (judged.subject, judged.object)
    }
    for qualifier in judged.qualifiers:
        if isinstance(qualifier.value, URIRef):
            named.setdefault(qualifier.value, lexicon.concepts.get(qualifier.value))
    yield from filter(None, named.values())


def claim_of(
    judged: Judged, sentence: str, start: int, ordinal: int, *, source: Source, model: str
) -> Claim:
    """Make the claim of a proposal that passed.

    Args:
        judged: the proposal, as it was judged.
        sentence: its sentence.
        start: offset of that in the document.
        ordinal: which occurrence of the sentence it is in the file, from 0.
        source: the document.
        model: name of the model.

    Returns:
        A prediction of a computational model (Biolink), whose note names the model.
    """
    within = quote_of(sentence, judged.span, Sentence(0, len(sentence), False, 0), ordinal)
    return Claim(
        subject=judged.subject.iri,
        predicate=judged.relation,
        object=judged.object.iri,
        record="",
        sources=(source.iri,),
        polarity=judged.assertion.polarity,
        qualifiers=judged.qualifiers,
        knowledge_level=KnowledgeLevel.PREDICTION,
        agent_type=AgentType.MODEL,
        statement=" ".join(sentence.split()),
        quote=_moved(within, start),
        hedge=judged.hedge,
        attribution=judged.assertion.attribution,
        confidence=min(CONFIDENCE, judged.assertion.cap),
        pattern=_PATTERN,
        note=f"proposed by the language model {model}",
        licence=source.licence,
    )


def _moved(within: TextQuote, start: int) -> TextQuote:
    """Turn offsets in a sentence into those in its document."""
    return replace(within, start=within.start + start, end=within.end + start)
