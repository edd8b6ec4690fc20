"""CIViC's evidence: small hand-written rows in its format, and the real file."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import COLUMNS, CivicLoader, Scope
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Name, Polarity, Source
from tests.civic_sample import evidence_table
from tests.shared import CIVIC, needs_shared

SCOPE = Scope(["trastuzumab", "Neratinib"], ["DOID:0060079"])


def _material(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Material:
    text = evidence_table(*rows, columns=columns)
    return Material.of_text("evidence.tsv", text)


def _load(*rows: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    return list(CivicLoader(scope).load(_material(*rows)))


def _claims(*rows: dict[str, str]) -> list[Claim]:
    return [r for r in _load(*rows) if isinstance(r, Claim) and r.record.startswith("EID")]


def test_a_row_becomes_an_evidence_item_and_a_claim() -> None:
    """Level, direction, significance, disease, publication and rating are all kept."""
    (item,) = (r for r in _load({}) if isinstance(r, EvidenceItem))
    fields = {q.predicate: str(q.value) for q in item.properties}
    assert fields["evidenceLevel"] == "D"
    assert fields["evidenceDirection"] == "Supports"
    assert fields["significance"] == "Sensitivity/Response"
    assert fields["rating"] == "5"
    assert fields["reviewDate"] == "2023-01-09"
    assert fields["statement"] == 'Cells with the change "responded" to the drug.'
    (claim,) = _claims({})
    assert (claim.subject, claim.predicate) == (
        Name("Variant", "ERBB2 L755S"),
        "confersSensitivityTo",
    )
    assert claim.object == Name("Drug", "Neratinib")
    assert (claim.level, claim.scheme, claim.record) == ("D", "CIViC", "EID283")
    cancer = next(q for q in claim.qualifiers if q.predicate == "inCancer")
    assert cancer.value == Name("Cancer", "Breast Cancer", ("DOID:1612",))
    assert cancer.identifying


def test_the_publication_is_the_source() -> None:
    """A PubMed id becomes a source with its page."""
    source, page = (r for r in _load({}) if isinstance(r, Source))
    assert page.identifier == "civic.eid:283"
    assert source.identifier == "pubmed:23220880"
    assert source.url == "https://pubmed.ncbi.nlm.nih.gov/23220880"


def test_an_abstract_of_a_meeting_is_a_source_too() -> None:
    """Evidence from ASCO has no PubMed id and keeps its abstract number."""
    rows = _load({"source_type": "ASCO", "asco_abstract_id": "102", "citation": "B, Abstract 102"})
    source, _page = (r for r in rows if isinstance(r, Source))
    assert (source.title, source.identifier) == ("B, Abstract 102", "")
    assert str(source.iri).endswith("/source/ASCO-102")


def test_evidence_against_is_kept_as_evidence_against() -> None:
    """'Does Not Support' is a claim that refutes, never dropped and never turned round."""
    (claim,) = _claims({"evidence_direction": "Does Not Support"})
    assert claim.polarity is Polarity.REFUTES
    assert claim.predicate == "confersSensitivityTo"


def test_conflicting_rows_both_survive() -> None:
    """Two rows that say the opposite give two claims."""
    claims = _claims({}, {"evidence_id": "284", "significance": "Resistance"})
    assert [c.predicate for c in claims] == ["confersSensitivityTo", "confersResistanceTo"]


def test_substitutes_are_claims_of_their_own_and_combinations_one_regimen() -> None:
    """Either drug of a substitution works alone; a combination is given together."""
    row = {"therapies": "Neratinib,Lapatinib"}
    either = _claims({**row, "therapy_interaction_type": "Substitutes"})
    together = _claims({**row, "therapy_interaction_type": "Combination"})
    in_turn = _claims({**row, "therapy_interaction_type": "Sequential"})
    assert [c.object for c in either] == [Name("Drug", "Neratinib"), Name("Drug", "Lapatinib")]
    assert [c.object for c in together] == [Name("Regimen", "Lapatinib + Neratinib")]
    assert [c.object for c in in_turn] == [Name("Regimen", "Neratinib then Lapatinib")]


def test_a_lone_therapy_may_hold_a_comma() -> None:
    """Only a declared list of therapies is split."""
    (claim,) = _claims({"therapies": "2,4-dinitrodrug"})
    assert claim.object == Name("Drug", "2,4-dinitrodrug")


def test_a_combined_profile_is_kept_whole_with_its_variants() -> None:
    """'A OR B' is one profile that names its variants and their gene."""
    records = _load({"molecular_profile": "ERBB2 L755P OR ERBB2 G776V"})
    claims = [r for r in records if isinstance(r, Claim)]
    assert str(claims[0].subject).endswith("profile/MP39")
    (profile,) = (r for r in records if isinstance(r, Entity))
    assert profile.label == "ERBB2 L755P OR ERBB2 G776V"
    variants = [c.object for c in claims if c.predicate == "hasVariant"]
    assert variants == [Name("Variant", "ERBB2 G776V"), Name("Variant", "ERBB2 L755P")]
    assert {c.object for c in claims if c.predicate == "variantOf"} == {Name("Gene", "ERBB2")}


@pytest.mark.parametrize(
    ("row", "inside"),
    [
        ({"molecular_profile": "ERBB2 Amplification", "therapies": "Imatinib"}, True),
        ({"molecular_profile": "PTEN Loss", "therapies": "Trastuzumab"}, True),
        ({"molecular_profile": "PTEN Loss", "therapies": "Imatinib", "doid": "0060079"}, True),
        ({"molecular_profile": "KRAS G12C", "therapies": "Imatinib"}, False),
        ({"molecular_profile": "AERBB2X M1A", "therapies": "Imatinib"}, False),
    ],
)
def test_what_concerns_her2_is_taken(row: dict[str, str], *, inside: bool) -> None:
    """ERBB2 in the profile, a therapy against HER2, or a disease defined by HER2."""
    records = _load(row)
    assert any(isinstance(r, EvidenceItem) for r in records) is inside
    assert any(isinstance(r, OutOfScope) for r in records) is not inside


def test_everything_is_taken_when_asked() -> None:
    """With the widest scope nothing is out of scope."""
    scope = Scope([], [], everything=True)
    records = _load({"molecular_profile": "KRAS G12C", "therapies": "Imatinib"}, scope=scope)
    assert not [r for r in records if isinstance(r, OutOfScope)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"evidence_id": "x"}, "evidence_id 'x' has the wrong form"),
        ({"significance": "Magic"}, "'Magic' is not known"),
        ({"evidence_direction": "Maybe"}, "'Maybe' is not known"),
        ({"therapies": ""}, "needs therapies"),
        ({"rating": "9"}, "rating '9' has the wrong form"),
        ({"doid": "1612 or so"}, "doid"),
        ({"molecular_profile": ""}, "molecular_profile '' has the wrong form"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_reason(row: dict[str, str], reason: str) -> None:
    """A row that cannot be understood is reported and stops nothing."""
    records = _load({}, row)
    (rejection,) = (r for r in records if isinstance(r, Rejection))
    assert (rejection.file, rejection.line) == ("evidence.tsv", 3)
    assert reason in rejection.reason
    assert _claims({})


def test_a_truncated_row_is_rejected() -> None:
    """A row that breaks off names how many cells it has."""
    material = _material({}, {})
    cut = Material.of_text(material.name, material.text[: material.text.rindex("PubMed")])
    (rejection,) = (r for r in CivicLoader(SCOPE).load(cut) if isinstance(r, Rejection))
    assert rejection.line == 3
    assert "14 cells" in rejection.reason


def test_other_columns_are_refused() -> None:
    """A table without the columns of today's file gives one reason that names what is missing."""
    material = _material({}, columns=COLUMNS[:-1])
    (rejection,) = CivicLoader(SCOPE).load(material)
    assert isinstance(rejection, Rejection)
    assert "is_flagged" in rejection.reason


