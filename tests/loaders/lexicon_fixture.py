"""A few entities of HER2, enough for the tests of the reader of prose."""

from rdflib import URIRef

from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.reading import Reading
from her2kg.ontology.model import Claim, Entity
from her2kg.ontology.namespaces import mint

__all__ = ["ENTITIES", "LEXICON", "entity", "everything", "read", "triples"]


def entity(kind: str, label: str, *synonyms: str) -> Entity:
    """Make an entity of a class with a label and synonyms."""
    return Entity(URIRef(mint(kind, label)), kind, label, synonyms)


ENTITIES = (
    entity("Protein", "HER2", "ErbB2"),
    entity("Protein", "EGFR", "epidermal growth factor receptor", "HER1"),
    entity("Protein", "HER3", "ErbB3"),
    entity("Protein", "TGFA", "TGF-alpha"),
    entity("Protein", "GRB7"),
    entity("ProteinFamily", "ErbB family", "HER family"),
    entity("GenomicLocus", "ERBB2 amplicon", "17q12 amplicon"),
    entity("Gene", "ERBB2", "HER-2/neu", "NEU"),
    entity("Gene", "ERBB3", "HER3"),
    entity("Drug", "trastuzumab", "Herceptin"),
    entity("Drug", "pertuzumab", "Perjeta"),
    entity("Drug", "trastuzumab emtansine", "T-DM1", "Kadcyla", "ado-trastuzumab emtansine"),
    entity("Drug", "trastuzumab deruxtecan", "T-DXd", "Enhertu"),
    entity("Drug", "tucatinib"),
    entity("Drug", "neratinib"),
    entity("Drug", "lapatinib"),
    entity("Drug", "pyrotinib", "Irene"),
    entity("Drug", "docetaxel"),
    entity("Drug", "carboplatin"),
    entity("Drug", "Phesgo"),
    entity("Regimen", "TCHP"),
    entity("Payload", "DM1"),
    entity("Cancer", "breast cancer"),
    entity("Cancer", "HER2-positive breast cancer"),
    entity("Cancer", "HER2-low breast cancer"),
    entity("HER2Status", "HER2-positive", "HER2+"),
    entity("HER2Status", "HER2-negative", "HER2-"),
    entity("HER2Status", "HER2-amplified"),
    entity("Variant", "ERBB2 L755S"),
    entity("Variant", "ERBB2 L755P"),
    entity("Variant", "ERBB2 V777L"),
    entity("Variant", "ERBB2 amplification"),
    entity("Variant", "HER2 overexpression"),
    entity("Test", "immunohistochemistry", "IHC"),
    entity("Test", "fluorescence in situ hybridization", "FISH"),
    entity("Trial", "SOPHIA"),
    entity("AdverseEvent", "hepatotoxicity"),
    entity("AdverseEvent", "diarrhea"),
    entity("Specimen", "serum"),
    entity("Regulator", "FDA"),
    entity("Biomarker", "RAS wild-type"),
    entity("Specimen", "patient"),
)
"""Facts of names only; nothing here says what a drug does."""

LEXICON = Lexicon.from_entities(ENTITIES)


def _label(iri: object, reading: Reading) -> str:
    return reading.labels.get(URIRef(str(iri))) or LEXICON.labels[URIRef(str(iri))]


def read(text: str) -> tuple[Claim, ...]:
    """Read a text with the lexicon of the fixture."""
    return read_document(text, LEXICON).claims


def everything(text: str) -> tuple[Claim, ...]:
    """Read a text with what is only predicted."""
    return read_document(text, LEXICON).everything


def triples(text: str, pattern: str = "") -> set[str]:
    """Read a text and write its claims as ``subject | predicate | object``."""
    reading = read_document(text, LEXICON)
    return {
        " | ".join((_label(one.subject, reading), one.predicate, _label(one.object, reading)))
        for one in reading.claims
        if pattern in {"", one.pattern}
    }
