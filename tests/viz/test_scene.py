"""Tests of nodes and links as the page is given them."""

import json
from typing import Any

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.viz.atlas import Atlas
from her2kg.viz.place import Place
from her2kg.viz.reading import read_atlas
from her2kg.viz.scene import OPTIONS, columns, map_scene, scene
from tests.viz.atlases import atlas_of, atlases, link_of, names_of, rows_of, thing

L755S, TRASTUZUMAB, HER2 = "variant:ERBB2-L755S", "drug:trastuzumab", "protein:HER2"

_VALUE = st.one_of(st.text(max_size=3), st.integers(0, 2), st.booleans(), st.none())
_FIELD = st.one_of(_VALUE, st.lists(_VALUE, max_size=2))
_ROWS = st.lists(st.fixed_dictionaries({"a": _FIELD, "b": _FIELD, "c": st.just("same")}))


def _edges(atlas: Atlas, *names: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = rows_of(scene(atlas, names)["edges"])
    return {(row["from"], row["predicate"], row["to"]): row for row in rows}


@settings(max_examples=100)
@given(_ROWS)
def test_columns_keep_every_row(rows: list[dict[str, Any]]) -> None:
    """Rows become columns and rows again, through JSON, with no value changed or mistaken."""
    sent = json.loads(json.dumps(columns(rows)))
    assert json.dumps(rows_of(sent), sort_keys=True) == json.dumps(rows, sort_keys=True)


def test_values_that_repeat_are_written_once() -> None:
    """A column of few values takes less room; one of many stays as it is."""
    made = columns([{"kind": "Drug", "id": number} for number in range(5)])
    assert made["fields"]["kind"] == {"values": ["Drug"], "at": [0] * 5}
    assert made["fields"]["id"] == [0, 1, 2, 3, 4]


def test_nodes_say_what_they_are(atlas: Atlas) -> None:
    """A node carries CURIE, name, kind, definition and how many links it has."""
    (node,) = rows_of(scene(atlas, [TRASTUZUMAB])["nodes"])
    assert node == {
        "id": TRASTUZUMAB,
        "name": "trastuzumab",
        "kind": "Drug",
        "definition": "an antibody against HER2",
        "degree": len(atlas.around(TRASTUZUMAB)),
    }
    (told,) = rows_of(scene(atlas, [TRASTUZUMAB], aliases=True)["nodes"])
    assert told == {**node, "aliases": list(atlas.nodes[TRASTUZUMAB].aliases)}


def test_nodes_keep_their_order_and_come_once(atlas: Atlas) -> None:
    """The scene is in the order asked for; what is unknown is left out."""
    asked = [HER2, "drug:nowhere", TRASTUZUMAB, HER2, "protein:EGFR"]
    found = rows_of(scene(atlas, asked)["nodes"])
    assert [node["id"] for node in found] == [HER2, TRASTUZUMAB, "protein:EGFR"]


def test_a_denied_statement_does_not_read_as_one(atlas: Atlas) -> None:
    """The label of a link that sources only deny, or found no effect of, says so first."""
    found = rows_of(scene(atlas, ["variant:ERBB2-S310F", "drug:pertuzumab"])["edges"])
    assert [edge["label"] for edge in found] == ["denied: confers sensitivity to"]
    nodes = [thing("x:a"), thing("x:b")]
    null = atlas_of(nodes, [link_of("x:a", "x:b", polarity="nullResult")])
    (edge,) = rows_of(scene(null, ["x:a", "x:b"])["edges"])
    assert edge["label"] == "no effect found: targets"


def test_a_link_says_how_well_it_is_supported(atlas: Atlas) -> None:
    """Each link tells whether it was checked, who read it, and how much is behind."""
    found = _edges(atlas, L755S, TRASTUZUMAB, HER2, "protein:EGFR", "cancer:gastric-adenocarcinoma")
    indicated = found[TRASTUZUMAB, "her2:indicatedFor", "cancer:gastric-adenocarcinoma"]
    assert (indicated["verified"], indicated["records"], indicated["claims"]) == (1, 1, 2)
    read = found[TRASTUZUMAB, "her2:inhibits", "protein:EGFR"]
    assert (read["read_only"], read["verified"], read["claims"]) == (1, 0, 1)
    stated = found[TRASTUZUMAB, "her2:targets", HER2]
    assert (stated["read_only"], stated["verified"], stated["claims"]) == (0, 1, 2)
    assert stated["origins"] == ["article", "sample"]
    disputed = found[L755S, "her2:confersSensitivityTo", TRASTUZUMAB]
    assert (disputed["disputed"], disputed["against"]) == (1, 1)


def test_the_best_supported_links_come_first(atlas: Atlas) -> None:
    """What claims state comes before what stands for records, each by falling weight."""
    rows = rows_of(scene(atlas, names_of(atlas))["edges"])
    keys = [(row["records"] > 0, -row["weight"]) for row in rows]
    assert keys == sorted(keys)
    assert len(rows) == len(atlas.links)


def test_links_can_be_told_apart(atlas: Atlas) -> None:
    """Ends, predicate and polarity name a link, as the page makes its name of them."""
    rows = rows_of(scene(atlas, atlas.nodes)["edges"])
    names = [f"{r['from']} {r['predicate']} {r['polarity']} {r['to']}" for r in rows]
    assert set(names) == set(atlas.by_id)
    assert len(set(names)) == len(names)


def test_nothing_is_shown_as_html(atlas: Atlas) -> None:
    """vis-network would show a title as HTML, so no node or link has one."""
    made = scene(atlas, atlas.nodes, aliases=True)
    assert not any("title" in made[part]["fields"] for part in ("nodes", "edges"))


def test_physics_is_off() -> None:
    """Nodes stand where the layout puts them."""
    assert OPTIONS["physics"] == {"enabled": False}


def test_an_empty_scene_is_a_scene(atlas: Atlas) -> None:
    """No nodes give no rows, and no error."""
    assert scene(atlas, []) == {"nodes": columns([]), "edges": columns([])}
    assert columns([]) == {"length": 0, "fields": {}}


@settings(max_examples=40, deadline=None)
@given(atlases())
def test_the_map_holds_every_thing_and_link_once(atlas: Atlas) -> None:
    """Nodes stand where the atlas puts them, best connected first; pairs join the right ones."""
    told = map_scene(atlas)
    rows = rows_of(told["nodes"])
    fields = ("x", "y", "bubble_x", "bubble_y", "bubble")
    assert {r["id"]: tuple(r[name] for name in fields) for r in rows} == atlas.places
    assert all(r["kind"] == atlas.nodes[r["id"]].kind for r in rows)
    assert all(r["degree"] == len(atlas.around(r["id"])) for r in rows)
    assert [-r["degree"] for r in rows] == sorted(-r["degree"] for r in rows)
    flat = told["edges"]
    pairs = [(rows[a]["id"], rows[b]["id"]) for a, b in zip(flat[::2], flat[1::2], strict=True)]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert {frozenset(pair) for pair in pairs} == {
        frozenset((x.source, x.target)) for x in atlas.links
    }
    assert told["left"] == 0


def test_a_huge_map_leaves_out_the_least_connected() -> None:
    """Beyond what can be drawn, the number of things left out is told."""
    hub = thing("x:hub", "Protein")
    leaves = [thing(f"x:{number:04}") for number in range(5001)]
    atlas = Atlas(
        {node.id: node for node in [hub, *leaves]},
        [link_of("x:hub", leaf.id) for leaf in leaves[1:]],
        [],
    )
    atlas.places = dict.fromkeys(atlas.nodes, Place(0.0, 0.0, 0.0, 0.0, 7.0))
    told = map_scene(atlas)
    shown = [row["id"] for row in rows_of(told["nodes"])]
    assert (len(shown), told["left"], shown[0]) == (5000, 2, "x:hub")
    assert "x:0000" not in shown
    assert max(told["edges"]) < len(shown)


def test_the_order_of_the_store_changes_nothing(store: ox.Store, atlas: Atlas) -> None:
    """The same quads in another order give the same scene and map."""
    turned = ox.Store()
    turned.extend(list(reversed(list(store))))
    other = read_atlas(turned)
    assert json.dumps(scene(other, other.nodes)) == json.dumps(scene(atlas, atlas.nodes))
    assert json.dumps(map_scene(other)) == json.dumps(map_scene(atlas))
