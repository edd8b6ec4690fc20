"""The excerpt of two wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.differing.excerpt import excerpt, same_words


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("one two three", "one four three", "one [two → four] three"),
        ("one two", "one two three", "one two [nothing → three]"),
        ("a b c d e f g h i", "a b c d X f g h i", "… b c d [e → X] f g h …"),
        ("a b c d e", "X b c d Y", "[a → X] b c d … and 1 more place"),
        ("a  b", "a b", "white space"),
    ],
)
def test_the_first_place_is_shown_with_words_around_it(was: str, now: str, shown: str) -> None:
    """The others are counted."""
    assert excerpt(was, now) == shown


def test_a_long_insertion_is_cut() -> None:
    """After a dozen words."""
    shown = excerpt("a", "a " + " ".join(f"w{number}" for number in range(40)))
    assert shown == f"a [nothing → {' '.join(f'w{number}' for number in range(12))} …]"


@given(st.text(), st.text())
def test_any_two_texts_have_one(was: str, now: str) -> None:
    """Empty ones and equal ones too."""
    assert excerpt(was, now)


def test_white_space_and_quotation_marks_are_no_words() -> None:
    """But every other sign is."""
    assert same_words('the "HER2" gene', "the  ““HER2”” gene")
    assert not same_words("p < 0.05", "p > 0.05")
