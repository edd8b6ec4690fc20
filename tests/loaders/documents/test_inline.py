"""Tests of words within a paragraph."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.documents.inline import NUMBERED, folded, joined, marked, raised


@pytest.mark.parametrize(
    ("run", "text"),
    [
        (["grows [", marked("1"), "]."], "grows."),
        (["grows [", marked("1"), "\u2013", marked("3"), ", ", marked("7"), "]."], "grows."),
        (["grows (", marked("Smith, 2001"), "; ", marked("Lee, 2003"), ")."], "grows."),
        (["grows", marked("1,2"), " and"], "grows and"),
        (["grows", marked("1"), ",", marked("2"), "."], "grows."),
        (["grows (see ", marked("Lee 2003"), ")."], "grows (see Lee 2003)."),
        (["as ", marked("Smith (2001)"), " showed"], "as Smith (2001) showed"),
        (["(Fig. ", "2", ")"], "(Fig. 2)"),
    ],
)
def test_numbers_of_references_leave_and_names_in_a_sentence_stay(
    run: list[str], text: str
) -> None:
    """A sentence reads as if it had no references."""
    assert joined(run) == text


@pytest.mark.parametrize(
    ("before", "text", "written"),
    [
        ("10", "6", "^6"),
        ("10", "\u22126", "^\u22126"),
        ("mg/m", "2", "2"),
        ("HER2", "+", "+"),
        ("", "3", "3"),
    ],
)
def test_a_power_is_never_read_as_another_number(before: str, text: str, written: str) -> None:
    """Ten to the sixth is not 106."""
    assert raised(before, text) == written


@pytest.mark.parametrize("text", ["it grows [1].", "it grows [1, 2-4].", "it grows [^3]."])
def test_references_in_plain_text_are_found(text: str) -> None:
    """In brackets, with or without lists and ranges."""
    assert NUMBERED.sub("", text) == "it grows."


@pytest.mark.parametrize(
    "text", ["95% CI [1, 5]", "95% CI: [1, 5]", "range [2-9]", "[18]F", "[1](x)", "[12345]"]
)
def test_other_numbers_in_brackets_are_no_references(text: str) -> None:
    """Intervals, isotopes and links keep their words."""
    assert NUMBERED.sub("", text) == text


@given(st.text(st.characters(codec=None)))
def test_folded_text_can_be_written_anywhere(text: str) -> None:
    """No control characters, no halves of characters, no white space but single spaces."""
    made = folded(text)
    made.encode("utf-8")
    assert not re.search(r"[\x00-\x1f\x7f]|  |^ | $", made)
