"""CIViC's evidence in the format of 2021: hand-written rows, and the real file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import CivicLoader, Scope
from her2kg.loaders.civic_2021 import COLUMNS, Civic2021Loader
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Name, Polarity
from her2kg.ontology.namespaces import mint
from tests.civic_formats import accounted, damaged, encoded, faults, material, of_kind, real, table
from tests.civic_sample import evidence_table
from tests.shared import needs_shared

ROW = {
    "gene": "ERBB2",
    "entrez_id": "2064",
    "variant": "L755S",
    "disease": "Breast Cancer",
    "doid": "1612",
    "drugs": "Neratinib",
    "evidence_type": "Predictive",
    "evidence_direction": "Supports",
    "evidence_level": "D",
    "clinical_significance": "Sensitivity/Response",
    "evidence_statement": 'Cells with the change "responded" to the drug.',
    "citation_id": "11111111",
    "source_type": "PubMed",
    "citation": "A. Author et al., 2013, A Journal",
    "rating": "5",
    "evidence_status": "accepted",
    "evidence_id": "90283",
    "variant_id": "90039",
    "variant_origin": "Somatic",
    "last_review_date": "2016-02-17 19:50:06 UTC",
}
SCOPE = Scope(["trastuzumab", "Neratinib"], ["DOID:0060079"])
EVERYTHING = Scope([], [], everything=True)


def _table(*changes: dict[str, str]) -> Material:
    return table(COLUMNS, ROW, *changes)


def _load(*changes: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    return list(Civic2021Loader(scope).load(_table(*changes)))


def _claims(*changes: dict[str, str]) -> list[Claim]:
    return [r for r in _load(*changes) if isinstance(r, Claim) and r.record.startswith("EID")]


def test_a_row_becomes_an_evidence_item_and_a_claim_of_its_variant() -> None:
    """Gene and variant make the name; level, direction and words are kept as they stand."""
    (item,) = (r for r in _load({}) if isinstance(r, EvidenceItem))
    fields = {q.predicate: str(q.value) for q in item.properties}
    assert fields["significance"] == "Sensitivity/Response"
    assert fields["reviewDate"] == "2016-02-17"
    assert fields["statement"] == 'Cells with the change "responded" to the drug.'
    assert "flagged" not in fields, "the release does not say whether a record is flagged"
    (claim,) = _claims({})
    assert claim.subject == Name("Variant", "ERBB2 L755S", ("civic.vid:90039",))
    assert (claim.predicate, claim.object) == ("confersSensitivityTo", Name("Drug", "Neratinib"))
    assert (claim.level, claim.scheme, claim.record) == ("D", "CIViC", "EID90283")


def test_the_profile_is_the_variant_alone_and_bears_no_number_of_a_profile() -> None:
    """The release has no molecular profiles: none of their numbers is guessed."""
    records = _load({}, {"evidence_id": "90284"})
    (profile,) = (r for r in records if isinstance(r, Entity))
    assert (profile.label, profile.identifiers) == ("ERBB2 L755S", ())
    assert str(profile.iri).endswith("/profile/VID90039")
    claims = {c.predicate: c.object for c in records if isinstance(c, Claim)}
    assert claims["hasVariant"] == Name("Variant", "ERBB2 L755S", ("civic.vid:90039",))
    assert claims["variantOf"] == Name("Gene", "ERBB2")


def test_a_variant_with_and_in_its_name_is_one_variant() -> None:
    """In 2021 a row names one record of a variant, whatever words its name has."""
    (claim,) = _claims({"variant": "L755S AND AMPLIFICATION (c.1A>T)"})
    assert claim.subject == Name(
        "Variant", "ERBB2 L755S AND AMPLIFICATION (c.1A>T)", ("civic.vid:90039",)
    )


@pytest.mark.parametrize(
    ("interaction", "names"),
    [
        ("Substitutes", [Name("Drug", "Neratinib"), Name("Drug", "Lapatinib")]),
        ("Combination", [Name("Regimen", "Lapatinib + Neratinib")]),
        ("Sequential", [Name("Regimen", "Neratinib then Lapatinib")]),
    ],
)
def test_drugs_are_read_by_their_interaction(interaction: str, names: list[Name]) -> None:
    """Drugs in place of each other are claims of their own, drugs together a regimen."""
    row = {"drugs": "Neratinib,Lapatinib", "drug_interaction_type": interaction}
    assert [claim.object for claim in _claims(row)] == names


def test_evidence_against_stays_evidence_against() -> None:
    """'Does Not Support' refutes; it is not turned into its opposite."""
    (claim,) = _claims({"evidence_direction": "Does Not Support"})
    assert (claim.predicate, claim.polarity) == ("confersSensitivityTo", Polarity.REFUTES)


@pytest.mark.parametrize(("word", "hedge"), [("Pathogenic", ""), ("Likely Pathogenic", "likely")])
def test_older_words_of_significance_keep_their_doubt(word: str, hedge: str) -> None:
    """What is likely pathogenic is claimed with its hedge, in the words of the source."""
    row = {"evidence_type": "Predisposing", "clinical_significance": word}
    (claim,) = _claims(row)
    assert (claim.predicate, claim.hedge) == ("predisposesTo", hedge)
    (item,) = (r for r in _load(row) if isinstance(r, EvidenceItem))
    assert word in {str(q.value) for q in item.properties if q.predicate == "significance"}


def test_todays_file_does_not_take_the_older_words() -> None:
    """A word that today's release no longer has is not let in there."""
    text = evidence_table({"evidence_type": "Predisposing", "significance": "Pathogenic"})
    records = list(CivicLoader(SCOPE).load(material(text)))
    assert [type(record) for record in records] == [Rejection]


