"""How tests open the explorer and read what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, expect

from tests.browser import Visit, visit

__all__ = [
    "Site",
    "click_node",
    "go",
    "labels",
    "overlapping",
    "places",
    "settled",
    "shown",
    "view_of",
]

Places = dict[str, list[float]]


@dataclass(frozen=True)
class Site:
    """A page that can be opened.

    Attributes:
        url: its address, without a fragment.
        served: whether a server is behind it.
    """

    url: str
    served: bool

    def at(self, **view: str) -> "Site":
        """Return the page with the parts of a view in its address."""
        return Site(f"{self.url}#{urlencode(view)}", self.served)

    @contextmanager
    def open(
        self, browser: Browser, size: tuple[int, int] = (1400, 900), *, dark: bool = False
    ) -> Iterator[Visit]:
        """Open the page in a window of this size."""
        with visit(browser, self.url, *size, dark=dark) as seen:
            yield seen


def places(page: Page) -> Places:
    """Return where each node stands on the plane."""
    found: Places = page.evaluate(
        "Object.fromEntries([...her2kg.places()].map(([id, { x, y }]) => [id, [x, y]]))"
    )
    return found


def labels(page: Page) -> list[dict[str, Any]]:
    """Return the labels painted in the picture."""
    settled(page)
    found: list[dict[str, Any]] = page.evaluate("her2kg.labels()")
    return found


def overlapping(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the pairs of labels that share a pixel."""
    return [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if a["x"] < b["x"] + b["w"]
        and b["x"] < a["x"] + a["w"]
        and a["y"] < b["y"] + b["h"]
        and b["y"] < a["y"] + a["h"]
    ]


def settled(page: Page) -> None:
    """Wait until what was asked for is drawn."""
    page.evaluate(
        "async () => { await her2kg.displayed;"
        "for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); }"
    )


def shown(page: Page) -> set[str]:
    """Return the CURIEs of the nodes that the picture shows."""
    settled(page)
    return set(page.evaluate("her2kg.shown()"))


def click_node(page: Page, name: str, **how: Any) -> None:
    """Click a node of the picture."""
    settled(page)
    at = page.evaluate("id => her2kg.screen(id)", name)
    page.locator("#canvas").click(position={"x": at["x"], "y": at["y"]}, **how)


def go(page: Page, view: str) -> None:
    """Change to a view by its button."""
    page.locator(f'#views [data-view="{view}"]').click()
    expect(page.locator(f'#views [data-view="{view}"]')).to_have_attribute("aria-current", "page")
    settled(page)


def view_of(page: Page) -> str:
    """Return the name of the view."""
    name: str = page.evaluate("her2kg.view")
    return name
