"""The graph in Python."""

import pandas as pd
import pytest
import rdflib

import her2kg
from her2kg.home import Home
from her2kg.queries.errors import BadParameter, MalformedQuery, UnknownName

TARGETS = "SELECT ?drug WHERE { ?drug her2:targets protein:HER2 } ORDER BY ?drug"


@pytest.fixture(scope="module")
def graph(built_home: Home) -> her2kg.HER2Graph:
    """The graph of the embedded material."""
    return her2kg.open_graph(built_home.root)


def test_the_package_offers_what_it_says() -> None:
    """``__all__`` is what users import."""
    assert her2kg.__all__ == ["HER2Graph", "open_graph"]
    assert all(hasattr(her2kg, name) for name in her2kg.__all__)


def test_tuples_tables_and_frames_hold_the_same(graph: her2kg.HER2Graph) -> None:
    """Plain tuples, text rows and a pandas frame, as one likes."""
    rows = graph.tuples(TARGETS)
    assert ("drug:trastuzumab",) in rows
    assert graph.table(TARGETS).rows == [list(map(str, row)) for row in rows]
    frame = graph.frame(TARGETS)
    assert isinstance(frame, pd.DataFrame)
    assert list(frame["drug"]) == [row[0] for row in rows]


def test_a_question_is_asked_by_name(graph: her2kg.HER2Graph) -> None:
    """Questions of the catalogue take their parameters by name."""
    rows = graph.tuples("biosimilars", reference="Herceptin")
    assert any("trastuzumab-dkst" in row for row in rows)


def test_rdflib_sees_the_same_graph(graph: her2kg.HER2Graph) -> None:
    """An rdflib Dataset over the same store answers the same triple."""
    found = graph.rdflib
    assert isinstance(found, rdflib.Dataset)
    rows = found.query(
        "PREFIX her2: <https://w3id.org/her2kg/schema#> "
        "SELECT ?drug WHERE { ?drug her2:targets <https://w3id.org/her2kg/protein/HER2> }"
    )
    assert {str(row[0]).rsplit("/", 1)[1] for row in rows} >= {"trastuzumab", "pertuzumab"}  # type: ignore[index]


def test_errors_say_what_is_wrong(graph: her2kg.HER2Graph) -> None:
    """A wrong name, query or parameter each raise their own error."""
    with pytest.raises(UnknownName, match="did you mean Herceptin"):
        graph.resolve("Herceptn")
    with pytest.raises(MalformedQuery):
        graph.result("SELECT")
    with pytest.raises(BadParameter):
        graph.result(TARGETS, drug="trastuzumab")


def test_an_explanation_has_sections(graph: her2kg.HER2Graph) -> None:
    """The same claims that the command prints, as values."""
    explained = graph.explain("T-DXd")
    assert explained.entity.label == "trastuzumab deruxtecan"
    assert explained.sections
    assert all(section.claims for section in explained.sections)


def test_the_store_cannot_be_changed(graph: her2kg.HER2Graph) -> None:
    """What is opened is opened for reading."""
    with pytest.raises(RuntimeError, match="read-write"):
        graph.store.update("DROP ALL")
