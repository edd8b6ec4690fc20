"""What holds for whole answers of the catalogue, beside the rows that ``expected`` asks for."""

import pyoxigraph as ox

from her2kg.queries.store import run
from tests.queries.asking import column, rows


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
