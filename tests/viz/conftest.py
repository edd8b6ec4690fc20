"""Fixtures of the tests of the picture."""

import pyoxigraph as ox
import pytest

from her2kg.viz.atlas import Atlas
from her2kg.viz.reading import read_atlas
from tests.viz.sample import sample_store

__all__ = ["atlas", "store"]


@pytest.fixture(scope="session")
def store() -> ox.Store:
    """The sample graph."""
    return sample_store()


@pytest.fixture(scope="session")
def atlas(store: ox.Store) -> Atlas:
    """What can be drawn of the sample graph."""
    return read_atlas(store)
