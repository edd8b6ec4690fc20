"""Tests of which nodes and links a picture shows."""

from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.ontology.namespaces import mint, schema
from her2kg.viz import MOST
from her2kg.viz.links import Link, merge
from her2kg.viz.neighbourhood import neighbourhood
from tests.viz.sample import HER2, TRASTUZUMAB, node, sample_store

INDICATION = "FDA 2013-02-22: trastuzumab emtansine for breast cancer"


def _link(graph: Any, start: str, predicate: str, end: str) -> Link:
    links = [data["link"] for data in graph.get_edge_data(start, end, default={}).values()]
    found: Link = next(link for link in links if link.predicate == schema(predicate))
    return found


def test_the_entity_is_in_the_middle(store: ox.Store) -> None:
    """The focus is a node of ring 0, and the only one."""
    graph = neighbourhood(store, HER2)
    assert [n for n, data in graph.nodes(data=True) if data["ring"] == 0] == [HER2]


def test_nodes_say_what_they_are(store: ox.Store) -> None:
    """A node carries its CURIE, class, English class, label and definition."""
    found = neighbourhood(store, HER2).nodes[TRASTUZUMAB]
    assert found["curie"] == "drug:trastuzumab"
    assert (found["kind"], found["kind_label"], found["group"]) == ("Drug", "Drug", "drug")
    assert (found["label"], found["definition"]) == ("trastuzumab", "an antibody against HER2")


def test_direct_neighbours_come_before_others(store: ox.Store) -> None:
    """With little room only direct neighbours are shown."""
    graph = neighbourhood(store, HER2, limit=6)
    assert len(graph) == 6
    assert {data["ring"] for _, data in graph.nodes(data=True)} == {0, 1}


def test_what_did_not_fit_is_counted(store: ox.Store) -> None:
    """The number of direct neighbours left out is told."""
    everything = neighbourhood(store, HER2)
    little = neighbourhood(store, HER2, limit=6)
    near = sum(1 for _, data in everything.nodes(data=True) if data["ring"] == 1)
    assert everything.graph["left_out"] == 0
    assert little.graph["left_out"] == near - 5


def test_no_type_fills_the_picture(store: ox.Store) -> None:
    """Drugs are most of HER2's neighbours; other types still find room."""
    graph = neighbourhood(store, HER2, limit=9)
    groups = Counter(data["group"] for _, data in graph.nodes(data=True))
    assert groups["drug"] <= 5
    assert len(groups) >= 3


def test_records_become_links_between_their_participants(store: ox.Store) -> None:
    """An indication is no node: its drug is indicated for its cancer."""
    graph = neighbourhood(store, TRASTUZUMAB)
    link = _link(graph, TRASTUZUMAB, "indicatedFor", str(node("gastric adenocarcinoma")))
    record = mint("Indication", "FDA 2010-10-20: trastuzumab for gastric adenocarcinoma")
    assert link.records == (record,)
    assert (link.claims, link.verified) == (2, True)
    assert record not in graph


def test_a_record_in_the_middle_is_a_node(store: ox.Store) -> None:
    """An indication that is asked for stands in the middle, linked to its participants."""
    iri = str(node(INDICATION))
    graph = neighbourhood(store, iri)
    assert _link(graph, iri, "drug", str(node("trastuzumab emtansine"))).label == "drug"
    assert str(node("EMILIA")) in graph


def test_labels_of_links_come_from_the_ontology(store: ox.Store) -> None:
    """A link reads as the ontology words its property."""
    graph = neighbourhood(store, HER2)
    label = _link(graph, str(node("HercepTest")), "companionFor", TRASTUZUMAB).label
    assert label == "is a companion diagnostic for"


def test_a_dispute_is_drawn_as_one(store: ox.Store) -> None:
    """A fact that one claim supports and another denies is drawn, and flagged."""
    graph = neighbourhood(store, TRASTUZUMAB)
    link = _link(graph, str(node("ERBB2 L755S")), "confersSensitivityTo", TRASTUZUMAB)
    assert link.disputed
    assert link.claims == 2


