"""Tests of the search: as you type, over all names, with type and alias shown."""

import pytest
from playwright.sync_api import Browser, Route, expect

from her2kg.explorer import Explorer
from tests.explorer.site import Site, settled

pytestmark = pytest.mark.browser

QUERIES = (
    "hercep", "HER2", "her2+", "HER2-", "DS-8201", "t dxd", "NCT03529110", "l755", "breast",
    "PD-L1", "gastric ca", "erb", "ihc 3", "zzz", " ", "TRASTUZUMAB", "kinase", "cd340",
)  # fmt: skip


def test_a_brand_name_finds_its_drug(browser: Browser, site: Site) -> None:
    """The drug is offered with the brand that matched and its type; Enter opens it."""
    with site.open(browser) as seen:
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("Enhertu")
        hit = seen.page.locator(".hits li").first
        expect(hit).to_contain_text("trastuzumab deruxtecan · Enhertu")
        expect(hit).to_contain_text("Drug")
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#details h2")).to_have_text("trastuzumab deruxtecan")


def test_what_is_not_in_the_picture_gets_its_own(browser: Browser, site: Site) -> None:
    """A thing that is not drawn is put in the middle."""
    with site.open(browser) as seen:
        seen.page.locator("#search-box input").fill("gastrointestinal")
        seen.page.locator("#search-box input").fill("DESTINY-Gastric04")
        expect(seen.page.locator(".hits li").first).to_contain_text("DESTINY-Gastric04")
        seen.page.locator(".hits li").first.click()
        expect(seen.page.locator("#summary")).to_contain_text("around DESTINY-Gastric04")


def test_arrow_keys_choose(browser: Browser, site: Site) -> None:
    """Down and up move through the hits and round the ends; Escape leaves."""
    with site.open(browser) as seen:
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("trastuzumab")
        expect(seen.page.locator(".hits li").nth(3)).to_be_visible()
        expect(seen.page.locator("#search-box .hits")).to_have_attribute("aria-busy", "false")
        field = seen.page.locator("#search-box input")
        first = field.get_attribute("aria-activedescendant")
        seen.page.keyboard.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant") != first
        seen.page.keyboard.press("ArrowUp")
        assert field.get_attribute("aria-activedescendant") == first
        seen.page.keyboard.press("Escape")
        expect(seen.page.locator(".hits").first).to_be_hidden()
        assert field.input_value() == ""


def test_a_later_answer_leaves_the_chosen_hit_chosen(browser: Browser, served: Site) -> None:
    """Who moves to a hit before the answer to the last letter has come stays on that hit."""
    with served.open(browser) as seen:
        seen.page.locator("#search-box input").fill("trastuzum")
        expect(seen.page.locator(".hits li").nth(3)).to_be_visible()
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        seen.page.route("**/api/search*", hold)
        seen.page.keyboard.press("a")
        seen.page.wait_for_function(
            "document.querySelector('#search-box .hits').ariaBusy === 'true'"
        )
        seen.page.keyboard.press("ArrowDown")
        chosen = seen.page.locator('.hits [aria-selected="true"]').inner_text()
        while not held:
            seen.page.wait_for_timeout(20)
        held[0].continue_()
        expect(seen.page.locator("#search-box .hits")).to_have_attribute("aria-busy", "false")
        assert seen.page.locator('.hits [aria-selected="true"]').inner_text() == chosen


def test_enter_opens_what_was_typed(browser: Browser, site: Site) -> None:
    """Enter at once after the last letter opens the hit of the whole text, not of its beginning."""
    with site.open(browser) as seen:
        seen.page.locator("#search-box input").fill("trastuzumab")
        expect(seen.page.locator(".hits li").nth(3)).to_be_visible()
        seen.page.keyboard.type(" deruxtecan")
        seen.page.keyboard.press("Enter")
        expect(seen.page.locator("#details h2")).to_have_text("trastuzumab deruxtecan")


def test_an_unknown_name_says_what_is_near(browser: Browser, served: Site) -> None:
    """A misspelt name gets suggestions."""
    with served.open(browser) as seen:
        seen.page.locator("#search-box input").fill("Herceptn")
        expect(seen.page.locator(".hit-note")).to_contain_text("Did you mean Herceptin")


def test_a_file_says_that_it_holds_a_part(browser: Browser, whole: Site) -> None:
    """A name that is not in the file is answered honestly."""
    with whole.open(browser) as seen:
        seen.page.locator("#search-box input").fill("no such thing")
        expect(seen.page.locator(".hit-note")).to_contain_text("it holds a part of the graph")


@pytest.mark.parametrize("query", QUERIES)
def test_file_and_server_find_the_same(
    browser: Browser, whole: Site, explorer: Explorer, query: str
) -> None:
    """Both answer with the same things and aliases in the same order."""
    asked = explorer.search(query)
    expected = [*asked["nodes"]["fields"].get("id", [])]
    with whole.open(browser) as seen:
        settled(seen.page)
        found = seen.page.evaluate(
            "async (text) => { const hits = await her2kg.local.search(text);"
            "return [hits.nodes.map((node) => node.id), hits.aliases]; }",
            query,
        )
    assert found == [expected, asked["aliases"]]
