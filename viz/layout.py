"""Fixed positions in columns by type, so that nothing overlaps and nothing moves later."""

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from her2kg.viz.kinds import groups

__all__ = ["CHARACTER", "MARGIN", "ROW", "Column", "Layout", "Place", "arrange"]

ROW = 44.0
"""Distance of two rows, in units of the picture (screen pixels at a zoom of 1)."""

CHARACTER = 7.2
"""Width given to one character of a label, in the same units."""

MARGIN = 16.0
"""Room between the middle of a node and its label, and before the next column."""

_SHORTEST, _LONGEST = 9, 22
_SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands.

    Attributes:
        group: its column.
        x: middle of the node, from left to right.
        y: middle of the node, from top to bottom; the picture is centred on 0.
    """

    group: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the picture.

    Attributes:
        group: short name of its type.
        x: where its nodes stand.
        room: width for a label, which starts ``MARGIN`` to the right of ``x``.
    """

    group: str
    x: float
    room: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns from left to right, and the place of each node by its name."""

    columns: tuple[Column, ...]
    places: Mapping[str, Place]


def arrange(graph: "nx.MultiDiGraph[str]", focus: str, before: Layout | None = None) -> Layout:
    """Place the nodes of a neighbourhood in columns by type.

    Rows are ordered by the barycentre of their neighbours (Sugiyama, Tagawa and Toda 1981) to
    keep crossings few; the entity in focus takes the middle row of its column.

    Args:
        graph: nodes carry ``group`` and ``label``.
        focus: the node in the middle.
        before: an earlier layout; its nodes keep their places and newcomers go to the foot of
            their columns, new columns to the right.

    Returns:
        The layout. Two nodes of a column are at least ``ROW`` apart, and each column leaves
        its labels the room that most of them need on two lines.
    """
    members: dict[str, list[str]] = {name: [] for name in groups()}
    for node in sorted(graph, key=lambda n: (graph.nodes[n]["label"], n)):
        members[graph.nodes[node]["group"]].append(node)
    if before is not None:
        return _extended(graph, members, before)
    present = {name: nodes for name, nodes in members.items() if nodes}
    ordered = _ordered(graph, present, focus)
    columns = _columns(graph, ordered, 0.0)
    width = columns[-1].x + columns[-1].room + MARGIN if columns else 0.0
    centred = tuple(Column(c.group, c.x - width / 2, c.room) for c in columns)
    places = {
        node: Place(column.group, column.x, (row - (len(ordered[column.group]) - 1) / 2) * ROW)
        for column in centred
        for row, node in enumerate(ordered[column.group])
    }
    return Layout(centred, places)


def _columns(
    graph: "nx.MultiDiGraph[str]", members: Mapping[str, list[str]], start: float
) -> tuple[Column, ...]:
    columns, x = [], start
    for name, nodes in members.items():
        room = _room([graph.nodes[node]["label"] for node in nodes])
        columns.append(Column(name, x + MARGIN, room))
        x += room + 3 * MARGIN
    return tuple(columns)


def _room(labels: list[str]) -> float:
    """Return the label width at which nine of ten labels fit on two lines."""
    needed = sorted(max(_word(label), -(-len(label) // 2) + 2) for label in labels)
    typical = needed[(len(needed) * 9 - 1) // 10]
    return min(_LONGEST, max(_SHORTEST, typical)) * CHARACTER


def _word(label: str) -> int:
    return max((len(word) for word in label.split()), default=0)


def _ordered(
    graph: "nx.MultiDiGraph[str]", members: Mapping[str, list[str]], focus: str
) -> dict[str, list[str]]:
    near = {node: sorted({*graph.successors(node), *graph.predecessors(node)}) for node in graph}
    order = {name: _middle(nodes, focus) for name, nodes in members.items()}
    best, fewest = order, _length(order, near)
    for sweep in range(_SWEEPS):
        names = list(order) if sweep % 2 == 0 else list(reversed(order))
        heights = _heights(order)
        order = dict(order)
        for name in names:
            order[name] = _middle(_by_barycentre(graph, order[name], near, heights), focus)
            heights |= _heights({name: order[name]})
        length = _length(order, near)
        if length < fewest:
            best, fewest = order, length
    return {name: best[name] for name in members}


def _by_barycentre(
    graph: "nx.MultiDiGraph[str]",
    nodes: list[str],
    near: Mapping[str, list[str]],
    heights: Mapping[str, float],
) -> list[str]:
    def key(node: str) -> tuple[float, str, str]:
        around = [heights[other] for other in near[node]] or [heights[node]]
        return round(sum(around) / len(around), 6), graph.nodes[node]["label"], node

    return sorted(nodes, key=key)


def _heights(order: Mapping[str, list[str]]) -> dict[str, float]:
    return {
        node: row - (len(nodes) - 1) / 2
        for nodes in order.values()
        for row, node in enumerate(nodes)
    }


def _length(order: Mapping[str, list[str]], near: Mapping[str, list[str]]) -> float:
    """Sum up how far edges rise and fall: the shorter, the fewer cross."""
    heights = _heights(order)
    return round(sum(abs(heights[a] - heights[b]) for a in near for b in near[a]), 6)


def _middle(nodes: list[str], focus: str) -> list[str]:
    if focus not in nodes:
        return nodes
    others = [node for node in nodes if node != focus]
    half = len(others) // 2
    return [*others[:half], focus, *others[half:]]


def _extended(
    graph: "nx.MultiDiGraph[str]", members: Mapping[str, list[str]], before: Layout
) -> Layout:
    known = {column.group for column in before.columns}
    fresh = {name: nodes for name, nodes in members.items() if nodes and name not in known}
    right = max((c.x + c.room + MARGIN for c in before.columns), default=0.0)
    columns = (*before.columns, *_columns(graph, fresh, right))
    places = dict(before.places)
    for column in columns:
        foot = max((p.y for p in places.values() if p.group == column.group), default=-ROW)
        newcomers = [node for node in members[column.group] if node not in places]
        for step, node in enumerate(newcomers, start=1):
            places[node] = Place(column.group, column.x, foot + step * ROW)
    return Layout(columns, places)
