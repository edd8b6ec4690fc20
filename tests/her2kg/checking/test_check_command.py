"""The command ``her2kg check``."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from her2kg.check_command import CHECK_EXAMPLES, check
from her2kg.errors import InputError
from her2kg.home import Home

TEXT = "Trastuzumab targets HER2. HER2 is found on the surface of all cells. Some more words.\n"


class _Run:
    def __init__(self, article: Path) -> None:
        self.article = article

    def __call__(self, *words: str) -> Result:
        app = typer.Typer()
        app.command(epilog=CHECK_EXAMPLES)(check)
        return CliRunner().invoke(app, [str(self.article), *words], catch_exceptions=False)


@pytest.fixture
def run(built_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Run:
    """Run the command on a small article."""
    monkeypatch.setenv("HER2KG_HOME", str(built_home.root))
    article = tmp_path / "article.md"
    article.write_text(TEXT, encoding="utf-8")
    return _Run(article)


def test_a_table_ends_in_counts_and_the_notice(run: _Run) -> None:
    """What was not checked is counted, too."""
    done = run()
    assert done.exit_code == 0
    assert done.output.splitlines()[-3:] == [
        "1 sentence was not read as a claim (--all lists it).",
        "2 claims: 1 contradicted, 1 supported.",
        "Information, not medical advice. It decides nothing: read the sources.",
    ]


def test_all_lists_the_sentences_that_were_not_read(run: _Run) -> None:
    """An author sees what was passed over."""
    assert "  Some more words.\n" in run("--all").output


def test_json_goes_to_the_output(run: _Run) -> None:
    """Programs get the same counts."""
    form = json.loads(run("--format", "json").output)
    assert form["claims"] == {"contradicted": 1, "supported": 1}
    assert form["notice"] == "Information, not medical advice."


def test_a_page_goes_into_a_file(run: _Run, tmp_path: Path) -> None:
    """Its counts are printed."""
    target = tmp_path / "checked.html"
    done = run("--format", "html", "-o", str(target))
    assert done.output == f"Wrote {target}. 2 claims: 1 contradicted, 1 supported.\n"
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_table_goes_into_a_file_as_tab_separated_rows(run: _Run, tmp_path: Path) -> None:
    """One row a claim, with a header."""
    target = tmp_path / "checked.tsv"
    run("-o", str(target))
    lines = target.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert {line.count("\t") for line in lines} == {3}


def test_a_day_beyond_the_data_is_told(run: _Run) -> None:
    """The graph does not know the future."""
    assert "the graph knows nothing after" in run("--as-of", "2099").stderr


def test_a_file_that_is_missing_is_one_line(run: _Run) -> None:
    """The error is that of every command."""
    run.article.unlink()
    with pytest.raises(InputError, match="does not exist: check the name"):
        run()
