"""The commands that put one's own material into the graph, and take it out."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from her2kg import display
from her2kg.home import Home, default_home
from her2kg.shapes import Format, Shape

if TYPE_CHECKING:
    from her2kg.loaders.base import Material
    from her2kg.previewing import Preview

__all__ = ["ADD_EXAMPLES", "REMOVE_EXAMPLES", "add", "remove"]

ADD_EXAMPLES = (
    "Examples: her2kg add notes.md | her2kg add variants.csv --preview | "
    "her2kg add variants.csv --suggest-mapping > variants.map.toml"
)
REMOVE_EXAMPLES = "Example: her2kg remove notes.md"

_SHOWN = 10

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Texts, articles, tables, or zip archives of them; none lists all."),
]
Mapping = Annotated[
    Path | None,
    typer.Option(help="What the columns of a table mean; by default X.map.toml beside X.csv."),
]
Looking = Annotated[bool, typer.Option("--preview", help="Only show what would be claimed.")]
Suggest = Annotated[
    bool, typer.Option("--suggest-mapping", help="Print a mapping for a table, to be finished.")
]
Whole = Annotated[bool, typer.Option("--all", help="Show every claim of the preview.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before adding.")]


def add(
    files: Files = None,
    *,
    mapping: Mapping = None,
    looking: Looking = False,
    suggest: Suggest = False,
    whole: Whole = False,
    yes: Yes = False,
    shape: Format = Shape.TEXT,
) -> None:
    """Put material of your own into the graph, in a graph of its own that can be taken back.

    A copy is kept in the data folder, so that later builds read it too. Adding the same file
    twice changes nothing.
    """
    from her2kg.adding import new_files

    home = default_home()
    if suggest:
        _suggest(files or [])
        return
    if not files:
        _list(home, shape)
        return
    new = new_files(home, files, mapping)
    for file in files:
        if file not in new:
            display.note(f"{file} is part of the graph already: nothing to add")
    if not new:
        return
    shown = _previewed(home, [material for each in new.values() for material in each])
    if looking:
        _show(shown, shape, whole=whole)
        return
    if shape is Shape.TEXT:
        _show(shown, shape, whole=whole)
    if sys.stdin.isatty() and not yes:
        typer.confirm("Add this to the graph?", abort=True)
    _add(home, new, shape)


def _suggest(files: Sequence[Path]) -> None:
    """Print a mapping file for one table.

    Raises:
        InputError: not exactly one file is named, or it is no table with a header.
    """
    from her2kg.errors import InputError
    from her2kg.loaders.own_table_suggestion import suggest
    from her2kg.material import read_material

    if len(files) != 1:
        raise InputError("name one table to suggest a mapping for")
    try:
        display.done(suggest(read_material(files[0])).rstrip())
    except ValueError as error:
        raise InputError(f"{files[0]}: {error}") from None


def _list(home: Home, shape: Shape) -> None:
    inputs = home.inputs()
    if shape is Shape.JSON:
        display.as_json({"files": inputs.files, "added": inputs.added})
        return
    rows = [[path.name, "added", str(path.parent)] for path in inputs.added]
    rows += [[path.name, "named for the build", str(path.parent)] for path in inputs.files]
    if rows:
        display.print_table(["file", "how", "where"], rows)
    else:
        display.done("Nothing was added yet. Add a file with `her2kg add FILE`.")


def _previewed(home: Home, materials: "Sequence[Material]") -> "list[Preview]":
    from her2kg.previewing import preview
    from her2kg.reading_pool import cores

    everything = home.inputs().everything
    with display.progress() as tick:
        return preview(materials, everything=everything, tick=tick, processes=cores())


def _show(shown: "Sequence[Preview]", shape: Shape, *, whole: bool) -> None:
    from her2kg.report_display import rejection_line

    if shape is Shape.JSON:
        display.as_json(shown)
        return
    for each in shown:
        counts = f"{each.read:,} read, {each.taken:,} taken, {each.out_of_scope:,} out of scope"
        display.done(f"{each.name} ({each.loader}): {counts}; {len(each.claims):,} claims")
        most = len(each.claims) if whole else _SHOWN
        for claim in each.claims[:most]:
            display.done(f"  {claim}")
        if len(each.claims) > most:
            display.done(f"  … and {len(each.claims) - most:,} more (--all shows them)")
        for row in each.rejected:
            display.done(f"  {rejection_line(row)}")
        for name in each.unlinked:
            alike = f"; looks like {', '.join(name.candidates)}" if name.candidates else ""
            display.done(f"  not linked: {name.text} ({name.kind}){alike}")


def _add(home: Home, files: "dict[Path, list[Material]]", shape: Shape) -> None:
    from her2kg.adding import add as run_add
    from her2kg.reading_pool import cores

    with display.progress() as tick:
        report = run_add(home, files, tick, cores())
    if shape is Shape.JSON:
        display.as_json(report)
        return
    names = " ".join(path.name for path in files)
    display.done(f"Added {names}; the graph has {report.quads:,} quads.")
    display.done(f"Take it back with `her2kg remove {names}`.")


def remove(
    names: Annotated[list[str], typer.Argument(help="Names or paths of files of the graph.")],
    shape: Format = Shape.TEXT,
) -> None:
    """Take files out of the graph again, those that were added and those named for the build."""
    from her2kg.adding import remove as run_remove
    from her2kg.reading_pool import cores

    with display.progress() as tick:
        report = run_remove(default_home(), names, tick, cores())
    if shape is Shape.JSON:
        display.as_json(report)
    else:
        display.done(f"Removed {' '.join(names)}; the graph has {report.quads:,} quads.")
