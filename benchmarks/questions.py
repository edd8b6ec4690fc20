"""Time every question of the catalogue, warm, and beside rdflib's own engine on the same graph.

Run ``python -m benchmarks.questions [FILE...]``; the graph is that of the embedded material and
the files. Both engines get the same text, with the defaults filled in; rdflib is asked once and
stopped when a question takes longer than a limit, so its times are lower bounds then.
"""

import signal
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType

import pyoxigraph as ox
import rdflib

from her2kg.build import make_graph
from her2kg.material import read_material
from her2kg.queries.catalogue import bindings, questions, standalone
from her2kg.queries.names import resolve

__all__ = ["Timing", "main", "report", "timings"]

_RUNS = 7
_PATIENCE = 5.0
_LIMIT = 0.020


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one question takes.

    Attributes:
        name: the question.
        seconds: median of some warm runs.
        peer: seconds that rdflib took, or was given.
        stopped: whether rdflib was stopped before it was done.
        rows: rows of the answer.
    """

    name: str
    seconds: float
    peer: float
    stopped: bool
    rows: int


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _of_peer(graph: rdflib.Graph, text: str) -> tuple[float, bool]:
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        return _timed(lambda: list(graph.query(text))), False
    except TimeoutError:
        return _PATIENCE, True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def timings(store: ox.Store, *, beside_peer: bool = True) -> list[Timing]:
    """Time all questions with their defaults, the slowest first.

    Args:
        store: the graph.
        beside_peer: also ask rdflib; else its time is 0.
    """
    signal.signal(signal.SIGALRM, _stop)
    graph = rdflib.Graph()
    if beside_peer:
        triples = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
        graph.parse(data=triples or b"", format="nt")
    found = []
    for name, question in questions().items():
        text = standalone(question, bindings(question, {}, partial(resolve, store)))
        ask = partial(_rows, store, text)
        rows = ask()
        median = statistics.median(_timed(ask) for _ in range(_RUNS))
        peer, stopped = _of_peer(graph, text) if beside_peer else (0.0, False)
        found.append(Timing(name, median, peer, stopped, rows))
    return sorted(found, key=lambda timing: (-timing.seconds, timing.name))


def _rows(store: ox.Store, text: str) -> int:
    answer = store.query(text, use_default_graph_as_union=True)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a question of the catalogue is no SELECT")
    return sum(1 for _ in answer)


def report(found: list[Timing]) -> list[str]:
    """Lay the timings out, with the geometric mean of the ratios at the end."""
    lines = [
        f"{'question':28} {'ms':>7} {'rows':>5} {'rdflib ms':>11}  limit {_LIMIT * 1000:.0f} ms"
    ]
    for timing in found:
        more = ">" if timing.stopped else " "
        over = "over" if timing.seconds > _LIMIT else ""
        lines.append(
            f"{timing.name:28} {timing.seconds * 1000:7.1f} {timing.rows:5} "
            f"{more}{timing.peer * 1000:10.0f}  {over}"
        )
    if all(timing.peer for timing in found):
        times = statistics.geometric_mean(timing.peer / timing.seconds for timing in found)
        stopped = sum(timing.stopped for timing in found)
        lines.append(
            f"\nrdflib takes {times:.0f} times as long (geometric mean of {len(found)} questions; "
            f"it was stopped after {_PATIENCE:.0f} s in {stopped} of them)."
        )
    return lines


def main() -> None:
    """Build the graph of the files named, time all questions and print."""
    materials = [read_material(Path(name)) for name in sys.argv[1:]]
    store, _ = make_graph(materials)
    print("\n".join(report(timings(store))))


if __name__ == "__main__":
    main()
