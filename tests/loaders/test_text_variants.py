"""Tests of lists that belong together, and of what a sentence says in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.text.masking import group_mentions, mask
from her2kg.loaders.text.mentions import find_mentions
from her2kg.loaders.text.variants import variants
from her2kg.ontology.model import Polarity
from tests.loaders.lexicon_fixture import LEXICON, read, triples

DRUGS = ["trastuzumab", "pertuzumab", "tucatinib", "neratinib", "lapatinib"]
TARGETS = ["HER2", "EGFR", "HER3", "TGFA"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ERBB2 L755S and V777L confer resistance to lapatinib and to neratinib, respectively.",
            {
                "ERBB2 L755S | confersResistanceTo | lapatinib",
                "ERBB2 V777L | confersResistanceTo | neratinib",
            },
        ),
        (
            "ERBB2 L755S and V777L show resistance to T-DXd and response to T-DM1, respectively.",
            {
                "ERBB2 L755S | confersResistanceTo | trastuzumab deruxtecan",
                "ERBB2 V777L | confersSensitivityTo | trastuzumab emtansine",
            },
        ),
        (
            "Trastuzumab and T-DM1 bind HER2 and carry DM1, respectively.",
            {"trastuzumab | binds | HER2", "trastuzumab emtansine | hasPayload | DM1"},
        ),
        (
            "HER2 and the ERBB2 gene are detected by IHC and FISH, respectively.",
            {
                "immunohistochemistry | detects | HER2",
                "fluorescence in situ hybridization | detects | ERBB2",
            },
        ),
        (
            "Tucatinib inhibits HER2 and EGFR at 8 nM and 449 nM, respectively.",
            {"tucatinib | inhibits | HER2", "tucatinib | inhibits | EGFR"},
        ),
        (
            "Neratinib and lapatinib respectively cause diarrhea and hepatotoxicity.",
            {
                "neratinib | hasAdverseEvent | diarrhea",
                "lapatinib | hasAdverseEvent | hepatotoxicity",
            },
        ),
        ("Tucatinib and lapatinib inhibit HER2 and an unknown kinase, respectively.", set()),
        ("Tucatinib, neratinib and lapatinib inhibit HER2 and EGFR, respectively.", set()),
    ],
)
def test_respectively_pairs_parts_in_their_order(text: str, expected: set[str]) -> None:
    """Lists of one length go part by part, whatever they list; others give nothing."""
    assert triples(text) == expected


@given(st.data(), st.integers(2, 4))
def test_respectively_never_crosses_over(data: st.DataObject, count: int) -> None:
    """Of any two lists of one length, the nth goes with the nth alone."""
    drugs = data.draw(st.permutations(DRUGS))[:count]
    targets = data.draw(st.permutations(TARGETS))[:count]
    text = f"{_listed(drugs)} inhibit {_listed(targets)}, respectively."
    pairs = zip(drugs, targets, strict=True)
    assert triples(text) == {f"{drug} | inhibits | {target}" for drug, target in pairs}


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tucatinib is taken by mouth and inhibits HER2.", "tucatinib | inhibits | HER2"),
        ("Tucatinib binds HER2 and inhibits EGFR.", "tucatinib | inhibits | EGFR"),
        (
            "ERBB2 L755S confers resistance to lapatinib and sensitivity to neratinib.",
            "ERBB2 L755S | confersSensitivityTo | neratinib",
        ),
    ],
)
def test_second_half_has_the_subject_of_the_first(text: str, expected: str) -> None:
    """What stands behind "and" is said of the same subject."""
    assert expected in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tucatinib does not bind HER2 and inhibits EGFR.",
        "Tucatinib may be taken by mouth and inhibits EGFR.",
        "Tucatinib is thought to be taken up and inhibits EGFR.",
    ],
)
def test_doubtful_first_half_gives_the_second_nothing(text: str) -> None:
    """A negation or hedge may reach over "and"; nothing is claimed plainly then."""
    assert all(
        one.hedge or one.polarity is not Polarity.SUPPORTS
        for one in read(text)
        if one.predicate == "inhibits"
    )


def test_pieces_keep_the_offsets_of_the_sentence() -> None:
    """Whatever is blanked out, the way back to the document stays the same."""
    text = "Tucatinib and lapatinib inhibit HER2 and EGFR at 8 and 449 nM, respectively."
    bounds = (0, len(text))
    slots = group_mentions(find_mentions(text, LEXICON.find(text), bounds, LEXICON), text, bounds)
    whole = mask(text, slots, bounds)
    pieces = [one.masked for one in variants(text, slots, bounds)]
    assert len(pieces) == 2
    for piece in pieces:
        assert len(piece.text) == len(whole.text)
        assert piece.masked_ends == whole.masked_ends
        assert piece.original(piece.text.index("inhibit")) == text.index("inhibit")


def test_a_relative_clause_is_no_part_of_a_list() -> None:
    """What follows "which" is said of the name before it alone."""
    assert triples("TGF-alpha binds EGFR, which then dimerises with HER2.") == {
        "TGFA | binds | EGFR",
        "EGFR | dimerizesWith | HER2",
    }
