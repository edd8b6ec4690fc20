"""Measure a build of published files, and how its memory grows with the largest of them.

Run ``python -m benchmarks.sources FILE...`` with files that the publishers offer; one of them is
CIViC's evidence, of which files of 50,000 rows are made: one with further rows that do not
concern HER2, and one in which every row, HER2's among them, comes back with another number.
Promised: 60 s and 1 GB for all files on two cores, and memory that stays flat when a source is
ten times as large. The peer is rdflib, which reads the finished graph from N-Quads.
"""

import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from her2kg.gather import scope_of_her2
from her2kg.home import Home
from her2kg.loaders.civic import CivicLoader
from her2kg.loaders.civic_rows import disease, therapies
from her2kg.report import Report, read_report

__all__ = ["main"]

_ROWS = 50_000
_FIRST_NUMBER = 1_000_000
_WITH_PEAK = """
import resource, runpy, sys
sys.argv[0] = "her2kg"
try:
    runpy.run_module("her2kg", run_name="__main__")
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
_PEER = """
import sys, rdflib
rdflib.Dataset().parse(sys.argv[1], format="nquads")
"""


def _run(command: Sequence[str], home: Path) -> tuple[float, str]:
    """Run a command to its end; return the seconds and what it wrote to the error stream."""
    environment = {**os.environ, "HER2KG_HOME": str(home)}
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip())
    return time.perf_counter() - begun, done.stderr


def _build(files: Sequence[Path], home: Path) -> tuple[float, float, Report]:
    """Build in a process of its own; return seconds, megabytes at the peak, and the report."""
    command = [sys.executable, "-c", _WITH_PEAK, "build", *map(str, files)]
    seconds, errors = _run(command, home)
    return (
        seconds,
        int(errors.split()[-1]) / 1024,
        read_report(Home(home).current() / "report.json"),
    )


def _longer(source: Path, target: Path, wanted: Callable[[dict[str, str]], bool]) -> None:
    """Repeat the rows that are wanted, with other numbers, until there are 50,000."""
    header, *rows = source.read_text("utf-8").splitlines()
    columns = header.split("\t")
    place = columns.index("evidence_id")
    pool = [row for row in rows if wanted(dict(zip(columns, row.split("\t"), strict=True)))]
    numbered = _numbered(itertools.cycle(pool), place)
    more = itertools.islice(numbered, _ROWS - len(rows))
    target.write_text("\n".join([header, *rows, *more]) + "\n", "utf-8")


def _numbered(rows: Iterator[str], place: int) -> Iterator[str]:
    for number, row in enumerate(rows, _FIRST_NUMBER):
        cells = row.split("\t")
        cells[place] = str(number)
        yield "\t".join(cells)


def main() -> None:
    """Measure and print."""
    files = [Path(name) for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        seconds, peak, report = _build(files, folder / "home")
        print(f"all files      {seconds:6.1f} s {peak:6.0f} MB  promised 60 s, 1,000 MB")
        read = sum(entry.read for entry in report.inputs)
        print(f"               {len(report.inputs)} inputs, {read:,} rows, {report.quads:,} quads")
        export = folder / "graph.nq"
        _run(
            [sys.executable, "-m", "her2kg", "export", "nquads", "-o", str(export)], folder / "home"
        )
        peer, _ = _run([sys.executable, "-c", _PEER, str(export)], folder / "home")
        print(f"rdflib         {peer:6.1f} s to read that graph alone")
        _tenfold(files, folder)


def _tenfold(files: Sequence[Path], folder: Path) -> None:
    scope = scope_of_her2()
    evidence = [
        f for f in files if CivicLoader(scope).recognises(f.open(encoding="utf-8").readline())
    ]
    for source in evidence:
        kinds: dict[str, Callable[[dict[str, str]], bool]] = {
            "other rows": lambda row: (
                not scope.covers(row["molecular_profile"], therapies(row), disease(row))
            ),
            "all rows": lambda _row: True,
        }
        once, peak, report = _build([source], folder / "once")
        print(f"CIViC alone    {once:6.1f} s {peak:6.0f} MB  {_told(report)}")
        for name, wanted in kinds.items():
            longer = folder / source.name
            _longer(source, longer, wanted)
            seconds, larger, report = _build([longer], folder / "longer")
            ratio = f"{larger / peak:.2f} times the memory"
            print(f"50,000, {name:<11}{seconds:4.1f} s {larger:6.0f} MB  {_told(report)}; {ratio}")


def _told(report: Report) -> str:
    civic = next(entry for entry in report.inputs if entry.loader == "civic")
    return f"{civic.read:,} rows, {civic.taken:,} taken, {report.quads:,} quads"


if __name__ == "__main__":
    main()
