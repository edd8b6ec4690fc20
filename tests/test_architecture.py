"""The parts, and which way their imports point."""

import ast
import re
from pathlib import Path

import pytest

from tests.shared import ROOT

MAY_IMPORT = {
    "ontology": {"ontology"},
    "loaders": {"loaders", "ontology"},
    "queries": {"queries", "ontology"},
    "viz": {"viz", "queries", "ontology"},
    "her2kg": {"her2kg", "viz", "queries", "loaders", "ontology"},
}
LONGEST = 400
HOME_MODULES = {"home.py", "failures.py"}


def _modules(part: str) -> list[Path]:
    folder = ROOT / part
    found = folder.rglob("*.py") if part != "her2kg" else folder.glob("*.py")
    return sorted(path for path in found if "__pycache__" not in path.parts)


ALL = [(part, path) for part in MAY_IMPORT for path in _modules(part)]
NAMES = [str(path.relative_to(ROOT)) for _, path in ALL]


def _imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return names


def _part(module: str) -> str:
    parts = module.split(".")
    if parts[0] != "her2kg":
        return ""
    return parts[1] if len(parts) > 1 and parts[1] in MAY_IMPORT else "her2kg"


@pytest.mark.parametrize(("part", "path"), ALL, ids=NAMES)
def test_imports_point_one_way(part: str, path: Path) -> None:
    """No part knows one that builds upon it."""
    wrong = {m for m in _imported(path) if _part(m) and _part(m) not in MAY_IMPORT[part]}
    assert not wrong, f"{path.relative_to(ROOT)} imports {sorted(wrong)}"


@pytest.mark.parametrize(("part", "path"), ALL, ids=NAMES)
def test_only_the_application_meets_the_world(part: str, path: Path) -> None:
    """The environment and the clock are read by no part; no loader touches a store."""
    text = path.read_text("utf-8")
    if part != "her2kg" or path.name not in HOME_MODULES:
        assert not re.search(r"\bos\.environ\b|\bgetenv\b", text)
    if part != "her2kg":
        assert not re.search(r"\bdatetime\.now\b|\btime\.time\(|\btoday\(\)", text)
    if part in {"loaders", "ontology"}:
        assert "pyoxigraph" not in text


@pytest.mark.parametrize(("part", "path"), ALL, ids=NAMES)
def test_modules_are_small_and_say_what_they_are(part: str, path: Path) -> None:
    """Each begins with a sentence, lists what it offers in order, and is not long."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert part
    docstring = ast.get_docstring(tree) or ""
    assert docstring.split("\n")[0].endswith("."), "the module says what it is"
    assert len(text.splitlines()) <= LONGEST
    offered = [
        node
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and "__all__" in ast.unparse(node)
    ]
    if path.name not in {"__init__.py", "__main__.py"}:
        assert offered, "the module has __all__"
    for node in offered:
        value = ast.literal_eval(node.value) if node.value else []
        assert value == sorted(
            value, key=lambda name: (not name.isupper(), name)
        ) or value == sorted(value)


@pytest.mark.parametrize(("part", "path"), ALL, ids=NAMES)
def test_what_a_module_offers_exists_and_is_documented(part: str, path: Path) -> None:
    """Every name in __all__ is defined or imported there; functions and classes have docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    assert part
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} says what it is"


def test_pages_load_nothing_from_elsewhere() -> None:
    """No template, script or style names an address to load from."""
    for path in (ROOT / "viz").rglob("*"):
        if path.suffix in {".js", ".css", ".j2"}:
            found = re.findall(
                r"(?:src|href|url\(|import)\s*[=(]?\s*[\"']?https?:", path.read_text("utf-8")
            )
            assert not found, path


def test_nothing_names_this_machine() -> None:
    """No file of the parts holds a path of a machine."""
    for part in [*MAY_IMPORT, "tests", "docs", "benchmarks"]:
        for path in (ROOT / part).rglob("*"):
            if path.suffix in {".py", ".ttl", ".rq", ".csv", ".tsv", ".md", ".js", ".css", ".j2"}:
                text = path.read_text("utf-8")
                assert not re.search(r"(?<![\w.])/(?:work|root|farm)/", text), path
