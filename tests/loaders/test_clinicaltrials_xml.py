"""Studies of ClinicalTrials.gov in its older XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.clinicaltrials import ClinicalTrialsLoader
from her2kg.loaders.clinicaltrials_xml import ClinicalTrialsXmlLoader
from her2kg.material import read_material
from her2kg.ontology.model import Claim, Entity, Name, Source
from tests.clinicaltrials_sample import SCOPE, as_json, as_xml, material, study
from tests.shared import SHARED, needs_shared

REAL = SHARED / "data" / "clinicaltrials" / "NCT03587740.xml"
_TEXT = as_xml().text
_LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE clinical_study [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n'
    "<clinical_study><acronym>&b;</acronym></clinical_study>"
)


def _load(given: Material, scope: Scope = SCOPE) -> list[Record]:
    return list(ClinicalTrialsXmlLoader(scope).load(given))


def _facts(records: list[Record]) -> list[tuple[object, ...]]:
    return [
        (r.subject, r.predicate, r.object, r.qualifiers) for r in records if isinstance(r, Claim)
    ]


def test_both_formats_say_the_same_of_one_study() -> None:
    """Trial, entry and facts are equal; only the registry's words differ."""
    xml, api = _load(as_xml()), list(ClinicalTrialsLoader(SCOPE).load(as_json(study())))
    assert _facts(xml) == _facts(api)
    for kind in (Entity, Source):
        assert [r for r in xml if isinstance(r, kind)] == [r for r in api if isinstance(r, kind)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"nct_id": "NCT1"}, "'NCT1' is no number of ClinicalTrials.gov"),
        ({"phase": "Phase 9"}, "phase 'Phase 9' is not known"),
        ({"start_date": "Brumaire 18, 1799"}, "is no date"),
        ({"start_date": "February 30, 2018"}, "there is no day"),
        ({"intervention_type": "Magic"}, "intervention 'Magic' is not known"),
    ],
)
def test_a_wrong_study_is_rejected_with_its_reason(changes: dict[str, str], reason: str) -> None:
    """A wrong field is told and nothing is taken."""
    (found,) = _load(as_xml(**changes))
    assert isinstance(found, Rejection)
    assert reason in found.reason
    assert found.line == 1


def test_a_study_that_is_not_on_her2_is_counted() -> None:
    """The line is that of the study, behind what stands before it."""
    plain = "<id_info><nct_id>NCT99000001</nct_id></id_info>"
    text = f"<?xml version='1.0'?>\n<!-- x -->\n<clinical_study>{plain}</clinical_study>"
    assert _load(material(text, "x.xml")) == [OutOfScope("x.xml", 3, "does not concern HER2")]


@pytest.mark.parametrize(
    "text",
    [
        _LAUGHS,
        _TEXT[:-40],
        _TEXT.replace("<phase>", "<phase>\0"),
        _TEXT.replace("T-DM1", "&nothing;"),
        "<other><clinical_study></clinical_study></other>",
        "<clinical_study>" * 20_000,
        "<clinical_study><acronym>" + "x" * 10_000_000 + "</acronym></clinical_study>",
        "<clinical_study/>",
        '<?xml version="1.0" encoding="no-such"?><clinical_study></clinical_study>',
        "<clinical_study><acronym>&#xD800;</acronym></clinical_study>",
        "",
    ],
)
def test_broken_files_end_in_one_rejection(text: str) -> None:
    """Entities of its own, depth, size and nonsense are told, never a traceback."""
    (found,) = _load(material(text, "x.xml"))
    assert isinstance(found, Rejection)
    assert "\n" not in found.reason


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (_TEXT, True),
        ("\ufeff<?xml version='1.0'?>\n" + _TEXT, True),
        (_LAUGHS, True),
        ("<clinical_study_list>", False),
        ("a text on <clinical_study>", False),
        ("", False),
    ],
)
def test_recognition(text: str, *, known: bool) -> None:
    """XML with a study in it is recognised."""
    assert ClinicalTrialsXmlLoader(SCOPE).recognises(text) is known


@given(st.integers(0, len(_TEXT) - 1), st.characters(codec="utf-8"), st.booleans())
def test_any_damage_ends_in_records(at: int, letter: str, cut: bool) -> None:
    """A changed letter or a lost end never stops the loader."""
    text = _TEXT[:at] + letter + ("" if cut else _TEXT[at + 1 :])
    records = _load(material(text, "x.xml"))
    assert records
    assert sum(isinstance(r, Rejection | OutOfScope | Entity) for r in records) == 1


@needs_shared
def test_the_real_record() -> None:
    """The record of a trial of trastuzumab emtansine gives what a reader finds in it."""
    given = read_material(REAL)
    assert ClinicalTrialsXmlLoader(SCOPE).recognises(given.text[:65536])
    records = _load(given)
    (trial,) = (r for r in records if isinstance(r, Entity))
    assert trial.label == "NCT03587740"
    assert trial.identifiers == ("clinicaltrials:NCT03587740", "clinicaltrials:NCT02414646")
    claims = [r for r in records if isinstance(r, Claim)]
    said = {c.predicate: c.object for c in claims}
    assert said["studiesDrug"] == Name("Drug", "T-DM1")
    assert said["enrolsCancer"] == Name("Cancer", "Breast Cancer")
    assert said["sponsor"] == Name("Organisation", "Dana-Farber Cancer Institute")
    assert (str(said["phase"]), str(said["recruitmentStatus"])) == ("2", "Recruiting")
    assert (str(said["startDate"]), str(said["completionDate"])) == ("2018-08-22", "2025-01-31")
    kinds = [c.predicate for c in claims if c.predicate.endswith("Criterion")]
    assert kinds == [*["inclusionCriterion"] * 3, "eligibilityCriterion", "exclusionCriterion"]
    whole = " ".join(given.text.split())
    first = next(c for c in claims if c.predicate == "inclusionCriterion")
    assert str(first.object) in whole
    assert str(first.object).endswith(
        "prior to patient being registered to begin protocol therapy."
    )
