"""The words of the ontology that a table of one's own may use, and which of them fit together."""

import csv
import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from her2kg.loaders.curated_schema import LITERALS
from her2kg.ontology.namespaces import KINDS, SCHEMA, schema

__all__ = ["Property", "Vocabulary", "hint", "table_rows", "vocabulary"]

_THING = URIRef(schema("Thing"))
_CLAIM = URIRef(schema("Claim"))
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Property:
    """A property, and what it can stand between.

    Attributes:
        name: its local name.
        label: its label.
        links: whether it leads to a thing; else it holds a value.
        subjects: classes of the things that it can be said of.
        objects: classes of the things that it can lead to; empty when it holds a value.
        datatype: what its values are, one of ``curated_schema.LITERALS``, or empty when the
            curated tables do not use it.
        specific: how many of its ends the ontology ties to a class.
    """

    name: str
    label: str
    links: bool
    subjects: frozenset[str]
    objects: frozenset[str]
    datatype: str
    specific: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What mappings may say.

    Attributes:
        classes: classes of things that a cell may name.
        predicates: properties that may be claimed, by name.
        qualifiers: properties that may narrow a claim, by name.
        refused: why the other classes, predicates and qualifiers may not be used, by what
            they would be used as and name.
    """

    classes: frozenset[str]
    predicates: Mapping[str, Property]
    qualifiers: Mapping[str, Property]
    refused: Mapping[tuple[str, str], str]

    def fitting(self, subject: str, kind: str = "") -> list[str]:
        """Name the predicates from a class to another, or to a value; the closest fit first."""
        found = [
            each
            for each in self.predicates.values()
            if subject in each.subjects and (kind in each.objects if kind else not each.links)
        ]
        return [each.name for each in sorted(found, key=lambda each: (-each.specific, each.name))]


def hint(word: str, known: Iterable[str]) -> str:
    """Say which word may have been meant, or which ones there are.

    >>> hint("Protien", ["Drug", "Protein"])
    "did you mean 'Protein'?"
    """
    by_folded = {name.casefold(): name for name in sorted(known)}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1)
    if near:
        return f"did you mean {by_folded[near[0]]!r}?"
    names = sorted(by_folded.values())
    more = ", \N{HORIZONTAL ELLIPSIS}" if len(names) > _SHOWN else ""
    return f"choose from: {', '.join(names[:_SHOWN])}{more}"


def table_rows(name: str) -> list[dict[str, str]]:
    """Read one of the tab-separated tables beside this module."""
    text = (resources.files("her2kg.loaders") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def vocabulary() -> Vocabulary:
    """Read the vocabulary from the ontology, without what must not be used."""
    text = (resources.files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    ontology = Graph().parse(data=text, format="turtle")
    refused = _refused()
    classes = _classes(ontology) - {term for use, term in refused if use == "class"}
    predicates, qualifiers = {}, {}
    for each in _properties(ontology, classes):
        unusable = _unusable(ontology, each)
        if unusable or not each.subjects:
            refused.setdefault(("predicate", each.name), unusable or _said_of(ontology, each))
        if unusable or not _of_claims(ontology, each):
            refused.setdefault(("qualifier", each.name), unusable or "it does not narrow claims")
        if ("predicate", each.name) not in refused:
            predicates[each.name] = each
        if ("qualifier", each.name) not in refused:
            qualifiers[each.name] = each
    return Vocabulary(classes, predicates, qualifiers, refused)


def _refused() -> dict[tuple[str, str], str]:
    """Return what must not be used as what, and why."""
    found = {}
    for row in table_rows("own_table_refused.tsv"):
        uses = ("predicate", "qualifier") if row["as"] == "property" else (row["as"],)
        found.update({(use, row["term"]): row["reason"] for use in uses})
    return found


def _classes(ontology: Graph) -> frozenset[str]:
    """Return the classes of things that nodes of their own can be made of."""
    things = set(ontology.transitive_subjects(RDFS.subClassOf, _THING)) - {_THING}
    return frozenset(_local(each) for each in things if each) & frozenset(KINDS.values())


def _properties(ontology: Graph, classes: frozenset[str]) -> Iterator[Property]:
    datatypes = _datatypes()
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        links = kind == OWL.ObjectProperty
        for each in ontology.subjects(RDF.type, kind):
            name = _local(each)
            domains = list(ontology.objects(each, RDFS.domain))
            ranges = list(ontology.objects(each, RDFS.range))
            yield Property(
                name,
                str(ontology.value(each, RDFS.label)),
                links,
                _within(ontology, classes, domains),
                _within(ontology, classes, ranges) if links else frozenset(),
                datatypes.get(name, ""),
                len(domains) + len(ranges),
            )


def _unusable(ontology: Graph, each: Property) -> str:
    """Say that a property leads to nothing that a cell may name, or return an empty text."""
    if not each.links or each.objects:
        return ""
    return f"it leads to {_ends(ontology, each, RDFS.range)} only"


def _said_of(ontology: Graph, each: Property) -> str:
    return f"it is said of {_ends(ontology, each, RDFS.domain)} only"


def _ends(ontology: Graph, each: Property, end: URIRef) -> str:
    return " and ".join(sorted(map(_local, ontology.objects(URIRef(schema(each.name)), end))))


def _within(ontology: Graph, classes: frozenset[str], bounds: list[Node]) -> frozenset[str]:
    """Keep the classes that lie in all of some classes."""

    def wider(name: str) -> set[Node | None]:
        return set(ontology.transitive_objects(URIRef(schema(name)), RDFS.subClassOf))

    return frozenset(name for name in classes if wider(name).issuperset(bounds))


def _of_claims(ontology: Graph, each: Property) -> bool:
    """Say whether a property may be said of a claim."""
    return set(ontology.objects(URIRef(schema(each.name)), RDFS.domain)) <= {_CLAIM}


def _datatypes() -> dict[str, str]:
    """Return what the curated tables take the values of each property for."""
    file = resources.files("her2kg.loaders") / "curated" / "_columns.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["predicate"]: row["range"] for row in rows if row["range"] in LITERALS}


def _local(iri: Node) -> str:
    return str(iri).removeprefix(SCHEMA)