def test_a_claim_has_the_identity_of_todays_claim_of_the_same_item() -> None:
    """Two releases can be compared: identity rests on loader, record, triple and cancer."""
    old = _load({"evidence_id": "283"})
    new = list(CivicLoader(SCOPE).load(material(evidence_table({}))))
    item = URIRef(mint("EvidenceItem", "EID283"))
    (one,), (other,) = (
        {quad[0] for quad in encoded(records) if quad[2] == item} for records in (old, new)
    )
    assert one == other
    assert Civic2021Loader.name == CivicLoader.name, "the identity of a claim names its loader"


@pytest.mark.parametrize(
    ("row", "inside"),
    [
        ({"variant": "AMPLIFICATION", "drugs": "Imatinib"}, True),
        ({"gene": "PTEN", "variant": "LOSS", "drugs": "Trastuzumab"}, True),
        ({"gene": "PTEN", "drugs": "Imatinib", "doid": "0060079"}, True),
        ({"gene": "KRAS", "drugs": "Imatinib"}, False),
    ],
)
def test_what_concerns_her2_is_taken(row: dict[str, str], *, inside: bool) -> None:
    """Gene, drug or disease can make a row concern HER2; all else is counted."""
    kinds = of_kind(_load(row))
    assert (kinds[EvidenceItem], kinds[OutOfScope]) == ((1, 0) if inside else (0, 1))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"evidence_id": "x"}, "evidence_id 'x' has the wrong form"),
        ({"variant_id": ""}, "variant_id '' has the wrong form"),
        ({"variant": ""}, "variant '' has the wrong form"),
        ({"gene": ""}, "gene '' has the wrong form"),
        ({"clinical_significance": "Magic"}, "'Magic' is not known"),
        ({"evidence_type": "Prognostic", "clinical_significance": "Positive"}, "is not known"),
        ({"clinical_significance": ""}, "significance '' is not known"),
        ({"drugs": ""}, "needs therapies"),
        ({"source_type": "\u4e2d", "asco_abstract_id": "\u4e2d"}, "asco_abstract_id"),
        ({"citation_id": "\u0661"}, "citation_id"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_reason(row: dict[str, str], reason: str) -> None:
    """A row that cannot be understood is reported and stops nothing; no word is guessed."""
    (rejection,) = (r for r in _load({}, row) if isinstance(r, Rejection))
    assert (rejection.file, rejection.line) == ("file.tsv", 3)
    assert reason in rejection.reason


def test_a_missing_column_is_named() -> None:
    """A table of other columns gives one rejection."""
    (rejection,) = Civic2021Loader(SCOPE).load(table(COLUMNS[:-1], ROW, {}))
    assert isinstance(rejection, Rejection)
    assert "last_review_date" in rejection.reason


def test_its_own_files_are_recognised_and_others_are_not() -> None:
    """The first line tells the releases, and evidence and assertions, apart."""
    loader = Civic2021Loader(SCOPE)
    assert loader.recognises(_table().text)
    assert loader.recognises("\ufeff" + _table().text.replace("\n", "\r\n"))
    assert not loader.recognises(evidence_table())
    assert not loader.recognises("gene\tvariant\tassertion_type\tclinical_significance\n")
    assert not CivicLoader(SCOPE).recognises(_table().text)


def test_the_order_of_rows_is_kept_and_changes_no_record() -> None:
    """The same rows in another order give the same records."""
    rows = [{"evidence_id": str(number), "variant_id": str(number)} for number in (1, 2, 3)]
    assert set(_load(*rows)) == set(_load(*reversed(rows)))
    assert _load(*rows) == _load(*rows)


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=12)), max_size=4))
def test_no_row_is_lost_without_a_word(rows: list[dict[str, str]]) -> None:
    """Whatever stands in the cells, every row is an item, out of scope or rejected."""
    clean = [
        {k: "".join(c for c in v if c not in "\t\n\r\0\x85\u2028\u2029") for k, v in row.items()}
        for row in rows
    ]
    assert accounted(_load(*clean, scope=EVERYTHING), EvidenceItem) == len(clean)


@given(damaged(_table({}, {"evidence_id": "90284"}).text))
def test_a_damaged_file_ends_in_rejections(text: str) -> None:
    """Cut off, with zero bytes or an endless line: what is left is sound, the rest refused."""
    records = list(Civic2021Loader(EVERYTHING).load(material(text)))
    assert not faults(records, text)
    assert encoded(records) or of_kind(records)[Rejection] or len(text.splitlines()) <= 1


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """Every row is an item, but the few whose words do not say what they mean."""
    loader = Civic2021Loader(EVERYTHING)
    records, rows = real(loader, "2021", "nightly-ClinicalEvidenceSummaries.tsv")
    refused = {r.excerpt: r.reason for r in records if isinstance(r, Rejection)}
    assert {"EID1215", "EID2958"} <= set(refused)
    assert len(refused) == 4
    assert accounted(records, EvidenceItem) == rows
