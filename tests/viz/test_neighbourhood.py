"""Tests of which nodes a picture shows."""

from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.viz import LIMIT, MOST
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import kinds
from her2kg.viz.neighbourhood import neighbourhood, neighbours
from her2kg.viz.reading import read_atlas
from tests.viz.atlases import atlas_of, atlases, link_of, thing

HER2, TRASTUZUMAB = "protein:HER2", "drug:trastuzumab"
INDICATION = "indication:FDA-2013-02-22-trastuzumab-emtansine-for-breast-cancer"


def _near(atlas: Atlas, name: str) -> set[str]:
    return {link.other(name) for link in atlas.around(name)}


def test_the_entity_comes_first(atlas: Atlas) -> None:
    """The entity asked for is in the picture, first and once."""
    found = neighbourhood(atlas, HER2)
    assert (found.focus, found.nodes[0]) == (HER2, HER2)
    assert len(set(found.nodes)) == len(found.nodes)


def test_direct_neighbours_come_before_others(atlas: Atlas) -> None:
    """With little room only direct neighbours are shown; with more, they come first."""
    near = _near(atlas, HER2)
    little = neighbourhood(atlas, HER2, limit=6).nodes
    assert len(little) == 6
    assert set(little[1:]) <= near
    much = neighbourhood(atlas, HER2).nodes
    assert set(much[1 : 1 + len(near)]) == near
    assert len(much) > 1 + len(near)


def test_what_did_not_fit_is_counted(atlas: Atlas) -> None:
    """The number of direct neighbours left out is told."""
    assert neighbourhood(atlas, HER2).left_out == 0
    assert neighbourhood(atlas, HER2, limit=6).left_out == len(_near(atlas, HER2)) - 5


def test_no_type_fills_the_picture(atlas: Atlas) -> None:
    """Drugs are most of HER2's neighbours; other types still find room."""
    shown = neighbourhood(atlas, HER2, limit=9).nodes
    groups = Counter(kinds()[atlas.nodes[name].kind].group for name in shown)
    assert groups["drug"] <= 5
    assert len(groups) >= 3


def test_an_indication_is_no_node_of_a_drug(atlas: Atlas) -> None:
    """Its participants are joined instead, so the cancer stands beside the drug."""
    shown = neighbourhood(atlas, TRASTUZUMAB).nodes
    assert "cancer:gastric-adenocarcinoma" in shown
    assert not any(atlas.is_record(name) for name in shown)


def test_a_record_can_stand_in_the_middle(atlas: Atlas) -> None:
    """An indication that is asked for stands in the middle, among its participants."""
    shown = neighbourhood(atlas, INDICATION).nodes
    assert shown[0] == INDICATION
    assert {"drug:trastuzumab-emtansine", "cancer:breast-cancer", "trial:EMILIA"} <= set(shown[1:6])


def test_better_links_come_first() -> None:
    """With room for one, the neighbour that verified claims join is shown."""
    nodes = [thing(f"x:{name}") for name in "abcd"]
    links = [
        link_of("x:a", "x:b", verified=False, read_only=True),
        link_of("x:a", "x:d", verified=True),
        link_of("x:a", "x:c", verified=False),
    ]
    atlas = atlas_of(nodes, links)
    assert neighbourhood(atlas, "x:a", 2).nodes == ("x:a", "x:d")
    assert neighbours(atlas, "x:a") == ["x:d", "x:c", "x:b"]


def test_labels_break_ties() -> None:
    """Neighbours that are joined equally well come in the order of their labels."""
    nodes = [thing("x:0"), thing("x:1", "Drug", "zulu"), thing("x:2", "Drug", "alpha")]
    atlas = atlas_of(nodes, [link_of("x:0", "x:1"), link_of("x:0", "x:2")])
    assert neighbours(atlas, "x:0") == ["x:2", "x:1"]


def test_agencies_stand_only_beside_their_neighbours() -> None:
    """A regulator two steps away would join everything to everything, so it is not drawn."""
    nodes = [thing("x:protein", "Protein"), thing("x:drug"), thing("x:fda", "Regulator")]
    atlas = atlas_of(nodes, [link_of("x:drug", "x:protein"), link_of("x:drug", "x:fda")])
    assert neighbourhood(atlas, "x:protein").nodes == ("x:protein", "x:drug")
    assert "x:fda" in neighbourhood(atlas, "x:drug").nodes


def test_neighbours_are_all_there(atlas: Atlas) -> None:
    """The list of neighbours is complete, whatever the picture has room for."""
    found = neighbours(atlas, HER2)
    assert set(found) == _near(atlas, HER2)
    assert len(set(found)) == len(found)


def test_the_same_graph_gives_the_same_picture(store: ox.Store) -> None:
    """Nodes and their order do not depend on the order of the store."""
    turned = ox.Store()
    turned.extend(list(reversed(list(store))))
    one, two = read_atlas(store), read_atlas(turned)
    assert neighbourhood(one, HER2) == neighbourhood(two, HER2)
    assert neighbours(one, HER2) == neighbours(two, HER2)


@settings(max_examples=60, deadline=None)
@given(atlases(), st.integers(1, 20))
def test_the_promises_hold_on_any_graph(atlas: Atlas, limit: int) -> None:
    """The limit holds, no neighbour is lost uncounted, nothing stands alone."""
    found = neighbourhood(atlas, "x:00", limit)
    near = _near(atlas, "x:00")
    shown = set(found.nodes)
    assert len(found.nodes) == len(shown) <= limit
    assert len(near - shown) == found.left_out
    reached = near | {end for name in near & shown for end in _near(atlas, name)}
    assert shown - {"x:00"} <= reached


@pytest.mark.parametrize("limit", [1, 2, 17, MOST, MOST + 50])
def test_the_limit_holds(limit: int) -> None:
    """There are exactly as many nodes as asked for, but no more than people can read."""
    nodes = [thing("x:hub", "Protein")]
    spread = ["Test", "Variant", "Gene", "Drug", "Cancer", "Trial", "AdverseEvent", "Guideline"]
    nodes += [thing(f"x:{kind}{n:03}", kind) for n in range(40) for kind in spread]
    atlas = atlas_of(nodes, [link_of("x:hub", one.id) for one in nodes[1:]])
    found = neighbourhood(atlas, "x:hub", limit)
    assert len(found.nodes) == min(limit, MOST)
    assert found.left_out == len(nodes) - len(found.nodes)


def test_a_picture_is_small_unless_asked_otherwise(graph_store: ox.Store) -> None:
    """Around the hub of the embedded graph stand as many nodes as people read without effort."""
    found = neighbourhood(read_atlas(graph_store), HER2)
    assert len(found.nodes) == LIMIT
    assert found.left_out > 0


def test_an_unknown_entity_is_an_error(atlas: Atlas) -> None:
    """What the graph does not have cannot be drawn, and the message names it."""
    with pytest.raises(LookupError, match="drug:no-such-drug"):
        neighbourhood(atlas, "drug:no-such-drug")
    with pytest.raises(LookupError, match="drug:no-such-drug"):
        neighbours(atlas, "drug:no-such-drug")


def test_no_room_is_an_error(atlas: Atlas) -> None:
    """A picture of no nodes makes no sense."""
    with pytest.raises(ValueError, match="at least one"):
        neighbourhood(atlas, HER2, limit=0)
