"""An entity and what matters most around it, chosen so that no type of node fills the picture."""

from collections.abc import Iterable, Mapping

import networkx as nx
import pyoxigraph as ox

from her2kg.ontology.namespaces import curie_of
from her2kg.viz import LIMIT, MOST
from her2kg.viz.kinds import groups, kinds
from her2kg.viz.links import Link, Links, NodeInfo

__all__ = ["neighbourhood"]

_TALLEST = 14
"""A column has no more nodes than this unless the limit asks for a fuller picture."""

_SECOND_RING = 3
"""Second-ring nodes for each node of the first ring, at most."""

_FEW = 12
"""So many second-ring nodes may stand even around an entity with a single link."""


def neighbourhood(store: ox.Store, iri: str, limit: int = LIMIT) -> "nx.MultiDiGraph[str]":
    """Choose the nodes around an entity and the links among them.

    Direct neighbours come first, then neighbours of those. Each column of the picture gets its
    share of the places; within it, links that more and better checked claims support come first,
    and labels break ties. Records such as indications become links between their participants,
    unless the entity is one itself.

    Args:
        store: the graph.
        iri: the entity in the middle.
        limit: how many nodes at most, the entity included; never more than ``MOST``.

    Returns:
        A graph whose nodes are IRIs with ``curie``, ``kind``, ``kind_label``, ``group``,
        ``hollow``, ``label``, ``definition``, ``ring`` (0 for the entity) and ``score``, and
        whose edges, keyed by predicate and polarity, carry ``id`` and ``link`` (a ``Link``).
        ``graph["focus"]`` is the entity, ``graph["left_out"]`` how many direct neighbours there
        was no room for.

    Raises:
        LookupError: the graph has no such entity, or none that can be drawn.
        ValueError: the limit is below 1.
    """
    if limit < 1:
        raise ValueError(f"the picture needs room for at least one node, not {limit}")
    links = Links(store)
    focus = links.info(iri)
    if focus is None:
        raise LookupError(f"{curie_of(iri)} is not in the graph, or is nothing that can be drawn")
    room = min(limit, MOST) - 1
    near = _scores([(link, 1.0) for link in links.around(iri)], {iri}, iri)
    first = _share(links, near, room, {})
    far = _second_ring(links, first, near, iri)
    rest = min(room - len(first), max(_FEW, _SECOND_RING * len(first)))
    second = _share(links, far, rest, _counts(links, first), room)
    graph = _graph(links, focus, first, second, {**far, **near})
    graph.graph["left_out"] = len(near) - len(first)
    return graph


def _scores(
    weighted: Iterable[tuple[Link, float]], taken: set[str], origin: str
) -> dict[str, float]:
    """Add up what the links lead to; several links to one node count together."""
    scores: dict[str, float] = {}
    for link, factor in weighted:
        other = link.other(origin)
        if other not in taken:
            scores[other] = scores.get(other, 0.0) + link.weight * factor
    return scores


def _second_ring(
    links: Links, first: list[str], near: Mapping[str, float], focus: str
) -> dict[str, float]:
    """Score the neighbours of neighbours; hubs share their weight among all their links."""
    far: dict[str, float] = {}
    for node in first:
        around = links.around(node)
        factor = near[node] / (1 + len(around))
        for other, score in _scores([(x, factor) for x in around], {*near, focus}, node).items():
            far[other] = far.get(other, 0.0) + score
    return {other: score for other, score in far.items() if not _aside(links, other)}


def _aside(links: Links, iri: str) -> bool:
    info = links.info(iri)
    return info is not None and kinds()[info.kind].aside


def _group(links: Links, iri: str) -> str:
    info = links.info(iri)
    return kinds()[info.kind].group if info else "other"


def _label(links: Links, iri: str) -> str:
    info = links.info(iri)
    return info.label if info else ""


def _counts(links: Links, nodes: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for node in nodes:
        group = _group(links, node)
        counts[group] = counts.get(group, 0) + 1
    return counts


def _share(
    links: Links,
    scores: Mapping[str, float],
    room: int,
    used: Mapping[str, int],
    places: int | None = None,
) -> list[str]:
    """Deal out the places: the columns take turns, the best of each first.

    A column stops at a fair share of all places, and a little later when others leave theirs
    empty, so that one type never fills the picture.
    """
    ranked = sorted(scores, key=lambda n: (-round(scores[n], 9), _label(links, n), n))
    queues: dict[str, list[str]] = {name: [] for name in groups()}
    for node in ranked:
        queues[_group(links, node)].append(node)
    fair = max(1, -(-(room if places is None else places) // len(groups())))
    chosen: list[str] = []
    for bound in (fair, max(_TALLEST, fair)):
        for turn in range(bound):
            for name, queue in queues.items():
                full = used.get(name, 0) + turn >= bound
                if turn < len(queue) and not full and len(chosen) < room:
                    chosen.extend(n for n in [queue[turn]] if n not in chosen)
    return chosen


def _graph(
    links: Links,
    focus: NodeInfo,
    first: list[str],
    second: list[str],
    scores: Mapping[str, float],
) -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(focus=focus.iri)
    rings = {focus.iri: 0, **dict.fromkeys(first, 1), **dict.fromkeys(second, 2)}
    for node in sorted(rings):
        info = links.info(node)
        if info is not None:
            graph.add_node(node, **_node(info), ring=rings[node], score=scores.get(node, 0.0))
    found = {x for node in rings for x in links.around(node)}
    drawn = sorted(
        (x for x in found if x.source in rings and x.target in rings),
        key=lambda x: (x.source, x.target, x.predicate, x.polarity, x.records),
    )
    for link in drawn:
        key = f"{curie_of(link.predicate)} {link.polarity}"
        name = f"{curie_of(link.source)} {key} {curie_of(link.target)}"
        graph.add_edge(link.source, link.target, key=key, id=name, link=link)
    return graph


def _node(info: NodeInfo) -> dict[str, str | bool]:
    kind = kinds()[info.kind]
    return {
        "curie": curie_of(info.iri),
        "kind": info.kind,
        "kind_label": info.kind_label,
        "group": kind.group,
        "hollow": kind.hollow,
        "label": info.label,
        "definition": info.definition,
    }
