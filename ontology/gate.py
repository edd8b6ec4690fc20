"""The gate: records are checked against the shapes before they enter the graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from her2kg.ontology.encode import Quad
from her2kg.ontology.namespaces import curie_of

__all__ = ["RECORDS", "ROWS", "Violation", "check", "check_graph", "shapes"]

RECORDS = "shapes.ttl"
"""The shapes of records: claims, evidence items, sources, loads, and the names of things."""

ROWS = "row-shapes.ttl"
"""The shapes of what tables say of a thing, for the bare triples that their claims state."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One breach of a shape or check, in plain English.

    Attributes:
        node: CURIE of the node.
        rule: what is asked for, or what is wrong, in one sentence.
        value: the value that breaks it, or empty.
    """

    node: str
    rule: str
    value: str

    def __str__(self) -> str:
        """Write it in one line."""
        return self.at(self.node)

    def at(self, place: str) -> str:
        """Write it in one line, with the place where the node can be mended."""
        found = f" Found: {self.value}." if self.value else ""
        return f"{place}: {self.rule}{found}"


@cache
def shapes(file: str = RECORDS) -> Graph:
    """Return the SHACL shapes of one of the two files."""
    text = (resources.files("her2kg.ontology") / file).read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def check(quads: Iterable[Quad]) -> list[Violation]:
    """Check a batch of whole records.

    Args:
        quads: the quads of some entities, sources, loads or claims; a record may not be split
            over two batches.

    Returns:
        The breaches, sorted; empty when all is well.
    """
    data = Graph()
    for subject, predicate, value, _graph in quads:
        data.add((subject, predicate, value))
    return check_graph(data)


def check_graph(data: Graph, file: str = RECORDS) -> list[Violation]:
    """Check a whole graph.

    Args:
        data: the graph.
        file: the shapes to check it against.

    Returns:
        The breaches, sorted; empty when all is well.
    """
    conforms, report, _text = validate(data, shacl_graph=shapes(file), inference="none")
    if conforms or not isinstance(report, Graph):
        return []
    results = report.subjects(RDF.type, SH.ValidationResult)
    return sorted({_violation(report, result) for result in results})


def _violation(report: Graph, result: Node) -> Violation:
    def text(predicate: URIRef) -> str:
        value = report.value(result, predicate)
        return curie_of(str(value)) if isinstance(value, URIRef) else str(value or "")

    return Violation(text(SH.focusNode), text(SH.resultMessage), text(SH.value))
