"""The rules that gather, once for each claim, fact and thing, what it rests on."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from rdflib import URIRef

from her2kg.derive import run_rules
from her2kg.gather import silent
from her2kg.ontology.encode import claim_iri, encode_claim, encode_entity, encode_source, fact_iri
from her2kg.ontology.model import (
    AgentType,
    Claim,
    Entity,
    Load,
    Polarity,
    Qualifier,
    Source,
    TextQuote,
    Verification,
)
from her2kg.ontology.namespaces import mint
from her2kg.quads import schema_quads, to_ox
from her2kg.queries.store import run, select, text_of

TABLE = Load("curated", "1", "0" * 64, "curated", "Tables", "CC-BY-4.0")
TEXT = Load("article", "1", "1" * 64, "article-1", "Text", "")
LABEL = Source(URIRef(mint("Source", "label")), "Label", "A label", url="https://example.org/l")
PAPER = Source(URIRef(mint("Source", "paper")), "Publication", "A paper")
DRUG = URIRef(mint("Drug", "x"))
HER2 = URIRef(mint("Protein", "HER2"))
CHECKED = Claim(
    DRUG, "targets", HER2, "r1", (LABEL.iri, PAPER.iri), verification=Verification.VERIFIED
)
DOUBTFUL = replace(CHECKED, predicate="binds", record="r2", verification=Verification.UNVERIFIED)
READ = replace(
    CHECKED,
    record="",
    sources=(PAPER.iri,),
    agent_type=AgentType.TEXT_MINING,
    quote=TextQuote("x", "", "", 0, 1, "x."),
    confidence=0.95,
    verification=Verification.AS_PUBLISHED,
)


def _store(*claims: Claim, entities: tuple[Entity, ...] = ()) -> ox.Store:
    store = ox.Store()
    quads = [*schema_quads(), *encode_source(LABEL), *encode_source(PAPER)]
    quads += [quad for entity in entities for quad in encode_entity(entity)]
    quads += [quad for c in claims for quad in encode_claim(c, TEXT if c.quote else TABLE)]
    store.extend([to_ox(quad) for quad in quads])
    run_rules(store, silent)
    return store


def _said(store: ox.Store, node: URIRef, local: str) -> list[str]:
    rows = select(store, f"SELECT ?o WHERE {{ <{node}> her2:{local} ?o }}")
    return [text_of(row, "o") for row in rows]


def test_sources_are_joined_in_the_order_of_their_titles() -> None:
    """Titles and pages go in step; a source without a page leaves its place empty."""
    store = _store(CHECKED)
    for node in (claim_iri(CHECKED, TABLE), fact_iri(CHECKED), DRUG):
        assert _said(store, node, "sourceTitles") == ["A label | A paper"]
        assert _said(store, node, "sourcePages") == ["https://example.org/l | "]


def test_text_read_by_a_program_is_marked() -> None:
    """A fact and a thing tell which of their sources only a program read."""
    store = _store(replace(CHECKED, sources=(LABEL.iri,)), READ)
    marked = ["A label | A paper (read by machine)"]
    assert _said(store, fact_iri(READ), "sourceTitles") == marked
    assert _said(store, DRUG, "sourceTitles") == marked
    assert _said(store, claim_iri(READ, TEXT), "sourceTitles") == ["A paper"]


def test_a_claim_without_source_has_none_in_words() -> None:
    """Nothing is put in the place of a source that is not known."""
    claim = replace(CHECKED, sources=())
    assert _said(_store(claim), claim_iri(claim, TABLE), "sourceTitles") == []


@pytest.mark.parametrize(
    ("claims", "verified", "cells"),
    [
        ((CHECKED,), "yes", []),
        ((CHECKED, DOUBTFUL), "in part", ["binds"]),
        ((DOUBTFUL,), "no", ["binds"]),
        ((READ,), "no", []),
        ((READ, DOUBTFUL), "no", ["binds"]),
        ((READ, CHECKED), "yes", []),
        ((replace(CHECKED, verification=Verification.AS_PUBLISHED),), "yes", []),
    ],
)
def test_a_thing_tells_how_far_it_was_checked(
    claims: tuple[Claim, ...], verified: str, cells: list[str]
) -> None:
    """Tables and databases count, text that a program read does not."""
    store = _store(*claims)
    assert _said(store, DRUG, "rowVerification") == [verified]
    assert _said(store, DRUG, "unverifiedCells") == cells


def test_unverified_cells_are_named_once_and_sorted() -> None:
    """Two claims of one cell are one cell."""
    egfr = URIRef(mint("Protein", "EGFR"))
    store = _store(replace(DOUBTFUL, predicate="targets"), DOUBTFUL, replace(DOUBTFUL, object=egfr))
    assert _said(store, DRUG, "unverifiedCells") == ["binds, targets"]


def test_a_cancer_overlaps_its_kinds_and_the_wider_ones() -> None:
    """Near and far, both ways, and itself; siblings do not overlap."""
    body, breast, lobular, lung = (
        URIRef(mint("Cancer", name)) for name in ("body", "breast", "lobular", "lung")
    )
    store = _store(
        entities=(
            Entity(body, "Cancer", "body"),
            Entity(breast, "Cancer", "breast", broader=(body,)),
            Entity(lung, "Cancer", "lung", broader=(body,)),
            Entity(lobular, "Cancer", "lobular", broader=(breast,)),
        )
    )
    assert set(_said(store, breast, "overlaps")) == {str(body), str(breast), str(lobular)}
    assert set(_said(store, lung, "overlaps")) == {str(body), str(lung)}


def test_claims_for_and_against_disagree() -> None:
    """The one that supports points at the one that refutes, and not the other way round."""
    against = replace(CHECKED, record="r9", polarity=Polarity.REFUTES)
    store = _store(CHECKED, against)
    assert _said(store, claim_iri(CHECKED, TABLE), "disagreesWith") == [
        str(claim_iri(against, TABLE))
    ]
    assert _said(store, claim_iri(against, TABLE), "disagreesWith") == []


@pytest.mark.parametrize(("cancer", "disagree"), [("breast", True), ("lung", False)])
def test_opposites_disagree_in_one_cancer_only(*, cancer: str, disagree: bool) -> None:
    """Sensitive here and resistant there is no contradiction."""
    here, there = (
        Qualifier("inCancer", URIRef(mint("Cancer", name)), identifying=True)
        for name in ("breast", cancer)
    )
    sensitive = replace(CHECKED, predicate="confersSensitivityTo", qualifiers=(here,))
    resistant = replace(CHECKED, predicate="confersResistanceTo", record="r2", qualifiers=(there,))
    store = _store(sensitive, resistant)
    assert bool(run(store, "ASK { ?one her2:disagreesWith ?other }")) is disagree
