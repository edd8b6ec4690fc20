"""Tests of the words that a pattern needs, by which it is passed over in most sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.text.needed import needed_words

LETTERS = st.text("abcxyz", min_size=1, max_size=6)
PARTS = st.recursive(
    LETTERS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda all_: f"(?:{'|'.join(all_)})"),
        st.tuples(inner, st.sampled_from("?*+")).map(lambda two: f"(?:{two[0]}){two[1]}"),
        st.tuples(LETTERS, st.sampled_from(["?", "{0,2}", "{2}", "{1,3}?"])).map("".join),
        st.lists(inner, min_size=1, max_size=3).map("".join),
        inner.map(lambda one: f"{one}[abc ]{{0,2}}"),
        inner.map(lambda one: f"(?!{one}) ?"),
        inner.map(lambda one: f"({one})"),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("regex", "expected"),
    [
        ("<s> binds? to <o>", {"bind"}),
        ("<s> (?:binds?|bound|sticks?) (?:to )?<o>", {"bind", "bound", "stick"}),
        ("<s> (?:is )?<o>", set()),
        ("<s>(?:, an? drug,)? treats <o>", {"treats"}),
        ("(?=studies) <s> [a-z]{3,5} <o>", set()),
        (r"(?-i:[Ww]arnings?|WARNINGS (?=AND)) of <o>", set()),
        ("(?P<value>ten|two) of <o>", {"ten", "two"}),
        ("with <o> died|<s> killed <o>", {"with", "killed"}),
        (r"sign\w+ of <s>", {"sign"}),
    ],
)
def test_needed_words_are_those_no_branch_can_do_without(regex: str, expected: set[str]) -> None:
    """A word counts when it is part of every way through the expression."""
    assert needed_words(regex) == expected


@given(st.data())
def test_a_text_that_fits_holds_a_needed_word(data: st.DataObject) -> None:
    """Whatever an expression matches holds one of the words that it is said to need."""
    regex = data.draw(PARTS)
    text = data.draw(st.from_regex(regex, fullmatch=True))
    needed = needed_words(regex)
    assert not needed or any(word in text for word in needed), (regex, text, needed)


def test_a_bracket_too_many_is_refused() -> None:
    """An expression that is none is named, not half read."""
    with pytest.raises(ValueError, match="a bracket too many at 5"):
        needed_words("treat) <o>")
