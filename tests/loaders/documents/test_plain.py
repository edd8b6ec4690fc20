"""Tests of plain text and Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.documents.plain import Plain, readable
from tests.loaders.documents.sample import MARKDOWN, material


def test_offsets_are_those_of_the_file() -> None:
    """What stands in the way of sentences is blanked, not cut out."""
    (document,) = Plain().documents(material(MARKDOWN))
    assert len(document.text) == len(MARKDOWN)
    assert document.text.index("Trastuzumab") == MARKDOWN.index("Trastuzumab")
    assert document.text.index("HER2") == MARKDOWN.index("HER2")
    assert (document.title, document.licence) == ("A receptor", "CC BY 4.0")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Trastuzumab](https://a.b/c) acts.", "Trastuzumab acts."),
        ('[Trastuzumab](https://a.b/c "a drug") acts.', "Trastuzumab acts."),
        ("[Trastuzumab][1] acts.", "Trastuzumab acts."),
        ("![a picture](x.png) shows it.", "a picture shows it."),
        ("It acts [1, 2].", "It acts ."),
        ("It acts[^1].", "It acts ."),
    ],
)
def test_links_and_references_leave_their_words(text: str, words: str) -> None:
    """The address of a link is no part of the sentence."""
    assert " ".join(readable(text).split()) == words


@pytest.mark.parametrize("text", ["f(x) [sic] (y)", "[ ] open", "a [b] c", "[note]: see", "]("])
def test_other_brackets_stay(text: str) -> None:
    """They are words of the author."""
    assert readable(text) == text


@given(st.text(alphabet="[]()!^1, ab\n", max_size=80))
def test_no_text_changes_its_length_or_lines(text: str) -> None:
    """Each character stays or becomes a space."""
    made = readable(text)
    assert len(made) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, made, strict=True))
    assert made.count("\n") == text.count("\n")


def test_a_text_without_words_has_no_title() -> None:
    """The reader of documents then takes the name of the file."""
    (document,) = Plain().documents(material("--- \n"))
    assert document.title == ""
