"""Tests of what a single file holds."""

import json
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.viz.atlas import Atlas
from her2kg.viz.neighbourhood import neighbourhood
from her2kg.viz.offline import offline, within_steps
from her2kg.viz.panel import Panel
from tests.viz.atlases import atlas_of, atlases, link_of, rows_of, thing
from tests.viz.sample import SEEN

HER2, TRASTUZUMAB = "protein:HER2", "drug:trastuzumab"
TARGETS = "drug:trastuzumab her2:targets supports protein:HER2"


@pytest.fixture(scope="module")
def panel(store: ox.Store, atlas: Atlas) -> Panel:
    """What tells of the sample graph."""
    return Panel(store, atlas, SEEN)


@pytest.fixture(scope="module")
def held(atlas: Atlas) -> list[str]:
    """All nodes of the sample, HER2 first."""
    return [HER2, *sorted(set(atlas.nodes) - {HER2})]


@pytest.fixture(scope="module")
def whole(atlas: Atlas, panel: Panel, held: list[str]) -> dict[str, Any]:
    """All that can be told of the sample."""
    return offline(atlas, panel, held)


def _bytes(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _parts(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all that brings claims: sections of nodes, and links."""
    sections = [s for told in data["entities"].values() for s in told["sections"]]
    return [*sections, *data["links"].values()]


def test_with_room_everything_is_told(whole: dict[str, Any], atlas: Atlas) -> None:
    """Every node and every link among them has its details in the file."""
    assert set(whole["entities"]) == set(atlas.nodes)
    assert set(whole["links"]) == set(atlas.by_id)
    assert {row["id"] for row in rows_of(whole["scene"]["nodes"])} == set(atlas.nodes)


def test_each_claim_is_written_once(whole: dict[str, Any]) -> None:
    """Claims are pooled: each has one place, every number is a place, and none is idle."""
    ids = [claim["id"] for claim in whole["claims"]]
    assert len(set(ids)) == len(ids) > 0
    used = [place for part in _parts(whole) for place in part["claims"]]
    assert set(used) == set(range(len(ids)))
    assert len(used) > len(ids)


def test_places_lead_to_the_right_claims(whole: dict[str, Any], panel: Panel) -> None:
    """Read through the pool, a link tells what the server tells, in the same order."""
    told = whole["links"][TARGETS]
    read = {**told, "claims": [whole["claims"][place] for place in told["claims"]]}
    assert read == panel.link(TARGETS)


def test_claims_and_those_left_out_add_up(
    whole: dict[str, Any], panel: Panel, atlas: Atlas
) -> None:
    """What a section does not tell it counts, for nodes near and in the middle alike."""
    for name, told in whole["entities"].items():
        full = panel.node(name, 10_000, 10_000)["sections"]
        assert [len(s["claims"]) + s["left"] for s in told["sections"]] == [
            len(s["claims"]) for s in full
        ]
    for name in atlas.by_id:
        told = whole["links"][name]
        assert len(told["claims"]) + told["left"] == len(panel.link(name, 10_000)["claims"])


@pytest.mark.parametrize("extra", [0, 700, 1_000, 5_000, 20_000, 60_000])
def test_the_room_is_kept(atlas: Atlas, panel: Panel, held: list[str], extra: int) -> None:
    """Details fill the room and never more; those of the first nodes come first."""
    bare = offline(atlas, panel, held, room=0)
    assert not bare["entities"] | bare["links"]
    room = _bytes(bare) + extra
    data = offline(atlas, panel, held, room=room)
    assert _bytes(data) <= room
    assert list(data["entities"]) == held[: len(data["entities"])]
    assert data["scene"] == bare["scene"]
    used = {place for part in _parts(data) for place in part["claims"]}
    assert used == set(range(len(data["claims"])))


def test_more_room_tells_more(atlas: Atlas, panel: Panel, held: list[str]) -> None:
    """The room decides how much is told."""
    bare = _bytes(offline(atlas, panel, held, room=0))
    told = [
        len(offline(atlas, panel, held, room=bare + extra)["entities"])
        for extra in (0, 30_000, 50_000)
    ]
    assert 0 == told[0] < told[1] < told[2] < len(held)


def test_links_are_told_of_nodes_that_are_told(atlas: Atlas, panel: Panel) -> None:
    """No link is told that leads out of what the file holds."""
    held = [TRASTUZUMAB, HER2, "protein:EGFR"]
    part = atlas.within(held)
    data = offline(part, panel, held)
    assert set(data["links"]) == set(part.by_id)
    assert set(data["entities"]) == set(held)


def test_each_node_knows_its_picture(whole: dict[str, Any], atlas: Atlas, held: list[str]) -> None:
    """For each node the file holds what its picture shows, as places among its nodes."""
    for name, places, left in zip(held, *whole["focus"].values(), strict=True):
        found = neighbourhood(atlas, name)
        assert [held[place] for place in places] == list(found.nodes)
        assert left == found.left_out


def test_the_limit_of_pictures_holds(atlas: Atlas, panel: Panel, held: list[str]) -> None:
    """A file of smaller pictures has smaller pictures, and counts what they leave out."""
    focus = offline(atlas, panel, held, room=0, limit=5)["focus"]
    assert max(map(len, focus["ids"])) == 5
    assert focus["left"][0] == len({x.other(HER2) for x in atlas.around(HER2)}) - 4


def test_answers_are_kept_as_given(atlas: Atlas, panel: Panel) -> None:
    """Answers of questions travel unchanged, and take room of their own."""
    answers = [{"name": "q", "rows": [["x" * 25_000]]}]
    part = atlas.within([HER2])
    assert offline(part, panel, [HER2], room=25_000)["entities"]
    data = offline(part, panel, [HER2], room=25_000, answers=answers)
    assert data["answers"] == answers
    assert not data["entities"]


@settings(max_examples=80, deadline=None)
@given(atlases(20), st.integers(0, 4), st.integers(1, 25))
def test_a_file_reaches_so_many_steps(atlas: Atlas, steps: int, most: int) -> None:
    """Nodes are within the steps asked for, nearest first kept, no more than asked for.

    What the picture of the entity itself shows is always held: it reaches two steps.
    """
    found = within_steps(atlas, "x:00", steps, most)
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_nodes_from(atlas.nodes)
    drawn.add_edges_from((link.source, link.target) for link in atlas.links)
    away = nx.single_source_shortest_path_length(drawn, "x:00")
    near = {name for name, distance in away.items() if distance <= steps}
    pictured = neighbourhood(atlas, "x:00").nodes
    assert found[0] == "x:00"
    assert len(found) == len(set(found)) == min(most, len(near | set(pictured)))
    assert set(found) <= near | set(pictured)
    assert found[: len(pictured)] == list(pictured)[:most]


def test_the_best_connected_stay() -> None:
    """Beyond the picture, of nodes equally far those with more links are held."""
    nodes = [thing(f"x:{n:03}") for n in range(200)]
    links = [link_of("x:000", one.id) for one in nodes[1:]]
    links += [link_of("x:199", "x:198"), link_of("x:199", "x:197", predicate="her2:inhibits")]
    atlas = atlas_of(nodes, links)
    pictured = neighbourhood(atlas, "x:000").nodes
    rest = [name for name in ("x:199", "x:197", "x:198") if name not in pictured]
    found = within_steps(atlas, "x:000", 1, len(pictured) + len(rest))
    assert set(found) - set(pictured) == set(rest)


def test_what_is_pictured_takes_no_room_twice() -> None:
    """Nodes two steps away that the picture shows leave their places to others as far away."""
    links = [link_of("x:0", "x:1"), *(link_of("x:1", f"x:{n}") for n in range(2, 200))]
    atlas = atlas_of([thing(f"x:{n}") for n in range(200)], links)
    assert len(within_steps(atlas, "x:0", 2, 150)) == 150


def test_an_unknown_entity_is_an_error(atlas: Atlas) -> None:
    """A file about nothing in the graph is refused by name."""
    with pytest.raises(LookupError, match="drug:elsewhere"):
        within_steps(atlas, "drug:elsewhere", 2, 10)
