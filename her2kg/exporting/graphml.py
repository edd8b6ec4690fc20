"""The graph as GraphML for network tools: things and the facts between them."""

import io
from collections import Counter
from collections.abc import Iterable

import networkx as nx
import pyoxigraph as ox

from her2kg.exporting.output import Loss, Output
from her2kg.exporting.records import ClaimRecord, claims, things

__all__ = ["as_graphml", "network"]

_JOIN = "; "


def as_graphml(store: ox.Store) -> Output:
    """Write one node a thing and one edge a fact between two things, as networkx reads it back.

    Edges carry the counts for, against and null, how far they were checked, sources and licences.
    """
    told = list(claims(store))
    graph = network(store, told)
    text = io.BytesIO()
    nx.write_graphml(graph, text, named_key_ids=True)
    holds = {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}
    return Output({"": text.getvalue()}, holds, _losses(graph, told))


def network(store: ox.Store, told: Iterable[ClaimRecord]) -> "nx.MultiDiGraph[str]":
    """Build the network of things and facts.

    Args:
        store: the graph.
        told: its claims.

    Returns:
        A multigraph whose nodes are CURIEs and whose edges are keyed by predicate and cancer.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in things(store):
        graph.add_node(
            thing.curie,
            label=thing.label,
            kind=thing.kind,
            definition=thing.definition,
            synonyms=_JOIN.join(thing.synonyms),
            identifiers=_JOIN.join(thing.identifiers),
        )
        for wider in thing.wider:
            graph.add_edge(thing.curie, wider, key="broader", predicate="broader")
    for (subject, target, key), group in sorted(_facts(told).items()):
        if subject in graph and target in graph:
            graph.add_edge(subject, target, key=key, **_edge(group))
    return graph


def _facts(told: Iterable[ClaimRecord]) -> dict[tuple[str, str, str], list[ClaimRecord]]:
    found: dict[tuple[str, str, str], list[ClaimRecord]] = {}
    for claim in told:
        if claim.object:
            key = f"{claim.predicate} {claim.cancer}".strip()
            found.setdefault((claim.subject, claim.object, key), []).append(claim)
    return found


def _edge(group: list[ClaimRecord]) -> dict[str, str | int | bool]:
    counts = Counter(claim.polarity for claim in group)
    return {
        "predicate": group[0].predicate,
        "in_cancer": group[0].cancer,
        "supports": counts["supports"],
        "refutes": counts["refutes"],
        "null_results": counts["nullResult"],
        "verified": any(claim.verification != "unverified" for claim in group),
        "hedged": all(bool(claim.hedge) for claim in group),
        "sources": _JOIN.join(sorted({name for claim in group for name in claim.publications})),
        "licences": _JOIN.join(sorted({claim.licence for claim in group})),
    }


def _losses(graph: "nx.MultiDiGraph[str]", told: list[ClaimRecord]) -> tuple[Loss, ...]:
    nodes = set(graph)
    edges = [claim for claim in told if claim.object and {claim.subject, claim.object} <= nodes]
    found = (
        Loss("claims that say a value and not a thing", sum(1 for c in told if not c.object)),
        Loss(
            "claims about things that the graph does not name",
            sum(1 for c in told if c.object) - len(edges),
        ),
        Loss("claims that share an edge with another", len(edges) - len(_facts(edges))),
        Loss("quotes and rows behind claims", sum(1 for c in edges if c.quote or c.statement)),
        Loss("evidence levels", sum(1 for c in edges if c.level)),
        Loss("dates of validity", sum(1 for c in edges if c.valid_from or c.valid_until)),
    )
    return tuple(loss for loss in found if loss.count)
