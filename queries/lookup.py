"""The queries that this part itself asks, each in a file of its own."""

from functools import cache
from importlib.resources import files

__all__ = ["lookup"]


@cache
def lookup(name: str) -> str:
    """Return the text of the query ``lookups/<name>.rq``."""
    return (files("her2kg.queries") / "lookups" / f"{name}.rq").read_text(encoding="utf-8")
