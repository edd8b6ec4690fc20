"""Tests of short forms that a document defines, and of numbered parts of a receptor."""

import pytest

from tests.loaders.lexicon_fixture import read, triples


@pytest.mark.parametrize(
    ("defined", "used", "expected"),
    [
        (
            "Progression-free survival (PRFS) was measured.",
            "Tucatinib improved PRFS.",
            "tucatinib | improves | progression-free survival",
        ),
        (
            "PS (progression-free survival) was measured.",
            "Tucatinib improved PS.",
            "tucatinib | improves | progression-free survival",
        ),
        (
            "The human epidermal growth factor receptor 2 (H2R) is a protein.",
            "Trastuzumab targets H2R.",
            "trastuzumab | targets | HER2",
        ),
        (
            "Fluorescence in situ hybridization (fluorescence ISH) needs a microscope.",
            "Fluorescence ISH detects ERBB2 amplification.",
            "fluorescence in situ hybridization | detects | ERBB2 amplification",
        ),
    ],
)
def test_short_form_stands_for_its_name_once_defined(
    defined: str, used: str, expected: str
) -> None:
    """Before its definition a short form says nothing, behind it what it stands for."""
    assert expected not in triples(used)
    assert expected in triples(f"{defined} {used}")
    assert expected not in triples(f"{used} {defined}")


@pytest.mark.parametrize(
    "text",
    [
        "Trastuzumab (SOFIA) was given. SOFIA targets HER2.",
        "Trastuzumab (twice) was given. Twice targets HER2.",
        "Trastuzumab (8) was given. 8 targets HER2.",
    ],
)
def test_word_in_parentheses_that_is_no_short_form_is_not_learnt(text: str) -> None:
    """Letters of a short form stand in its name."""
    assert not read(text)


def test_defined_short_form_wins_over_another_meaning() -> None:
    """What a document defines counts more than what other texts mean."""
    text = "Overall survival (OS) was long. Tucatinib improved OS."
    assert triples(text) == {"tucatinib | improves | overall survival"}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("subdomain IV of HER2", {"IV"}),
        ("subdomains II and IV of HER2", {"II", "IV"}),
        ("HER2 subdomain II", {"II"}),
        ("subdomain II", {"II"}),
        ("extracellular domain IV", {"IV"}),
        ("domain IV", {"IV"}),
        ("domains II and IV", {"II", "IV"}),
        ("subdomain II of MET", set()),
        ("subdomain XI of HER2", set()),
    ],
)
def test_numbered_parts_are_read_one_by_one(parts: str, expected: set[str]) -> None:
    """A list of numbers names each part, of HER2 unless another is named; one unknown has none."""
    found = triples(f"Trastuzumab binds {parts}.")
    regions = {one.rpartition(" ")[2] for one in found if "bindsRegion" in one}
    assert regions == expected
