"""Answers as tables, CSV, TSV, JSON, XML and RDF, and as Python values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, curie_of
from her2kg.queries.catalogue import ASKED
from her2kg.queries.errors import MissingLibrary, NotAcceptable
from her2kg.queries.store import Result, Term

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "GRAPH_FORMATS",
    "ROW_FORMATS",
    "Cell",
    "Table",
    "Value",
    "cells",
    "cells_of_json",
    "cells_of_triples",
    "frame",
    "serialise",
    "table",
    "tuples",
]

ROW_FORMATS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
"""Media types for the answers of SELECT and ASK; the first is the default."""

GRAPH_FORMATS: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
"""Media types for the answers of CONSTRUCT and DESCRIBE; the first is the default."""

Value = str | int | float | bool | Decimal | date | None
"""What a term becomes in Python."""


Cell = tuple[str, Term | bool | None]
"""A cell for people, and the term that it was written from."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for people.

    Attributes:
        columns: the names of the columns.
        rows: one text a column and row; IRIs are shortened, what is missing is empty.
    """

    columns: list[str]
    rows: list[list[str]]


def table(result: Result) -> Table:
    """Lay out an answer for people.

    Columns that only repeat what was asked for (see ``catalogue.ASKED``) are left out.

    Args:
        result: the answer of any form of query; it is used up.

    Returns:
        Rows of a SELECT, ``yes`` or ``no`` of an ASK, triples of a CONSTRUCT or DESCRIBE.
    """
    columns = _columns(result)
    shown = [i for i, name in enumerate(columns) if not name.startswith(ASKED)]
    rows = [[_shown(row[i]) for i in shown] for row in _rows(result)]
    return Table([columns[i] for i in shown], rows)


def cells(result: Result) -> tuple[list[str], list[list[Cell]]]:
    """Lay out an answer for a page: columns as ``table`` has them, cells with their terms.

    Args:
        result: the answer of any form of query; it is used up.

    Returns:
        The names of the columns, and for each row the text and the term of each cell.
    """
    names = _columns(result)
    shown = [i for i, name in enumerate(names) if not name.startswith(ASKED)]
    rows = [[(_shown(row[i]), row[i]) for i in shown] for row in _rows(result)]
    return [names[i] for i in shown], rows


def cells_of_json(answer: Mapping[str, Any]) -> tuple[list[str], list[list[Cell]]]:
    """Lay out an answer in SPARQL's JSON format, as ``cells`` does."""
    if "boolean" in answer:
        return ["answer"], [[("yes" if answer["boolean"] else "no", None)]]
    columns = list(answer["head"]["vars"])
    rows = [
        [_json_cell(row.get(name)) for name in columns] for row in answer["results"]["bindings"]
    ]
    return columns, rows


def _json_cell(value: Mapping[str, str] | None) -> Cell:
    if value is None:
        return "", None
    if value["type"] == "uri":
        return curie_of(value["value"]), ox.NamedNode(value["value"])
    return str(value["value"]), None


def cells_of_triples(triples: Iterable[ox.Triple]) -> tuple[list[str], list[list[Cell]]]:
    """Lay out triples, as ``cells`` does."""
    rows = [[(_shown(part), part) for part in triple] for triple in sorted(set(triples), key=str)]
    return ["subject", "predicate", "object"], rows


def tuples(result: Result) -> list[tuple[Value, ...]]:
    """Turn an answer into tuples of Python values, one a row, columns as ``table`` has them.

    Numbers, booleans and full dates become Python's own; IRIs become CURIEs where a prefix is
    known; years, months and other literals stay text; what is missing is None.
    """
    shown = [i for i, name in enumerate(_columns(result)) if not name.startswith(ASKED)]
    return [tuple(_value(row[i]) for i in shown) for row in _rows(result)]


