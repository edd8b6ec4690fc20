"""One's own material: looked at, added, kept and taken back, as a user does it."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from her2kg.build import build
from her2kg.errors import BuildError, InputError
from her2kg.home import Home
from her2kg.inputs import Inputs, wanted
from her2kg.queries.store import open_store, select, text_of
from her2kg.report import read_report
from tests.her2kg.command import Run, her2kg
from tests.shared import ROOT

pytestmark = pytest.mark.long

TABLE = ROOT / "docs" / "examples" / "variants-and-drugs.csv"
NOTE = "# A note\n\nTrastuzumab targets HER2. Pertuzumab does not target EGFR.\n"


@pytest.fixture
def home(built_home: Home, tmp_path: Path) -> Home:
    """A data folder of one's own with the graph of the embedded material."""
    shutil.copytree(built_home.root, tmp_path / "home")
    return Home(tmp_path / "home")


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A text that makes two claims."""
    path = tmp_path / "note.md"
    path.write_text(NOTE, "utf-8")
    return path


def _run(home: Home, *words: str) -> Run:
    done = her2kg(*words, home=home.root)
    assert done.code == 0, done
    return done


def _graphs(home: Home) -> set[str]:
    rows = select(
        open_store(home.current() / "store"),
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?claim a her2:Claim } }",
    )
    return {text_of(row, "g").rsplit("/", 1)[1] for row in rows}


def test_what_is_added_stays_until_it_is_removed(home: Home, note: Path) -> None:
    """A graph of its own, kept by rebuilds even without the file, gone with remove."""
    before = (home.current().name, _graphs(home))
    added = _run(home, "add", str(note), str(TABLE))
    assert "Trastuzumab targets HER2" in added.out
    assert "ERBB2 L755S confers resistance to lapatinib in breast cancer" in added.out
    own = _graphs(home) - before[1]
    assert "table-variants-and-drugs" in own
    assert len([name for name in own if name.startswith("article-")]) == 1
    with_both = home.current().name
    again = _run(home, "add", str(note))
    assert "already" in again.err
    assert home.current().name == with_both
    note.unlink()
    _run(home, "build")
    assert home.current().name == with_both
    listed = _run(home, "add").out
    assert "note.md" in listed
    assert "variants-and-drugs.csv" in listed
    _run(home, "remove", "note.md", "variants-and-drugs.csv")
    assert (home.current().name, _graphs(home)) == before
    assert list(home.added.iterdir()) == []


def test_a_preview_changes_nothing(home: Home, note: Path) -> None:
    """It shows the claims, and the graph and the list of inputs stay."""
    before = (home.current().name, home.inputs())
    shown = _run(home, "add", str(note), "--preview").out
    assert "pertuzumab does not target EGFR" in shown
    assert "1 read, 1 taken" in shown
    assert (home.current().name, home.inputs()) == before
    assert not home.added.exists()


def test_a_file_that_cannot_be_read_leaves_nothing_behind(home: Home, tmp_path: Path) -> None:
    """No copy, no entry in the list, and the graph of before."""
    before = (home.current().name, home.inputs())
    bad = tmp_path / "bad.csv"
    bad.write_text("drug,target\nx,y\n", "utf-8")
    error = her2kg("add", str(bad), home=home.root).one_line_error()
    assert "bad.csv is of no known kind" in error
    assert (home.current().name, home.inputs()) == before
    assert not home.added.exists() or list(home.added.iterdir()) == []


def test_rejected_rows_are_shown_before_anything_is_added(home: Home, tmp_path: Path) -> None:
    """Each with its line and reason."""
    table = tmp_path / "mine.csv"
    table.write_text("drug,target,pmid\nfoomab,HER2,123\nbarmab,HER2,abc\n", "utf-8")
    (tmp_path / "mine.map.toml").write_text(
        'name = "mine"\ntitle = "Mine"\nlicence = "CC0-1.0"\n'
        'sources = { column = "pmid", prefix = "pubmed" }\n[[claims]]\n'
        'subject = { column = "drug", class = "Drug" }\npredicate = "targets"\n'
        'object = { column = "target", class = "Protein" }\n',
        "utf-8",
    )
    shown = _run(home, "add", str(table), "--preview").out
    assert "foomab targets HER2" in shown
    assert "rejected: mine.csv, line 3" in shown
    assert "not linked: foomab (Drug)" in shown


def test_a_mapping_is_suggested_and_must_be_finished(home: Home, tmp_path: Path) -> None:
    """As it is printed, it is refused: a person has to choose."""
    table = tmp_path / "mine.csv"
    table.write_text("drug,target\nfoomab,HER2\n", "utf-8")
    suggested = _run(home, "add", str(table), "--suggest-mapping").out
    (tmp_path / "mine.map.toml").write_text(suggested, "utf-8")
    assert "still has to be chosen" in her2kg("add", str(table), home=home.root).one_line_error()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("remove", "none.md"), "nothing was added yet"),
        (("add", "none.md"), "does not exist"),
        (("add", "x.map.toml"), "name the table instead"),
        (("add", "--suggest-mapping"), "name one table"),
        (("add", "a.csv", "b.csv", "--mapping", "x.map.toml"), "one by one"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    home: Home, words: tuple[str, ...], reason: str
) -> None:
    """Each says what to do."""
    assert reason in her2kg(*words, home=home.root).one_line_error()


def test_no_build_forgets_what_was_added(tmp_path: Path) -> None:
    """The list of files is replaced, what was added is not; to forget it is refused."""
    last = Inputs((tmp_path / "old.tsv",), (tmp_path / "mine.md",), everything=True)
    new = wanted(last, [tmp_path / "new.tsv"], everything=False, embedded_only=False)
    assert new == Inputs((tmp_path / "new.tsv",), (tmp_path / "mine.md",))
    assert wanted(last, [], everything=False, embedded_only=False) == last
    with pytest.raises(InputError, match=r"her2kg remove mine.md"):
        wanted(last, [], everything=False, embedded_only=True)


def test_a_build_that_loses_claims_stops(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """An input yields less than before: the graph of before stays, unless that is accepted."""
    before = home.current()
    report = read_report(before / "report.json")
    store, lost = _without_drugs(open_store(before / "store"))
    monkeypatch.setattr("her2kg.build.make_graph", lambda *_, **__: (store, report))
    with pytest.raises(BuildError, match=rf"curated, drugs.*{lost:,} of {lost:,} claims are lost"):
        build(home, Inputs())
    assert home.current() == before
    build(home, Inputs(), accept_losses=True)
    assert home.current() != before


def _without_drugs(whole: ox.Store) -> tuple[ox.Store, int]:
    """Copy a graph without the claims of one curated table; return it and how many they were."""
    of_drugs = "SELECT ?claim WHERE { ?claim her2:recordId ?id FILTER (STRSTARTS(?id, 'drugs ')) }"
    gone = {row["claim"] for row in select(whole, of_drugs)}
    left = ox.Store()
    left.bulk_extend(quad for quad in whole if quad.subject not in gone)
    return left, len(gone)
