"""The namespaces of the graph, readable local names, and the public prefixes it links to."""

import re
import unicodedata
from functools import lru_cache

__all__ = [
    "BASE",
    "KINDS",
    "PREFIXES",
    "PUBLIC",
    "SCHEMA",
    "curie_of",
    "expand",
    "graph_iri",
    "in_words",
    "mint",
    "schema",
    "slug",
]

BASE = "https://w3id.org/her2kg/"
SCHEMA = BASE + "schema#"

KINDS: dict[str, str] = {
    "biomarker": "Biomarker",
    "cancer": "Cancer",
    "claim": "Claim",
    "concept": "ClinicalConcept",
    "doc": "Document",
    "drug": "Drug",
    "drugclass": "DrugClass",
    "event": "AdverseEvent",
    "evidence": "EvidenceItem",
    "fact": "Fact",
    "gene": "Gene",
    "guideline": "Guideline",
    "indication": "Indication",
    "load": "Load",
    "locus": "GenomicLocus",
    "mechanism": "ResistanceMechanism",
    "org": "Organisation",
    "outcome": "TrialOutcome",
    "pathway": "Pathway",
    "payload": "Payload",
    "prevalence": "Prevalence",
    "process": "BiologicalProcess",
    "profile": "MolecularProfile",
    "protein": "Protein",
    "proteoform": "Proteoform",
    "question": "Question",
    "rate": "AdverseEventRate",
    "regimen": "Regimen",
    "region": "ProteinRegion",
    "regulator": "Regulator",
    "response": "VariantResponse",
    "rule": "ScoringRule",
    "source": "Source",
    "specimen": "Specimen",
    "status": "HER2Status",
    "test": "Test",
    "trial": "Trial",
    "variant": "Variant",
}
"""Prefix of each kind of node, and the class of the ontology it stands for."""

_PREFIX_OF = {name: prefix for prefix, name in KINDS.items()}

PREFIXES: dict[str, str] = {
    **{prefix: f"{BASE}{prefix}/" for prefix in KINDS},
    "dcterms": "http://purl.org/dc/terms/",
    "graph": BASE + "graph/",
    "her2": SCHEMA,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every query may use without declaring them."""

PUBLIC: dict[str, str] = {
    "CHEBI": "http://purl.obolibrary.org/obo/CHEBI_",
    "CHEMBL": "https://www.ebi.ac.uk/chembl/compound_report_card/",
    "DOI": "https://doi.org/",
    "DOID": "http://purl.obolibrary.org/obo/DOID_",
    "DRUGBANK": "https://go.drugbank.com/drugs/",
    "ENSEMBL": "https://www.ensembl.org/id/",
    "HGNC": "https://identifiers.org/hgnc:",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "NCBIGENE": "https://www.ncbi.nlm.nih.gov/gene/",
    "NCIT": "http://purl.obolibrary.org/obo/NCIT_",
    "NCT": "https://clinicaltrials.gov/study/",
    "ONCOTREE": "http://oncotree.mskcc.org/api/tumorTypes/search/code/",
    "PMC": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "PUBMED": "https://pubmed.ncbi.nlm.nih.gov/",
    "RXNORM": "http://purl.bioontology.org/ontology/RXNORM/",
    "UNIPROT": "http://purl.uniprot.org/uniprot/",
    "CIVIC.EID": "https://civicdb.org/links/evidence_items/",
    "CIVIC.MPID": "https://civicdb.org/links/molecular_profiles/",
    "CIVIC.VID": "https://civicdb.org/links/variants/",
}
"""Public identifier spaces (Bioregistry's names, upper case) and where their records live."""


def slug(name: str) -> str:
    """Turn a name into a readable local name that SPARQL needs no escape for.

    Args:
        name: any text, e.g. ``"Trastuzumab + hyaluronidase"``.

    Returns:
        ASCII letters, digits, ``_``, ``.`` and ``-``, e.g. ``"Trastuzumab-hyaluronidase"``.

    Raises:
        ValueError: nothing of the name survives (for example Chinese characters only).
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    local = re.sub(r"[^A-Za-z0-9_.]+", "-", plain).strip("-.")
    if not local:
        raise ValueError(f"no readable local name can be made from {name!r}")
    return local


def mint(kind: str, name: str) -> str:
    """Make the IRI of a node from its class and its name.

    Args:
        kind: local name of its class, a value of ``KINDS``.
        name: its label or record id.

    Returns:
        The IRI, e.g. ``https://w3id.org/her2kg/drug/trastuzumab``.

    Raises:
        KeyError: the class has no prefix.
        ValueError: the name leaves nothing readable.
    """
    return f"{BASE}{_PREFIX_OF[kind]}/{slug(name)}"


def schema(local: str) -> str:
    """Return the IRI of a term of the ontology by its local name."""
    return SCHEMA + local


def graph_iri(name: str) -> str:
    """Return the IRI of a named graph, e.g. ``graph_iri("facts")``."""
    return f"{BASE}graph/{name}"


def expand(curie: str) -> str:
    """Expand a CURIE of the graph or of a public identifier space.

    Args:
        curie: e.g. ``"drug:trastuzumab"``, ``"DOID:1612"`` or ``"PUBMED:11248153"``.

    Returns:
        The IRI.

    Raises:
        ValueError: no colon, nothing behind it, or a prefix that is not known.
    """
    prefix, colon, local = curie.partition(":")
    base = PREFIXES.get(prefix) or PUBLIC.get(prefix.upper())
    if not colon or not local or base is None:
        raise ValueError(f"{curie!r} is not an identifier with a known prefix")
    return base + local


def in_words(iri: str) -> str:
    """Turn the local name of a property into words: ``inCancer`` into ``in cancer``."""
    local = iri.rpartition("#")[2].rpartition("/")[2]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in local).strip()


_LONGEST_FIRST = sorted(
    [(base, prefix) for prefix, base in {**PREFIXES, **PUBLIC}.items()],
    key=lambda pair: (-len(pair[0]), pair[1]),
)


@lru_cache(maxsize=65_536)
def curie_of(iri: str) -> str:
    """Shorten an IRI to a CURIE where a prefix is known, else return it unchanged."""
    for base, prefix in _LONGEST_FIRST:
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
