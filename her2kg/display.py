"""What the command line prints: tables, reports and explanations for people, JSON for programs."""

import json
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from her2kg.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from her2kg.api import Explanation, HER2Graph
    from her2kg.exporting.licences import LeftOut
    from her2kg.exporting.output import Output
    from her2kg.gather import Tick
    from her2kg.queries.catalogue import Question
    from her2kg.queries.scoring.answer import StatusAnswer
    from her2kg.queries.store import Result

__all__ = [
    "NOTICE",
    "answer",
    "as_json",
    "beyond",
    "done",
    "explanation",
    "export",
    "note",
    "parameters",
    "print_table",
    "problems",
    "progress",
    "questions",
    "sparql_of",
    "status",
]

NOTICE = "Information, not medical advice."
"""What stands beside every answer."""
_READABLE = 20
"""A cell may be folded to this many characters and stay readable."""
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MEDIA = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
}


def as_json(data: object) -> None:
    """Print data as JSON."""
    print(json.dumps(data, indent=2, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def done(line: str) -> None:
    """Say what was done."""
    print(_straight(line))


def _straight(text: str) -> str:
    """Leave out marks of direction: what a quote has of them must not turn what stands around."""
    return _TURNING.sub("", text)


def note(line: str) -> None:
    """Say something beside the answer, on the error stream."""
    print(f"her2kg: {line}", file=sys.stderr)


def beyond(graph: "HER2Graph", day: str) -> None:
    """Warn when a day lies after the data's own date."""
    from her2kg.queries.data_date import data_date

    known = data_date(graph.store)
    if day > known:
        note(f"the graph knows nothing after {known}, the date of its data")


@contextmanager
def progress() -> Iterator["Tick"]:
    """Show progress on the error stream when a person watches it."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Starting", total=None)

        def tick(what: str, done_so_far: int, of: int) -> None:
            bar.update(task, description=what, completed=done_so_far, total=of or None)

        yield tick


def parameters(given: Sequence[str]) -> dict[str, str]:
    """Split ``name=value`` words.

    Raises:
        InputError: a word has no ``=``.
    """
    split = [word.partition("=") for word in given]
    for name, sign, value in split:
        if not sign or not name:
            raise InputError(f"{name + sign + value!r} is no parameter: write name=value")
    return {name: value for name, _, value in split}


def questions_asked(given: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """Split questions with their parameters, each written as on the command line.

    Raises:
        InputError: a question is empty, its quotes do not match, or a word has no ``=``.
    """
    asked = []
    for text in given:
        try:
            name, *words = shlex.split(text)
        except ValueError as error:
            raise InputError(f"{text!r} is no question: {error}") from None
        asked.append((name, parameters(words)))
    return asked


def sparql_of(asked: str) -> str:
    """Return the query that an argument stands for: itself, a file's content, or the input.

    Raises:
        InputError: a file that looks meant is missing or unreadable.
    """
    if asked == "-":
        return sys.stdin.read()
    looks_like_file = "\n" not in asked and asked.endswith((".rq", ".sparql", ".txt"))
    try:
        if looks_like_file or Path(asked).is_file():
            return Path(asked).read_text(encoding="utf-8")
    except OSError as error:
        if looks_like_file:
            raise InputError(f"{asked} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InputError(f"{asked} is not UTF-8 text") from None
    return asked


def answer(result: "Result", form: str) -> None:
    """Print the answer of a query."""
    from her2kg.queries.results import serialise, table

    if form != "table":
        sys.stdout.buffer.write(serialise(result, _MEDIA[form]))
        sys.stdout.buffer.flush()
        return
    laid_out = table(result)
    _rows(laid_out.columns, laid_out.rows)
    count = len(laid_out.rows)
    print(f"{count} {'row' if count == 1 else 'rows'}. {NOTICE}", file=sys.stderr)


def _rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows as a table where they fit the window, else each as a block of its own.

    Columns without a single value are left out, and a table leaves out the addresses beside
    the sources, which no window has room for.
    """
    filled = [i for i in range(len(columns)) if not rows or any(row[i] for row in rows)]
    narrow = [i for i in filled if columns[i] != "url" or "source" not in columns]
    widths = [_width(columns[i], [row[i] for row in rows]) for i in narrow]
    fits = sum(widths) + 3 * len(widths) <= _console().width
    shown, layout = (narrow, print_table) if fits else (filled, _blocks)
    names = [columns[i].replace("_", " ") for i in shown]
    layout(names, [[row[i] for i in shown] for row in rows])


def _width(column: str, cells: Sequence[str]) -> int:
    """Say how wide a column must be: its longest cell, folded, and the words of its name."""
    return max(0, *map(len, column.split("_")), min(_READABLE, max(map(len, cells), default=0)))


def _blocks(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console, widest = _console(), max(map(len, names))
    for number, row in enumerate(rows, start=1):
        block = Table.grid(padding=(0, 2))
        block.add_column(min_width=widest, no_wrap=True)
        block.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell:
                block.add_row(Text(name), Text(_straight(cell)))
        console.print(Text(f"{number}."), Padding(block, (0, 0, 1, 2)))


def _console() -> "Console":
    from rich.console import Console

    wide = None if sys.stdout.isatty() else 160
    return Console(width=wide, highlight=False, markup=False, emoji=False)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under the names of their columns; long cells are folded."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    laid_out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        laid_out.add_column(column, overflow="fold")
    for row in rows:
        laid_out.add_row(*(Text(_straight(cell)) for cell in row))
    _console().print(laid_out)


def questions(chosen: "Sequence[Question]", *, whole: bool) -> None:
    """Print the catalogue, or one question whole."""
    if not whole:
        rows = [[q.name, q.title, ", ".join(q.audience)] for q in chosen]
        print_table(["question", "what it asks", "for"], rows)
        done(
            "Ask one with `her2kg query NAME [name=value]…`; see one with `her2kg questions NAME`."
        )
        return
    from her2kg.queries.catalogue import standalone

    for question in chosen:
        done(f"{question.title}\n{question.description}\nFor: {', '.join(question.audience)}\n")
        for parameter in question.parameters:
            done(f"  {parameter.name} ({parameter.kind}, {parameter.default}): {parameter.help}")
        done(standalone(question))


def status(found: "StatusAnswer", regulator: str, *, as_data: bool) -> None:
    """Print a HER2 status, with the indications of one regulator or of all."""
    from her2kg.status import of_regulator, status_dict, status_lines

    chosen = of_regulator(found, regulator) if regulator else found
    if as_data:
        as_json(status_dict(chosen))
        return
    for line in status_lines(chosen):
        done(line)
    done(f"\n{NOTICE} It decides for no patient.")


def export(made: "Output", path: Path, left: "Sequence[LeftOut]", *, as_data: bool) -> None:
    """Say what an export holds, what its format cannot hold, and what was left out."""
    if as_data:
        report = {"path": str(path), "holds": made.holds, "losses": made.losses, "left_out": left}
        as_json(report)
        return
    holds = ", ".join(f"{number:,} {what}" for what, number in made.holds.items())
    done(f"Wrote {path} ({holds}).")
    if made.losses:
        done("What this format cannot hold:")
    for loss in made.losses:
        done(f"  {loss.count:>7,}  {loss.what}")
    if left:
        done("Left out for their licence:")
    for entry in left:
        done(f"  {entry.count:>7,}  claims of {entry.source} ({entry.licence}): {entry.reason}")


def problems(found: Sequence[str]) -> None:
    """Print what a validation found."""
    for problem in found:
        done(problem)
    done(f"{len(found)} problems." if found else "The graph is sound.")


def explanation(explained: "Explanation") -> None:
    """Print every claim about a thing, in English, with its sources and quotes."""
    from her2kg.explain import explanation_lines

    for line in explanation_lines(explained):
        done(line)
    done(f"\n{NOTICE}")