def frame(result: Result) -> "pd.DataFrame":
    """Turn an answer into a pandas DataFrame, with the values that ``tuples`` gives.

    Raises:
        MissingLibrary: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 (optional, and slow to load)
    except ImportError as error:
        raise MissingLibrary("pandas is not installed: pip install her2kg[pandas]") from error
    columns = [name for name in _columns(result) if not name.startswith(ASKED)]
    return pd.DataFrame(tuples(result), columns=columns)


def serialise(result: Result, media_type: str) -> bytes:
    """Write an answer in a standard format.

    Args:
        result: the answer of any form of query; it is used up.
        media_type: a key of ``ROW_FORMATS`` or ``GRAPH_FORMATS``, whichever fits the answer.

    Returns:
        The bytes, UTF-8. Triples are sorted, so that the same answer gives the same bytes.

    Raises:
        NotAcceptable: the answer has no such format.
    """
    if isinstance(result, ox.QueryTriples) and media_type in GRAPH_FORMATS:
        return _graph(result, GRAPH_FORMATS[media_type])
    if isinstance(result, ox.QueryBoolean) and media_type in _ASK_AS_TEXT:
        return _ASK_AS_TEXT[media_type](bool(result)).encode()
    if not isinstance(result, ox.QueryTriples) and media_type in ROW_FORMATS:
        buffer = BytesIO()
        result.serialize(buffer, ROW_FORMATS[media_type])
        return buffer.getvalue()
    formats = GRAPH_FORMATS if isinstance(result, ox.QueryTriples) else ROW_FORMATS
    raise NotAcceptable(f"this answer cannot be {media_type}; it can be: {', '.join(formats)}")


_ASK_AS_TEXT: dict[str, Callable[[bool], str]] = {
    "text/csv": lambda answer: f"answer\r\n{str(answer).lower()}\r\n",
    "text/tab-separated-values": lambda answer: f"?answer\n{str(answer).lower()}\n",
}


def _graph(triples: Iterable[ox.Triple], rdf_format: ox.RdfFormat) -> bytes:
    ordered = sorted(set(triples), key=str)
    iris = {part.value for triple in ordered for part in _named(triple)}
    used = {
        prefix: base
        for prefix, base in sorted(PREFIXES.items())
        if any(iri.startswith(base) for iri in iris)
    }
    buffer = BytesIO()
    # In RDF/XML all prefixes stand on one line in an order that changes from run to run.
    prefixes = used if rdf_format == ox.RdfFormat.TURTLE else {}
    ox.serialize(ordered, buffer, rdf_format, prefixes=prefixes)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join([*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]])


def _named(triple: ox.Triple) -> Iterator[ox.NamedNode]:
    for part in triple:
        if isinstance(part, ox.NamedNode):
            yield part
        elif isinstance(part, ox.Literal):
            yield part.datatype


def _columns(result: Result) -> list[str]:
    if isinstance(result, ox.QuerySolutions):
        return [variable.value for variable in result.variables]
    return ["answer"] if isinstance(result, ox.QueryBoolean) else ["subject", "predicate", "object"]


def _rows(result: Result) -> Iterator[list[Term | bool | None]]:
    if isinstance(result, ox.QueryBoolean):
        yield [bool(result)]
    elif isinstance(result, ox.QuerySolutions):
        for solution in result:
            yield list(solution)
    else:
        for triple in sorted(set(result), key=str):
            yield list(triple)


def _shown(term: Term | bool | None) -> str:
    if term is None:
        return ""
    if isinstance(term, bool):
        return "yes" if term else "no"
    if isinstance(term, ox.NamedNode):
        return curie_of(term.value)
    if isinstance(term, ox.Literal):
        is_boolean = term.datatype.value == PREFIXES["xsd"] + "boolean"
        return {"true": "yes", "false": "no"}[term.value] if is_boolean else term.value
    return str(term)


_CASTS: dict[str, Callable[[str], Value]] = {
    "boolean": lambda text: text == "true",
    "date": date.fromisoformat,
    "decimal": Decimal,
    "double": float,
    "float": float,
    "integer": int,
}


def _value(term: Term | bool | None) -> Value:
    if isinstance(term, ox.Literal):
        cast = _CASTS.get(term.datatype.value.removeprefix(PREFIXES["xsd"]), str)
        try:
            return cast(term.value)
        except ValueError:
            return term.value
    return term if term is None or isinstance(term, bool) else _shown(term)
