"""Scoring rules that can both be met."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.overlap import can_both_be_met, overlaps
from her2kg.queries.scoring.conditions import Facts, meets
from her2kg.queries.scoring.rulebook import (
    NOT_GIVEN,
    Condition,
    Conflict,
    Rule,
    RuleBook,
    read_rulebook,
)
from tests.queries.scoring.reading import rule_of

STEPS = [Decimal(n) for n in range(4)]
POINTS = [Decimal(n) / 2 for n in range(-1, 8)]
WORDS = ["low", "high", NOT_GIVEN]


@st.composite
def intervals(draw: st.DrawFn, quantity: str) -> Condition:
    """A condition with one or two bounds between which some value lies."""
    low = draw(st.none() | st.sampled_from(STEPS))
    least = STEPS[0] if low is None else low
    above = st.sampled_from([step for step in STEPS if step >= least])
    high = draw(above if low is None else st.none() | above)
    point = low is not None and low == high
    low_in, high_in = draw(st.just(True) if point else st.booleans()), draw(st.booleans())
    return Condition(quantity, low, low_in, high, high_in or point, frozenset(), "")


def word_sets(quantity: str) -> st.SearchStrategy[Condition]:
    """A condition with a set of values, of which one may be that nothing was measured."""
    return st.sets(st.sampled_from(WORDS), min_size=1).map(
        lambda words: Condition(quantity, None, False, None, False, frozenset(words), "")
    )


CASES = st.tuples(
    st.none() | intervals("ratio"), st.none() | intervals("copies"), st.none() | word_sets("ihc")
).map(lambda case: tuple(condition for condition in case if condition))
BOXES = st.lists(CASES, min_size=1, max_size=2).map(tuple)


def _measurements() -> list[Facts]:
    """Every bound, the points between, and values absent."""
    found: list[Facts] = []
    for ratio, copies, ihc in product(POINTS, POINTS, ["low", "high", None]):
        facts: dict[str, Decimal | str] = {"ratio": ratio, "copies": copies}
        found.append(facts | {"ihc": ihc} if ihc else facts)
    return found


MEASUREMENTS = _measurements()


@given(BOXES, BOXES)
def test_two_rules_overlap_when_some_measurement_meets_both(
    one: tuple[tuple[Condition, ...], ...], other: tuple[tuple[Condition, ...], ...]
) -> None:
    """The comparison of bounds agrees with trying every measurement, and has no direction."""
    first, second = rule_of(*one), rule_of(*other)
    tried = any(meets(first, facts) and meets(second, facts) for facts in MEASUREMENTS)
    assert can_both_be_met(one, other) is tried
    assert can_both_be_met(other, one) is tried


@pytest.fixture(scope="module")
def book(graph_store: ox.Store) -> RuleBook:
    """The rules of the embedded tables."""
    return read_rulebook(graph_store)


def _names(book: RuleBook) -> list[tuple[str, str]]:
    return [(one.name, other.name) for one, other in overlaps(book)]


def _with(book: RuleBook, *changed: Rule) -> RuleBook:
    """Replace rules by name, and put them in order anew."""
    new = {rule.name: rule for rule in changed}
    place = {stage.name: stage.order for stage in book.stages}
    rules = [new.get(rule.name, rule) for rule in book.rules]
    rules.sort(key=lambda r: (place[r.stage], r.stage, r.priority, r.name))
    return replace(book, rules=tuple(rules))


def _of(book: RuleBook, name: str) -> Rule:
    return next(rule for rule in book.rules if rule.name == name)


def test_the_rules_of_the_tables_do_not_overlap(book: RuleBook) -> None:
    """Every measurement ends in one rule, also where biopsies and resections share priorities."""
    assert len(book.rules) > 70
    shared = {(r.stage, r.priority) for r in book.rules if r.name == "GE-BX-3"}
    assert shared == {(r.stage, r.priority) for r in book.rules if r.name == "GE-RX-3"}
    assert _names(book) == []


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [("BR-DISH-G1", "BR-DISH-G2", False), ("BR-DISH-G3", "BR-DISH-G4", False)],
)
def test_groups_that_share_a_bound_do_not_overlap(
    book: RuleBook, one: str, other: str, overlap: bool
) -> None:
    """ISH groups of one priority touch at 4.0 and 6.0 copies, and the flags keep them apart."""
    same = _with(book, replace(_of(book, one), priority=_of(book, other).priority))
    assert bool(_names(same)) is overlap
    cases = tuple(
        tuple(replace(c, minimum_inclusive=True, maximum_inclusive=True) for c in case)
        for case in _of(book, other).cases
    )
    touching = _with(same, replace(_of(book, other), cases=cases))
    assert _names(touching) == [(one, other)]


def _twin(book: RuleBook, **changes: object) -> RuleBook:
    """Add a rule like BR-IHC-3 under another name, with some changes."""
    rule = _of(book, "BR-IHC-3")
    return replace(book, rules=(rule, replace(rule, name="TWIN", **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "overlap"),
    [
        ({}, True),
        ({"priority": 99}, False),
        ({"stage": "workup"}, False),
        ({"guidelines": ("another",)}, False),
        ({"cancers": frozenset({"another"})}, False),
        ({"valid_from": "2030", "valid_until": "2031"}, True),
        ({"valid_until": "2017"}, False),
        ({"valid_until": "2018"}, True),
    ],
    ids=str,
)
def test_only_rivals_are_compared(
    book: RuleBook, changes: dict[str, object], overlap: bool
) -> None:
    """Rules of other priority, stage, guideline, cancer or time are no rivals."""
    assert bool(_names(_twin(book, **changes))) is overlap


def test_a_declared_conflict_is_no_overlap(book: RuleBook) -> None:
    """A curator may say that two rules contradict each other, either way round."""
    twins = _twin(book)
    for one, other in (("TWIN", "BR-IHC-3"), ("BR-IHC-3", "TWIN")):
        declared = Conflict("c", frozenset({one}), frozenset({other}), "", "", "verified")
        assert _names(replace(twins, conflicts=(declared,))) == []


def test_criteria_stand_side_by_side(book: RuleBook) -> None:
    """What labels and trials ask for is asked by itself: no criterion comes before another."""
    kinds = {stage.name: stage.kind for stage in book.stages}
    rule = next(rule for rule in book.rules if kinds[rule.stage] == "criterion")
    assert _names(replace(book, rules=(rule, replace(rule, name="TWIN")))) == []
