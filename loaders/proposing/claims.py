"""From a proposal that passed to a claim, and the source that it cites."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from rdflib import URIRef

from her2kg.loaders.documents.document import sound_date
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
from her2kg.ontology.namespaces import expand, is_well_formed, mint

__all__ = ["CONFIDENCE", "claim_of", "entities_of", "is_retracted", "source_of"]

CONFIDENCE = 0.5
"""How sure a proposal is at most, 0 to 1: nobody has measured how often models are right here."""

_PATTERN = "language-model"
_RETRACTED = re.compile(r"\W*(?:RETRACTED\b|Retracted(?:\s+Article)?\s*:)")
_ID_LENGTH = 16
_IN_DOI = "/:;()._-~"
_IN_URL = "%/:?#[]@!$&'()*+,;=~"


def is_retracted(title: str) -> bool:
    """Say whether a title begins as publishers begin that of a retracted article."""
    return bool(_RETRACTED.match(title))


def source_of(kept: Kept) -> Source:
    """Return the source of a document: the one that the document itself, when added, has.

    Raises:
        ValueError: it was retracted, or its identifier or date is not of a known form.
    """
    if is_retracted(kept.title):
        raise ValueError(f"{kept.identifier or 'the document'} was retracted: it is not read")
    if kept.date and sound_date(*kept.date.split("-")[:3]) != kept.date:
        raise ValueError(f"{kept.date!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    if kept.identifier:
        return _publication(kept)
    number = f"-{kept.unnamed}" if kept.unnamed > 1 else ""
    iri = URIRef(mint("Document", f"{kept.sha256[:_ID_LENGTH]}{number}"))
    url = kept.url if kept.url.startswith(("http://", "https://")) else ""
    page = quote(url, safe=_IN_URL)
    return Source(iri, "Document", kept.title or kept.file, page, "", kept.date, kept.licence)


def _publication(kept: Kept) -> Source:
    curie = kept.identifier
    if not is_well_formed(curie):
        raise ValueError(f"{curie!r} is no identifier of a publication")
    page = quote(expand(curie), safe=_IN_DOI)
    iri = URIRef(mint("Source", curie))
    return Source(iri, "Publication", kept.title or curie, page, curie, kept.date, kept.licence)


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
