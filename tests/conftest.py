"""Fixtures that several parts share."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, settings

from her2kg.build import build
from her2kg.home import Home
from her2kg.inputs import Inputs
from her2kg.queries.store import open_store
from tests.browser import browser
from tests.once import made_once
from tests.serving import Server, serving

__all__ = ["browser", "built_home", "graph_store", "server"]

# How fast a machine is that also does other work says nothing about the behaviour tested.
settings.register_profile("her2kg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("her2kg")


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with the graph of the embedded material, built once; no test changes it."""
    return Home(made_once(tmp_path_factory, "home", lambda it: build(Home(it), Inputs())))


@pytest.fixture(scope="session")
def graph_store(built_home: Home) -> ox.Store:
    """The store of the embedded material, as users open it."""
    return open_store(built_home.current() / "store")


@pytest.fixture(scope="session")
def server(built_home: Home) -> Iterator[Server]:
    """``her2kg serve`` on a free port."""
    with serving(built_home) as running:
        yield running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long first, so that no worker is left with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
