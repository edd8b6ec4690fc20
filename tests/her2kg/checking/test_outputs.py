"""A check as a table and as JSON."""

import json

import pyoxigraph as ox
import pytest

from her2kg.checking.json_form import as_json
from her2kg.checking.lines import COLUMNS, counted, rows, unread
from her2kg.checking.model import Check, Verdict
from tests.her2kg.checking.articles import check_text

TEXT = """# About HER2

Trastuzumab targets HER2 and pertuzumab targets HER2. HER2 is found on the surface of all cells.
Some words of no weight.
"""


@pytest.fixture(scope="module")
def checked(graph_store: ox.Store) -> Check:
    """A small article, checked."""
    return check_text(TEXT, graph_store)


def test_a_row_a_claim_and_the_sentence_beside_the_first(checked: Check) -> None:
    """Sentences are not repeated."""
    told = list(rows(checked))
    assert {len(row) for row in told} == {len(COLUMNS)}
    claims = sum(checked.claims().values())
    assert len(told) == claims
    assert sum(bool(row[0]) for row in told) == sum(checked.verdicts().values())


def test_the_first_statement_of_each_role_is_told_with_its_sources(checked: Check) -> None:
    """A row stays short."""
    told = next(row for row in rows(checked) if row[1] == "contradicted")
    assert told[2] == "HER2 is expressed by all cells\nThe graph says otherwise."
    against, nearby = told[3].split("\n")
    assert against.startswith("against: HER2 is not expressed by all cells [unverified; ")
    assert " Note: " in against
    assert nearby.startswith("nearby: HER2 is expressed by breast cells [verified; ")


def test_sentences_without_a_claim_are_listed_apart_and_headings_are_not(checked: Check) -> None:
    """A heading claims nothing."""
    assert unread(checked) == ["Some words of no weight."]


def test_counts_stand_in_one_line() -> None:
    """In the order of what needs attention."""
    counts = {Verdict.CONTRADICTED: 2, Verdict.SUPPORTED: 1}
    assert counted(counts, "claims") == "3 claims: 2 contradicted, 1 supported"
    assert counted({Verdict.UNKNOWN: 1}, "claims") == "1 claim: 1 unknown"
    assert counted({}, "claims") == "no claims"


def test_json_has_the_keys_that_the_page_names(checked: Check) -> None:
    """Programs rely on them."""
    form = json.loads(as_json(checked, "A notice."))
    assert list(form) == [
        "format",
        "notice",
        "file",
        "day",
        "claims",
        "verdicts",
        "notes",
        "documents",
    ]
    assert form["format"] == "her2kg-check/1"
    (document,) = form["documents"]
    assert list(document) == ["title", "sentences"]
    sentence = document["sentences"][1]
    assert list(sentence) == ["text", "start", "end", "verdict", "claims"]
    (claim,) = sentence["claims"]
    assert list(claim) == [
        "says",
        "subject",
        "predicate",
        "object",
        "polarity",
        "confidence",
        "quote",
        "start",
        "end",
        "verdict",
        "why",
        "evidence",
    ]
    assert (claim["subject"], claim["predicate"]) == ("protein:HER2", "expressedBy")
    assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
    assert list(claim["evidence"][0]) == [
        "role",
        "says",
        "scope",
        "read",
        "checked",
        "origin",
        "words",
        "note",
        "sources",
    ]
