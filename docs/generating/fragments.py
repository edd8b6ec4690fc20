"""Fill the parts of a page that stand between ``generated`` and ``end`` comments."""

import argparse
import re
import shlex
from collections.abc import Callable

from her2kg.queries.catalogue import questions

from .context import Context
from .markdown import cell, table
from .reference_api import front_in_full, modules_in_full
from .reference_commands import commands_in_full, commands_table
from .reference_ontology import identifiers_table, prefixes_table, terms_in_full
from .reference_questions import questions_in_full, questions_table
from .reference_shapes import checks_table, rules_table, shapes_in_full
from .reference_sources import curated_table, kinds_table, licences_table, sources_in_full

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
    shown = table(
        header, ([cell(row[place].replace(" | ", "; ")) for place in places] for row in rows)
    )
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


FRAGMENTS: dict[str, Callable[[Context, list[str]], str]] = {
    "answer": _answer,
    "checks": lambda _context, _words: checks_table(),
    "commands": lambda _context, _words: commands_table(),
    "commands-in-full": lambda _context, _words: commands_in_full(),
    "counts": _counts,
    "curated-tables": lambda _context, _words: curated_table(),
    "identifiers": lambda _context, _words: identifiers_table(),
    "loaders": lambda _context, _words: licences_table(),
    "modules-in-full": lambda _context, _words: modules_in_full(),
    "prefixes": lambda _context, _words: prefixes_table(),
    "python-in-full": lambda _context, _words: front_in_full(),
    "questions": lambda _context, _words: questions_table(),
    "questions-in-full": lambda _context, _words: questions_in_full(),
    "rules": lambda _context, _words: rules_table(),
    "shapes-in-full": lambda _context, _words: shapes_in_full(),
    "source-kinds": lambda context, _words: kinds_table(context),
    "sources-in-full": lambda context, _words: sources_in_full(context),
    "terms-in-full": lambda _context, _words: terms_in_full(),
}
"""Makers of generated parts, by name."""
