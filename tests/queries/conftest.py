"""Fixtures of the tests of queries."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.queries.sample import sample_store


@pytest.fixture(scope="session")
def sample() -> ox.Store:
    """The small graph built by hand, in memory."""
    return sample_store()


@pytest.fixture(scope="session")
def sample_folder(sample: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph on disk, as workers open it."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    store = ox.Store(str(folder))
    store.extend(list(sample))
    store.flush()
    del store
    return folder
