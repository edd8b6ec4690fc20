"""The Python interface, from the docstrings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from her2kg import api

from .markdown import cell, code, table

__all__ = ["front_in_full", "modules_in_full"]

_FRONT = ("open_graph", "HER2Graph", "Explanation", "Shown")
_PARTS = (
    "",
    "checking",
    "differing",
    "exporting",
    "fetching",
    "proposing",
    "ontology",
    "loaders",
    "queries",
    "viz",
)
_SECTION = re.compile(r"^(Args|Returns|Raises|Yields|Attributes):$")

_LONGEST_VALUE = 80

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def front_in_full() -> str:
    """Return all that is said of what users call."""
    parsed = _parsed(_base() / "api.py")
    defined = {node.name: node for node in parsed.body if isinstance(node, Definition)}
    return "\n".join(_whole(defined[name]) for name in _FRONT)


def modules_in_full() -> str:
    """Return a section for each module with every public name."""
    return "\n".join(filter(None, (_module(name, path) for name, path in _modules())))


def _base() -> Path:
    return Path(api.__file__).parent


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _modules() -> Iterator[tuple[str, Path]]:
    """Yield name and file of every module that offers something."""
    for part in _PARTS:
        folder = (_base() / part).resolve()
        found = folder.glob("*.py") if part == "" else folder.rglob("*.py")
        for path in sorted(found):
            inside = path.relative_to(folder).with_suffix("").parts
            yield ".".join(("her2kg", *filter(None, [part]), *inside)), path


def _module(name: str, path: Path) -> str:
    tree = _parsed(path)
    rows = [_row(tree, offered) for offered in _offered(tree)]
    if not rows or path.name == "__init__.py":
        return ""
    said = cell(ast.get_docstring(tree) or "")
    return f"### {name}\n\n{said.split('. ')[0]}\n\n{table(['name', 'what it is'], rows)}"


def _offered(tree: ast.Module) -> list[str]:
    for node in tree.body:
        named = isinstance(node, ast.Assign | ast.AnnAssign) and "__all__" in ast.unparse(node)
        if isinstance(node, ast.Assign | ast.AnnAssign) and named and node.value:
            names: list[str] = ast.literal_eval(node.value)
            return names
    return []


def _row(tree: ast.Module, name: str) -> list[str]:
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, Definition) and node.name == name:
            called = f"{name}{_signature(node)}" if not isinstance(node, ast.ClassDef) else name
            return [code(called), cell(_first(ast.get_docstring(node)))]
        if isinstance(node, ast.Assign | ast.AnnAssign) and _assigns(node, name):
            return [code(name), cell(_first(_text(after))) or _value(node)]
        if isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names}:
            return [code(name), f"From {code(node.module or '')}."]
    raise LookupError(f"__all__ names {name}, and nothing defines it")


def _value(node: ast.Assign | ast.AnnAssign) -> str:
    """Return what a name without a docstring stands for, when that is short."""
    value = node.value
    if isinstance(value, ast.Call):
        return f"An instance of {code(ast.unparse(value.func))}."
    said = ast.unparse(value) if value else ""
    return code(said if len(said) <= _LONGEST_VALUE else f"{said[:_LONGEST_VALUE]} …")


def _assigns(node: ast.Assign | ast.AnnAssign, name: str) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    named = (part for target in targets for part in ast.walk(target))
    return any(isinstance(part, ast.Name) and part.id == name for part in named)


def _text(node: ast.stmt | None) -> str | None:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return str(node.value.value)
    return None


def _first(docstring: str | None) -> str:
    return (docstring or "").split("\n\n")[0]


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    arguments = ast.unparse(node.args).replace("self, ", "").replace("self", "")
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"({arguments}){returns}".replace("'", "")


def _whole(node: Definition) -> str:
    """Write a class with its public methods, or a function, with all that is said of it."""
    if not isinstance(node, ast.ClassDef):
        return _documented(f"## {node.name}", node)
    methods = [
        member
        for member in node.body
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_")
    ]
    head = f"## {node.name}\n\n{_prose(ast.get_docstring(node) or '')}"
    return "\n".join([head, *(_documented(f"### {node.name}.{m.name}", m) for m in methods)])


def _documented(heading: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    decorated = {ast.unparse(one) for one in node.decorator_list}
    is_property = bool(decorated & {"property", "cached_property"})
    call = f"{node.name}{_signature(node)}"
    if is_property:
        call = f"{node.name}: {ast.unparse(node.returns) if node.returns else ''}".replace("'", "")
    return f"{heading}\n\n```python\n{call}\n```\n\n{_prose(ast.get_docstring(node) or '')}"


def _prose(docstring: str) -> str:
    """Turn a docstring of Google's form into Markdown."""
    lines: list[str] = []
    for line in docstring.splitlines():
        heading = _SECTION.match(line)
        if heading:
            lines += [f"**{heading[1].replace('Args', 'Arguments')}**", ""]
        elif re.match(r" {4}\S", line):
            name, colon, rest = line.strip().partition(": ")
            lines.append(
                f"- `{name}`: {rest}" if colon and " " not in name else f"- {line.strip()}"
            )
        elif line.startswith("     "):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines).replace("``", "`").rstrip() + "\n"
