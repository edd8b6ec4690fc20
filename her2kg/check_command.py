"""The command that says what the rest of the graph makes of the sentences of an article."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from her2kg import display

if TYPE_CHECKING:
    from her2kg.checking.model import Check

__all__ = ["CHECK_EXAMPLES", "CheckFormat", "check"]

CHECK_EXAMPLES = (
    "Examples: her2kg check article.md | her2kg check article.md --format html -o checked.html | "
    "her2kg check article.pdf --as-of 2021-06"
)


class CheckFormat(StrEnum):
    """How a check is written."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


File = Annotated[Path, typer.Argument(help="An article: text, Markdown, HTML, PDF, JATS …")]
Form = Annotated[
    CheckFormat,
    typer.Option("--format", help="A table, JSON, or a page with the sentences coloured."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of printing.")
]
Day = Annotated[str, typer.Option(help="Approvals and rules of that day: YYYY[-MM[-DD]].")]
Whole = Annotated[
    bool, typer.Option("--all", help="List the sentences that were not read as claims, too.")
]


def check(
    file: File,
    form: Form = CheckFormat.TABLE,
    output: Output = None,
    as_of: Day = "",
    whole: Whole = False,
) -> None:
    """Say what the rest of the graph makes of each sentence of an article.

    Supported and by whom, contradicted, disputed, imprecise, out of date, or unknown. It informs
    and decides nothing: read the sources. The graph is not changed.
    """
    from her2kg.api import open_graph
    from her2kg.checking.check import check as run_check
    from her2kg.material import read_material

    graph = open_graph()
    with display.progress() as tick:
        found = run_check(read_material(file), graph.store, as_of, tick)
    if as_of:
        display.beyond(graph, found.day)
    if form is CheckFormat.TABLE and output is None:
        _print(found, whole=whole)
        return
    text = _written(found, form)
    if output is None:
        display.done(text.rstrip("\n"))
        return
    from her2kg.export import write_file

    write_file(output, text.encode())
    display.done(f"Wrote {output}. {_summary(found)}")


def _print(found: "Check", *, whole: bool) -> None:
    from her2kg.checking.lines import COLUMNS, rows

    told = list(rows(found))
    if told:
        display.print_table(COLUMNS, told)
    for line in _ending(found, whole=whole):
        display.done(line)


def _written(found: "Check", form: CheckFormat) -> str:
    if form is CheckFormat.JSON:
        from her2kg.checking.json_form import as_json

        return as_json(found, display.NOTICE) + "\n"
    if form is CheckFormat.HTML:
        from her2kg.checking.page import page

        return page(found, display.NOTICE)
    from her2kg.checking.lines import COLUMNS, rows

    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(cell.replace("\n", " | ") for cell in row) for row in rows(found)]
    return "\n".join(lines) + "\n"


def _ending(found: "Check", *, whole: bool) -> list[str]:
    """Return what stands below a table."""
    from her2kg.checking.lines import unread

    missed = unread(found)
    lines = [f"Not read: {note}" for note in found.notes]
    if whole:
        lines += ["Sentences in which no claim was read, and that were not checked:"]
        lines += [f"  {sentence}" for sentence in missed]
    elif missed:
        one = len(missed) == 1
        what = "1 sentence was" if one else f"{len(missed)} sentences were"
        kind, pointer = ("a claim", "it") if one else ("claims", "them")
        lines.append(f"{what} not read as {kind} (--all lists {pointer}).")
    return [*lines, _summary(found), f"{display.NOTICE} It decides nothing: read the sources."]


def _summary(found: "Check") -> str:
    from her2kg.checking.lines import counted

    return f"{counted(found.claims(), 'claims')}.".capitalize()
