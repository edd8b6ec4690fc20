"""The graph without some of its claims: what follows from the others, worked out anew."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import pyoxigraph as ox

from her2kg.derive import run_rules
from her2kg.gather import Tick
from her2kg.ontology.namespaces import PREFIXES, graph_iri

__all__ = ["without"]

_DERIVED = frozenset({graph_iri("facts"), graph_iri("read")})
_SUBJECT = ox.NamedNode(PREFIXES["rdf"] + "subject")
_OBJECT = ox.NamedNode(PREFIXES["rdf"] + "object")


def without(
    store: ox.Store,
    dropped: AbstractSet[ox.NamedNode],
    tick: Tick,
    added: Iterable[ox.Quad] = (),
) -> ox.Store:
    """Copy a graph in memory, leave claims out, and derive its facts again.

    A node that only its claims describe (an indication, an outcome, a rule) leaves with the
    last of them, and so do the claims that point at it; otherwise it would stay as a name
    without content.

    Args:
        store: the graph; it is not changed.
        dropped: the claims to leave out.
        tick: told of the progress.
        added: what the rules must know besides.

    Returns:
        A store in memory with the same named graphs.
    """
    tick("Leaving claims out", 0, 0)
    gone = _emptied(store, dropped)
    leaving = dropped | gone | _pointing_at(store, gone)
    copy = ox.Store()
    copy.bulk_extend(
        quad
        for graph in store.named_graphs()
        if graph.value not in _DERIVED
        for quad in store.quads_for_pattern(None, None, None, graph)
        if quad.subject not in leaving and quad.object not in leaving
    )
    copy.extend(added)
    run_rules(copy, tick)
    return copy


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""


def _emptied(store: ox.Store, dropped: AbstractSet[ox.NamedNode]) -> set[ox.NamedNode]:
    """Return the nodes that lose every claim about them and are more than a name."""
    touched = {
        quad.object
        for claim in dropped
        for quad in store.quads_for_pattern(claim, _SUBJECT, None, None)
    }
    return {
        node
        for node in touched
        if isinstance(node, ox.NamedNode)
        and all(
            quad.subject in dropped
            for quad in store.quads_for_pattern(None, _SUBJECT, node, None)
            if _graph(quad) not in _DERIVED
        )
    }


def _pointing_at(store: ox.Store, nodes: AbstractSet[ox.NamedNode]) -> set[ox.NamedNode]:
    return {
        quad.subject
        for node in nodes
        for quad in store.quads_for_pattern(None, _OBJECT, node, None)
        if isinstance(quad.subject, ox.NamedNode)
    }
