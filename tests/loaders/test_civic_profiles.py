"""CIViC's molecular profiles: hand-written rows, and the real file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.civic_names import components
from her2kg.loaders.civic_profiles import COLUMNS, CivicProfilesLoader
from her2kg.ontology.model import Claim, Entity, Name, Polarity, Source
from tests.civic_formats import accounted, damaged, encoded, faults, material, of_kind, real, table
from tests.shared import needs_shared

ROW = {
    "name": "ERBB2 W900S",
    "molecular_profile_id": "90035",
    "summary": "A change without meaning.",
    "variant_ids": "90039",
    "aliases": "W885S, RS900900",
}
COMBINED = {"name": "ERBB2 W900S OR ERBB3 W901S", "variant_ids": "90039, 90041"}
SCOPE = Scope([], [])
EVERYTHING = Scope([], [], everything=True)


def _table(*changes: dict[str, str]) -> Material:
    return table(COLUMNS, ROW, *changes)


def _load(*changes: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    return list(CivicProfilesLoader(scope).load(_table(*changes)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ERBB2 W900S", [("ERBB2 W900S", True)]),
        ("A x OR B y", [("A x", True), ("B y", True)]),
        ("A x AND ( B y OR C z )", [("A x", True), ("B y", True), ("C z", True)]),
        ("NOT A x", [("A x", False)]),
        ("A x AND NOT B y AND C z", [("A x", True), ("B y", False), ("C z", True)]),
        ("A x AND NOT ( B y OR C z ) OR D", [("A x", 1), ("B y", 0), ("C z", 0), ("D", 1)]),
        ("NOT ( A x AND NOT B y )", [("A x", False), ("B y", True)]),
        ("VHL R1Q (c.5G>A)", [("VHL R1Q (c.5G>A)", True)]),
        ("NOTCH1 ANDROGEN ORF", [("NOTCH1 ANDROGEN ORF", True)]),
        ("( ( A x ) ) )", [("A x", True)]),
        ("A x AND A x", [("A x", True)]),
    ],
)
def test_a_name_is_split_into_its_variants(name: str, expected: list[tuple[str, bool]]) -> None:
    """AND, OR, NOT and brackets combine only where they stand alone."""
    assert components(name) == expected


@given(st.text(alphabet="ANDORT() ab", max_size=40))
def test_no_name_breaks_the_splitting(name: str) -> None:
    """Variants are parts of the name and never words that combine."""
    for variant, _ in components(name):
        assert variant in name
        assert not {"AND", "OR", "NOT", "(", ")"} & set(variant.split())


def test_a_profile_has_its_number_its_variants_and_its_summary() -> None:
    """A lone variant is known by its number, and the page of the profile is the source."""
    records = _load({})
    (profile,) = (r for r in records if isinstance(r, Entity))
    assert str(profile.iri).endswith("/profile/MP90035")
    assert (profile.label, profile.identifiers) == ("ERBB2 W900S", ("civic.mpid:90035",))
    claims = {r.predicate: r for r in records if isinstance(r, Claim)}
    assert claims["hasVariant"].object == Name("Variant", "ERBB2 W900S", ("civic.vid:90039",))
    assert str(claims["summary"].object) == "A change without meaning."
    (source,) = (r for r in records if isinstance(r, Source))
    assert {claim.sources for claim in claims.values()} == {(source.iri,)}
    assert {claim.record for claim in claims.values()} == {"MP90035"}


def test_a_combination_names_each_variant_without_a_number() -> None:
    """The row does not say which of the numbers is whose."""
    claims = [r for r in _load(COMBINED) if isinstance(r, Claim) and r.predicate == "hasVariant"]
    assert [claim.object for claim in claims] == [
        Name("Variant", "ERBB2 W900S"),
        Name("Variant", "ERBB3 W901S"),
    ]
    assert {claim.statement for claim in claims} == {COMBINED["name"]}


def test_a_variant_that_must_be_absent_is_no_part_of_the_profile() -> None:
    """What stands behind NOT is denied, not asserted."""
    row = {"name": "NOT ERBB2 W900S", "summary": ""}
    (claim,) = (r for r in _load(row) if isinstance(r, Claim))
    assert (claim.predicate, claim.polarity) == ("hasVariant", Polarity.REFUTES)


def test_aliases_of_a_combination_are_synonyms_and_those_of_a_variant_are_not() -> None:
    """'W885S' alone names a change in many genes; the file of variants has it with its gene."""
    alone, combined = (
        next(r for r in _load(row) if isinstance(r, Entity))
        for row in ({}, {**COMBINED, "aliases": "HER2-HER3 DOUBLE"})
    )
    assert alone.synonyms == ()
    assert combined.synonyms == ("HER2-HER3 DOUBLE",)


def test_an_alias_that_two_profiles_share_names_neither() -> None:
    """A name has one meaning or none."""
    other = {"name": "ERBB2 W900S AND ERBB3 W901S", "molecular_profile_id": "90036"}
    rows = [{**COMBINED, "aliases": "DOUBLE"}, {**COMBINED, **other, "aliases": "Double"}]
    assert [r.synonyms for r in _load(*rows) if isinstance(r, Entity)] == [(), ()]


def test_profiles_without_erbb2_are_counted_unless_everything_is_asked_for() -> None:
    """Only what names ERBB2 is loaded."""
    row = {"name": "AERBB2X W900S"}
    assert of_kind(_load(row)) == {OutOfScope: 1}
    assert of_kind(_load(row, scope=EVERYTHING))[Entity] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"molecular_profile_id": "x"}, "molecular_profile_id 'x' has the wrong form"),
        ({"name": ""}, "name '' has the wrong form"),
        ({"variant_ids": ""}, "variant_ids '' has the wrong form"),
        ({"variant_ids": "1, 2"}, "the name has 1 variants and variant_ids lists 2"),
        ({"name": "AND", "variant_ids": "1"}, "the name has 0 variants and variant_ids lists 1"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_reason(row: dict[str, str], reason: str) -> None:
    """A name that does not fit its numbers is not taken."""
    (rejection,) = (r for r in _load({}, row) if isinstance(r, Rejection))
    assert (rejection.line, rejection.reason) == (3, reason)


def test_its_own_files_are_recognised_and_others_are_not() -> None:
    """The first two columns tell."""
    loader = CivicProfilesLoader(SCOPE)
    assert loader.recognises(_table().text)
    assert not loader.recognises("molecular_profile\tmolecular_profile_id\tdisease\n")


def test_the_order_of_rows_does_not_matter() -> None:
    """The same rows in another order give the same records."""
    rows = [{"molecular_profile_id": str(n), "name": f"ERBB2 W90{n}S"} for n in (1, 2, 3)]
    assert set(_load(*rows)) == set(_load(*reversed(rows)))


@given(damaged(_table({}, COMBINED).text))
def test_a_damaged_file_ends_in_rejections(text: str) -> None:
    """Cut off, with zero bytes or an endless line: what is left is sound, the rest refused."""
    records = list(CivicProfilesLoader(EVERYTHING).load(material(text)))
    assert not faults(records, text)
    assert encoded(records) or of_kind(records)[Rejection] or len(text.splitlines()) <= 1


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """Every name fits its numbers; one profile is the absence of a variant."""
    name = "01-Jul-2025-MolecularProfileSummaries.tsv"
    records, rows = real(CivicProfilesLoader(EVERYTHING), "2025-07", name)
    assert of_kind(records)[Rejection] == 0
    assert accounted(records, Entity) == rows
    denied = [r for r in records if isinstance(r, Claim) and r.polarity is Polarity.REFUTES]
    assert [claim.statement for claim in denied] == ["NOT KIT D816V"]
    records, _ = real(CivicProfilesLoader(SCOPE), "2025-07", name)
    assert of_kind(records)[Entity] == 42
