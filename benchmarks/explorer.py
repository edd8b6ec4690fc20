"""Measure the explorer in a real Chromium: first picture, cost of panning, and a large graph.

Run ``python -m benchmarks.explorer``. The peer is the page that pyvis itself writes of the same
graph with the same places and without physics, measured in the same run. Machines differ and
are noisy: the cost of a frame is processor time of the page's main thread, which other work on
the machine hardly touches.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from pyvis.network import Network

from benchmarks.generated import generated
from her2kg.build import build
from her2kg.explorer import ATLAS
from her2kg.home import Home
from her2kg.inputs import Inputs
from her2kg.viz.atlas import Atlas, load_atlas, save_atlas
from her2kg.viz.links import Link, merge
from her2kg.viz.map_layout import spread
from her2kg.viz.offline import offline
from her2kg.viz.page import file_page, page_facts
from her2kg.viz.panel import Panel, Seen
from her2kg.viz.paths import ways

__all__ = ["frame_of", "main", "page_of", "pictured_after"]

_RUNS = 5
_FRAMES = 90
_LARGE = 50_000
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
_READY = "() => performance.getEntriesByName('her2kg-drawn').length > 0"
_DRAWN = "() => performance.getEntriesByName('her2kg-drawn')[0].startTime"
_PEER_READY = "() => window.peerDrawn > 0"
_PAN = """async (frames) => {
  const network = window.her2kg ? window.her2kg.network : window.network;
  for (let i = 0; i < frames; i += 1) {
    const at = network.getViewPosition();
    const by = (i % 90 < 45 ? 16 : -16) / network.getScale();
    network.moveTo({ position: { x: at.x + by, y: at.y + by / 2 }, animation: false });
    await new Promise(requestAnimationFrame);
  }
}"""


def page_of(atlas: Atlas, folder: Path) -> Path:
    """Write the single file of a made-up graph, without claims.

    Args:
        atlas: the graph.
        folder: where to write it.

    Returns:
        The file.
    """
    nodes = sorted(atlas.nodes, key=lambda name: (-len(atlas.around(name)), name))
    panel = Panel(ox.Store(), atlas, Seen(date(2026, 1, 1)))
    data = offline(atlas, panel, nodes, room=0)
    target = folder / f"made-up-{len(nodes)}.html"
    facts = {**page_facts(atlas, nodes[0], served=False), "about": "made up"}
    target.write_text(file_page("made up", facts, data), encoding="utf-8")
    return target


def _peer_of(atlas: Atlas, folder: Path) -> Path:
    """Write what pyvis makes of the same graph."""
    net = Network(directed=True, cdn_resources="in_line")
    net.nodes = [
        {"id": name, "label": info.label, "x": atlas.places[name][0], "y": atlas.places[name][1]}
        for name, info in atlas.nodes.items()
    ]
    net.edges = [
        {"id": x.id, "from": x.source, "to": x.target, "arrows": "to"} for x in atlas.links
    ]
    net.set_options('{"physics": {"enabled": false}, "layout": {"improvedLayout": false}}')
    drawn = "network.once('afterDrawing', () => { window.peerDrawn = performance.now(); });"
    text = net.generate_html().replace("drawGraph();", f"drawGraph(); {drawn}")
    target = folder / f"pyvis-{len(net.nodes)}.html"
    target.write_text(text, encoding="utf-8")
    return target


@contextmanager
def _opened(browser: Browser, url: str, ready: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.route(
        "http*://**",
        lambda route: route.abort() if "127.0.0.1" not in route.request.url else route.continue_(),
    )
    page.goto(url)
    page.wait_for_function(ready, timeout=120_000)
    yield page
    context.close()


def pictured_after(
    browser: Browser, url: str, ready: str = _READY, measured: str = _DRAWN
) -> float:
    """Return the milliseconds from navigation to the first picture."""
    with _opened(browser, url, ready) as page:
        return float(page.evaluate(measured))


def _first_picture(browser: Browser, url: str, ready: str, measured: str) -> float:
    return statistics.median(pictured_after(browser, url, ready, measured) for _ in range(_RUNS))


def frame_of(browser: Browser, url: str, ready: str = _READY) -> float:
    """Return the milliseconds of the main thread's processor time for a frame of panning."""
    with _opened(browser, url, ready) as page:
        page.wait_for_timeout(300)
        client = page.context.new_cdp_session(page)
        client.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        client.send("Performance.enable")
        page.evaluate(_PAN, 10)
        before = _busy(client)
        page.evaluate(_PAN, _FRAMES)
        return (_busy(client) - before) / _FRAMES * 1000


def _busy(client: CDPSession) -> float:
    metrics = client.send("Performance.getMetrics")["metrics"]
    return next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")


def _told(name: str, figure: float, limit: str, peer: str) -> None:
    print(f"{name:58} {figure:9.1f} ms   promised {limit:12} {peer}", flush=True)


