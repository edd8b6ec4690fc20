"""Tests of scores of staining: bare ones, and ones joined with a gene test."""

import time
from collections.abc import Mapping

import pytest

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.scores import with_scores
from tests.loaders.lexicon_fixture import LEXICON, triples
from tests.pace import in_time

ROWS = read_rows("scores.tsv")
POSITIVE, NEGATIVE = "IHC 2+/ISH-positive", "IHC 2+/ISH-negative"


def _scores(text: str) -> list[str]:
    return [one.label for one in with_scores([], text, (0, len(text)), LEXICON)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["score"])
def test_each_row_finds_its_example_and_leaves_the_other(row: Mapping[str, str]) -> None:
    """The words beside a pattern are read as its score; those that look alike are not."""
    assert row["score"] in _scores(row["yes"])
    assert row["score"] not in _scores(row["no"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HER2 of 1+, or 2+ and not amplified", ["IHC 1+", NEGATIVE]),
        (
            "HER2 1+ and those scored 2+ whose gene test comes back negative",
            ["IHC 1+", NEGATIVE],
        ),
        ("HER2 (IHC 1+/2+, ISH not amplified)", ["IHC 1+", NEGATIVE]),
        ("HER2 of 3+, or 2+ backed by a positive FISH", ["IHC 3+", POSITIVE]),
        ("a 2+ sample that carries surplus gene copies on FISH", [POSITIVE]),
        ("HER2 staining of 0 or 1+", ["IHC 0", "IHC 1+"]),
        ("HER2 IHC 0 without any staining", ["IHC 0"]),
        ("HER2 2+ is sent to FISH, and amplified ones are treated", ["IHC 2+"]),
    ],
)
def test_a_score_is_read_with_its_gene_test(text: str, expected: list[str]) -> None:
    """As laboratories, labels and patients' pages write them."""
    assert _scores(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Proteinuria of 3+ was seen.",
        "HER2 cells took up Ca 2+ ions.",
        "Of HER2 tumours some were ER 3+ and some PR 2+.",
        "HER2 patients had toxicity of grade 3+.",
        "The HER2 study had a 3+3 design, and CD8+ cells were counted.",
        "HER2 was seen in 10 or more cells.",
    ],
)
def test_what_is_no_score_of_her2_is_left_alone(text: str) -> None:
    """Other stains, grades, ions and designs."""
    assert _scores(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HER2 testing followed. Positive results are defined as 3+.", "HER2-positive"),
        ("HER2 testing followed. Equivocal means a score of 3+.", "HER2-equivocal"),
        ("HER2 status was deemed negative if IHC was 3+.", "HER2-negative"),
        ("A biopsy counts as HER2-positive if it is scored 3+.", "HER2-positive"),
    ],
)
def test_a_criterion_is_no_condition(text: str, expected: str) -> None:
    """What a status is called by defines it, though an "if" stands before it."""
    assert f"{expected} | definedBy | IHC 3+" in triples(text)


def test_a_condition_stays_one() -> None:
    """An "if" before a score that nothing is called by leaves the sentence in doubt."""
    (claim,) = read_document("If HER2 is scored 3+, lapatinib inhibits EGFR.", LEXICON).claims
    assert (claim.confidence or 0) < 0.9


@pytest.mark.parametrize("repeated", ["HER2 IHC ", "2+ ", "2+ with the gene test ", "staining of "])
def test_what_is_repeated_takes_no_time(repeated: str) -> None:
    """The time of a line of half a megabyte stays in seconds."""
    text = f"HER2 3+ {repeated * (500_000 // len(repeated))}"
    begun = time.process_time()
    with_scores([], text, (0, len(text)), LEXICON)
    assert in_time(time.process_time() - begun, 4)
