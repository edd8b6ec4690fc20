"""CIViC's assertions: hand-written rows, and the real file."""

import pytest
from hypothesis import given

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import CivicLoader, Scope
from her2kg.loaders.civic_assertions import COLUMNS, CivicAssertionsLoader
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Name, Polarity, Source
from tests.civic_formats import accounted, damaged, encoded, faults, material, of_kind, real, table
from tests.shared import needs_shared

ROW = {
    "molecular_profile": "ERBB2 W900S",
    "molecular_profile_id": "90302",
    "disease": "Breast Cancer",
    "doid": "1612",
    "therapies": "Neratinib",
    "assertion_type": "Predictive",
    "assertion_direction": "Supports",
    "significance": "Sensitivity/Response",
    "amp_category": "Tier I - Level A",
    "nccn_guideline": "Breast Cancer",
    "nccn_guideline_version": "9.2099",
    "regulatory_approval": "true",
    "fda_companion_test": "false",
    "assertion_summary": "It responds.",
    "assertion_description": "In short, tumours with the change respond.",
    "assertion_id": "9002",
    "evidence_item_ids": "90529, 90528",
    "last_review_date": "2023-02-06 15:12:25 UTC",
    "is_flagged": "false",
}
SCOPE = Scope(["trastuzumab", "Neratinib"], ["DOID:0060079"])
EVERYTHING = Scope([], [], everything=True)


def _table(*changes: dict[str, str]) -> Material:
    return table(COLUMNS, ROW, *changes)


