"""Tests of the page in a real Chromium: what people see and do."""

import hashlib
from itertools import combinations
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, expect

from her2kg.ontology.namespaces import mint
from her2kg.viz.neighbourhood import neighbourhood
from her2kg.viz.page import render
from her2kg.viz.panel import describe
from tests.browser import visit
from tests.viz.conftest import Drawn
from tests.viz.sample import HER2, HOSTILE, SEEN, TRASTUZUMAB, node

pytestmark = pytest.mark.browser

_SIZES = [(1400, 900), (1024, 700), (390, 844)]
_FOCUSES = [HER2, TRASTUZUMAB, str(node("DM1")), mint("Drug", "long"), mint("Drug", "hostile")]


def _labels(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("her2kg.labels()")
    return found


def _overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if a["x"] < b["x"] + b["w"]
        and b["x"] < a["x"] + a["w"]
        and a["y"] < b["y"] + b["h"]
        and b["y"] < a["y"] + a["h"]
    ]


def _click(page: Page, curie: str) -> None:
    at = page.evaluate("id => her2kg.screen(id)", curie)
    page.locator("#canvas").click(position={"x": at["x"], "y": at["y"]})


def _dark_pixels(page: Page) -> int:
    """Count the pixels of the canvas that are not its ground."""
    count: int = page.evaluate(
        """() => {
          const canvas = document.querySelector('#canvas canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let found = 0;
          for (let i = 0; i < data.length; i += 4) {
            if (Math.abs(data[i] - data[0]) + Math.abs(data[i + 1] - data[1]) > 60) found += 1;
          }
          return found;
        }"""
    )
    return count


@pytest.mark.parametrize("focus", _FOCUSES)
def test_nothing_is_requested_and_nothing_fails(browser: Browser, drawn: Drawn, focus: str) -> None:
    """A page loads without a request, a console error or a breach of its policy."""
    with visit(browser, drawn(focus)) as seen:
        seen.page.locator("#as-list").click()
        seen.page.locator("#as-picture").click()
        assert seen.requests == []
        assert seen.problems == []


def test_the_policy_stops_foreign_code(browser: Browser, drawn: Drawn) -> None:
    """A script that gets into the page later does not run."""
    with visit(browser, drawn(HER2)) as seen:
        seen.page.evaluate(
            "() => { const s = document.createElement('script');"
            "s.textContent = 'window.injected = 1'; document.body.append(s); }"
        )
        assert seen.page.evaluate("window.injected") is None
        assert any("Content Security Policy" in problem for problem in seen.problems)


def test_the_canvas_shows_nodes_and_labels(browser: Browser, drawn: Drawn) -> None:
    """The picture is painted, and nearly every node has its label."""
    with visit(browser, drawn(HER2)) as seen:
        assert _dark_pixels(seen.page) > 5000
        assert len(_labels(seen.page)) >= 0.95 * seen.page.evaluate("her2kg.nodes.size")


@pytest.mark.parametrize("size", _SIZES[:2])
@pytest.mark.parametrize("focus", _FOCUSES)
def test_labels_never_overlap(
    browser: Browser, drawn: Drawn, focus: str, size: tuple[int, int]
) -> None:
    """No two painted labels share a pixel, zoomed in or out, with or without a selection."""
    with visit(browser, drawn(focus), *size) as seen:
        for action in ("", "#zoom-in", "#zoom-out"):
            if action:
                seen.page.locator(action).click()
            assert _overlapping(_labels(seen.page)) == []
        seen.page.evaluate("her2kg.select('node', her2kg.page.focus)")
        seen.page.locator("#fit").click()
        assert _overlapping(_labels(seen.page)) == []


def test_identifiers_are_never_cut(browser: Browser, drawn: Drawn) -> None:
    """A trial's NCT number is painted whole or not at all."""
    with visit(browser, drawn(HER2), 1024, 700) as seen:
        shown = [box["text"] for box in _labels(seen.page) if box["text"].startswith("NCT")]
        assert shown in ([], ["NCT03529110"])


