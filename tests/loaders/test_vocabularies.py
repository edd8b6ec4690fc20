"""Tests of the loaders of vocabularies: Disease Ontology, OncoTree and HGNC."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.loaders.base import Loader, Material, OutOfScope, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.hgnc import HgncLoader
from her2kg.loaders.obo import OboLoader
from her2kg.loaders.oncotree import OncoTreeLoader
from her2kg.loaders.registry import TABLES
from her2kg.ontology.model import Description
from tests.shared import SHARED, needs_shared

SCOPE = Scope((), ())
OBO = """format-version: 1.2
ontology: doid

[Term]
id: DOID:162
name: cancer

[Term]
id: DOID:900001
name: made-up carcinoma
def: "A cancer, \\"made up\\" for a test." [url:x]
synonym: "carcinoma of tests" EXACT []
synonym: "test tumour" RELATED []
xref: NCI:C900001
is_a: DOID:162 ! cancer

[Term]
id: DOID:900002
name: made-up disease

[Term]
id: DOID:900003
name: old cancer
is_obsolete: true
"""
TREE = {
    "TISSUE": {
        "code": "TISSUE",
        "name": "Tissue",
        "children": {
            "MADE": {
                "code": "MADE",
                "name": "Made-up Tumor",
                "externalReferences": {"NCI": ["C900001"]},
                "children": {
                    "MADEX": {"code": "MADEX", "name": "Made-up Type", "children": {}},
                },
            }
        },
    }
}
HGNC = (
    "HGNC ID\tApproved symbol\tApproved name\tStatus\tAlias symbols\tPrevious symbols\t"
    "Ensembl gene ID\n"
    "HGNC:900001\tMADE1\tmade-up gene 1\tApproved\tMU1, MU-1\tOLD1\tENSG00000900001\n"
    "HGNC:900002\tMADE2\tmade-up gene 2\tEntry Withdrawn\t\t\t\n"
    "900003\tMADE3\tmade-up gene 3\tApproved\t\t\t\n"
)
FILES: dict[str, tuple[Loader, str, str]] = {
    "obo": (OboLoader(SCOPE), OBO, "disease_ontology/DO_cancer_slim.obo"),
    "oncotree": (OncoTreeLoader(SCOPE), json.dumps(TREE), "oncotree/oncotree_2025_10_03.json"),
    "hgnc": (HgncLoader(SCOPE), HGNC, "hgnc/hgnc_entries.tsv"),
}


def _material(text: str) -> Material:
    return Material.of_text("sample", text)


def _descriptions(loader: Loader, text: str) -> list[Description]:
    return [x for x in loader.load(_material(text)) if isinstance(x, Description)]


def test_cancers_of_an_obo_file() -> None:
    """Terms below cancer are described with exact synonyms, definition and what is wider."""
    loader = FILES["obo"][0]
    [_, made] = sorted(_descriptions(loader, OBO), key=lambda each: each.identifiers)
    assert made == Description(
        "obo",
        "Cancer",
        "made-up carcinoma",
        ("DOID:900001",),
        ("carcinoma of tests",),
        'A cancer, "made up" for a test.',
        ("DOID:162",),
        ("NCIT:C900001",),
    )
    left = [x for x in loader.load(_material(OBO)) if isinstance(x, OutOfScope)]
    assert len(left) == 1


def test_types_of_oncotree() -> None:
    """Each type has its code and the next wider type; the tissue at the root is none."""
    made, kind = _descriptions(FILES["oncotree"][0], FILES["oncotree"][1])
    assert (made.identifiers, made.broader) == (("oncotree:MADE",), ())
    assert made.matches == ("NCIT:C900001",)
    assert (kind.label, kind.broader) == ("Made-up Type", ("oncotree:MADE",))


def test_genes_of_hgnc() -> None:
    """Approved genes come with aliases, old symbols and identifiers; others are counted."""
    records = list(FILES["hgnc"][0].load(_material(HGNC)))
    [gene] = [x for x in records if isinstance(x, Description)]
    assert gene.identifiers == ("hgnc:900001", "ensembl:ENSG00000900001")
    assert gene.synonyms == ("MU-1", "MU1", "OLD1", "made-up gene 1")
    assert [x.line for x in records if isinstance(x, OutOfScope)] == [3]
    assert [x.line for x in records if isinstance(x, Rejection)] == [4]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_recognised_by_its_own_loader_alone(name: str) -> None:
    """No loader takes the file of another."""
    _, text, _ = FILES[name]
    taking = [make(SCOPE).name for make in TABLES if make(SCOPE).recognises(text)]
    assert taking == [name]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "bad", ["", "\x00", "{", "x" * 10_000_000, "format-version: 1.2\n[Term]\n"]
)
def test_a_broken_file_is_told(name: str, bad: str) -> None:
    """What is no such file yields no description and never a traceback."""
    loader = FILES[name][0]
    assert _descriptions(loader, bad) == []


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_file_never_breaks_the_loader(name: str, data: st.DataObject) -> None:
    """Cut, flipped or with foreign characters: only records come out."""
    loader, text, _ = FILES[name]
    cut = data.draw(st.integers(0, len(text)))
    junk = data.draw(st.text(max_size=20))
    for record in loader.load(_material(text[:cut] + junk + text[cut + len(junk) :])):
        assert isinstance(record, Description | Rejection | OutOfScope)


@needs_shared
@pytest.mark.parametrize(
    ("name", "least", "code", "label"),
    [
        ("obo", 500, "DOID:0060079", "HER2 positive breast cancer"),
        ("oncotree", 850, "oncotree:STAD", "Stomach Adenocarcinoma"),
        ("hgnc", 40_000, "hgnc:3430", "ERBB2"),
    ],
)
def test_the_real_files(name: str, least: int, code: str, label: str) -> None:
    """The published files are read whole, without a rejection."""
    loader, _, file = FILES[name]
    text = (SHARED / "data" / file).read_text("utf-8")
    records = list(loader.load(_material(text)))
    described = {x.identifiers[0]: x for x in records if isinstance(x, Description)}
    assert len(described) >= least
    assert described[code].label == label
    assert not [x for x in records if isinstance(x, Rejection)]
