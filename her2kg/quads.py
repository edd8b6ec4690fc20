"""From linked records and the ontology to quads."""

from collections.abc import Iterator
from importlib import resources

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef

from her2kg.errors import BuildError
from her2kg.gather import Gathered, LoadedInput
from her2kg.loaders.merging import merged
from her2kg.ontology.encode import (
    Quad,
    claim_iri,
    encode_claim,
    encode_entity,
    encode_evidence,
    encode_load,
    encode_mappings,
    encode_source,
)
from her2kg.ontology.mapping_checks import problems
from her2kg.ontology.mappings import mapping_set
from her2kg.ontology.model import Source
from her2kg.ontology.namespaces import graph_iri, schema

__all__ = ["mapping_quads", "records", "schema_quads", "to_ox"]


def records(gathered: Gathered) -> Iterator[list[Quad]]:
    """Yield the quads of each record, those of entities and sources merged over all inputs."""
    entities = [e for loaded in gathered.inputs for e in loaded.entities] + gathered.made
    for entity in merged(entities):
        yield list(encode_entity(entity))
    sources = {source.iri: source for source in _source_order(gathered.inputs)}
    for iri in sorted(sources):
        yield list(encode_source(sources[iri]))
    for loaded in gathered.inputs:
        yield from _load_records(loaded)


def _load_records(loaded: LoadedInput) -> Iterator[list[Quad]]:
    yield list(encode_load(loaded.load))
    for item in loaded.items:
        yield list(encode_evidence(item, loaded.load))
    conflicts = _conflicts(loaded)
    for claim in dict.fromkeys(loaded.claims):
        quads = list(encode_claim(claim, loaded.load))
        graph, iri = quads[0][3], quads[0][0]
        for record in claim.conflicts_with:
            rivals = conflicts.get(record, [])
            quads += [(iri, URIRef(schema("conflictsWith")), rival, graph) for rival in rivals]
        yield quads


def _conflicts(loaded: LoadedInput) -> dict[str, list[URIRef]]:
    """Index the claims that a curator marked as being in conflict, by their record."""
    found: dict[str, list[URIRef]] = {}
    named = {record for claim in loaded.claims for record in claim.conflicts_with}
    for claim in loaded.claims:
        if claim.record in named:
            found.setdefault(claim.record, []).append(claim_iri(claim, loaded.load))
    return found


def _source_order(inputs: list[LoadedInput]) -> Iterator[Source]:
    """Yield sources so that the one that should win comes last.

    A title beats a bare identifier, and the curated tables beat databases.
    """
    for titled in (False, True):
        for loaded in reversed(inputs):
            for source in sorted(loaded.sources, key=lambda each: (each.iri, each.title)):
                if (source.title != source.identifier) is titled:
                    yield source


def to_ox(quad: Quad) -> ox.Quad:
    """Turn a quad of rdflib terms into one of the store's."""
    subject, predicate, value, graph = quad
    return ox.Quad(
        ox.NamedNode(subject), ox.NamedNode(predicate), _ox_value(value), ox.NamedNode(graph)
    )


def _ox_value(value: URIRef | Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(value, URIRef):
        return ox.NamedNode(value)
    if value.language:
        return ox.Literal(str(value), language=value.language)
    datatype = ox.NamedNode(value.datatype) if value.datatype else None
    return ox.Literal(str(value), datatype=datatype)


def schema_quads() -> Iterator[Quad]:
    """Yield the ontology, for graph/schema.

    Raises:
        BuildError: it holds a blank node.
    """
    text = (resources.files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    graph = URIRef(graph_iri("schema"))
    for subject, predicate, value in Graph().parse(data=text, format="turtle"):
        if not isinstance(subject, URIRef) or not isinstance(predicate, URIRef):
            raise BuildError("the ontology holds a blank node: give it an IRI")
        if not isinstance(value, URIRef | Literal):
            raise BuildError("the ontology holds a blank node: give it an IRI")
        yield subject, predicate, value, graph


def mapping_quads() -> Iterator[Quad]:
    """Yield the mappings to public vocabularies, for graph/mappings.

    Raises:
        BuildError: the mapping file cannot be read or breaks a rule.
    """
    try:
        mappings = mapping_set()
    except ValueError as error:
        raise BuildError(str(error)) from None
    found = problems(mappings)
    if found:
        raise BuildError(f"mappings.sssom.tsv: {found[0]}")
    yield from encode_mappings(mappings)
