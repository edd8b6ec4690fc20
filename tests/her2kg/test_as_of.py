"""The graph of a day: what was approved, which rule was in force."""

import re
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from her2kg.api import HER2Graph
from her2kg.export import nquads
from her2kg.home import Home
from her2kg.queries.data_date import data_date
from her2kg.queries.errors import BadParameter
from her2kg.queries.store import select, text_of
from tests.her2kg.command import her2kg

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def graph(graph_store: ox.Store) -> HER2Graph:
    """The embedded graph with all that ever held."""
    return HER2Graph(graph_store)


@pytest.fixture(scope="module")
def in_2021(graph: HER2Graph) -> HER2Graph:
    """The graph of 1 June 2021."""
    return graph.as_of("2021-06-01")


@pytest.fixture(scope="module")
def in_2015(graph: HER2Graph) -> HER2Graph:
    """The graph of 1 January 2015."""
    return graph.as_of("2015")


def _first(graph: HER2Graph, sparql: str) -> set[str]:
    return {str(row[0]) for row in graph.tuples(sparql)}


def test_trastuzumab_deruxtecan_in_2021(graph: HER2Graph, in_2021: HER2Graph) -> None:
    """It was approved for breast and gastric cancer, not yet for lung or any solid tumour."""
    asked = "SELECT ?c WHERE { drug:trastuzumab-deruxtecan her2:indicatedFor/rdfs:label ?c }"
    then = {"breast cancer", "gastric adenocarcinoma", "gastroesophageal junction adenocarcinoma"}
    assert _first(in_2021, asked) == then
    assert {"non-small cell lung cancer", "any solid tumor"} <= _first(graph, asked)
    low = "ASK { ?i her2:drug drug:trastuzumab-deruxtecan ; her2:requiresStatus status:HER2-low }"
    assert in_2021.tuples(low) == [(False,)]
    assert graph.tuples(low) == [(True,)]


def test_only_the_rules_of_the_time_are_there(in_2015: HER2Graph) -> None:
    """In 2015 the guideline of 2013 was in force: not that of 2007, not that of 2018."""
    rules = _first(in_2015, "SELECT ?r WHERE { ?r a her2:ScoringRule }")
    names = {iri.rpartition(":")[2] for iri in rules}
    assert {"BR13-DISH-POS", "BR13-IHC-2"} <= names
    assert not {name for name in names if re.match(r"BR-|BR07-", name)}
    guidelines = _first(in_2015, "SELECT ?l WHERE { ?g a her2:Guideline ; rdfs:label ?l }")
    assert any(label.startswith("ASCO/CAP 2013") for label in guidelines)
    assert not any(label.startswith(("ASCO/CAP 2007", "ASCO/CAP 2018")) for label in guidelines)


def test_before_its_approval_there_was_no_trastuzumab(graph: HER2Graph) -> None:
    """In 1997 no indication of it held."""
    then = graph.as_of("1997")
    asked = "SELECT ?c WHERE { drug:trastuzumab her2:indicatedFor ?c }"
    assert _first(then, asked) == set()
    assert (
        _first(then, "SELECT ?i WHERE { ?i a her2:Indication ; her2:drug drug:trastuzumab }")
        == set()
    )


@pytest.mark.parametrize(
    ("day", "row"), [("2022-06-01", "I032"), ("2023-11-07", "I033"), ("2025-03-19", "I089")]
)
def test_an_indication_that_was_replaced_holds_until_that_day(
    graph: HER2Graph, day: str, row: str
) -> None:
    """Pembrolizumab with trastuzumab: widened, restricted in 2023, regular in 2025."""
    asked = """SELECT ?i WHERE {
      ?i a her2:Indication ; her2:drug drug:pembrolizumab ; her2:regulator regulator:FDA }"""
    found = {iri.rpartition(":")[2] for iri in _first(graph.as_of(day), asked)}
    assert found == {row}


def test_what_ended_is_kept_and_leaves_no_shadow(graph: HER2Graph) -> None:
    """The graph of now has the ended indication, and what is indicated follows from the others."""
    kept = _first(graph, "SELECT ?i WHERE { ?i a her2:Indication ; her2:drug drug:pembrolizumab }")
    assert {"I032", "I033", "I089"} <= {iri.rpartition(":")[2] for iri in kept}
    shadows = "SELECT ?d WHERE { ?d her2:indicatedFor cancer:gastric-adenocarcinoma }"
    assert any(iri == "drug:pembrolizumab" for iri in _first(graph, shadows))


