"""The shapes, checks and rules that a build runs."""

from collections.abc import Iterator
from importlib.resources import files

from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from her2kg.ontology.namespaces import curie_of

from .markdown import cell, code, table

__all__ = ["checks_table", "rules_table", "shapes_in_full"]

_SH = Namespace("http://www.w3.org/ns/shacl#")


def shapes_in_full() -> str:
    """Return a section for each shape, with what it asks of each property."""
    text = (files("her2kg.ontology") / "shapes.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=text, format="turtle")
    shapes = sorted(graph.subjects(RDF.type, _SH.NodeShape), key=str)
    return "\n".join(_section(graph, shape) for shape in shapes)


def checks_table() -> str:
    """Return a table of the checks across records."""
    return table(["check", "file"], _queries("checks"))


def rules_table() -> str:
    """Return a table of the rules in the order in which they run."""
    return table(["rule", "graph", "file"], _queries("rules"))


def _section(graph: Graph, shape: Node) -> str:
    aimed = sorted(code(curie_of(str(o))) for o in graph.objects(shape, _SH.targetClass))
    for path in graph.objects(shape, _SH.targetSubjectsOf):
        aimed.append(f"node with {code(curie_of(str(path)))}")
    name = str(shape).rsplit("/", 1)[-1]
    rows = sorted(_property(graph, part) for part in graph.objects(shape, _SH.property))
    head = f"## {name}\n\nFor every {', '.join(aimed)}.\n\n"
    return head + table(["property", "how many", "what must hold"], rows)


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
    entries = (files("her2kg.ontology") / folder).iterdir()
    for entry in sorted(entries, key=lambda e: e.name):
        if not entry.name.endswith(".rq"):
            continue
        lines = entry.read_text(encoding="utf-8").splitlines()
        graph = [code(line[9:]) for line in lines if line.startswith("# graph: ")]
        link = f"[{entry.name}](../../ontology/{folder}/{entry.name})"
        yield [cell(lines[0].removeprefix("# ")), *graph, link]
