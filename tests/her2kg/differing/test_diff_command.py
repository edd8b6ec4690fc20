"""The command ``her2kg diff``."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from her2kg.diff_command import DIFF_EXAMPLES, diff
from tests.her2kg.differing.graphs import civic, home_with


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "_Run":
    """Run the command on a data folder with two builds."""
    new = civic({"evidence_level": "A"}, {"evidence_id": "9"})
    home = home_with(tmp_path, ("aaaa1111", civic({})), ("aaaa2222", new))
    monkeypatch.setenv("HER2KG_HOME", str(home.root))
    return _Run()


class _Run:
    def __call__(self, *words: str) -> Result:
        app = typer.Typer()
        app.command(epilog=DIFF_EXAMPLES)(diff)
        return CliRunner().invoke(app, words, catch_exceptions=False)


def test_without_words_the_last_build_is_compared_with_the_one_before(run: _Run) -> None:
    """The usual question needs no argument."""
    done = run()
    assert done.exit_code == 0
    assert done.output.startswith("Old: build aaaa1111\nNew: build aaaa2222\n")
    assert "level A, was D" in done.output
    assert done.output.endswith("\nInformation, not medical advice.\n")


def test_one_build_is_compared_with_the_current_one(run: _Run) -> None:
    """A missing second argument is the graph in use."""
    assert "Nothing changed" in run("aaaa2222").output


def test_json_has_the_keys_that_the_page_names(run: _Run) -> None:
    """Programs rely on them."""
    found = json.loads(run("--format", "json").output)
    assert found["format"] == "her2kg-diff/1"
    assert list(found) == [
        "format",
        "old",
        "new",
        "only",
        "tallies",
        "records",
        "verdicts",
        "triples_new",
        "triples_gone",
        "renamed",
        "unlinked_new",
        "unlinked_gone",
        "quads",
    ]
    assert {each["record"]: each["status"] for each in found["records"]} == {
        "EID283": "changed",
        "EID9": "new",
    }


def test_a_patch_goes_into_a_file(run: _Run, tmp_path: Path) -> None:
    """Only the name of the file is printed."""
    target = tmp_path / "changes.rdfp"
    done = run("--format", "patch", "-o", str(target))
    lines = target.read_text(encoding="utf-8").splitlines()
    assert done.output == f"Wrote {target}.\n"
    assert (lines[1], lines[-1]) == ("TX .", "TC .")
    assert {line[0] for line in lines[2:-1]} == {"A", "D"}


def test_a_patch_of_one_source_keeps_to_its_graphs(run: _Run) -> None:
    """Facts, which rest on all sources, are left out."""
    rows = run("--format", "patch", "--only", "civic").output.splitlines()[2:-1]
    assert rows
    assert all(row.endswith("/graph/civic> .") for row in rows)
