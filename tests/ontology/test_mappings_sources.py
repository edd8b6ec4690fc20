"""The mapping file against the public files and checked facts that its codes come from."""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from her2kg.loaders.curated import load_all
from her2kg.ontology.folding import fold
from her2kg.ontology.mappings import Mapping, exact_identifiers, mapping_set
from her2kg.ontology.model import Claim, Entity
from her2kg.ontology.namespaces import expand
from tests.shared import FACTS, SHARED, needs_shared

pytestmark = needs_shared

NOT_IN_THE_SLIM_FILES = {"DOID:0060074", "DOID:0080375"}

TISSUES = {"biliary tract cancer": "oncotree:BILIARY_TRACT"}
"""Cancers that OncoTree has as a tissue only, to which its types belong."""


def rows(prefix: str) -> Iterator[Mapping]:
    """Yield the mappings whose objects have a prefix."""
    return (m for m in mapping_set().mappings if m.object_id.startswith(f"{prefix}:"))


@cache
def entities() -> dict[str, Entity]:
    """Return the things of the curated tables by IRI."""
    return {str(e.iri): e for e in load_all() if isinstance(e, Entity)}


def said(predicate: str) -> Iterator[Claim]:
    """Yield what the curated tables say with a property."""
    return (c for c in load_all() if isinstance(c, Claim) and c.predicate == predicate)


def subject(mapping: Mapping) -> Entity:
    """Return the thing that a mapping speaks of."""
    return entities()[expand(mapping.subject_id)]


def names(entity: Entity) -> set[str]:
    """Return the names of a thing, folded."""
    return {fold(name) for name in (entity.label, *entity.synonyms)}


@cache
def hgnc() -> dict[str, dict[str, str]]:
    """Return HGNC's genes by symbol."""
    path = SHARED / "data" / "hgnc" / "hgnc_entries.tsv"
    with path.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["Approved symbol"]: row for row in reader}


def test_codes_of_genes_are_those_of_hgnc() -> None:
    """Each gene has the HGNC, NCBI and Ensembl ids of HGNC's row for its symbol."""
    genes = [e for e in entities().values() if e.kind == "Gene"]
    assert len(genes) > 50
    for gene in genes:
        row = hgnc()[gene.label]
        ids = (
            f"NCBIGene:{row['NCBI Gene ID(supplied by NCBI)']}",
            f"ensembl:{row['Ensembl gene ID']}",
            f"hgnc:{row['HGNC ID'].removeprefix('HGNC:')}",
        )
        assert exact_identifiers(gene.iri) == ids, gene.label


def test_accessions_of_proteins_are_those_of_their_genes() -> None:
    """Each protein has an accession that HGNC gives for the gene that codes for it."""
    encoded = {str(claim.object): entities()[str(claim.subject)].label for claim in said("encodes")}
    checked = 0
    for mapping in rows("uniprot"):
        row = hgnc()[encoded[expand(mapping.subject_id)]]
        accession = mapping.object_id.removeprefix("uniprot:")
        assert accession in row["UniProt ID(supplied by UniProt)"].split(", "), mapping
        checked += 1
    assert checked > 50


Term = tuple[set[str], set[str], set[str]]
"""Names, parents and NCIt codes of a term."""


@cache
def diseases() -> dict[str, Term]:
    """Return the terms of the two slim files of the Disease Ontology."""
    found: dict[str, Term] = {}
    for path in (SHARED / "data" / "disease_ontology").glob("*.obo"):
        for block in path.read_text(encoding="utf-8").split("[Term]\n")[1:]:
            own = re.search(r"^id: (\S+)", block)
            assert own
            called, parents, codes = found.setdefault(own[1], (set(), set(), set()))
            called.update(re.findall(r'^(?:name: |synonym: ")([^"\n]+)', block, re.MULTILINE))
            parents.update(re.findall(r"^is_a: (\S+)", block, re.MULTILINE))
            codes.update(re.findall(r"^xref: NCI:(\S+)", block, re.MULTILINE))
    return found


@cache
def oncotree() -> dict[str, Term]:
    """Return the types and tissues of OncoTree by CURIE."""
    path = SHARED / "data" / "oncotree" / "oncotree_2025_10_03.json"
    found: dict[str, Term] = {}

    def walk(children: dict[str, dict[str, Any]]) -> None:
        for code, child in children.items():
            codes = set(child["externalReferences"].get("NCI", []))
            found[f"oncotree:{code}"] = ({child["name"]}, {f"oncotree:{child['parent']}"}, codes)
            walk(child["children"])

    walk(json.loads(path.read_text(encoding="utf-8")))
    return found


