"""What can be named to be compared."""

from pathlib import Path

import pytest

from her2kg.differing.difference import difference
from her2kg.differing.model import Status
from her2kg.differing.opening import open_sides
from her2kg.differing.source_files import _held
from her2kg.errors import InputError
from her2kg.export import nquads
from her2kg.home import Home
from her2kg.material import read_materials
from tests.civic_sample import evidence_table
from tests.her2kg.differing.graphs import civic, home_with


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A data folder with two builds."""
    return home_with(
        tmp_path, ("aaaa1111", civic({})), ("aaaa2222", civic({}, {"evidence_id": "9"}))
    )


@pytest.mark.parametrize(
    ("old", "new"), [("previous", "current"), ("aaaa1", "aaaa2"), ("aaaa1111", "current")]
)
def test_builds_go_by_word_and_by_the_beginning_of_their_id(home: Home, old: str, new: str) -> None:
    """Each finds the same two."""
    before, after = open_sides(old, new, home)
    assert (before.name, after.name) == ("build aaaa1111", "build aaaa2222")
    assert len(before.store) < len(after.store)
    assert before.unlinked == frozenset()


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ffff", r"ffff is neither a file nor a build that is kept; .*: aaaa2222, aaaa1111"),
        ("aaaa", r"aaaa fits several builds; kept, newest first: aaaa2222, aaaa1111"),
        ("", r" is neither a file nor a build"),
        ("gone.nq", r"gone\.nq cannot be read"),
    ],
)
def test_an_unknown_name_is_refused_with_those_that_are_known(
    home: Home, word: str, said: str
) -> None:
    """A slip, too short a beginning, nothing, a missing export."""
    with pytest.raises(InputError, match=said):
        open_sides(word, "current", home)


def test_without_a_second_build_there_is_no_previous_one(tmp_path: Path) -> None:
    """The one that is there is named."""
    home = home_with(tmp_path, ("aaaa1111", civic({})))
    with pytest.raises(InputError, match="there is no previous build; kept, newest first: aaaa1"):
        open_sides("previous", "current", home)


def test_without_any_build_one_is_told_to_build(tmp_path: Path) -> None:
    """There is nothing to list."""
    with pytest.raises(InputError, match="there is no current build; run `her2kg build` first"):
        open_sides("current", "current", Home(tmp_path))


def test_a_report_of_another_version_does_not_stand_in_the_way(home: Home) -> None:
    """The names are then not compared."""
    (home.builds / "aaaa1111" / "report.json").write_text("{}", encoding="utf-8")
    before, after = open_sides("previous", "current", home)
    assert before.unlinked is None
    assert difference(before, after).unlinked_new is None


def test_an_export_is_a_graph(home: Home, tmp_path: Path) -> None:
    """It can be compared with a build."""
    export = tmp_path / "old.nq"
    export.write_bytes(nquads(civic({})))
    before, after = open_sides(str(export), "current", home)
    new = [e.record for e in difference(before, after).records if e.status is Status.NEW]
    assert (before.name, new) == ("old.nq", ["EID9"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no quads", "is not N-Quads"),
        ("", "is no graph of her2kg"),
        ("<http://e.org/a> <http://e.org/b> <http://e.org/c> .", "is no graph of her2kg"),
        ("_:a <http://e.org/b> <http://e.org/c> <http://e.org/g> .", "is no graph of her2kg"),
    ],
)
def test_an_export_of_something_else_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """No quads, nothing, a bare triple, a blank node."""
    export = tmp_path / "other.nq"
    export.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        open_sides(str(export), str(export), Home(tmp_path))


def _file(folder: Path, name: str, *rows: dict[str, str]) -> str:
    path = folder / name
    path.write_text(evidence_table(*rows), encoding="utf-8")
    return str(path)


def test_a_build_and_a_file_are_not_compared(home: Home, tmp_path: Path) -> None:
    """A build holds more than the source."""
    with pytest.raises(InputError, match="give two builds, or two files of one source"):
        open_sides(_file(tmp_path, "a.tsv", {}), "current", home)


def test_a_file_that_is_missing_is_named(home: Home) -> None:
    """It is not taken for a build."""
    with pytest.raises(InputError, match=r"missing\.tsv does not exist"):
        open_sides("missing.tsv", "other.tsv", home)


def test_files_of_different_sources_are_refused(tmp_path: Path) -> None:
    """A table and a text have no record in common."""
    note = tmp_path / "note.md"
    note.write_text("# A note\n\nTrastuzumab targets HER2.\n", encoding="utf-8")
    with pytest.raises(InputError, match="are of different sources: compare two files of one"):
        open_sides(_file(tmp_path, "a.tsv", {}), str(note), Home(tmp_path))


def test_two_files_of_a_source_become_two_graphs(tmp_path: Path) -> None:
    """An item that is not taken for its subject is not said to be gone."""
    other = {"molecular_profile": "KRAS G12C", "molecular_profile_id": "78"}
    rows = [{"evidence_id": str(number), "evidence_level": "B"} for number in range(1, 4)]
    strange = {**rows[1], **other, "therapies": "Imatinib", "doid": "1324", "disease": "Lung"}
    old = _file(tmp_path, "old.tsv", *rows)
    new = _file(tmp_path, "new.tsv", {**rows[0], "evidence_level": "A"}, strange)
    before, after = open_sides(old, new, Home(tmp_path))
    assert after.held == {"EID1": "does not concern HER2", "EID2": "does not concern HER2"}
    found = difference(before, after)
    assert {(e.record, e.status, e.elsewhere) for e in found.records} == {
        ("EID1", Status.CHANGED, None),
        ("EID2", Status.GONE, "does not concern HER2"),
        ("EID3", Status.GONE, ""),
    }
    assert {each.loader for each in found.tallies} >= {"curated", "civic"}


@pytest.mark.parametrize(
    ("rating", "held"), [("7", {"EID283": "cannot be read"}), ("7\textra cell", None)]
)
def test_a_row_that_cannot_be_read_is_not_said_to_be_gone(
    tmp_path: Path, rating: str, held: dict[str, str] | None
) -> None:
    """And where its id is not known, nothing is said."""
    path = _file(tmp_path, "a.tsv", {"rating": rating})
    assert _held(read_materials(Path(path))) == held
