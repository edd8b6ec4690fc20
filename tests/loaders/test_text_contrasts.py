"""Tests of names that a sentence sets against each other."""

from collections.abc import Mapping

import pytest
from rdflib import URIRef

from her2kg.loaders.text.data import read_rows
from her2kg.ontology.model import Polarity
from tests.loaders.lexicon_fixture import LEXICON, read

ROWS = read_rows("contrasts.tsv")


def _judged(text: str) -> set[tuple[str, str, bool]]:
    """Read a text as subject, object and whether it supports the claim."""
    return {
        (
            LEXICON.labels[URIRef(str(one.subject))],
            LEXICON.labels[URIRef(str(one.object))],
            one.polarity is Polarity.SUPPORTS,
        )
        for one in read(text)
        if one.predicate in {"inhibits", "treats", "improves", "detects"}
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_row_judges_both_names_of_its_example(row: Mapping[str, str]) -> None:
    """One name is affirmed, and the other is denied or affirmed as its row says."""
    judged = _judged(row["example"])
    assert len(judged) == 2
    assert sum(not supports for _, _, supports in judged) == (row["denied"] != "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tucatinib inhibits HER2 rather than EGFR.",
            {("tucatinib", "HER2", True), ("tucatinib", "EGFR", False)},
        ),
        (
            "Unlike tucatinib, lapatinib inhibits EGFR.",
            {("lapatinib", "EGFR", True), ("tucatinib", "EGFR", False)},
        ),
        (
            "Lapatinib, not tucatinib, inhibits EGFR.",
            {("lapatinib", "EGFR", True), ("tucatinib", "EGFR", False)},
        ),
        (
            "Not lapatinib but tucatinib inhibits HER2.",
            {("tucatinib", "HER2", True), ("lapatinib", "HER2", False)},
        ),
        (
            "HER2, but not EGFR, is inhibited by tucatinib.",
            {("tucatinib", "HER2", True), ("tucatinib", "EGFR", False)},
        ),
        (
            "Neither tucatinib nor neratinib inhibits HER3.",
            {("tucatinib", "HER3", False), ("neratinib", "HER3", False)},
        ),
        (
            "FISH detects the ERBB2 gene, not HER2 protein.",
            {
                ("fluorescence in situ hybridization", "ERBB2", True),
                ("fluorescence in situ hybridization", "HER2", False),
            },
        ),
        (
            "Compared with lapatinib, trastuzumab prolonged overall survival.",
            {("trastuzumab", "overall survival", True)},
        ),
    ],
)
def test_each_name_gets_its_own_judgement(text: str, expected: set[tuple[str, str, bool]]) -> None:
    """The denial covers the name behind it and no other."""
    assert _judged(text) == expected


@pytest.mark.parametrize("words", ["instead of", "rather than"])
def test_replacing_a_treatment_denies_nothing_of_it(words: str) -> None:
    """What is given instead of a drug does not make that drug useless."""
    judged = _judged(f"Lapatinib {words} tucatinib is used to treat HER2-positive breast cancer.")
    assert judged == {("lapatinib", "HER2-positive breast cancer", True)}


def test_denied_sentence_says_nothing_of_the_name_set_against_it() -> None:
    """Where the statement itself is denied, the other name is left alone."""
    assert _judged("Tucatinib, not lapatinib, does not inhibit EGFR.") == {
        ("tucatinib", "EGFR", False)
    }


def test_hedge_covers_both_names() -> None:
    """A hedge of the sentence weakens what it affirms and what it denies."""
    claims = read("Lapatinib, unlike tucatinib, may inhibit EGFR.")
    assert len(claims) == 2
    assert all("may" in one.hedge for one in claims)
