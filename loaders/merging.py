"""What several inputs say of one thing, put together."""

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from her2kg.ontology.model import Entity

__all__ = ["merged"]


def merged(entities: Iterable[Entity]) -> Iterator[Entity]:
    """Merge what several inputs say of one thing; the first input names it.

    Args:
        entities: in the order of the inputs.

    Yields:
        One entity for each IRI, sorted; names, identifiers and wider things of all, the first
        definition.
    """
    together: dict[URIRef, list[Entity]] = {}
    for entity in entities:
        together.setdefault(entity.iri, []).append(entity)
    for iri in sorted(together):
        first, *rest = together[iri]
        if rest:
            every = [first, *rest]
            names = {name for e in every for name in (e.label, *e.synonyms)}
            identifiers = {curie for e in every for curie in e.identifiers}
            broader = {node for e in every for node in e.broader}
            first = Entity(
                iri,
                first.kind,
                first.label,
                tuple(sorted(names - {first.label})),
                next((e.definition for e in every if e.definition), ""),
                tuple(sorted(identifiers)),
                tuple(sorted(broader)),
            )
        yield first
