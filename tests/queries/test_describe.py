"""Entities and claims are described with all that stands behind them."""

import time
from dataclasses import asdict

import pyoxigraph as ox
import pytest

from her2kg.ontology.namespaces import SCHEMA
from her2kg.queries.describe import claims_about, entity, sections
from her2kg.queries.errors import UnknownName
from tests.pace import in_time
from tests.queries.sample import iri


def test_an_entity(sample: ox.Store) -> None:
    """Class, names, definition and identifiers with their pages."""
    view = entity(sample, iri("Protein", "HER2"))
    assert asdict(view) == {
        "iri": "https://w3id.org/her2kg/protein/HER2",
        "curie": "protein:HER2",
        "kind": "Protein",
        "kind_label": "Protein",
        "label": "HER2",
        "synonyms": ("ErbB2", "HER-2"),
        "definition": "A receptor.",
        "identifiers": (("uniprot:P04626", "http://purl.uniprot.org/uniprot/P04626"),),
        "near_identifiers": (),
    }


def test_near_identifiers_are_kept_apart(graph_store: ox.Store) -> None:
    """What is close, wider or narrower elsewhere does not pass for the same thing."""
    negative = entity(graph_store, iri("Cancer", "HER2-negative breast cancer"))
    assert "DOID:0060080" not in dict(negative.identifiers)
    page = "http://purl.obolibrary.org/obo/DOID_0060080"
    assert negative.near_identifiers == (("close", "DOID:0060080", page),)
    method = entity(graph_store, iri("Test", "HER2 immunohistochemistry"))
    relations = {(relation, curie) for relation, curie, _ in method.near_identifiers}
    assert {("wider", "OBI:0001986"), ("narrower", "loinc:85319-2")} <= relations


def test_an_unknown_entity(sample: ox.Store) -> None:
    """A node that the graph does not have is an error, not an empty page."""
    with pytest.raises(UnknownName):
        entity(sample, iri("Drug", "nothing"))


def test_a_claim_of_a_table(sample: ox.Store) -> None:
    """A row's claim has its source, record, licence and verification."""
    claims = claims_about(sample, iri("Drug", "trastuzumab"))
    view = next(claim for claim in claims if claim.predicate == "targets")
    assert view.sentence == "trastuzumab targets HER2"
    assert (view.subject_label, view.predicate_label, view.object_label) == (
        "trastuzumab",
        "targets",
        "HER2",
    )
    assert (view.polarity, view.verification, view.disputed) == ("supports", "verified", False)
    assert (view.record, view.load_title, view.licence) == (
        "drugs D01 target",
        "Curated tables",
        "CC-BY-4.0",
    )
    (source,) = view.sources
    assert (source.kind, source.title, source.url, source.licence) == (
        "Label",
        "Herceptin label",
        "https://example.org/l",
        "public",
    )


def test_a_claim_of_a_text(sample: ox.Store) -> None:
    """Hedge, attribution, qualifier, quote and confidence are kept."""
    claims = claims_about(sample, iri("BiologicalProcess", "cell growth"))
    (view,) = claims
    assert view.sentence == (
        "HER2 may promote cell growth, according to the society (frequency: often)"
    )
    assert (view.quote, view.quote_suffix) == ("HER2 may often promote cell growth", ".")
    assert view.confidence == pytest.approx(0.6)
    assert view.qualifiers == (("frequency", "often"),)
    assert (view.hedge, view.attribution, view.record) == ("may", "the society", "")


def test_claims_for_and_against(sample: ox.Store) -> None:
    """Levels keep their scale; a refuted claim reads as a denial."""
    claims = claims_about(sample, iri("Drug", "lapatinib"))
    assert [(c.sentence, c.level, c.scheme, c.note) for c in claims] == [
        ("ERBB2 L755S confers resistance to lapatinib in breast cancer", "D", "CIViC", ""),
        (
            "ERBB2 L755S does not confer sensitivity to lapatinib in breast cancer",
            "",
            "",
            "a remark",
        ),
    ]


def test_sections_put_the_entity_first_and_records_last(sample: ox.Store) -> None:
    """Own facts by relation, then what others say of it, then one section for each record."""
    titles = [section.title for section in sections(sample, iri("Drug", "trastuzumab"))]
    assert titles == [
        "Is sold as",
        "Targets",
        "Indication: FDA 1998-09-25: trastuzumab for breast cancer",
    ]
    (incoming,) = (s for s in sections(sample, iri("Protein", "HER2")) if "What" in s.title)
    assert incoming.title == "What targets HER2"


def test_a_record_is_described_with_all_its_cells(sample: ox.Store) -> None:
    """The indication that mentions the drug brings its cancer and date along."""
    last = sections(sample, iri("Drug", "trastuzumab"))[-1]
    assert {claim.predicate for claim in last.claims} == {"approvalDate", "cancer", "drug"}
    (date,) = (claim for claim in last.claims if claim.predicate == "approvalDate")
    assert date.sentence.endswith("was approved on 1998-09-25")
    assert (date.verification, date.sources, date.object) == ("unverified", (), "")


def test_sections_hold_each_claim_once(graph_store: ox.Store) -> None:
    """Nothing is lost or doubled by grouping."""
    node = iri("Drug", "trastuzumab")
    grouped = [claim.iri for section in sections(graph_store, node) for claim in section.claims]
    assert sorted(grouped) == sorted(claim.iri for claim in claims_about(graph_store, node))
    assert len(grouped) == len(set(grouped))


def test_every_claim_of_the_graph_can_be_shown(graph_store: ox.Store) -> None:
    """Around HER2, breast cancer and L755S every claim has a sentence, labels and a licence."""
    for kind, name in (
        ("Protein", "HER2"),
        ("Cancer", "breast cancer"),
        ("Variant", "ERBB2 L755S"),
    ):
        for view in claims_about(graph_store, iri(kind, name)):
            assert view.sentence
            assert view.licence
            assert SCHEMA not in view.predicate_label
            assert "https://w3id.org" not in view.sentence


def test_disputed_claims_are_marked(graph_store: ox.Store) -> None:
    """L755S and neratinib: the claim says that it is disputed."""
    claims = claims_about(graph_store, iri("Variant", "ERBB2 L755S"))
    assert any(c.disputed and c.object_label == "neratinib" for c in claims)


def test_describing_is_fast(graph_store: ox.Store) -> None:
    """The drug with the most claims is described within two seconds on a busy machine."""
    started = time.monotonic()
    assert claims_about(graph_store, iri("Drug", "trastuzumab"))
    assert in_time(time.monotonic() - started, 2)
