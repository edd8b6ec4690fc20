"""The rules that the data holds."""

import pyoxigraph as ox
import pytest

from her2kg.checking.files import implied_by, rules
from her2kg.checking.model import Role, Verdict
from her2kg.ontology.namespaces import PREFIXES, mint, schema
from her2kg.queries.store import select, text_of
from tests.her2kg.checking.articles import check_text, finding, shown

CONJUGATE = "an antibody-drug conjugate also brings its payload".casefold()


GRAPH = ox.NamedNode(f"{PREFIXES['graph']}curated")


def _copy(store: ox.Store) -> ox.Store:
    made = ox.Store()
    made.bulk_extend(iter(store))
    return made


def _mark(store: ox.Store, subject: str, predicate: str, mark: str, value: str) -> None:
    """Say one thing more of every claim with a subject and a relation."""
    asked = "SELECT ?s ?p ?claim { ?claim rdf:subject ?s ; rdf:predicate ?p }"
    given = {"s": ox.NamedNode(subject), "p": ox.NamedNode(schema(predicate))}
    for row in list(select(store, asked, given)):
        claim = row["claim"]
        assert isinstance(claim, ox.NamedNode)
        store.add(ox.Quad(claim, ox.NamedNode(schema(mark)), ox.Literal(value), GRAPH))


@pytest.fixture(scope="module")
def ended(graph_store: ox.Store) -> ox.Store:
    """The graph with changes: approvals of tucatinib and one target ended, another is hedged."""
    store = _copy(graph_store)
    asked = "SELECT ?drug ?row { ?row her2:drug ?drug }"
    drug = {"drug": ox.NamedNode(mint("Drug", "tucatinib"))}
    for row in list(select(store, asked, drug)):
        _mark(store, text_of(row, "row"), "drug", "validUntil", "2022")
    _mark(store, mint("Drug", "trastuzumab"), "targets", "validUntil", "2022")
    _mark(store, mint("Drug", "pertuzumab"), "targets", "hedge", "may")
    return store


def test_every_rule_says_why_and_names_relations_of_the_ontology(graph_store: ox.Store) -> None:
    """A misspelt relation would never apply."""
    asked = "SELECT ?p { ?p a ?kind FILTER (?kind IN (owl:ObjectProperty, owl:DatatypeProperty)) }"
    known = {text_of(row, "p") for row in select(graph_store, asked)}
    assert len(rules()) >= 10
    for rule in rules():
        assert rule.why.endswith("."), rule
        assert "# given" in rule.sparql, rule.why
        for predicate in rule.predicates | rule.unless:
            assert schema(predicate) in known, rule.why
    pairs = {name for one, more in implied_by().items() for name in (one, *more)}
    assert {schema(name) for name in pairs} <= known


def test_the_mechanism_of_a_conjugate_without_its_payload_is_imprecise(
    graph_store: ox.Store,
) -> None:
    """The curated mechanism is shown instead."""
    found = finding("T-DM1 binds HER2, which blocks growth.\n", graph_store)
    assert found.verdict is Verdict.IMPRECISE
    assert CONJUGATE in found.why.casefold()
    assert any("releases DM1" in told.says for told in shown(found, Role.BETTER))


@pytest.mark.parametrize(
    "text",
    [
        "T-DM1 binds HER2, which blocks growth. T-DM1 carries DM1.\n",
        "Trastuzumab binds HER2, which blocks growth.\n",
        "T-DM1 binds HER2.\n",
    ],
    ids=["payload told", "no conjugate", "no mechanism stated"],
)
def test_a_mechanism_that_is_whole_is_not_called_imprecise(
    graph_store: ox.Store, text: str
) -> None:
    """A true sentence stays true."""
    found = check_text(text, graph_store)
    assert set(found.claims()) == {Verdict.SUPPORTED}


def test_testing_for_a_diagnosis_is_met_with_the_drugs_that_tests_go_with(
    graph_store: ox.Store,
) -> None:
    """With products that were approved for it."""
    found = finding("HER2 testing is used for cancer diagnosis.\n", graph_store)
    assert found.verdict is Verdict.CONTRADICTED
    assert "companions of drugs" in found.why
    assert all("is a companion diagnostic for" in told.says for told in shown(found, Role.BETTER))


def test_a_status_defined_by_overexpression_alone_is_imprecise(graph_store: ox.Store) -> None:
    """Rules for copies of the gene are shown."""
    found = finding("HER2-positive status indicates HER2 overexpression.\n", graph_store)
    assert found.verdict is Verdict.IMPRECISE
    assert shown(found, Role.BETTER)
    assert all("ISH" in told.says for told in shown(found, Role.BETTER))


def test_a_score_that_gives_the_status_by_a_rule_in_force_is_supported(
    graph_store: ox.Store,
) -> None:
    """The rule is shown with what it reads; another score is not supported by it."""
    found = finding("HER2-positive is defined as IHC 3+.\n", graph_store)
    assert found.verdict is Verdict.SUPPORTED
    assert any("percent of cells > 10" in told.says for told in shown(found, Role.FOR))
    assert finding("HER2-positive is defined as IHC 2+.\n", graph_store).verdict is Verdict.UNKNOWN


