"""How entities, sources, loads and claims become RDF quads."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from her2kg.ontology.mappings import EXACT, Mapping, MappingSet
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Load, Name, Source, Value
from her2kg.ontology.namespaces import PREFIXES, SCHEMA, expand, graph_iri, mint, schema

__all__ = [
    "Quad",
    "claim_iri",
    "encode_claim",
    "encode_entity",
    "encode_evidence",
    "encode_load",
    "encode_mappings",
    "encode_source",
    "fact_iri",
    "load_iri",
    "partial_date",
]

Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef]
"""Subject, predicate, object and named graph; the graph has no blank nodes."""

_ENTITIES = URIRef(graph_iri("entities"))
_MAPPINGS = URIRef(graph_iri("mappings"))
_HASH_LENGTH = 20
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_WORDS_KEPT = 256
_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def partial_date(text: str) -> Literal:
    """Make a date literal that is no more exact than what is known.

    Args:
        text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Returns:
        A literal of type xsd:gYear, xsd:gYearMonth or xsd:date.

    Raises:
        ValueError: the text has another form.
    """
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError(f"{text!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    return Literal(text, datatype=_DATE_TYPES[len(text)], normalize=False)


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(_CANONICAL.encode(parts).encode()).hexdigest()[:_HASH_LENGTH]


@cache
def _term(local: str) -> URIRef:
    return URIRef(schema(local))


@cache
def _graph(name: str) -> URIRef:
    return URIRef(graph_iri(name))


@lru_cache(maxsize=_WORDS_KEPT)
def _literal(text: str) -> Literal:
    """Make a literal of text, the same one for words that most claims share."""
    return Literal(text)


def _key(value: Value) -> str:
    if isinstance(value, Name):
        raise TypeError(f"{value.text!r} ({value.kind}) was not linked to a node")
    return value.n3()


def _identifying(claim: Claim) -> list[str]:
    return sorted(f"{q.predicate} {_key(q.value)}" for q in claim.qualifiers if q.identifying)


def _said(claim: Claim) -> list[str]:
    """Return what a claim says, whoever says it: triple and identifying qualifiers."""
    return [_key(claim.subject), claim.predicate, _key(claim.object), *_identifying(claim)]


def claim_iri(claim: Claim, load: Load) -> URIRef:
    """Hash what identifies a claim: its source and record, or its document and sentence.

    A revised level, rating or date changes the content hash and not this IRI. The words of a
    text claim count with white space folded, so that a reflowed document keeps its claims.
    """
    return _claim_iri(claim, load, _said(claim))


def _claim_iri(claim: Claim, load: Load, said: list[str]) -> URIRef:
    parts = [load.loader, claim.record]
    if claim.quote is not None:
        sentence = " ".join(claim.quote.sentence.split())
        parts = [load.loader, load.sha256, sentence, str(claim.quote.ordinal)]
    return URIRef(mint("Claim", _digest(parts + said)))


def fact_iri(claim: Claim) -> URIRef:
    """Hash what the claim says, whoever says it: triple and identifying qualifiers."""
    return _fact_iri(_said(claim))


def _fact_iri(said: list[str]) -> URIRef:
    return URIRef(mint("Fact", _digest(said)))


@cache
def load_iri(load: Load) -> URIRef:
    """Return the IRI of a load: loader and input, never a time or a place."""
    return URIRef(mint("Load", f"{load.loader}-{load.sha256[:12]}"))


def encode_entity(entity: Entity) -> Iterator[Quad]:
    """Yield type, names, definition, identifiers and hierarchy, for graph/entities."""
    iri = entity.iri
    yield iri, RDF.type, _term(entity.kind), _ENTITIES
    yield iri, RDFS.label, Literal(entity.label), _ENTITIES
    for synonym in entity.synonyms:
        if synonym != entity.label:
            yield iri, SKOS.altLabel, Literal(synonym), _ENTITIES
    if entity.definition:
        yield iri, SKOS.definition, Literal(entity.definition), _ENTITIES
    for curie in entity.identifiers:
        yield iri, SKOS.exactMatch, URIRef(expand(curie)), _ENTITIES
        yield iri, SKOS.notation, Literal(curie), _ENTITIES
    for parent in entity.broader:
        if isinstance(parent, Name):
            raise TypeError(f"{parent.text!r} ({parent.kind}) was not linked to a node")
        yield iri, SKOS.broader, parent, _ENTITIES


def encode_mappings(mappings: MappingSet) -> Iterator[Quad]:
    """Yield a mapping file as SSSOM puts it in RDF, for graph/mappings.

    Each row is a node with its justification. The bare triple stands beside it, except for an
    exact match of a thing: that one is yielded with the thing's other identifiers.

    Source: the classes and slots of SSSOM 1.0 (https://w3id.org/sssom/schema/), whose mapping is
    an ``owl:Axiom`` about the triple.
    """
    iri = URIRef(mappings.metadata["mapping_set_id"])
    yield iri, RDF.type, _sssom("MappingSet"), _MAPPINGS
    yield iri, DCTERMS.title, Literal(mappings.metadata["mapping_set_title"]), _MAPPINGS
    yield iri, DCTERMS.license, URIRef(mappings.metadata["license"]), _MAPPINGS
    yield iri, OWL.versionInfo, Literal(mappings.metadata["mapping_set_version"]), _MAPPINGS
    for mapping in mappings.mappings:
        yield from _encode_mapping(mapping, iri)


def _sssom(local: str) -> URIRef:
    return URIRef(PREFIXES["sssom"] + local)


def _encode_mapping(mapping: Mapping, mapping_set: URIRef) -> Iterator[Quad]:
    ids = (mapping.subject_id, mapping.predicate_id, mapping.object_id)
    subject, predicate, value = (URIRef(expand(curie)) for curie in ids)
    if mapping.predicate_id != EXACT or subject.startswith(SCHEMA):
        yield subject, predicate, value, _MAPPINGS
    iri = URIRef(PREFIXES["mapping"] + _digest(list(ids)))
    yield mapping_set, _sssom("mappings"), iri, _MAPPINGS
    yield iri, RDF.type, OWL.Axiom, _MAPPINGS
    yield iri, OWL.annotatedSource, subject, _MAPPINGS
    yield iri, OWL.annotatedProperty, predicate, _MAPPINGS
    yield iri, OWL.annotatedTarget, value, _MAPPINGS
    yield iri, SKOS.notation, Literal(mapping.object_id), _MAPPINGS
    justification = URIRef(expand(mapping.mapping_justification))
    yield iri, _sssom("mapping_justification"), justification, _MAPPINGS
    texts = {
        _sssom("subject_label"): mapping.subject_label,
        _sssom("object_label"): mapping.object_label,
        _sssom("object_source_version"): mapping.object_source_version,
        RDFS.comment: mapping.comment,
    }
    for slot, text in texts.items():
        if text:
            yield iri, slot, Literal(text), _MAPPINGS


def encode_source(source: Source) -> Iterator[Quad]:
    """Yield what is known of a source, for graph/entities."""
    iri = source.iri
    yield iri, RDF.type, _term(source.kind), _ENTITIES
    yield iri, RDFS.label, Literal(source.title), _ENTITIES
    if source.url:
        yield iri, RDFS.seeAlso, URIRef(source.url), _ENTITIES
    if source.identifier:
        yield iri, DCTERMS.identifier, Literal(source.identifier), _ENTITIES
    if source.date:
        yield iri, DCTERMS.issued, partial_date(source.date), _ENTITIES
    if source.licence:
        yield iri, DCTERMS.license, Literal(source.licence), _ENTITIES


def encode_load(load: Load) -> Iterator[Quad]:
    """Yield the prov:Activity of a load, for the graph of its claims."""
    iri, graph = load_iri(load), _graph(load.graph)
    yield iri, RDF.type, _term("Load"), graph
    yield iri, RDFS.label, Literal(load.title), graph
    yield iri, _term("loaderName"), Literal(load.loader), graph
    yield iri, _term("loaderVersion"), Literal(load.version), graph
    yield iri, _term("inputHash"), Literal(load.sha256), graph
    yield iri, DCTERMS.license, Literal(load.licence), graph


def encode_evidence(item: EvidenceItem, load: Load) -> Iterator[Quad]:
    """Yield an evidence item and its fields, for the graph of its load.

    Raises:
        TypeError: a name in it was not linked.
    """
    iri, graph = item.iri, _graph(load.graph)
    yield iri, RDF.type, _term("EvidenceItem"), graph
    yield iri, RDFS.label, Literal(item.label), graph
    yield iri, PROV.wasGeneratedBy, load_iri(load), graph
    for source in item.sources:
        yield iri, PROV.wasDerivedFrom, source, graph
    for field in item.properties:
        yield iri, _term(field.predicate), _linked(field.value), graph


def encode_claim(claim: Claim, load: Load) -> Iterator[Quad]:
    """Yield a claim as a node, for the graph of its load.

    Args:
        claim: a claim whose names are all linked.
        load: the load that made it.

    Yields:
        Its quads, each once.

    Raises:
        TypeError: a name in it was not linked.
    """
    said = _said(claim)
    iri, graph = _claim_iri(claim, load, said), _graph(load.graph)
    for predicate, value in _identity(claim, load, said):
        yield iri, predicate, value, graph
    written = {pair: pair[1].n3() for pair in _content(claim)}
    body = sorted(written, key=lambda pair: (pair[0], written[pair]))
    for predicate, value in body:
        yield iri, predicate, value, graph
    if not claim.licence:
        yield iri, DCTERMS.license, _literal(load.licence), graph
    content = _digest([f"{pair[0]} {written[pair]}" for pair in body])
    yield iri, _term("contentHash"), Literal(content), graph


Pair = tuple[URIRef, URIRef | Literal]


def _linked(value: Value) -> URIRef | Literal:
    if isinstance(value, Name):
        raise TypeError(f"{value.text!r} ({value.kind}) was not linked to a node")
    return value


def _identity(claim: Claim, load: Load, said: list[str]) -> Iterator[Pair]:
    yield RDF.type, _term("Claim")
    yield RDF.type, RDF.Statement
    if claim.quote is not None:
        yield RDF.type, _term("TextClaim")
    yield RDF.subject, _linked(claim.subject)
    yield RDF.predicate, _term(claim.predicate)
    yield RDF.object, _linked(claim.object)
    yield _term("claimOf"), _fact_iri(said)
    yield PROV.wasGeneratedBy, load_iri(load)


def _content(claim: Claim) -> Iterator[Pair]:
    for source in claim.sources:
        yield PROV.wasDerivedFrom, source
    for qualifier in claim.qualifiers:
        yield _term(qualifier.predicate), _linked(qualifier.value)
    yield _term("primarySourceKnown"), Literal(bool(claim.sources))
    for local, date in (("validFrom", claim.valid_from), ("validUntil", claim.valid_until)):
        if date:
            yield _term(local), partial_date(date)
    if claim.confidence is not None:
        confidence = Literal(f"{claim.confidence:.3g}", datatype=XSD.decimal)
        yield _term("confidence"), confidence
    if claim.licence:
        yield DCTERMS.license, Literal(claim.licence)
    yield from _words(claim)
    yield from _quote(claim)


def _words(claim: Claim) -> Iterator[Pair]:
    texts = {
        "agentType": claim.agent_type,
        "attribution": claim.attribution,
        "evidenceLevel": claim.level,
        "evidenceScheme": claim.scheme,
        "hedge": claim.hedge,
        "knowledgeLevel": claim.knowledge_level,
        "note": claim.note,
        "pattern": claim.pattern,
        "polarity": claim.polarity,
        "recordId": claim.record,
        "statement": claim.statement or (claim.quote.sentence if claim.quote else ""),
        "verification": claim.verification,
    }
    for local, text in texts.items():
        if text:
            yield _term(local), _literal(str(text))


def _quote(claim: Claim) -> Iterator[Pair]:
    quote = claim.quote
    if quote is None:
        return
    yield _term("quote"), Literal(quote.exact)
    yield _term("quotePrefix"), Literal(quote.prefix)
    yield _term("quoteSuffix"), Literal(quote.suffix)
    yield _term("quoteStart"), Literal(quote.start)
    yield _term("quoteEnd"), Literal(quote.end)
