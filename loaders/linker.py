"""From the names that sources write to the nodes of the graph, without guessing."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import process
from rdflib import URIRef

from her2kg.loaders.reference import Reference, may_be
from her2kg.ontology.folding import fold
from her2kg.ontology.model import (
    Claim,
    Description,
    Entity,
    EvidenceItem,
    Name,
    Node,
    Qualifier,
    Value,
)
from her2kg.ontology.namespaces import KINDS, curie_of, mint

__all__ = ["Linker", "Unlinked", "names_in", "regimen_name"]

_CANDIDATES = 3
_LEAST_LIKENESS = 80
_REGIMEN_SEPARATORS = (" then ", " + ")


def regimen_name(drugs: Iterable[str], *, sequential: bool = False) -> str:
    """Write the name of a regimen, e.g. ``"lapatinib + trastuzumab"``.

    Drugs given together are put in alphabetical order, drugs given in turn stay in theirs.
    """
    if sequential:
        return " then ".join(drugs)
    return " + ".join(sorted(drugs, key=str.casefold))


@dataclass(frozen=True, slots=True, order=True)
class Unlinked:
    """A name that no entity bears; it became a node of its own.

    Attributes:
        kind: the class expected.
        text: the words of the source.
        candidates: labels that look alike, best first; none of them was chosen.
    """

    kind: str
    text: str
    candidates: tuple[str, ...]


class Linker:
    """Finds the entity behind each name, or makes a node of its own and says so.

    A name is linked by a public identifier it carries, else by a label or synonym of an
    entity of its class that folds alike. A name that fits several entities fits none. A name
    that only a reference source knows is linked to the entity that the source describes, or
    becomes a node with what the source says of it.

    Args:
        entities: what the graph speaks of.
        reference: what reference sources know.
    """

    def __init__(self, entities: Iterable[Entity], reference: Reference | None = None) -> None:
        self._reference = reference or Reference(())
        self._by_identifier: dict[tuple[str, str], set[URIRef]] = {}
        self._by_name: dict[tuple[str, str], set[URIRef]] = {}
        self._by_label: dict[tuple[str, str], set[URIRef]] = {}
        self._entities: dict[URIRef, Entity] = {}
        self._regimens: dict[tuple[str, ...], URIRef] = {}
        self._resolved: dict[Name, URIRef] = {}
        self._made: dict[URIRef, Entity] = {}
        self._unlinked: dict[URIRef, Unlinked] = {}
        known = sorted(entities, key=lambda entity: entity.iri)
        for entity in known:
            self._index(entity)
        for entity in known:
            if entity.kind == "Regimen":
                self._regimens.setdefault(self._components(entity.label), entity.iri)

    def _index(self, entity: Entity) -> None:
        self._entities[entity.iri] = entity
        # A source may name the wider class: a status, not whether it is a result or a category.
        for kind in {entity.kind, KINDS[curie_of(entity.iri).partition(":")[0]]}:
            for curie in entity.identifiers:
                self._by_identifier.setdefault((kind, curie.upper()), set()).add(entity.iri)
            self._by_label.setdefault((kind, fold(entity.label)), set()).add(entity.iri)
            for name in (entity.label, *entity.synonyms):
                self._by_name.setdefault((kind, fold(name)), set()).add(entity.iri)

    def settle(self, records: Iterable[Claim | EvidenceItem]) -> None:
        """Settle every name in some records, in alphabetical order.

        Call it once, with the records of all sources, before any is linked: which node a
        name gets then does not depend on the order of the sources.
        """
        for name in sorted({name for record in records for name in names_in(record)}):
            self.resolve(name)

    def take(self, descriptions: Iterable[Description]) -> None:
        """Make a node of everything that reference sources describe, where there is none."""
        for each in sorted(descriptions, key=lambda each: each.identifiers):
            self.resolve(Name(each.kind, each.label, each.identifiers))

    def link(self, claim: Claim) -> Claim:
        """Put nodes in the place of the names of a claim."""
        return replace(
            claim,
            subject=self._node(claim.subject),
            object=self._linked(claim.object),
            qualifiers=self._qualifiers(claim.qualifiers),
        )

    def link_evidence(self, item: EvidenceItem) -> EvidenceItem:
        """Put nodes in the place of the names of an evidence item."""
        return replace(item, properties=self._qualifiers(item.properties))

    def resolve(self, name: Name) -> URIRef:
        """Return the node that a name stands for, made on the spot where there is none."""
        if name not in self._resolved:
            found = self._find(name) or self._described(name)
            self._resolved[name] = found or self._make(name)
        return self._resolved[name]

    @property
    def made(self) -> list[Entity]:
        """Nodes that were made because no entity bears their name, by IRI."""
        return [self._made[iri] for iri in sorted(self._made)]

    @property
    def unlinked(self) -> list[Unlinked]:
        """The names behind those nodes, with what they resemble."""
        return sorted(set(self._unlinked.values()))

    def is_unlinked(self, name: Name) -> bool:
        """Say whether a name got a node of its own because no entity bears it."""
        node = self._member(name.text) if name.kind == "Drug" else self.resolve(name)
        return node in self._unlinked

    def parts(self, name: Name) -> list[Name]:
        """Return the drugs that a regimen names, or the name itself."""
        if name.kind == "Regimen":
            for separator in _REGIMEN_SEPARATORS:
                if separator in name.text:
                    return [Name("Drug", part) for part in name.text.split(separator)]
        return [name]

    def _find(self, name: Name) -> URIRef | None:
        found: set[URIRef] = set()
        for curie in name.identifiers:
            found |= self._by_identifier.get((name.kind, curie.upper()), set())
        for index in (self._by_label, self._by_name):
            if not found:
                found = index.get((name.kind, fold(name.text)), set())
        if len(found) == 1:
            return next(iter(found))
        if name.kind == "Regimen" and not found:
            return self._regimens.get(self._components(name.text))
        return None

    def _described(self, name: Name) -> URIRef | None:
        """Find by way of a reference source, or make the node that the source describes."""
        described = self._reference.find(name)
        for each in described:
            by_identifier = Name(each.kind, "", each.identifiers)
            if found := self._find(by_identifier):
                return found
            if found := self._find(Name(each.kind, each.label)):
                return found if may_be(self._entities[found], each) else None
        if not described:
            return None
        first = min(described, key=lambda each: each.identifiers)
        iri = self._free_iri(first.kind, first.label)
        entity = Entity(iri, first.kind, first.label, (name.text,), identifiers=first.identifiers)
        self._made[iri] = entity
        self._index(entity)
        return iri

    def _components(self, regimen: str) -> tuple[str, ...]:
        for separator in _REGIMEN_SEPARATORS:
            if separator in regimen:
                nodes = [self._member(part) for part in regimen.split(separator)]
                return (separator, *(nodes if separator == " then " else sorted(nodes)))
        return (regimen,)

    def _member(self, part: str) -> URIRef:
        """Find a part of a regimen: a drug, or a class such as chemotherapy."""
        found = self._find(Name("Drug", part)) or self._find(Name("DrugClass", part))
        return found or self.resolve(Name("Drug", part))

    def _make(self, name: Name) -> URIRef:
        label = self._regimen_label(name.text) if name.kind == "Regimen" else name.text
        iri = self._free_iri(name.kind, label)
        entity = Entity(iri, name.kind, label, identifiers=name.identifiers)
        self._made[iri] = entity
        self._index(entity)
        if name.kind == "Regimen":
            self._regimens[self._components(label)] = iri
        else:
            found = self._candidates(name, iri)
            self._unlinked[iri] = Unlinked(name.kind, name.text, found)
        return iri

    def _regimen_label(self, text: str) -> str:
        separator, *nodes = self._components(text)
        labels = [self._entities[URIRef(node)].label for node in nodes]
        return regimen_name(labels, sequential=separator == " then ") if labels else text

    def _free_iri(self, kind: str, label: str) -> URIRef:
        mark = hashlib.sha256(label.encode()).hexdigest()[:8]
        try:
            iri = URIRef(mint(kind, label))
        except ValueError:
            return URIRef(mint(kind, mark))
        return iri if iri not in self._entities else URIRef(mint(kind, f"{label}-{mark}"))

    def _candidates(self, name: Name, own: URIRef) -> tuple[str, ...]:
        choices = {
            iri: folded
            for (kind, folded), iris in self._by_name.items()
            if kind == name.kind
            for iri in iris
            if iri != own
        }
        found = process.extract(
            fold(name.text), choices, limit=_CANDIDATES, score_cutoff=_LEAST_LIKENESS
        )
        return tuple(self._entities[iri].label for _, _, iri in found)

    def _qualifiers(self, qualifiers: tuple[Qualifier, ...]) -> tuple[Qualifier, ...]:
        return tuple(replace(q, value=self._linked(q.value)) for q in qualifiers)

    def _node(self, node: Node) -> URIRef:
        return self.resolve(node) if isinstance(node, Name) else node

    def _linked(self, value: Value) -> Value:
        return self.resolve(value) if isinstance(value, Name) else value


def names_in(record: Claim | EvidenceItem) -> Iterator[Name]:
    """Yield the names that a record uses."""
    values: list[Value] = []
    if isinstance(record, Claim):
        values = [record.subject, record.object, *(q.value for q in record.qualifiers)]
    else:
        values = [field.value for field in record.properties]
    yield from (value for value in values if isinstance(value, Name))
