"""Tests of Path: how two things are connected, in a picture and in sentences."""

import networkx as nx
import pytest
from playwright.sync_api import Browser, expect

from her2kg.explorer import Explorer
from tests.explorer.site import Site, labels, overlapping, settled

pytestmark = pytest.mark.browser

PAIRS = (
    ("variant:ERBB2-L755S", "cancer:gastric-adenocarcinoma"),
    ("test:HercepTest", "event:diarrhea"),
    ("gene:MUC4", "trial:DESTINY-Breast03"),
    ("drug:tucatinib", "drug:tucatinib"),
    ("event:hepatotoxicity", "protein:EGFR"),
    ("organisation:Pfizer", "process:cell-growth"),
)


def _asked(start: str, end: str, avoid: str = "") -> dict[str, str]:
    view = {"view": "path", "from": start, "to": end}
    return {**view, "avoid": avoid} if avoid else view


def _known(explorer: Explorer) -> list[tuple[str, str]]:
    return [pair for pair in PAIRS if all(name in explorer.atlas.nodes for name in pair)]


def test_lengths_are_those_of_networkx(browser: Browser, site: Site, explorer: Explorer) -> None:
    """The shortest way is as long as networkx says, in the file and served."""
    pairs = _known(explorer)
    assert len(pairs) >= 4
    with site.open(browser) as seen:
        for start, end in pairs:
            ways = seen.page.evaluate(
                "async ([a, b]) => (await her2kg.store.path(a, b, [])).ways", [start, end]
            )
            connected = nx.has_path(explorer.atlas.connected, start, end)
            assert bool(ways) == connected
            if ways:
                length = nx.shortest_path_length(explorer.atlas.connected, start, end)
                assert len(ways[0]["nodes"]) - 1 == length


def test_file_and_server_find_the_same_ways(
    browser: Browser, whole: Site, explorer: Explorer
) -> None:
    """Both rank the same ways in the same order, with the same links."""
    with whole.open(browser) as seen:
        for start, end in _known(explorer):
            found = seen.page.evaluate(
                "async ([a, b]) => (await her2kg.local.path(a, b, [])).ways", [start, end]
            )
            assert found == explorer.path(start, end)["ways"]


def test_a_path_is_told_in_sentences_with_sources(browser: Browser, site: Site) -> None:
    """Each step is a sentence with its checks and a link to where it stands."""
    with site.at(**_asked("variant:ERBB2-L755S", "cancer:gastric-adenocarcinoma")).open(
        browser
    ) as seen:
        way = seen.page.locator(".way").first
        expect(way).to_contain_text("ERBB2 L755S confers resistance to trastuzumab.")
        expect(way).to_contain_text("trastuzumab is indicated for gastric adenocarcinoma.")
        expect(way).to_contain_text("2 steps")
        expect(way.locator(".sources").first).not_to_be_empty()
        expect(seen.page.locator(".way").nth(1)).to_contain_text("A way round trastuzumab")
        boxes = labels(seen.page)
        assert {"ERBB2 L755S", "gastric adenocarcinoma"} <= {box["text"] for box in boxes}
        assert overlapping(boxes) == []


def test_one_can_go_round_a_hub(browser: Browser, site: Site) -> None:
    """The chip bars a station; no way leads through it then, and a press lets it back in."""
    with site.at(**_asked("variant:ERBB2-L755S", "cancer:gastric-adenocarcinoma")).open(
        browser
    ) as seen:
        seen.page.get_by_role("button", name="Go round trastuzumab").first.click()
        expect(seen.page.get_by_role("button", name="Stop going round trastuzumab")).to_be_visible()
        settled(seen.page)
        stations = seen.page.evaluate("her2kg.scene.ways.flatMap((way) => way.nodes)")
        assert stations
        assert "drug:trastuzumab" not in stations
        seen.page.get_by_role("button", name="Stop going round trastuzumab").click()
        seen.page.wait_for_function("() => her2kg.scene.root.avoid.length === 0")


def test_names_are_typed(browser: Browser, site: Site) -> None:
    """Typing two names and choosing from the offers finds the paths between them."""
    with site.at(view="path").open(browser) as seen:
        for label, text in (("From", "HercepTest"), ("To", "diarrhea")):
            field = seen.page.get_by_role("combobox", name=label, exact=True)
            field.fill(text)
            expect(seen.page.locator(".pane .hits:visible li").first).to_contain_text(text)
            field.press("Enter")
        expect(seen.page.locator(".way").first).to_be_visible()
        assert "from=test" in seen.page.url


def test_what_is_unknown_is_said(browser: Browser, site: Site) -> None:
    """An unknown name is answered in the pane, in one sentence."""
    with site.at(view="path").open(browser) as seen:
        seen.page.get_by_role("combobox", name="From", exact=True).fill("no such thing")
        seen.page.get_by_role("button", name="Find paths").click()
        expect(seen.page.locator(".wrong")).to_contain_text("Nothing has the name “no such thing”.")


def test_what_is_not_connected_is_said(browser: Browser, site: Site, explorer: Explorer) -> None:
    """Two things without a way between them are told apart from an error."""
    reached = nx.node_connected_component(explorer.atlas.connected, "protein:HER2")
    lonely = next(
        name
        for name in sorted(explorer.atlas.nodes)
        if name not in reached and not explorer.atlas.is_record(name)
    )
    with site.at(**_asked("protein:HER2", lonely)).open(browser) as seen:
        expect(seen.page.locator(".answer")).to_contain_text("are not connected within 8 steps")


def test_the_ends_can_be_swapped(browser: Browser, served: Site) -> None:
    """Swap asks the other way round."""
    with served.at(**_asked("test:HercepTest", "event:diarrhea")).open(browser) as seen:
        expect(seen.page.locator(".way").first).to_be_visible()
        seen.page.get_by_role("button", name="Swap").click()
        seen.page.wait_for_function("() => her2kg.scene.root.start === 'event:diarrhea'")


def test_a_step_opens_its_claims(browser: Browser, served: Site) -> None:
    """The relation in a sentence opens the link in the panel beside the path."""
    with served.at(**_asked("test:HercepTest", "drug:trastuzumab")).open(browser) as seen:
        seen.page.locator(".way").get_by_role(
            "button", name="is a companion diagnostic for"
        ).click()
        expect(seen.page.locator("#details h2")).to_contain_text("HercepTest")
        expect(seen.page.locator("#details .claim").first).to_be_visible()
