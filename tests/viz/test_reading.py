"""Tests of what is read of a graph to be drawn."""

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.ontology.namespaces import curie_of
from her2kg.viz import reading
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import contractions, groups, kinds
from her2kg.viz.links import Link, merge
from her2kg.viz.reading import read_atlas
from tests.viz.sample import node

INDICATION = "FDA 2013-02-22: trastuzumab emtansine for breast cancer"
SENSITIVE = "her2:confersSensitivityTo"


def _name(label: str) -> str:
    return curie_of(str(node(label)))


def _links(atlas: Atlas, start: str, end: str) -> dict[str, Link]:
    """Return the links from one thing to another by their predicates."""
    found = [x for x in atlas.links if (x.source, x.target) == (_name(start), _name(end))]
    return {link.predicate: link for link in found}


def test_nodes_say_what_they_are(atlas: Atlas) -> None:
    """A node carries its CURIE, class, English class, label, definition and other names."""
    found = atlas.nodes["drug:trastuzumab"]
    assert (found.id, found.iri) == ("drug:trastuzumab", str(node("trastuzumab")))
    assert (found.kind, found.kind_label) == ("Drug", "Drug")
    assert (found.label, found.definition) == ("trastuzumab", "an antibody against HER2")
    assert found.aliases == ("Herceptin", "NCIT:C1647")


def test_a_class_reads_as_the_ontology_words_it(atlas: Atlas) -> None:
    """The English name of a class is its label, not its local name taken apart."""
    assert atlas.nodes[_name("HER2-positive")].kind_label == "HER2 status"


def test_a_node_is_of_its_narrowest_class(store: ox.Store) -> None:
    """What is both a test and a test product is drawn as the latter, in any order."""
    product = ox.NamedNode(str(node("HercepTest")))
    graph = next(
        q.graph_name for q in store.quads_for_pattern(product, None, None)
        if isinstance(q.graph_name, ox.NamedNode) and q.graph_name.value.endswith("entities")
    )  # fmt: skip
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    own = next(iter(store.quads_for_pattern(product, kind, None, graph))).object
    assert isinstance(own, ox.NamedNode)
    copy = ox.Store()
    copy.extend(list(store))
    copy.add(ox.Quad(product, kind, ox.NamedNode(f"{own.value}Product"), graph))
    assert read_atlas(copy).nodes[_name("HercepTest")].kind == "TestProduct"


def test_records_become_links_between_their_participants(atlas: Atlas) -> None:
    """An indication joins its drug and its cancer: the one is indicated for the other."""
    link = _links(atlas, "trastuzumab", "gastric adenocarcinoma")["her2:indicatedFor"]
    assert link.records == (_name("FDA 2010-10-20: trastuzumab for gastric adenocarcinoma"),)
    assert (link.label, link.claims, link.verified) == ("is indicated for", 2, True)
    assert not any(atlas.is_record(end) for x in atlas.links for end in (x.source, x.target))


def test_a_record_keeps_the_links_to_its_participants(atlas: Atlas) -> None:
    """For the page of its own, an indication is joined to drug, cancer, status, trial, agency."""
    found = {(x.label, x.other(_name(INDICATION))) for x in atlas.around(_name(INDICATION))}
    assert found == {
        ("drug", _name("trastuzumab emtansine")),
        ("cancer", _name("breast cancer")),
        ("requires HER2 status", _name("HER2-positive")),
        ("rests on trial", _name("EMILIA")),
        ("approved by", _name("FDA")),
    }


def test_labels_of_links_come_from_the_ontology(atlas: Atlas) -> None:
    """A link reads as the ontology words its property."""
    link = _links(atlas, "HercepTest", "trastuzumab")["her2:companionFor"]
    assert link.label == "is a companion diagnostic for"


def test_a_dispute_is_drawn_as_one(atlas: Atlas) -> None:
    """A fact that one claim supports and another denies is drawn, and flagged."""
    link = _links(atlas, "ERBB2 L755S", "trastuzumab")[SENSITIVE]
    assert link.disputed
    assert (link.polarity, link.claims, link.against) == ("supports", 2, 1)


def test_a_denial_is_no_support(atlas: Atlas) -> None:
    """What sources only deny is never drawn as if it held."""
    link = _links(atlas, "ERBB2 S310F", "pertuzumab")[SENSITIVE]
    assert (link.polarity, link.claims, link.against) == ("refutes", 1, 1)


def test_what_a_machine_read_is_flagged(atlas: Atlas) -> None:
    """A link that only text supports is read-only; one that a table supports too is not."""
    assert _links(atlas, "trastuzumab", "EGFR")["her2:inhibits"].read_only
    both = _links(atlas, "trastuzumab", "HER2")["her2:targets"]
    assert (both.read_only, both.claims, both.origins) == (False, 2, ("article", "sample"))


def test_an_unsure_reading_is_not_drawn(atlas: Atlas) -> None:
    """A claim read with low confidence has no plain triple, and so no link."""
    assert not _links(atlas, "tucatinib", "HER4")


def test_an_unchecked_claim_is_no_verified_link(atlas: Atlas) -> None:
    """Only what was checked against its source counts as verified."""
    assert _links(atlas, "lapatinib", "HER2")["her2:targets"].verified
    assert not _links(atlas, "neratinib", "HER2")["her2:targets"].verified


def test_hierarchy_is_a_link(atlas: Atlas) -> None:
    """The place of a cancer below another is a link without claims."""
    link = _links(atlas, "HER2-positive breast cancer", "breast cancer")["skos:broader"]
    assert (link.label, link.claims, link.facts) == ("is a kind of", 0, ())