def test_its_own_files_are_recognised_and_others_are_not() -> None:
    """The first line tells."""
    loader = CivicLoader(SCOPE)
    assert loader.recognises(_material().text)
    assert not loader.recognises("gene\tvariant\tdisease\n")
    assert not loader.recognises("HER2 is a protein.\n")


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=12)), max_size=4))
def test_no_row_is_lost_without_a_word(rows: list[dict[str, str]]) -> None:
    """Whatever stands in the cells, every line is an item, out of scope or rejected."""
    clean = [
        {k: "".join(c for c in v if c not in "\t\n\r\0\x85\u2028\u2029") for k, v in row.items()}
        for row in rows
    ]
    kinds = Counter(type(record) for record in _load(*clean))
    handled = kinds[EvidenceItem] + kinds[OutOfScope] + kinds[Rejection]
    assert handled == len(clean)


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """Every row of the real file is an item, but one that predicts a response to no therapy."""
    text = CIVIC.read_text("utf-8")
    loader = CivicLoader(Scope([], [], everything=True))
    records = list(loader.load(Material.of_text(CIVIC.name, text)))
    rejected = [record for record in records if isinstance(record, Rejection)]
    assert [(r.line, r.excerpt) for r in rejected] == [(1067, "EID1266")]
    items = sum(isinstance(record, EvidenceItem) for record in records)
    assert items + len(rejected) == len(text.rstrip("\n").split("\n")) - 1


def test_a_variant_behind_not_is_denied_to_the_profile() -> None:
    """A profile that asks for the absence of a variant does not claim to have it."""
    rows = _load(
        {"molecular_profile": "ERBB2 Amplification AND NOT ERBB2 L755S (c.2264T>C)"},
        scope=SCOPE,
    )
    parts = {
        record.object.text: record.polarity
        for record in rows
        if isinstance(record, Claim)
        and record.predicate == "hasVariant"
        and isinstance(record.object, Name)
    }
    assert parts == {
        "ERBB2 Amplification": Polarity.SUPPORTS,
        "ERBB2 L755S (c.2264T>C)": Polarity.REFUTES,
    }
