"""Tests of where things stand on the map."""

import itertools
import math

import networkx as nx
import pyoxigraph as ox
from hypothesis import given, settings

from her2kg.viz.atlas import Atlas
from her2kg.viz.map_layout import spread
from her2kg.viz.place import Place
from her2kg.viz.reading import read_atlas
from tests.viz.atlases import atlas_of, atlases, link_of, names_of, thing

_ROUNDED = 0.3
"""Middles and radii are rounded to a tenth: so much can two of them be off together."""


def _radius(atlas: Atlas, name: str) -> float:
    """Return the radius of the node itself, without what belongs to it."""
    return 7 + 2.2 * math.log2(1 + atlas.connected.degree(name))


def _away(one: Place, other: Place) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _bubbles_away(one: Place, other: Place) -> float:
    return math.hypot(one.bubble_x - other.bubble_x, one.bubble_y - other.bubble_y)


def _inside(one: Place, other: Place) -> bool:
    return _bubbles_away(one, other) + one.radius <= other.radius + _ROUNDED


def _overlaps(atlas: Atlas) -> list[tuple[str, str]]:
    """Return the pairs of nodes whose circles overlap."""
    radius = {name: _radius(atlas, name) for name in atlas.places}
    return [
        (a, b)
        for a, b in itertools.combinations(sorted(atlas.places), 2)
        if _away(atlas.places[a], atlas.places[b]) < radius[a] + radius[b] - _ROUNDED
    ]


@settings(max_examples=80, deadline=None)
@given(atlases(25))
def test_no_two_nodes_overlap(atlas: Atlas) -> None:
    """On any graph, in one part or many, the circles of nodes stay apart."""
    assert _overlaps(atlas) == []


@settings(max_examples=60, deadline=None)
@given(atlases(25))
def test_a_thing_lies_inside_its_own_bubble(atlas: Atlas) -> None:
    """The bubble of a thing holds the circle of the thing itself."""
    for name, place in atlas.places.items():
        off = math.dist((place.x, place.y), (place.bubble_x, place.bubble_y))
        assert off + _radius(atlas, name) <= place.radius + _ROUNDED


@settings(max_examples=60, deadline=None)
@given(atlases(25))
def test_bubbles_lie_apart_or_one_in_the_other(atlas: Atlas) -> None:
    """The bubbles of any two things are nested or do not touch: nothing belongs to two."""
    for one, other in itertools.combinations(atlas.places.values(), 2):
        apart = _bubbles_away(one, other) >= one.radius + other.radius - _ROUNDED
        assert apart or _inside(one, other) or _inside(other, one)


@settings(max_examples=60, deadline=None)
@given(atlases(25))
def test_a_thing_lies_inside_the_bubble_of_a_neighbour(atlas: Atlas) -> None:
    """All but the head of a part lie in the bubble of a neighbour one step nearer to the head."""
    for part in nx.connected_components(atlas.connected):
        head = min(part, key=lambda name: (-atlas.connected.degree(name), name))
        steps = nx.single_source_shortest_path_length(atlas.connected, head)
        for name in part - {head}:
            nearer = [x for x in atlas.connected.adj[name] if steps[x] == steps[name] - 1]
            assert any(_inside(atlas.places[name], atlas.places[x]) for x in nearer)


@settings(max_examples=40, deadline=None)
@given(atlases(25))
def test_everything_lies_around_the_best_connected(atlas: Atlas) -> None:
    """The head of the largest hub stands in the middle, and its bubble holds the whole map."""
    head = min(atlas.nodes, key=lambda name: (-atlas.connected.degree(name), name))
    assert atlas.places[head][:2] == (0.0, 0.0)
    assert set(atlas.places) == set(atlas.nodes)
    assert all(_inside(place, atlas.places[head]) for place in atlas.places.values())


@settings(max_examples=40, deadline=None)
@given(atlases())
def test_the_map_is_a_function_of_the_graph(atlas: Atlas) -> None:
    """The order in which nodes and links were added changes nothing."""
    turned = atlas_of(reversed(list(atlas.nodes.values())), reversed(atlas.links))
    assert turned.places == atlas.places


def test_parts_without_links_between_them_share_the_map() -> None:
    """Two pairs and a thing alone all have a place, and none stands on another."""
    names = [f"x:{letter}" for letter in "abcde"]
    atlas = atlas_of([thing(n) for n in names], [link_of("x:a", "x:b"), link_of("x:c", "x:d")])
    assert set(atlas.places) == set(names)
    assert _overlaps(atlas) == []
    assert _inside(atlas.places["x:d"], atlas.places["x:c"])


def test_a_denied_link_brings_nothing_together() -> None:
    """What is only denied does not put a thing into the bubble of the other."""
    nodes = [thing(f"x:{letter}") for letter in "abc"]
    told = [link_of("x:a", "x:b"), link_of("x:b", "x:c", polarity="refutes")]
    places = atlas_of(nodes, told).places
    assert not _inside(places["x:c"], places["x:b"])


def test_a_thing_lies_beside_the_neighbour_of_the_strongest_links() -> None:
    """Of two ways to the head, the one that checked claims support gives the bubble."""
    for good, poor in (("x:1", "x:2"), ("x:2", "x:1")):
        nodes = [thing(name) for name in ("x:head", "x:1", "x:2", "x:leaf", "x:more")]
        links = [link_of("x:head", name) for name in ("x:1", "x:2", "x:more")]
        links += [link_of(poor, "x:leaf", read_only=True), link_of(good, "x:leaf")]
        places = atlas_of(nodes, links).places
        assert _inside(places["x:leaf"], places[good])
        assert not _inside(places["x:leaf"], places[poor])


def test_a_denial_does_not_outweigh_support() -> None:
    """However many sources deny one link, the supported one gives the bubble."""
    for near, denied in (("x:1", "x:2"), ("x:2", "x:1")):
        nodes = [thing(name) for name in ("x:head", "x:1", "x:2", "x:leaf", "x:more")]
        links = [link_of("x:head", name) for name in ("x:1", "x:2", "x:more")]
        links += [link_of(near, "x:leaf", read_only=True)]
        links += [link_of(denied, "x:leaf", polarity="refutes", claims=99)]
        places = atlas_of(nodes, links).places
        assert _inside(places["x:leaf"], places[near])
        assert not _inside(places["x:leaf"], places[denied])


def test_an_empty_graph_has_an_empty_map() -> None:
    """Nothing to place is no error; neither is a graph of records alone."""
    assert spread(Atlas({}, [], [])) == {}
    assert atlas_of([thing("x:1", "Indication")], []).places == {}


def test_records_have_no_place(atlas: Atlas) -> None:
    """Every thing of the sample has a place; its indications have none."""
    assert set(atlas.places) == set(names_of(atlas)) < set(atlas.nodes)


def test_the_embedded_graph_has_a_clean_map(graph_store: ox.Store) -> None:
    """On the real graph every thing has its place and no two circles overlap."""
    found = read_atlas(graph_store)
    assert set(found.places) == set(names_of(found))
    assert _overlaps(found) == []
