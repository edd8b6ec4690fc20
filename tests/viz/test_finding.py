"""Tests of the search as you type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.viz.atlas import Atlas
from her2kg.viz.finding import Hit, Index
from her2kg.viz.links import NodeInfo
from tests.viz.atlases import thing


def _index(*nodes: NodeInfo) -> Index:
    return Index({node.id: node for node in nodes})


def _found(index: Index, text: str) -> list[str]:
    return [hit.node for hit in index.search(text, 20)]


def test_better_matches_come_first() -> None:
    """The name itself, then names that begin so, then words that begin so, then parts."""
    index = _index(
        thing("x:4", "Drug", "panher"),
        thing("x:3", "Drug", "anti her antibody"),
        thing("x:2", "Drug", "herceptin"),
        thing("x:1", "Drug", "HER"),
    )
    assert _found(index, "her") == ["x:1", "x:2", "x:3", "x:4"]


def test_shorter_names_come_first_among_equals() -> None:
    """What is nearest to what was typed stands above what goes on."""
    index = _index(
        thing("x:1", "Drug", "trastuzumab deruxtecan"),
        thing("x:2", "Drug", "trastuzumab"),
    )
    assert _found(index, "trast") == ["x:2", "x:1"]


def test_another_name_is_told() -> None:
    """Found by a synonym, a thing says by which; found by its own name, it does not."""
    index = _index(thing("x:1", "Drug", "trastuzumab", "Herceptin"))
    assert index.search("herc", 9) == [Hit("x:1", "Herceptin")]
    assert index.search("trast", 9) == [Hit("x:1", "")]


def test_own_names_come_before_others() -> None:
    """Of two that match equally well, the one called so comes first."""
    index = _index(thing("x:1", "Drug", "a", "herzuma"), thing("x:2", "Drug", "herzuma of old"))
    assert _found(index, "herz") == ["x:2", "x:1"]


def test_things_come_before_records() -> None:
    """An indication never stands above a thing that matches as well."""
    index = _index(
        thing("x:1", "Indication", "EMA pertuzumab"), thing("x:2", "Regulator", "EMA, the agency")
    )
    assert _found(index, "EMA") == ["x:2", "x:1"]
    assert _found(index, "EMA pertuzumab") == ["x:1"]


def test_a_record_that_matches_better_comes_first() -> None:
    """The name typed in full is what is looked for, be it that of a record."""
    index = _index(thing("x:1", "Indication", "T-DM1"), thing("x:2", "Drug", "not T-DM1"))
    assert _found(index, "T-DM1") == ["x:1", "x:2"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("T-DM1", "t dm1"),
        ("T-DM1", "T_DM1"),
        ("trastuzumab-dkst", "TRASTUZUMAB DKST"),
        ("erbB-2", "ErbB-2"),
        ("HER-2/neu", "her 2 neu"),
        ("Ménière", "meniere"),
        ("meniere", "MÉNIÈRE"),
        ("breast  cancer", " breast cancer "),
    ],
)
def test_case_accents_and_hyphens_do_not_matter(name: str, typed: str) -> None:
    """A name is found however its words are joined, cased or accented."""
    assert _found(_index(thing("x:1", "Drug", name)), typed) == ["x:1"]


def test_plus_and_minus_are_not_the_same() -> None:
    """HER2+ and HER2- are opposites, and neither finds the other."""
    index = _index(
        thing("x:1", "HER2Status", "HER2-positive", "HER2+"),
        thing("x:2", "HER2Status", "HER2-negative", "HER2-"),
    )
    assert _found(index, "HER2+") == ["x:1"]
    assert _found(index, "HER2-") == ["x:2"]
    assert set(_found(index, "HER2")) == {"x:1", "x:2"}


@pytest.mark.parametrize("text", ["", "  ", "_", "\u0301"])
def test_an_empty_text_finds_nothing(atlas: Atlas, text: str) -> None:
    """What has no letter in it is no search."""
    assert Index(atlas.nodes).search(text, 9) == []


def test_identifiers_find_their_things(atlas: Atlas) -> None:
    """An identifier of a database finds the thing, with or without its prefix."""
    index = Index(atlas.nodes)
    for text in ("NCIT:C1647", "ncit:c1647", "C1647"):
        assert index.search(text, 9) == [Hit("drug:trastuzumab", "NCIT:C1647")]
    assert index.search("drug:trastuzumab-dkst", 9)[0].node == "drug:trastuzumab-dkst"


def test_no_more_than_asked_for(atlas: Atlas) -> None:
    """The limit cuts the tail and changes nothing before it."""
    index = Index(atlas.nodes)
    every = index.search("a", 500)
    assert len(every) > 5
    assert index.search("a", 5) == every[:5]


def test_a_thing_is_found_once(atlas: Atlas) -> None:
    """Many names that match are one hit."""
    found = _found(Index(atlas.nodes), "her")
    assert len(set(found)) == len(found)


def test_names_are_offered_as_written(atlas: Atlas) -> None:
    """Labels, synonyms and CURIEs can all be suggested."""
    assert {"trastuzumab", "Herceptin", "drug:trastuzumab"} <= set(Index(atlas.nodes).names())


_NAME = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@settings(max_examples=150)
@given(st.lists(_NAME, min_size=1, max_size=6, unique=True), st.data())
def test_every_name_finds_its_thing(names: list[str], data: st.DataObject) -> None:
    """Whatever a thing is called, typing it finds it at the best rank or finds nothing to fold."""
    nodes = [thing(f"x:{number}", "Drug", name) for number, name in enumerate(names)]
    place = data.draw(st.integers(0, len(nodes) - 1))
    found = _found(_index(*nodes), names[place])
    assert not found or nodes[place].id in found
    if names[place].isalnum() and names[place].isascii():
        assert found
