"""Tests of criteria of a HER2 status that are ratios, copies or no staining."""

import re
import time
from collections.abc import Mapping

import pytest

from her2kg.loaders.text.criteria import with_criteria
from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.reader import read_document
from tests.loaders.lexicon_fixture import LEXICON, read, triples
from tests.pace import in_time

ROWS = read_rows("criteria.tsv")


def _labels(text: str) -> list[str]:
    return [one.label for one in with_criteria([], text, (0, len(text)))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["criterion"])
def test_each_row_finds_its_example_and_leaves_the_other(row: Mapping[str, str]) -> None:
    """The words beside a pattern are read as a criterion; those that look alike are not."""
    named = re.compile(re.sub(r"{\w+}", r"[\\w.%]+(?: [\\w.%]+)*", row["criterion"]))
    (label,) = _labels(row["yes"])
    assert named.fullmatch(label)
    assert not any(named.fullmatch(one) for one in _labels(row["no"]))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a HER2/CEP17 ratio ≥2.0", "ratio of 2.0 or more"),
        ("a dual-probe ratio of 2 and above", "ratio of 2 or more"),
        ("a FISH ratio under 1.8", "ratio of less than 1.8"),
        (
            "a mean of at least 4.0 HER2 signals per tumour cell",
            "4.0 or more HER2 signals per cell",
        ),
    ],
)
def test_a_criterion_is_named_by_its_figures(text: str, label: str) -> None:
    """The node says the cut-off, however the text leads to it."""
    assert _labels(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "a hazard ratio of 2.0 or more",
        "a ratio of 3.4 by FISH",
        "two to three copies per cell",
        "a HER2/CEP17 ratio of 2.0 or more or less",
    ],
)
def test_values_and_other_ratios_are_no_criterion(text: str) -> None:
    """A value that one tumour has is no cut-off."""
    assert _labels(text) == []


def test_what_narrows_a_score_is_no_criterion_of_its_own() -> None:
    """Null is a score of 0 without staining, and not the one and the other."""
    found = triples("HER2-negative is defined as IHC 0 without any membrane staining.")
    assert found == {"HER2-negative | definedBy | IHC 0"}


def test_a_cut_off_in_words_never_makes_a_fact() -> None:
    """Cut-offs change with guidelines, and a text rarely says which it follows."""
    (claim,) = read("A HER2/CEP17 ratio of 2.0 or more is HER2-positive.")
    assert claim.confidence is not None
    assert claim.confidence < 0.9


def test_many_ratios_take_no_long() -> None:
    """The time that a text of ratios takes grows with its length."""
    text = "The HER2/CEP17 ratio was at least " * 5000
    begun = time.process_time()
    read_document(text, LEXICON)
    assert in_time(time.process_time() - begun, 5)
