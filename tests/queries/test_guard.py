"""Queries that would leave the graph are refused, others are not."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from typing import ClassVar

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.queries.errors import ForbiddenQuery
from her2kg.queries.guard import check_read_only

_KEYWORDS = ["SERVICE", "LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "FROM", "service", "Load"]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * {SERVICE?x{?s ?p ?o}}",
        "SELECT * {SERVICESILENT<http://x/>{?s ?p ?o}}",
        "PREFIX : <http://x/> SELECT * {SERVICE:a{?s ?p ?o}}",
        "PREFIX : <http://x/> SELECT * {?a ?b true.SERVICE:a{?s ?p ?o}}",
        "SELECT * {?a ?b trueSERVICE<http://x/>{?s ?p ?o}}",
        "SELECT * {?a ?b 1SERVICE<http://x/>{?s ?p ?o}}",
        "SELECT * { # SERVICE in a comment\rSERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER (?a<?b)SERVICE?x#>\n{ ?s ?p ?o } }",
        'SELECT * { ?a ?b ?c FILTER (?a<?b)#>"""\nSERVICE<http://x/>{?s ?p ?o}#"""\n}',
        "SELECT * { <http://x/\\u0041#> ?p ?o SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * FROM <http://x/> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM <https://w3id.org/her2kg/graphs> { ?s ?p ?o }",
        "SELECT * FROM",
        "LOAD <http://x/>",
        "INSERT DATA { <a:b> <a:c> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <a:b>",
        "COPY <a:b> TO <a:c>",
    ],
)
def test_refused(sparql: str) -> None:
    """Calls, foreign graphs and updates are refused in one line, however they are spelled."""
    with pytest.raises(ForbiddenQuery) as caught:
        check_read_only(sparql)
    assert "is refused" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * FROM graph:facts { ?s ?p ?o }",
        "SELECT * FROM NAMED <https://w3id.org/her2kg/graph/facts> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?service { ?service her2:drug ?load }",
        "SELECT * { load:curated-1 ?p ?o }",
        "SELECT * { ?s rdfs:label 'SERVICE <http://x/>' }",
        'SELECT * { ?s rdfs:label """it\'s a "SERVICE" """ }',
        "SELECT * { <http://x/SERVICE#from> ?p ?o } # DROP ALL",
        "SELECT * { ?s ?p ?o FILTER (?s<?o && ?o>?p) }",
        "SELECT * { ?s ?p 'a'@en-service }",
    ],
)
def test_allowed(sparql: str) -> None:
    """The same words in names, strings, IRIs, variables and comments are harmless."""
    check_read_only(sparql)


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\\\r\n'))


@given(st.sampled_from(_KEYWORDS), _TEXT, _TEXT)
def test_keywords_in_strings_are_harmless(keyword: str, before: str, after: str) -> None:
    """Whatever stands around it, a keyword within a string is part of the string."""
    check_read_only(f'SELECT * {{ ?s ?p "{before}{keyword}{after}" }}')


@given(st.sampled_from(_KEYWORDS), _TEXT)
def test_keywords_in_comments_are_harmless(keyword: str, after: str) -> None:
    """A comment reaches to the end of its line."""
    check_read_only(f"SELECT * {{ ?s ?p ?o }} # {keyword} {after}")


@given(st.sampled_from(_KEYWORDS))
def test_keywords_in_names_are_harmless(keyword: str) -> None:
    """Variables, local names and full IRIs may contain a keyword."""
    check_read_only(f"SELECT ?{keyword} {{ ?{keyword} her2:{keyword} <http://x/{keyword}> }}")


@given(_TEXT, st.sampled_from(["", " ", "\n", "# x\n", "}", ".", "'a' "]))
def test_a_call_after_a_closed_string_is_found(text: str, gap: str) -> None:
    """A string cannot hide what stands behind it."""
    with pytest.raises(ForbiddenQuery):
        check_read_only(f'SELECT * {{ ?s ?p "{text}" {gap}SERVICE <http://x/> {{ ?s ?p ?o }} }}')


class _Listener(socketserver.BaseRequestHandler):
    """A server that hangs up on everybody and remembers that they called."""

    calls: ClassVar[list[object]] = []

    def handle(self) -> None:
        """Remember the call; the connection is closed on return."""
        self.calls.append(self.client_address)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server that notices every call."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Listener) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


_PIECES = st.sampled_from(
    [
        *("SERVICE", "SERVICE SILENT", "SERVICESILENT", "service"),
        *("?a", "?b", "<", ">", "#", '"', "'", '"""', "'''", "\\", "\n", " ", ".", ";", "{", "}"),
        *("true", "1", "a", ":b", "x:", "'s'", "(", ")", "&&", "FILTER", "@en", "\\u0053ERVICE"),
        *("?a<?b", "#>", "UNION", "OPTIONAL", "<#x>", "<y:z>", "^^", "BIND", "MINUS", "_:b"),
    ]
)


def _ask(port: int, before: list[str], after: list[str], *, guarded: bool) -> None:
    call = f"SERVICE<http://127.0.0.1:{port}/>{{?s ?p ?o}}"
    sparql = f"SELECT * {{ {''.join(before)}{call}{''.join(after)} }}"
    store = ox.Store()
    store.add(ox.Quad(*(ox.NamedNode("a:b"),) * 3))
    with contextlib.suppress(ForbiddenQuery, SyntaxError, OSError):
        if guarded:
            check_read_only(sparql)
        answer = store.query(sparql, prefixes={"": "http://x/", "x": "http://x/"})
        assert isinstance(answer, ox.QuerySolutions)
        list(answer)


def test_the_listener_notices_a_call(port: int) -> None:
    """Without the guard the engine does call: the next test could fail."""
    _ask(port, [], [], guarded=False)
    assert _Listener.calls
    _Listener.calls.clear()


@given(st.lists(_PIECES, max_size=12), st.lists(_PIECES, max_size=12))
def test_what_passes_calls_nobody(port: int, before: list[str], after: list[str]) -> None:
    """The engine makes no connection for any query that the guard lets through."""
    _ask(port, before, after, guarded=True)
    assert not _Listener.calls
