"""What curators and teachers ask: variants, resistance, shares, provenance; and what is not so."""

import pyoxigraph as ox
import pytest

from her2kg.queries.store import run
from tests.queries.asking import column, rows


def test_l755s_shows_both_sides(graph_store: ox.Store) -> None:
    """Sensitive to neratinib by one source and resistant to the class by another: disputed."""
    answer = rows(graph_store, "variant-responses", variant="ERBB2 L755S")
    neratinib = next(row for row in answer if row["therapy"] == "neratinib")
    assert neratinib["says"] == "confers sensitivity to"
    assert (neratinib["level"], neratinib["scheme"]) == ("D", "CIViC")
    assert "EID283" in neratinib["source"]
    others = [row for row in answer if row["therapy"] == "HER2 tyrosine kinase inhibitor"]
    assert column(others, "says") == {"confers resistance to"}
    assert column([neratinib, *others], "disputed") == {"yes"}
    lapatinib = [row for row in answer if row["therapy"] == "lapatinib"]
    assert column(lapatinib, "says") == {"confers resistance to"}
    assert any("EID241" in row["source"] for row in lapatinib)


def test_conflicts_are_listed_once(graph_store: ox.Store) -> None:
    """Each pair of claims in conflict stands in one row."""
    answer = rows(graph_store, "conflicting-claims")
    pairs = [
        frozenset({(r["one_record"], r["one_object"]), (r["other_record"], r["other_object"])})
        for r in answer
    ]
    assert len(pairs) == len(set(pairs))
    assert any("ERBB2 L755S" in row["one_subject"] for row in answer)


def test_disputed_facts_have_no_plain_triple(graph_store: ox.Store) -> None:
    """What is disputed is not stated as a plain fact."""
    assert column(rows(graph_store, "disputed-facts"), "subject") >= {"ERBB2 L755S"}
    sparql = "ASK { variant:ERBB2-L755S her2:confersSensitivityTo drug:neratinib }"
    assert not bool(run(graph_store, sparql))


@pytest.mark.parametrize(("variant", "item"), [("V777L", "EID288"), ("V842I", "EID289")])
def test_kinase_variants_respond_to_neratinib(
    graph_store: ox.Store, variant: str, item: str
) -> None:
    """V777L and V842I are sensitive to neratinib, level D of CIViC."""
    answer = rows(graph_store, "variant-responses", variant=f"ERBB2 {variant}", therapy="neratinib")
    found = [row for row in answer if row["therapy"] == "neratinib"]
    assert column(found, "says") == {"confers sensitivity to"}
    assert any(item in row["source"] and row["level"] == "D" for row in found)


def test_exon_twenty_insertions(graph_store: ox.Store) -> None:
    """Y772_A775dup belongs to the group, and drugs of the class treat it."""
    answer = rows(graph_store, "variants", group="ERBB2 exon 20 insertion")
    assert "ERBB2 Y772_A775dup" in column(answer, "variant")
    responses = rows(graph_store, "variant-responses", variant="ERBB2 Y772_A775dup")
    sensitive = {r["therapy"] for r in responses if r["says"] == "confers sensitivity to"}
    assert {"trastuzumab deruxtecan", "zongertinib"} <= sensitive


def test_a_refuted_response_is_marked(graph_store: ox.Store) -> None:
    """A source that denies sensitivity is shown as refuting, not as supporting."""
    answer = rows(
        graph_store, "variant-responses", variant="ERBB2 Y772_A775dup", therapy="dacomitinib"
    )
    assert ("confers sensitivity to", "refutes") in {(r["says"], r["polarity"]) for r in answer}


def test_responses_by_drug(graph_store: ox.Store) -> None:
    """The same claims are found from the drug's side."""
    answer = rows(graph_store, "responses-to-drug", therapy="pertuzumab")
    resistant = {r["variant"] for r in answer if r["says"] == "confers resistance to"}
    assert {"ERBB2 S310F", "ERBB2 S310Y", "ERBB2 G309E"} <= resistant


def test_gastric_resistance(graph_store: ox.Store) -> None:
    """Loss of HER2 is among the reasons, with the share that loses it."""
    answer = rows(
        graph_store,
        "resistance-mechanisms",
        drug="trastuzumab",
        cancer="gastric adenocarcinoma",
    )
    loss = next(row for row in answer if "loss of HER2" in row["mechanism"])
    assert "29-69 %" in loss["alteration"]
    assert any("heterogeneity" in row["mechanism"] for row in answer)


@pytest.mark.parametrize(
    ("cancer", "share"),
    [
        ("breast cancer", "15-20"),
        ("gastric adenocarcinoma", "12-15"),
        ("colorectal adenocarcinoma", "1-4"),
        ("bladder urothelial carcinoma", "12.4"),
        ("gallbladder carcinoma", "9.8"),
        ("cervical cancer", "3.9"),
        ("non-small cell lung cancer", "2-3"),
    ],
)
def test_prevalence(graph_store: ox.Store, cancer: str, share: str) -> None:
    """The share of each cancer, as its source writes it."""
    assert share in column(rows(graph_store, "prevalence", cancer=cancer), "share_percent")


