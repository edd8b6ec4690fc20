"""Tests of the sentence splitter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.text.sentences import split_sentences

PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from("AbHER2 .!?,;:-*#>|()[]\"'\n\r\t\u2019\u201c\u2013\u0301\u200b\U0001f600"),
        st.characters(),
    ),
    max_size=200,
)


def _sentences(text: str) -> list[str]:
    return [text[one.start : one.end] for one in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("HER2 is a protein. It sits on cells.", 2),
        ("Tests, e.g. IHC and FISH, are used. They differ.", 2),
        ("Slamon et al. Described it in 1987.", 1),
        ("The ratio was 2.0 or more. Fine.", 2),
        ("Written by D. J. Slamon in 1987.", 1),
        ("Is it positive? Yes!", 2),
        ("It was 3+. (See the guideline.) Done.", 3),
        ("No end mark", 1),
        ("", 0),
    ],
)
def test_marks_that_end_a_sentence(text: str, count: int) -> None:
    """Abbreviations, initials and decimals do not end a sentence; real marks do."""
    assert len(_sentences(text)) == count


def test_hard_wrapped_lines_are_one_sentence() -> None:
    """A line break inside a wrapped paragraph does not end a sentence."""
    text = "HER2 is a receptor that lies in the membrane of many cells and\npasses signals on."
    assert _sentences(text) == [text]


def test_lists_and_headings_stand_apart() -> None:
    """List items and headings are sentences of their own, without their marks."""
    text = "# Key points\n- HER2 is a protein.\n- It signals.\n\nHER2 status\n\nThe end."
    assert _sentences(text) == [
        "Key points",
        "HER2 is a protein.",
        "It signals.",
        "HER2 status",
        "The end.",
    ]
    assert [one.heading for one in split_sentences(text)] == [True, False, False, True, False]


def test_tables_and_code_are_left_out() -> None:
    """Rows of Markdown tables and fenced code are not prose."""
    text = "| HER2 | 3+ |\n|---|---|\n\n```\nHER2 binds.\n```\n\nHER2 is a protein."
    assert _sentences(text) == ["HER2 is a protein."]


@given(PROSE)
def test_sentences_tile_without_overlap(text: str) -> None:
    """Sentences are in order, do not overlap, are trimmed, and are never empty."""
    end = 0
    for one in split_sentences(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end


@given(st.lists(st.sampled_from(["HER2 is a protein.", "It signals.", "Why?"]), max_size=6))
def test_nothing_of_plain_prose_is_lost(sentences: list[str]) -> None:
    """Of a paragraph of plain sentences every one comes back."""
    assert _sentences(" ".join(sentences)) == sentences


@given(PROSE)
def test_only_marks_lie_between(text: str) -> None:
    """Between sentences of a line without tables and code there are only marks and space."""
    plain = re.sub(r"[|`~<=\-*\d]", "", text)
    covered = "".join(_sentences(plain))
    kept = re.sub(r"[^\w]", "", covered)
    assert kept == re.sub(r"[^\w]", "", plain)


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Four of seven patients had a response", [True]),
        ("Tucatinib was given. Four of seven patients had a response", [False, False]),
        ("Was it given? Four of seven patients had a response", [False, False]),
    ],
)
def test_what_follows_a_whole_sentence_is_no_heading(text: str, headings: list[bool]) -> None:
    """A last sentence without its mark is one none the less."""
    assert [one.heading for one in split_sentences(text)] == headings
