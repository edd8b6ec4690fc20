"""What a file would claim, in English, before it is taken."""

from her2kg.loaders.base import Material
from her2kg.previewing import Preview, preview
from tests.civic_sample import evidence_table


def _preview(name: str, text: str) -> Preview:
    (found,) = preview([Material.of_text(name, text)])
    return found


def test_rows_become_sentences_with_what_stands_behind_them() -> None:
    """Level, record and paper stand with the sentence; a denied row is denied."""
    shown = _preview(
        "evidence.tsv",
        evidence_table(
            {"evidence_id": "1"},
            {
                "evidence_id": "2",
                "evidence_direction": "Does Not Support",
                "disease": "Zyx",
                "doid": "",
            },
            {"evidence_id": "3", "molecular_profile": "KRAS G12C", "therapies": "Imatinib"},
            {"evidence_id": "4", "rating": "7"},
        ),
    )
    assert (shown.read, shown.taken, shown.out_of_scope) == (4, 2, 1)
    assert [(row.line, row.partial) for row in shown.rejected] == [(5, False)]
    said = [claim for claim in shown.claims if "neratinib" in claim]
    assert said == [
        (
            "ERBB2 L755S confers sensitivity to neratinib in breast cancer "
            "[EID1; CIViC D; A. Author et al., 2013]"
        ),
        (
            "ERBB2 L755S does not confer sensitivity to neratinib in Zyx "
            "[EID2; CIViC D; A. Author et al., 2013]"
        ),
    ]
    assert [(name.kind, name.text) for name in shown.unlinked] == [("Cancer", "Zyx")]


def test_sentences_of_a_text_keep_their_doubts_and_words() -> None:
    """The exact words stand behind each claim."""
    shown = _preview("note.md", "Trastuzumab may bind HER2.\n\nPertuzumab does not target EGFR.\n")
    assert (shown.read, shown.taken) == (1, 1)
    bind, target = shown.claims
    assert bind.startswith("trastuzumab may bind HER2 [\N{LEFT DOUBLE QUOTATION MARK}")
    assert target.startswith("pertuzumab does not target EGFR [")


def test_a_claim_that_is_no_fact_says_for_which_word() -> None:
    """Whoever adds a text learns which word of it the reader does not know."""
    shown = _preview("note.md", "Pertuzumab zonkingly targets HER2.\n")
    assert shown.claims[0].endswith("for words the reader does not know: zonkingly]")
