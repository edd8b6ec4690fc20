"""Tests of the measure on CIViC's statements, with items written by hand."""

import csv
from collections.abc import Mapping
from pathlib import Path

from benchmarks.reading.civic import civic_cases, civic_measures, civic_rows
from benchmarks.reading.names import Names
from benchmarks.reading.scores import Case, count, rows
from her2kg.loaders.civic import COLUMNS
from tests.loaders.lexicon_fixture import ENTITIES, entity

NAMES = Names.of(ENTITIES)
_SENSITIVE = "The ERBB2 V777L mutation conferred sensitivity to neratinib."


def _row(statement: str = _SENSITIVE, **cells: str) -> dict[str, str]:
    plain = {
        "molecular_profile": "ERBB2 V777L",
        "therapies": "Neratinib",
        "evidence_type": "Predictive",
        "evidence_direction": "Supports",
        "significance": "Sensitivity/Response",
        "evidence_statement": statement,
        "citation_id": "1",
    }
    return dict.fromkeys(COLUMNS, "") | plain | cells


def _case(*items: Mapping[str, str]) -> Case:
    (case,) = civic_cases(items, NAMES)
    return case


def test_a_statement_read_right_scores_one_at_every_level() -> None:
    """Drug, direction and alteration are those of the item."""
    case = _case(_row())
    assert case.gold == {("confersSensitivityTo", "drug:neratinib", "variant:ERBB2-V777L")}
    assert case.read == case.gold
    for measure in civic_measures([case]):
        assert {row.ours[-1] for row in rows(measure, case.split)} == {1.0}


def test_a_statement_that_says_nothing_readable_scores_nothing() -> None:
    """Nothing is read, and nothing is guessed."""
    case = _case(_row("Two of three patients did well."))
    assert count([case], lambda c: c.read).read == 0


def test_the_wrong_direction_counts_for_the_drug_alone() -> None:
    """Resistance is not sensitivity."""
    case = _case(_row(significance="Resistance"))
    first, second, third = (rows(m, case.split)[0].ours for m in civic_measures([case]))
    assert (first, second, third) == ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))


def test_what_an_item_does_not_support_is_a_direction_of_its_own() -> None:
    """A denied sensitivity is no sensitivity."""
    statement = "The ERBB2 V777L mutation did not confer sensitivity to neratinib."
    case = _case(_row(statement, evidence_direction="Does Not Support"))
    assert {item[0] for item in case.gold} == {"not confersSensitivityTo"}
    assert case.read == case.gold


def test_a_claim_on_a_class_of_drugs_is_none_on_a_drug() -> None:
    """The gold names drugs alone, and the baseline too: what is read of classes is left out."""
    statement = (
        "The ERBB2 V777L mutation conferred sensitivity to neratinib and to targeted therapies. "
        "Tumours with the ERBB2 V777L mutation are sensitive to targeted therapies."
    )
    case = _case(_row(statement))
    assert {item[1] for item in case.read} == {"drug:neratinib"}


def test_one_statement_under_two_items_is_one_text() -> None:
    """Its gold is what both say."""
    case = _case(_row(), _row(therapies="Lapatinib", citation_id="2"))
    assert {item[1] for item in case.gold} == {"drug:neratinib", "drug:lapatinib"}


def test_statements_on_one_publication_lie_in_one_half() -> None:
    """Curators write several in nearly the same words."""
    items = [_row(f"Statement {number}.") for number in range(12)]
    assert len({case.split for case in civic_cases(items, NAMES)}) == 1
    others = [_row(f"Statement {number}.", citation_id=str(number)) for number in range(12)]
    assert len({case.split for case in civic_cases(others, NAMES)}) == 2


def test_a_combination_counts_as_its_drugs_and_its_alterations() -> None:
    """What has to be absent is not wanted."""
    case = _case(
        _row(
            molecular_profile="ERBB2 V777L AND NOT ERBB2 L755S",
            therapies="Neratinib,Trastuzumab",
            therapy_interaction_type="Combination",
        )
    )
    assert {item[1:] for item in case.gold} == {
        ("drug:neratinib", "variant:ERBB2-V777L"),
        ("drug:trastuzumab", "variant:ERBB2-V777L"),
    }


def test_tumours_that_overexpress_count_as_amplified() -> None:
    """CIViC files HER2-positive tumours so."""
    others = [each for each in ENTITIES if each.label != "HER2 overexpression"]
    names = Names.of([*others, entity("Variant", "ERBB2 overexpression")])
    cells = {"molecular_profile": "ERBB2 Amplification", "therapies": "Lapatinib"}
    for what in ("ERBB2 amplification", "ERBB2 overexpression"):
        row = _row(f"{what} confers sensitivity to lapatinib.", **cells)
        (case,) = civic_cases([row], names)
        assert case.read == case.gold


def test_the_baseline_joins_drugs_and_alterations_of_a_sentence() -> None:
    """A drug without an alteration beside it counts for its drug and direction."""
    case = _case(_row("Tumours with ERBB2 V777L regressed. Lapatinib met resistance."))
    assert case.baseline == {("confersResistanceTo", "drug:lapatinib", "")}
    beside = _case(_row("ERBB2 V777L tumours regressed with neratinib and lapatinib."))
    assert beside.baseline == {
        ("confersSensitivityTo", "drug:lapatinib", "variant:ERBB2-V777L"),
        ("confersSensitivityTo", "drug:neratinib", "variant:ERBB2-V777L"),
    }
    (drug, *_) = civic_measures([beside])
    assert rows(drug, beside.split)[0].baseline[:2] == (0.5, 1.0)


def test_only_responses_of_erbb2_are_taken_from_the_file(tmp_path: Path) -> None:
    """Other genes, other types of evidence and ERBB20 are no part of it; quotes stay bare."""
    file = tmp_path / "evidence.tsv"
    items = [
        _row('A "bare quote.'),
        _row(molecular_profile="ERBB20 V1A"),
        _row(evidence_type="Prognostic", significance="Poor Outcome"),
        _row(significance="N/A"),
    ]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(
            out, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None
        )
        writer.writeheader()
        writer.writerows(items)
    assert [row["evidence_statement"] for row in civic_rows(file)] == ['A "bare quote.']
