"""How values are bound to the variables of a query, as the engine does it."""

import pyoxigraph as ox
import pytest

from her2kg.queries.store import run, select, text_of
from tests.queries.sample import iri

_TRASTUZUMAB = ox.NamedNode(iri("Drug", "trastuzumab"))


def test_binding_narrows_a_pattern(sample: ox.Store) -> None:
    """A bound variable of a triple pattern keeps only the rows with that value."""
    rows = list(select(sample, "SELECT ?d ?t { ?d her2:targets ?t }", {"d": _TRASTUZUMAB}))
    assert [text_of(row, "t") for row in rows] == [str(iri("Protein", "HER2"))]


def test_binding_reaches_grouped_queries(sample: ox.Store) -> None:
    """Counts are made after the binding when the variable is grouped by."""
    sparql = "SELECT ?s (COUNT(*) AS ?n) { ?c a her2:Claim ; rdf:subject ?s } GROUP BY ?s"
    assert [text_of(row, "n") for row in select(sample, sparql, {"s": _TRASTUZUMAB})] == ["2"]


def test_binding_joins_a_subselect(sample: ox.Store) -> None:
    """A subselect is computed for all values and then joined with the bound one."""
    sparql = """
    SELECT ?s ?n { { SELECT ?s (COUNT(*) AS ?n) { ?c rdf:subject ?s ; a her2:Claim } GROUP BY ?s } }
    """
    assert [text_of(row, "n") for row in select(sample, sparql, {"s": _TRASTUZUMAB})] == ["2"]


def test_binding_picks_a_branch_of_a_union(sample: ox.Store) -> None:
    """The idiom of optional parameters: her2:Thing stands for no restriction."""
    sparql = """
    SELECT ?d ?a { ?d a her2:Drug .
      { ?d her2:targets ?t BIND (?t AS ?a) } UNION { BIND (her2:Thing AS ?a) } }
    """
    thing = ox.NamedNode("https://w3id.org/her2kg/schema#Thing")
    assert len(list(select(sample, sparql, {"a": thing}))) == 2
    her2 = ox.NamedNode(iri("Protein", "HER2"))
    assert [text_of(row, "d") for row in select(sample, sparql, {"a": her2})] == [
        _TRASTUZUMAB.value
    ]


def test_binding_does_not_reach_a_filter_alone(sample: ox.Store) -> None:
    """Why parameters stand in patterns: a FILTER does not see the bound value."""
    sparql = "SELECT ?d ?a { ?d a her2:Drug FILTER (!BOUND(?a) || ?d = ?a) }"
    assert len(list(select(sample, sparql, {"a": _TRASTUZUMAB}))) == 2


def test_binding_needs_a_projected_variable(sample: ox.Store) -> None:
    """A variable that the query does not select cannot be bound, and says so."""
    with pytest.raises(RuntimeError, match="projection"):
        list(select(sample, "SELECT ?t { ?d her2:targets ?t }", {"d": _TRASTUZUMAB}))


def test_select_refuses_other_forms(sample: ox.Store) -> None:
    """ASK gives no rows."""
    with pytest.raises(TypeError, match="not a SELECT"):
        list(select(sample, "ASK { ?s ?p ?o }"))


def test_union_of_graphs_is_the_default(sample: ox.Store) -> None:
    """Entities and claims, which lie in different graphs, are seen together."""
    sparql = "ASK { ?c rdf:subject ?s . ?s rdfs:label 'trastuzumab' }"
    assert bool(run(sample, sparql))
