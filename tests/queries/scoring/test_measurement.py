"""What can be measured, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.queries.errors import ImpossibleMeasurement
from her2kg.queries.scoring.measurement import read_measurement
from her2kg.queries.scoring.rulebook import RuleBook


@pytest.mark.parametrize(
    ("quantity", "value", "told"),
    [
        ("ratio", "-0.1", "0 or more"),
        ("percent", "101", "between 0 and 100"),
        ("percent", "-1", "between 0 and 100"),
        ("copies", "many", "must be a number"),
        ("copies", "nan", "0 signals per cell or more"),
        ("ratio", "inf", "0 or more"),
        ("ihc", "4+", "choose 0, 1+, 2+, 3+"),
        ("ish-group", "6", "choose 1, 2, 3, 4, 5"),
        ("specimen", "blood", "biopsy"),
        ("intensity", "loud", "faint"),
        ("colour", "brown", "no quantity"),
    ],
)
def test_the_impossible_is_refused_with_what_is_allowed(
    book: RuleBook, quantity: str, value: str, told: str
) -> None:
    """An impossible value names the allowed range or words."""
    with pytest.raises(ImpossibleMeasurement, match=r".") as caught:
        read_measurement(book, {quantity: value})
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("quantity", "typed", "read"),
    [
        ("intensity", "strong", "intense"),
        ("intensity", "Strong", "intense"),
        ("completeness", "complete", "complete circumferential"),
        ("ihc", "3", "3+"),
        ("ish", "amplified", "positive"),
        ("specimen", "excision", "resection"),
    ],
)
def test_other_words_are_read_as_the_graph_s_own(
    book: RuleBook, quantity: str, typed: str, read: str
) -> None:
    """Words that laboratories use stand for the words of the rules."""
    assert read_measurement(book, {quantity: typed}) == {quantity: read}


def test_what_was_not_measured_is_left_out(book: RuleBook) -> None:
    """None is no value."""
    assert read_measurement(book, {"ihc": None, "ratio": 2}) == {"ratio": Decimal(2)}


def test_no_stain_means_no_stained_cell(book: RuleBook) -> None:
    """Intensity none is 0 %, and is refused beside stained cells."""
    assert read_measurement(book, {"intensity": "none"})["percent"] == 0
    with pytest.raises(ImpossibleMeasurement, match="exclude each other"):
        read_measurement(book, {"intensity": "none", "percent": 20})


@given(percent=st.decimals(0, 100, places=4))
def test_every_share_from_0_to_100_is_taken_exactly(book: RuleBook, percent: Decimal) -> None:
    """Numbers keep every digit that was typed."""
    assert read_measurement(book, {"percent": str(percent)}) == {"percent": percent}
