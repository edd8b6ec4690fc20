"""Tests of handling: legend, filters, keyboard, address, colours, and screens of all sizes."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.explorer.conftest import Filed
from tests.explorer.site import Site, click_node, go, labels, places, settled, shown, view_of

pytestmark = pytest.mark.browser

VIEWS = ("focus", "map", "list", "path", "question", "status")


def test_a_type_can_be_hidden(browser: Browser, site: Site) -> None:
    """A press on a type in the legend hides its nodes, another shows them again."""
    with site.open(browser) as seen:
        before = shown(seen.page)
        chip = seen.page.locator('#legend [data-group="drug"]')
        expect(chip).to_have_attribute("aria-pressed", "true")
        chip.click()
        expect(chip).to_have_attribute("aria-pressed", "false")
        assert shown(seen.page) == {name for name in before if not name.startswith("drug:")}
        assert not [box for box in labels(seen.page) if box["id"].startswith("drug:")]
        chip.click()
        assert shown(seen.page) == before


def test_a_source_can_be_left_out(browser: Browser, filed: Filed) -> None:
    """Without the text reader, links that only it supports are gone; others stay."""
    with filed("drug:trastuzumab").open(browser) as seen:
        settled(seen.page)
        read = "her2kg.shownEdges().filter((edge) => edge.read_only).length"
        every = seen.page.evaluate("her2kg.shownEdges().length")
        assert seen.page.evaluate(read) == 1
        seen.page.locator("#legend summary").click()
        seen.page.get_by_label("Read from text").uncheck()
        assert seen.page.evaluate(read) == 0
        assert 0 < seen.page.evaluate("her2kg.shownEdges().length") < every
        expect(seen.page.locator("#legend summary")).to_have_text("Filters · 1")
        seen.page.get_by_role("button", name="Show everything").click()
        assert seen.page.evaluate(read) == 1


def test_only_what_was_verified(browser: Browser, site: Site) -> None:
    """The filter leaves no link that was not checked, and no node without a link."""
    with site.open(browser) as seen:
        settled(seen.page)
        seen.page.locator("#legend summary").click()
        seen.page.get_by_label("Only what was verified").check()
        assert seen.page.evaluate("her2kg.shownEdges().every((edge) => edge.verified)")
        linked = set(seen.page.evaluate("her2kg.shownEdges().flatMap((e) => [e.from, e.to])"))
        assert shown(seen.page) - {"protein:HER2"} <= linked
        assert "checked=yes" in seen.page.url


def test_links_of_a_day(browser: Browser, served: Site) -> None:
    """On a day before its approval a drug is not indicated; later it is."""
    link = "her2kg.edges.get('drug:tucatinib her2:indicatedFor supports cancer:colorectal-cancer')"
    with served.at(focus="drug:tucatinib").open(browser) as seen:
        settled(seen.page)
        seen.page.locator("#legend summary").click()
        seen.page.get_by_label("Valid on").fill("2019-01-01")
        assert not seen.page.evaluate(f"her2kg.shownEdges().includes({link})")
        seen.page.get_by_label("Valid on").fill("2024-01-01")
        assert seen.page.evaluate(f"her2kg.shownEdges().includes({link})")


def test_a_level_can_be_asked_for(browser: Browser, served: Site) -> None:
    """Only links with evidence of the level or better stay; nothing left is said."""
    with served.at(focus="drug:trastuzumab", level="A").open(browser) as seen:
        settled(seen.page)
        levels = set(seen.page.evaluate("her2kg.shownEdges().map((edge) => edge.level)"))
        assert levels <= {"A"}
    with served.at(focus="event:diarrhea", level="A").open(browser) as seen:
        settled(seen.page)
        assert shown(seen.page) == {"event:diarrhea"}


def test_the_keyboard_is_enough(browser: Browser, site: Site) -> None:
    """Arrow keys walk the picture, Enter reads, Space collects, letters act, Escape lets go."""
    with site.open(browser) as seen:
        page = seen.page
        page.locator("#canvas").focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate("her2kg.selected.nodes") == ["protein:HER2"]
        page.keyboard.press("ArrowRight")
        [first] = page.evaluate("her2kg.selected.nodes")
        assert first.startswith("drug:")
        page.keyboard.press("ArrowDown")
        [second] = page.evaluate("her2kg.selected.nodes")
        assert second != first
        page.keyboard.press("Shift+ArrowDown")
        assert len(page.evaluate("her2kg.selected.nodes")) == 2
        page.keyboard.press("Escape")
        assert page.evaluate("her2kg.selected.nodes") == []
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("e")
        page.wait_for_function("() => her2kg.scene.added.size > 0")
        page.keyboard.press("c")
        page.wait_for_function("() => her2kg.scene.added.size === 0")
        page.keyboard.press("p")
        assert page.evaluate("her2kg.scene.pins.size") == 1
        page.keyboard.press("h")
        assert page.evaluate("her2kg.scene.hidden.size") == 1
        page.keyboard.press("z")
        assert page.evaluate("her2kg.scene.hidden.size") == 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "details"


def test_numbers_change_the_view(browser: Browser, served: Site) -> None:
    """1 to 6 lead to the views; typing in a field does not."""
    with served.open(browser) as seen:
        for number, view in ((2, "map"), (3, "list"), (6, "status"), (1, "focus")):
            seen.page.locator("body").press(str(number))
            settled(seen.page)
            assert view_of(seen.page) == view
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("2")
        assert view_of(seen.page) == "focus"


def test_help_names_the_keys(browser: Browser, site: Site) -> None:
    """The question mark opens the help; Escape closes it; it says that this is no advice."""
    with site.open(browser) as seen:
        seen.page.locator("body").press("?")
        dialog = seen.page.get_by_role("dialog")
        expect(dialog).to_contain_text("zoom in, out, fit")
        expect(dialog).to_contain_text("Information, not medical advice.")
        if not site.served:
            expect(dialog).to_contain_text("This file holds")
            expect(seen.page.locator("footer")).to_contain_text("This file holds")
        seen.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_every_control_is_reached_with_tab(browser: Browser, served: Site) -> None:
    """Tab reaches search, views, legend, commands, canvas and details, each with a focus ring."""
    with served.open(browser) as seen:
        reached = set()
        for _ in range(60):
            seen.page.keyboard.press("Tab")
            reached.add(
                seen.page.evaluate("(document.activeElement.closest('[id]') || document.body).id")
            )
        assert {"views", "legend", "commands", "canvas", "fit", "details"} <= reached
        seen.page.locator("#fit").focus()
        seen.page.keyboard.press("Shift+Tab")
        outline = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"


def test_a_link_restores_the_view(browser: Browser, site: Site) -> None:
    """Expansion, hidden nodes, pins, selection and hidden types come back with their places."""
    with site.open(browser) as seen:
        page = seen.page
        page.evaluate("her2kg.expand(['drug:trastuzumab'])")
        settled(page)
        page.evaluate("her2kg.expand(['cancer:breast-cancer'], 'trial')")
        settled(page)
        page.evaluate("her2kg.collapse(['drug:trastuzumab'])")
        settled(page)
        page.evaluate("her2kg.hide(['drug:lapatinib'])")
        page.evaluate("her2kg.pin('drug:pertuzumab', 60, 20)")
        settled(page)
        page.locator('#legend [data-group="event"]').click()
        click_node(page, "drug:tucatinib")
        settled(page)
        address = page.evaluate("her2kg.link()")
        assert address == page.url
        expected = places(page), shown(page), labels(page)
        with site.open(browser) as other:
            other.page.goto("about:blank")
            other.page.goto(address)
            other.page.wait_for_function("() => window.her2kg && window.her2kg.ready")
            assert places(other.page) == expected[0]
            assert shown(other.page) == expected[1]
            assert labels(other.page) == expected[2]
            assert other.page.evaluate("her2kg.selected.nodes") == ["drug:tucatinib"]


@pytest.mark.parametrize(
    "view",
    [
        {"view": "list", "focus": "drug:pertuzumab"},
        {"view": "map", "select": "drug%3Alapatinib"},
        {"view": "path", "from": "test:HercepTest", "to": "drug:trastuzumab"},
        {"view": "question", "question": "biosimilars"},
        {"view": "status", "given": '{"cancer":"breast","ihc":"3+"}'},
    ],
    ids=lambda view: view["view"],
)
def test_every_view_has_an_address(browser: Browser, served: Site, view: dict[str, str]) -> None:
    """A view opened by its address writes the same address, and opens the same again."""
    with served.at(**view).open(browser) as seen:
        settled(seen.page)
        assert view_of(seen.page) == view["view"]
        first = seen.page.url
        seen.page.reload()
        seen.page.wait_for_function("() => window.her2kg && window.her2kg.ready")
        settled(seen.page)
        assert seen.page.url == first
        for name, value in view.items():
            assert name in first
            assert value


def test_the_back_button_of_an_edited_address_works(browser: Browser, served: Site) -> None:
    """Changing the fragment by hand changes the view without loading the page."""
    with served.open(browser) as seen:
        seen.page.evaluate("location.hash = 'focus=drug:neratinib'")
        expect(seen.page.locator("#summary")).to_contain_text("around neratinib")
        seen.page.go_back()
        expect(seen.page.locator("#summary")).to_contain_text("around HER2")


@pytest.mark.parametrize(
    "view",
    [
        {"focus": "drug:no-such-drug"},
        {"steps": "%zz|x +|drug:no-such p|drug:trastuzumab|NaN|1"},
        {"select": "no:such", "link": "a b c d", "level": "Q", "day": "yesterday"},
        {"view": "path", "from": "no:such", "to": "drug:trastuzumab"},
        {"view": "question", "question": "no-such-question"},
        {"view": "status", "given": "[1, 2"},
        {"view": "<script>", "given": '{"cancer": {"a": 1}}'},
    ],
    ids=str,
)
def test_a_broken_address_breaks_nothing(
    browser: Browser, served: Site, view: dict[str, str]
) -> None:
    """What an address asks for and cannot be had is left out or said; the page works."""
    with served.at(**view).open(browser) as seen:
        go(seen.page, "focus")
        assert "protein:HER2" in shown(seen.page)
        assert not [text for text in seen.problems if "status of 4" not in text]


def test_the_link_can_be_copied(browser: Browser, served: Site) -> None:
    """Copy link puts the address of the view into the clipboard."""
    with served.at(focus="drug:neratinib").open(browser) as seen:
        settled(seen.page)
        seen.page.get_by_role("button", name="Copy link").click()
        assert seen.page.evaluate("navigator.clipboard.readText()") == seen.page.url


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_has_room_for_every_view(browser: Browser, served: Site, view: str) -> None:
    """At 390 px nothing runs over the sides, and the notice stands below."""
    with served.at(view=view).open(browser, (390, 844)) as seen:
        settled(seen.page)
        wide = seen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        expect(seen.page.get_by_text("Information, not medical advice.").first).to_be_visible()
        assert seen.problems == []


def test_a_phone_shows_the_list_first(browser: Browser, site: Site) -> None:
    """Tables come first; a name opens its details over the page, and they close again."""
    with site.open(browser, (390, 844)) as seen:
        assert view_of(seen.page) == "list"
        seen.page.locator("#list").get_by_role("button", name="trastuzumab", exact=True).click()
        expect(seen.page.locator("#details h2")).to_have_text("trastuzumab")
        seen.page.get_by_role("button", name="Close the details").click()
        expect(seen.page.locator("#details")).to_be_hidden()


def test_the_list_holds_what_the_picture_holds(browser: Browser, site: Site) -> None:
    """Every node of the picture has its row, under its type, with its relation in words."""
    with site.open(browser) as seen:
        names = shown(seen.page)
        go(seen.page, "list")
        rows = seen.page.locator("#list tbody tr")
        assert {row.get_attribute("data-id") for row in rows.all()} == names
        row = seen.page.locator('#list tr[data-id="drug:trastuzumab"]')
        expect(row).to_contain_text("targets HER2")
        row.get_by_role("button", name="targets HER2").click()
        expect(seen.page.locator("#details h2")).to_have_text("trastuzumab targets HER2")


@pytest.mark.parametrize("size", [(390, 844), (1400, 900), (3840, 2160)])
def test_the_notice_is_always_visible(browser: Browser, site: Site, size: tuple[int, int]) -> None:
    """'Information, not medical advice.' stands on every screen and with the panel open."""
    with site.open(browser, size) as seen:
        notice = seen.page.locator("footer").get_by_text("Information, not medical advice.")
        expect(notice).to_be_visible()
        assert notice.bounding_box() is not None


def test_colours_can_be_turned(browser: Browser, served: Site) -> None:
    """A button turns to dark, the canvas with it, and the page remembers."""
    ground = """() => {
      const canvas = document.querySelector('#canvas canvas');
      return canvas.getContext('2d').getImageData(2, canvas.height - 2, 1, 1).data[0];
    }"""
    with served.open(browser) as seen:
        settled(seen.page)
        assert seen.page.evaluate(ground) > 200
        seen.page.get_by_role("button", name="Dark colours").click()
        settled(seen.page)
        assert seen.page.evaluate(ground) < 60
        seen.page.reload()
        seen.page.wait_for_function("() => window.her2kg && window.her2kg.ready")
        settled(seen.page)
        assert seen.page.evaluate(ground) < 60


def test_a_reader_who_prefers_dark_gets_it(browser: Browser, site: Site) -> None:
    """The page follows the system's colours."""
    with site.open(browser, dark=True) as seen:
        colour = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert max(int(part) for part in re.findall(r"\d+", colour)) < 60


def test_what_moves_keeps_still_for_those_who_ask(browser: Browser, served: Site) -> None:
    """With reduced motion no control has a transition."""
    with served.open(browser) as seen:
        moving = seen.page.evaluate(
            "[...document.querySelectorAll('*')].filter((e) => "
            "getComputedStyle(e).transitionDuration !== '0s').length"
        )
        assert moving == 0


def test_a_lost_server_is_said(browser: Browser, served: Site) -> None:
    """When the server is gone the page says so, and lives on."""
    with served.open(browser) as seen:
        seen.page.route("**/api/**", lambda route: route.abort())
        seen.page.evaluate("her2kg.tryTo(() => her2kg.show('drug:neratinib'))")
        expect(seen.page.get_by_role("alert")).to_contain_text("The server does not answer.")
        assert "protein:HER2" in shown(seen.page)