def test_search_finds_by_synonym_and_enter_selects(browser: Browser, drawn: Drawn) -> None:
    """Typing a brand name offers the drug, says why, and Enter opens it."""
    with visit(browser, drawn(HER2)) as seen:
        seen.page.keyboard.press("/")
        expect(seen.page.locator("#search")).to_be_focused()
        seen.page.keyboard.type("hercept")
        first = seen.page.locator("#hits [role=option]").nth(1)
        expect(seen.page.locator("#hits")).to_contain_text("trastuzumab · Herceptin")
        seen.page.keyboard.press("ArrowDown")
        expect(first).to_have_attribute("aria-selected", "true")
        seen.page.locator("#search").fill("Herceptin")
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#details h2")).to_have_text("trastuzumab")


def test_search_in_a_file_says_what_it_covers(browser: Browser, drawn: Drawn) -> None:
    """A name that is not in the page is answered honestly."""
    with visit(browser, drawn(HER2)) as seen:
        seen.page.locator("#search").fill("zanidatamab zovodotin")
        expect(seen.page.locator("#hits")).to_contain_text("This file holds one neighbourhood")


def test_search_of_a_served_page_covers_the_graph(
    browser: Browser, store: ox.Store, tmp_path: Any
) -> None:
    """A served page finds entities of other pages and marks them as such."""
    graph = neighbourhood(store, HER2)
    index = [{"curie": "drug:zanidatamab", "label": "zanidatamab", "kind": "Drug", "aliases": []}]
    text = render(graph, HER2, describe(store, graph, SEEN), served=True, index=index)
    file = tmp_path / "served.html"
    file.write_text(text, encoding="utf-8")
    with visit(browser, file.as_uri()) as seen:
        seen.page.locator("#search").fill("zani")
        expect(seen.page.locator("#hits")).to_contain_text("Drug · own page")
        assert seen.page.evaluate("her2kg.pageOf('drug:zanidatamab')") == "/view/drug:zanidatamab"
        seen.page.evaluate("her2kg.select('node', 'drug:trastuzumab')")
        link = seen.page.locator("#details a.action")
        expect(link).to_have_attribute("href", "/view/drug:trastuzumab")


def test_a_click_opens_quote_and_source(browser: Browser, drawn: Drawn) -> None:
    """Clicking a node shows its claims with quote, checks, licence-bearing source and record."""
    with visit(browser, drawn(HER2)) as seen:
        _click(seen.page, "drug:trastuzumab")
        panel = seen.page.locator("#details")
        expect(panel.locator("h2")).to_have_text("trastuzumab")
        expect(panel.locator("mark").first).to_have_text("blocks the growth")
        expect(panel).to_contain_text("machine-read")
        expect(panel).to_contain_text("verified")
        expect(panel).to_contain_text("sample.csv 011")
        source = panel.get_by_role("link", name="Use of chemotherapy").first
        expect(source).to_have_attribute("href", "https://pubmed.ncbi.nlm.nih.gov/11248153/")
        expect(source).to_have_attribute("rel", "noopener noreferrer")


def test_a_click_on_a_line_opens_its_claims(browser: Browser, drawn: Drawn) -> None:
    """Clicking an edge half way shows what stands behind it."""
    with visit(browser, drawn(TRASTUZUMAB)) as seen:
        point = seen.page.evaluate(
            """() => {
              const [a, b] = [her2kg.screen('drug:trastuzumab'), her2kg.screen('test:HercepTest')];
              const name = [...her2kg.edges.keys()].find((id) => id.startsWith('test:HercepTest'));
              for (let part = 0.1; part < 0.9; part += 0.01) {
                const at = { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
                const free = !her2kg.labelAt(at) && !her2kg.network.getNodeAt(at);
                if (free && her2kg.network.getEdgeAt(at) === name) return at;
              }
              return null;
            }"""
        )
        seen.page.locator("#canvas").click(position=point)
        heading = seen.page.locator("#details h2")
        expect(heading).to_have_text("HercepTest is a companion diagnostic for trastuzumab")


