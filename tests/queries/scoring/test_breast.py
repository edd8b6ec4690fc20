"""The whole grid of breast cancer by ASCO/CAP 2018, 2013 and 2007, against the words of each."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.queries.scoring.rulebook import RuleBook
from tests.queries.scoring.reading import decided, read

_COMPLETE = "complete circumferential"
_PARTIAL = ("incomplete", "basolateral", "lateral")
_PERCENTS = ("0.5", "1", "9.9", "10", "10.1", "11", "50", "100")
_RATIOS = ("0", "0.5", "1.79", "1.8", "1.99", "2.0", "2.01", "2.2", "2.21", "5")
_COPIES = ("0", "1.5", "3.99", "4.0", "4.01", "5.99", "6.0", "6.01", "12")
_SCORES = ("0", "1+", "2+", "3+")
_GROUPS = {1: ("2.5", "5"), 2: ("2.5", "3"), 3: ("1.5", "7"), 4: ("1.5", "5"), 5: ("1.5", "3")}


def _score_2018(intensity: str, completeness: str, percent: float) -> str:
    """The IHC boxes of figure 1 of ASCO/CAP 2018, and 2+ for what its note leaves over."""
    whole = completeness == _COMPLETE
    if intensity == "intense" and whole and percent > 10:
        return "3+"
    if intensity == "faint" and not whole:
        return "1+" if percent > 10 else "0"
    return "2+"


@pytest.mark.parametrize("percent", _PERCENTS)
def test_every_stain_has_the_score_of_the_2018_figure(book: RuleBook, percent: str) -> None:
    """Each combination of intensity, completeness and share of cells ends in one score."""
    for intensity, completeness in product(
        ("faint", "weak", "moderate", "intense"), (_COMPLETE, *_PARTIAL)
    ):
        reading = read(
            book, "BR-", intensity=intensity, completeness=completeness, percent=Decimal(percent)
        )
        expected = _score_2018(intensity, completeness, float(percent))
        assert reading.facts["ihc"] == expected, (intensity, completeness, percent)


def test_no_stain_is_zero(book: RuleBook) -> None:
    """No stained cell is score 0, whatever else is said of the stain."""
    assert read(book, "BR-", percent=0).facts["ihc"] == "0"
    assert decided(read(book, "BR-", percent=0)) == "BR-IHC-0a"


def _group(ratio: Decimal, copies: Decimal) -> int:
    """The dual-probe groups of ASCO/CAP 2018."""
    if ratio >= 2:
        return 1 if copies >= 4 else 2
    return 3 if copies >= 6 else 4 if copies >= 4 else 5


def test_every_count_lies_in_the_group_of_the_2018_guideline(book: RuleBook) -> None:
    """Ratio and copies give groups 1 to 5, bounds included as the guideline has them."""
    for ratio, copies in product(map(Decimal, _RATIOS), map(Decimal, _COPIES)):
        reading = read(book, "BR-", probe="dual", ratio=ratio, copies=copies)
        assert reading.facts["ish-group"] == str(_group(ratio, copies)), (ratio, copies)


_WORKUP = {
    (1, "0"): "conflict",
    (1, "1+"): "conflict",
    (1, "2+"): "BR-DISH-G1",
    (1, "3+"): "BR-DISH-G1",
    (5, "0"): "BR-DISH-G5",
    (5, "1+"): "BR-DISH-G5",
    (5, "2+"): "BR-DISH-G5",
    (5, "3+"): "conflict",
    **{(group, score): f"BR-WU-G{group}-IHC01" for group in (2, 3, 4) for score in ("0", "1+")},
    **{(group, "2+"): f"BR-WU-G{group}-IHC2" for group in (2, 3, 4)},
    **{(group, "3+"): f"BR-WU-G{group}-IHC3" for group in (2, 3, 4)},
}


@pytest.mark.parametrize(("group", "score"), list(product(_GROUPS, _SCORES)))
def test_every_group_with_every_score_ends_as_the_work_up_says(
    book: RuleBook, group: int, score: str
) -> None:
    """Groups 2 to 4 are settled by IHC; 3+ with group 5, and 0 or 1+ with group 1, conflict."""
    ratio, copies = _GROUPS[group]
    reading = read(
        book, "BR-", probe="dual", ihc=score, ratio=Decimal(ratio), copies=Decimal(copies)
    )
    assert decided(reading) == _WORKUP[group, score]
    if _WORKUP[group, score] == "conflict":
        assert reading.outcome.conflict is not None


@pytest.mark.parametrize(("group", "again"), list(product((2, 3, 4), _GROUPS)))
def test_a_recount_settles_group_2_to_4_with_2_plus(book: RuleBook, group: int, again: int) -> None:
    """The same group again is positive for group 3 alone; another group is adjudicated."""
    (ratio, copies), (ratio_again, copies_again) = _GROUPS[group], _GROUPS[again]
    reading = read(
        book,
        "BR-",
        probe="dual",
        ihc="2+",
        ratio=Decimal(ratio),
        copies=Decimal(copies),
        recount_ratio=Decimal(ratio_again),
        recount_copies=Decimal(copies_again),
    )
    rule = reading.outcome.step.rule if reading.outcome.step else None
    assert rule is not None
    expected = "adjudicate" if group != again else "positive" if group == 3 else "negative"
    assert rule.result == expected
    assert rule.final is (group == again)


def _single(copies: Decimal, score: str | None, dual: int | None) -> str:
    """Figure 2 of ASCO/CAP 2018: single-probe ISH with IHC and dual-probe ISH beside it."""
    if copies >= 6:
        return "positive"
    if copies < 4:
        return "negative"
    if score == "3+" or dual == 1:
        return "positive"
    if dual == 5 or (dual is None and score in {"0", "1+"}):
        return "negative"
    return "pending"


def test_every_single_probe_count_ends_as_the_2018_figure_says(book: RuleBook) -> None:
    """Copies alone decide outside 4 to 6; between them IHC or dual-probe ISH does."""
    for copies, score, dual in product(
        map(Decimal, _COPIES), (None, *_SCORES), (None, *range(1, 6))
    ):
        reading = read(
            book,
            "BR-",
            probe="single",
            copies=copies,
            ihc=score,
            dual_probe_group=None if dual is None else str(dual),
        )
        step = next(step for step in reading.steps if step.stage.name == "single_probe")
        assert step.rule is not None, (copies, score, dual)
        assert step.rule.result == _single(copies, score, dual), (copies, score, dual)


def test_2013_counted_every_ratio_of_2_as_positive(book: RuleBook) -> None:
    """In 2013 groups 1, 2 and 3 of today were positive, group 4 equivocal."""
    results = {1: "positive", 2: "positive", 3: "positive", 4: "equivocal", 5: "negative"}
    for ratio, copies in product(map(Decimal, _RATIOS), map(Decimal, _COPIES)):
        step = read(book, "BR13-", probe="dual", ratio=ratio, copies=copies).outcome.step
        assert step is not None
        assert step.rule is not None
        assert step.rule.result == results[_group(ratio, copies)], (ratio, copies)


def test_2007_had_its_own_thresholds(book: RuleBook) -> None:
    """Ratio above 2.2, more than 6 copies, or 3+ in more than 30 % of cells."""
    for ratio in map(Decimal, _RATIOS):
        step = read(book, "BR07-", ratio=ratio).outcome.step
        expected = "positive" if ratio > Decimal("2.2") else "equivocal"
        expected = "negative" if ratio < Decimal("1.8") else expected
        assert step is not None
        assert step.rule is not None
        assert step.rule.result == expected, ratio
    assert decided(read(book, "BR07-", ihc="3+", percent=31)) == "BR07-POS"
    assert decided(read(book, "BR07-", ihc="3+", percent=30)) == "BR07-EQ"
    assert decided(read(book, "BR07-", ihc="3+")) == "open"
    assert decided(read(book, "BR07-", copies=6)) == "BR07-EQ"
    assert decided(read(book, "BR07-", copies=Decimal("6.1"))) == "BR07-POS"


_maybe = st.none
_measured = st.fixed_dictionaries(
    {
        "ihc": st.sampled_from([None, *_SCORES]),
        "ratio": st.one_of(_maybe(), st.decimals(0, 12, places=2)),
        "copies": st.one_of(_maybe(), st.decimals(0, 40, places=2)),
        "recount_group": st.sampled_from([None, "1", "2", "3", "4", "5"]),
        "dual_probe_group": st.sampled_from([None, "1", "2", "3", "4", "5"]),
        "percent": st.none(),
    }
)


@settings(max_examples=400)
@given(measured=_measured, version=st.sampled_from(["BR-", "BR13-", "BR07-"]))
def test_every_point_ends_in_one_rule_a_declared_conflict_or_an_open_question(
    book: RuleBook, measured: dict[str, object], version: str
) -> None:
    """Nothing is decided twice, and no contradiction is undeclared."""
    probe = "dual" if measured["ratio"] is not None else "single"
    counted = measured["ratio"] is not None or measured["copies"] is not None
    reading = read(book, version, probe=probe if counted else None, **measured)
    if reading.outcome.against:
        assert reading.outcome.conflict is not None
    for step in reading.steps:
        assert step.reported or len(step.rules) <= 1
        assert not (step.rules and step.open)
        assert bool(step.open) == bool(step.needs)
