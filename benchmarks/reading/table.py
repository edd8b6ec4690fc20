"""The figures as a table for people, or as JSON for programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from benchmarks.reading.scores import Row

__all__ = ["Figure", "as_json", "as_table"]

_NONE = "-"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is no precision or recall.

    Attributes:
        name: what was measured.
        split: ``tune``, ``judge`` or, for what has no halves, ``all``.
        ours: the reader's, with its unit.
        baseline: that of the baseline, or empty.
        promised: what it should be, or empty.
    """

    name: str
    split: str
    ours: str
    baseline: str = ""
    promised: str = ""


def as_table(rows: Iterable[Row], figures: Iterable[Figure], notes: Iterable[str]) -> str:
    """Lay everything out, the reader beside the baseline.

    Args:
        rows: the scores.
        figures: what else was measured.
        notes: what could not be measured, and why.
    """
    heads = f"{'P':>5} {'R':>5} {'F1':>5}"
    lines = [
        f"{'':46} {'':>6} {'':>6}  {'reader':^17}  {'co-occurrence':^17}",
        f"{'measure':46} {'split':>6} {'wanted':>6}  {heads}  {heads}",
    ]
    for row in rows:
        name = row.measure if row.part == "all" else f"  {row.part}"
        scores = f"{_scores(row.ours)}  {_scores(row.baseline)}".rstrip()
        lines.append(f"{name:46} {row.split:>6} {row.wanted:6}  {scores}")
    lines += ["", f"{'figure':46} {'split':>6}  {'reader':<22} {'co-occurrence':<15} promised"]
    for one in figures:
        line = f"{one.name:46} {one.split:>6}  {one.ours:<22} {one.baseline or _NONE:<15} "
        lines.append(line + (one.promised or _NONE))
    return "\n".join([*lines, *(f"\nnot measured: {note}" for note in notes)])


def _scores(scores: tuple[float, ...]) -> str:
    if not scores:
        return f"{_NONE:>5} {_NONE:>5} {_NONE:>5}"
    shown = [""] * (3 - len(scores)) + [f"{score:.2f}" for score in scores]
    return " ".join(f"{score:>5}" for score in shown)


def as_json(rows: Iterable[Row], figures: Iterable[Figure], notes: Iterable[str]) -> str:
    """Return the same as one JSON object; scores are rounded to four digits.

    Args:
        rows: the scores.
        figures: what else was measured.
        notes: what could not be measured, and why.
    """
    listed = [
        {**asdict(row), "ours": _named(row.ours), "baseline": _named(row.baseline)} for row in rows
    ]
    content = {
        "scores": listed,
        "figures": [asdict(figure) for figure in figures],
        "not measured": list(notes),
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


def _named(scores: tuple[float, ...]) -> dict[str, float]:
    keys = ("precision", "recall", "f1")[-len(scores) :] if scores else ()
    return {key: round(score, 4) for key, score in zip(keys, scores, strict=True)}