def test_no_node_stays_without_what_describes_it(in_2021: HER2Graph) -> None:
    """Every indication and rule of the day has claims; none is a bare name."""
    bare = """SELECT ?n WHERE {
      VALUES ?kind { her2:Indication her2:ScoringRule her2:Condition }
      ?n a ?kind . OPTIONAL { ?claim rdf:subject ?n ; a her2:Claim } FILTER (!BOUND(?claim)) }"""
    assert _first(in_2021, bare) == set()


def test_what_has_no_date_stays(graph: HER2Graph, in_2015: HER2Graph) -> None:
    """Undated claims are those of every day."""
    asked = "ASK { drug:trastuzumab her2:targets protein:HER2 }"
    assert in_2015.tuples(asked) == [(True,)]
    undated = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a her2:Claim . MINUS { ?c her2:validFrom ?f } }"
    assert in_2015.tuples(undated)[0] <= graph.tuples(undated)[0]


def test_the_graph_of_a_day_has_that_date(graph: HER2Graph, in_2021: HER2Graph) -> None:
    """Its now is the day; that of the graph on disk is the date of its data."""
    assert data_date(in_2021.store) == "2021-06-01"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", data_date(graph.store))


def test_the_day_of_the_data_changes_nothing_but_the_date(graph: HER2Graph) -> None:
    """As of its own date the graph differs only in what has ended by then."""
    now = graph.as_of(data_date(graph.store))
    ended = {
        text_of(row, "c")
        for row in select(graph.store, "SELECT ?c WHERE { ?c her2:validUntil ?u }")
    }
    before = {text_of(r, "c") for r in select(graph.store, "SELECT ?c WHERE { ?c a her2:Claim }")}
    after = {text_of(r, "c") for r in select(now.store, "SELECT ?c WHERE { ?c a her2:Claim }")}
    assert after < before
    assert len(before - after) >= len(ended) > 0


def test_the_graph_asked_is_not_changed(graph_store: ox.Store) -> None:
    """Working out a day leaves every quad where it was."""
    before = nquads(graph_store)
    HER2Graph(graph_store).as_of("2010")
    assert nquads(graph_store) == before


def test_explaining_on_a_day_marks_what_has_no_date(in_2021: HER2Graph) -> None:
    """Each claim says when it held, or that it is undated."""
    explained = in_2021.explain("trastuzumab")
    assert explained.day == "2021-06-01"
    told = {
        claim.validity(date(2021, 6, 1), undated=True)
        for section in explained.sections
        for claim in section.claims
    }
    assert "undated" in told
    assert any(words.startswith("from ") for words in told)


def test_a_wrong_day_is_refused(graph: HER2Graph) -> None:
    """The form of a day is named."""
    with pytest.raises(BadParameter, match="YYYY-MM-DD"):
        graph.as_of("last year")


def test_the_commands_take_a_day(built_home: Home, tmp_path: Path) -> None:
    """query, explain and view answer for the day; the picture names it."""
    home = built_home.root
    asked = "SELECT ?c WHERE { drug:trastuzumab-deruxtecan her2:indicatedFor/rdfs:label ?c }"
    rows = her2kg("query", asked, "--as-of", "2020-06-01", "--format", "csv", home=home)
    assert rows.out.split() == ["c", "breast", "cancer"]
    told = her2kg("explain", "indication:I032", "--as-of", "2022-06", home=home)
    assert "As the graph was on 2022-06-01" in told.out
    assert "held: from 2021-05-05 until 2023-11-07\n" in told.out
    page = tmp_path / "page.html"
    drawn = her2kg("view", "HER2", "--as-of", "2021-06-01", "-o", str(page), home=home)
    assert drawn.code == 0
    assert "as of 2021-06-01" in page.read_text(encoding="utf-8")


def test_the_ended_is_marked_where_all_that_ever_held_is_shown(built_home: Home) -> None:
    """Without a day, what no longer holds says so."""
    told = her2kg("explain", "indication:I032", home=built_home.root)
    assert "held: from 2021-05-05 until 2023-11-07, no longer" in told.out


def test_a_day_after_the_data_is_answered_with_a_warning(built_home: Home) -> None:
    """The graph knows nothing after its own date and says so beside the answer."""
    found = her2kg("query", "ASK { ?s ?p ?o }", "--as-of", "2030", home=built_home.root)
    assert found.code == 0
    assert "knows nothing after" in found.err


def test_a_wrong_day_ends_in_one_line(built_home: Home) -> None:
    """No traceback, and the form of a day."""
    found = her2kg("query", "ASK { ?s ?p ?o }", "--as-of", "June", home=built_home.root)
    assert "YYYY-MM-DD" in found.one_line_error()
