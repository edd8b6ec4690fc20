"""Tests of accessibility: axe-core finds nothing, in any view, light or dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.explorer.site import Site, go, settled

pytestmark = pytest.mark.browser

VIEWS: dict[str, dict[str, str]] = {
    "focus": {},
    "focus with a node": {"select": "drug%3Atrastuzumab"},
    "focus with a link": {"link": "drug:trastuzumab her2:targets supports protein:HER2"},
    "focus with two nodes": {"select": "drug%3Atrastuzumab drug%3Apertuzumab"},
    "map": {"view": "map"},
    "list": {"view": "list"},
    "path": {"view": "path", "from": "test:HercepTest", "to": "event:diarrhea"},
    "question": {"view": "question", "question": "biosimilars"},
    "status": {"view": "status", "given": '{"cancer":"breast","ihc":"3+"}'},
    "status, empty": {"view": "status"},
}


def _violations(page: Page) -> list[str]:
    settled(page)
    # axe is put into the page by the browser's debugger, which no policy of the page stops.
    found: Any = Axe().run(page).response
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]} {each['nodes'][0]['failureSummary'][:160]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", VIEWS)
def test_axe_finds_nothing(browser: Browser, served: Site, name: str, dark: bool) -> None:
    """Names, roles, contrast, order: no violation on the served page."""
    with served.at(**VIEWS[name]).open(browser, dark=dark) as seen:
        assert _violations(seen.page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_a_file(browser: Browser, whole: Site, dark: bool) -> None:
    """The same in the single file, in every view."""
    with whole.open(browser, dark=dark) as seen:
        for view in ("focus", "map", "list", "path", "question", "status"):
            if view != "focus":
                go(seen.page, view)
            assert _violations(seen.page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_a_phone(browser: Browser, served: Site, dark: bool) -> None:
    """The same at 390 px, with the details open, and with the menus open."""
    with served.open(browser, (390, 844), dark=dark) as seen:
        assert _violations(seen.page) == []
        seen.page.locator("#list").get_by_role("button", name="trastuzumab", exact=True).click()
        assert _violations(seen.page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_menus(browser: Browser, served: Site, dark: bool) -> None:
    """Filters, exports, search hits and the help are sound too."""
    with served.open(browser, dark=dark) as seen:
        seen.page.locator("#legend summary").click()
        assert _violations(seen.page) == []
        seen.page.locator("#commands summary").click()
        assert _violations(seen.page) == []
        seen.page.keyboard.press("Escape")
        seen.page.locator("#search-box input").fill("trastu")
        seen.page.locator(".hits li").first.wait_for()
        assert _violations(seen.page) == []
        seen.page.locator("#search-box input").fill("")
        seen.page.get_by_role("button", name="Help and keys").click()
        assert _violations(seen.page) == []


def test_no_type_is_told_by_colour_alone(browser: Browser, served: Site) -> None:
    """Each type has a shape of its own, or differs from its twin by being hollow."""
    with served.open(browser) as seen:
        groups = seen.page.evaluate("her2kg.page.groups")
        shapes = [group["shape"] for group in groups]
        twins = {shape for shape in shapes if shapes.count(shape) > 1}
        assert twins <= {"square"}
        assert len({group["colour"] for group in groups}) == len(groups)
