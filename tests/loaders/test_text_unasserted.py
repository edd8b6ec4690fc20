"""Tests of texts that hold the words of a claim and do not make it."""

from pathlib import Path

import pytest

from her2kg.loaders.text.remarks import beside
from her2kg.ontology.model import Claim, Polarity
from tests.loaders.lexicon_fixture import read

PLAIN = 0.9
TEXTS = [
    line.split("\t")
    for line in Path(__file__)
    .with_name("unasserted_texts.tsv")
    .read_text(encoding="utf-8")
    .splitlines()[2:]
]


def _is_plain(claim: Claim) -> bool:
    sure = (claim.confidence or 0) >= PLAIN
    return sure and not claim.hedge and claim.polarity is Polarity.SUPPORTS


def _plain(text: str) -> list[Claim]:
    return [claim for claim in read(text) if _is_plain(claim)]


@pytest.mark.parametrize("text", [text for frame, text in TEXTS if frame != "asserted"])
def test_what_a_text_does_not_assert_is_no_plain_fact(text: str) -> None:
    """Hearsay, labels, quotations and what is taken back leave no plain fact."""
    assert not _plain(text)


@pytest.mark.parametrize("text", [text for frame, text in TEXTS if frame == "asserted"])
def test_what_a_text_asserts_stays_a_plain_fact(text: str) -> None:
    """Words that look like a doubt, and sentences that leave the claim alone, cost nothing."""
    assert _plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tucatinib inhibits HER2.", ("", "")),
        ("A myth. Tucatinib inhibits HER2. Wrong!", ("A myth.", "Wrong!")),
        ("# Myths\n\nTucatinib inhibits HER2.\n\nWrong!", ("Myths", "")),
        ("It\nis so. Tucatinib inhibits HER2. It\nis not.", ("is so.", "It is not.")),
        (f"Tucatinib inhibits HER2. {'Word ' * 80}.", ("", "")),
    ],
)
def test_short_sentences_beside_are_found(text: str, expected: tuple[str, str]) -> None:
    """What stands beside may be a heading, ends at its paragraph, and is never long."""
    start = text.index("Tucatinib")
    assert beside(text, (start, text.index("HER2.") + len("HER2."))) == expected
