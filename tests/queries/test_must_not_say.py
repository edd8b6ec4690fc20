"""Statements that would be wrong: the graph must not hold them, whatever the question."""

import pyoxigraph as ox
import pytest

from her2kg.queries.errors import UnknownName
from her2kg.queries.store import run
from tests.queries.asking import rows


@pytest.mark.parametrize("cancer", ["gastrointestinal stromal tumor", "GIST"])
def test_trastuzumab_is_not_for_stromal_tumours(graph_store: ox.Store, cancer: str) -> None:
    """No cancer of that name is in the graph, so no indication can be for it."""
    with pytest.raises(UnknownName):
        rows(graph_store, "indications", drug="trastuzumab", cancer=cancer)


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
            """ASK { ?c her2:conditionOf rule:BR07-POS ; her2:ofQuantity quantity:ratio ;
                       her2:minimum ?r . FILTER (?r < 2.2) }""",
        ),
        (
            "in 2007 a ratio of 2.2 was not positive",
            """ASK { ?c her2:conditionOf rule:BR07-POS ; her2:ofQuantity quantity:ratio ;
                       her2:minimum ?r ; her2:minimumInclusive true . FILTER (?r = 2.2) }""",
        ),
        (
            "no LOINC code is given for Ki-67",
            """ASK { { ?e skos:notation ?code ; rdfs:label|owl:annotatedSource/rdfs:label ?l }
                     UNION { ?e skos:notation ?code ; sssom:object_label ?l }
                     FILTER (CONTAINS(?code, "85319-2") && CONTAINS(LCASE(?l), "ki-67")) }""",
        ),
        (
            "zongertinib is not for a HER2 status",
            "ASK { ?i her2:drug drug:zongertinib ; her2:requiresStatus ?any }",
        ),
        (
            "zenocutuzumab needs no HER2 status",
            "ASK { ?i her2:drug drug:zenocutuzumab ; her2:requiresStatus ?any }",
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


@pytest.mark.parametrize(
    "sparql",
    [
        """ASK { ?c her2:conditionOf rule:BR07-POS ; her2:ofQuantity quantity:ratio ;
                   her2:minimum 2.2 ; her2:minimumInclusive false }""",
        "ASK { ?m skos:notation 'loinc:85319-2' ; owl:annotatedSource/rdfs:label ?l }",
        "ASK { ?i her2:drug drug:zongertinib ; her2:requiresVariant ?any }",
        "ASK { ?i her2:drug drug:zenocutuzumab ; her2:requiresVariant ?any }",
    ],
)
def test_what_it_says_instead(graph_store: ox.Store, sparql: str) -> None:
    """The wrong statements are absent because the right ones stand there, not for want of data."""
    assert bool(run(graph_store, sparql))
