"""Measure building, asking and drawing, and print each figure beside its limit and its peer.

Run ``make bench``. Files of one's own may be named: ``python -m benchmarks FILE...``; without
them the article and CIViC's file are taken where the folder of real files lies beside the
checkout. The questions of the catalogue have a measurement of their own, ``benchmarks.questions``.
Machines differ and are noisy: read the ratios, not single seconds.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Figure", "main"]

_ROOT = Path(__file__).parents[1]
_REAL = (
    _ROOT.parent / "shared" / "material" / "her2-positive.txt",
    _ROOT.parent / "shared" / "data" / "civic" / "ClinicalEvidenceSummaries.tsv",
)
_RUNS = 5
_PEER_QUERY = """
import sys, rdflib
graph = rdflib.Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
base = "https://w3id.org/her2kg/"
for row in graph.query(
    f"SELECT ?d WHERE {{ ?d <{base}schema#targets> <{base}protein/HER2> }} ORDER BY ?d"
):
    print(row[0])
"""
_TARGETS = "SELECT ?d WHERE { ?d her2:targets protein:HER2 } ORDER BY ?d"


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Attributes:
        name: what was measured.
        seconds: median of the wall-clock times.
        megabytes: peak memory of the largest process, or 0 where it says nothing.
        limit: what is promised.
    """

    name: str
    seconds: float
    megabytes: float
    limit: str


def _run(command: list[str], home: Path) -> tuple[float, str]:
    environment = {**os.environ, "HER2KG_HOME": str(home)}
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command[:4])} failed: {done.stderr.strip()}")
    return taken, done.stdout


def _median(command: list[str], home: Path, runs: int = _RUNS) -> float:
    _run(command, home)
    return statistics.median(_run(command, home)[0] for _ in range(runs))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    files = [Path(name) for name in sys.argv[1:]] or [path for path in _REAL if path.is_file()]
    her2kg = [sys.executable, "-m", "her2kg"]
    with tempfile.TemporaryDirectory() as scratch:
        home, dump, page = (Path(scratch) / name for name in ("home", "graph.nq", "page.html"))
        build = _run([*her2kg, "build", *map(str, files)], home)[0]
        figures = [Figure(f"build ({len(files)} files)", build, _peak(), "30 s, 500 MB")]
        _run([*her2kg, "export", "nquads", "-o", str(dump)], home)
        catalogue = _median([*her2kg, "query", "biosimilars"], home)
        figures.append(Figure("catalogue question, cold start", catalogue, 0, "0.5 s"))
        ours = _median([*her2kg, "query", _TARGETS, "--format", "csv"], home)
        figures.append(Figure("SPARQL query, cold start", ours, 0, "0.5 s"))
        peer = _median([sys.executable, "-c", _PEER_QUERY, str(dump)], home, runs=1)
        figures.append(Figure("the same with rdflib from N-Quads", peer, 0, "peer"))
        drawn = _median([*her2kg, "view", "HER2", "-o", str(page)], home, runs=3)
        figures.append(Figure("picture of HER2, cold start", drawn, 0, "-"))
        _print(figures, dump, page)
        print(f"\nrdflib takes {peer / ours:.0f} times as long to answer from a cold start.")


def _print(figures: list[Figure], dump: Path, page: Path) -> None:
    with dump.open("rb") as lines:
        quads = sum(1 for _ in lines)
    print(f"{quads:,} quads; page of HER2: {page.stat().st_size / 1e6:.1f} MB\n")
    print(f"{'figure':36} {'seconds':>8} {'MB':>6}  promised")
    for figure in figures:
        memory = f"{figure.megabytes:.0f}" if figure.megabytes else "-"
        print(f"{figure.name:36} {figure.seconds:8.2f} {memory:>6}  {figure.limit}")


if __name__ == "__main__":
    main()