def test_both_ends_of_every_link_are_there(atlas: Atlas) -> None:
    """No link leads out of the atlas or back to where it starts, and values are no nodes."""
    for link in (*atlas.links, *atlas.record_links):
        assert link.source in atlas.nodes
        assert link.target in atlas.nodes
        assert link.source != link.target
    assert not any(link.predicate == "her2:brandName" for link in atlas.links)


def test_the_embedded_graph_keeps_days_and_levels(graph_store: ox.Store) -> None:
    """Links of dated claims carry day, month or year; links of rated claims their best level."""
    found = read_atlas(graph_store)
    days = [day for link in found.links for day in (link.since, link.until) if day]
    assert days
    assert all(re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", day) for day in days)
    assert all(x.since < x.until for x in found.links if x.since and x.until)
    assert {x.level for x in found.links} > {""}


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
    since=st.sampled_from(["", "2010-01-01", "2020-01-01"]),
    until=st.sampled_from(["", "2021-01-01", "2022-01-01"]),
    level=st.sampled_from(["", "A", "B"]),
)


@settings(max_examples=60)
@given(st.lists(_LINKS, max_size=6, unique_by=lambda x: (x.source, x.target, x.polarity, x.facts)))
def test_merging_does_not_depend_on_order(links: list[Link]) -> None:
    """Links in any order merge to the same, and no claim is lost or counted twice."""
    merged = merge(links)
    assert merged == merge(list(reversed(links)))
    assert sum(link.claims for link in merged) == len(links)
    assert len({link.id for link in merged}) == len(merged)


@pytest.mark.parametrize(
    ("one", "two", "since", "until"),
    [
        (("2010-01-01", "2012-01-01"), ("2011-01-01", "2015-01-01"), "2010-01-01", "2015-01-01"),
        (("2010-01-01", ""), ("2011-01-01", "2015-01-01"), "2010-01-01", ""),
        (("", "2012-01-01"), ("2011-01-01", "2015-01-01"), "", "2015-01-01"),
        (("2010", "2012"), ("2010-06", "2012-06"), "2010", "2012"),
    ],
)
def test_a_merged_link_holds_while_any_of_its_parts_does(
    one: tuple[str, str], two: tuple[str, str], since: str, until: str
) -> None:
    """An open side of one part leaves the whole open on that side."""
    parts = [
        Link("a", "b", "p", "p", claims=1, facts=(fact,), since=days[0], until=days[1])
        for fact, days in (("f1", one), ("f2", two))
    ]
    (merged,) = merge(parts)
    assert (merged.since, merged.until) == (since, until)


def test_a_merged_link_is_read_only_when_all_parts_are() -> None:
    """One checked claim lifts the doubt; one dispute stays a dispute; the best level counts."""
    read = Link("a", "b", "p", "p", read_only=True, disputed=True, claims=1, facts=("f1",))
    seen = Link("a", "b", "p", "p", verified=True, claims=1, facts=("f2",), level="B")
    (merged,) = merge([read, seen])
    assert (merged.read_only, merged.verified) == (False, True)
    assert (merged.disputed, merged.level) == (True, "B")


def test_a_link_for_a_record_is_as_good_as_its_weaker_half() -> None:
    """It is checked when both halves are, doubtful when one is, and holds while both do."""
    rule = next(r for r in contractions() if (r.record, r.end) == ("Indication", "cancer"))
    drug = Link("i:1", "drug:a", "her2:drug", "drug", verified=True, claims=1, facts=("f1",))
    drug = replace(drug, since="2010-01-01", until="2020-01-01", level="B")
    cancer = Link("i:1", "cancer:b", "her2:cancer", "cancer", read_only=True, claims=2, against=1)
    cancer = replace(cancer, since="2012-01-01", until="2018-01-01", facts=("f2",), level="C")
    (link,) = reading._between(rule, {"drug": [drug], "cancer": [cancer]}, "i:1")
    assert (link.source, link.predicate, link.target) == ("drug:a", "her2:indicatedFor", "cancer:b")
    assert (link.verified, link.read_only) == (False, True)
    assert (link.since, link.until) == ("2012-01-01", "2018-01-01")
    assert (link.claims, link.against, link.level) == (3, 1, "B")
    assert (link.facts, link.records) == (("f1", "f2"), ("i:1",))


def test_what_claims_say_comes_before_what_rules_add() -> None:
    """A derived triple of the same words adds nothing to a link that claims support."""
    stated = Link("a", "b", "p", "p", claims=2, facts=("f",), verified=True)
    assert merge([Link("a", "b", "p", "p"), stated]) == [stated]


def test_checked_links_weigh_more() -> None:
    """Verified outweighs unverified, which outweighs machine-read; more claims outweigh fewer."""
    base = {"source": "a", "target": "b", "predicate": "p", "label": "p", "claims": 1}
    read = Link(**base, read_only=True)  # type: ignore[arg-type]
    unverified = Link(**base)  # type: ignore[arg-type]
    verified = Link(**base, verified=True)  # type: ignore[arg-type]
    many = Link(**{**base, "claims": 3}, verified=True)  # type: ignore[arg-type]
    denied = Link(**base, verified=True, polarity="refutes")  # type: ignore[arg-type]
    assert read.weight < unverified.weight < verified.weight < many.weight
    assert denied.weight == read.weight


def test_the_tables_of_types_fit_together() -> None:
    """Every kind has a group, every contraction a record; no two groups look the same."""
    assert {kind.group for kind in kinds().values()} == set(groups())
    assert all(kinds()[rule.record].record for rule in contractions())
    looks = [(group.shape, group.colour) for group in groups().values()]
    assert len(set(looks)) == len(looks)
