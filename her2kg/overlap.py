"""Scoring rules of one rank that can both be met: then the order of the file would decide."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, groupby

from her2kg.queries.scoring.rulebook import Condition, Rule, RuleBook
from her2kg.queries.valid_time import first_day, last_day

__all__ = ["can_both_be_met", "overlaps"]

_FIRST_DECIDES = frozenset({"interpretation", "category"})
"""Kinds of stages whose rules are tried in order. Criteria of labels and trials, and advice, are
each asked for themselves: two of them may hold side by side."""

_Case = tuple[Condition, ...]


def overlaps(book: RuleBook) -> Iterator[tuple[Rule, Rule]]:
    """Yield the pairs of rules that can both be met and that nothing puts in order.

    Rules are compared when they stand at one priority in one stage where the first that is met
    decides, belong to one guideline or label, are written for a cancer in common, and can be in
    force on one day. A pair that ``rule_conflicts.csv`` declares is left out.

    Args:
        book: all rules.

    Yields:
        Pairs in the order of the rule book.
    """
    declared = {
        frozenset({one, other})
        for conflict in book.conflicts
        for one in conflict.rules
        for other in conflict.against
    }
    decisive = {stage.name for stage in book.stages if stage.kind in _FIRST_DECIDES}
    tried = (rule for rule in book.rules if rule.stage in decisive)
    for _, rank in groupby(tried, key=lambda rule: (rule.stage, rule.priority)):
        for one, other in combinations(rank, 2):
            if frozenset({one.name, other.name}) not in declared and _rivals(one, other):
                yield one, other


def can_both_be_met(one: Iterable[_Case], other: Iterable[_Case]) -> bool:
    """Say whether one measurement can meet a case of each of two rules.

    A case is a box: an interval or a set of values for each quantity that it asks for. Two
    boxes meet when for every quantity that both ask for the two have a value in common.

    Args:
        one: the cases of a rule.
        other: the cases of another.
    """
    others = list(other)
    return any(_boxes_meet(case, against) for case in one for against in others)


def _rivals(one: Rule, other: Rule) -> bool:
    return (
        _same_origin(one, other)
        and bool(one.cancers & other.cancers)
        and _in_force_together(one, other)
        and can_both_be_met(one.cases, other.cases)
    )


def _same_origin(one: Rule, other: Rule) -> bool:
    """Say whether two rules stand in one guideline, or outside of any in one label or trial."""
    if one.guidelines or other.guidelines:
        return bool(set(one.guidelines) & set(other.guidelines))
    return one.origin == other.origin


def _in_force_together(one: Rule, other: Rule) -> bool:
    """Say whether two rules may be in force on one day, as far as their dates are known."""
    return _begins(one) < _ends(other) and _begins(other) < _ends(one)


def _begins(rule: Rule) -> date:
    return first_day(rule.valid_from) if rule.valid_from else date.min


def _ends(rule: Rule) -> date:
    return last_day(rule.valid_until) if rule.valid_until else date.max


def _boxes_meet(one: _Case, other: _Case) -> bool:
    return all(
        _meet(asked, against)
        for asked in one
        for against in other
        if asked.quantity == against.quantity
    )


def _meet(one: Condition, other: Condition) -> bool:
    """Say whether a value, or its absence, fits two conditions on one quantity."""
    if one.allows or other.allows:
        return bool(one.allows & other.allows)
    return _below(one, other) and _below(other, one)


def _below(one: Condition, other: Condition) -> bool:
    """Say whether the interval of one condition begins before that of another ends."""
    low, high = one.minimum, other.maximum
    if low is None or high is None or low < high:
        return True
    return low == high and one.minimum_inclusive and other.maximum_inclusive