def test_a_denial_is_no_support(store: ox.Store) -> None:
    """What sources only deny is never drawn as if it held."""
    start, end = str(node("ERBB2 S310F")), str(node("pertuzumab"))
    link = _link(neighbourhood(store, start), start, "confersSensitivityTo", end)
    assert link.polarity == "refutes"


def test_what_a_machine_read_is_flagged(store: ox.Store) -> None:
    """A link that only text supports is read-only; one that a table supports too is not."""
    graph = neighbourhood(store, TRASTUZUMAB)
    assert _link(graph, TRASTUZUMAB, "inhibits", str(node("EGFR"))).read_only
    assert not _link(graph, TRASTUZUMAB, "targets", HER2).read_only


def test_an_unsure_reading_is_not_drawn(store: ox.Store) -> None:
    """A claim read with low confidence has no plain triple, and so no link."""
    tucatinib = str(node("tucatinib"))
    graph = neighbourhood(store, tucatinib)
    assert not graph.has_edge(tucatinib, str(node("HER4")))


def test_hierarchy_is_a_link(store: ox.Store) -> None:
    """The place of a cancer below another is a link without claims."""
    narrow = str(node("HER2-positive breast cancer"))
    graph = neighbourhood(store, narrow)
    data = next(iter(graph.get_edge_data(narrow, str(node("breast cancer"))).values()))
    assert (data["link"].label, data["link"].claims) == ("is a kind of", 0)


def test_the_same_graph_gives_the_same_picture(store: ox.Store) -> None:
    """Nodes, edges and their order do not depend on the order of the store."""
    one, two = neighbourhood(store, HER2), neighbourhood(sample_store(), HER2)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


@pytest.mark.parametrize("limit", [1, 2, 17, MOST + 50])
def test_the_limit_holds(store: ox.Store, limit: int) -> None:
    """There are never more nodes than asked for, nor more than people can read."""
    assert len(neighbourhood(store, HER2, limit)) <= min(limit, MOST)


def test_an_unknown_entity_is_an_error(store: ox.Store) -> None:
    """What the graph does not have cannot be drawn, and the message names it."""
    with pytest.raises(LookupError, match="drug:no-such-drug"):
        neighbourhood(store, mint("Drug", "no-such-drug"))


def test_no_room_is_an_error(store: ox.Store) -> None:
    """A picture of no nodes makes no sense."""
    with pytest.raises(ValueError, match="at least one"):
        neighbourhood(store, HER2, limit=0)


_LINKS = st.builds(
    Link,
    source=st.sampled_from("ab"),
    target=st.sampled_from("cd"),
    predicate=st.just("p"),
    label=st.just("p"),
    polarity=st.sampled_from(["supports", "refutes"]),
    verified=st.booleans(),
    read_only=st.booleans(),
    disputed=st.booleans(),
    claims=st.just(1),
    facts=st.sampled_from([("f1",), ("f2",), ("f3",)]),
)


@settings(max_examples=60)
@given(st.lists(_LINKS, max_size=6, unique_by=lambda x: (x.source, x.target, x.polarity, x.facts)))
def test_merging_does_not_depend_on_order(links: list[Link]) -> None:
    """Links in any order merge to the same, and no claim is lost or counted twice."""
    merged = merge(links)
    assert merged == merge(list(reversed(links)))
    assert sum(link.claims for link in merged) == len(links)


def test_checked_links_weigh_more() -> None:
    """Verified outweighs unverified, which outweighs machine-read; more claims outweigh fewer."""
    base = {"source": "a", "target": "b", "predicate": "p", "label": "p", "claims": 1}
    read = Link(**base, read_only=True)  # type: ignore[arg-type]
    unverified = Link(**base)  # type: ignore[arg-type]
    verified = Link(**base, verified=True)  # type: ignore[arg-type]
    many = Link(**{**base, "claims": 3}, verified=True)  # type: ignore[arg-type]
    assert read.weight < unverified.weight < verified.weight < many.weight
