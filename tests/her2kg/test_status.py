"""The command that goes from a test to its status, and the same in Python."""

import json
from typing import Any

import pytest

from her2kg.api import open_graph
from her2kg.home import Home
from tests.her2kg.command import her2kg

_KEYS = {
    "status",
    "category",
    "score",
    "ish_group",
    "final",
    "next_action",
    "rule",
    "guideline",
    "indications",
}


def _data(home: Home, *words: str) -> dict[str, Any]:
    run = her2kg("status", *words, "--format", "json", home=home.root)
    assert run.code == 0, run.err
    data: dict[str, Any] = json.loads(run.out)
    return data


def test_the_answer_as_json(built_home: Home) -> None:
    """All that programs ask for is there, and what is not known is null."""
    words = ("--cancer", "breast", "--ihc", "2+", "--ratio", "1.6", "--copies", "6.8")
    data = _data(built_home, *words)
    assert data.keys() >= _KEYS
    assert (data["status"], data["score"], data["ish_group"], data["final"]) == (
        "pending",
        "2+",
        3,
        False,
    )
    assert data["rule"] == "BR-WU-G3-IHC2"
    assert "ASCO/CAP 2018" in data["guideline"]
    assert "blinded" in data["next_action"]
    assert data["category"] is None
    assert data["indications"] == []
    assert [step["rules"][0]["rule"] for step in data["steps"]] == [
        "BR-IHC-2",
        "BR-DISH-G3",
        "BR-WU-G3-IHC2",
    ]


def test_indications_come_with_regulator_line_and_source(built_home: Home) -> None:
    """A positive result lists what it opens, each with its evidence."""
    data = _data(built_home, "--cancer", "breast", "--ihc", "3+", "--regulator", "fda")
    assert data["status"] == "HER2-positive"
    assert {entry["regulator"] for entry in data["indications"]} == {"FDA"}
    drugs = {entry["drug"] for entry in data["indications"]}
    assert {"trastuzumab", "pertuzumab", "tucatinib"} <= drugs
    assert "zongertinib" not in drugs
    first = next(entry for entry in data["indications"] if entry["id"] == "I001")
    assert first["line"] == "metastatic"
    assert first["date"] == "1998-09-25"
    assert first["sources"]


def test_the_answer_for_people_names_each_rule_and_its_source(built_home: Home) -> None:
    """Stage by stage: the rule in words, the guideline with its version, and the page."""
    words = ("--cancer", "breast", "--ihc", "2+", "--ratio", "1.6", "--copies", "6.8")
    told = her2kg("status", *words, home=built_home.root).out
    assert "Status: pending (not final)" in told
    assert "BR-DISH-G3: copies ≥ 6 and probe dual and ratio < 2" in told
    assert "2018 focused update, affirmed 2023" in told
    assert "https://meridian.allenpress.com/" in told
    assert "decides for no patient" in told


def test_a_contradiction_is_told_with_what_to_do(built_home: Home) -> None:
    """3+ with group 5 is discordant and opens nothing."""
    words = ("--cancer", "breast", "--ihc", "3+", "--ratio", "1.6", "--copies", "3.8")
    told = her2kg("status", *words, home=built_home.root).out
    assert "Status: discordant (not final)" in told
    assert "contradict each other" in told
    assert "[unverified]" in told
    assert "Indications that this opens: none on record" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--ratio", "-0.1"), "0 or more"),
        (("--percent", "101"), "between 0 and 100"),
        (("--ihc", "4+"), "0, 1+, 2+, 3+"),
        (("--copies", "many"), "must be a number"),
        ((), "nothing was measured"),
        (("--ihc", "3+", "--as-of", "yesterday"), "YYYY-MM-DD"),
    ],
)
def test_impossible_input_ends_in_one_line_with_what_is_allowed(
    built_home: Home, words: tuple[str, ...], told: str
) -> None:
    """No traceback, no status, and the allowed range."""
    run = her2kg("status", "--cancer", "breast", *words, home=built_home.root)
    assert told in run.one_line_error()
    assert run.out == ""


def test_an_unknown_cancer_gets_suggestions(built_home: Home) -> None:
    """The error names cancers with near names."""
    run = her2kg("status", "--cancer", "brest cancer", "--ihc", "3+", home=built_home.root)
    assert "breast cancer" in run.one_line_error()


def test_the_rules_of_another_day(built_home: Home) -> None:
    """In 2010 the same count was equivocal."""
    words = ("--cancer", "breast", "--ratio", "2.1", "--copies", "3")
    assert _data(built_home, *words, "--as-of", "2010")["status"] == "HER2-equivocal"
    assert _data(built_home, *words)["status"] == "pending"


def test_the_sparql_behind_it_runs_as_a_query(built_home: Home) -> None:
    """What --sparql prints finds the rules that the command names."""
    words = ("--cancer", "breast", "--ihc", "2+", "--ratio", "1.6", "--copies", "6.8")
    sparql = her2kg("status", *words, "--sparql", home=built_home.root).out
    found = her2kg("query", "-", "--format", "csv", home=built_home.root, given=sparql).out
    assert "BR-WU-G3-IHC2" in found
    assert "BR-DISH-G3" in found
    assert "BR-DISH-G4" not in found


def test_the_same_in_python(built_home: Home) -> None:
    """The graph answers as the command does."""
    graph = open_graph(built_home.root)
    answer = graph.status("breast", ihc="2+", ratio=1.6, copies=6.8)
    assert answer.status == "pending"
    assert graph.status("gastric", specimen="biopsy", intensity="strong", cluster=6).final
    assert graph.status("lung", variant="Y772_A775dup").status == "HER2-mutant"
