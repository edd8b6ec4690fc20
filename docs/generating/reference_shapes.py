"""The shapes, checks and rules that a build runs."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from her2kg.ontology.namespaces import curie_of

from .markdown import cell, code, table

__all__ = ["checks_table", "rules_table", "shapes_in_full"]

_SH = Namespace("http://www.w3.org/ns/shacl#")
_FILES = ("shapes.ttl", "row-shapes.ttl")


def shapes_in_full() -> str:
    """Return a section for each class or property aimed at, with what is asked of it."""
    graph = Graph()
    for name in _FILES:
        text = (files("her2kg.ontology") / name).read_text(encoding="utf-8")
        graph.parse(data=text, format="turtle")
    rows: dict[str, list[list[str]]] = {}
    for shape in graph.subjects(RDF.type, _SH.PropertyShape):
        rows.setdefault(_aimed_at(graph, shape), []).append(_property(graph, shape))
    return "\n".join(_section(aim, sorted(rows[aim])) for aim in sorted(rows))


def checks_table() -> str:
    """Return a table of the checks across records."""
    return table(["check", "file"], _queries("checks"))


def rules_table() -> str:
    """Return a table of the rules in the order in which they run."""
    return table(["rule", "graph", "file"], _queries("rules"))


def _aimed_at(graph: Graph, shape: Node) -> str:
    """Say what a shape is for, in words: the classes and properties of its targets."""
    classes = [code(curie_of(str(o))) for o in graph.objects(shape, _SH.targetClass)]
    paths = [code(curie_of(str(o))) for o in graph.objects(shape, _SH.targetSubjectsOf)]
    nodes = [code(curie_of(str(o))) for o in graph.objects(shape, _SH.targetNode)]
    return ", ".join([*sorted(classes), *(f"node with {p}" for p in sorted(paths)), *sorted(nodes)])


def _section(aim: str, rows: list[list[str]]) -> str:
    many = ", " in aim
    head = "## Several classes\n\nFor every " if many else "## For every "
    return f"{head}{aim}{'.' if many else ''}\n\n" + table(
        ["property", "how many", "what must hold"], rows
    )


def _property(graph: Graph, part: Node) -> list[str]:
    low, high = (graph.value(part, name) for name in (_SH.minCount, _SH.maxCount))
    many = (
        "any number" if low is None and high is None else _range(str(low or 0), str(high or "many"))
    )
    path = graph.value(part, _SH.path)
    message = str(graph.value(part, _SH.message) or "")
    return [code(curie_of(str(path))), many, cell(message)]


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _queries(folder: str) -> Iterator[list[str]]:
    root = Path(str(files("her2kg.ontology"))).resolve()
    for path in sorted((root / folder).rglob("*.rq"), key=lambda p: (len(p.parts), str(p))):
        lines = path.read_text(encoding="utf-8").splitlines()
        graph = [code(line[9:]) for line in lines if line.startswith("# graph: ")]
        link = f"[{path.name}](../../ontology/{path.relative_to(root).as_posix()})"
        yield [cell(lines[0].removeprefix("# ")), *graph, link]