def _pictures(browser: Browser, folder: Path) -> None:
    for count, limit in ((500, "700 ms"), (5000, "1,500 ms")):
        atlas = generated(count)
        page, peer = page_of(atlas, folder), _peer_of(atlas, folder)
        theirs = _first_picture(browser, peer.as_uri(), _PEER_READY, "() => window.peerDrawn")
        for view in ("focus", "map"):
            took = _first_picture(browser, f"{page.as_uri()}#view={view}", _READY, _DRAWN)
            _told(
                f"first picture, file of {count} nodes, {view}",
                took,
                limit,
                f"pyvis {theirs:.0f} ms: {theirs / took:.1f} times as long",
            )


def _panning(browser: Browser, folder: Path) -> None:
    for count, limit in ((500, "10 ms"), (2000, "25 ms"), (5000, "-")):
        atlas = generated(count)
        theirs = frame_of(browser, _peer_of(atlas, folder).as_uri(), _PEER_READY)
        took = frame_of(browser, f"{page_of(atlas, folder).as_uri()}#view=map", _READY)
        peer = f"pyvis {theirs:.1f} ms: {theirs / took:.1f} times as much"
        _told(f"a frame of panning, map of {count} drawn nodes", took, limit, peer)
    page = page_of(generated(2000), folder).as_uri()
    _told("a frame of panning, Focus of 84 nodes", frame_of(browser, page, _READY), "10 ms", "")


def _large_home(folder: Path) -> tuple[Home, Atlas]:
    """Grow the embedded graph by made-up things, joined to the real ones."""
    home = Home(folder / "home")
    build(home, Inputs())
    file = home.current() / ATLAS
    real, more = load_atlas(file), generated(_LARGE)
    anchors = sorted(real.things)
    joints = [
        Link(name, anchors[i % len(anchors)], "her2:targets", "targets", claims=1)
        for i, name in enumerate(sorted(more.nodes)[::100])
    ]
    atlas = Atlas(
        {**real.nodes, **more.nodes},
        merge([*real.links, *more.links, *joints]),
        real.record_links,
    )
    atlas.places = spread(atlas)
    save_atlas(atlas, file)
    return home, atlas


@contextmanager
def _served(home: Home) -> Iterator[str]:
    command = [sys.executable, "-m", "her2kg", "serve", "--port", "0"]
    environment = {**os.environ, "HER2KG_HOME": str(home.root)}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
        _asked(f"{address}/")
        yield address
    finally:
        server.terminate()
        server.wait()


def _asked(url: str, body: bytes | None = None) -> bytes:
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - our own server
    with urllib.request.urlopen(request, timeout=120) as reply:  # noqa: S310
        return bytes(reply.read())


def _timed(call: Callable[[int], object]) -> float:
    times = []
    for number in range(12):
        begun = time.perf_counter()
        call(number)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def _large(browser: Browser, folder: Path) -> None:
    home, atlas = _large_home(folder)
    size = len(atlas.nodes)
    far = sorted(name for name in atlas.nodes if "made-up" in name)[7::4001]
    hubs = sorted(atlas.nodes, key=lambda name: -len(atlas.around(name)))
    with _served(home) as address:
        took = _first_picture(browser, f"{address}/", _READY, _DRAWN)
        _told(f"opens, served, {size} nodes", took, "1,000 ms", "")
        took = _first_picture(browser, f"{address}/map", _READY, _DRAWN)
        _told(f"opens as map, served, {size} nodes (5,000 drawn)", took, "-", "")
        words = ("trastuz", "made-up drug 4", "her2", "L755", "zzz", "gastric")

        def search(i: int) -> bytes:
            return _asked(f"{address}/api/search?text={urllib.parse.quote(words[i % 6])}&n={i}")

        def neighbours(i: int) -> bytes:
            return _asked(f"{address}/api/neighbours?id={urllib.parse.quote(hubs[i])}")

        def path(i: int) -> bytes:
            ends = f'{{"start": "{far[i % len(far)]}", "end": "drug:trastuzumab", "avoid": []}}'
            return _asked(f"{address}/api/path", ends.encode())

        _told("search", _timed(search), "50 ms", "")
        _told("neighbours of the largest hubs", _timed(neighbours), "50 ms", "")
        took = _timed(path)
        theirs = _timed(
            lambda i: nx.shortest_path(atlas.connected, far[i % len(far)], "drug:trastuzumab")
        )
        _told("a path", took, "300 ms", f"networkx, one path without ranking: {theirs:.0f} ms")
        for start in far:
            found = ways(atlas, start, "drug:trastuzumab")
            length = nx.shortest_path_length(atlas.connected, start, "drug:trastuzumab")
            assert len(found[0].nodes) - 1 == length


def main() -> None:
    """Measure and print."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("no Chromium is installed")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        _pictures(browser, Path(scratch))
        _panning(browser, Path(scratch))
        _large(browser, Path(scratch))
        browser.close()


if __name__ == "__main__":
    main()
