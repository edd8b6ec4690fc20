"""Answers for people and for programs."""

import json
import sys
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest

from her2kg.queries.errors import MissingLibrary, NotAcceptable
from her2kg.queries.results import Table, frame, serialise, table, tuples
from her2kg.queries.store import run

_ROW = """
SELECT ?drug ?n ?d ?x ?ok ?on ?year ?none ?asked_drug {
  VALUES (?drug ?n ?d ?x ?ok ?on ?year ?asked_drug) {
    (drug:trastuzumab 7 1.5 1.0e3 true "1998-09-25"^^xsd:date "1998"^^xsd:gYear drug:x)
  }
}
"""


def test_tables_shorten_iris_and_hide_what_was_asked(sample: ox.Store) -> None:
    """IRIs become CURIEs, truth becomes yes or no, missing values are empty."""
    assert table(run(sample, _ROW)) == Table(
        ["drug", "n", "d", "x", "ok", "on", "year", "none"],
        [["drug:trastuzumab", "7", "1.5", "1000", "yes", "1998-09-25", "1998", ""]],
    )


def test_tuples_hold_python_values(sample: ox.Store) -> None:
    """Numbers, truth and dates are Python's own."""
    assert tuples(run(sample, _ROW)) == [
        (
            "drug:trastuzumab",
            7,
            Decimal("1.5"),
            1000.0,
            True,
            date(1998, 9, 25),
            "1998",
            None,
        )
    ]


def test_values_that_python_cannot_hold_stay_text(sample: ox.Store) -> None:
    """A date with a time zone, or a literal that breaks its type, is given as it is written."""
    sparql = 'SELECT ?a ?b { BIND ("x"^^xsd:integer AS ?a) BIND ("2020-01-01Z"^^xsd:date AS ?b) }'
    assert tuples(run(sample, sparql)) == [("x", "2020-01-01Z")]


def test_ask_and_triples_are_tables_too(sample: ox.Store) -> None:
    """Every form of query can be laid out."""
    assert table(run(sample, "ASK {}")) == Table(["answer"], [["yes"]])
    laid_out = table(run(sample, "CONSTRUCT { drug:b a her2:Drug . drug:a a her2:Drug } WHERE {}"))
    assert laid_out.rows == [
        ["drug:a", "rdf:type", "her2:Drug"],
        ["drug:b", "rdf:type", "her2:Drug"],
    ]


def test_frames(sample: ox.Store) -> None:
    """A DataFrame has the columns and values of the tuples."""
    made = frame(run(sample, _ROW))
    assert list(made.columns) == ["drug", "n", "d", "x", "ok", "on", "year", "none"]
    assert made.loc[0, "drug"] == "drug:trastuzumab"


def test_frames_without_pandas(sample: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibrary, match=r"pip install her2kg\[pandas\]"):
        frame(run(sample, _ROW))


def test_json_has_full_iris_and_all_columns(sample: ox.Store) -> None:
    """The standard format keeps everything."""
    body = json.loads(serialise(run(sample, _ROW), "application/sparql-results+json"))
    assert "asked_drug" in body["head"]["vars"]
    (binding,) = body["results"]["bindings"]
    assert binding["drug"] == {"type": "uri", "value": "https://w3id.org/her2kg/drug/trastuzumab"}


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/csv", b"answer\r\nfalse\r\n"),
        ("text/tab-separated-values", b"?answer\nfalse\n"),
        ("application/sparql-results+json", b'{"head":{},"boolean":false}'),
    ],
)
def test_ask_in_each_format(sample: ox.Store, media_type: str, body: bytes) -> None:
    """A plain no, also where the standard knows no format for it."""
    assert serialise(run(sample, "ASK { drug:no ?p ?o }"), media_type) == body


def test_turtle_is_readable_and_the_same_each_time(sample: ox.Store) -> None:
    """Only the prefixes that are used are declared, and triples are sorted."""
    sparql = "CONSTRUCT { ?s her2:targets ?o } WHERE { ?s her2:targets ?o }"
    text = serialise(run(sample, sparql), "text/turtle")
    assert text == serialise(run(sample, sparql), "text/turtle")
    assert text.decode().splitlines() == [
        "@prefix drug: <https://w3id.org/her2kg/drug/> .",
        "@prefix her2: <https://w3id.org/her2kg/schema#> .",
        "@prefix protein: <https://w3id.org/her2kg/protein/> .",
        "drug:trastuzumab her2:targets protein:HER2 .",
    ]


@pytest.mark.parametrize("media_type", ["text/turtle", "application/rdf+xml"])
def test_triples_have_the_same_bytes_whatever_the_hash_seed(
    sample: ox.Store, media_type: str
) -> None:
    """Twenty writings of an answer with many prefixes are one."""
    sparql = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert len({serialise(run(sample, sparql), media_type) for _ in range(20)}) == 1


def test_formats_that_do_not_fit(sample: ox.Store) -> None:
    """Rows cannot be Turtle, triples cannot be CSV; the error lists what can be."""
    with pytest.raises(NotAcceptable, match="text/csv"):
        serialise(run(sample, "ASK {}"), "text/turtle")
    with pytest.raises(NotAcceptable, match="text/turtle"):
        serialise(run(sample, "DESCRIBE drug:trastuzumab"), "text/csv")
