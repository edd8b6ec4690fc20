"""The namespaces of the graph, readable local names, and the public prefixes it links to."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

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
    "is_well_formed",
    "mint",
    "preferred",
    "schema",
    "slug",
]

BASE = "https://w3id.org/her2kg/"
SCHEMA = BASE + "schema#"

KINDS: dict[str, str] = {
    "agent": "AgentType",
    "biomarker": "Biomarker",
    "cancer": "Cancer",
    "cell": "CellType",
    "claim": "Claim",
    "concept": "ClinicalConcept",
    "condition": "Condition",
    "conflict": "RuleConflict",
    "doc": "Document",
    "drug": "Drug",
    "drugclass": "DrugClass",
    "event": "AdverseEvent",
    "evidence": "EvidenceItem",
    "fact": "Fact",
    "family": "ProteinFamily",
    "gene": "Gene",
    "guideline": "Guideline",
    "indication": "Indication",
    "level": "EvidenceLevel",
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
    "quantity": "Quantity",
    "question": "Question",
    "rate": "AdverseEventRate",
    "regimen": "Regimen",
    "region": "ProteinRegion",
    "regulator": "Regulator",
    "response": "VariantResponse",
    "rule": "ScoringRule",
    "source": "Source",
    "specimen": "Specimen",
    "stage": "ScoringStage",
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
    "mapping": BASE + "mapping/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every query may use without declaring them."""


def _identifier_spaces() -> Iterator[Mapping[str, str]]:
    text = files("her2kg.ontology").joinpath("prefixes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    header = next(rows)
    yield from (dict(zip(header, row, strict=True)) for row in rows)


_SPACES = tuple(_identifier_spaces())

PUBLIC: dict[str, str] = {row["prefix"]: row["uri_format"].removesuffix("$1") for row in _SPACES}
"""Public identifier spaces by Bioregistry's preferred prefix, and where their records live."""

_PREFERRED = {
    spelling.casefold(): row["prefix"]
    for row in _SPACES
    for spelling in (row["prefix"], *filter(None, row["synonyms"].split("; ")))
}

_PATTERNS = {row["prefix"]: re.compile(row["pattern"]) for row in _SPACES if row["pattern"]}


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


def preferred(curie: str) -> str:
    """Write an identifier with the preferred spelling of its public prefix.

    Args:
        curie: e.g. ``"doid:1612"``, ``"PMID:11248153"`` or ``"NCT:NCT00829166"``.

    Returns:
        E.g. ``"DOID:1612"``, ``"pubmed:11248153"``, ``"clinicaltrials:NCT00829166"``; unchanged
        when the prefix is not a public one.
    """
    prefix, colon, local = curie.partition(":")
    return f"{_PREFERRED.get(prefix.casefold(), prefix)}{colon}{local}"


def is_well_formed(curie: str) -> bool:
    """Say whether a public identifier has the preferred prefix and the form of its space.

    The forms are the patterns of Bioregistry.
    """
    prefix, _, local = curie.partition(":")
    pattern = _PATTERNS.get(prefix)
    return prefix in PUBLIC and bool(local) and (pattern is None or bool(pattern.fullmatch(local)))


def expand(curie: str) -> str:
    """Expand a CURIE of the graph or of a public identifier space.

    Args:
        curie: e.g. ``"drug:trastuzumab"``, ``"DOID:1612"`` or ``"pubmed:11248153"``; a public
            prefix may have any case, or be a known synonym such as ``PMID``.

    Returns:
        The IRI.

    Raises:
        ValueError: no colon, nothing behind it, or a prefix that is not known.
    """
    prefix, colon, local = curie.partition(":")
    base = PREFIXES.get(prefix) or PUBLIC.get(_PREFERRED.get(prefix.casefold(), ""))
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
