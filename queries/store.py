"""A graph on disk, opened read-only, and SPARQL on the union of its named graphs."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES

__all__ = ["Result", "Row", "Term", "open_store", "run", "select", "text_of", "texts_of"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = dict[str, Term]
"""One solution: the bound variables by name."""

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""What a query gives: rows, yes or no, or triples."""


def open_store(folder: Path) -> ox.Store:
    """Open a finished store for reading.

    Args:
        folder: the folder of the store.

    Returns:
        The store; every attempt to change it raises.

    Raises:
        OSError: the folder is missing or is no store.
    """
    return ox.Store.read_only(str(folder))


def run(store: ox.Store, sparql: str, bindings: Mapping[str, Term] | None = None) -> Result:
    """Run one SPARQL query on the union of all named graphs, with the graph's prefixes.

    Args:
        store: where to ask.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        bindings: values for variables of the query, by name without ``?``.

    Returns:
        What pyoxigraph gives for the form of the query.

    Raises:
        SyntaxError: the query is not SPARQL.
    """
    substitutions: dict[ox.Variable, Term] = {
        ox.Variable(name): value for name, value in (bindings or {}).items()
    }
    return store.query(
        sparql,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions=substitutions or None,
    )


def select(
    store: ox.Store, sparql: str, bindings: Mapping[str, Term] | None = None
) -> Iterator[Row]:
    """Run a SELECT query and yield its rows as dictionaries of bound variables.

    Raises:
        SyntaxError: the query is not SPARQL.
        TypeError: the query is not a SELECT.
    """
    solutions = run(store, sparql, bindings)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("this query gives no rows: it is not a SELECT")
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {
            name: value for name, value in zip(names, solution, strict=True) if value is not None
        }


def text_of(row: Row, name: str) -> str:
    """Return the IRI or the characters of a literal that a variable of a row holds, or ``""``."""
    term = row.get(name)
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def texts_of(row: Row, name: str) -> tuple[str, ...]:
    """Return the texts that a query joined with line breaks, in their order."""
    return tuple(part for part in text_of(row, name).split("\n") if part)
