"""Fill the parts of a page that stand between ``generated`` and ``end`` comments."""

import argparse
import re
import shlex
from collections.abc import Callable

from her2kg.queries.catalogue import questions

from .context import Context
from .markdown import cell, code, table
from .reference_commands import commands_table
from .reference_sources import kinds_table, licences_table

__all__ = ["FRAGMENTS", "fill"]

_MARKED = re.compile(r"(<!-- generated: (.+?) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def fill(text: str, context: Context) -> str:
    """Return a page with all its generated parts written anew.

    Raises:
        ValueError: a part has a name that is not known.
    """

    def one(found: re.Match[str]) -> str:
        name, *words = shlex.split(found[2])
        if name not in FRAGMENTS:
            raise ValueError(f"there is no generated part named {name!r}")
        return f"{found[1]}{FRAGMENTS[name](context, words)}{found[4]}"

    return _MARKED.sub(one, text)


def _answer(context: Context, words: list[str]) -> str:
    """Ask a question and lay out some of its columns and its first rows."""
    parser = argparse.ArgumentParser(prog="answer")
    parser.add_argument("question")
    parser.add_argument("given", nargs="*")
    parser.add_argument("--columns", required=True)
    parser.add_argument("--rows", type=int, default=0)
    asked = parser.parse_intermixed_args(words)
    given = dict(word.split("=", 1) for word in asked.given)
    found = context.graph.table(asked.question, **given)
    places = [found.columns.index(name) for name in asked.columns.split(",")]
    rows = found.rows[: asked.rows or None]
    header = [found.columns[place].replace("_", " ") for place in places]
    shown = table(header, ([cell(row[place]) for place in places] for row in rows))
    left = len(found.rows) - len(rows)
    return shown + (f"\n… and {left} more {'row' if left == 1 else 'rows'}.\n" if left else "")


def _counts(context: Context, _words: list[str]) -> str:
    """Count what the graph of the embedded material holds."""
    counted = {**context.report["counts"], "quads": context.report["quads"]}
    counted["questions in the catalogue"] = len(questions())
    return table(
        ["the graph of the embedded material holds", ""],
        ([cell(name), f"{number:,}"] for name, number in counted.items() if number),
    )


def _command(_context: Context, _words: list[str]) -> str:
    return commands_table()


def _kinds(context: Context, _words: list[str]) -> str:
    return kinds_table(context)


def _licences(_context: Context, _words: list[str]) -> str:
    return licences_table()


def _questions(_context: Context, words: list[str]) -> str:
    """List some questions of the catalogue by name, with what they ask."""
    chosen = [questions()[name] for name in words]
    return table(["question", "what it asks"], ([code(q.name), cell(q.title)] for q in chosen))


FRAGMENTS: dict[str, Callable[[Context, list[str]], str]] = {
    "answer": _answer,
    "commands": _command,
    "counts": _counts,
    "licences": _licences,
    "questions": _questions,
    "source-kinds": _kinds,
}
"""Makers of generated parts, by name."""
