"""The graph in use, checked against the shapes and the checks across records."""

import pyoxigraph as ox

from her2kg.checks import as_rdflib, problems
from her2kg.gather import Tick
from her2kg.loaders.curated import curated_material
from her2kg.ontology.gate import check_graph
from her2kg.places import Places

__all__ = ["validate"]


def validate(store: ox.Store, tick: Tick) -> list[str]:
    """Check a whole graph, as the build does.

    Args:
        store: the graph.
        tick: told of the progress.

    Returns:
        One line for each problem, with file and row where they are known; empty when all is
        well.
    """
    tick("Checking shapes", 0, 2)
    broken = check_graph(as_rdflib(store))
    tick("Checking across records", 1, 2)
    broken += problems(store)
    tick("Checking across records", 2, 2)
    return Places(store, curated_material()).lines(broken)
