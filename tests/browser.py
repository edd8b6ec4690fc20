"""A real Chromium for tests of pages: skipped without one, unless the environment requires it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

__all__ = ["REQUIRE", "Visit", "browser", "visit"]

REQUIRE = "HER2KG_REQUIRE_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(slots=True)
class Visit:
    """An open page and what it did.

    Attributes:
        page: the page, to act on.
        requests: addresses that it asked for outside of where it came from.
        problems: console errors and uncaught exceptions, breaches of its policy among them.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = f"no Chromium is installed (looked for {', '.join(_NAMES)})"
        if os.environ.get(REQUIRE) == "1":
            pytest.fail(f"{message}, and {REQUIRE}=1 asks for one")
        pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield chromium
        chromium.close()


@contextmanager
def visit(
    browser: Browser, url: str, width: int = 1400, height: int = 900, *, dark: bool = False
) -> Iterator[Visit]:
    """Open a page in a fresh context and record its requests and problems.

    Args:
        browser: the fixture of this name.
        url: address of the page, ``file:`` or ``http:``.
        width: of the window, in pixels.
        height: of the window, in pixels.
        dark: whether the reader prefers dark colours.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    if url.startswith("http"):
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    seen = Visit(page)
    page.on("request", lambda request: _note(seen, request.url, url))
    page.on("console", lambda m: seen.problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: seen.problems.append(str(error)))
    try:
        page.goto(url)
        page.wait_for_function("() => window.her2kg && window.her2kg.ready")
        yield seen
    finally:
        context.close()


def _note(seen: Visit, asked: str, own: str) -> None:
    if asked.startswith(("data:", "blob:")):
        return
    origin = urlsplit(own)._replace(path="", query="", fragment="").geturl()
    at_home = (
        asked.startswith(f"{origin}/")
        if own.startswith("http")
        else asked.partition("#")[0] == own.partition("#")[0]
    )
    if not at_home:
        seen.requests.append(asked)
