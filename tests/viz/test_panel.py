"""Tests of what the details panel tells."""

from datetime import date
from typing import Any

import pyoxigraph as ox
import pytest

from her2kg.viz.atlas import Atlas
from her2kg.viz.links import Link
from her2kg.viz.panel import Panel, Seen
from tests.viz.sample import HOSTILE, SEEN

HER2, TRASTUZUMAB, HOSTILE_DRUG = "protein:HER2", "drug:trastuzumab", "drug:hostile"
TARGETS = "drug:trastuzumab her2:targets supports protein:HER2"
INDICATED = "drug:trastuzumab her2:indicatedFor supports cancer:gastric-adenocarcinoma"
DISPUTED = "variant:ERBB2-L755S her2:confersSensitivityTo supports drug:trastuzumab"
DENIED = "variant:ERBB2-S310F her2:confersSensitivityTo refutes drug:pertuzumab"


@pytest.fixture(scope="module")
def panel(store: ox.Store, atlas: Atlas) -> Panel:
    """What tells of the sample graph."""
    return Panel(store, atlas, SEEN)


def _claims(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for section in told["sections"] for claim in section["claims"]]


def test_what_a_model_proposed_is_shown_as_such_and_not_counted(panel: Panel, atlas: Atlas) -> None:
    """It is no link, no claim for or against, and not taken for a reading of the text."""
    told = panel.node("drug:lapatinib")
    (section,) = [each for each in told["sections"] if each["title"] == "Inhibits"]
    (claim,) = section["claims"]
    assert (claim["by"], claim["proposed"]) == ("a language model", True)
    assert "machine" not in claim
    assert section["evidence"] == {"for": 0, "against": 0, "null": 0, "level": ""}
    assert "drug:lapatinib her2:inhibits supports protein:HER3" not in atlas.by_id


def test_every_node_and_link_can_be_told(panel: Panel, atlas: Atlas) -> None:
    """There is something to tell of each node and each link of the graph, records too."""
    assert all(panel.node(name)["id"] == name for name in atlas.nodes)
    assert all(panel.link(name)["why"] for name in atlas.by_id)


def test_names_and_identifiers_are_told(panel: Panel, atlas: Atlas) -> None:
    """Synonyms and identifiers with their pages are in the details."""
    told = panel.node(TRASTUZUMAB)
    assert (told["iri"], told["definition"]) == (
        atlas.nodes[TRASTUZUMAB].iri,
        "an antibody against HER2",
    )
    assert "Herceptin" in told["synonyms"]
    ((curie, url),) = told["identifiers"]
    assert (curie, url) == ("NCIT:C1647", "http://purl.obolibrary.org/obo/NCIT_C1647")


def test_a_link_has_its_claims_with_their_sources(panel: Panel) -> None:
    """The claims of a triple stand behind its link, checked ones before machine-read ones."""
    claims = panel.link(TARGETS)["claims"]
    assert [bool(claim.get("machine")) for claim in claims] == [False, True]
    assert [claim["by"] for claim in claims] == ["a curator", "the text reader"]
    assert claims[0]["verification"] == "verified"
    assert claims[0]["sources"] == [
        {
            "kind": "Publication",
            "identifier": "pubmed:11248153",
            "issued": "2001",
            "title": "Use of chemotherapy plus a monoclonal antibody against HER2",
            "url": "https://pubmed.ncbi.nlm.nih.gov/11248153/",
        }
    ]
    before, quote, after = claims[1]["quote"]
    assert quote == "blocks the growth"
    assert before
    assert after


def test_a_contracted_link_has_the_claims_of_its_record(panel: Panel) -> None:
    """Behind 'is indicated for' stand the claims of the indication, and its name."""
    told = panel.link(INDICATED)
    assert {claim["record"] for claim in told["claims"]} == {
        f"sample.csv {n:03}" for n in (50, 51, 52)
    }
    name = "FDA 2010-10-20: trastuzumab for gastric adenocarcinoma"
    assert told["records"] == [
        ["indication:FDA-2010-10-20-trastuzumab-for-gastric-adenocarcinoma", name]
    ]


def test_a_dispute_shows_both_sides(panel: Panel) -> None:
    """The claim for and the claim against are told, both flagged, and both counted."""
    told = panel.link(DISPUTED)
    assert {claim["polarity"] for claim in told["claims"]} == {"supports", "refutes"}
    assert all(claim["disputed"] for claim in told["claims"])
    assert (told["evidence"]["for"], told["evidence"]["against"]) == (1, 1)
    assert "Sources disagree" in told["why"]
    assert "1 claim speaks against it" in told["why"]
    assert panel.node(TRASTUZUMAB)["disputed"] == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (TARGETS, "2 claims say so (Read from text and sample). It was checked"),
        (
            INDICATED,
            "This stands for 1 record that names both (sample); all that it says stands below.",
        ),
        (DENIED, "No claim supports this: 1 claim denies this (sample)."),
        ("drug:trastuzumab her2:inhibits supports protein:EGFR", "Nothing but text read by a"),
        ("drug:neratinib her2:targets supports protein:HER2", "It was not yet checked"),
        (
            "cancer:breast-cancer her2:overlaps supports cancer:HER2-positive-breast-cancer",
            "No claim states this by itself: a rule of the graph derives it",
        ),
        (
            "cancer:HER2-positive-breast-cancer skos:broader supports cancer:breast-cancer",
            "This is the place of the one under the other in the hierarchy",
        ),
    ],
)
def test_a_link_says_why_it_is_there(panel: Panel, name: str, words: str) -> None:
    """In plain English: how many claims, whose, and how far they can be trusted."""
    assert words in panel.link(name)["why"]


