"""A picture of a thing: its neighbourhood, what is said of it, and the page that shows both."""

from datetime import date
from typing import Any

import pyoxigraph as ox

from her2kg.ontology.namespaces import SCHEMA, curie_of
from her2kg.queries.data_date import data_date
from her2kg.queries.store import select, text_of
from her2kg.queries.valid_time import first_day
from her2kg.viz import LIMIT
from her2kg.viz.neighbourhood import neighbourhood
from her2kg.viz.page import render
from her2kg.viz.panel import Seen, describe

__all__ = ["picture", "search_index"]

_NAMES = """
SELECT ?node ?kind ?label (GROUP_CONCAT(?alias; SEPARATOR="\u001f") AS ?aliases) WHERE {
  GRAPH graph:entities {
    ?node a ?kind ; rdfs:label ?label .
    FILTER (STRSTARTS(STR(?kind), STR(her2:)))
    OPTIONAL { ?node skos:altLabel ?alias }
  }
  FILTER NOT EXISTS { GRAPH graph:schema { ?kind rdfs:subClassOf her2:Source } }
} GROUP BY ?node ?kind ?label ORDER BY ?node
"""


def picture(
    store: ox.Store,
    iri: str,
    *,
    served: bool,
    limit: int = LIMIT,
    index: list[dict[str, Any]] | None = None,
    day: str = "",
) -> str:
    """Draw the surroundings of a thing as one HTML page.

    Args:
        store: the graph.
        iri: the thing in the middle.
        served: whether a server offers the pages of other things beside it.
        limit: how many nodes at most.
        index: what the search box finds besides the nodes drawn, see ``search_index``.
        day: the day that the graph is of, ``YYYY-MM-DD``; empty for all that ever held.

    Returns:
        The page; it makes no network request.
    """
    graph = neighbourhood(store, iri, limit)
    now = day or data_date(store)
    seen = Seen(first_day(now) if now else date.min, alone=bool(day))
    panel = describe(store, graph, seen)
    return render(graph, iri, panel, served=served, index=index, day=day)


def search_index(store: ox.Store) -> list[dict[str, Any]]:
    """List every thing of the graph with its names, for the search box of the served page."""
    return [
        {
            "curie": curie_of(text_of(row, "node")),
            "label": text_of(row, "label"),
            "kind": text_of(row, "kind").removeprefix(SCHEMA),
            "aliases": sorted(set(filter(None, text_of(row, "aliases").split("\x1f")))),
        }
        for row in select(store, _NAMES)
    ]
