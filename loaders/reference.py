"""Reference sources: what they know of the things that the graph speaks of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import URIRef

from her2kg.ontology.folding import fold
from her2kg.ontology.mappings import mapping_set
from her2kg.ontology.model import Description, Entity, Name
from her2kg.ontology.namespaces import expand

__all__ = ["Reference", "enriched", "may_be"]


class Reference:
    """Descriptions, found by identifier and by name.

    Args:
        descriptions: of all reference sources.
    """

    def __init__(self, descriptions: Iterable[Description]) -> None:
        self._by_identifier: dict[tuple[str, str], list[Description]] = {}
        self._by_label: dict[tuple[str, str], list[Description]] = {}
        self._by_name: dict[tuple[str, str], list[Description]] = {}
        for each in descriptions:
            for curie in (*each.identifiers, *each.matches):
                self._by_identifier.setdefault((each.kind, curie.upper()), []).append(each)
            self._by_label.setdefault((each.kind, fold(each.label)), []).append(each)
            for name in {fold(name) for name in (each.label, *each.synonyms)}:
                self._by_name.setdefault((each.kind, name), []).append(each)

    def find(self, name: Name) -> list[Description]:
        """Return what describes a name: by identifier, else by label, else by synonym.

        Within one source a name that fits several things fits none.
        """
        for curie in name.identifiers:
            if found := self._by_identifier.get((name.kind, curie.upper())):
                return _of_one_thing(found)
        for index in (self._by_label, self._by_name):
            if found := index.get((name.kind, fold(name.text))):
                return _of_one_thing(found)
        return []


def _of_one_thing(found: list[Description]) -> list[Description]:
    """Keep one description of each source that describes one thing alone."""
    by_source: dict[str, dict[str, Description]] = {}
    for each in found:
        by_source.setdefault(each.source, {}).setdefault(each.identifiers[0].upper(), each)
    return [next(iter(codes.values())) for codes in by_source.values() if len(codes) == 1]


@dataclass(frozen=True, slots=True)
class _Known:
    """The entities of the graph, with what describes each."""

    entities: Mapping[URIRef, Entity]
    descriptions: Mapping[URIRef, list[Description]]
    owners: Mapping[tuple[str, str], URIRef]
    names: Mapping[str, set[URIRef]]


def enriched(
    entities: Iterable[Entity], reference: Reference, source: str, every: Iterable[Description]
) -> Iterator[Entity]:
    """Say what a reference source adds to the entities of the graph.

    Args:
        entities: all entities of the graph, several of one IRI among them.
        reference: all descriptions.
        source: the source whose additions are wanted.
        every: the descriptions of that source.

    Yields:
        For each entity that it describes, sorted by IRI: names that no other thing bears, the
        definition, identifiers, and the nearest wider things that the graph has, unless the
        graph has them above it already.
    """
    known = _known(entities, reference)
    here = {each.identifiers[0].upper(): each for each in every}
    wider = {code: each.broader for code, each in here.items()}
    for iri in sorted(known.entities):
        for found in known.descriptions[iri]:
            each = here.get(found.identifiers[0].upper())
            if found.source == source and each is not None:
                yield _addition(known, iri, each, wider)


def _known(entities: Iterable[Entity], reference: Reference) -> _Known:
    first: dict[URIRef, Entity] = {}
    names: dict[str, set[URIRef]] = {}
    for entity in entities:
        first.setdefault(entity.iri, entity)
        for name in (entity.label, *entity.synonyms):
            names.setdefault(fold(name), set()).add(entity.iri)
    descriptions = {iri: _described(reference, entity) for iri, entity in first.items()}
    owners: dict[tuple[str, str], URIRef] = {}
    for iri in sorted(first):
        for each in descriptions[iri]:
            owners.setdefault((each.source, each.identifiers[0].upper()), iri)
    return _Known(first, descriptions, owners, names)


def _described(reference: Reference, entity: Entity) -> list[Description]:
    """Return what describes an entity; a source whose code it has describes it by that alone."""
    by_code = reference.find(Name(entity.kind, "", entity.identifiers))
    by_name = reference.find(Name(entity.kind, entity.label))
    sources = {each.source for each in by_code}
    return [*by_code, *(x for x in by_name if x.source not in sources and may_be(entity, x))]


def may_be(entity: Entity, each: Description) -> bool:
    """Say whether an entity may be what a description of the same name describes.

    It may not when the graph says otherwise: when the entity has another code of that source,
    or the mappings relate it to a term of that source, exactly or not.
    """
    own = each.identifiers[0].upper()
    prefix = own.partition(":")[0]
    codes = {curie.upper() for curie in entity.identifiers}
    said = {curie for curie in codes if curie.partition(":")[0] == prefix}
    return own in said or not (said or prefix in _mapped().get(entity.iri, frozenset()))


@cache
def _mapped() -> Mapping[URIRef, frozenset[str]]:
    """Return the vocabularies to which the curated mappings relate each thing."""
    found: dict[URIRef, set[str]] = {}
    for row in mapping_set().mappings:
        prefix = row.object_id.partition(":")[0].upper()
        found.setdefault(URIRef(expand(row.subject_id)), set()).add(prefix)
    return {iri: frozenset(prefixes) for iri, prefixes in found.items()}


def _addition(
    known: _Known, iri: URIRef, each: Description, wider: Mapping[str, tuple[str, ...]]
) -> Entity:
    entity = known.entities[iri]
    fresh = (n for n in (each.label, *each.synonyms) if known.names.get(fold(n), {iri}) == {iri})
    return Entity(
        iri,
        entity.kind,
        entity.label,
        tuple(sorted(set(fresh) - {entity.label})),
        each.definition,
        each.identifiers,
        tuple(_nearest(known, iri, each, wider)),
    )


def _nearest(
    known: _Known, iri: URIRef, each: Description, wider: Mapping[str, tuple[str, ...]]
) -> list[URIRef]:
    """Walk up the source's hierarchy to the first things that the graph has."""
    above = _above(known, iri)
    found: set[URIRef] = set()
    seen: set[str] = set()
    front = [curie.upper() for curie in each.broader]
    while front:
        curie = front.pop()
        if curie in seen:
            continue
        seen.add(curie)
        owner = known.owners.get((each.source, curie))
        if owner is None or owner == iri:
            front += [further.upper() for further in wider.get(curie, ())]
        elif owner not in above and iri not in _above(known, owner):
            found.add(owner)
    return sorted(found)


def _above(known: _Known, iri: URIRef) -> set[URIRef]:
    """Return everything that the graph has above a thing by itself."""
    above: set[URIRef] = set()
    front = [iri]
    while front:
        for node in known.entities[front.pop()].broader:
            if isinstance(node, URIRef) and node in known.entities and node not in above:
                above.add(node)
                front.append(node)
    return above
