"""Tests of how two things are connected."""

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.viz.atlas import Atlas
from her2kg.viz.paths import LONGEST, Way, ways
from tests.viz.atlases import atlas_of, atlases, link_of, thing

A, B, C, D, E, F = (f"x:{letter}" for letter in "abcdef")


def _plain(*pairs: str, more: int = 0) -> Atlas:
    """Join letters in pairs by equal links; ``more`` further things hang on ``b``."""
    links = [link_of(f"x:{pair[0]}", f"x:{pair[1]}") for pair in pairs]
    links += [link_of(B, f"x:more{number}") for number in range(more)]
    ends = {end for link in links for end in (link.source, link.target)}
    return atlas_of([thing(end) for end in sorted(ends)], links)


def _supported(atlas: Atlas, without: set[str]) -> "nx.Graph[str]":
    """Join the things as the tests understand it: by links that something supports."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(atlas.nodes)
    graph.add_edges_from((x.source, x.target) for x in atlas.links if x.polarity == "supports")
    graph.remove_nodes_from(without)
    return graph


def _walks(way: Way) -> bool:
    """Say whether each step of a way is a supported link between its two stations."""
    steps = list(itertools.pairwise(way.nodes))
    return len(steps) == len(way.links) and all(
        links and all({x.source, x.target} == {*step} and x.polarity == "supports" for x in links)
        for step, links in zip(steps, way.links, strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(atlases(), st.sets(st.integers(0, 11), max_size=3), st.integers(1, 11))
def test_the_ways_are_the_shortest(atlas: Atlas, avoided: set[int], last: int) -> None:
    """On any graph: as short as networkx finds, real walks, none through what is avoided."""
    start, end = "x:00", f"x:{1 + last % (len(atlas.nodes) - 1):02}"
    avoid = {f"x:{number:02}" for number in avoided}
    found = ways(atlas, start, end, sorted(avoid))
    graph = _supported(atlas, avoid - {start, end})
    short = nx.shortest_path_length(graph, start, end) if nx.has_path(graph, start, end) else 99
    direct = [way for way in found if not way.round]
    assert bool(direct) == (short <= LONGEST)
    assert all(len(way.links) == short for way in direct)
    assert len({way.nodes for way in found}) == len(found) <= 5
    for way in found:
        assert (way.nodes[0], way.nodes[-1]) == (start, end)
        assert not set(way.nodes[1:-1]) & avoid
        assert _walks(way)


@settings(max_examples=100, deadline=None)
@given(atlases())
def test_the_way_round_a_hub_is_the_shortest_without_it(atlas: Atlas) -> None:
    """On any graph: the hub is on every way but the last, which is as short as can be."""
    found = ways(atlas, "x:00", "x:01")
    *direct, last = found or [Way((), ())]
    assert not any(way.round for way in direct)
    if last.round:
        assert all(last.round in way.nodes[1:-1] for way in direct)
        assert last.round not in last.nodes
        graph = _supported(atlas, {last.round})
        assert len(last.links) == nx.shortest_path_length(graph, "x:00", "x:01")


@settings(max_examples=60, deadline=None)
@given(atlases())
def test_a_way_back_is_as_long_as_the_way_there(atlas: Atlas) -> None:
    """Links join both ends, whichever way they point."""
    there, back = ways(atlas, "x:00", "x:01"), ways(atlas, "x:01", "x:00")
    assert [len(way.links) for way in there[:1]] == [len(way.links) for way in back[:1]]


def test_nothing_joins_what_is_not_connected() -> None:
    """Two things of different parts have no way between them."""
    assert ways(_plain("ab", "cd"), A, D) == []


def test_a_denied_link_is_no_way() -> None:
    """What sources only deny, or found no effect of, joins nothing."""
    for polarity in ("refutes", "nullResult"):
        atlas = atlas_of([thing(A), thing(B)], [link_of(A, B, polarity=polarity)])
        assert ways(atlas, A, B) == []


def test_a_thing_is_connected_with_itself() -> None:
    """The way from a thing to itself has one station and no step."""
    assert ways(_plain("ab"), A, A) == [Way((A,), ())]


def test_better_evidence_wins_among_equals() -> None:
    """Of two ways of two steps the verified one comes first, whatever the names."""
    for best, other in ((B, C), (C, B)):
        links = [link_of(A, best), link_of(best, D)]
        links += [link_of(A, other, verified=False), link_of(other, D, verified=False)]
        atlas = atlas_of([thing(name) for name in (A, B, C, D)], links)
        assert [way.nodes[1] for way in ways(atlas, A, D)] == [best, other]


def test_a_station_with_few_links_wins_among_equals() -> None:
    """A way through a hub says little, so it comes after an equal one."""
    found = ways(_plain("ab", "bd", "ac", "cd", more=5), A, D)
    assert [way.nodes for way in found] == [(A, C, D), (A, B, D)]


def test_a_way_round_the_hub_follows() -> None:
    """Where all short ways lead through one station, the best way round it is told too."""
    found = ways(_plain("ab", "bd", "ac", "ce", "ed", more=5), A, D)
    assert [(way.nodes, way.round) for way in found] == [((A, B, D), ""), ((A, C, E, D), B)]


def test_the_most_connected_station_is_gone_round() -> None:
    """Of two stations that all short ways share, the detour goes round the larger hub."""
    found = ways(_plain("ab", "bc", "cd", "ae", "ef", "fc", more=5), A, D)
    assert [(way.nodes, way.round) for way in found] == [((A, B, C, D), ""), ((A, E, F, C, D), B)]


def test_what_is_avoided_is_gone_round() -> None:
    """Avoiding the only station leaves the longer way, or none."""
    atlas = _plain("ab", "bd", "ac", "ce", "ed")
    assert [way.nodes for way in ways(atlas, A, D, [B])] == [(A, C, E, D)]
    assert ways(atlas, A, D, [B, E]) == []
    assert ways(atlas, A, D, [A, D]) == ways(atlas, A, D)


def test_at_most_four_ways_are_equally_short() -> None:
    """Of many equal ways the first four are told."""
    middle = [f"x:m{number}" for number in range(7)]
    links = [link_of(end, name) for name in middle for end in (A, B)]
    atlas = atlas_of([thing(name) for name in (A, B, *middle)], links)
    assert [way.nodes[1] for way in ways(atlas, A, B)] == middle[:4]


def test_too_long_a_way_says_nothing() -> None:
    """A chain of the longest length is a way; one link more and there is none."""
    chain = [f"x:{number:02}" for number in range(LONGEST + 2)]
    links = [link_of(one, other) for one, other in itertools.pairwise(chain)]
    atlas = atlas_of([thing(name) for name in chain], links)
    assert [way.nodes for way in ways(atlas, chain[0], chain[LONGEST])] == [tuple(chain[:-1])]
    assert ways(atlas, chain[0], chain[LONGEST + 1]) == []


def test_the_links_of_a_step_are_all_told() -> None:
    """What claims state comes before what stands for records, the best supported first."""
    links = [
        link_of(A, B, predicate="her2:a", records=("x:r",), claims=9),
        link_of(B, A, predicate="her2:b", verified=False),
        link_of(A, B, predicate="her2:c"),
        link_of(A, B, predicate="her2:d", polarity="refutes"),
    ]
    (way,) = ways(atlas_of([thing(A), thing(B)], links), A, B)
    assert [link.predicate for link in way.links[0]] == ["her2:c", "her2:b", "her2:a"]


def test_an_unknown_end_is_an_error() -> None:
    """The message names what the graph does not have, at either end."""
    for start, end in ((A, F), (F, A)):
        with pytest.raises(LookupError, match=F):
            ways(_plain("ab"), start, end)


def test_a_drug_is_connected_with_a_trial_of_another(atlas: Atlas) -> None:
    """In the sample, trastuzumab is joined to EMILIA by the drug that must not be mistaken."""
    found = ways(atlas, "drug:trastuzumab", "trial:EMILIA")
    assert found[0].nodes == ("drug:trastuzumab", "drug:trastuzumab-emtansine", "trial:EMILIA")
    assert found[0].links[0][0].predicate == "her2:mustNotSubstitute"


def test_a_hub_of_more_ways_than_are_kept_is_no_hub() -> None:
    """Six equally short ways through two stations have no station in common."""
    middles = [f"x:m{number}" for number in range(6)]
    nodes = [thing(name) for name in ("x:a", "x:p", "x:q", "x:z", *middles)]
    links = [link_of("x:a", "x:p"), link_of("x:a", "x:q")]
    links += [link_of("x:p", name) for name in middles[:5]] + [link_of("x:q", middles[5])]
    links += [link_of(name, "x:z") for name in middles]
    found = ways(atlas_of(nodes, links), "x:a", "x:z")
    assert all(len(way.nodes) == 4 for way in found)
    assert not [way.round for way in found if way.round]
