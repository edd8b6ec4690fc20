"""What the lines of a WikiPathways drawing say of proteins, genes and drugs."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic import Scope
from her2kg.loaders.wikipathways_ends import End, Ends
from her2kg.loaders.wikipathways_gpml import Diagram, Line, Node
from her2kg.loaders.wikipathways_names import Thing
from her2kg.ontology.model import Claim, Name, Qualifier, Source
from her2kg.ontology.namespaces import expand, is_well_formed, mint

__all__ = ["FAMILY", "LineReader"]

FAMILY = frozenset({"EGFR", "ERBB2", "ERBB3", "ERBB4"})
"""Symbols of the genes of the ERBB family."""

_VAGUE = frozenset({"actsOn", "interactsWith"})
"""What arrows say that name no effect: that EGF acts on ERBB2 does not mean that it binds it."""

_MOST_PAIRS = 10_000
_PUBLICATIONS = {"doi": "doi", "pubmed": "pubmed"}


@dataclass(frozen=True, slots=True)
class _Arrow:
    """What an arrow head says.

    Attributes:
        predicate: local name of the property.
        gene: whether it points at a gene, not at its product.
    """

    predicate: str
    gene: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """A line in one of its directions."""

    start: End
    end: End
    head: str


@cache
def _arrows() -> Mapping[str, _Arrow]:
    table = resources.files("her2kg.loaders") / "wikipathways_arrows.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["head"]: _Arrow(row["predicate"], row["gene"] == "yes") for row in rows}


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads the lines of one drawing.

    Attributes:
        diagram: the drawing.
        things: what its nodes name; a node that names nothing is not in it.
        scope: what concerns HER2.
        material: the file, for messages.
        page: the source of the pathway.
    """

    diagram: Diagram
    things: Mapping[Node, Thing]
    scope: Scope
    material: Material
    page: URIRef

    def records(self) -> Iterator[Record]:
        """Yield what each line says, in the order of the file."""
        ends = Ends(self.diagram)
        for number, line in enumerate(self.diagram.lines):
            yield from self._records(line, ends.at(number, 0), ends.at(number, 1))

    def _records(self, line: Line, start: End, end: End) -> Iterator[Record]:
        """Yield sources and a claim for each pair, or why there are none."""
        fault = start.fault or end.fault or _unknown_head(line) or _too_many(start, end)
        if fault and not self._may_concern(start, end):
            yield OutOfScope(self.material.name, line.line, "does not concern HER2")
        elif fault:
            yield Rejection(self.material.name, line.line, fault, f"line {line.id}")
        else:
            claims = list(self._claims(line, start, end))
            if claims:
                yield Taken(self.material.name, line.line)
                yield from self._publications(line)
                yield from claims
            else:
                reason = "does not concern HER2, or names no protein, gene or drug at both ends"
                yield OutOfScope(self.material.name, line.line, reason)

    def _may_concern(self, *ends: End) -> bool:
        found = (self.things.get(node) for end in ends for node in end.nodes)
        return any(thing is not None and self._concerns(thing) for thing in found)

    def _concerns(self, thing: Thing) -> bool:
        drugs = (thing.name.text,) if thing.name.kind == "Drug" else ()
        return thing.symbol in FAMILY or self.scope.covers(thing.symbol, drugs, "")

    def _claims(self, line: Line, start: End, end: End) -> Iterator[Claim]:
        made: set[tuple[Name, Name]] = set()
        for way in _ways(line, start, end):
            for subject, target in self._pairs(way):
                if (subject, target) not in made:
                    made.add((subject, target))
                    yield self._claim(line, way, subject, target)

    def _pairs(self, way: _Way) -> Iterator[tuple[Name, Name]]:
        """Yield who acts on what; a thing that acts on itself says nothing."""
        arrow = _arrows()[way.head]
        for first in filter(None, map(self.things.get, way.start.nodes)):
            for second in filter(None, map(self.things.get, way.end.nodes)):
                if first.gene != second.gene and (self._concerns(first) or self._concerns(second)):
                    target = second.gene if arrow.gene else second.name
                    if way.head:
                        yield first.name, target
                    else:
                        low, high = sorted((first.name, target))
                        yield low, high

    def _claim(self, line: Line, way: _Way, subject: Name, target: Name) -> Claim:
        predicate = _arrows()[way.head].predicate
        if way.head and (way.start.on_line or way.end.on_line):
            predicate = "actsOn"
        hedges = [
            way.start.hedge,
            way.end.hedge,
            "broken line" if line.broken else "",
            "no effect named" if predicate in _VAGUE else "",
        ]
        cited = (self._publication(key) for key in line.citations)
        return Claim(
            subject=subject,
            predicate=predicate,
            object=target,
            record=f"{self.diagram.number} edge {line.id or 'without identifier'}",
            sources=(self.page, *(source.iri for source in cited if source)),
            qualifiers=(Qualifier("arrowType", Literal(way.head or "Line")),),
            statement=_statement(line, way, self.diagram.title),
            hedge="; ".join(dict.fromkeys(filter(None, hedges))),
        )

    def _publications(self, line: Line) -> Iterator[Source | Rejection]:
        for key in line.citations:
            source = self._publication(key)
            if source:
                yield source
            else:
                reason = f"the line cites {key!r}, which has no number of PubMed and no DOI"
                record = f"line {line.id}"
                yield Rejection(self.material.name, line.line, reason, record, partial=True)

    def _publication(self, key: str) -> Source | None:
        cited = self.diagram.publications.get(key)
        if cited is None:
            return None
        curie = f"{_PUBLICATIONS.get(cited.database.casefold(), '')}:{cited.number}"
        if not is_well_formed(curie):
            return None
        iri, title = URIRef(mint("Source", curie)), cited.title or curie
        return Source(iri, "Publication", title, expand(curie), curie)


def _unknown_head(line: Line) -> str:
    unknown = [head for head in line.heads if head not in _arrows()]
    return f"arrow head {unknown[0]!r} is not known" if unknown else ""


def _too_many(start: End, end: End) -> str:
    pairs = len(start.nodes) * len(end.nodes)
    if pairs <= _MOST_PAIRS:
        return ""
    return f"the line joins groups that make {pairs} pairs: too many to be meant one by one"


def _ways(line: Line, start: End, end: End) -> Iterator[_Way]:
    """Yield the directions of a line: that of each head, or none."""
    at_start, at_end = line.heads
    if at_end or not at_start:
        yield _Way(start, end, at_end)
    if at_start:
        yield _Way(end, start, at_start)


def _statement(line: Line, way: _Way, title: str) -> str:
    drawn = f"{way.start.words} [{way.head or 'line without arrow head'}] {way.end.words}"
    return ". ".join([f"{title}: {drawn}", *(c.rstrip(".") for c in line.comments)])
