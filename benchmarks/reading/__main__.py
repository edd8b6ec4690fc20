"""Measure how well prose is read, and print it beside the co-occurrence baseline.

Run ``python -m benchmarks.reading``. Every figure is split by text: *tune* is there to learn
from, *judge* to judge by. The errors of the judge half are never shown.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.reading.gold_texts import SETS
from benchmarks.reading.material import Folder
from benchmarks.reading.measuring import Measured, measure_all
from benchmarks.reading.scores import SPLITS, errors, rows
from benchmarks.reading.table import as_json, as_table

__all__ = ["main"]

_SHARED = Path(__file__).parents[3] / "shared"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print.

    Args:
        arguments: of the command line; those of the process where there are none.
    """
    chosen = _arguments(arguments)
    splits = [chosen.split] if chosen.split else list(SPLITS)
    measured = measure_all(Folder(chosen.data), splits, chosen.set)
    scores = [
        row for measure in measured.measures for split in splits for row in rows(measure, split)
    ]
    lay_out = as_json if chosen.format == "json" else as_table
    print(lay_out(scores, measured.figures, measured.notes))
    if chosen.errors:
        _show_errors(measured, chosen.errors)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("benchmarks.reading", description=__doc__)
    told = "folder that holds data, material and reference; what is missing is skipped"
    parser.add_argument("--data", type=Path, default=_SHARED, metavar="FOLDER", help=told)
    parser.add_argument("--split", choices=SPLITS, help="one half of the texts; both by default")
    told = "one set of the project's own sentences and passages; all by default"
    parser.add_argument("--set", choices=tuple(SETS), default="", help=told)
    told = "after the table, list N missed and N wrong statements of each measure, tune half only"
    parser.add_argument("--errors", type=int, default=0, metavar="N", help=told)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    chosen = parser.parse_args(arguments)
    if chosen.errors and (chosen.split == "judge" or chosen.format == "json"):
        parser.error("--errors shows the tune half, below the table: leave out the other option")
    return chosen


def _show_errors(measured: Measured, limit: int) -> None:
    for measure in [*measured.measures, *measured.none]:
        found = errors(measure, limit)
        if found:
            print(f"\n{measure.name}\n" + "\n".join(found))


if __name__ == "__main__":
    main()