def test_what_is_only_denied_is_never_said_to_be_checked(panel: Panel) -> None:
    """Words that lend trust are for links that something supports."""
    assert "checked" not in panel.link(DENIED)["why"]


def test_a_null_result_is_no_denial(panel: Panel) -> None:
    """'No effect found' and 'denied' are told apart, in the sentence and in the reason."""
    link = Link(TRASTUZUMAB, HER2, "her2:targets", "targets", "nullResult", claims=2, against=2)
    assert panel.sentence(link) == "No effect found: trastuzumab targets HER2."
    assert "2 claims found no effect" in panel.why(link)


def test_a_denied_link_does_not_read_as_a_statement(panel: Panel, atlas: Atlas) -> None:
    """The sentence of a link that sources only deny says so first."""
    assert panel.sentence(atlas.by_id[TARGETS]) == "trastuzumab targets HER2."
    denied = "Denied: ERBB2 S310F confers sensitivity to pertuzumab."
    assert panel.sentence(atlas.by_id[DENIED]) == denied


def test_the_best_level_is_told(panel: Panel) -> None:
    """A link that rests on rated evidence says how good the best of it is."""
    link = Link(TRASTUZUMAB, HER2, "her2:targets", "targets", claims=1, level="A")
    assert "The best evidence level among them is A." in panel.why(link)


def test_hostile_text_stays_as_it_is(panel: Panel) -> None:
    """Notes of claims are carried over character for character."""
    told = panel.node(HOSTILE_DRUG)
    assert {claim.get("note") for claim in _claims(told)} == {HOSTILE}
    assert HOSTILE in told["definition"]


def test_fewer_claims_are_told_and_the_rest_counted(panel: Panel) -> None:
    """A section keeps its title and counts however few of its claims it brings."""
    whole, short = panel.node(HER2, 1000), panel.node(HER2, claims=2, filled=3)
    assert any(section["left"] for section in short["sections"])
    for place, (all_of_it, part) in enumerate(
        zip(whole["sections"], short["sections"], strict=True)
    ):
        room = 2 if place < 3 else 0
        assert (all_of_it["left"], part["title"]) == (0, all_of_it["title"])
        assert part["claims"] == all_of_it["claims"][:room]
        assert len(part["claims"]) + part["left"] == len(all_of_it["claims"])
        assert part["evidence"] == all_of_it["evidence"]
    assert short["evidence"] == whole["evidence"]


def test_a_section_can_be_told_whole(panel: Panel) -> None:
    """What a section left out is to be had by its place."""
    for place, section in enumerate(panel.node(HER2, claims=0)["sections"]):
        told = panel.section(HER2, place)
        assert (len(told["claims"]), told["left"]) == (section["left"], 0)


def test_a_link_keeps_to_its_limit(panel: Panel) -> None:
    """Of many claims the first are told, the rest is counted, and the counts are of all."""
    whole, part = panel.link(TARGETS), panel.link(TARGETS, most=1)
    assert (part["claims"], part["left"]) == (whole["claims"][:1], 1)
    assert part["evidence"] == whole["evidence"]


def test_no_link_loses_its_claims(panel: Panel, atlas: Atlas) -> None:
    """Each link that rests on claims opens them; one that rests on none has none."""
    assert any(link.claims for link in atlas.links)
    for name, link in atlas.by_id.items():
        assert bool(panel.link(name)["claims"]) == bool(link.claims)


def test_counts_of_a_link_are_those_of_its_claims(panel: Panel, atlas: Atlas) -> None:
    """The evidence told of a plain link adds up to what the picture shows of it."""
    for link in atlas.links:
        if link.claims and not link.records:
            told = panel.link(link.id)["evidence"]
            assert told["for"] + told["against"] + told["null"] == link.claims
            assert told["against"] + told["null"] == link.against


def test_undated_claims_are_marked_in_a_graph_of_one_day(store: ox.Store, atlas: Atlas) -> None:
    """Where the graph is that of a day alone, what has no date says so; otherwise not."""
    alone = Panel(store, atlas, Seen(date(2020, 1, 1), alone=True))
    assert {claim["valid"] for claim in alone.link(TARGETS)["claims"]} == {"undated"}
    ever = Panel(store, atlas, Seen(date(2020, 1, 1)))
    assert not any("valid" in claim for claim in ever.link(TARGETS)["claims"])


def test_what_is_not_there_is_an_error(panel: Panel) -> None:
    """Unknown nodes, links and sections are refused, and the message names them."""
    with pytest.raises(LookupError, match="drug:no-such-drug"):
        panel.node("drug:no-such-drug")
    with pytest.raises(LookupError, match="no link 'a p supports b'"):
        panel.link("a p supports b")
    for place in (-1, 999):
        with pytest.raises(LookupError, match=f"no section {place}"):
            panel.section(HER2, place)
