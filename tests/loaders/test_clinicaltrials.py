"""Studies of ClinicalTrials.gov in the JSON of its API."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal

from her2kg import gather
from her2kg.build import make_graph
from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.clinicaltrials import ClinicalTrialsLoader
from her2kg.loaders.clinicaltrials_xml import ClinicalTrialsXmlLoader
from her2kg.loaders.registry import TABLES
from her2kg.ontology.model import Claim, Entity, Name, Source
from her2kg.queries.store import select
from tests.clinicaltrials_sample import SCOPE, as_json, as_xml, material, study

_PAGE = as_json(study(), study("NCT99000002"), study("NCT99000003"))


def _load(given: Material, scope: Scope = SCOPE) -> list[Record]:
    return list(ClinicalTrialsLoader(scope).load(given))


def _claims(records: list[Record]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for record in records:
        if isinstance(record, Claim):
            found.setdefault(record.predicate, []).append(record)
    return found


def _said(records: list[Record]) -> dict[str, list[str]]:
    return {
        predicate: [c.object.text if isinstance(c.object, Name) else str(c.object) for c in claims]
        for predicate, claims in _claims(records).items()
    }


def _of(**changes: Any) -> list[Record]:
    return _load(as_json(study(**changes)))


def test_a_study_becomes_a_trial_its_entry_and_claims() -> None:
    """Everything that is asked of a trial is taken, in the words of the curated tables."""
    records = _load(as_json(study()))
    (trial,) = (r for r in records if isinstance(r, Entity))
    assert (trial.kind, trial.label) == ("Trial", "SAMPLE-1")
    assert str(trial.iri).endswith("/trial/NCT99000001")
    assert trial.identifiers == ("clinicaltrials:NCT99000001", "clinicaltrials:NCT99000009")
    (source,) = (r for r in records if isinstance(r, Source))
    assert (source.kind, source.date) == ("TrialRecord", "2026-05-29")
    assert source.title == "ClinicalTrials.gov NCT99000001"
    assert source.url == "https://clinicaltrials.gov/study/NCT99000001"
    assert _said(records) == {
        "registryNumber": ["NCT99000001"],
        "phase": ["2/3"],
        "recruitmentStatus": ["Active, not recruiting"],
        "startDate": ["2018-08-02"],
        "completionDate": ["2031-01"],
        "sponsor": ["A Hospital"],
        "enrolsCancer": ["Breast Cancer"],
        "studiesDrug": ["T-DM1"],
        "inclusionCriterion": [
            "HER2-positive tumour (IHC 3+).",
            "No earlier treatment with: [\u2026] an anti-HER2 antibody",
        ],
        "exclusionCriterion": ["HER2-negative tumour"],
    }
    for claims in _claims(records).values():
        for claim in claims:
            assert (claim.subject, claim.record) == (trial.iri, "NCT99000001")
            assert claim.sources == (source.iri,)
            assert claim.statement


def test_a_date_says_how_exact_and_how_sure_it_is() -> None:
    """A month is no day, and an expected end is another fact than an actual one."""
    claims = _claims(_load(as_json(study())))
    (end,) = claims["completionDate"]
    assert end.object == Literal("2031-01", datatype=XSD.gYearMonth, normalize=False)
    kind = next(q for q in end.qualifiers if q.predicate == "dateType")
    assert (str(kind.value), kind.identifying) == ("estimated", True)
    assert end.statement == "2031-01 (ESTIMATED)"


def test_every_claim_says_of_when_the_record_is() -> None:
    """A trial that recruited then may be closed now."""
    for claims in _claims(_load(as_json(study()))).values():
        for claim in claims:
            dates = [str(q.value) for q in claim.qualifiers if q.predicate == "recordDate"]
            assert dates == ["2026-05-29"]


def test_the_words_of_the_registry_are_kept() -> None:
    """Marks that Markdown needs are none of them."""
    claims = _claims(_load(as_json(study())))
    assert claims["recruitmentStatus"][0].statement == "ACTIVE_NOT_RECRUITING"
    assert claims["studiesDrug"][0].statement == "DRUG: T-DM1; DRUG: Placebo; PROCEDURE: Biopsy"
    assert claims["inclusionCriterion"][0].statement.endswith("Age > 18 years.")


def test_without_an_acronym_a_trial_is_called_by_its_number() -> None:
    """A trial always has a label."""
    records = _of(identificationModule={"nctId": "NCT99000001", "briefTitle": "On HER2"})
    (trial,) = (r for r in records if isinstance(r, Entity))
    assert (trial.label, trial.definition) == ("NCT99000001", "On HER2")


@pytest.mark.parametrize(
    "condition",
    [
        "Breast Cancer",
        "HER2-positive Breast Cancer",
        "Stage IIIA Breast Cancer AJCC v7",
        "Carcinoma, Non-Small-Cell Lung",
        "Neoplasms",
        "Metastatic gastric adenocarcinoma",
    ],
)
def test_cancers_are_cancers(condition: str) -> None:
    """A condition made of known words with one cancer among them is enrolled as such."""
    records = _of(conditionsModule={"conditions": [condition]})
    assert _said(records)["enrolsCancer"] == [condition]


@pytest.mark.parametrize(
    "condition",
    [
        "Cardiotoxicity",
        "Cancer Pain",
        "Breast Cancer Survivors",
        "Breast and Ovarian Cancer",
        "Breast Cancer, Ovarian Cancer",
        "Healthy Volunteers",
        "Circulating Tumor Cells",
        "HER2 Positive",
    ],
)
def test_what_is_not_plainly_one_cancer_stays_words(condition: str) -> None:
    """No cancer is made of a symptom, a test or two cancers; the words are kept."""
    said = _said(_of(conditionsModule={"conditions": [condition]}))
    assert "enrolsCancer" not in said
    assert said["population"] == [condition]


@pytest.mark.parametrize(
    ("phases", "said"),
    [(["PHASE1"], ["1"]), (["EARLY_PHASE1"], ["early 1"]), (["NA"], None), ([], None)],
)
def test_phases(phases: list[str], said: list[str] | None) -> None:
    """A study without phases has none."""
    assert _said(_of(designModule={"phases": phases})).get("phase") == said


@pytest.mark.parametrize(
    ("changes", "inside"),
    [
        ({}, False),
        ({"identificationModule": {"nctId": "NCT99000001", "officialTitle": "On HER2"}}, True),
        ({"conditionsModule": {"conditions": ["HER2-positive breast cancer"]}}, True),
        ({"eligibilityModule": {"eligibilityCriteria": "ERBB2 amplified"}}, True),
        ({"eligibilityModule": {"eligibilityCriteria": "At her 2 week visit"}}, False),
        (
            {
                "armsInterventionsModule": {
                    "interventions": [{"type": "DRUG", "name": "X1", "otherNames": ["kadcyla"]}]
                }
            },
            True,
        ),
    ],
)
def test_scope(changes: dict[str, Any], *, inside: bool) -> None:
    """HER2 in title, conditions, eligibility or among the drugs brings a study in."""
    plain: dict[str, Any] = {"eligibilityModule": {}, "armsInterventionsModule": {}}
    given = as_json(study(**{**plain, **changes}))
    assert any(isinstance(r, Claim) for r in _load(given)) is inside
    assert any(isinstance(r, OutOfScope) for r in _load(given)) is not inside
    everything = Scope([], [], everything=True)
    assert any(isinstance(r, Claim) for r in _load(given, everything))


def test_one_study_out_of_scope_is_one_record_at_its_line() -> None:
    """It is counted once, where it begins."""
    aside = study("NCT99000002", eligibilityModule={}, armsInterventionsModule={})
    given = as_json(study(), aside)
    (found,) = (r for r in _load(given) if isinstance(r, OutOfScope))
    lines = given.text.splitlines()
    assert lines[found.line - 1].strip() == "{"
    assert any("NCT99000002" in line for line in lines[found.line : found.line + 5])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"identificationModule": {"nctId": "12"}}, "no number of ClinicalTrials.gov"),
        ({"identificationModule": {}}, "no number of ClinicalTrials.gov"),
        ({"identificationModule": {"nctId": 7}}, "nctId has the wrong type"),
        ({"identificationModule": []}, "identificationModule has the wrong type"),
        ({"designModule": {"phases": ["PHASE9"]}}, "phase 'PHASE9' is not known"),
        ({"statusModule": {"overallStatus": "OPEN"}}, "status 'OPEN' is not known"),
        ({"statusModule": {"startDateStruct": {"date": "2018-02-30"}}}, "no day '2018-02-30'"),
        ({"statusModule": {"startDateStruct": {"date": "soon"}}}, "'soon' is no date"),
        ({"conditionsModule": {"conditions": ["-"]}}, "'-' is no name"),
        ({"conditionsModule": {"conditions": ["A\0B"]}}, "no text"),
        ({"conditionsModule": {"conditions": ["A\ud800B"]}}, "no text"),
        ({"conditionsModule": {"conditions": ["A" * 5000]}}, "5000 characters"),
        ({"eligibilityModule": {"eligibilityCriteria": "HER2 " * 9000}}, "44999 characters"),
    ],
)
def test_a_wrong_study_is_rejected_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    """One wrong field rejects one study, and only that."""
    given = as_json(study("NCT99000002"), study(**changes), study("NCT99000003"))
    records = _load(given)
    (found,) = (r for r in records if isinstance(r, Rejection))
    assert reason in found.reason
    assert len([r for r in records if isinstance(r, Entity)]) == 2


def test_a_study_given_twice_is_taken_once() -> None:
    """The second one is rejected: two claims of one record cannot differ."""
    records = _load(as_json(study(), study()))
    (found,) = (r for r in records if isinstance(r, Rejection))
    assert found.reason == "NCT99000001 stands in the file already"


def test_all_shapes_of_a_file_say_the_same() -> None:
    """One study, a page of a search and the list for download differ in their frame only."""
    page = _load(as_json(study()))
    for frame in (study(), [study()], {"totalCount": 1, "studies": [study()]}):
        given = material("\ufeff" + json.dumps(frame))
        assert ClinicalTrialsLoader(SCOPE).recognises(given.text)
        assert _load(given)[1:] == page[1:]


@pytest.mark.parametrize("text", ['{"studies": []}', '{"totalCount": 0, "studies": []}'])
def test_an_empty_page_is_recognised_and_empty(text: str) -> None:
    """A search that found nothing is no error."""
    assert ClinicalTrialsLoader(SCOPE).recognises(text)
    assert _load(material(text)) == []


@pytest.mark.parametrize("text", ["", "a text", '{"TISSUE": {}}', "[1]", "<clinical_study>"])
def test_other_files_are_not_recognised(text: str) -> None:
    """Neither texts nor other JSON are studies."""
    assert not ClinicalTrialsLoader(SCOPE).recognises(text)


def test_what_stands_before_the_break_is_kept() -> None:
    """A download that broke off gives its whole studies and one rejection."""
    records = _load(material(_PAGE.text[: _PAGE.text.index("NCT99000003")]))
    assert len([r for r in records if isinstance(r, Entity)]) == 2
    (found,) = (r for r in records if isinstance(r, Rejection))
    assert "no sound JSON" in found.reason
    assert found.line > 50


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "[" * 100_000,
        '{"studies": [' + "[" * 100_000,
        '{"studies": [' + "9" * 10_000 + "]}",
        '{"studies": ["' + "x" * 10_000_000 + '"]}',
        '{"protocolSection": null} more',
        '{"studies": [1, null, "a", []]}',
        "{}",
    ],
)
def test_broken_files_end_in_rejections(text: str) -> None:
    """Depth, size and nonsense are told, never a traceback."""
    records = _load(material(text))
    assert records
    assert all(isinstance(r, Rejection) for r in records)


@given(st.integers(0, len(_PAGE.text) - 1), st.characters(codec="utf-8"), st.booleans())
def test_any_damage_ends_in_records(at: int, letter: str, cut: bool) -> None:
    """A changed letter or a lost end never stops the loader, and what it yields can be written."""
    text = _PAGE.text[:at] + letter + ("" if cut else _PAGE.text[at + 1 :])
    for record in _load(material(text)):
        assert repr(record)
        if isinstance(record, Rejection):
            assert record.reason.isprintable()
            assert record.line >= 1


def test_the_order_is_that_of_the_file_and_always_the_same() -> None:
    """Reading twice gives the same records in the same order."""
    first, second = _load(_PAGE), _load(_PAGE)
    assert first == second
    numbers = [r.iri.rpartition("/")[2] for r in first if isinstance(r, Entity)]
    assert numbers == ["NCT99000001", "NCT99000002", "NCT99000003"]


def test_the_graph_takes_studies_of_both_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two names of one drug, a trial that the tables know and both formats go together."""
    known = study(
        "NCT01772472",
        armsInterventionsModule={
            "interventions": [
                {"type": "DRUG", "name": "Trastuzumab"},
                {"type": "BIOLOGICAL", "name": "Herceptin"},
            ]
        },
    )
    tables = (*TABLES, ClinicalTrialsLoader, ClinicalTrialsXmlLoader)
    monkeypatch.setattr(gather, "TABLES", tables)
    store, report = make_graph([as_json(study(), known), as_xml()])
    assert not [rejection for each in report.inputs for rejection in each.rejected]
    labels = "SELECT ?label WHERE { <https://w3id.org/her2kg/trial/NCT01772472> rdfs:label ?label }"
    assert "KATHERINE" in str(list(select(store, labels)))
    drugs = (
        "SELECT ?claim WHERE { ?claim a her2:Claim ; rdf:predicate her2:studiesDrug ; "
        "rdf:object <https://w3id.org/her2kg/drug/trastuzumab-emtansine> ; "
        "rdf:subject <https://w3id.org/her2kg/trial/NCT99000001> }"
    )
    assert len(list(select(store, drugs))) == 2
