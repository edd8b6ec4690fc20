"""The whole grid of gastric cancer, against the words of the guideline."""

from decimal import Decimal
from itertools import product

import pytest

from her2kg.queries.scoring.rulebook import RuleBook
from tests.queries.scoring.reading import decided, read

_INTENSITIES = ("faint", "weak", "moderate", "intense")
_SCORE = {"faint": "1+", "weak": "2+", "moderate": "2+", "intense": "3+"}
_PATTERNS = ("complete circumferential", "incomplete", "basolateral", "lateral")


@pytest.mark.parametrize("completeness", _PATTERNS)
def test_resections_are_scored_by_intensity_from_ten_percent_on(
    book: RuleBook, completeness: str
) -> None:
    """10 % is included, and no membrane need be stained whole."""
    for intensity, percent in product(_INTENSITIES, ("0.5", "9.99", "10", "100")):
        reading = read(
            book,
            "GE-",
            specimen="resection",
            intensity=intensity,
            completeness=completeness,
            percent=Decimal(percent),
        )
        expected = _SCORE[intensity] if Decimal(percent) >= 10 else "0"
        assert reading.facts["ihc"] == expected, (intensity, percent)


@pytest.mark.parametrize("specimen", ["biopsy", "core needle biopsy"])
def test_biopsies_are_scored_by_a_cluster_of_five(book: RuleBook, specimen: str) -> None:
    """Five cells that lie together suffice, whatever their share."""
    for intensity, cluster in product(_INTENSITIES, (0, 4, 5, 60)):
        reading = read(book, "GE-", specimen=specimen, intensity=intensity, cluster=cluster)
        assert reading.facts["ihc"] == (_SCORE[intensity] if cluster >= 5 else "0")


def test_a_biopsy_is_not_scored_by_its_share_of_cells(book: RuleBook) -> None:
    """Without the size of the cluster a biopsy stays open, and what would decide is named."""
    reading = read(book, "GE-", specimen="biopsy", intensity="intense", percent=40)
    assert decided(reading) == "open"
    assert reading.steps[0].needs == {"cluster"}


def test_a_stain_without_its_specimen_stays_open(book: RuleBook) -> None:
    """Biopsy and resection are scored differently, so the specimen must be known."""
    reading = read(book, "GE-", intensity="intense", percent=40)
    assert decided(reading) == "open"
    assert "specimen" in reading.steps[0].needs


def test_ish_decides_2_plus_by_the_ratio(book: RuleBook) -> None:
    """From 2.0 on positive; below it the copies count, and only fewer than 4 are final."""
    for ratio, copies in product(("0.9", "1.99", "2.0", "3"), ("1", "3.99", "4", "6", "6.01", "9")):
        reading = read(
            book, "GE-", probe="dual", ihc="2+", ratio=Decimal(ratio), copies=Decimal(copies)
        )
        if Decimal(ratio) >= 2:
            expected = "GE-ISH-POS"
        elif Decimal(copies) < 4:
            expected = "GE-ISH-NEG"
        else:
            expected = "GE-ISH-MID" if Decimal(copies) <= 6 else "GE-ISH-COPY"
        assert decided(reading) == expected, (ratio, copies)
        final = reading.outcome.step.rule.final if reading.outcome.step.rule else None  # type: ignore[union-attr]
        assert final is (expected in {"GE-ISH-POS", "GE-ISH-NEG"})


@pytest.mark.parametrize("score", ["0", "1+", "3+"])
def test_ish_groups_do_not_exist_and_ish_does_not_overrule_ihc(book: RuleBook, score: str) -> None:
    """Only 2+ is sent to ISH: a count beside another score changes nothing."""
    reading = read(book, "GE-", probe="dual", ihc=score, ratio=Decimal("2.5"), copies=Decimal(6))
    assert "ish-group" not in reading.facts
    assert reading.outcome.against is None
    rule = reading.outcome.step.rule if reading.outcome.step else None
    assert rule is not None
    assert rule.code == score