def test_prevalence_says_what_is_counted(graph_store: ox.Store) -> None:
    """In lung cancer 2-3 % is mutation; expression and amplification are other numbers."""
    answer = rows(graph_store, "prevalence", cancer="non-small cell lung cancer")
    of_mutation = {r["share_percent"] for r in answer if "mutation" in r["alteration"]}
    assert "2-3" in of_mutation
    assert len(column(answer, "alteration")) > 1


def test_what_only_text_says(graph_store: ox.Store) -> None:
    """Statements of articles come with quote, polarity and hedge, and no checked claim beside."""
    only = rows(graph_store, "claims-by-article-only")
    assert all(row["quote"] and row["polarity"] for row in only)
    supported = rows(graph_store, "claims-by-article-supported")
    triple = ("subject", "says", "object")
    assert not {tuple(r[c] for c in triple) for r in only} & {
        tuple(r[c] for c in triple) for r in supported
    }


def test_unverified_claims_are_all_unverified(graph_store: ox.Store) -> None:
    """The list holds general knowledge only, and can be narrowed to one thing."""
    assert column(rows(graph_store, "unverified-claims"), "verified") == {"no"}
    narrowed = rows(graph_store, "unverified-claims", about="trastuzumab emtansine")
    assert column(narrowed, "subject") == {"trastuzumab emtansine"}


def test_claims_of_a_source(graph_store: ox.Store) -> None:
    """A publication is found by its identifier, with what the graph takes from it."""
    answer = rows(graph_store, "claims-of-source", source="pubmed:23220880")
    assert {"ERBB2 L755S", "ERBB2 V777L"} <= column(answer, "subject")


def test_the_most_used_source_comes_first(graph_store: ox.Store) -> None:
    """Sources are ordered by the number of their claims."""
    counts = [int(row["claims"]) for row in rows(graph_store, "sources")]
    assert counts == sorted(counts, reverse=True)


def test_inputs_name_their_licence(graph_store: ox.Store) -> None:
    """Every input has a licence and a hash."""
    answer = rows(graph_store, "inputs")
    assert all(row["licence"] and len(row["sha256"]) == 64 for row in answer)


def test_facts_about_the_receptor(graph_store: ox.Store) -> None:
    """The gene encodes it, drugs target it; machine-read sources are marked as such."""
    answer = rows(graph_store, "facts-about", thing="HER2")
    said = {(r["subject"], r["says"], r["object"]) for r in answer}
    assert ("ERBB2", "encodes", "HER2") in said
    assert ("trastuzumab", "targets", "HER2") in said
    assert any(row["source"].endswith("(read by machine)") for row in answer)


def test_receptor_family(graph_store: ox.Store) -> None:
    """HER2 pairs with its family and itself."""
    answer = rows(graph_store, "receptor-family")
    assert column(answer, "partner") == {"EGFR", "HER2", "HER3", "HER4"}


@pytest.mark.parametrize(
    ("why", "sparql"),
    [
        ("low is not positive", "ASK { status:HER2-low skos:broader* status:HER2-positive }"),
        ("low is no result", "ASK { status:HER2-low a her2:ReportedResult }"),
        (
            "trastuzumab is not for stromal tumours",
            """ASK { ?i her2:drug drug:trastuzumab ; her2:cancer/rdfs:label ?l .
                     FILTER (CONTAINS(LCASE(?l), "stromal")) }""",
        ),
        (
            "in 2007 a ratio of 2.0 was not positive",
            """ASK { rule:BR07-POS her2:ratioMinimum ?r . FILTER (?r <= 2.0) }""",
        ),
        (
            "no LOINC code is given for Ki-67",
            """ASK { ?e skos:notation "LOINC:85319-2" ; rdfs:label ?l .
                     FILTER (CONTAINS(LCASE(?l), "ki-67")) }""",
        ),
        ("the gene is not the protein", "ASK { gene:ERBB2 a her2:Protein }"),
        (
            "mutation is not amplification",
            "ASK { status:HER2-mutant skos:broader* status:HER2-amplified }",
        ),
        ("biosimilars are not merged", "ASK { drug:trastuzumab skos:altLabel 'Ogivri' }"),
        ("T-DM1 is not trastuzumab", "ASK { drug:trastuzumab skos:altLabel 'T-DM1' }"),
        ("R20 is not loaded", "ASK { mechanism:R20 ?p ?o }"),
    ],
)
def test_what_the_graph_must_not_say(graph_store: ox.Store, why: str, sparql: str) -> None:
    """Statements that would be wrong are not in the graph."""
    assert not bool(run(graph_store, sparql)), why
