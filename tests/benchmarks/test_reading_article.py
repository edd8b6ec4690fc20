"""Tests of the measure on the article, with an article and a list written by hand."""

from pathlib import Path

import pytest

from benchmarks.reading.article import article_cases, article_certainty, wanted_claims
from benchmarks.reading.scores import Measure, rows
from tests.loaders.lexicon_fixture import LEXICON

_TEXT = (
    "HER2 promotes cell growth. HER2 overexpression can lead to uncontrolled cell division.\n"
    "HER2 acts like a switch.\n\nTrastuzumab targets HER2.\n"
)
_LIST = """# Claims
- Not counted against recall: S3 (metaphor). The others, S1 among them, are core.

| id | subject | predicate | object | q | quote | sent |
|---|---|---|---|---|---|---|
| S1 | HER2 | promotes | cell growth | | promotes cell growth | I1 |
| S2 | HER2 overexpression | can lead to | uncontrolled cell division | modality=can | can lead to |
| S3 | HER2 | acts like | switch | figurative | acts like a switch | I3 |
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The article and the list as files."""
    article, listed = tmp_path / "article.txt", tmp_path / "claims.md"
    article.write_text(_TEXT, encoding="utf-8")
    listed.write_text(_LIST, encoding="utf-8")
    return article, listed


def test_the_table_is_read_with_the_places_of_its_quotes() -> None:
    """Weakened claims are hedged; the ones spared in the page need not be found."""
    claims = list(wanted_claims(_LIST, _TEXT))
    assert [(one.id, one.hedged, one.counted) for one in claims] == [
        ("S1", False, True),
        ("S2", True, True),
        ("S3", False, False),
    ]
    start, end = claims[0].place
    assert _TEXT[start:end] == "promotes cell growth"


def test_a_quote_that_the_article_lacks_is_refused() -> None:
    """A list of another article would score nothing without a word."""
    with pytest.raises(ValueError, match="S1: 'promotes cell growth' does not stand"):
        list(wanted_claims(_LIST, "Another article."))


def test_a_reader_that_finds_the_listed_claims_scores_one(files: tuple[Path, Path]) -> None:
    """Plain English of the list means properties of the graph; what lies behind is not judged."""
    (case,) = article_cases(*files, LEXICON)
    assert case.gold == {("listed", "S1"), ("listed", "S2")}
    assert case.read == case.gold
    assert "Trastuzumab" not in case.text


def test_a_claim_that_is_not_listed_is_wrong(files: tuple[Path, Path]) -> None:
    """It stands under its own words."""
    article, listed = files
    article.write_text(_TEXT.replace("acts like", "dimerises with EGFR. It acts like"), "utf-8")
    (case,) = article_cases(article, listed, LEXICON)
    assert [item[1:4] for item in case.read - case.gold] == [("her2", "dimerizesWith", "egfr")]


def test_a_claim_counts_in_its_own_sentence_only(files: tuple[Path, Path]) -> None:
    """The same words elsewhere do not find it."""
    article, listed = files
    article.write_text(
        _TEXT.replace("like a switch.", "like a switch. HER2 promotes cell growth."), "utf-8"
    )
    listed.write_text(
        _LIST.replace("| S3 | HER2 | acts like | switch |", "| S3 | HER2 | is a | switch |"),
        "utf-8",
    )
    (case,) = article_cases(article, listed, LEXICON)
    assert ("listed", "S1") in case.read
    article.write_text(
        article.read_text("utf-8").replace("HER2 promotes", "A thing promotes", 1), "utf-8"
    )
    (case,) = article_cases(article, listed, LEXICON)
    assert ("listed", "S1") not in case.read


def test_hedges_are_told_from_plain_claims(files: tuple[Path, Path]) -> None:
    """The baseline takes everything as plain, and is right for one of two."""
    (case,) = article_certainty(*files, LEXICON)
    assert case.gold == {("plain", "S1"), ("hedged", "S2")}
    assert case.read == case.gold
    row = rows(Measure("m", (case,)), "tune")[0]
    assert (row.ours, row.baseline) == ((1.0, 1.0, 1.0), (0.5, 0.5, 0.5))
