"""What is printed of downloads: progress while they run, then files for people or programs."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from her2kg import display
from her2kg.fetching.cache import Entry
from her2kg.fetching.catalogue import Source
from her2kg.fetching.download import Tick
from her2kg.fetching.fetcher import Failed, Fetched
from her2kg.fetching.fetcher import Progress as Told

__all__ = ["build_line", "progress", "show_fetched", "show_sources", "size_of"]

_FEW = 8
"""Files out of one archive that a command line names one by one."""
_MB = 1_000_000


@contextmanager
def progress() -> Iterator[Told]:
    """Show a bar for each file on the error stream when a person watches it."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bars:

        def told(name: str) -> Tick:
            task = bars.add_task(name, total=None)

            def tick(done: int, of: int) -> None:
                bars.update(task, completed=done, total=of or None)

            return tick

        yield told


def size_of(count: int) -> str:
    """Write a number of bytes for people."""
    return f"{count / _MB:.1f} MB" if count >= _MB else f"{max(1, round(count / 1000))} kB"


def show_sources(known: Iterable[Source], entries: Sequence[Entry], *, as_data: bool) -> None:
    """Print which sources there are, under what licence, and what is in the cache."""
    listed = list(known)
    if as_data:
        display.as_json(
            [
                {**asdict(source), "cached": [e for e in entries if e.source == source.name]}
                for source in listed
            ]
        )
        return
    rows = [
        [each.name, each.title, each.licence, _held([e for e in entries if e.source == each.name])]
        for each in listed
    ]
    display.print_table(["source", "what it is", "licence", "in the cache"], rows)
    display.done("Download with `her2kg fetch NAME…`.")


def _held(entries: Sequence[Entry]) -> str:
    if not entries:
        return "-"
    newest = max(entry.fetched for entry in entries)[:10]
    files = "1 file" if len(entries) == 1 else f"{len(entries)} files"
    return f"{files}, {size_of(sum(entry.size for entry in entries))}, {newest}"


def show_fetched(done: Sequence[Fetched], failed: Sequence[Failed], *, as_data: bool) -> None:
    """Print where files lie, how to build with them, and what failed."""
    if as_data:
        files = [
            {**asdict(each.entry), "outcome": each.outcome, "files": list(each.files)}
            for each in done
        ]
        display.as_json({"files": files, "failed": failed})
    else:
        for each in done:
            for line in _lines(each):
                display.done(line)
        if done:
            display.done(f"Build with them:\n  {build_line(done)}")
    for missing in failed:
        reason = " ".join(missing.reason.split())
        typer.echo(f"her2kg: {missing.source}: {reason}", err=True)


def _lines(fetched: Fetched) -> Iterator[str]:
    entry = fetched.entry
    release = f", release {entry.release}" if entry.release else ""
    place = fetched.files[0] if not entry.unpacked else fetched.files[0].parent
    yield f"{entry.source}: {entry.name}, {fetched.outcome}, {size_of(entry.size)}{release}"
    yield f"  {place}"
    if entry.records:
        short = entry.announced - entry.records
        missing = f"; {short} that it announced did not come" if short > 0 else ""
        yield f"  {entry.records:,} records for {entry.query!r}{missing}"
    if entry.left:
        kept = len(entry.unpacked)
        yield f"  {kept:,} of {kept + entry.left:,} files in it concern HER2 and were unpacked"


def build_line(done: Iterable[Fetched]) -> str:
    """Return the command that builds with these files."""
    return " ".join(["her2kg build", *(word for each in done for word in _words(each))])


def _words(fetched: Fetched) -> list[str]:
    """Name the files, or, where there are many in one folder, all with their ending."""
    files = fetched.files
    folders: set[Path] = {file.parent for file in files}
    endings = {file.suffix for file in files}
    if len(files) > _FEW and len(folders) == len(endings) == 1:
        return [f"{shlex.quote(str(folders.pop()))}/*{endings.pop()}"]
    return [shlex.quote(str(file)) for file in files]
