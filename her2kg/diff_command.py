"""The command that says what changed between two graphs."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from her2kg import display
from her2kg.home import default_home

if TYPE_CHECKING:
    from her2kg.differing.side import Side
    from her2kg.gather import Tick

__all__ = ["DIFF_EXAMPLES", "DiffFormat", "diff"]

DIFF_EXAMPLES = (
    "Examples: her2kg diff | her2kg diff evidence-2025.tsv evidence-2026.tsv | "
    "her2kg diff previous current --format patch -o changes.rdfp"
)


class DiffFormat(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    PATCH = "patch"


Old = Annotated[
    str,
    typer.Argument(
        help="previous, current, the beginning of a build's id, a file of a source, or an "
        "export as .nq."
    ),
]
New = Annotated[str, typer.Argument(help="The same.")]
Form = Annotated[
    DiffFormat, typer.Option("--format", help="English, JSON, or RDF Patch (A and D quads).")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of printing.")
]
Whole = Annotated[bool, typer.Option("--all", help="Show long lists whole.")]
Only = Annotated[str, typer.Option(help="Compare this source only: civic, curated …")]


def diff(
    old: Old = "previous",
    new: New = "current",
    *,
    form: Form = DiffFormat.TEXT,
    output: Output = None,
    whole: Whole = False,
    only: Only = "",
) -> None:
    """Say what is new, changed and gone between two builds, or two files of one source."""
    from her2kg.differing.opening import open_sides

    with display.progress() as tick:
        sides = open_sides(old, new, default_home(), tick)
        lines = list(_lines(sides, form, only, whole=whole, tick=tick))
    if output is None:
        for line in lines:
            display.done(line)
        return
    from her2kg.export import write_file

    write_file(output, "".join(f"{line}\n" for line in lines).encode())
    display.done(f"Wrote {output}.")


def _lines(
    sides: "tuple[Side, Side]", form: DiffFormat, only: str, *, whole: bool, tick: "Tick"
) -> Iterator[str]:
    from her2kg.differing.delta import patch
    from her2kg.differing.difference import changed_quads, difference
    from her2kg.differing.english import difference_lines
    from her2kg.differing.json_form import as_json

    old, new = sides
    if form is DiffFormat.PATCH:
        yield from patch(changed_quads(old.store, new.store, only))
        return
    found = difference(old, new, only, tick)
    if form is DiffFormat.JSON:
        yield as_json(found)
    else:
        yield from difference_lines(found, whole=whole)
        yield ""
        yield display.NOTICE
