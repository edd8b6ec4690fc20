"""Tests of where the nodes of a picture stand."""

from itertools import combinations
from typing import Any

import networkx as nx
import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.viz.kinds import groups
from her2kg.viz.layout import MARGIN, ROW, Layout, arrange
from her2kg.viz.neighbourhood import neighbourhood
from tests.viz.sample import HER2

_NODES = st.lists(
    st.tuples(st.sampled_from(sorted(groups())), st.text(max_size=40)), min_size=1, max_size=40
)
_PAIRS = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=60)


def _graph(nodes: list[tuple[str, str]], pairs: list[tuple[int, int]]) -> Any:
    graph: Any = nx.MultiDiGraph()
    for number, (group, label) in enumerate(nodes):
        graph.add_node(f"n{number:02}", group=group, label=label)
    size = len(nodes)
    graph.add_edges_from((f"n{a % size:02}", f"n{b % size:02}") for a, b in pairs if a != b)
    return graph


def _apart(layout: Layout) -> bool:
    pairs = combinations(layout.places.values(), 2)
    return all(a.group != b.group or abs(a.y - b.y) >= ROW for a, b in pairs)


def _inside(layout: Layout) -> bool:
    columns = sorted(layout.columns, key=lambda column: column.x)
    ends = [column.x + MARGIN + column.room for column in columns]
    return all(end < after.x for end, after in zip(ends, columns[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(_NODES, _PAIRS)
def test_nothing_overlaps(nodes: list[tuple[str, str]], pairs: list[tuple[int, int]]) -> None:
    """Nodes of a column are a row apart, and labels end before the next column."""
    layout = arrange(_graph(nodes, pairs), "n00")
    assert set(layout.places) == {f"n{number:02}" for number in range(len(nodes))}
    assert _apart(layout)
    assert _inside(layout)


@settings(max_examples=40, deadline=None)
@given(_NODES, _PAIRS)
def test_the_layout_is_a_function_of_the_graph(
    nodes: list[tuple[str, str]], pairs: list[tuple[int, int]]
) -> None:
    """The order in which edges and nodes were added changes nothing."""
    graph = _graph(nodes, pairs)
    other: Any = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges())))
    assert arrange(graph, "n00") == arrange(other, "n00")


@settings(max_examples=40, deadline=None)
@given(_NODES, _PAIRS, _NODES)
def test_newcomers_move_nobody(
    nodes: list[tuple[str, str]], pairs: list[tuple[int, int]], newcomers: list[tuple[str, str]]
) -> None:
    """Added nodes go to the foot of their columns; those that were there stay."""
    before = arrange(_graph(nodes, pairs), "n00")
    after = arrange(_graph(nodes + newcomers, pairs), "n00", before)
    assert {n: after.places[n] for n in before.places} == dict(before.places)
    assert len(after.places) == len(nodes) + len(newcomers)
    assert _apart(after)
    assert _inside(after)


def test_the_focus_takes_the_middle_row(store: ox.Store) -> None:
    """As many nodes stand above the focus as below it, or one more below."""
    layout = arrange(neighbourhood(store, HER2), HER2)
    focus = layout.places[HER2]
    column = [p.y for p in layout.places.values() if p.group == focus.group]
    above, below = sum(y < focus.y for y in column), sum(y > focus.y for y in column)
    assert below - above in {0, 1}


def test_columns_follow_the_order_of_types(store: ox.Store) -> None:
    """From left to right: tests, variants, genes, drugs, cancers, trials, events, other."""
    layout = arrange(neighbourhood(store, HER2), HER2)
    order = [column.group for column in layout.columns]
    assert order == [name for name in groups() if name in order]
    assert [c.x for c in layout.columns] == sorted(c.x for c in layout.columns)


def test_barycentres_spare_crossings(store: ox.Store) -> None:
    """Edges rise and fall less than with the columns in alphabetical order."""
    graph = neighbourhood(store, HER2)
    layout = arrange(graph, HER2)
    alphabetical: dict[str, float] = {}
    for column in layout.columns:
        names = sorted(n for n in graph if graph.nodes[n]["group"] == column.group)
        alphabetical |= {n: (i - (len(names) - 1) / 2) * ROW for i, n in enumerate(names)}
    ours = sum(abs(layout.places[a].y - layout.places[b].y) for a, b in graph.edges())
    assert ours < sum(abs(alphabetical[a] - alphabetical[b]) for a, b in graph.edges())


def test_longer_labels_get_more_room() -> None:
    """A column of long labels is wider than one of short ones."""
    graph = _graph([("drug", "T-DM1"), ("cancer", "gastroesophageal junction adenocarcinoma")], [])
    rooms = {column.group: column.room for column in arrange(graph, "n00").columns}
    assert rooms["cancer"] > rooms["drug"]
