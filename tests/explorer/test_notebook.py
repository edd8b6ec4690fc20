"""Tests of the picture in a notebook."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from her2kg.api import open_graph
from her2kg.home import Home
from her2kg.queries.errors import UnknownName


@pytest.mark.browser
def test_a_notebook_shows_the_explorer(browser: Browser, built_home: Home, tmp_path: Path) -> None:
    """``graph.show`` draws a frame that works and cannot reach the notebook around it."""
    drawn = open_graph(built_home.root).show("Herceptin", height=500)._repr_html_()
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!DOCTYPE html><title>n</title>{drawn}", encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 700})
    problems: list[str] = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(notebook.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("#details h2")).to_have_text("trastuzumab")
    expect(frame.locator("#summary")).to_contain_text("around trastuzumab")
    frame.locator('#legend [data-group="trial"]').click()
    expect(frame.locator('#legend [data-group="trial"]')).to_have_attribute("aria-pressed", "false")
    assert "allow-same-origin" not in drawn
    assert problems == []
    page.close()


def test_an_unknown_name_is_said(built_home: Home) -> None:
    """A name that nothing has names near ones, as everywhere."""
    with pytest.raises(UnknownName, match="Herceptin"):
        open_graph(built_home.root).show("Herceptn")
