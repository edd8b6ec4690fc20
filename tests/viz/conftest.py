"""Fixtures of the tests of the picture."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from her2kg.viz.neighbourhood import neighbourhood
from her2kg.viz.page import render
from her2kg.viz.panel import describe
from tests.viz.sample import SEEN, sample_store

__all__ = ["Drawn", "drawn", "store"]

Drawn = Callable[[str], str]
"""Gives the ``file:`` address of the page of an entity, by its IRI."""


@pytest.fixture(scope="session")
def store() -> ox.Store:
    """The sample graph."""
    return sample_store()


@pytest.fixture(scope="session")
def drawn(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Pages of the sample graph, each drawn once."""
    folder = tmp_path_factory.mktemp("pages")

    def page(iri: str) -> str:
        file: Path = folder / f"{iri.rpartition('/')[2]}.html"
        if not file.exists():
            graph = neighbourhood(store, iri)
            text = render(graph, iri, describe(store, graph, SEEN), served=False)
            file.write_text(text, encoding="utf-8", newline="\n")
        return file.as_uri()

    return page
