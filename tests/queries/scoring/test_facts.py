"""The rules of the graph against the checked conditions of the facts that they were made from."""

import csv
from decimal import Decimal
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.queries.scoring.conditions import meets
from her2kg.queries.scoring.rulebook import RuleBook
from tests.shared import FACTS, needs_shared

Given: TypeAlias = dict[str, object]

_OTHER_INPUTS = {
    "BR-IHC-INDET": "the fact calls a missing value indeterminate, the graph asks for it",
    "NSCLC-MUT": "what the kinase inhibitors ask for besides stands in their indications",
    "BR-RETEST": "the fact names the result initial_result",
}
_QUANTITIES = {
    "intensity": "intensity",
    "completeness": "completeness",
    "pct": "percent",
    "cluster": "cluster",
    "ratio": "ratio",
    "copies": "copies",
    "ihc": "ihc",
    "ish": "ish",
    "ish_group": "ish-group",
    "recount_group": "recount-group",
    "dual_probe_group": "dual-probe-group",
}
_NUMBERS = st.one_of(
    st.sampled_from([0, 1.8, 2.0, 2.2, 4.0, 5, 6.0, 10, 30, 50, 100]),
    st.floats(0, 100).map(lambda value: round(value, 2)),
)
_GROUPS = st.sampled_from([None, 1, 2, 3, 4, 5])
_POINTS = st.fixed_dictionaries(
    {
        "intensity": st.sampled_from(["faint", "weak", "moderate", "intense"]),
        "completeness": st.sampled_from(
            ["complete_circumferential", "incomplete", "basolateral", "lateral"]
        ),
        "pct": _NUMBERS,
        "cluster": st.integers(0, 20),
        "ratio": _NUMBERS,
        "copies": _NUMBERS,
        "ihc": st.sampled_from(["0", "1+", "2+", "3+"]),
        "ish": st.sampled_from([None, "positive", "negative"]),
        "ish_group": st.sampled_from([1, 2, 3, 4, 5]),
        "recount_group": _GROUPS,
        "dual_probe_group": _GROUPS,
    }
)
_CONTEXT = {"GE-BX": {"specimen": "biopsy"}, "GE-RX": {"specimen": "resection"}}
_PROBES = {"DISH": "dual", "SISH": "single"}


def _conditions() -> dict[str, str]:
    with (FACTS / "status_rules.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["rule_id"]: row["condition"] for row in csv.DictReader(file)}
    return {rule: text for rule, text in rows.items() if rule not in _OTHER_INPUTS}


@pytest.fixture(scope="module")
def conditions() -> dict[str, str]:
    """The conditions of the facts, as written there, by id of the rule."""
    return _conditions()


def _in_graph_words(rule: str, point: Given) -> dict[str, Decimal | str]:
    """Write a point as the graph measures it."""
    facts: dict[str, Decimal | str] = {}
    for name, value in point.items():
        if isinstance(value, int | float) and "group" not in name:
            facts[_QUANTITIES[name]] = Decimal(str(value))
        elif value is not None:
            facts[_QUANTITIES[name]] = str(value).replace("_circumferential", " circumferential")
    for start, context in _CONTEXT.items():
        facts |= context if rule.startswith(start) else {}
    for mark, probe in _PROBES.items():
        facts |= {"probe": probe} if mark in rule else {}
    return facts


@needs_shared
def test_every_fact_has_its_rule(book: RuleBook, conditions: dict[str, str]) -> None:
    """No rule of the facts is missing from the graph."""
    assert {*conditions, *_OTHER_INPUTS} <= {rule.name for rule in book.rules}


@needs_shared
@settings(max_examples=300, deadline=None)
@given(point=_POINTS)
def test_a_rule_is_met_just_where_its_fact_says(
    book: RuleBook, conditions: dict[str, str], point: Given
) -> None:
    """At any point of the grid the bounds and flags of the graph agree with the written words.

    Where something was not measured the fact says no, and the graph may say not known yet.
    """
    by_name = {rule.name: rule for rule in book.rules}
    for name, text in conditions.items():
        expected = bool(eval(text, {"__builtins__": {}}, dict(point)))  # noqa: S307  # checked facts
        met = meets(by_name[name], _in_graph_words(name, point))
        told = f"{name} asks for {text}; the graph reads {by_name[name].reads}"
        if None in point.values() and not expected:
            assert not met, told
        else:
            assert met is expected, told
