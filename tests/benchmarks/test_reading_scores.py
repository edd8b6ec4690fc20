"""Tests of precision, recall and F1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.scores import (
    Case,
    Counts,
    Item,
    Measure,
    Row,
    count,
    errors,
    project,
    rows,
)

_ITEMS = st.frozensets(st.tuples(st.sampled_from("ab"), st.sampled_from("wxyz")))


def _case(gold: set[Item], read: set[Item], baseline: set[Item] | None = None) -> Case:
    return Case("tune", "A text.", frozenset(gold), frozenset(read), frozenset(baseline or ()))


def test_a_perfect_reader_scores_one() -> None:
    """Everything wanted and nothing else gives 1."""
    counts = count([_case({("a", "x"), ("b", "y")}, {("a", "x"), ("b", "y")})], lambda c: c.read)
    assert (counts.precision, counts.recall, counts.f1) == (1.0, 1.0, 1.0)


def test_a_silent_reader_scores_nothing() -> None:
    """Nothing read gives 0."""
    counts = count([_case({("a", "x")}, set())], lambda c: c.read)
    assert (counts.precision, counts.recall, counts.f1) == (0.0, 0.0, 0.0)


def test_nothing_wanted_and_nothing_read_is_no_division_by_zero() -> None:
    """Without any statement every score is 0."""
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


def test_known_counts_give_known_scores() -> None:
    """Scores worked out by hand."""
    counts = Counts(right=2, read=4, wanted=3)
    assert counts.precision == 0.5
    assert counts.recall == pytest.approx(2 / 3)
    assert counts.f1 == pytest.approx(4 / 7)


def test_the_same_statement_counts_in_each_text() -> None:
    """Texts are counted one by one."""
    once = _case({("a", "x")}, {("a", "x")})
    assert count([once, once], lambda c: c.read) == Counts(2, 2, 2)


@given(_ITEMS, _ITEMS)
def test_f1_lies_between_precision_and_recall(gold: frozenset[Item], read: frozenset[Item]) -> None:
    """A mean is never outside of what it is the mean of."""
    counts = count([Case("tune", "", gold, read, frozenset())], lambda c: c.read)
    low, high = sorted((counts.precision, counts.recall))
    assert low - 1e-9 <= counts.f1 <= high + 1e-9


def test_rows_break_a_score_down_and_add_the_mean_of_its_types() -> None:
    """The macro mean counts each type alike."""
    case = _case({("a", "x"), ("b", "y")}, {("a", "x")}, {("a", "x"), ("b", "z")})
    measure = Measure("m", (case,), types=True, macro=True)
    assert rows(measure, "tune") == [
        Row("m", "all", "tune", 2, (1.0, 0.5, 2 / 3), (0.5, 0.5, 0.5)),
        Row("m", "macro-F1", "tune", 2, (0.5,), (0.5,)),
        Row("m", "a", "tune", 1, (1.0, 1.0, 1.0), (1.0, 1.0, 1.0)),
        Row("m", "b", "tune", 1, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
    ]


def test_rows_can_be_broken_down_by_group() -> None:
    """Each genre has its own row."""
    label = Case("tune", "", frozenset({("a", "x")}), frozenset(), frozenset(), "label")
    page = Case("tune", "", frozenset({("a", "x")}), frozenset({("a", "x")}), frozenset(), "page")
    parts = {
        row.part: row.ours[1] for row in rows(Measure("m", (label, page), groups=True), "tune")
    }
    assert parts == {"all": 0.5, "label": 0.0, "page": 1.0}


def test_a_group_that_makes_no_statement_has_no_row() -> None:
    """What is read of it still counts as wrong in the whole."""
    silent = Case("tune", "", frozenset(), frozenset({("a", "x")}), frozenset(), "question")
    only = rows(Measure("m", (silent, _case({("a", "y")}, set())), groups=True), "tune")
    assert [row.part for row in only] == ["all", ""]
    assert only[0].ours == (0.0, 0.0, 0.0)


def test_a_split_without_texts_has_no_row() -> None:
    """What was not measured is not shown as 0."""
    assert rows(Measure("m", (_case({("a", "x")}, set()),)), "judge") == []


def test_a_measure_without_a_baseline_says_so() -> None:
    """No scores are made up for it."""
    measure = Measure("m", (_case({("a", "x")}, set()),), compared=False, macro=True)
    assert [row.baseline for row in rows(measure, "tune")] == [(), ()]


def test_looking_at_less_of_a_statement_merges_statements() -> None:
    """Two that differ in what is left out are one."""
    (case,) = project([_case({("a", "x", "1"), ("a", "x", "2")}, set())], lambda item: item[:2])
    assert case.gold == {("a", "x")}


def test_errors_of_the_judge_half_are_never_listed() -> None:
    """Of the tune half, as many of each as asked for."""
    hidden = Case("judge", "Secret.", frozenset({("a", "x")}), frozenset({("a", "y")}), frozenset())
    shown = _case({("a", "x"), ("a", "w")}, {("a", "y")})
    listed = errors(Measure("m", (hidden, shown)), 1)
    assert listed == ["missed a | w\n       A text.", "wrong  a | y\n       A text."]
