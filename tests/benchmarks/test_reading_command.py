"""Tests of the command that prints how well prose is read."""

import json
import tarfile
from pathlib import Path

import pytest

from benchmarks.reading import measuring
from benchmarks.reading.__main__ import main
from benchmarks.reading.material import Folder
from benchmarks.reading.scores import Row
from benchmarks.reading.speed import Speed, measure, prose
from benchmarks.reading.table import Figure, as_json, as_table
from tests.shared import SHARED, needs_shared

_ROWS = [
    Row("m", "all", "tune", 7, (0.5, 1.0, 2 / 3), (0.1, 0.2, 0.3)),
    Row("m", "macro-F1", "tune", 7, (0.25,), (0.125,)),
    Row("names", "all", "judge", 3, (1.0, 1.0, 1.0), ()),
]
_FIGURES = [Figure("speed", "all", "1.5 MB/s")]


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No measuring of the speed, no gold of the project, and no large vocabularies."""
    monkeypatch.setattr(measuring, "speed_of", lambda _root: Speed(1.0, 2.0, 0.5, 0.3, 100.0))
    monkeypatch.setattr(Folder, "gold", ())
    monkeypatch.setattr(Folder, "frames", Path("none"))
    monkeypatch.setattr(Folder, "wordings", Path("none"))
    monkeypatch.setattr(Folder, "vocabularies", ())


def test_the_table_shows_the_reader_beside_the_baseline() -> None:
    """A mean has one number; what was not compared shows none."""
    lines = as_table(_ROWS, _FIGURES, ["x: no file y"]).splitlines()
    shown = [line.split() for line in lines]
    assert ["m", "tune", "7", "0.50", "1.00", "0.67", "0.10", "0.20", "0.30"] in shown
    assert ["macro-F1", "tune", "7", "0.25", "0.12"] in shown
    assert ["names", "judge", "3", "1.00", "1.00", "1.00", "-", "-", "-"] in shown
    assert ["speed", "all", "1.5", "MB/s", "-", "-"] in shown
    assert lines[-1] == "not measured: x: no file y"


def test_json_says_the_same() -> None:
    """Numbers are numbers there."""
    content = json.loads(as_json(_ROWS, _FIGURES, ["gone"]))
    assert content["scores"][0]["ours"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert content["scores"][1]["baseline"] == {"f1": 0.125}
    assert content["scores"][2]["baseline"] == {}
    assert content["figures"][0]["ours"] == "1.5 MB/s"
    assert content["not measured"] == ["gone"]


@pytest.mark.usefixtures("_quick")
def test_what_is_missing_is_told_and_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without any real file the offsets of the embedded article are still checked."""
    main(["--data", str(tmp_path)])
    shown = capsys.readouterr().out
    for what in ("CIViC", "CIViCmine", "the article"):
        assert f"not measured: {what}: no file {tmp_path}" in shown
    assert "100.0% of " in shown
    assert "0.50 MB/s" in shown


@pytest.mark.parametrize("other", [["--split", "judge"], ["--format", "json"]])
def test_errors_of_the_judge_half_cannot_be_asked_for(
    other: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The command refuses and says what to do."""
    with pytest.raises(SystemExit):
        main(["--errors", "3", *other])
    assert "leave out the other option" in capsys.readouterr().err


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The real files, of each of the large ones the first part."""
    real = Folder(SHARED)
    for part in ("material", "reference"):
        (tmp_path / part).symlink_to(SHARED / part)
    civic, mined = Folder(tmp_path).civic, Folder(tmp_path).civicmine[0][1]
    civic.parent.mkdir(parents=True)
    mined.parent.mkdir()
    rows = real.civic.read_text("utf-8").splitlines(keepends=True)
    ours = [row for row in rows if "ERBB2" in row or row is rows[0]]
    civic.write_text("".join(ours), "utf-8")
    with tarfile.open(real.civicmine[1][1]) as source, tarfile.open(mined, "w:gz") as target:
        for member in [each for each in source if each.isfile()][:300]:
            target.addfile(member, source.extractfile(member))
    return tmp_path


@needs_shared
@pytest.mark.usefixtures("_quick")
def test_the_figures_are_the_same_each_time(
    capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    """One half, as JSON, twice."""
    shown = []
    for _ in range(2):
        main(["--data", str(small), "--split", "tune", "--format", "json"])
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    scores = json.loads(shown[0])["scores"]
    assert {row["split"] for row in scores} == {"tune"}
    assert {"CIViC, drug", "CIViCmine, relations of given names"} <= {
        row["measure"] for row in scores if row["wanted"]
    }


def test_speed_is_measured_on_documents_up_to_a_size(tmp_path: Path) -> None:
    """Every document is read whole, and all figures are above nothing."""
    found = measure(prose(Folder(tmp_path)), size=20_000)
    assert 0.02 <= found.megabytes < 0.03
    assert min(found.recognition, found.reader, found.peak) > 0
