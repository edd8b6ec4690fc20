"""The rules of the embedded graph, read once."""

import pyoxigraph as ox
import pytest

from her2kg.queries.scoring.rulebook import RuleBook, read_rulebook


@pytest.fixture(scope="session")
def book(graph_store: ox.Store) -> RuleBook:
    """All rules, quantities, stages and conflicts of the embedded graph."""
    return read_rulebook(graph_store)
