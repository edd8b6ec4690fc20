"""How the tests of single questions read an answer."""

import pyoxigraph as ox

from her2kg.queries.catalogue import ask
from her2kg.queries.results import table

__all__ = ["Row", "column", "rows"]

Row = dict[str, str]


def rows(store: ox.Store, question: str, **given: str) -> list[Row]:
    """Ask a question of the catalogue and return its rows by column."""
    answer = table(ask(store, question, given))
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def column(answer: list[Row], name: str) -> set[str]:
    """Return what a column holds."""
    return {row[name] for row in answer}
