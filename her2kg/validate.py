"""The graph in use, checked against the shapes and the checks across records."""

import pyoxigraph as ox
from rdflib import Graph

from her2kg.derive import broken_checks
from her2kg.gather import Tick
from her2kg.ontology.gate import check_graph

__all__ = ["validate"]


def validate(store: ox.Store, tick: Tick) -> list[str]:
    """Check a whole graph.

    Args:
        store: the graph.
        tick: told of the progress.

    Returns:
        One line for each problem; empty when all is well.
    """
    tick("Checking shapes", 0, 2)
    shapes_broken = [str(violation) for violation in check_graph(_union(store))]
    tick("Checking across records", 1, 2)
    problems = [*shapes_broken, *broken_checks(store)]
    tick("Checking across records", 2, 2)
    return problems


def _union(store: ox.Store) -> Graph:
    triples = (quad.triple for quad in store)
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
