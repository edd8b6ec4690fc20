"""Tests of what a text says a HER2 status is, and of texts that only look like it."""

import pytest

from her2kg.ontology.model import Polarity
from tests.loaders.lexicon_fixture import read, triples

IHC = ("IHC 0", "IHC 1+", "IHC 2+", "IHC 3+")
NEGATIVE, POSITIVE, EQUIVOCAL = (
    f"HER2-{one} | definedBy | " for one in ("negative", "positive", "equivocal")
)
CANCER = "HER2-positive cancer | definedBy | "


def _definitions(text: str) -> set[str]:
    """Return what a text defines, without a hedge, a condition or a denial."""
    plain = any(
        one.predicate == "definedBy" and one.polarity is Polarity.SUPPORTS and not one.hedge
        for one in read(text)
    )
    return {one for one in triples(text) if " | definedBy | " in one} if plain else set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HER2-positive tumours (IHC 3+ or FISH-positive) were included.",
            {CANCER + IHC[3], CANCER + "ERBB2 amplification"},
        ),
        (
            "A HER2 score of 3+ means the cancer is HER2-positive, and 0 or 1+ that it is not.",
            {POSITIVE + IHC[3]},
        ),
        (
            "Those reading 3+ are reported as positive for HER2 and those reading 1+ as negative.",
            {POSITIVE + IHC[3], NEGATIVE + IHC[1]},
        ),
        (
            "One should report a sample as HER2-positive if it is IHC 3+ or if FISH is positive.",
            {POSITIVE + IHC[3], POSITIVE + "ERBB2 amplification"},
        ),
        (
            "What does HER2-negative mean? It means that the stain came back as 0 or 1+.",
            {NEGATIVE + IHC[0], NEGATIVE + IHC[1]},
        ),
        (
            "If your HER2 score is 2+, doctors call it borderline.",
            {EQUIVOCAL + IHC[2]},
        ),
        (
            "HER2-negative is defined as 0 or 1+, and 3+ as HER2-positive.",
            {NEGATIVE + IHC[0], NEGATIVE + IHC[1], POSITIVE + IHC[3]},
        ),
        (
            "HER2-positive means that your cancer has too much of the HER2 protein on its cells.",
            {POSITIVE + "HER2 overexpression"},
        ),
        (
            "HER2-ultralow was defined as IHC 0 with faint, incomplete staining.",
            {"HER2-ultralow | definedBy | IHC 0 with membrane staining"},
        ),
        (
            "HER2-positive or HER2-low (IHC 1+) disease is eligible.",
            {"HER2-low | definedBy | IHC 1+"},
        ),
        (
            "HER2 scores: 1+ (negative), 2+ (borderline), 3+ (positive).",
            {NEGATIVE + IHC[1], EQUIVOCAL + IHC[2], POSITIVE + IHC[3]},
        ),
    ],
)
def test_what_a_status_is_is_read(text: str, expected: set[str]) -> None:
    """Guidelines, labels, reports and patients' pages each say it in their own way."""
    assert _definitions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It is wrong to report 1+ as HER2-positive.",
        "Do not report 2+ as HER2-positive.",
        "HER2-positive used to mean that the score was 2+ or 3+.",
        "HER2-low used to be called HER2-negative if it scored 1+.",
        "Before 2013, tumours scored 2+ were called HER2-positive.",
        "In the old scheme, a score of 1+ was HER2-negative.",
        "Picture a HER2 score of 1+ that makes a tumour HER2-positive.",
        "A false HER2-positive result (IHC 3+) was corrected.",
        "One reader reported 3+ as HER2-positive and another as 1+.",
        "If the HER2 score is 1+, the cancer is not HER2-positive.",
        "If the HER2 score is 2+, the cancer may be HER2-positive.",
        "When the score is 2+, the cancer is HER2-positive in one in four.",
        "A score of 2+ shows that the cancer is HER2-positive in one in four women.",
        "HER2-positive tumours (IHC 3+ in 20%) were found.",
        "HER2-positive (IHC 3+?) tumours were retested.",
        "HER2-positive means a score above 1+.",
        "HER2-positive means at least 2+.",
        "A woman with HER2-positive breast cancer (ERBB2 L755S) responded.",
        "A woman with HER2-positive breast cancer (PIK3CA mutation) responded.",
        "HER2-positive breast cancer (ER 3+) was found.",
        "Cancers with no HER2 amplification are HER2-negative.",
        "What does HER2-positive mean? It means that the cancer may make too much HER2.",
        "What does HER2-positive mean? It does not mean that the cancer makes too much HER2.",
        "Is a tumour with IHC 3+ or ERBB2 amplification HER2-positive?",
        "HER2 was 3+ (positive for metastasis) in one node.",
        "The ER score was negative or positive (3+), and HER2 was low.",
        "A score of 2+ means that the cancer is tested again before it is called HER2-positive.",
        "2+ tumours are HER2-positive once another HER2 test confirms it.",
    ],
)
def test_what_only_looks_like_a_definition_defines_nothing(text: str) -> None:
    """What is denied, doubted, asked, past, a finding or another protein's is no definition."""
    assert not _definitions(text)
