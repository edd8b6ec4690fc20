"""The checks of a whole graph: across records, of what rows say, of dates and scoring rules."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pyoxigraph as ox
from rdflib import Graph

from her2kg.ontology.gate import ROWS, Violation, check_graph
from her2kg.ontology.namespaces import BASE, KINDS, curie_of
from her2kg.overlap import overlaps
from her2kg.queries.scoring.rulebook import read_rulebook
from her2kg.queries.store import Row, select, text_of
from her2kg.queries.valid_time import first_day, last_day
from her2kg.sparql_files import sparql_files
from her2kg.statements import statements

__all__ = ["as_rdflib", "broken_checks", "broken_rows", "in_order", "problems"]

_AMBIGUOUS = (
    "Two rules of one guideline, stage and priority can both be met: give them different "
    "priorities, narrow one, or declare the conflict in rule_conflicts.csv."
)

_IRI = re.compile(re.escape(BASE) + r"[^\s,;]+")
_CLASSES = "SELECT ?node ?class WHERE { ?node a ?own . ?own rdfs:subClassOf* ?class }"


def problems(store: ox.Store) -> list[Violation]:
    """Check a graph whose facts are derived.

    Returns:
        The breaches, sorted; empty when all is well. Where the graph uses words that the
        ontology lacks, only these: much else would follow from them. Rules are compared with
        one another only in a graph that is sound otherwise.
    """
    unknown = set(_breaches(store, "checks/vocabulary"))
    if unknown:
        return sorted(unknown)
    found = {*broken_checks(store), *broken_rows(statements(store)), *_out_of_order(store)}
    return sorted(found or _ambiguous(store))


def broken_checks(store: ox.Store) -> list[Violation]:
    """Run the checks across records, ``ontology/checks/*.rq`` and ``checks/vocabulary/*.rq``.

    Returns:
        The breaches, sorted; empty when all is well.
    """
    return sorted({*_breaches(store, "checks/vocabulary"), *_breaches(store, "checks")})


def broken_rows(stated: ox.Store) -> list[Violation]:
    """Check what rows say, against the shapes of rows and ``ontology/checks/statements/*.rq``.

    Args:
        stated: what ``statements`` makes of a graph.

    Returns:
        The breaches, sorted; empty when all is well.
    """
    shapes_broken = check_graph(as_rdflib(stated), ROWS)
    return sorted({*shapes_broken, *_breaches(stated, "checks/statements"), *_misplaced(stated)})


def in_order(earlier: str, later: str, *, strictly: bool) -> bool:
    """Say whether two dates can be in order, as exactly as they are known.

    Args:
        earlier: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        later: likewise.
        strictly: whether at least a day must lie between them.

    Returns:
        False only when no day that the dates can mean puts them in order.

    Raises:
        ValueError: one of them is no such date.
    """
    gap = timedelta(days=1 if strictly else 0)
    return last_day(later) - first_day(earlier) >= gap


def as_rdflib(store: ox.Store) -> Graph:
    """Return all triples of a store in the form that SHACL is checked on."""
    triples = (quad.triple for quad in store)
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def _breaches(store: ox.Store, folder: str) -> Iterator[Violation]:
    for file in sparql_files(folder):
        for row in select(store, file.sparql):
            yield Violation(_shown(row, "node"), file.title, _shown(row, "detail"))


def _misplaced(stated: ox.Store) -> Iterator[Violation]:
    """Yield the nodes whose class is not what their IRI says, such as a drug among statuses."""
    classes: dict[str, list[str]] = {}
    for row in select(stated, _CLASSES):
        classes.setdefault(_shown(row, "node"), []).append(_shown(row, "class"))
    for node, found in classes.items():
        due = KINDS.get(node.partition(":")[0])
        if due and f"her2:{due}" not in found:
            yield Violation(node, f"This node is of class {due}, or of a kind of it.", found[0])


def _out_of_order(store: ox.Store) -> Iterator[Violation]:
    """Yield the pairs of dates that no reading of them puts in order."""
    for file in sparql_files("checks/order"):
        strictly = file.directive("order") == "before"
        for row in select(store, file.sparql):
            fault = _disorder(text_of(row, "earlier"), text_of(row, "later"), strictly=strictly)
            if fault:
                yield Violation(_shown(row, "node"), file.title, fault)


def _disorder(earlier: str, later: str, *, strictly: bool) -> str:
    """Say what is wrong with the order of two dates, or return an empty text."""
    try:
        return "" if in_order(earlier, later, strictly=strictly) else f"{earlier} and {later}"
    except ValueError as error:
        return str(error)


def _ambiguous(store: ox.Store) -> Iterator[Violation]:
    """Yield the rules that can be met beside another without an order between them."""
    for one, other in overlaps(read_rulebook(store)):
        yield Violation(curie_of(one.iri), _AMBIGUOUS, other.name)


def _shown(row: Row, name: str) -> str:
    return _IRI.sub(lambda found: curie_of(found[0]), text_of(row, name))
