"""Tests of safety: no request, no foreign code, and names that try to break the page."""

import hashlib

import pytest
from playwright.sync_api import Browser, expect

from her2kg.explorer import Explorer
from tests.explorer.conftest import Filed
from tests.explorer.site import Site, go, labels, overlapping, settled
from tests.viz.sample import HOSTILE

pytestmark = pytest.mark.browser

VIEWS = ("map", "list", "path", "question", "status", "focus")


@pytest.mark.parametrize("name", ["drug:hostile", "drug:long", "drug:rtl", "protein:HER2"])
def test_a_file_asks_for_nothing(browser: Browser, filed: Filed, name: str) -> None:
    """Through all views no request leaves the page, no policy is breached, nothing fails."""
    with filed(name).open(browser) as seen:
        for view in VIEWS:
            go(seen.page, view)
        seen.page.locator("body").press("?")
        assert seen.requests == []
        assert seen.problems == []
        assert seen.page.evaluate("window.hacked") is None


def test_the_served_page_asks_its_own_server_only(browser: Browser, served: Site) -> None:
    """No request goes elsewhere, and the policy needs nothing unsafe."""
    with served.open(browser) as seen:
        for view in VIEWS:
            go(seen.page, view)
        reply = seen.page.request.get(served.url)
        assert "unsafe" not in reply.headers["content-security-policy"]
        assert reply.headers["content-security-policy"].startswith("default-src 'none'")
        assert seen.requests == []
        assert seen.problems == []


def test_the_policy_stops_foreign_code(browser: Browser, site: Site) -> None:
    """A script or handler that gets into the page later does not run."""
    with site.open(browser) as seen:
        seen.page.evaluate(
            "() => { const s = document.createElement('script');"
            "s.textContent = 'window.injected = 1'; document.body.append(s);"
            "const i = document.createElement('div'); document.body.append(i);"
            "i.innerHTML = '<img src=x onerror=\"window.injected = 2\">'; }"
        )
        settled(seen.page)
        assert seen.page.evaluate("window.injected") is None
        assert any("Content Security Policy" in problem for problem in seen.problems)


def test_hostile_names_stay_text(browser: Browser, filed: Filed) -> None:
    """Markup in names, synonyms, notes and definitions is shown as written, never run."""
    with filed("drug:hostile").open(browser) as seen:
        expect(seen.page.locator("#details h2")).to_have_text(HOSTILE)
        expect(seen.page.locator("#details")).to_contain_text(HOSTILE)
        go(seen.page, "list")
        expect(seen.page.locator("#list h2")).to_have_text(HOSTILE)
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("</script>")
        expect(seen.page.locator(".hits li").first).to_contain_text("</script>")
        assert seen.page.evaluate("window.hacked") is None
        assert seen.page.locator("img").count() == 0


def test_a_very_long_name_breaks_nothing(browser: Browser, filed: Filed) -> None:
    """Ten thousand characters neither widen the page nor spill over other labels."""
    with filed("drug:long").open(browser) as seen:
        assert overlapping(labels(seen.page)) == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 1400
        go(seen.page, "list")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 1400


def test_text_from_right_to_left_turns_nothing_around(browser: Browser, filed: Filed) -> None:
    """Control characters for the direction of text are not painted."""
    with filed("drug:rtl").open(browser) as seen:
        painted = "".join(box["text"] for box in labels(seen.page))
        assert "\u202e" not in painted
        assert "bamuzutsart" in painted


@pytest.mark.parametrize("view", ["focus", "map"])
def test_two_loads_paint_the_same_pixels(browser: Browser, site: Site, view: str) -> None:
    """The same page looks the same each time."""
    prints = []
    for _ in range(2):
        with site.at(view=view).open(browser) as seen:
            settled(seen.page)
            prints.append(hashlib.sha256(seen.page.locator("#stage").screenshot()).hexdigest())
    assert prints[0] == prints[1]


def test_two_builds_of_a_file_are_the_same(sample: Explorer) -> None:
    """The same graph gives the same file, character for character."""
    again = Explorer(sample.store)
    assert again.file("drug:trastuzumab") == sample.file("drug:trastuzumab")


def test_a_file_keeps_to_its_size(explorer: Explorer) -> None:
    """No file is larger than 5 MB, even one that holds the whole graph."""
    text = explorer.file("drug:trastuzumab", nodes=sorted(explorer.atlas.nodes))
    assert len(text.encode()) <= 5_000_000


def test_without_scripts_the_page_says_what_to_do(browser: Browser, served: Site) -> None:
    """A reader without JavaScript is told where the same facts are to be had."""
    with served.open(browser) as seen:
        text = seen.page.request.get(served.url).text()
    told = text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "needs JavaScript" in told
    assert "her2kg explain" in told
