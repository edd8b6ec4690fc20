"""Names of nodes and identifiers."""

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.ontology.namespaces import (
    KINDS,
    PREFIXES,
    PUBLIC,
    curie_of,
    expand,
    graph_iri,
    is_well_formed,
    mint,
    preferred,
    schema,
    slug,
)


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("trastuzumab deruxtecan", "trastuzumab-deruxtecan"),
        ("pertuzumab + trastuzumab + hyaluronidase", "pertuzumab-trastuzumab-hyaluronidase"),
        ("ERBB2 S310F/Y", "ERBB2-S310F-Y"),
        ("Beyoncé (café)", "Beyonce-cafe"),
    ],
)
def test_local_names_are_readable(name: str, local: str) -> None:
    """A local name is the name itself with everything strange made a hyphen."""
    assert slug(name) == local


def test_a_name_that_leaves_nothing_is_refused() -> None:
    """A name without a single Latin letter or digit cannot be minted."""
    with pytest.raises(ValueError, match="readable local name"):
        slug("艾瑞妮")


@given(st.text(min_size=1))
def test_local_names_need_no_escape_in_sparql(name: str) -> None:
    """Whatever the name, its local name is plain or refused."""
    try:
        local = slug(name)
    except ValueError:
        return
    assert local.strip("-.") == local
    assert all(c.isascii() and (c.isalnum() or c in "_.-") for c in local)


def test_iris_are_minted_below_their_kind() -> None:
    """A node's IRI names its kind and itself."""
    assert mint("Drug", "trastuzumab") == "https://w3id.org/her2kg/drug/trastuzumab"
    assert schema("targets") == "https://w3id.org/her2kg/schema#targets"
    assert graph_iri("facts") == "https://w3id.org/her2kg/graph/facts"


def test_an_unknown_kind_is_refused() -> None:
    """Nothing is minted for a class that has no prefix."""
    with pytest.raises(KeyError):
        mint("Unicorn", "x")


@pytest.mark.parametrize("prefix", sorted({**PREFIXES, **PUBLIC}))
def test_every_prefix_goes_there_and_back(prefix: str) -> None:
    """Expanding and shortening with any known prefix are each other's inverse."""
    assert curie_of(expand(f"{prefix}:x1")) == f"{prefix}:x1"


@pytest.mark.parametrize("text", ["trastuzumab", "drug:", "nowhere:x", ":x"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    """Only a known prefix with something behind it is an identifier."""
    with pytest.raises(ValueError, match="known prefix"):
        expand(text)


SPELLINGS = {
    "CHEBI",
    "DOID",
    "ECO",
    "GO",
    "MONDO",
    "NCBIGene",
    "NCIT",
    "OBI",
    "SO",
    "biolink",
    "chembl.compound",
    "civic.eid",
    "civic.mpid",
    "civic.vid",
    "clinicaltrials",
    "dailymed",
    "doi",
    "drugbank",
    "ensembl",
    "hgnc",
    "loinc",
    "oncotree",
    "pmc",
    "pubmed",
    "rxnorm",
    "uniprot",
}
"""Prefixes as Bioregistry 0.15.6 prefers to spell them."""


def _spaces() -> list[dict[str, str]]:
    text = (resources.files("her2kg.ontology") / "prefixes.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_public_prefixes_are_the_preferred_ones() -> None:
    """Public prefixes are spelt as Bioregistry prefers, and each stands for one place."""
    assert set(PUBLIC) == SPELLINGS
    assert len(set(PUBLIC.values())) == len(PUBLIC)
    assert not {p.casefold() for p in PUBLIC} & {p.casefold() for p in PREFIXES}


def test_a_place_of_our_own_choice_has_a_reason() -> None:
    """Where records live is what Bioregistry says, or the file says why not; rows are sorted."""
    rows = _spaces()
    assert [row["prefix"] for row in rows] == sorted(PUBLIC, key=str.casefold)
    for row in rows:
        assert row["uri_format"].endswith("$1"), row
        assert bool(row["registry_format"]) == bool(row["reason"]), row
        assert row["uri_format"] != row["registry_format"], row


def test_synonyms_of_prefixes_are_nobody_else_s() -> None:
    """No spelling of a prefix leads to two places, or to a kind of node."""
    spellings = [
        name.casefold()
        for row in _spaces()
        for name in {row["prefix"].casefold(), *filter(None, row["synonyms"].lower().split("; "))}
    ]
    assert len(spellings) == len(set(spellings))
    assert not set(spellings) & set(PREFIXES)


@pytest.mark.parametrize(
    ("curie", "written"),
    [
        ("doid:1612", "DOID:1612"),
        ("Ncit:C1647", "NCIT:C1647"),
        ("HGNC:3430", "hgnc:3430"),
        ("PMID:11248153", "pubmed:11248153"),
        ("NCT:NCT00829166", "clinicaltrials:NCT00829166"),
        ("drug:trastuzumab", "drug:trastuzumab"),
        ("trastuzumab", "trastuzumab"),
    ],
)
def test_identifiers_are_written_the_preferred_way(curie: str, written: str) -> None:
    """Case and synonyms of a public prefix make no difference; what is not public stays."""
    assert preferred(curie) == written


@pytest.mark.parametrize("prefix", sorted(PUBLIC))
def test_any_case_of_a_prefix_leads_to_the_same_place(prefix: str) -> None:
    """Upper and lower case expand to one IRI."""
    assert expand(f"{prefix.upper()}:x") == expand(f"{prefix.lower()}:x") == f"{PUBLIC[prefix]}x"


@pytest.mark.parametrize(
    ("curie", "sound"),
    [
        ("DOID:1612", True),
        ("doid:1612", False),
        ("DOID:", False),
        ("DOID:1612\n", False),
        ("drugbank:DB00072", True),
        ("drugbank:72", False),
        ("oncotree:BRCA", True),
        ("snomedct:387003001", False),
        ("drug:trastuzumab", False),
    ],
)
def test_the_form_of_an_identifier_is_checked(curie: str, sound: bool) -> None:
    """Only a preferred prefix with an identifier of its form is sound."""
    assert is_well_formed(curie) is sound


def test_an_unknown_iri_stays_as_it_is() -> None:
    """An IRI of no known place is shown whole."""
    assert curie_of("https://example.org/x") == "https://example.org/x"


def test_no_two_kinds_share_a_class() -> None:
    """Each prefix stands for a class of its own."""
    assert len(set(KINDS.values())) == len(KINDS)
