"""The rules that derive facts, and the checks across records."""

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from rdflib import RDF, URIRef

from her2kg.checks import broken_checks
from her2kg.derive import run_rules
from her2kg.gather import silent
from her2kg.ontology.encode import encode_claim, fact_iri
from her2kg.ontology.model import (
    AgentType,
    Claim,
    KnowledgeLevel,
    Load,
    Polarity,
    Qualifier,
    TextQuote,
    Verification,
)
from her2kg.ontology.namespaces import graph_iri, mint, schema
from her2kg.quads import schema_quads, to_ox
from her2kg.queries.store import select
from her2kg.sparql_files import SparqlFile, sparql_files

LOAD = Load("curated", "1", "0" * 64, "curated", "Tables", "CC-BY-4.0")
TEXT = Load("article", "1", "1" * 64, "article-1", "Text", "")
L755S = URIRef(mint("Variant", "ERBB2 L755S"))
NERATINIB = URIRef(mint("Drug", "neratinib"))
BREAST = URIRef(mint("Cancer", "breast cancer"))
LUNG = URIRef(mint("Cancer", "lung cancer"))
FOR = Claim(L755S, "confersSensitivityTo", NERATINIB, "r1", verification=Verification.VERIFIED)
READ = replace(
    FOR,
    record="",
    agent_type=AgentType.TEXT_MINING,
    quote=TextQuote("x", "", "", 0, 1, "x."),
    confidence=0.95,
    pattern="p",
    verification=Verification.AS_PUBLISHED,
)


def _store(*claims: Claim) -> ox.Store:
    store = ox.Store()
    store.extend(to_ox(quad) for quad in schema_quads())
    for claim in claims:
        load = TEXT if claim.quote else LOAD
        store.extend(to_ox(quad) for quad in encode_claim(claim, load))
    run_rules(store, silent)
    return store


def _plain(store: ox.Store, claim: Claim) -> set[str]:
    """Graphs in which the plain triple of a claim stands."""
    found = store.quads_for_pattern(
        ox.NamedNode(str(claim.subject)),
        ox.NamedNode(schema(claim.predicate)),
        ox.NamedNode(str(claim.object)),
        None,
    )
    return {str(quad.graph_name.value) for quad in found}  # type: ignore[union-attr]


def _fact(store: ox.Store, claim: Claim) -> dict[str, str]:
    rows = select(store, f"SELECT ?p ?o WHERE {{ <{fact_iri(claim)}> ?p ?o }}")
    return {
        str(getattr(row["p"], "value", "")).removeprefix(schema("")): str(
            getattr(row["o"], "value", "")
        )
        for row in rows
    }


def test_an_asserted_claim_gets_its_plain_triple() -> None:
    """One sound claim: counted, verified, and beside it the triple."""
    store = _store(FOR)
    fact = _fact(store, FOR)
    assert (fact["supportCount"], fact["refuteCount"]) == ("1", "0")
    assert fact["factVerification"] == "verified"
    assert _plain(store, FOR) == {graph_iri("facts")}


def test_an_unverified_claim_leaves_an_unverified_fact() -> None:
    """General knowledge stays recognisable."""
    claim = replace(FOR, verification=Verification.UNVERIFIED)
    assert _fact(_store(claim), claim)["factVerification"] == "unverified"


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": Polarity.REFUTES},
        {"polarity": Polarity.NULL_RESULT},
        {"hedge": "may"},
    ],
)
def test_what_is_denied_or_hedged_gets_no_plain_triple(change: dict[str, str]) -> None:
    """A denial, a null result and a hedge are kept as claims only."""
    claim = replace(FOR, **change)  # type: ignore[arg-type]
    store = _store(claim)
    assert _plain(store, claim) == set()
    assert "supportCount" in _fact(store, claim)


def test_claims_for_and_against_make_a_disputed_fact() -> None:
    """The fact counts both, is disputed, and has no plain triple."""
    store = _store(FOR, replace(FOR, record="r2", polarity=Polarity.REFUTES))
    fact = _fact(store, FOR)
    assert (fact["supportCount"], fact["refuteCount"], fact["disputed"]) == ("1", "1", "true")
    assert _plain(store, FOR) == set()


def test_opposites_dispute_each_other_in_the_same_cancer_only() -> None:
    """Sensitive in one cancer and resistant in another is no contradiction."""
    here = replace(FOR, qualifiers=(Qualifier("inCancer", BREAST, identifying=True),))
    for cancer, disputed in ((BREAST, True), (LUNG, False)):
        rival = replace(
            here,
            predicate="confersResistanceTo",
            qualifiers=(Qualifier("inCancer", cancer, identifying=True),),
        )
        store = _store(here, rival)
        assert ("disputed" in _fact(store, here)) is disputed
        assert ("disputed" in _fact(store, rival)) is disputed


