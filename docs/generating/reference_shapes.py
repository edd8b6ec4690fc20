"""The page of the shapes, checks and rules that a build runs."""

from collections.abc import Iterator
from importlib.resources import files

from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from her2kg.ontology.namespaces import curie_of

from .context import Context
from .markdown import GENERATED, cell, code, table

__all__ = ["shapes_page"]

_SH = Namespace("http://www.w3.org/ns/shacl#")


def shapes_page(_context: Context) -> str:
    """Write the page of what every record must look like and how facts are derived."""
    text = (files("her2kg.ontology") / "shapes.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=text, format="turtle")
    shapes = sorted(graph.subjects(RDF.type, _SH.NodeShape))
    parts = [
        f"{GENERATED}\n\n# Shapes, checks and rules\n",
        "What every record must look like, what must hold across records, and how facts follow"
        " from claims. A build that breaks a shape or a check stops and keeps the graph of before;"
        " `her2kg validate` runs them on the graph in use.\n",
        *(_section(graph, shape) for shape in shapes),
        "## Checks across records\n",
        "Each finds what must not be.\n",
        table(["check", "file"], _queries("checks")),
        "## Rules\n",
        "Run in this order, again and again until nothing is added.\n",
        table(["rule", "graph", "file"], _queries("rules")),
    ]
    return "\n".join(parts)


def _section(graph: Graph, shape: Node) -> str:
    aimed = sorted(curie_of(str(o)) for o in graph.objects(shape, _SH.targetClass))
    aimed += [f"subjects of {curie_of(str(o))}" for o in graph.objects(shape, _SH.targetSubjectsOf)]
    name = str(shape).rsplit("/", 1)[-1]
    rows = sorted(_property(graph, part) for part in graph.objects(shape, _SH.property))
    head = f"## {name}\n\nFor every {', '.join(map(code, aimed))}.\n\n"
    return head + table(["property", "how many", "what must hold"], rows)


def _property(graph: Graph, part: Node) -> list[str]:
    low, high = (graph.value(part, name) for name in (_SH.minCount, _SH.maxCount))
    many = "any number" if low is None and high is None else f"{low or 0} to {high or 'many'}"
    path = graph.value(part, _SH.path)
    message = str(graph.value(part, _SH.message) or "")
    return [code(curie_of(str(path))), many, cell(message)]


def _queries(folder: str) -> Iterator[list[str]]:
    entries = (files("her2kg.ontology") / folder).iterdir()
    for entry in sorted(entries, key=lambda e: e.name):
        if not entry.name.endswith(".rq"):
            continue
        lines = entry.read_text(encoding="utf-8").splitlines()
        graph = [code(line[9:]) for line in lines if line.startswith("# graph: ")]
        link = f"[{entry.name}](../../ontology/{folder}/{entry.name})"
        yield [cell(lines[0].removeprefix("# ")), *graph, link]
