"""Tables are read row by row: what a loader holds does not grow with the file."""

import tracemalloc
from pathlib import Path

import pytest

from her2kg.loaders.civic import CivicLoader, Scope
from her2kg.material import read_material
from tests.civic_sample import evidence_table

_ROWS = 400
_NUMBER = 100
"""Bytes in which the number of a record is kept, so that a second one of it is found."""


def _peak(path: Path, scope: Scope) -> int:
    """Return how many bytes are held at most while a file is checked, read and handed on."""
    tracemalloc.start()
    for _ in CivicLoader(scope).load(read_material(path)):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("everything", [False, True])
def test_a_table_ten_times_as_long_takes_no_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, everything: bool
) -> None:
    """Whether its rows are taken or left out, each is let go before the next is read.

    Of those that are taken the number stays.
    """
    monkeypatch.setattr("her2kg.material._CHUNK", 16_384)
    peaks = []
    for times in (1, 1, 10):
        rows = (
            {"evidence_id": str(n), "molecular_profile": "XYZ1 A1C", "therapies": "Xyzumab"}
            for n in range(_ROWS * times)
        )
        path = tmp_path / f"{times}.tsv"
        path.write_text(evidence_table(*rows), "utf-8")
        peaks.append(_peak(path, Scope([], [], everything=everything)))
    _, once, tenfold = peaks
    numbers = 9 * _ROWS * _NUMBER if everything else 0
    assert tenfold < 1.5 * once + numbers, peaks


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """Line ends of every kind stay, and a quoted cell may hold them."""
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\r\n1,2\n3,4\r")
    assert list(read_material(path).lines()) == ["a,b\r\n", "1,2\n", "3,4\r"]
