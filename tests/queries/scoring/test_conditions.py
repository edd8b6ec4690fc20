"""Whether conditions and rules are met: yes, no, or not known yet."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.queries.scoring.conditions import first_met, holds, lacks, meets
from her2kg.queries.scoring.rulebook import Condition
from tests.queries.scoring.reading import rule_of


def _between(
    quantity: str,
    low: str | None,
    high: str | None,
    *,
    low_in: bool = True,
    high_in: bool = False,
) -> Condition:
    bounds = [Decimal(value) if value else None for value in (low, high)]
    return Condition(quantity, bounds[0], low_in, bounds[1], high_in, frozenset(), quantity)


def _one_of(quantity: str, *values: str) -> Condition:
    return Condition(quantity, None, False, None, False, frozenset(values), quantity)


@pytest.mark.parametrize(
    ("value", "low_in", "high_in", "expected"),
    [
        ("2.0", True, False, True),
        ("2.0", False, False, False),
        ("4.0", True, False, False),
        ("4.0", True, True, True),
        ("3", False, False, True),
        ("1.99", True, True, False),
    ],
)
def test_a_bound_counts_as_its_flag_says(
    value: str, low_in: bool, high_in: bool, expected: bool
) -> None:
    """A bound belongs to the range only when it is inclusive."""
    condition = _between("ratio", "2.0", "4.0", low_in=low_in, high_in=high_in)
    assert holds(condition, {"ratio": Decimal(value)}) is expected


@given(st.decimals(0, 100, places=3), st.decimals(0, 100, places=3))
def test_half_open_ranges_that_share_a_bound_split_every_value(
    bound: Decimal, value: Decimal
) -> None:
    """Below an excluded bound or from an included one: exactly one of the two holds."""
    below = _between("copies", None, str(bound))
    above = _between("copies", str(bound), None)
    facts = {"copies": value}
    assert holds(below, facts) is not holds(above, facts)


def test_a_quantity_not_known_leaves_a_condition_open() -> None:
    """What is missing is neither yes nor no, unless the condition allows it to be missing."""
    assert holds(_between("ratio", "2", None), {}) is None
    assert holds(_one_of("ish", "negative"), {}) is None
    assert holds(_one_of("ish", "negative", "not given"), {}) is True
    assert holds(_one_of("ish", "negative", "not given"), {"ish": "positive"}) is False


def test_a_number_does_not_meet_a_condition_on_being_absent() -> None:
    """A ratio that was measured is not a ratio that was not given."""
    assert holds(_one_of("ratio", "not given"), {"ratio": Decimal(2)}) is False


def test_one_case_suffices_and_all_its_conditions_must_hold() -> None:
    """Cases are joined by or, conditions by and."""
    rule = rule_of((_one_of("ihc", "3+"),), (_one_of("ihc", "2+"), _one_of("ish", "positive")))
    assert meets(rule, {"ihc": "3+"}) is True
    assert meets(rule, {"ihc": "2+"}) is None
    assert lacks(rule, {"ihc": "2+"}) == {"ish"}
    assert meets(rule, {"ihc": "2+", "ish": "negative"}) is False


def test_a_rule_decides_only_when_those_before_it_are_out() -> None:
    """An open rule of higher priority keeps a rule that is met from deciding."""
    first = rule_of((_between("copies", "6", None),), priority=1)
    second = rule_of((_one_of("ihc", "3+"),), priority=2)
    found = first_met([first, second], {"ihc": "3+"})
    assert found.rule is None
    assert found.open == (first, second)
    assert first_met([first, second], {"ihc": "3+", "copies": Decimal(5)}).rule is second


def test_a_rule_for_what_was_not_measured_decides_without_it() -> None:
    """A rule written for a missing recount decides although other rules wait for one."""
    after = rule_of((_one_of("ihc", "2+"), _one_of("recount-group", "3")), priority=1)
    before = rule_of((_one_of("ihc", "2+"), _one_of("recount-group", "not given")), priority=2)
    assert first_met([after, before], {"ihc": "2+"}).rule is before
    assert first_met([after, before], {"ihc": "2+", "recount-group": "3"}).rule is after


def test_no_rule_met_and_none_open_is_silence() -> None:
    """When every rule is out there is neither a rule nor a candidate."""
    found = first_met([rule_of((_one_of("ihc", "3+"),))], {"ihc": "0"})
    assert (found.rule, found.open) == (None, ())
