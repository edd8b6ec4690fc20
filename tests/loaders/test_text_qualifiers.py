"""Tests of what narrows a claim: every row carries a sentence and the value that it finds in it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.qualifiers import share_of
from tests.loaders.lexicon_fixture import LEXICON, read

ROWS = read_rows("qualifiers.tsv")


def _id(row: Mapping[str, str]) -> str:
    return f"{row['property']}: {row['yes'].partition(' => ')[2]}"


def _narrowed(text: str, predicate: str) -> set[tuple[str, str]]:
    """Read a text and return the qualifiers of its claims of one predicate."""
    return {
        (one.predicate, LEXICON.labels.get(URIRef(str(one.value)), str(one.value)))
        for claim in read(text)
        if claim.predicate == predicate
        for one in claim.qualifiers
    }


@pytest.mark.parametrize("row", ROWS, ids=_id)
def test_a_row_finds_the_value_of_its_example(row: Mapping[str, str]) -> None:
    """Every row of the table finds in its example the value written beside it."""
    predicate, _, example = row["yes"].partition(": ")
    sentence, _, value = example.partition(" => ")
    assert predicate in row["predicates"].split("|")
    assert (row["property"], value) in _narrowed(sentence, predicate)


def test_values_go_to_the_outcome_before_them() -> None:
    """Of two outcomes in a sentence each has its own hazard ratio."""
    text = (
        "Neratinib improved overall survival (hazard ratio 0.69) "
        "and progression-free survival (hazard ratio 0.58)."
    )
    by_outcome = {
        LEXICON.labels[URIRef(str(claim.object))]: [
            str(one.value) for one in claim.qualifiers if one.predicate == "hazardRatio"
        ]
        for claim in read(text)
    }
    assert by_outcome["overall survival"] == ["0.69"]


def test_each_event_keeps_its_own_rate() -> None:
    """Of two adverse events in a sentence each has its own rate."""
    text = "Neratinib caused diarrhea in 40% of patients and hepatotoxicity in 2% of patients."
    rates = {
        LEXICON.labels[URIRef(str(claim.object))]: [
            str(one.value) for one in claim.qualifiers if one.predicate == "frequency"
        ]
        for claim in read(text)
    }
    assert rates["diarrhea"] == ["40%"]


@pytest.mark.parametrize(
    ("words", "lower", "upper"),
    [
        ("12%", "12", "12"),
        ("about 15-20%", "15", "20"),
        ("3 in 100", "3", "3"),
        ("roughly 15 to 20 of every 100", "15", "20"),
        ("up to 20%", "", "20"),
        ("more than 5%", "5", ""),
        ("<1%", "", "1"),
        ("well over 30%", "30", ""),
        ("one in five", "", ""),
    ],
)
def test_ends_of_a_share_are_the_figures_it_says(words: str, lower: str, upper: str) -> None:
    """Lower and upper end are given only where figures say them."""
    found = {one.predicate: str(one.value) for one in share_of(words)}
    assert found["sharePercent"] == words
    assert found.get("shareLower", "") == lower
    assert found.get("shareUpper", "") == upper


@given(st.floats(0, 100, allow_nan=False).map(lambda number: f"{number:.1f}"))
def test_a_single_figure_is_both_ends_of_its_share(number: str) -> None:
    """A share of one figure begins and ends there."""
    found = {one.predicate: str(one.value) for one in share_of(f"{number}%")}
    assert found["shareLower"] == found["shareUpper"] == number