def test_the_threshold_of_a_former_guideline_is_out_of_date(graph_store: ox.Store) -> None:
    """ASCO/CAP asked for 30 % of the cells until 2013; on a day before it was in force."""
    text = "HER2-positive means IHC 3+ in over 30% of cells.\n"
    found = finding(text, graph_store)
    assert found.verdict is Verdict.OUT_OF_DATE
    assert any("until 2013" in told.says for told in shown(found, Role.FORMER))
    assert finding(text, graph_store, "2010").verdict is not Verdict.OUT_OF_DATE


def test_a_statement_on_a_class_that_is_wider_than_its_drugs_is_imprecise(
    graph_store: ox.Store,
) -> None:
    """Not every targeted therapy acts on HER2."""
    found = finding("Targeted therapies block HER2.\n", graph_store)
    assert found.verdict is Verdict.IMPRECISE
    assert all(told.says.endswith("targets HER2") for told in shown(found, Role.BETTER))


def test_a_statement_that_tables_make_of_some_members_of_a_class_is_imprecise(
    graph_store: ox.Store,
) -> None:
    """The members are named."""
    found = finding("Antibody-drug conjugates cause hepatotoxicity.\n", graph_store)
    assert found.verdict is Verdict.IMPRECISE
    assert "some members of the class only" in found.why
    assert shown(found, Role.FOR)[0].says == "trastuzumab emtansine can cause hepatotoxicity"
    assert shown(found, Role.FOR)[0].scope == "for trastuzumab emtansine"


def test_an_approval_in_force_supports_a_treatment(graph_store: ox.Store) -> None:
    """For the status that the cancer is defined by."""
    found = finding("Trastuzumab is used to treat HER2-positive breast cancer.\n", graph_store)
    assert (found.verdict, found.why) == (
        Verdict.SUPPORTED,
        "A regulator approved it, and the approval is in force.",
    )
    assert all("HER2-positive" in told.says for told in shown(found, Role.FOR))


def test_an_approval_for_another_status_does_not_support_a_treatment(
    graph_store: ox.Store,
) -> None:
    """What it is approved for is shown instead."""
    found = finding("Trastuzumab is used to treat HER2-low breast cancer.\n", graph_store)
    assert found.verdict is Verdict.UNKNOWN
    assert "It is approved for something else." in found.why


def test_a_status_that_approvals_ask_for_and_the_sentence_leaves_out_is_told(
    graph_store: ox.Store,
) -> None:
    """It holds for a part of the patients."""
    found = finding("Trastuzumab is used to treat breast cancer.\n", graph_store)
    assert found.verdict is Verdict.SUPPORTED
    assert "asks for a HER2 status" in found.why


def test_a_cancer_that_only_the_document_composes_is_judged_by_the_wider_one(
    graph_store: ox.Store,
) -> None:
    """And told as such."""
    text = "Trastuzumab is used to treat HER2-positive gastric adenocarcinoma.\n"
    found = finding(text, graph_store)
    assert found.verdict is Verdict.SUPPORTED
    assert "said of gastric adenocarcinoma" in shown(found, Role.FOR)[0].scope


def test_an_approval_that_ended_is_out_of_date(ended: ox.Store) -> None:
    """On a day before its end it was not."""
    text = "Tucatinib is approved for HER2-positive breast cancer.\n"
    found = finding(text, ended)
    assert found.verdict is Verdict.OUT_OF_DATE
    assert all(", until 2022" in told.says for told in shown(found, Role.FORMER))
    assert shown(found, Role.FORMER)
    assert finding(text, ended, "2021-06").verdict is not Verdict.OUT_OF_DATE


def test_a_statement_that_held_until_a_day_is_out_of_date_after_it(ended: ox.Store) -> None:
    """The end is told."""
    found = finding("Trastuzumab targets HER2.\n", ended)
    assert (found.verdict, found.why) == (Verdict.OUT_OF_DATE, "This held until 2022.")
    before = finding("Trastuzumab targets HER2.\n", ended, "2021")
    assert before.verdict is Verdict.SUPPORTED


def test_a_claim_that_is_surer_than_its_sources_is_imprecise(ended: ox.Store) -> None:
    """A hedge of the sources must not be lost."""
    found = finding("Pertuzumab targets HER2.\n", ended)
    assert (found.verdict, found.why) == (
        Verdict.IMPRECISE,
        "Those who say so are less sure: may.",
    )
    assert finding("Pertuzumab may target HER2.\n", ended).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("share", "verdict"),
    [("15-20%", Verdict.SUPPORTED), ("17%", Verdict.SUPPORTED), ("60%", Verdict.IMPRECISE)],
)
def test_a_share_is_compared_with_those_that_were_measured(
    graph_store: ox.Store, share: str, verdict: Verdict
) -> None:
    """Within a tenth."""
    text = f"HER2-positive breast cancer accounts for {share} of all breast cancers.\n"
    assert finding(text, graph_store).verdict is verdict


def test_the_graph_knows_what_kind_a_thing_is(graph_store: ox.Store) -> None:
    """Classes are facts, too."""
    assert finding("HER2 is a protein.\n", graph_store).verdict is Verdict.SUPPORTED


def test_approvals_show_that_a_status_informs_treatment(graph_store: ox.Store) -> None:
    """Those in force."""
    found = finding("HER2 status guides the use of targeted therapies.\n", graph_store)
    assert found.verdict is Verdict.SUPPORTED
    assert len(shown(found, Role.FOR)) == 3