def ancestors(term: str) -> Iterator[str]:
    """Yield the wider terms of a term, at any distance."""
    known = {**diseases(), **oncotree()}
    for parent in known.get(term, (set(), set(), set()))[1]:
        yield parent
        yield from ancestors(parent)


def test_each_doid_names_its_cancer() -> None:
    """A DOID exists, bears the label that the row gives, and shares a name with our cancer."""
    missing = set()
    for mapping in rows("DOID"):
        if mapping.object_id not in diseases():
            missing.add(mapping.object_id)
            continue
        called = diseases()[mapping.object_id][0]
        assert mapping.object_label in called, mapping
        assert {fold(name) for name in called} & names(subject(mapping)), mapping
    assert missing == NOT_IN_THE_SLIM_FILES


def test_each_oncotree_code_is_a_tumour_type() -> None:
    """A code is in the tree under the row's label, and is no tissue right below the root."""
    for mapping in rows("oncotree"):
        called, parents, _ = oncotree()[mapping.object_id]
        assert called == {mapping.object_label}, mapping
        assert parents != {"oncotree:TISSUE"}, mapping


def test_each_ncit_code_of_a_cancer_is_a_cross_reference() -> None:
    """It stands at the cancer's DOID or OncoTree type, or a comment says where it is from."""
    checked = 0
    for mapping in rows("NCIT"):
        if not mapping.subject_id.startswith("cancer:"):
            continue
        same = [m.object_id for m in mapping_set().mappings if m.subject_id == mapping.subject_id]
        known = {**diseases(), **oncotree()}
        codes = {code for curie in same if curie in known for code in known[curie][2]}
        if mapping.object_id.removeprefix("NCIT:") in codes:
            checked += 1
        else:
            assert mapping.comment, mapping
    assert checked > 25


def test_the_hierarchy_of_cancers_follows_public_ones() -> None:
    """Where both ends have a code there, DO or OncoTree has the wider one above the other."""
    known = diseases().keys() | oncotree().keys()
    checked = 0
    for cancer in (e for e in entities().values() if e.kind == "Cancer"):
        codes = set(cancer.identifiers) & known
        above = {wider for code in codes for wider in ancestors(code)}
        for parent in cancer.broader:
            wider = entities()[str(parent)]
            theirs = {*wider.identifiers, TISSUES.get(wider.label, "")} & known
            if {i.partition(":")[0] for i in codes} & {i.partition(":")[0] for i in theirs}:
                assert theirs & above, (cancer.label, parent)
                checked += 1
    assert checked >= 12


def test_each_civic_variant_is_the_one_of_that_name() -> None:
    """CIViC's release of July 2025 has the variant under the row's label."""
    path = SHARED / "data" / "civic" / "2025-07" / "01-Jul-2025-VariantSummaries.tsv"
    with path.open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        called = {row["variant_id"]: f"{row['feature_name']} {row['variant']}" for row in reader}
    for mapping in rows("civic.vid"):
        assert called[mapping.object_id.removeprefix("civic.vid:")] == mapping.object_label
        if mapping.mapping_justification == "semapv:LexicalMatching":
            assert fold(mapping.object_label) in names(subject(mapping)), mapping


@pytest.mark.parametrize(
    ("table", "column", "prefix"),
    [
        ("cancers", "doid", "DOID:"),
        ("cancers", "mondo", "MONDO:"),
        ("cancers", "ncit", "NCIT:"),
        ("cancers", "oncotree", "oncotree:"),
        ("drugs", "chebi", "CHEBI:"),
        ("drugs", "chembl", "chembl.compound:"),
        ("drugs", "drugbank", "drugbank:"),
        ("drugs", "ncit", "NCIT:"),
        ("drugs", "rxnorm_rxcui", "rxnorm:"),
        ("variants", "civic_variant_id", "civic.vid:"),
    ],
)
def test_every_code_of_the_facts_is_carried(table: str, column: str, prefix: str) -> None:
    """A code of the checked facts is a mapping; OncoTree's tissues are not tumour types."""
    with (FACTS / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        cells = [row[column] for row in csv.DictReader(lines)]
    codes = {cell.rpartition(":")[2] for cell in cells if cell and "tissue" not in cell}
    carried = {m.object_id.removeprefix(prefix) for m in rows(prefix.removesuffix(":"))}
    assert len(codes) >= 3
    assert codes - carried == set()
