"""The rules that derive facts from claims."""

import pyoxigraph as ox

from her2kg.gather import Tick
from her2kg.ontology.namespaces import PREFIXES, graph_iri
from her2kg.queries.store import Term
from her2kg.sparql_files import SparqlFile, sparql_files

__all__ = ["run_rules"]


def run_rules(store: ox.Store, tick: Tick) -> None:
    """Run the rules once, in order: none reads what a later one adds, as a test holds."""
    rules = sparql_files("rules")
    for number, rule in enumerate(rules):
        tick("Deriving facts", number, len(rules))
        _run_rule(store, rule)
    tick("Deriving facts", len(rules), len(rules))


def _run_rule(store: ox.Store, rule: SparqlFile) -> None:
    """Add what a rule constructs to the graph that it names, but no triple twice."""
    graph = ox.NamedNode(graph_iri(rule.directive("graph")))
    triples = store.query(rule.sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    if not isinstance(triples, ox.QueryTriples):
        raise TypeError(f"the rule for {graph} is not a CONSTRUCT")
    made = set(triples)
    # Most rules make properties that nothing else has; then no triple of theirs is looked for.
    used = {p for p in {t.predicate for t in made} if _holds(store, None, p, None)}
    new = [
        ox.Quad(t.subject, t.predicate, t.object, graph)
        for t in made
        if t.predicate not in used or not _holds(store, t.subject, t.predicate, t.object)
    ]
    store.extend(new)


def _holds(
    store: ox.Store,
    subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
    predicate: ox.NamedNode | None,
    value: Term | None,
) -> bool:
    """Say whether any graph has a triple of this pattern."""
    return next(store.quads_for_pattern(subject, predicate, value, None), None) is not None
