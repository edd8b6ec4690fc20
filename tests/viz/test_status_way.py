"""Tests of the picture of the way from a measurement to a status and drugs."""

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from her2kg.queries.scoring.status import her2_status
from her2kg.viz.atlas import Atlas
from her2kg.viz.reading import read_atlas
from her2kg.viz.status_way import status_way
from tests.viz.atlases import rows_of

Way = Callable[..., dict[str, Any]]

TITLES = [
    "Measured",
    "Cancer",
    "Guideline, label",
    "Rules",
    "Status, category",
    "Drugs it opens",
]
LABELS = {"ihc": "IHC score"}


@pytest.fixture(scope="module")
def embedded(graph_store: ox.Store) -> Atlas:
    """What can be drawn of the embedded graph."""
    return read_atlas(graph_store)


@pytest.fixture(scope="module")
def way(graph_store: ox.Store, embedded: Atlas) -> Way:
    """Draws the way of a measurement of a cancer."""

    def drawn(cancer: str, **measured: str) -> dict[str, Any]:
        return status_way(embedded, her2_status(graph_store, cancer, measured), LABELS)

    return drawn


def _lane(told: dict[str, Any], title: str) -> list[str]:
    (ids,) = [lane["ids"] for lane in told["lanes"] if lane["title"] == title]
    found: list[str] = ids
    return found


def test_three_plus_leads_to_her2_positive_and_trastuzumab(way: Way) -> None:
    """Breast cancer of IHC 3+: rule, guideline, status and drugs are all on the way."""
    told = way("breast", ihc="3+")
    assert [lane["title"] for lane in told["lanes"]] == TITLES
    lit = set(told["way"])
    assert {"rule:BR-IHC-3", "status:HER2-positive", "drug:trastuzumab"} <= lit
    assert "cancer:breast-cancer" in _lane(told, "Cancer")
    assert "rule:BR-IHC-3" in _lane(told, "Rules")
    assert "status:HER2-positive" in _lane(told, "Status, category")
    assert "drug:trastuzumab" in _lane(told, "Drugs it opens")
    assert any("ASCO-CAP" in name for name in _lane(told, "Guideline, label"))


def test_what_was_measured_is_given(way: Way) -> None:
    """Measured values are nodes of their own, in words, on the way, and not of the graph."""
    told = way("breast", ihc="2+", ish="positive")
    assert told["given"] == [
        {"id": "given:ihc", "name": "IHC score: 2+"},
        {"id": "given:ish", "name": "ish: positive"},
    ]
    given = _lane(told, "Measured")
    assert given == ["given:ihc", "given:ish"]
    assert set(given) <= set(told["way"])
    assert not set(given) & {row["id"] for row in rows_of(told["scene"]["nodes"])}


def test_rules_say_which_values_they_asked_for(way: Way) -> None:
    """Each line from a value to a rule joins what is drawn, and says what the rule asks."""
    told = way("breast", ihc="3+")
    given, rules = set(_lane(told, "Measured")), set(_lane(told, "Rules"))
    assert told["meets"]
    for value, rule, reads in told["meets"]:
        assert value in given
        assert rule in rules & set(told["way"])
        assert reads


def test_rules_that_did_not_fire_stand_beside_the_way(way: Way) -> None:
    """The other rules of the guideline are shown, and not lit."""
    told = way("breast", ihc="3+")
    beside = set(_lane(told, "Rules")) - set(told["way"])
    assert "rule:BR-IHC-2" in beside
    assert len(beside) <= 12


def test_a_pending_result_opens_nothing(way: Way) -> None:
    """Group 2 of dual-probe ISH without IHC decides nothing: no status, no drug, no light."""
    told = way("breast", ratio="2.5", copies="3.0")
    assert "rule:BR-DISH-G2" in told["way"]
    assert _lane(told, "Status, category") == []
    assert _lane(told, "Drugs it opens") == []
    assert not any(name.startswith(("status:", "drug:")) for name in told["way"])


def test_an_equivocal_result_opens_no_drug(way: Way) -> None:
    """Breast cancer of IHC 2+ without ISH is equivocal, and that alone opens no drug."""
    told = way("breast", ihc="2+")
    assert _lane(told, "Status, category") == ["status:HER2-equivocal"]
    assert _lane(told, "Drugs it opens") == []


@pytest.mark.parametrize(
    ("cancer", "measured"),
    [
        ("breast", {"ihc": "1+"}),
        ("gastric", {"ihc": "3+"}),
        ("breast", {"ihc": "2+", "ish": "negative"}),
    ],
)
def test_the_picture_is_of_what_the_lanes_name(
    way: Way, embedded: Atlas, cancer: str, measured: dict[str, str]
) -> None:
    """Lanes, way and scene name the same things, each in the graph and in one lane alone."""
    told = way(cancer, **measured)
    drawn = [name for lane in told["lanes"] for name in lane["ids"]]
    assert len(set(drawn)) == len(drawn)
    of_graph = {name for name in drawn if not name.startswith("given:")}
    assert of_graph <= set(embedded.nodes)
    assert {row["id"] for row in rows_of(told["scene"]["nodes"])} == of_graph
    assert set(told["way"]) <= set(drawn)
    assert told["way"] == sorted(set(told["way"]))


def test_only_the_answers_own_drugs_are_opened(way: Way, graph_store: ox.Store) -> None:
    """The lane of drugs holds the drugs of the answer's indications, no more and no fewer."""
    answer = her2_status(graph_store, "gastric", {"ihc": "3+"})
    told = way("gastric", ihc="3+")
    labels = {row["name"] for row in rows_of(told["scene"]["nodes"]) if row["kind"] == "Drug"}
    assert labels == {opened.drug for opened in answer.indications}
    assert labels


def test_the_same_measurement_gives_the_same_picture(way: Way) -> None:
    """The way depends on graph and measurement alone."""
    assert way("breast", ihc="3+") == way("breast", ihc="3+")
