"""The served page in a real Chromium."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import visit
from tests.her2kg.serving import Server
from tests.shared import ROOT

pytestmark = pytest.mark.browser

IMAGES = ROOT / "docs" / "images"
WRITE = "HER2KG_WRITE_SCREENSHOTS"


def test_the_first_page_works_without_asking_anyone_else(browser: Browser, server: Server) -> None:
    """The page opens, asks for nothing further and logs no problem."""
    with visit(browser, server.address + "/") as seen:
        seen.page.wait_for_function("window.her2kg && window.her2kg.ready")
        assert seen.requests == []
        assert seen.problems == []
        assert seen.page.get_by_role("heading", name="HER2", exact=True).is_visible()


def test_the_search_finds_what_is_not_on_the_page(browser: Browser, server: Server) -> None:
    """Typing a code name and Enter leads to the page of its drug."""
    with visit(browser, server.address + "/view/event:diarrhea") as seen:
        seen.page.wait_for_function("window.her2kg && window.her2kg.ready")
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("DS-8201")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_function("document.title.includes('trastuzumab deruxtecan')")
        assert seen.problems == []


@pytest.mark.parametrize(
    ("name", "path", "size", "dark"),
    [
        ("picture", "/", (1400, 900), False),
        ("picture-dark", "/view/drug:trastuzumab-deruxtecan", (1400, 900), True),
        ("phone", "/view/drug:trastuzumab", (390, 844), False),
    ],
)
def test_the_pictures_of_the_readme_are_of_the_real_page(  # noqa: PLR0917  # pytest's way
    browser: Browser, server: Server, name: str, path: str, size: tuple[int, int], dark: bool
) -> None:
    """Each screenshot shows the page of today; with the variable set it is written anew."""
    with visit(browser, server.address + path, *size, dark=dark) as seen:
        seen.page.wait_for_function("window.her2kg && window.her2kg.ready")
        shot = seen.page.screenshot()
        assert seen.problems == []
    assert shot.startswith(b"\x89PNG")
    target = Path(IMAGES) / f"{name}.png"
    if os.environ.get(WRITE) == "1":
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shot)
    assert target.is_file(), f"write it with {WRITE}=1"