def test_what_only_a_program_read_lies_in_a_graph_of_its_own() -> None:
    """Above a confidence of 0.9 it gets a plain triple in graph/read; below, none."""
    store = _store(READ)
    assert _plain(store, READ) == {graph_iri("read")}
    assert _fact(store, READ)["machineReadOnly"] == "true"
    unsure = replace(READ, confidence=0.89)
    assert _plain(_store(unsure), unsure) == set()


@pytest.mark.parametrize("polarity", list(Polarity))
def test_what_a_model_proposes_counts_for_nothing(polarity: Polarity) -> None:
    """No plain triple, no count and no dispute, however sure it is."""
    told = replace(
        READ,
        polarity=polarity,
        confidence=1.0,
        agent_type=AgentType.MODEL,
        knowledge_level=KnowledgeLevel.PREDICTION,
    )
    opposite = replace(told, predicate="confersResistanceTo", polarity=Polarity.SUPPORTS)
    only = _store(told)
    assert _plain(only, told) == set()
    ends = ("type", "subject", "predicate", "object")
    assert _fact(only, told).keys() == {f"{RDF}{end}" for end in ends}
    alone, beside = _store(FOR), _store(FOR, told, opposite)
    assert _fact(beside, FOR) == _fact(alone, FOR)
    assert _plain(beside, FOR) == {graph_iri("facts")}
    assert _plain(beside, opposite) == set()


def test_a_triple_that_a_curator_also_gives_is_not_read() -> None:
    """The same triple stands once, in the graph of facts."""
    store = _store(FOR, READ)
    assert _plain(store, FOR) == {graph_iri("facts")}
    assert "machineReadOnly" not in _fact(store, FOR)


def test_a_triple_in_two_graphs_is_found() -> None:
    """The check that guards against counting twice can fail."""
    store = _store(FOR)
    triple = next(iter(store.quads_for_pattern(None, None, None, ox.NamedNode(graph_iri("facts")))))
    read = ox.NamedNode(graph_iri("read"))
    store.add(ox.Quad(triple.subject, triple.predicate, triple.object, read))
    assert any(
        line.rule == "A triple stands in more than one graph." for line in broken_checks(store)
    )


def test_a_claim_about_an_unknown_node_is_found() -> None:
    """A node without a label is a dangling end."""
    lines = [str(breach) for breach in broken_checks(_store(FOR))]
    assert any("drug:neratinib" in line and "no label" in line for line in lines)


def test_a_property_that_is_not_defined_is_found() -> None:
    """Claims use the ontology's properties only."""
    breaches = broken_checks(_store(replace(FOR, predicate="enchants")))
    lines = [str(breach) for breach in breaches]
    assert any("her2:enchants" in line and "does not define" in line for line in lines)


_WORDS = re.compile(r"her2:(\w+)")
_ANY = re.compile(r"\?s \?p \?o")


def _written_and_read(rule: SparqlFile) -> tuple[set[str], set[str]]:
    """Return the properties that a rule adds, and those that it looks at."""
    head, _, body = rule.sparql.partition("WHERE")
    return set(_WORDS.findall(head)), set(_WORDS.findall(body))


def test_no_rule_reads_what_a_later_one_adds() -> None:
    """So one round is enough, whatever the graph holds."""
    rules = sparql_files("rules")
    written = [_written_and_read(rule)[0] for rule in rules]
    for number, rule in enumerate(rules):
        # "reads" is said of quantities, then of conditions, then of rules.
        later = set().union(*written[number + 1 :]) - {"Fact", "reads"}
        read = later & _written_and_read(rule)[1]
        assert not read, f"{rule.title} reads {read}"
    plain = [n for n, rule in enumerate(rules) if _ANY.search(rule.sparql.partition("WHERE")[0])]
    assert len(plain) == 2
    told = {"claimOf", "polarity", "TextClaim", "Claim", "hedge", "confidence", "inCancer"}
    told |= {"oppositeOf", "conflictsWith", "verification", "agentType", "knowledgeLevel"}
    for number, rule in enumerate(rules[: max(plain) + 1]):
        known = told | set().union(*written[:number])
        read = _written_and_read(rule)[1] - known
        assert read <= {"recordPage", "EvidenceItem"}, f"{rule.title} reads what claims say: {read}"


def test_a_second_round_adds_nothing(graph_store: ox.Store) -> None:
    """Nor does it on the whole embedded graph."""
    store = ox.Store()
    store.bulk_extend(graph_store)
    before = len(store)
    run_rules(store, silent)
    assert len(store) == before
