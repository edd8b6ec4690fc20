"""Tests of findings, of components, and of statuses set against each other."""

from collections.abc import Mapping

import pytest

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.local_names import COMPONENTS, FINDINGS, LocalNames, with_local_names
from tests.loaders.lexicon_fixture import LEXICON, triples

ROWS = [(names, row) for names in (FINDINGS, COMPONENTS) for row in read_rows(names.file)]
POOR, BETTER = "predictsPoorOutcome", "predictsBetterOutcome"


def _named(text: str, names: LocalNames = FINDINGS) -> list[str]:
    slots = with_local_names(names, [], text, (0, len(text)), LEXICON)
    return [mention.label for slot in slots for mention in slot.mentions]


@pytest.mark.parametrize(
    ("names", "row"), ROWS, ids=[f"{row['name']}-{number}" for number, (_, row) in enumerate(ROWS)]
)
def test_each_row_finds_its_example_and_leaves_the_other(
    names: LocalNames, row: Mapping[str, str]
) -> None:
    """The words beside a pattern name the one thing of its row; those that look alike do not."""
    label = row["name"]
    assert any("{" in label or found == label for found in _named(row["yes"], names))
    assert not any(found == label for found in _named(row["no"], names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spread to the brain and liver metastases shorten survival.", ["brain", "liver"]),
        ("The presence of brain metastases foretells a poor prognosis.", ["brain"]),
        ("Brain metastases were treated with radiation.", []),
        ("Treatment of brain metastases lengthened survival.", []),
        ("Fewer brain metastases meant longer survival.", []),
        ("Patients without liver metastases lived longer.", []),
    ],
)
def test_a_finding_counts_only_where_it_is_there_and_foretells(
    text: str, expected: list[str]
) -> None:
    """What is treated, missing or told of without any outcome stays words."""
    assert _named(text) == [f"{organ} metastasis" for organ in expected]


def test_alterations_of_any_gene_are_named() -> None:
    """The gene that stands in the words makes the name; HER2's have names of their own."""
    text = "STK11 mutation, loss of KEAP1 and HER2 mutation shorten survival."
    assert _named(text) == ["STK11 mutation", "KEAP1 loss"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brain metastases were associated with shorter survival in breast cancer.",
            {f"brain metastasis | {POOR} | breast cancer"},
        ),
        ("Treatment of brain metastases was associated with survival in breast cancer.", set()),
        (
            "HER2-positive gastric cancer had worse survival than HER2-negative gastric cancer.",
            {f"HER2-positive | {POOR} | gastric cancer"},
        ),
        ("HER2-positive gastric cancer had worse survival than breast cancer.", set()),
        ("HER2-positive gastric cancer had worse survival than HER2-positive colon cancer.", set()),
        ("HER2-positive gastric cancer had longer survival with neratinib than without.", set()),
        ("HER2-positive gastric cancer had longer survival than other patients had.", set()),
    ],
)
def test_what_foretells_an_outcome_is_read(text: str, expected: set[str]) -> None:
    """A status counts where the same cancer of another status is what it is compared with."""
    found = {one for one in triples(text) if POOR in one or BETTER in one}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In breast cancer, obesity means poor survival, but small tumours mean long survival.",
            {f"obesity | {POOR} | breast cancer", f"small tumor size | {BETTER} | breast cancer"},
        ),
        (
            "Old age at diagnosis and obesity were linked to shorter survival in breast cancer.",
            {f"old age | {POOR} | breast cancer", f"obesity | {POOR} | breast cancer"},
        ),
        (
            "Obesity identifies patients with breast cancer at high risk of recurrence.",
            {f"obesity | {POOR} | breast cancer"},
        ),
        (
            "Before the era of trastuzumab, obesity predicted shorter survival in breast cancer.",
            set(),
        ),
        (
            "We examined the association between obesity and shorter survival in breast cancer.",
            set(),
        ),
        ("Smoking cessation was associated with longer survival in breast cancer.", set()),
        ("Patients without ascites had longer survival in gastric cancer.", set()),
    ],
)
def test_findings_count_where_the_sentence_says_that_they_foretell(
    text: str, expected: set[str]
) -> None:
    """Each of a list, on its own side of a contrast, and not where it was so once."""
    assert {one for one in triples(text) if POOR in one or BETTER in one} == expected
