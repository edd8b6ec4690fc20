"""A check as an HTML page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from her2kg.checking.model import (
    Check,
    CheckedDocument,
    CheckedSentence,
    Evidence,
    Finding,
    Reference,
    Role,
    Verdict,
)
from her2kg.checking.page import page
from tests.her2kg.checking.articles import check_text

NOTICE = "A notice."
HOSTILE = "<script>alert(1)</script>"
TEXT = f"""# About {HOSTILE}

Trastuzumab targets HER2. HER2 is found on the surface of all cells.
Tucatinib inhibits HER2, and <b onclick="alert(2)">so on</b>.

T-DM1 works by binding HER2. Pembrolizumab treats prostate adenocarcinoma. Nothing to see.
"""


@pytest.fixture(scope="module")
def drawn(graph_store: ox.Store) -> str:
    """A page of a small, hostile article."""
    return page(check_text(TEXT, graph_store), NOTICE)


def _made_up(text: str, title: str = "T", url: str = "") -> Check:
    """A check of one sentence, every field of which holds the same text."""
    told = Evidence(Role.FOR, text, text, False, text, text, text, text, (Reference(text, url),))
    found = Finding(
        text, text, text, text, "supports", 0.9, text, 0, 1, Verdict.SUPPORTED, text, (told,)
    )
    sentence = CheckedSentence(text, 0, len(text), False, (found,))
    return Check(text, text, (CheckedDocument(title, text, (sentence,)),), (text,))


def test_the_whole_text_stands_on_the_page_in_its_order(drawn: str) -> None:
    """Nothing of the article is lost."""
    shown = LexborHTMLParser(drawn)
    for mark in shown.css(".texts sup"):
        mark.decompose()
    words = " ".join(node.text() for node in shown.css(".texts p"))
    assert words.split() == TEXT.split()


def test_sentences_have_the_class_of_their_verdict_and_lead_to_their_reasons(drawn: str) -> None:
    """A sentence without claims has neither."""
    shown = LexborHTMLParser(drawn)
    marked = {node.text(): node for node in shown.css(".texts a.said")}
    (wrong,) = [node for text, node in marked.items() if "all cells" in text]
    assert wrong.attributes["class"] == "said contradicted"
    target = (wrong.attributes["href"] or "").removeprefix("#")
    (note,) = shown.css(f"#{target}")
    assert "HER2 is not expressed by all cells" in note.text()
    assert not any("Nothing to see" in text for text in marked)


def test_every_verdict_has_a_mark_of_its_own_beside_its_colour(drawn: str) -> None:
    """Not by colour alone."""
    legend = LexborHTMLParser(drawn).css(".legend .said")
    marks = [node.text().split()[0] for node in legend]
    assert len(marks) == len(set(marks)) == len(Verdict)
    assert [" ".join(node.text().split()[1:]) for node in legend] == list(Verdict)


def test_a_script_in_the_article_stays_text(drawn: str) -> None:
    """An article is data."""
    assert HOSTILE not in drawn
    assert "&lt;script&gt;alert(1)" in drawn
    assert "<b onclick" not in drawn
    assert LexborHTMLParser(drawn).css("script") == []


@given(st.text(alphabet="<>&\"'/ab\n=", min_size=1))
def test_no_text_becomes_an_element(text: str) -> None:
    """Whatever stands in whichever field."""
    plain, odd = (LexborHTMLParser(page(_made_up(t), NOTICE)) for t in ("a", text))
    tags = [[str(node.tag) for node in each.css("body *")] for each in (plain, odd)]
    assert sorted(tags[0]) == sorted(tags[1])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///x"])
def test_only_web_addresses_become_links(url: str) -> None:
    """A source cannot run a script."""
    assert url not in page(_made_up("words", url=url), NOTICE)
    assert 'href="https://example.org/"' in page(_made_up("words", url="https://example.org/"), "")


def test_a_page_asks_for_nothing_and_runs_nothing(drawn: str) -> None:
    """Its policy forbids it as well."""
    assert re.search(r"content=\"default-src 'none'; style-src 'sha256-[\w+/=]+'\"", drawn)
    elements = LexborHTMLParser(drawn).css("*")
    names = {name for element in elements for name in element.attributes}
    assert not {name for name in names if name in {"src", "style"} or name.startswith("on")}


def test_an_article_without_claims_is_a_page_that_says_so(graph_store: ox.Store) -> None:
    """An empty answer is told."""
    drawn = page(check_text("Here are some words of no weight.\n", graph_store), NOTICE)
    assert "No sentence was read as a claim." in drawn
    assert NOTICE in drawn


@contextmanager
def _opened(browser: Browser, path: Path, *, dark: bool) -> Iterator[tuple[Page, list[str]]]:
    """Open a page that has no script, and note what it complains of."""
    context = browser.new_context(color_scheme="dark" if dark else "light")
    opened, problems = context.new_page(), []
    opened.on("console", lambda message: problems.append(message.text))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("dialog", lambda dialog: problems.append(dialog.message))
    opened.goto(path.as_uri())
    try:
        yield opened, problems
    finally:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_opens_in_a_browser_without_a_complaint(
    browser: Browser, drawn: str, tmp_path: Path, dark: bool
) -> None:
    """Axe finds nothing, and a click on a sentence shows why."""
    path = tmp_path / "checked.html"
    path.write_text(drawn, encoding="utf-8")
    with _opened(browser, path, dark=dark) as (opened, problems):
        opened.locator(".texts a.contradicted").click()
        assert opened.locator(".note:target").is_visible()
        violations = Axe().run(opened).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []
        assert problems == []
