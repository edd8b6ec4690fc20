"""Tests of what belongs to a family, an amplicon or a regimen, and of what only stands beside."""

import pytest

from her2kg.ontology.model import Polarity
from tests.loaders.lexicon_fixture import read, triples

FAMILY = " | partOf | ErbB family"


def _parts(text: str) -> set[str]:
    return {one for one in triples(text) if " | partOf | " in one or " | hasComponent | " in one}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The HER family includes EGFR, HER2 and HER3.", {"EGFR", "HER2", "HER3"}),
        ("The ErbB family (EGFR, HER2) was reviewed.", {"EGFR", "HER2"}),
        ("Unlike other HER family members, HER2 has no ligand.", {"HER2"}),
        ("HER2 and HER3, members of the ErbB family, were stained.", {"HER2", "HER3"}),
    ],
)
def test_members_of_a_family_are_read(text: str, expected: set[str]) -> None:
    """Each member of a list is one, before the family or behind it."""
    assert _parts(text) == {f"{one}{FAMILY}" for one in expected}


@pytest.mark.parametrize(
    "text",
    [
        "The antibody does not bind other members of the ErbB family, such as EGFR.",
        "The antibody does not bind HER2 or other members of the ErbB family.",
        "Trastuzumab did not bind EGFR, a member of the ErbB family.",
        "No patient received TCHP (docetaxel, carboplatin and trastuzumab).",
    ],
)
def test_what_a_noun_brings_along_is_not_denied_with_it(text: str) -> None:
    """The sentence denies something of the noun, and neither denies nor says the rest."""
    assert not _parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "TGFA, receptors of the ErbB family and GRB7 were stained.",
        "TGFA, kinases of the ErbB family and GRB7 were stained.",
        "TGFA, genes in the ERBB2 amplicon, and EGFR were sequenced.",
        "Members of the ErbB family are drug targets, and GRB7 is one more.",
        "The ErbB family has many inhibitors, including lapatinib, and GRB7 is no target.",
        "GRB7 binds other members of the ErbB family.",
        "Ligands of the ErbB family include TGFA.",
        "TCHP was better than docetaxel and trastuzumab.",
    ],
)
def test_what_stands_beside_a_whole_is_no_part(text: str) -> None:
    """Items of a list, ligands, binders and rivals are named beside it and belong elsewhere."""
    assert not _parts(text)


def test_who_does_not_belong_is_refuted() -> None:
    """A denial of membership itself is a denial."""
    (claim,) = read("TGFA is not a member of the ErbB family.")
    assert claim.polarity is Polarity.REFUTES
