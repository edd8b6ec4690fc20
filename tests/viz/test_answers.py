"""Tests of answers as tables and pictures."""

import pyoxigraph as ox

from her2kg.ontology.namespaces import expand
from her2kg.queries.results import Cell
from her2kg.viz import MOST
from her2kg.viz.answers import Named, pictured
from her2kg.viz.atlas import Atlas
from tests.viz.atlases import atlas_of, link_of, rows_of, thing

TRASTUZUMAB = "drug:trastuzumab"
INDICATION = "indication:FDA-2013-02-22-trastuzumab-emtansine-for-breast-cancer"


def _text(text: str) -> Cell:
    return text, ox.Literal(text)


def _node(name: str, shown: str = "") -> Cell:
    return shown or name, ox.NamedNode(expand(name))


def test_a_term_of_the_graph_is_named(atlas: Atlas) -> None:
    """A cell that is a thing brings its label and its CURIE; other IRIs stay as written."""
    named = Named.of(atlas)
    assert named.cell(_node(TRASTUZUMAB)) == ["trastuzumab", TRASTUZUMAB]
    assert named.cell(_node("drug:nowhere")) == "drug:nowhere"


def test_a_label_names_a_thing(atlas: Atlas) -> None:
    """A text that is the label of a thing leads to it; part of a label does not."""
    named = Named.of(atlas)
    assert named.cell(_text("trastuzumab")) == ["trastuzumab", TRASTUZUMAB]
    assert named.cell(_text("trastuzu")) == "trastuzu"
    assert named.cell(_text("Herceptin")) == "Herceptin"


def test_a_label_of_two_things_names_neither() -> None:
    """Where two or three things are called the same, a text leads to none of them."""
    nodes = [thing("x:gene", "Gene", "HER2"), thing("x:protein", "Protein", "HER2")]
    nodes += [thing("x:drug", "Drug", "T-DM1"), thing("x:region", "ProteinRegion", "HER2")]
    named = Named.of(atlas_of(nodes, []))
    assert named.cell(_text("HER2")) == "HER2"
    assert named.cell(_text("T-DM1")) == ["T-DM1", "x:drug"]


def test_cells_without_a_term_are_texts(atlas: Atlas) -> None:
    """Booleans and empty cells name nothing."""
    named = Named.of(atlas)
    assert named.cell(("true", True)) == "true"
    assert named.cell(("", None)) == ""


def test_an_answer_is_a_table_and_a_picture(atlas: Atlas) -> None:
    """Columns and rows are kept; things are drawn in the order of the answer, each once."""
    rows = [
        [_text("trastuzumab"), _text("1998"), _node("protein:HER2")],
        [_text("pertuzumab"), _text("2012"), _node("protein:HER2")],
    ]
    told = pictured(Named.of(atlas), ["drug", "year", "target"], rows)
    assert told["columns"] == ["drug", "year", "target"]
    assert told["rows"][1] == [
        ["pertuzumab", "drug:pertuzumab"],
        "2012",
        ["HER2", "protein:HER2"],
    ]
    assert told["ids"] == [TRASTUZUMAB, "protein:HER2", "drug:pertuzumab"]
    assert (told["left"], told["rows_left"]) == (0, 0)
    assert [node["id"] for node in rows_of(told["scene"]["nodes"])] == told["ids"]
    assert len(rows_of(told["scene"]["edges"])) == len(atlas.among(told["ids"])) == 2


def test_a_record_is_drawn_as_what_it_joins(atlas: Atlas) -> None:
    """An indication in a cell draws its drug, cancer, status and trial, and no agency."""
    told = pictured(Named.of(atlas), ["indication"], [[_node(INDICATION)]])
    assert told["rows"][0][0][1] == INDICATION
    assert set(told["ids"]) == {
        "drug:trastuzumab-emtansine",
        "cancer:breast-cancer",
        "status:HER2-positive",
        "trial:EMILIA",
    }


def test_no_picture_is_too_large() -> None:
    """More things than people can read are counted, the first ones drawn."""
    nodes = [thing(f"x:{number:03}") for number in range(MOST + 7)]
    atlas = atlas_of(nodes, [link_of(nodes[0].id, nodes[-1].id)])
    told = pictured(Named.of(atlas), ["thing"], [[_text(one.id)] for one in nodes])
    assert (told["ids"], told["left"]) == ([one.id for one in nodes[:MOST]], 7)
    assert len(told["rows"]) == MOST + 7
    assert told["scene"]["edges"]["length"] == 0


def test_no_table_is_too_long(atlas: Atlas) -> None:
    """Rows beyond what the page shows are counted, and what only they name is not drawn."""
    rows = [[_text(str(number))] for number in range(2000)] + [[_text("trastuzumab")]] * 3
    told = pictured(Named.of(atlas), ["n"], rows)
    assert (len(told["rows"]), told["rows_left"], told["ids"]) == (2000, 3, [])


def test_an_empty_answer_is_an_answer(atlas: Atlas) -> None:
    """No rows give a table with its columns and a picture of nothing."""
    told = pictured(Named.of(atlas), ["a"], [])
    assert (told["columns"], told["rows"], told["ids"]) == (["a"], [], [])
