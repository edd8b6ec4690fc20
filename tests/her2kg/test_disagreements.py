"""Who disagrees with whom, with the words of both sides."""

from pathlib import Path

import pytest

from her2kg.api import HER2Graph
from her2kg.build import make_graph
from her2kg.disagreements import Disagreement, disagreement_lines, disagreements
from her2kg.loaders.base import Material
from tests.civic_sample import evidence_table
from tests.her2kg.command import her2kg

OTHER = {"molecular_profile": "ERBB2 W900S", "molecular_profile_id": "900"}
EVIDENCE = evidence_table(
    {"evidence_id": "900001", "citation_id": "1", "evidence_level": "B"},
    {"evidence_id": "900002", "citation_id": "2", "evidence_direction": "Does Not Support"},
    {"evidence_id": "900003", "citation_id": "1", "evidence_level": "C"},
    {
        "evidence_id": "900004",
        "citation_id": "3",
        "disease": "HER2-receptor Positive Breast Cancer",
        "doid": "0060079",
        "significance": "Resistance",
    },
    {"evidence_id": "900005", "citation_id": "1", **OTHER},
    {"evidence_id": "900006", "citation_id": "1", **OTHER, "evidence_level": "B"},
    {"evidence_id": "900007", "citation_id": "2", **OTHER},
    {
        "evidence_id": "900008",
        "citation_id": "2",
        **OTHER,
        "evidence_direction": "Does Not Support",
    },
)


@pytest.fixture(scope="module")
def graph() -> HER2Graph:
    """The embedded material, and evidence that disagrees with itself and with the tables."""
    store, _ = make_graph([Material.of_text("evidence.tsv", EVIDENCE)])
    return HER2Graph(store)


def _records(found: list[Disagreement]) -> set[frozenset[str]]:
    return {frozenset((each.one.record, each.other.record)) for each in found}


def test_claims_for_and_against_are_shown_with_both_words(graph: HER2Graph) -> None:
    """Each side has its sentence, record, level, words and source."""
    found = disagreements(graph, "ERBB2 L755S", ["civic", "civic"])
    (one,) = (
        each for each in found if {each.one.record, each.other.record} == {"EID900001", "EID900002"}
    )
    assert one.how == "for and against"
    assert one.between == "CIViC clinical evidence against itself"
    assert one.one.says == "ERBB2 L755S confers sensitivity to neratinib in breast cancer"
    assert one.other.says == "ERBB2 L755S does not confer sensitivity to neratinib in breast cancer"
    assert one.one.level == "CIViC B"
    lines = "\n".join(disagreement_lines([one]))
    assert "“Cells with the change" in lines
    assert "https://pubmed.ncbi.nlm.nih.gov/2" in lines


def test_a_database_disagrees_with_the_tables(graph: HER2Graph) -> None:
    """The tables say that the change confers sensitivity, a row that it does not."""
    found = disagreements(graph, "ERBB2 L755S", ["civic", "curated"])
    assert any("EID900002" in pair for pair in _records(found))
    assert all(each.between.count("against") == 1 for each in found)


def test_opposites_in_a_wider_cancer_are_told_apart(graph: HER2Graph) -> None:
    """Both may hold, and that is said."""
    found = disagreements(graph, "ERBB2 L755S")
    (near,) = (
        each for each in found if {each.one.record, each.other.record} == {"EID900001", "EID900004"}
    )
    assert near.how == "opposite, in a wider or narrower cancer"


def test_a_paper_counts_once(graph: HER2Graph) -> None:
    """Three items of two papers are three claims for, and two sources."""
    answer = graph.table("agreement", about="ERBB2 W900S")
    (row,) = (
        found
        for found in (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
        if found["says"] == "confers sensitivity to"
    )
    assert (row["sources_for"], row["sources_against"]) == ("2", "1")
    assert (row["best_level"], row["best_level_against"]) == ("CIViC B", "CIViC D")
    assert (row["newest_review"], row["said_by"]) == ("2023-01-09", "CIViC clinical evidence")
    count = """SELECT ?for WHERE { ?fact rdf:subject variant:ERBB2-W900S ;
      rdf:predicate her2:confersSensitivityTo ; her2:supportCount ?for }"""
    assert graph.tuples(count) == [(3,)]


def test_the_command_prints_pairs_or_data(tmp_path: Path, built_home: object) -> None:
    """The embedded material has disagreements of its own."""
    home = getattr(built_home, "root", tmp_path)
    shown = her2kg("disagreements", "--about", "ERBB2 L755S", home=home)
    assert shown.code == 0
    assert "marked by a curator" in shown.out
    assert "not medical advice" in shown.out
    data = her2kg("disagreements", "--about", "ERBB2 L755S", "--format", "json", home=home)
    assert '"said_by": "Curated tables of her2kg"' in data.out
    wrong = her2kg("disagreements", "--about", "nothing of that name", home=home)
    assert "nothing of that name" in wrong.one_line_error()
