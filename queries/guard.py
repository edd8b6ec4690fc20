"""A query may read this graph and nothing else: no other server, no file, no change."""

import re
from collections.abc import Iterator

from her2kg.ontology.namespaces import BASE
from her2kg.queries.errors import ForbiddenQuery

__all__ = ["check_read_only"]

_OWN_GRAPHS = BASE + "graph/"

_UPDATES = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE"},
)

_TOKEN = re.compile(
    r"""
    (?P<iri>      <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
  | (?P<comment>  \#[^\n\r]* )
  | (?P<string>   \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<variable> [?$]\w+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name>     (?:_|[^\W\d_](?:[\w.-]*[\w-])?)?:
                  (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)
                     (?:\.*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))*)? )
  | (?P<number>   (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? )
  | (?P<word>     [^\W\d]\w* )
  | (?P<space>    \s+ )
  | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)

_FULL_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")


def check_read_only(sparql: str) -> None:
    """Refuse a query that would call another server, read a file or change the graph.

    Keywords count only where SPARQL reads keywords: not in strings, IRIs, comments, variables or
    local names. In doubt the query is refused: the parser needs no space around a keyword
    (``SERVICESILENT:x`` is a call), and ``?a<?b)#>`` may be an IRI or a comparison.

    Args:
        sparql: the query as it came.

    Raises:
        ForbiddenQuery: it has SERVICE, an update keyword, or FROM with a graph that is not ours.
    """
    tokens = list(_tokens(sparql))
    for number, (kind, text) in enumerate(tokens):
        if kind == "iri":
            _check_iri(text)
        elif kind in {"name", "word"}:
            _check_service(text.partition(":")[0])
        if kind == "word" and text.upper() in _UPDATES:
            raise ForbiddenQuery(f"{text.upper()} is refused: the graph is read-only here")
        if kind == "word" and text.upper() == "FROM":
            _check_graph(tokens[number + 1 : number + 3])


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup not in {"comment", "space", None}:
            yield str(found.lastgroup), found[0]


def _check_service(text: str) -> None:
    if "SERVICE" in text.upper():
        raise ForbiddenQuery("SERVICE is refused: queries see this graph only")


def _check_iri(text: str) -> None:
    """Check a token between angle brackets that could also be a comparison with code behind it."""
    if _FULL_IRI.match(text):
        return
    if "#" in text or "'" in text:
        raise ForbiddenQuery(f"{text} is refused: write IRIs in full, beginning with http://")
    _check_service(text)


def _check_graph(tokens: list[tuple[str, str]]) -> None:
    """Check the two tokens behind FROM: a graph, or NAMED and a graph."""
    named = bool(tokens) and tokens[0][1].upper() == "NAMED"
    kind, text = next(iter(tokens[1:] if named else tokens), ("", ""))
    own = text[1:].startswith(_OWN_GRAPHS) if kind == "iri" else text.startswith("graph:")
    if not own:
        shown = text or "nothing"
        raise ForbiddenQuery(f"FROM {shown} is refused: only graphs of this store (graph:...)")
