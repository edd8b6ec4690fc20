"""CIViC's variants: hand-written rows, what they add to a graph, and the real file."""

import pytest
from hypothesis import given
from rdflib import Literal

from her2kg import gather as gathering
from her2kg.gather import Gathered, gather, silent
from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.civic_variants import COLUMNS, CivicVariantsLoader
from her2kg.ontology.model import Claim, Description, Entity, Name, Source
from tests.civic_formats import accounted, damaged, encoded, faults, material, of_kind, real, table
from tests.shared import needs_shared

ROW = {
    "variant_id": "90039",
    "feature_type": "Gene",
    "feature_name": "ERBB2",
    "variant": "W900S",
    "variant_aliases": "TRP900SER,W885S,RS900900",
    "gene": "ERBB2",
    "entrez_id": "2064",
    "hgvs_descriptions": "NM_004448.3:c.2700G>C,NP_004439.2:p.Trp900Ser",
    "allele_registry_id": "CA900900",
    "clinvar_ids": "900901",
}
SCOPE = Scope([], [])
EVERYTHING = Scope([], [], everything=True)


def _table(*changes: dict[str, str]) -> Material:
    return table(COLUMNS, ROW, *changes)


def _load(*changes: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    return list(CivicVariantsLoader(scope).load(_table(*changes)))


def _described(*changes: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {r.label: r.synonyms for r in _load(*changes) if isinstance(r, Description)}


def _references(*changes: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (r.record, str(r.object))
        for r in _load(*changes)
        if isinstance(r, Claim) and r.predicate == "crossReference"
    ]


def test_a_variant_has_its_number_its_gene_and_aliases_with_the_gene() -> None:
    """A bare change names one in many genes; the protein's HGVS name means the same change."""
    records = _load({})
    (described,) = (r for r in records if isinstance(r, Description))
    assert (described.kind, described.label) == ("Variant", "ERBB2 W900S")
    assert described.identifiers == ("civic.vid:90039",)
    assert described.synonyms == ("ERBB2 TRP900SER", "ERBB2 W885S", "NP_004439.2:p.Trp900Ser")
    gene = next(r for r in records if isinstance(r, Claim) and r.predicate == "variantOf")
    assert gene.subject == Name("Variant", "ERBB2 W900S", ("civic.vid:90039",))
    assert gene.object == Name("Gene", "ERBB2", ("NCBIGene:2064",))
    (source,) = (r for r in records if isinstance(r, Source))
    assert (source.url, gene.sources) == ("https://civicdb.org/links/variant/90039", (source.iri,))


def test_records_elsewhere_and_changes_of_the_dna_are_cross_references() -> None:
    """ClinVar, dbSNP, the allele registry and c. names are near, not the same: no synonyms."""
    assert _references({}) == [
        ("VID90039", "ClinVar 900901"),
        ("VID90039", "ClinGen Allele Registry CA900900"),
        ("VID90039", "HGVS NM_004448.3:c.2700G>C"),
        ("VID90039", "dbSNP rs900900"),
    ]


@pytest.mark.parametrize("nothing", ["", "N/A", "NONE FOUND", "unregistered"])
def test_words_for_nothing_are_no_records(nothing: str) -> None:
    """A cell that says that nothing was found gives no reference."""
    cells = ("variant_aliases", "hgvs_descriptions", "allele_registry_id", "clinvar_ids")
    assert _references(dict.fromkeys(cells, nothing)) == []
    assert _described(dict.fromkeys(cells, nothing)) == {"ERBB2 W900S": ()}


def test_a_group_of_changes_does_not_take_the_name_of_one() -> None:
    """'W900S/T' is not another name of the change that stands for it in the file."""
    row = {"variant": "W900S/T", "variant_aliases": ""}
    assert _described(row) == {"ERBB2 W900S/T": ()}
    assert ("VID90039", "HGVS NP_004439.2:p.Trp900Ser") in _references(row)


def test_an_alias_that_is_the_name_of_another_variant_is_no_alias() -> None:
    """Amplification is not overexpression, though the file gives the one as alias of the other."""
    rows = (
        {"variant": "Amplification", "variant_aliases": "OVEREXPRESSION"},
        {"variant": "Overexpression", "variant_aliases": "", "variant_id": "90040"},
    )
    assert _described(*rows) == {"ERBB2 Amplification": (), "ERBB2 Overexpression": ()}
    assert ("VID90039", "CIViC alias ERBB2 OVEREXPRESSION") in _references(*rows)


def test_an_alias_that_two_variants_share_names_neither() -> None:
    """It is kept as a reference of both."""
    rows = (
        {"variant_aliases": "LOSS"},
        {"variant": "W900C", "variant_id": "90040", "variant_aliases": "Loss"},
    )
    assert "ERBB2 LOSS" not in _described(*rows)["ERBB2 W900S"]
    assert ("VID90039", "CIViC alias ERBB2 LOSS") in _references(*rows)
    assert ("VID90040", "CIViC alias ERBB2 Loss") in _references(*rows)


def test_a_fusion_is_no_variant_of_one_gene() -> None:
    """The row of a fusion names two partners and no gene."""
    row = {"feature_type": "Fusion", "feature_name": "ERBB2::GRB7", "variant": "Fusion", "gene": ""}
    claims = [r for r in _load(row) if isinstance(r, Claim)]
    assert not [claim for claim in claims if claim.predicate == "variantOf"]
    assert claims[0].subject == Name("Variant", "ERBB2::GRB7 Fusion", ("civic.vid:90039",))


def test_variants_of_other_genes_are_only_described() -> None:
    """Nothing is claimed of them, unless everything is asked for."""
    row = {"feature_name": "EGFR", "gene": "EGFR"}
    assert of_kind(_load(row)) == {Description: 1}
    assert of_kind(_load(row, scope=EVERYTHING))[Description] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"variant_id": "x"}, "variant_id 'x' has the wrong form"),
        ({"variant": ""}, "variant '' has the wrong form"),
        ({"feature_name": ""}, "feature_name '' has the wrong form"),
        ({"entrez_id": "12a"}, "entrez_id '12a' has the wrong form"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_reason(row: dict[str, str], reason: str) -> None:
    """A row that cannot be understood is reported and stops nothing."""
    records = _load({}, row)
    (rejection,) = (r for r in records if isinstance(r, Rejection))
    assert (rejection.line, rejection.reason) == (3, reason)
    assert of_kind(records)[Description] == 1


def test_its_own_files_are_recognised_and_others_are_not() -> None:
    """The file of 2021 has other columns and is not taken for today's."""
    loader = CivicVariantsLoader(SCOPE)
    assert loader.recognises(_table().text)
    assert loader.recognises("variant_id\tfeature_name\n")
    assert not loader.recognises("variant_id\tvariant_civic_url\tgene\tentrez_id\tvariant\n")


def test_the_order_of_rows_does_not_matter() -> None:
    """The same rows in another order give the same records."""
    rows = [{"variant_id": str(n), "variant": f"W90{n}S"} for n in (1, 2, 3)]
    assert set(_load(*rows)) == set(_load(*reversed(rows)))


@given(damaged(_table({}, {"variant": "W900C", "variant_id": "90040"}).text))
def test_a_damaged_file_ends_in_rejections(text: str) -> None:
    """Cut off, with zero bytes or an endless line: what is left is sound, the rest refused."""
    records = list(CivicVariantsLoader(EVERYTHING).load(material(text)))
    assert not faults(records, text)
    assert encoded(records) or of_kind(records)[Rejection] or len(text.splitlines()) <= 1


def _gathered(monkeypatch: pytest.MonkeyPatch, *changes: dict[str, str]) -> Gathered:
    monkeypatch.setattr(gathering, "TABLES", (CivicVariantsLoader,))
    return gather([_table(*changes)], everything=False, tick=silent)


def test_a_variant_of_the_graph_is_met_and_a_new_one_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """By number or by name, whatever its case; names that others bear are not taken from them."""
    gathered = _gathered(
        monkeypatch,
        {"variant": "l755s", "variant_id": "39", "variant_aliases": "LEU755SER,V777L"},
        {"variant": "Gain", "variant_id": "306", "variant_aliases": "OVEREXPRESSION"},
        {"variant": "W900S", "variant_aliases": ""},
    )
    loaded = next(each for each in gathered.inputs if each.load.loader == "civic-variants")
    subjects = {str(c.subject).rpartition("/")[2] for c in loaded.claims}
    assert subjects == {"ERBB2-L755S", "ERBB2-amplification", "ERBB2-W900S"}
    assert [entity.label for entity in gathered.made] == ["ERBB2 W900S"]
    assert gathered.unlinked == []
    names = {e.label: e.synonyms for e in loaded.entities if isinstance(e, Entity)}
    assert "ERBB2 LEU755SER" in names["ERBB2 L755S"]
    assert "ERBB2 V777L" not in names["ERBB2 L755S"]
    assert "ERBB2 OVEREXPRESSION" not in names["ERBB2 amplification"]


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """Each row is described; none of ERBB2 has a synonym that is the name of another."""
    name = "01-Jul-2025-VariantSummaries.tsv"
    records, rows = real(CivicVariantsLoader(EVERYTHING), "2025-07", name)
    assert of_kind(records)[Rejection] == 0
    assert accounted(records, Description) == rows
    records, _ = real(CivicVariantsLoader(SCOPE), "2025-07", name)
    described = [
        record
        for record in records
        if isinstance(record, Description) and record.label.startswith("ERBB2 ")
    ]
    assert len(described) == 41
    synonyms = {r.label: r.synonyms for r in described}
    assert synonyms["ERBB2 Amplification"] == ()
    assert "ERBB2 A775_G776INSYVMA" in synonyms["ERBB2 Y772_A775DUP"]
    objects = {r.object for r in records if isinstance(r, Claim)}
    assert {Literal("ClinVar 376035"), Literal("dbSNP rs121913468")} <= objects
