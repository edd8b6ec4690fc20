"""What is shipped."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.shared import ROOT

PARTS = ("ontology", "loaders", "queries", "viz")
DATA = {".toml", ".ttl", ".rq", ".csv", ".tsv", ".txt", ".md", ".j2", ".css", ".js", ".typed"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree."""
    target = tmp_path_factory.mktemp("wheel")
    tree = target / "tree"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "build", "*.egg-info", "__pycache__", ".*_cache"
    )
    shutil.copytree(ROOT, tree, symlinks=True, ignore=left_out)
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(target), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(target.glob("*.whl"))


def _tree() -> set[str]:
    found = set()
    for part in (*PARTS, "her2kg"):
        for path in (ROOT / part).rglob("*"):
            inside = path.relative_to(ROOT / part)
            linked = part == "her2kg" and inside.parts[0] in PARTS
            if path.suffix in DATA | {".py"} and "__pycache__" not in path.parts and not linked:
                place = inside if part == "her2kg" else Path(part) / inside
                found.add(f"her2kg/{place.as_posix()}")
    return found - {"her2kg/loaders/README.md"}


def test_the_wheel_holds_what_the_tree_holds(wheel: Path) -> None:
    """Every module and data file is in the wheel, and nothing else."""
    names = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    assert names - {"her2kg/loaders/README.md"} == _tree()


def test_the_owner_s_packages_are_dependencies_and_used() -> None:
    """rdflib, networkx, pyvis and pytest are dependencies, and code imports them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=]", entry)[0] for entry in project["dependencies"]}
    code = "\n".join(
        path.read_text("utf-8") for part in PARTS for path in (ROOT / part).rglob("*.py")
    )
    for name in ("rdflib", "networkx", "pyvis"):
        assert name in names
        assert re.search(rf"^\s*(?:from|import) {name}\b", code, re.MULTILINE), name
    assert "pytest" in names


def test_every_dependency_is_pinned() -> None:
    """The constraints pin all that is declared, and name no package index."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "constraints.txt").read_text("utf-8")
    pinned = {
        line.split("==")[0].lower().replace("_", "-") for line in text.splitlines() if "==" in line
    }
    declared = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=]", entry)[0].lower().replace("_", "-") for entry in declared}
    assert names <= pinned
    assert "://" not in text
    assert "index" not in text


def test_the_licences_are_named() -> None:
    """Code, tables and sources each have their licence."""
    assert "MIT" in (ROOT / "LICENSE").read_text("utf-8")
    licences = (ROOT / "LICENSES" / "README.md").read_text("utf-8")
    assert all(name in licences for name in ("MIT", "CC BY 4.0", "CC0"))