def _load(*changes: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    return list(CivicAssertionsLoader(scope).load(_table(*changes)))


def _claims(*changes: dict[str, str]) -> list[Claim]:
    return [r for r in _load(*changes) if isinstance(r, Claim) and r.record.startswith("AID")]


def _fields(*changes: dict[str, str]) -> dict[str, str]:
    (item,) = (r for r in _load(*changes) if isinstance(r, EvidenceItem))
    return {q.predicate: str(q.value) for q in item.properties}


def test_an_assertion_keeps_what_the_file_says_of_it() -> None:
    """Tier, guideline with version, approval and companion test stand as the source has them."""
    fields = _fields({})
    assert fields["evidenceLevel"] == "Tier I - Level A"
    assert fields["evidenceScheme"] == "AMP/ASCO/CAP"
    assert fields["nccnGuideline"] == "Breast Cancer, version 9.2099"
    assert (fields["regulatoryApproval"], fields["fdaCompanionTest"]) == ("true", "false")
    assert (fields["recordId"], fields["reviewDate"]) == ("AID9002", "2023-02-06")
    assert fields["summary"] == "It responds."
    assert fields["statement"] == "In short, tumours with the change respond."
    assert "acmgCodes" not in fields


def test_what_is_not_said_is_not_made_up() -> None:
    """An empty cell is neither no nor an empty text."""
    empty = ("regulatory_approval", "fda_companion_test", "nccn_guideline", "amp_category")
    fields = _fields({**dict.fromkeys(empty, ""), "nccn_guideline_version": ""})
    absent = {"regulatoryApproval", "fdaCompanionTest", "nccnGuideline", "evidenceScheme"}
    assert not absent & set(fields)
    (claim,) = _claims(dict.fromkeys(empty, ""))
    assert (claim.level, claim.scheme) == ("", "")


def test_a_claim_rests_on_the_evidence_items() -> None:
    """The items that CIViC concluded from are its sources; the assertion is where it stands."""
    records = _load({})
    sources = [r for r in records if isinstance(r, Source)]
    assert [s.identifier for s in sources] == ["civic.eid:90529", "civic.eid:90528"]
    (claim,) = _claims({})
    assert claim.sources == tuple(source.iri for source in sources)
    assert claim.subject == Name("Variant", "ERBB2 W900S")
    assert (claim.predicate, claim.object) == ("confersSensitivityTo", Name("Drug", "Neratinib"))
    assert (claim.level, claim.scheme) == ("Tier I - Level A", "AMP/ASCO/CAP")
    stated = {q.predicate: q for q in claim.qualifiers}
    assert str(stated["statedIn"].value).endswith("/evidence/AID9002")
    assert stated["inCancer"].value == Name("Cancer", "Breast Cancer", ("DOID:1612",))
    assert stated["inCancer"].identifying


def test_the_profile_comes_with_the_assertion() -> None:
    """The file can be loaded without that of profiles."""
    (profile,) = (r for r in _load({}, {"assertion_id": "9003"}) if isinstance(r, Entity))
    assert (profile.label, profile.identifiers) == ("ERBB2 W900S", ("civic.mpid:90302",))


def test_several_therapies_give_no_claim_for_nobody_says_how_they_are_given() -> None:
    """Together or in place of each other: the file is silent, the item names both."""
    row = {"therapies": "Neratinib,Lapatinib"}
    assert _claims(row) == []
    (item,) = (r for r in _load(row) if isinstance(r, EvidenceItem))
    named = [q.value for q in item.properties if q.predicate == "therapy"]
    assert named == [Name("Drug", "Neratinib"), Name("Drug", "Lapatinib")]


def test_a_comma_before_a_number_stands_within_a_name() -> None:
    """A chemical name is one therapy."""
    (claim,) = _claims({"therapies": "2,4-dinitrodrug"})
    assert claim.object == Name("Drug", "2,4-dinitrodrug")


@pytest.mark.parametrize(
    ("kind", "word", "predicate", "hedge"),
    [
        ("Oncogenic", "Oncogenic", "oncogenicIn", ""),
        ("Oncogenic", "Likely Oncogenic", "oncogenicIn", "likely"),
        ("Predisposing", "Pathogenic", "predisposesTo", ""),
        ("Predisposing", "Likely Pathogenic", "predisposesTo", "likely"),
        ("Oncogenic", "Uncertain Significance", "associatedWith", ""),
        ("Diagnostic", "Positive", "supportsDiagnosisOf", ""),
    ],
)
def test_words_of_significance(kind: str, word: str, predicate: str, hedge: str) -> None:
    """What is likely stays hedged; what is uncertain is an association and no more."""
    row = {"assertion_type": kind, "significance": word, "therapies": "", "acmg_codes": "PM1,PP4"}
    (claim,) = _claims(row)
    assert (claim.predicate, claim.hedge) == (predicate, hedge)
    assert claim.object == Name("Cancer", "Breast Cancer", ("DOID:1612",))
    assert _fields(row)["acmgCodes"] == "PM1,PP4"


def test_an_assertion_against_refutes() -> None:
    """'Does Not Support' is a claim that refutes."""
    (claim,) = _claims({"assertion_direction": "Does Not Support"})
    assert claim.polarity is Polarity.REFUTES


def test_what_does_not_concern_her2_is_counted() -> None:
    """Profile, therapy or disease decide, as for evidence."""
    row = {"molecular_profile": "KRAS W900S", "therapies": "Imatinib"}
    assert of_kind(_load(row)) == {OutOfScope: 1}
    assert of_kind(_load({**row, "therapies": "Imatinib,trastuzumab"}))[EvidenceItem] == 1
    assert of_kind(_load(row, scope=EVERYTHING))[EvidenceItem] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"assertion_id": "x"}, "assertion_id 'x' has the wrong form"),
        ({"evidence_item_ids": ""}, "evidence_item_ids '' has the wrong form"),
        ({"regulatory_approval": "maybe"}, "regulatory_approval 'maybe' has the wrong form"),
        ({"assertion_direction": "Maybe"}, "assertion_direction 'Maybe' is not known"),
        ({"significance": "Magic"}, "significance 'Magic' is not known"),
        ({"therapies": ""}, "a Predictive assertion needs therapies, and the row has none"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_reason(row: dict[str, str], reason: str) -> None:
    """A row that cannot be understood is reported and stops nothing."""
    (rejection,) = (r for r in _load({}, row) if isinstance(r, Rejection))
    assert rejection.line == 3
    assert reason in rejection.reason
    assert _claims({})


def test_its_own_files_are_recognised_and_are_not_taken_for_evidence() -> None:
    """Both files begin with the profile; the type of the record tells them apart."""
    loader, evidence = CivicAssertionsLoader(SCOPE), CivicLoader(SCOPE)
    assert loader.recognises(_table().text)
    assert not evidence.recognises(_table().text)
    assert not loader.recognises("molecular_profile\tmolecular_profile_id\tevidence_type\n")


def test_the_order_of_rows_does_not_matter() -> None:
    """The same rows in another order give the same records."""
    rows = [{"assertion_id": str(n), "molecular_profile_id": str(n)} for n in (1, 2, 3)]
    assert set(_load(*rows)) == set(_load(*reversed(rows)))


@given(damaged(_table({}, {"assertion_id": "9003"}).text))
def test_a_damaged_file_ends_in_rejections(text: str) -> None:
    """Cut off, with zero bytes or an endless line: what is left is sound, the rest refused."""
    records = list(CivicAssertionsLoader(EVERYTHING).load(material(text)))
    assert not faults(records, text)
    assert encoded(records) or of_kind(records)[Rejection] or len(text.splitlines()) <= 1


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """Every row is an item; the one on amplification rests on three evidence items."""
    name = "01-Jul-2025-AssertionSummaries.tsv"
    records, rows = real(CivicAssertionsLoader(EVERYTHING), "2025-07", name)
    assert of_kind(records)[Rejection] == 0
    assert accounted(records, EvidenceItem) == rows == 90
    (claim,) = (r for r in records if isinstance(r, Claim) and r.record == "AID2")
    assert claim.object == Name("Drug", "Trastuzumab")
    assert len(claim.sources) == 3