def test_selecting_dims_the_rest(browser: Browser, drawn: Drawn) -> None:
    """With a node selected only it and its neighbours keep labels, with their relations."""
    with visit(browser, drawn(HER2)) as seen:
        before = len(_labels(seen.page))
        _click(seen.page, "drug:trastuzumab-emtansine")
        boxes = {box["id"]: box for box in _labels(seen.page)}
        assert len(boxes) < before / 2
        assert boxes["drugclass:antibody-drug-conjugate"]["note"] == "→ belongs to class"
        seen.page.keyboard.press("Escape")
        assert len(_labels(seen.page)) == before


def test_a_dispute_is_told_in_words(browser: Browser, drawn: Drawn) -> None:
    """The link and its claims are called disputed wherever they appear."""
    with visit(browser, drawn(TRASTUZUMAB)) as seen:
        name = seen.page.evaluate(
            "[...her2kg.edges.keys()].find((id) => id.startsWith('variant:ERBB2-L755S'))"
        )
        seen.page.evaluate("id => her2kg.select('edge', id)", name)
        panel = seen.page.locator("#details")
        expect(panel.locator(".badge", has_text="disputed").first).to_be_visible()
        expect(panel.locator(".badge", has_text="the source denies it")).to_be_visible()
        seen.page.locator("#as-list").click()
        row = seen.page.locator('tr[data-id="variant:ERBB2-L755S"]')
        expect(row.locator(".badge")).to_have_text("disputed")


def test_hostile_labels_stay_text(browser: Browser, drawn: Drawn) -> None:
    """Markup in names, notes and definitions is shown, never run."""
    with visit(browser, drawn(mint("Drug", "hostile"))) as seen:
        expect(seen.page.locator("#details h2")).to_have_text(HOSTILE)
        seen.page.locator("#as-list").click()
        seen.page.locator("#search").fill("script")
        expect(seen.page.locator("#hits")).to_contain_text("</script>")
        assert seen.page.evaluate("window.hacked") is None
        assert seen.page.locator("main img").count() == 0
        assert seen.problems == []


def test_a_very_long_label_breaks_nothing(browser: Browser, drawn: Drawn) -> None:
    """Ten thousand characters neither widen the page nor spill over other labels."""
    with visit(browser, drawn(mint("Drug", "long"))) as seen:
        for view in ("#as-picture", "#as-list"):
            seen.page.locator(view).click()
            wide = "document.documentElement.scrollWidth <= innerWidth"
            assert seen.page.evaluate(wide)
        assert seen.page.evaluate("Math.max(...her2kg.labels().map((b) => b.w))") < 400


def test_a_phone_shows_the_list_first(browser: Browser, drawn: Drawn) -> None:
    """At 390 px the tables come first, nothing runs over, and a name opens its details."""
    with visit(browser, drawn(HER2), 390, 844) as seen:
        expect(seen.page.locator("#list")).to_be_visible()
        expect(seen.page.locator("#canvas")).to_be_hidden()
        assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
        seen.page.get_by_role("button", name="trastuzumab", exact=True).click()
        expect(seen.page.locator("#details h2")).to_be_visible()
        seen.page.get_by_role("button", name="Close the details").click()
        expect(seen.page.locator("#details")).to_be_hidden()


@pytest.mark.parametrize("size", _SIZES)
def test_the_notice_is_always_visible(
    browser: Browser, drawn: Drawn, size: tuple[int, int]
) -> None:
    """'Information, not medical advice.' stands on every surface."""
    with visit(browser, drawn(HER2), *size) as seen:
        expect(seen.page.get_by_text("Information, not medical advice.")).to_be_in_viewport()


