"""Tests of what can be taken away from the page."""

import base64
import csv
import io
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.explorer.conftest import Filed
from tests.explorer.site import Site, labels, places, settled, shown

pytestmark = pytest.mark.browser


def _saved(page: Page, item: str) -> Path:
    page.locator("#commands summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=item, exact=True).click()
    return waiting.value.path()


def _png(content: bytes) -> tuple[int, int, int, bytes]:
    """Return width, height, colour type and the unfiltered-as-stored pixel data of a PNG."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, _, kind = struct.unpack(">IIBB", content[16:26])
    data, at = b"", 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        if content[at + 4 : at + 8] == b"IDAT":
            data += content[at + 8 : at + 8 + length]
        at += 12 + length
    return width, height, kind, zlib.decompress(data)


@pytest.mark.parametrize("view", ["focus", "map"])
def test_the_png_is_opaque(browser: Browser, site: Site, view: str) -> None:
    """The picture has no transparent pixel, and is as large as the stage with its line below."""
    with site.at(view=view).open(browser) as seen:
        settled(seen.page)
        content = _saved(seen.page, "PNG picture").read_bytes()
        width, height, kind, _ = _png(content)
        area = seen.page.evaluate("her2kg.picture.size()")
        assert (width, height) == (area["w"], area["h"] + 26)
        assert kind in {2, 6}
        opaque = seen.page.evaluate(
            """async (text) => {
              const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
              const blob = new Blob([bytes], { type: 'image/png' });
              const image = await createImageBitmap(blob);
              const canvas = new OffscreenCanvas(image.width, image.height);
              const ctx = canvas.getContext('2d');
              ctx.drawImage(image, 0, 0);
              const { data } = ctx.getImageData(0, 0, image.width, image.height);
              for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
              return true;
            }""",
            base64.b64encode(content).decode(),
        )
        assert opaque


def test_the_svg_shows_the_same(browser: Browser, site: Site) -> None:
    """The SVG is well-formed and has each node, each line and every painted label."""
    with site.open(browser) as seen:
        boxes = labels(seen.page)
        lines = seen.page.evaluate("her2kg.shownEdges().length")
        tree = ET.parse(_saved(seen.page, "SVG picture"))  # noqa: S314 - our own file
        texts = {element.text for element in tree.iter("{http://www.w3.org/2000/svg}text")}
        assert {line for box in boxes for line in box["text"].split("\n")} <= texts
        assert len(list(tree.iter("{http://www.w3.org/2000/svg}polygon"))) == len(shown(seen.page))
        assert len(list(tree.iter("{http://www.w3.org/2000/svg}path"))) == lines
        assert any("not medical advice" in str(text) for text in texts)


def test_graphml_comes_back_in_networkx(browser: Browser, site: Site) -> None:
    """The library networkx reads the same nodes, and every link with what is known of it."""
    with site.open(browser) as seen:
        names = shown(seen.page)
        edges = seen.page.evaluate("her2kg.shownEdges()")
        file = _saved(seen.page, "GraphML")
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(nx.read_graphml(file, force_multigraph=True))
        assert set(graph) == names
        assert graph.is_directed()
        assert graph.nodes["drug:trastuzumab"]["kind"] == "Drug"
        read = {key: (a, b, data) for a, b, key, data in graph.edges(keys=True, data=True)}
        assert len(read) == len(edges)
        for edge in edges:
            start, end, data = read[edge["id"]]
            assert (start, end) == (edge["from"], edge["to"])
            assert data["label"] == edge["label"]
            assert data["claims"] == edge["claims"]
            assert data["disputed"] is bool(edge["disputed"])


def test_the_map_exports_too(browser: Browser, served: Site) -> None:
    """The GraphML of the map holds every thing with its place."""
    with served.at(view="map").open(browser) as seen:
        settled(seen.page)
        graph = nx.read_graphml(_saved(seen.page, "GraphML"))
        assert set(graph) == set(seen.page.evaluate("her2kg.map.nodes()"))
        at = seen.page.evaluate("her2kg.map.place('drug:trastuzumab')")
        assert graph.nodes["drug:trastuzumab"]["x"] == at["x"]


def test_links_and_things_are_tables(browser: Browser, site: Site) -> None:
    """Both CSV files have a row for each link and each thing."""
    with site.open(browser) as seen:
        edges = seen.page.evaluate("her2kg.shownEdges().length")
        links = _saved(seen.page, "CSV of links").read_text("utf-8")
        things = _saved(seen.page, "CSV of things").read_text("utf-8")
        assert len(list(csv.DictReader(io.StringIO(links)))) == edges
        rows = list(csv.DictReader(io.StringIO(things)))
        assert {row["id"] for row in rows} == shown(seen.page)
        assert "targets" in links


def test_no_cell_becomes_a_formula(browser: Browser, filed: Filed) -> None:
    """A cell that begins like a formula is written as text; numbers stay numbers."""
    with filed("drug:trastuzumab").open(browser) as seen:
        written = seen.page.evaluate(
            "her2kg.csvOf([['=1+1', '@x', '-5', '+a', 'a,b', 'say \"x\"', '', null]])"
        )
        assert written == '\'=1+1,\'@x,-5,\'+a,"a,b","say ""x""",,\r\n'


def test_the_view_is_saved_as_one_file(browser: Browser, site: Site, tmp_path: Path) -> None:
    """The file opens without a server with the same nodes in the same places, and works."""
    with site.at(focus="drug:pertuzumab").open(browser) as seen:
        seen.page.evaluate("her2kg.expand(['drug:trastuzumab'])")
        settled(seen.page)
        expected = places(seen.page)
        seen.page.evaluate("her2kg.select(['drug:trastuzumab'])")
        settled(seen.page)
        target = tmp_path / "view.html"
        target.write_bytes(_saved(seen.page, "This view as an HTML file").read_bytes())
    assert target.stat().st_size <= 5_000_000
    with Site(target.as_uri(), served=False).open(browser) as again:
        settled(again.page)
        assert set(places(again.page)) == set(expected)
        assert again.page.evaluate("her2kg.scene.focus") == "drug:pertuzumab"
        expect(again.page.locator("#details h2")).to_have_text("trastuzumab")
        assert again.requests == []
        assert again.problems == []


def test_a_printed_page_holds_what_matters(browser: Browser, served: Site) -> None:
    """On paper there are picture, facts and the notice, and no buttons."""
    with served.open(browser) as seen:
        seen.page.emulate_media(media="print")
        expect(seen.page.locator("#stage")).to_be_visible()
        expect(seen.page.locator("#details h2")).to_be_visible()
        expect(seen.page.locator("footer")).to_be_visible()
        expect(seen.page.locator(".bar")).to_be_hidden()
        expect(seen.page.locator("#commands")).to_be_hidden()
