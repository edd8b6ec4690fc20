"""Whether a rule is met by what is known of a tumour: yes, no, or not known yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from her2kg.queries.scoring.rulebook import NOT_GIVEN, Condition, Rule

__all__ = ["Facts", "Found", "first_met", "holds", "lacks", "meets"]

Facts = Mapping[str, Decimal | str]
"""What is known of a tumour: values by name of the quantity; what is missing is not known."""


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Say whether a condition holds.

    Returns:
        True or False, or None where its quantity is not known.
    """
    value = facts.get(condition.quantity)
    if value is None:
        return True if NOT_GIVEN in condition.allows else None
    if isinstance(value, str):
        return value in condition.allows
    return not condition.allows and _within(condition, value)


def _within(condition: Condition, value: Decimal) -> bool:
    low, high = condition.minimum, condition.maximum
    above = low is None or value > low or (condition.minimum_inclusive and value == low)
    below = high is None or value < high or (condition.maximum_inclusive and value == high)
    return above and below


def meets(rule: Rule, facts: Facts) -> bool | None:
    """Say whether a rule is met: whether every condition of one of its cases holds.

    Returns:
        True, False, or None where that hangs on quantities not known.
    """
    return _any(_all(holds(c, facts) for c in case) for case in rule.cases)


def _all(values: Iterable[bool | None]) -> bool | None:
    known = list(values)
    if False in known:
        return False
    return None if None in known else True


def _any(values: Iterable[bool | None]) -> bool | None:
    known = list(values)
    if True in known:
        return True
    return None if None in known else False


def lacks(rule: Rule, facts: Facts) -> frozenset[str]:
    """Name the quantities that would have to be known to decide a rule."""
    return frozenset(
        condition.quantity
        for case in _open(rule, facts)
        for condition in case
        if holds(condition, facts) is None
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What came of trying rules in order.

    Attributes:
        rule: the first rule that is met, or None when there is none or it cannot be told yet.
        open: the rules that may still be met, where it cannot be told yet.
    """

    rule: Rule | None
    open: tuple[Rule, ...] = ()


def first_met(rules: Iterable[Rule], facts: Facts) -> Found:
    """Try rules in their order and stop at the first that is met.

    A rule that is met decides only when every rule before it is known not to be. It also
    decides when a rule before it hangs only on quantities that the met rule itself takes as
    not measured: then it is written for just this state of knowledge.

    Args:
        rules: rules of one stage, by ascending priority.
        facts: what is known.

    Returns:
        The rule, or the rules still open, or nothing: then no rule covers the measurement.
    """
    still_open: list[Rule] = []
    for rule in rules:
        met = meets(rule, facts)
        if met and _settles(rule, still_open, facts):
            return Found(rule)
        if met is not False:
            still_open.append(rule)
    return Found(None, tuple(still_open))


def _settles(met: Rule, before: Iterable[Rule], facts: Facts) -> bool:
    """Say whether a rule that is met decides although rules before it are open."""
    absent = {
        condition.quantity
        for case in met.cases
        if _all(holds(c, facts) for c in case)
        for condition in case
        if NOT_GIVEN in condition.allows and condition.quantity not in facts
    }
    return all(_lacks_one_of(case, absent, facts) for rule in before for case in _open(rule, facts))


def _open(rule: Rule, facts: Facts) -> Iterable[tuple[Condition, ...]]:
    return (case for case in rule.cases if _all(holds(c, facts) for c in case) is None)


def _lacks_one_of(case: tuple[Condition, ...], absent: set[str], facts: Facts) -> bool:
    return any(c.quantity in absent for c in case if holds(c, facts) is None)
