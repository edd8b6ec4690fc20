"""Tests of speed, on made-up graphs: the best of some runs, on the scale of the machine's pace.

``python -m benchmarks.explorer`` measures the same beside the page that pyvis writes.
"""

import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser

from benchmarks.explorer import frame_of, page_of, pictured_after
from benchmarks.generated import generated
from her2kg.explorer import Explorer
from her2kg.viz.links import Link
from tests.pace import in_time
from tests.viz.sample import sample_store

LARGE = 50_000


@pytest.mark.browser
@pytest.mark.parametrize(("count", "limit"), [(500, 700), (5000, 1500)])
@pytest.mark.parametrize("view", ["focus", "map"])
def test_the_first_picture_comes_soon(
    browser: Browser, tmp_path: Path, count: int, limit: int, view: str
) -> None:
    """A file of 500 things shows its picture in 0.7 s, one of 5,000 in 1.5 s."""
    url = f"{page_of(generated(count), tmp_path).as_uri()}#view={view}"
    assert in_time(min(pictured_after(browser, url) for _ in range(3)), limit)


@pytest.mark.browser
@pytest.mark.parametrize(("count", "limit"), [(500, 10), (2000, 25)])
def test_moving_the_map_costs_little(
    browser: Browser, tmp_path: Path, count: int, limit: int
) -> None:
    """A frame takes at most 10 ms of the main thread at 500 drawn things, 25 at 2,000."""
    url = f"{page_of(generated(count), tmp_path).as_uri()}#view=map"
    assert in_time(min(frame_of(browser, url) for _ in range(2)), limit)


@pytest.mark.browser
def test_moving_focus_costs_little(browser: Browser, tmp_path: Path) -> None:
    """The same for the picture around one thing."""
    page = page_of(generated(500), tmp_path).as_uri()
    assert in_time(min(frame_of(browser, page) for _ in range(3)), 10)


@pytest.fixture(scope="module")
def large() -> Explorer:
    """The sample, grown by 50,000 made-up things."""
    explorer = Explorer(sample_store())
    more = generated(LARGE)
    joint = Link("drug:made-up-00000", "protein:HER2", "her2:targets", "targets", claims=1)
    atlas = type(more)(
        {**explorer.atlas.nodes, **more.nodes}, [*explorer.atlas.links, *more.links, joint], []
    )
    atlas.places = more.places
    grown = Explorer(explorer.store, atlas)
    grown.path("drug:made-up-00007", "drug:trastuzumab")
    grown.search("her2")
    return grown


def _best(call: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        begun = time.process_time()
        call()
        times.append((time.process_time() - begun) * 1000)
    return min(times)


@pytest.mark.parametrize("text", ["trastuz", "made-up drug 4", "her2", "zzz"])
def test_search_among_many_is_quick(large: Explorer, text: str) -> None:
    """Among 50,000 things a search takes at most 50 ms, also one without a hit."""
    assert in_time(_best(lambda: large._index.search(text, 12)), 50)


def test_neighbours_among_many_are_quick(large: Explorer) -> None:
    """Those of the largest hub take at most 50 ms."""
    hub = max(large.atlas.nodes, key=lambda name: len(large.atlas.around(name)))
    assert in_time(_best(lambda: large.neighbours(hub)), 50)


@pytest.mark.parametrize("number", [7, 21_014, 49_994])
def test_a_path_among_many_is_quick(large: Explorer, number: int) -> None:
    """It takes at most 300 ms, and is as long as networkx says."""
    start = next(n for n in large.atlas.nodes if n.endswith(f"made-up-{number:05}"))
    assert in_time(_best(lambda: large.path(start, "drug:trastuzumab")), 300)
    found = large.path(start, "drug:trastuzumab")["ways"][0]["nodes"]
    length = nx.shortest_path_length(large.atlas.connected, start, "drug:trastuzumab")
    assert len(found) - 1 == length
