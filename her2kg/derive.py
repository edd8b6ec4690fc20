"""The rules that derive facts from claims, and the checks across records."""

from functools import cache
from importlib import resources

import pyoxigraph as ox

from her2kg.errors import BuildError
from her2kg.gather import Tick
from her2kg.ontology.namespaces import PREFIXES, curie_of, graph_iri

__all__ = ["broken_checks", "run_rules"]

_ROUNDS = 10


def run_rules(store: ox.Store, tick: Tick) -> None:
    """Run the rules in order, again and again until nothing is added."""
    rules = _texts("rules")
    for _ in range(_ROUNDS):
        before = len(store)
        for number, (_title, sparql) in enumerate(rules):
            tick("Deriving facts", number, len(rules))
            _run_rule(store, sparql)
        if len(store) == before:
            tick("Deriving facts", len(rules), len(rules))
            return
    raise BuildError(f"the rules do not come to an end within {_ROUNDS} rounds")


def _run_rule(store: ox.Store, sparql: str) -> None:
    """Add what a rule constructs to the graph that it names, but no triple twice."""
    target = next(line for line in sparql.splitlines() if line.startswith("# graph: "))
    graph = ox.NamedNode(graph_iri(target.removeprefix("# graph: ").strip()))
    triples = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    if not isinstance(triples, ox.QueryTriples):
        raise TypeError(f"the rule for {graph} is not a CONSTRUCT")
    new = [
        ox.Quad(t.subject, t.predicate, t.object, graph)
        for t in set(triples)
        if next(store.quads_for_pattern(t.subject, t.predicate, t.object, None), None) is None
    ]
    store.extend(new)


def broken_checks(store: ox.Store) -> list[str]:
    """Run the checks across records.

    Returns:
        One line for each breach, sorted; empty when all is well.
    """
    lines = []
    for title, sparql in _texts("checks"):
        rows = store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        if not isinstance(rows, ox.QuerySolutions):
            raise TypeError(f"the check {title!r} is not a SELECT")
        lines += [f"{title} {_shown(row['node'])} ({_shown(row['detail'])})" for row in rows]
    return sorted(lines)


def _shown(term: object) -> str:
    return curie_of(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


@cache
def _texts(folder: str) -> tuple[tuple[str, str], ...]:
    """Return first comment line and text of the queries in a folder, by file name."""
    files = sorted(
        (entry.name, entry.read_text(encoding="utf-8"))
        for entry in (resources.files("her2kg.ontology") / folder).iterdir()
        if entry.name.endswith(".rq")
    )
    return tuple((text.split("\n", 1)[0].removeprefix("# "), text) for _, text in files)
