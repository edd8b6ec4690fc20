"""Fixtures of the page: served over the embedded graph, and in files."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from her2kg.explorer import Explorer
from her2kg.home import Home
from tests.explorer.site import Site
from tests.serving import Server
from tests.viz.sample import sample_store

__all__ = ["Filed", "explorer", "filed", "sample", "served", "site", "whole"]

Filed = Callable[[str], Site]
"""Gives the page of an entity of the sample, by its CURIE, as a file."""


@pytest.fixture(scope="session")
def explorer(graph_store: ox.Store, built_home: Home) -> Explorer:
    """What answers the page, over the embedded graph."""
    return Explorer.of_build(graph_store, built_home.current())


@pytest.fixture(scope="session")
def sample() -> Explorer:
    """The same over the small sample with names that try to break a page."""
    return Explorer(sample_store())


@pytest.fixture(scope="session")
def served(server: Server) -> Site:
    """The served page of the embedded graph."""
    return Site(f"{server.address}/", served=True)


@pytest.fixture(scope="session")
def whole(explorer: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A file that holds the whole embedded graph, with the answer of two questions."""
    file = tmp_path_factory.mktemp("whole") / "her2.html"
    asked: list[tuple[str, dict[str, str]]] = [
        ("biosimilars", {}),
        ("indications", {"cancer": "gastric adenocarcinoma"}),
    ]
    text = explorer.file("protein:HER2", nodes=sorted(explorer.atlas.nodes), asked=asked)
    file.write_text(text, encoding="utf-8", newline="\n")
    return Site(file.as_uri(), served=False)


@pytest.fixture(params=["file", "served"])
def site(request: pytest.FixtureRequest) -> Site:
    """The page of the embedded graph, once as a file and once served."""
    found: Site = request.getfixturevalue("whole" if request.param == "file" else "served")
    return found


@pytest.fixture(scope="session")
def filed(sample: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Filed:
    """Files of the sample, each written once."""
    folder = tmp_path_factory.mktemp("pages")

    def page(name: str) -> Site:
        file = folder / f"{name.partition(':')[2]}.html"
        if not file.exists():
            file.write_text(sample.file(name), encoding="utf-8", newline="\n")
        return Site(file.as_uri(), served=False)

    return page
