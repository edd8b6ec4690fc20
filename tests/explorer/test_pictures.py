"""The pictures of the docs, taken of the real page."""

import json
import os

import pytest
from playwright.sync_api import Browser

from tests.explorer.site import Site, settled
from tests.shared import ROOT

pytestmark = pytest.mark.browser

IMAGES = ROOT / "docs" / "images"
WRITE = "HER2KG_WRITE_SCREENSHOTS"
SHOTS: tuple[tuple[str, dict[str, str], tuple[int, int], bool], ...] = (
    ("picture", {}, (1400, 900), False),
    ("map", {"view": "map"}, (1400, 900), False),
    (
        "path",
        {"view": "path", "from": "variant:ERBB2-L755S", "to": "cancer:gastric-adenocarcinoma"},
        (1400, 900),
        False,
    ),
    (
        "status",
        {"view": "status", "given": json.dumps({"cancer": "breast", "ihc": "3+"})},
        (1400, 900),
        False,
    ),
    (
        "picture-dark",
        {"focus": "drug:trastuzumab-deruxtecan", "select": "cancer%3Abreast-cancer"},
        (1400, 900),
        True,
    ),
    ("phone", {"focus": "drug:trastuzumab"}, (390, 844), False),
)


@pytest.mark.parametrize(("name", "view", "size", "dark"), SHOTS, ids=[s[0] for s in SHOTS])
def test_the_pictures_of_the_docs_are_of_the_real_page(  # noqa: PLR0917  # pytest's way
    browser: Browser,
    served: Site,
    name: str,
    view: dict[str, str],
    size: tuple[int, int],
    dark: bool,
) -> None:
    """Each screenshot shows the page of today; with the variable set it is written anew."""
    with served.at(**view).open(browser, size, dark=dark) as seen:
        settled(seen.page)
        seen.page.wait_for_load_state("networkidle")
        shot = seen.page.screenshot()
        assert seen.problems == []
    assert shot.startswith(b"\x89PNG")
    target = IMAGES / f"{name}.png"
    if os.environ.get(WRITE) == "1":
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shot)
    assert target.is_file(), f"write it with {WRITE}=1"
