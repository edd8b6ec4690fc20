"""An entity and what matters most around it, chosen so that no type of node fills the picture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from her2kg.viz import LIMIT, MOST
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import groups, kinds
from her2kg.viz.links import Link

__all__ = ["Neighbourhood", "neighbourhood", "neighbours"]

_TALLEST = 14
"""A column has no more nodes than this unless the limit asks for a fuller picture."""

_SECOND_RING = 3
"""Second-ring nodes for each node of the first ring, at most."""

_FEW = 12
"""So many second-ring nodes may stand even around an entity with a single link."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What a picture shows around an entity.

    Attributes:
        focus: CURIE of the entity.
        nodes: CURIEs of all nodes, the entity first, then the most important ones.
        left_out: how many direct neighbours there was no room for.
    """

    focus: str
    nodes: tuple[str, ...]
    left_out: int


def neighbourhood(atlas: Atlas, focus: str, limit: int = LIMIT) -> Neighbourhood:
    """Choose the nodes around an entity.

    Direct neighbours come first, then neighbours of those. Each column of the picture gets its
    share of the places; within it, links that more and better checked claims support come first,
    and labels break ties.

    Args:
        atlas: everything that can be drawn.
        focus: CURIE of the entity in the middle.
        limit: how many nodes at most, the entity included; never more than ``MOST``.

    Returns:
        The choice; the same atlas gives the same one.

    Raises:
        LookupError: the graph has no such entity, or none that can be drawn.
        ValueError: the limit is below 1.
    """
    if limit < 1:
        raise ValueError(f"the picture needs room for at least one node, not {limit}")
    if focus not in atlas.nodes:
        raise LookupError(f"{focus} is not in the graph, or is nothing that can be drawn")
    room = min(limit, MOST) - 1
    near = _scores([(link, 1.0) for link in atlas.around(focus)], {focus}, focus)
    first = _share(atlas, near, room, {})
    far = _second_ring(atlas, first, near, focus)
    rest = min(room - len(first), max(_FEW, _SECOND_RING * len(first)))
    second = _share(atlas, far, rest, _counts(atlas, first), room)
    nodes = (focus, *_ranked(atlas, first, near), *_ranked(atlas, second, far))
    return Neighbourhood(focus, nodes, len(near) - len(first))


def neighbours(atlas: Atlas, node: str) -> list[str]:
    """Return all direct neighbours of a node, those that the strongest links join to it first.

    Raises:
        LookupError: the graph has no such node.
    """
    if node not in atlas.nodes:
        raise LookupError(f"{node} is not in the graph, or is nothing that can be drawn")
    near = _scores([(link, 1.0) for link in atlas.around(node)], {node}, node)
    return _ranked(atlas, near, near)


def _ranked(atlas: Atlas, nodes: Iterable[str], scores: Mapping[str, float]) -> list[str]:
    return sorted(nodes, key=lambda n: (-round(scores[n], 9), atlas.nodes[n].label, n))


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
    atlas: Atlas, first: list[str], near: Mapping[str, float], focus: str
) -> dict[str, float]:
    """Score the neighbours of neighbours; hubs share their weight among all their links."""
    far: dict[str, float] = {}
    for node in first:
        around = atlas.around(node)
        factor = near[node] / (1 + len(around))
        for other, score in _scores([(x, factor) for x in around], {*near, focus}, node).items():
            far[other] = far.get(other, 0.0) + score
    return {n: score for n, score in far.items() if not kinds()[atlas.nodes[n].kind].aside}


def _group(atlas: Atlas, node: str) -> str:
    return kinds()[atlas.nodes[node].kind].group


def _counts(atlas: Atlas, nodes: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for node in nodes:
        group = _group(atlas, node)
        counts[group] = counts.get(group, 0) + 1
    return counts


def _share(
    atlas: Atlas,
    scores: Mapping[str, float],
    room: int,
    used: Mapping[str, int],
    places: int | None = None,
) -> list[str]:
    """Deal out the places: the columns take turns, the best of each first.

    A column stops at a fair share of all places, and a little later when others leave theirs
    empty, so that one type never fills the picture.
    """
    queues: dict[str, list[str]] = {name: [] for name in groups()}
    for node in _ranked(atlas, scores, scores):
        queues[_group(atlas, node)].append(node)
    fair = max(1, -(-(room if places is None else places) // len(groups())))
    chosen: dict[str, None] = {}
    for bound in (fair, max(_TALLEST, fair)):
        for turn in range(bound):
            for name, queue in queues.items():
                full = used.get(name, 0) + turn >= bound
                if turn < len(queue) and not full and len(chosen) < room:
                    chosen[queue[turn]] = None
    return list(chosen)
