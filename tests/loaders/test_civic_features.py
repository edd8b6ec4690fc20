"""CIViC's features: hand-written rows, what they add to a graph, and the real file."""

import pytest
from hypothesis import given

from her2kg import gather as gathering
from her2kg.gather import gather, silent
from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.civic_features import COLUMNS, CivicFeaturesLoader
from her2kg.ontology.model import Claim, Description, Name, Source
from tests.civic_formats import accounted, damaged, encoded, faults, material, of_kind, real, table
from tests.shared import needs_shared

ROW = {
    "feature_id": "90020",
    "feature_type": "Gene",
    "name": "ERBB2",
    "feature_aliases": "ERBB2,HER2,GLADNAME",
    "description": "A gene.",
    "entrez_id": "2064",
}
HEADER = ("feature_id", "feature_civic_url", *COLUMNS[1:])
SCOPE = Scope([], [])
EVERYTHING = Scope([], [], everything=True)


def _table(*changes: dict[str, str]) -> Material:
    return table(HEADER, ROW, *changes)


def _load(*changes: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    return list(CivicFeaturesLoader(scope).load(_table(*changes)))


def test_a_gene_has_aliases_and_a_summary_with_its_page() -> None:
    """The description is CIViC's own text, and its page the source."""
    described, source, claim = _load({})
    assert isinstance(described, Description)
    assert (described.label, described.identifiers) == ("ERBB2", ("NCBIGene:2064",))
    assert described.synonyms == ("GLADNAME", "HER2")
    assert isinstance(source, Source)
    assert source.url == "https://civicdb.org/links/features/90020"
    assert isinstance(claim, Claim)
    assert claim.subject == Name("Gene", "ERBB2", ("NCBIGene:2064",))
    assert (claim.predicate, str(claim.object)) == ("summary", "A gene.")
    assert claim.sources == (source.iri,)


def test_a_gene_without_a_description_has_no_summary() -> None:
    """Nothing is claimed of it."""
    assert of_kind(_load({"description": ""})) == {Description: 1}


def test_the_name_of_the_family_is_no_name_of_one_gene() -> None:
    """ERBB, an old symbol of EGFR, now means all four."""
    (described, *_) = _load({"name": "EGFR", "feature_aliases": "ERBB,ERBB1", "entrez_id": "1956"})
    assert isinstance(described, Description)
    assert described.synonyms == ("ERBB1",)


@pytest.mark.parametrize(
    ("row", "inside"),
    [
        ({"name": "ERBB4"}, True),
        ({"name": "KRAS"}, False),
        ({"feature_type": "Fusion", "name": "ERBB2::GRB7", "entrez_id": ""}, False),
    ],
)
def test_genes_of_the_family_are_taken(row: dict[str, str], *, inside: bool) -> None:
    """Other genes and fusions are counted."""
    kinds = of_kind(_load(row))
    assert (kinds[Description], kinds[OutOfScope]) == ((1, 0) if inside else (0, 1))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"feature_id": ""}, "feature_id '' has the wrong form"),
        ({"feature_type": "Thing"}, "feature_type 'Thing' is not known"),
        ({"name": ""}, "the feature has no name"),
        ({"entrez_id": "x"}, "entrez_id 'x' has the wrong form"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line_and_reason(row: dict[str, str], reason: str) -> None:
    """A row that cannot be understood is reported and stops nothing."""
    (rejection,) = (r for r in _load({}, row) if isinstance(r, Rejection))
    assert (rejection.line, rejection.reason) == (3, reason)


def test_its_own_files_are_recognised_and_others_are_not() -> None:
    """The first two columns tell."""
    loader = CivicFeaturesLoader(SCOPE)
    assert loader.recognises(_table().text)
    assert not loader.recognises("gene_id\tgene_civic_url\tname\n")


def test_the_protein_keeps_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """HER2 becomes no synonym of the gene; a name that nothing else bears does."""
    monkeypatch.setattr(gathering, "TABLES", (CivicFeaturesLoader,))
    gathered = gather([_table({})], everything=False, tick=silent)
    loaded = next(each for each in gathered.inputs if each.load.loader == "civic-features")
    (gene,) = loaded.entities
    assert str(gene.iri).endswith("/gene/ERBB2")
    assert gene.synonyms == ("GLADNAME",)
    assert gathered.made == []


@given(damaged(_table({}, {"name": "ERBB3", "feature_id": "90021"}).text))
def test_a_damaged_file_ends_in_rejections(text: str) -> None:
    """Cut off, with zero bytes or an endless line: what is left is sound, the rest refused."""
    records = list(CivicFeaturesLoader(EVERYTHING).load(material(text)))
    assert not faults(records, text)
    assert records or len(text.splitlines()) <= 1
    encoded(records)


@needs_shared
def test_the_published_file_loads_whole() -> None:
    """The four genes of the family are described; the rest is counted."""
    name = "01-Jul-2025-FeatureSummaries.tsv"
    records, rows = real(CivicFeaturesLoader(SCOPE), "2025-07", name)
    assert of_kind(records)[Rejection] == 0
    assert accounted(records, Description) == rows
    described = [r.label for r in records if isinstance(r, Description)]
    assert sorted(described) == ["EGFR", "ERBB2", "ERBB3", "ERBB4"]
