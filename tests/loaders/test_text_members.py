"""Tests of what belongs to a family, an amplicon or a regimen, and of what only stands beside."""

import pytest

from her2kg.loaders.text.reader import read_document
from her2kg.ontology.model import Polarity
from her2kg.ontology.namespaces import curie_of
from tests.loaders.lexicon_fixture import LEXICON, read, triples

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "T-DM1 is a conjugate composed of the antibody trastuzumab, a linker and DM1.",
            {"hasComponent | trastuzumab", "hasPayload | DM1"},
        ),
        (
            "In T-DM1, trastuzumab is joined to DM1 by a linker.",
            {"hasComponent | trastuzumab", "hasPayload | DM1"},
        ),
        ("The antibody component of T-DM1 is trastuzumab.", {"hasComponent | trastuzumab"}),
    ],
)
def test_parts_of_a_conjugate_are_read(text: str, expected: set[str]) -> None:
    """The antibody is a component and carries nothing by itself; the payload is the conjugate's."""
    assert triples(text) == {f"trastuzumab emtansine | {part}" for part in expected}


def test_the_name_of_an_antibody_alone_carries_no_payload() -> None:
    """By the scheme of the WHO, a conjugate has a name of two words."""
    assert not triples("Trastuzumab carries DM1.")
    assert triples("Trastuzumab emtansine carries DM1.") == {
        "trastuzumab emtansine | hasPayload | DM1"
    }


def test_an_amplicon_holds_genes() -> None:
    """A name of the protein means its gene there."""
    reading = read_document("HER2 lies within the ERBB2 amplicon.", LEXICON)
    (claim,) = reading.claims
    assert curie_of(claim.subject) == "gene:ERBB2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trastuzumab is part of the AC-TH regimen.", {"AC-TH | hasComponent | trastuzumab"}),
        (
            "HER2 has an extracellular domain and a kinase domain.",
            {
                "extracellular domain | partOf | HER2",
                "ERBB2 kinase domain | partOf | HER2",
            },
        ),
        ("Trastuzumab was given after AC-TH.", set()),
        ("p95HER2 is a form of HER2 that contains a kinase domain.", set()),
    ],
)
def test_parts_and_wholes_that_no_list_has_are_read(text: str, expected: set[str]) -> None:
    """They count for what is part of what alone, and of a form nothing is said of the whole."""
    assert {one for one in triples(text) if "p95" not in one} == expected
