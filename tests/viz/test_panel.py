"""Tests of what the details panel tells."""

import json
from typing import Any

import pyoxigraph as ox

from her2kg.ontology.namespaces import mint
from her2kg.viz.neighbourhood import neighbourhood
from her2kg.viz.panel import Panel, describe
from tests.viz.sample import HER2, HOSTILE, SEEN, TRASTUZUMAB, node


def _told(store: ox.Store, iri: str, size: int = 5_000_000) -> Panel:
    return describe(store, neighbourhood(store, iri), SEEN, size)


def _link(panel: Panel, *words: str) -> list[dict[str, Any]]:
    name = next(name for name in panel.links if all(word in name for word in words))
    return [panel.claims[place] for place in panel.links[name]["claims"]]


def test_every_node_and_link_is_told(store: ox.Store) -> None:
    """There is an entry for each node and each edge of the picture."""
    graph = neighbourhood(store, HER2)
    panel = describe(store, graph, SEEN)
    assert set(panel.details) == {data["curie"] for _, data in graph.nodes(data=True)}
    assert set(panel.links) == {data["id"] for _, _, data in graph.edges(data=True)}


def test_names_and_identifiers_are_told(store: ox.Store) -> None:
    """Synonyms and identifiers with their pages are in the details."""
    details = _told(store, TRASTUZUMAB).details["drug:trastuzumab"]
    assert "Herceptin" in details["synonyms"]
    curie, url = details["identifiers"][0]
    assert (curie, url.startswith("http")) == ("NCIT:C1647", True)


def test_a_link_has_its_claims_with_their_sources(store: ox.Store) -> None:
    """The claims of a triple stand behind its edge, checked ones before machine-read ones."""
    claims = _link(_told(store, TRASTUZUMAB), "drug:trastuzumab her2:targets", "protein:HER2")
    assert [bool(claim.get("machine")) for claim in claims] == [False, True]
    assert claims[0]["verification"] == "verified"
    assert claims[0]["sources"] == [
        {
            "identifier": "pubmed:11248153",
            "title": "Use of chemotherapy plus a monoclonal antibody against HER2",
            "url": "https://pubmed.ncbi.nlm.nih.gov/11248153/",
        }
    ]
    before, quote, after = claims[1]["quote"]
    assert quote == "blocks the growth"
    assert before
    assert after


def test_a_contracted_link_has_the_claims_of_its_record(store: ox.Store) -> None:
    """Behind 'is indicated for' stand the claims of the indication."""
    panel = _told(store, TRASTUZUMAB)
    claims = _link(panel, "drug:trastuzumab her2:indicatedFor", "cancer:gastric-adenocarcinoma")
    assert {str(claim["record"]) for claim in claims} == {
        f"sample.csv {n:03}" for n in (50, 51, 52)
    }


def test_a_dispute_shows_both_sides(store: ox.Store) -> None:
    """The claim for and the claim against are told, both flagged."""
    claims = _link(_told(store, TRASTUZUMAB), "variant:ERBB2-L755S", "drug:trastuzumab")
    assert {claim["polarity"] for claim in claims} == {"supports", "refutes"}
    assert all(claim["disputed"] for claim in claims)


def test_hostile_text_stays_as_it_is(store: ox.Store) -> None:
    """Notes of claims are carried over character for character."""
    panel = _told(store, mint("Drug", "hostile"))
    assert any(claim.get("note") == HOSTILE for claim in panel.claims)


def test_a_panel_keeps_to_its_size(store: ox.Store) -> None:
    """A smaller panel tells fewer claims and says how many it leaves out."""
    large, small = _told(store, HER2), _told(store, HER2, 40_000)
    assert len(json.dumps(small.claims)) < len(json.dumps(large.claims))
    left = [each["left"] for each in small.details["protein:HER2"]["sections"]]
    assert sum(left) > 0
    told = {s["title"]: len(s["claims"]) for s in large.details["protein:HER2"]["sections"]}
    for each in small.details["protein:HER2"]["sections"]:
        assert len(each["claims"]) + each["left"] == told[each["title"]]


def test_no_link_loses_its_claims(store: ox.Store) -> None:
    """Each link that rests on claims opens them."""
    graph = neighbourhood(store, TRASTUZUMAB)
    panel = describe(store, graph, SEEN)
    links = {data["id"]: data["link"] for _, _, data in graph.edges(data=True)}
    assert all(panel.links[name]["claims"] for name, link in links.items() if link.claims)
    assert any(link.claims for link in links.values())


def test_places_point_at_claims(store: ox.Store) -> None:
    """Every number in the panel is the place of a claim, and every claim is told somewhere."""
    panel = _told(store, str(node("DM1")))
    sections = [s for one in panel.details.values() for s in one["sections"]]
    places = {place for each in [*sections, *panel.links.values()] for place in each["claims"]}
    assert places == set(range(len(panel.claims)))
