"""Fixtures that several parts share."""

import pyoxigraph as ox
import pytest

from her2kg.build import build
from her2kg.home import Home
from her2kg.queries.store import open_store
from tests.browser import browser

__all__ = ["browser", "built_home", "graph_store"]


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with the graph of the embedded material, built once."""
    home = Home(tmp_path_factory.mktemp("home"))
    build(home, [])
    return home


@pytest.fixture(scope="session")
def graph_store(built_home: Home) -> ox.Store:
    """The store of the embedded material, as users open it."""
    return open_store(built_home.current() / "store")
