"""Tests of the check that quotes stand where they are said to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.offsets import sound_quotes, stands
from her2kg.ontology.model import TextQuote
from tests.loaders.lexicon_fixture import read

_TEXT = "On drugs. Trastuzumab targets HER2. The end."


def _quote() -> TextQuote:
    (claim,) = read(_TEXT)
    assert claim.quote is not None
    return claim.quote


def test_a_quote_of_the_reader_stands() -> None:
    """Words, surroundings and sentence are those of the text."""
    assert stands(_TEXT, _quote())


@pytest.mark.parametrize(
    "change",
    [
        {"start": 0},
        {"end": 0},
        {"exact": ""},
        {"prefix": "Elsewhere"},
        {"suffix": "elsewhere"},
        {"sentence": "Another sentence."},
    ],
)
def test_a_quote_that_is_wrong_in_anything_does_not_stand(change: dict[str, str | int]) -> None:
    """Each of its fields is looked at."""
    assert not stands(_TEXT, replace(_quote(), **change))  # type: ignore[arg-type]


def test_a_claim_without_a_quote_stands_nowhere() -> None:
    """Prose without a quote cannot be checked."""
    assert not stands(_TEXT, None)


@given(st.integers(-3, 3).filter(bool))
def test_a_quote_that_is_moved_does_not_stand(by: int) -> None:
    """One character is enough."""
    quote = _quote()
    assert not stands(_TEXT, replace(quote, start=quote.start + by, end=quote.end + by))


def test_sound_quotes_are_counted_over_documents() -> None:
    """Those that do not stand in their document lower the share."""
    claims = read(_TEXT)
    assert sound_quotes([(_TEXT, claims), ("Another text.", claims)]) == (1, 2)
