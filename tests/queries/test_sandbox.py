"""Strangers' queries: answered, refused, stopped, and never in each other's way."""

import json
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from her2kg.queries.errors import (
    ForbiddenQuery,
    MalformedQuery,
    NotAcceptable,
    QueryFailed,
    QueryTimeout,
    QueryTooLarge,
    SandboxBusy,
)
from her2kg.queries.sandbox import Sandbox
from tests.pace import in_time

_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
_LABELS = "SELECT ?l { drug:trastuzumab rdfs:label ?l }"


@pytest.fixture(scope="module")
def sandbox(sample_folder: Path) -> Iterator[Sandbox]:
    """Two workers over the sample."""
    with Sandbox(sample_folder, workers=2, seconds=2, megabytes=256) as workers:
        workers.answer("ASK {}")
        yield workers


@pytest.mark.parametrize(
    ("accept", "media_type", "start"),
    [
        ("*/*", "application/sparql-results+json", b'{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv", b"l\r\ntrastuzumab\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values", b'?l\n"trastuzumab"\n'),
    ],
)
def test_rows_in_each_format(sandbox: Sandbox, accept: str, media_type: str, start: bytes) -> None:
    """SELECT is answered in the format that is asked for."""
    answer = sandbox.answer(_LABELS, accept=accept)
    assert answer.media_type == media_type
    assert answer.body.startswith(start)


@pytest.mark.parametrize(
    ("accept", "part"),
    [
        ("text/turtle", b"@prefix drug:"),
        ("application/n-triples", b"<https://w3id.org/her2kg/drug/trastuzumab> <"),
        ("application/rdf+xml", b"<rdf:RDF"),
    ],
)
@pytest.mark.parametrize(
    "form", ["DESCRIBE drug:trastuzumab", "CONSTRUCT WHERE { ?s a her2:Drug }"]
)
def test_triples_in_each_format(sandbox: Sandbox, form: str, accept: str, part: bytes) -> None:
    """CONSTRUCT and DESCRIBE are answered as RDF."""
    answer = sandbox.answer(form, accept=accept)
    assert answer.media_type == accept
    assert part in answer.body


def test_ask(sandbox: Sandbox) -> None:
    """ASK is answered with true or false."""
    body = sandbox.answer("ASK { drug:trastuzumab her2:targets protein:HER2 }").body
    assert json.loads(body)["boolean"] is True


def test_graphs_of_the_protocol(sandbox: Sandbox) -> None:
    """Default and named graphs narrow what a query sees."""
    count = "SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?l }"
    everything = sandbox.answer(count, accept="text/csv").body
    facts = sandbox.answer(count, ["https://w3id.org/her2kg/graph/facts"], accept="text/csv").body
    assert facts == b"n\r\n0\r\n" != everything
    named = ["https://w3id.org/her2kg/graph/entities"]
    graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert sandbox.answer(graphs, (), named, "text/csv").body == f"g\r\n{named[0]}\r\n".encode()


def test_malformed_queries_say_where(sandbox: Sandbox) -> None:
    """The complaint is one line with line and column, and survives the way from the worker."""
    with pytest.raises(MalformedQuery, match=r"line 2, column \d+") as caught:
        sandbox.answer("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2
    assert "\n" not in str(caught.value)


def test_updates_and_calls_are_refused(sandbox: Sandbox) -> None:
    """The guard stands before the workers."""
    with pytest.raises(ForbiddenQuery):
        sandbox.answer("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(ForbiddenQuery):
        sandbox.answer("DELETE WHERE { ?s ?p ?o }")


def test_unacceptable_formats_are_named(sandbox: Sandbox) -> None:
    """Rows cannot be Turtle; the error lists what they can be."""
    with pytest.raises(NotAcceptable, match="text/csv"):
        sandbox.answer(_LABELS, accept="text/turtle")


def test_a_cartesian_product_is_stopped_while_another_worker_answers(sandbox: Sandbox) -> None:
    """One query runs out of its time; meanwhile others are answered at once."""
    with ThreadPoolExecutor() as threads:
        endless = threads.submit(sandbox.answer, _ENDLESS)
        waits = []
        while not endless.done():
            started = time.monotonic()
            assert sandbox.answer(_LABELS).body
            waits.append(time.monotonic() - started)
        with pytest.raises(QueryTimeout, match="longer than 2 s"):
            endless.result()
    assert len(waits) > 2
    assert in_time(sorted(waits)[len(waits) // 2], 0.5)
    assert sandbox.answer(_LABELS).body


def test_all_workers_busy(sample_folder: Path) -> None:
    """When no worker becomes free, the caller is told to come back."""
    with (
        Sandbox(sample_folder, workers=1, seconds=1) as small,
        ThreadPoolExecutor() as threads,
    ):
        small.answer("ASK {}")
        small._seconds = 3
        endless = threads.submit(small.answer, _ENDLESS)
        time.sleep(0.3)
        small._seconds = 0.2
        with pytest.raises(SandboxBusy):
            small.answer(_LABELS)
        with pytest.raises(QueryTimeout):
            endless.result()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_memory_is_limited(sample_folder: Path) -> None:
    """A query that hoards rows ends with its worker; the next one is answered."""
    hoard = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
    with Sandbox(sample_folder, workers=1, seconds=60, megabytes=64) as small:
        with pytest.raises(QueryTooLarge, match="64 MB"):
            small.answer(hoard)
        assert small.answer(_LABELS).body


def test_a_missing_store_is_reported(tmp_path: Path) -> None:
    """Workers that cannot open the store say so instead of hanging."""
    with (
        Sandbox(tmp_path / "none", workers=1, seconds=5) as nowhere,
        pytest.raises(QueryFailed, match="cannot be opened"),
    ):
        nowhere.answer("ASK {}")
