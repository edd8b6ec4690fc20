"""Tests of pages of HTML."""

import time

import pytest

from her2kg.loaders.base import OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, Outcome
from her2kg.loaders.documents.html import Html
from tests.loaders.documents.sample import HTML, material
from tests.pace import in_time


def _one(content: str) -> Outcome:
    (outcome,) = Html().documents(material(content, "a.html"))
    return outcome


def _paragraphs(body: str) -> list[str]:
    document = _one(f"<!doctype html><body>{body}")
    assert isinstance(document, Document)
    return document.text.split("\n\n")


def test_a_page_is_a_document_with_its_source() -> None:
    """What its head says is known, what its menus say is not read."""
    assert _one(HTML) == Document(
        "A drug\n\nTrastuzumab targets HER2.",
        title="A drug & its target",
        identifier="doi:10.1234/x.404",
        date="2018-07-02",
        licence="https://creativecommons.org/licenses/by/4.0/",
    )


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE html>\n<p>Words",
        "\ufeff <HTML lang=en>",
        "<!-- saved --><!-- twice -->\n<html>",
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y">',
        "<div class='a'>Words</div>",
    ],
)
def test_pages_are_recognised_by_how_they_begin(head: str) -> None:
    """Whole ones and parts."""
    assert Html().recognises(head)


@pytest.mark.parametrize("head", ["<data><p>Words</p></data>", "<article><p>x</p>", "a <p> b", ""])
def test_other_markup_is_not_taken_for_a_page(head: str) -> None:
    """Elements of that name stand in other XML too."""
    assert not Html().recognises(head)


def test_elements_that_run_on_do_not_break_a_sentence_and_others_do() -> None:
    """Bold words, links and spans belong to it; boxes, cells and double breaks end it."""
    body = (
        "<div>One <b>bold <span>word</span></b> &eacute;<p>two</p>three</div>"
        "<span>four<div>five</div></span><table><tr><td>six<td>seven</table>"
        "eight<br>nine<br> <br>ten"
    )
    assert _paragraphs(body) == [
        *("One bold word \u00e9", "two", "three", "four", "five", "six", "seven"),
        *("eight nine", "ten"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template>x</template>",
        "<noscript>x</noscript>",
        "<!-- x -->",
        "<p hidden>x</p>",
        '<p aria-hidden="true">x</p>',
        '<p style="color:red;display:none">x</p>',
        "<nav>x</nav>",
        '<div role="navigation">x</div>',
        '<ol class="references"><li>x</ol>',
        '<section role="doc-bibliography">x</section>',
    ],
)
def test_what_is_not_shown_or_is_no_prose_is_left_out(hidden: str) -> None:
    """Scripts, hidden parts, menus, lists of references."""
    assert _paragraphs(f"<p>seen</p>{hidden}") == ["seen"]


def test_references_end_at_the_next_heading_of_their_rank() -> None:
    """Titles of other works are no claims of this one."""
    body = "<h2>References</h2><h3>Books</h3><p>no</p><h2>Appendix</h2><p>yes</p>"
    assert _paragraphs(body) == ["Appendix", "yes"]


def test_numbers_of_references_are_left_out_and_powers_kept() -> None:
    """Links within the page are references, other raised numbers are not."""
    body = (
        '<p>It has 10<sup>6</sup> sites<sup><a href="#a">3</a></sup> '
        '[<a href="#b">4</a>, <a href="#c">5</a>], see <a href="#d">the notes</a>.</p>'
    )
    assert _paragraphs(body) == ["It has 10^6 sites, see the notes."]


def test_a_page_in_another_language_is_out_of_scope() -> None:
    """The reader reads English."""
    outcome = _one('<html lang="fr"><body><p>Il vise HER2.</p></body></html>')
    assert outcome == OutOfScope("a.html", 1, "the page is not in English")


def test_a_page_without_words_is_rejected() -> None:
    """Such as one that its scripts have to fill."""
    outcome = _one("<html><body><div id='app'></div><script>go()</script></body></html>")
    assert isinstance(outcome, Rejection)


def test_the_heading_is_the_title_of_a_page_without_one() -> None:
    """Else the first words."""
    pages = (_one("<p>First.<h1>Main</h1>"), _one("<p>First.</p><p>Second."))
    assert [page.title for page in pages if isinstance(page, Document)] == ["Main", "First."]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/local", "https://a b", "https://\u00e9"]
)
def test_what_is_no_address_is_not_taken_for_one(address: str) -> None:
    """Nothing that the graph could not hold."""
    page = f'<link rel=canonical href="{address}"><link rel=license href="{address}"><p>Words.'
    document = _one(f"<html>{page}")
    assert isinstance(document, Document)
    assert (document.url, document.licence) == ("", "")


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 200_000,
        "<!--" * 2_000_000,
        "<script" * 1_000_000,
        "<p" * 3_000_000,
        "<div/>" * 200_000,
        "<sup>1</sup>" * 200_000,
        "<b><p>" * 250 + "<p>x" * 150_000,
    ],
)
def test_hostile_pages_take_no_time(content: str) -> None:
    """Nesting and unfinished marks are where parsers become slow."""
    begun = time.process_time()
    outcome = _one(f"<html>{content}")
    assert in_time(time.process_time() - begun, 10)
    assert isinstance(outcome, Document | Rejection)


def test_drawings_and_scripts_do_not_count_as_depth() -> None:
    """A page may have any number of them."""
    drawing = "<svg>" + "<path/>" * 600 + "</svg>"
    assert _paragraphs(f"{drawing}<script>{'<div>' * 600}</script><p>seen") == ["seen"]
