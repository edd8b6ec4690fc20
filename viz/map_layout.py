"""The map: every thing lies beside the neighbour that leads to the best connected one.

From the most connected thing outwards, each further one becomes part of the bubble of that
neighbour one step nearer to which the strongest links join it; bubbles lie close around
their middle, large ones first. Nothing overlaps by construction, no random number is drawn, and
50,000 nodes take seconds, where forces give a ball that nobody can read (docs/decisions/0007).
"""

import math
from collections.abc import Callable, Iterator, Mapping

import networkx as nx

from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import groups, kinds
from her2kg.viz.place import Place

__all__ = ["spread"]

_NODE = 7.0
_GROWTH = 2.2
_GAP = 4.0
_SIZES = 1.12
_GOLDEN = math.pi * (3 - math.sqrt(5))

_Circle = tuple[float, float, float]


def spread(graph: Atlas) -> dict[str, Place]:
    """Lay out the whole graph.

    Args:
        graph: the atlas; records have no place of their own.

    Returns:
        By CURIE, the place of each thing, rounded to a tenth.
    """
    things = sorted(graph.things)
    if not things:
        return {}
    joined: nx.Graph[str] = nx.Graph(graph.connected.subgraph(things))
    heads = [_head(joined, part) for part in nx.connected_components(joined)]
    heads.sort(key=lambda node: (-joined.degree(node), node))
    children = {node: list[str]() for node in things}
    depths: list[str] = []
    for head in heads:
        depths += _hang(graph, joined, head, children)
    children[heads[0]] = children[heads[0]] + heads[1:]
    own = {node: _NODE + _GROWTH * math.log2(1 + joined.degree(node)) for node in things}
    return _placed(heads[0], depths, children, own, _order(graph))


def _head(joined: "nx.Graph[str]", part: set[str]) -> str:
    return min(part, key=lambda node: (-joined.degree(node), node))


def _hang(
    graph: Atlas, joined: "nx.Graph[str]", head: str, children: dict[str, list[str]]
) -> list[str]:
    """Give every thing of a component its parent; return them from the head outwards."""
    order = [head]
    steps = nx.single_source_shortest_path_length(joined, head)
    for node in sorted(steps, key=lambda n: (steps[n], n)):
        if node == head:
            continue
        weights: dict[str, float] = {}
        for link in graph.around(node):
            other = link.other(node)
            if link.polarity == "supports" and steps.get(other) == steps[node] - 1:
                weights[other] = weights.get(other, 0.0) + link.weight
        share = {n: w / math.log2(2 + joined.degree(n)) for n, w in weights.items()}
        children[min(share, key=lambda n: (-round(share[n], 9), n))].append(node)
        order.append(node)
    return order


def _order(graph: Atlas) -> Callable[[str], tuple[int, str]]:
    columns = {name: place for place, name in enumerate(groups())}

    def key(node: str) -> tuple[int, str]:
        info = graph.nodes[node]
        return columns[kinds()[info.kind].group], info.label

    return key


def _placed(
    head: str,
    outwards: list[str],
    children: Mapping[str, list[str]],
    own: Mapping[str, float],
    order: Callable[[str], tuple[int, str]],
) -> dict[str, Place]:
    bubbles: dict[str, _Circle] = {}
    offsets: dict[str, tuple[float, float]] = {}
    for node in [*reversed([n for n in outwards if n != head]), head]:
        inside = sorted(children[node], key=lambda n: (-round(bubbles[n][2], 1), *order(n), n))
        bubbles[node] = _packed(own[node], inside, bubbles, offsets)
    middles = {head: (0.0, 0.0)}
    for node in [head, *outwards]:
        x, y = middles.setdefault(node, (0.0, 0.0))
        for child in children[node]:
            middles[child] = (x + offsets[child][0], y + offsets[child][1])
    return {n: _rounded(x, y, bubbles[n]) for n, (x, y) in middles.items()}


def _rounded(x: float, y: float, bubble: _Circle) -> Place:
    dx, dy, radius = bubble
    return Place(*(round(number, 1) for number in (x, y, x + dx, y + dy, radius)))


def _packed(
    start: float,
    inside: list[str],
    bubbles: Mapping[str, _Circle],
    offsets: dict[str, tuple[float, float]],
) -> _Circle:
    """Lay bubbles around a thing, large ones first; return the circle that holds them all.

    Each takes the first free place on a spiral of the golden angle, so that small ones fill
    the gaps that large ones leave.
    """
    circles: list[_Circle] = [(0.0, 0.0, start)]
    if not inside:
        return circles[0]
    plane = _Plane(2 * min(start, *(bubbles[node][2] for node in inside)))
    plane.put(*circles[0])
    size, turn = 0.0, 0
    for node in inside:
        bubble = _sized(bubbles[node][2] + _GAP / 2)
        if bubble != size:
            size, turn = bubble, 0
        while True:
            turn += 1
            away = max(start + size, 0.5 * size * math.sqrt(turn) + start)
            x, y = away * math.cos(turn * _GOLDEN), away * math.sin(turn * _GOLDEN)
            if plane.free(x, y, bubble):
                break
        plane.put(x, y, bubble)
        circles.append((x, y, bubble))
        dx, dy, _ = bubbles[node]
        offsets[node] = (x - dx, y - dy)
    return _around(circles)


def _around(circles: list[_Circle]) -> _Circle:
    """Return a circle around others: its middle is that of the rectangle around them."""
    x = (min(x - r for x, _, r in circles) + max(x + r for x, _, r in circles)) / 2
    y = (min(y - r for _, y, r in circles) + max(y + r for _, y, r in circles)) / 2
    return x, y, max(math.hypot(cx - x, cy - y) + r for cx, cy, r in circles)


def _sized(radius: float) -> float:
    """Round a radius up to one of few sizes: each size searches the spiral once."""
    return float(_SIZES ** math.ceil(math.log(radius, _SIZES)))


class _Plane:
    """Circles that do not overlap, found by the cells that they touch."""

    def __init__(self, side: float) -> None:
        self._side = side
        self._cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def _touched(self, x: float, y: float, r: float) -> Iterator[tuple[int, int]]:
        low, high = math.floor((x - r) / self._side), math.floor((x + r) / self._side)
        bottom, top = math.floor((y - r) / self._side), math.floor((y + r) / self._side)
        return ((i, j) for i in range(low, high + 1) for j in range(bottom, top + 1))

    def put(self, x: float, y: float, r: float) -> None:
        for cell in self._touched(x, y, r):
            self._cells.setdefault(cell, []).append((x, y, r))

    def free(self, x: float, y: float, r: float) -> bool:
        return not any(
            (x - ox) ** 2 + (y - oy) ** 2 < (r + other) ** 2
            for cell in self._touched(x, y, r)
            for ox, oy, other in self._cells.get(cell, ())
        )
