"""Tests of the words that a pattern needs, by which it is passed over in most sentences."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.text.data import expand_macros, read_rows
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


def _none(_name: str) -> frozenset[str]:
    return frozenset()


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
    assert needed_words(regex, _none) == expected


@given(st.data())
def test_a_text_that_fits_holds_a_needed_word(data: st.DataObject) -> None:
    """Whatever an expression matches holds one of the words that it is said to need."""
    regex = data.draw(PARTS)
    text = data.draw(st.from_regex(regex, fullmatch=True))
    needed = needed_words(regex, _none)
    assert not needed or any(word in text for word in needed), (regex, text, needed)


def test_a_bracket_too_many_is_refused() -> None:
    """An expression that is none is named, not half read."""
    with pytest.raises(ValueError, match="a bracket too many at 5"):
        needed_words("treat) <o>", _none)


def test_words_of_a_macro_count_where_it_stands() -> None:
    """A macro needs what it needs, unless it may be left out."""
    words = {"VERB": frozenset({"bind", "bound"})}
    assert needed_words("<s> @VERB <o>", words.__getitem__) == {"bind", "bound"}
    assert needed_words("<s> @VERB? <o>", words.__getitem__) == set()


@pytest.mark.parametrize("name", [row["name"] for row in read_rows("macros.tsv")])
def test_a_macro_is_one_whole(name: str) -> None:
    """Alternatives of a macro stand in brackets, so that nothing beside it falls apart."""
    bare = re.sub(r"\\.|\[\^?\]?[^\]]*\]", "", expand_macros(f"@{name}"))
    while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    assert "|" not in bare
