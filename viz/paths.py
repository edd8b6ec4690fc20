"""How two things are connected: the shortest ways, ranked by evidence, and ways round hubs."""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from her2kg.viz.atlas import Atlas
from her2kg.viz.links import Link

__all__ = ["LONGEST", "Way", "ways"]

LONGEST = 8
"""Steps beyond which two things count as not connected: longer ways say nothing."""

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Way:
    """One way between two things.

    Attributes:
        nodes: CURIEs from one end to the other.
        links: for each step its links, the best supported first.
        round: CURIE of the hub that this way goes round, or empty.
    """

    nodes: tuple[str, ...]
    links: tuple[tuple[Link, ...], ...]
    round: str = ""


def ways(atlas: Atlas, start: str, end: str, avoid: Iterable[str] = ()) -> list[Way]:
    """Find how two things are connected.

    The shortest ways come first. Among equally short ones those come first whose steps more
    and better checked claims support and whose stations have fewer links, since a way through
    a hub says little. Where all the shortest lead through one station, the best way round it
    follows. Links that no claim supports join nothing.

    Args:
        atlas: the graph.
        start: CURIE of one thing.
        end: CURIE of the other.
        avoid: CURIEs of things to go round.

    Returns:
        At most five ways; none when the two are not connected within ``LONGEST`` steps.

    Raises:
        LookupError: one of the two is not in the graph.
    """
    for node in (start, end):
        if node not in atlas.nodes:
            raise LookupError(f"{node} is not in the graph, or is nothing that can be drawn")
    barred = set(avoid) - {start, end}
    shortest, common = _shortest(atlas, start, end, barred)
    found = [_way(atlas, nodes) for nodes in shortest]
    if common:
        hub = min(common, key=lambda n: (-len(atlas.around(n)), n))
        detours, _ = _shortest(atlas, start, end, {*barred, hub})
        found += [_way(atlas, nodes, hub) for nodes in detours[:1]]
    return found


def _shortest(
    atlas: Atlas, start: str, end: str, barred: set[str]
) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the best of the shortest ways, the best first, and the stations of all of them."""
    steps = _steps(atlas, end, start, barred)
    if start not in steps:
        return [], []
    common: list[str] = []
    best: dict[str, list[tuple[float, tuple[str, ...]]]] = {start: [(0.0, (start,))]}
    for distance in range(steps[start] - 1, -1, -1):
        further: dict[str, list[tuple[float, tuple[str, ...]]]] = {}
        for node, partial in best.items():
            for other, strength in _onwards(atlas, node).items():
                if steps.get(other) == distance:
                    cost = _cost(atlas, other, end, strength)
                    longer = ((c + cost, (*nodes, other)) for c, nodes in partial)
                    further.setdefault(other, []).extend(longer)
        best = {node: sorted(found, key=_rank)[:_KEPT] for node, found in further.items()}
        common += best if len(best) == 1 and distance else []
    return [nodes for _, nodes in best[end]] if start != end else [(start,)], common


def _rank(found: tuple[float, tuple[str, ...]]) -> tuple[float, tuple[str, ...]]:
    return round(found[0], 9), found[1]


def _steps(atlas: Atlas, origin: str, until: str, barred: set[str]) -> dict[str, int]:
    """Count the steps from the origin to all nodes that are no further than the other end."""
    joined = atlas.connected.adj
    steps, front = {origin: 0}, [origin]
    for distance in range(1, LONGEST + 1):
        if until in steps or not front:
            break
        fresh: list[str] = []
        for node in front:
            for other in joined[node]:
                if other not in steps and other not in barred:
                    steps[other] = distance
                    fresh.append(other)
        front = fresh
    return steps


def _onwards(atlas: Atlas, node: str) -> dict[str, float]:
    """Return how strongly each neighbour is joined: by the weight of the best link."""
    found: dict[str, float] = {}
    for link in atlas.around(node):
        if link.polarity == "supports":
            other = link.other(node)
            found[other] = max(found.get(other, 0.0), link.weight)
    return found


def _cost(atlas: Atlas, node: str, end: str, strength: float) -> float:
    hub = 0.0 if node == end else math.log2(1 + len(atlas.around(node)))
    return hub - math.log2(strength)


def _way(atlas: Atlas, nodes: tuple[str, ...], hub: str = "") -> Way:
    links = tuple(
        tuple(
            sorted(
                (x for x in atlas.around(a) if x.other(a) == b and x.polarity == "supports"),
                key=lambda x: (bool(x.records), -round(x.weight, 9), x.id),
            )
        )
        for a, b in itertools.pairwise(nodes)
    )
    return Way(nodes, links, hub)