def test_dark_mode_is_dark(browser: Browser, drawn: Drawn) -> None:
    """A reader who prefers dark gets a dark ground, in the canvas too."""
    ground = "document.querySelector('#canvas canvas').getContext('2d').getImageData(2, 90, 1, 1)"
    grounds = {}
    for dark in (False, True):
        with visit(browser, drawn(HER2), dark=dark) as seen:
            grounds[dark] = seen.page.evaluate(f"[...{ground}.data].slice(0, 3)")
    assert min(grounds[False]) > 240
    assert max(grounds[True]) < 40


def test_the_keyboard_is_enough(browser: Browser, drawn: Drawn) -> None:
    """Arrow keys walk the picture, Enter goes to the details, Escape lets go."""
    with visit(browser, drawn(HER2)) as seen:
        seen.page.locator("#canvas").focus()
        seen.page.keyboard.press("ArrowRight")
        expect(seen.page.locator("#details h2")).to_have_text("HER2")
        seen.page.keyboard.press("ArrowRight")
        kind = seen.page.locator("#details .kind-line")
        expect(kind).to_contain_text("Drug")
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#details")).to_be_focused()
        seen.page.keyboard.press("Escape")
        assert seen.page.evaluate("her2kg.state.selected") is None


def test_every_control_has_a_name(browser: Browser, drawn: Drawn) -> None:
    """No button, field, region or table is left nameless to a screen reader."""
    with visit(browser, drawn(HER2)) as seen:
        seen.page.locator("#as-list").click()
        nameless = seen.page.evaluate(
            """[...document.querySelectorAll('button, input, section, aside, nav, [role]')]
              .filter((e) => !e.getAttribute('aria-label') && !e.textContent.trim()
                && e.id !== 'status').map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert nameless == []


def test_a_type_can_be_hidden(browser: Browser, drawn: Drawn) -> None:
    """A press on a type in the legend hides its nodes, another shows them again."""
    with visit(browser, drawn(HER2)) as seen:
        drugs = seen.page.locator(".legend [data-group=drug]")
        before = len(_labels(seen.page))
        drugs.click()
        expect(seen.page.locator(".legend [data-group=drug]")).to_have_attribute(
            "aria-pressed", "false"
        )
        assert not any(box["id"].startswith("drug:") for box in _labels(seen.page))
        drugs.click()
        assert len(_labels(seen.page)) == before


def test_the_address_keeps_the_view(browser: Browser, drawn: Drawn) -> None:
    """Selection, hidden types and view survive in the address."""
    with visit(browser, drawn(HER2)) as seen:
        seen.page.locator(".legend [data-group=trial]").click()
        _click(seen.page, "drug:pertuzumab")
        address = seen.page.url
    with visit(browser, address) as seen:
        expect(seen.page.locator("#details h2")).to_have_text("pertuzumab")
        expect(seen.page.locator(".legend [data-group=trial]")).to_have_attribute(
            "aria-pressed", "false"
        )


def test_two_loads_paint_the_same_pixels(browser: Browser, drawn: Drawn) -> None:
    """The same page looks the same each time."""
    shots = set()
    for _ in range(2):
        with visit(browser, drawn(TRASTUZUMAB)) as seen:
            shots.add(hashlib.sha256(seen.page.screenshot()).hexdigest())
    assert len(shots) == 1


def test_a_small_picture_stands_in_the_middle(browser: Browser, drawn: Drawn) -> None:
    """An entity with few links is neither tiny nor in a corner."""
    with visit(browser, drawn(str(node("DM1")))) as seen:
        boxes = _labels(seen.page)
        middle = (min(b["y"] for b in boxes) + max(b["y"] + b["h"] for b in boxes)) / 2
        height = seen.page.evaluate("document.getElementById('stage').clientHeight")
        assert abs(middle - height / 2) < 0.08 * height
        assert seen.page.evaluate("her2kg.network.getScale()") == 1
