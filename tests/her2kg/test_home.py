"""The data folder and its builds."""

from pathlib import Path

import pytest

from her2kg.errors import NoGraph
from her2kg.home import Home, default_home
from her2kg.inputs import Inputs


def _finished(home: Home, content: str) -> Path:
    folder = home.builds / f"unfinished-{content}" / "build"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder / "content").write_text(content, encoding="utf-8")
    return folder


def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    """An empty data folder has no graph, and the error names the command that makes one."""
    with pytest.raises(NoGraph, match="her2kg build"):
        Home(tmp_path).current()


def test_a_published_build_is_the_current_one(tmp_path: Path) -> None:
    """What was published last is in use."""
    home = Home(tmp_path)
    for name in ("one", "two"):
        home.publish(_finished(home, name), name)
        assert (home.current() / "content").read_text("utf-8") == name


def test_two_builds_are_kept(tmp_path: Path) -> None:
    """The build before the last stays, older ones go."""
    home = Home(tmp_path)
    for name in ("one", "two", "three", "three"):
        home.publish(_finished(home, name), name)
    kept = {path.name for path in home.builds.iterdir() if not path.name.startswith("unf")}
    assert kept == {"two", "three"}


def test_what_an_interrupted_build_left_is_swept(tmp_path: Path) -> None:
    """Folders of builds that did not finish are removed, the good one is not."""
    home = Home(tmp_path)
    home.publish(_finished(home, "good"), "good")
    _finished(home, "broken")
    home.sweep()
    assert [path.name for path in home.builds.iterdir()] == ["good"]


def test_a_build_whose_folder_is_gone_is_no_graph(tmp_path: Path) -> None:
    """A pointer to nowhere is the same as no build."""
    (tmp_path / "current").write_text("gone\n", encoding="utf-8")
    with pytest.raises(NoGraph):
        Home(tmp_path).current()


def test_the_list_of_inputs_is_kept(tmp_path: Path) -> None:
    """The inputs of the last build are remembered with their whole path."""
    home = Home(tmp_path)
    assert home.inputs() == Inputs()
    copy = home.added / "1" / "c.csv"
    home.remember(Inputs((Path("a.txt"), tmp_path / "b.tsv"), (copy,), everything=True))
    files = (Path("a.txt").resolve(), tmp_path / "b.tsv")
    assert home.inputs() == Inputs(files, (copy,), everything=True)


def test_the_environment_chooses_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HER2KG_HOME comes before the user's data folder."""
    monkeypatch.setenv("HER2KG_HOME", str(tmp_path))
    assert default_home() == Home(tmp_path)
    monkeypatch.delenv("HER2KG_HOME")
    assert default_home().root.name == "her2kg"
