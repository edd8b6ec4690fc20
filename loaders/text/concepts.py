"""The curated word list: things that prose speaks of and that no table of the graph defines."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from rdflib import URIRef

from her2kg.loaders.text.data import expand_braces, read_rows
from her2kg.loaders.text.folding import fold_name
from her2kg.ontology.model import Entity
from her2kg.ontology.namespaces import KINDS, curie_of, mint

__all__ = ["broad_class", "merge_concepts", "wide_concepts", "word_list"]


def broad_class(entity: Entity) -> str:
    """Return the class that names the IRIs of an entity: HER2Status for a ReportedResult."""
    prefix = curie_of(entity.iri).partition(":")[0]
    return KINDS.get(prefix, entity.kind)


@cache
def word_list() -> tuple[Entity, ...]:
    """Read the word list as entities, their synonyms written out."""
    return tuple(
        Entity(
            iri=URIRef(mint(row["class"], row["label"])),
            kind=row["class"],
            label=row["label"],
            synonyms=tuple(
                spelling
                for template in row["synonyms"].split("|")
                if template
                for spelling in expand_braces(template)
            ),
            definition=row["definition"],
        )
        for row in read_rows("concepts.tsv")
    )


@cache
def wide_concepts() -> frozenset[str]:
    """Return labels of classes so wide that what a text says of them holds for a part only."""
    return frozenset(row["label"] for row in read_rows("concepts.tsv") if row["wide"])


def _known_names(entities: Iterable[Entity]) -> dict[tuple[str, str], Entity]:
    known: dict[tuple[str, str], Entity] = {}
    for entity in sorted(entities, key=lambda one: one.iri):
        for name in (entity.label, *entity.synonyms):
            known.setdefault((broad_class(entity), fold_name(name)), entity)
    return known


def merge_concepts(entities: Iterable[Entity]) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Join the word list with the entities of the graph.

    A concept whose label is already a name of an entity of its class lends that entity its
    synonyms; the others stand on their own.

    Args:
        entities: the entities of the graph, in any order.

    Returns:
        All entities to look for, and those of them that only the word list defines.
    """
    by_iri = {entity.iri: entity for entity in entities}
    known = _known_names(by_iri.values())
    own: list[Entity] = []
    for concept in word_list():
        match = known.get((concept.kind, fold_name(concept.label))) or by_iri.get(concept.iri)
        if match is None:
            own.append(concept)
            continue
        current = by_iri[match.iri]
        names = dict.fromkeys((*current.synonyms, *concept.synonyms))
        by_iri[match.iri] = replace(current, synonyms=tuple(names))
    return (*by_iri.values(), *own), tuple(own)
