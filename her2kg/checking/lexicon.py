"""The names of the graph in use, for the reader of prose."""

from collections import defaultdict

import pyoxigraph as ox
from rdflib import URIRef

from her2kg.checking.files import query
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.ontology.model import Entity
from her2kg.ontology.namespaces import SCHEMA
from her2kg.queries.store import select, text_of

__all__ = ["lexicon_of"]


def lexicon_of(store: ox.Store) -> Lexicon:
    """Make the lexicon of a finished graph.

    Args:
        store: the graph.

    Returns:
        Labels and synonyms of its entities, as a build hands them to the reader. Synonyms that
        reference sources added are among them.
    """
    synonyms: dict[str, list[str]] = defaultdict(list)
    for row in select(store, query("synonyms")):
        synonyms[text_of(row, "node")].append(text_of(row, "name"))
    entities: dict[str, Entity] = {}
    for row in select(store, query("names")):
        iri, kind = text_of(row, "node"), text_of(row, "kind").removeprefix(SCHEMA)
        entity = Entity(URIRef(iri), kind, text_of(row, "label"), tuple(synonyms[iri]))
        entities.setdefault(iri, entity)
    return Lexicon.from_entities(entities.values())
