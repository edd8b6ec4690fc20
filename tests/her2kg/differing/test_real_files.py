"""CIViC's evidence of 2021, July 2025 and today, against counts made without her2kg."""

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from her2kg.differing.difference import difference
from her2kg.differing.losses import losses
from her2kg.differing.model import Difference, RecordChange, Status
from her2kg.differing.side import Side
from her2kg.gather import gather, silent
from her2kg.material import read_material
from her2kg.quads import records, schema_quads, to_ox
from her2kg.report import InputReport
from tests.shared import CIVIC, needs_shared

pytestmark = needs_shared

_FILES = {
    "2021": CIVIC.parent / "2021" / "nightly-ClinicalEvidenceSummaries.tsv",
    "2025": CIVIC.parent / "2025-07" / "01-Jul-2025-ClinicalEvidenceSummaries.tsv",
    "today": CIVIC,
}
_PAIRS = list(pairwise(_FILES))


@cache
def _side(release: str) -> tuple[Side, tuple[InputReport, ...]]:
    """Build the graph of a release without facts, which these tests do not ask for."""
    gathered = gather([read_material(_FILES[release])], everything=False, tick=silent)
    store = ox.Store()
    store.bulk_extend(to_ox(quad) for record in records(gathered) for quad in record)
    store.bulk_extend(to_ox(quad) for quad in schema_quads())
    inputs = (
        InputReport(each.name, each.load.loader, each.load.sha256) for each in gathered.inputs
    )
    return Side(release, store), tuple(inputs)


@cache
def _compared(old: str, new: str) -> Difference:
    return difference(_side(old)[0], _side(new)[0])


@cache
def _rows(release: str) -> dict[str, dict[str, str]]:
    """Read the rows whose profile names ERBB2 straight from a file, by evidence id."""
    lines = Path(_FILES[release]).read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    found = {}
    for row in rows:
        profile = row.get("molecular_profile") or f"{row['gene']} {row['variant']}"
        if re.search(r"\bERBB2\b", profile):
            found[f"EID{row['evidence_id']}"] = {**row, "profile": profile}
    return found


def _items(found: Difference, status: Status) -> dict[str, RecordChange]:
    return {
        each.record: each
        for each in found.records
        if each.kind == "evidence item" and each.status is status
    }


@pytest.mark.parametrize(("old", "new"), _PAIRS)
def test_new_and_gone_items_of_erbb2_are_those_of_the_files(old: str, new: str) -> None:
    """No more and no fewer."""
    before, after, found = _rows(old), _rows(new), _compared(old, new)
    came, gone = _items(found, Status.NEW), _items(found, Status.GONE)
    assert after.keys() - before.keys() == came.keys() & after.keys()
    assert before.keys() - after.keys() == gone.keys() & before.keys()


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [("2021", "2025", (176, 43, 4, 215)), ("2025", "today", (215, 9, 0, 224))],
)
def test_the_counts_are_those_that_were_counted_by_hand(
    old: str, new: str, counts: tuple[int, int, int, int]
) -> None:
    """Of all items that concern HER2."""
    (items,) = (e for e in _compared(old, new).tallies if e.kind == "evidence item")
    assert (items.before, items.new, items.gone, items.after) == counts


@pytest.mark.parametrize(("old", "new"), _PAIRS)
@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("evidence_level", "level"),
        ("evidence_direction", "direction"),
        ("rating", "rating"),
        ("doid", "cancer"),
    ],
)
def test_changed_cells_of_erbb2_are_those_of_the_files(
    old: str, new: str, column: str, field: str
) -> None:
    """Column by column."""
    before, after = _rows(old), _rows(new)
    both = before.keys() & after.keys()
    expected = {record for record in both if before[record][column] != after[record][column]}
    changed = _items(_compared(old, new), Status.CHANGED)
    told = {r for r, e in changed.items() if any(c.field == field for c in e.fields)}
    assert told & both == expected


def test_what_changed_until_2025_was_checked_by_hand() -> None:
    """Some records, read in both files."""
    changed = _items(_compared("2021", "2025"), Status.CHANGED)
    told = {r: {c.field: (c.was, c.now) for c in e.fields} for r, e in changed.items()}
    assert told["EID7363"]["level"] == (("B",), ("A",))
    assert told["EID281"]["therapy"] == (("lapatinib",), ())
    assert told["EID1987"]["rating"] == (("3",), ("2",))
    assert "statement" not in told["EID281"]


def test_what_changed_since_2025_was_checked_by_hand() -> None:
    """All changes of these fields, read in both files."""
    changed = _items(_compared("2025", "today"), Status.CHANGED)
    told = {(r, c.field, c.was, c.now) for r, e in changed.items() for c in e.fields}
    assert {each for each in told if each[1] in {"rating", "flagged", "cancer"}} == {
        ("EID11229", "cancer", ("non-small cell lung cancer",), ("lung adenocarcinoma",)),
        ("EID281", "rating", ("5",), ("2",)),
        ("EID645", "flagged", ("false",), ("true",)),
        ("EID760", "flagged", ("false",), ("true",)),
    }


@pytest.mark.parametrize(("old", "new"), _PAIRS)
def test_no_release_loses_claims_unexpectedly(old: str, new: str) -> None:
    """The guard lets real releases pass."""
    (before, old_inputs), (after, new_inputs) = _side(old), _side(new)
    assert losses(before.store, old_inputs, after.store, new_inputs) == []


def test_an_older_release_in_place_of_a_newer_one_is_a_loss() -> None:
    """And stops at a step back."""
    (before, old_inputs), (after, new_inputs) = _side("2025"), _side("2021")
    (lost,) = losses(before.store, old_inputs, after.store, new_inputs)
    assert (lost.loader, lost.same_file) == ("civic", False)
