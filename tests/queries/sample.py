"""A small graph built by hand: enough to test how things are found and described."""

from importlib import resources

import pyoxigraph as ox
from rdflib import XSD, Graph, Literal, URIRef

from her2kg.ontology.encode import (
    Quad,
    encode_claim,
    encode_entity,
    encode_load,
    encode_source,
)
from her2kg.ontology.model import (
    AgentType,
    Claim,
    Entity,
    KnowledgeLevel,
    Load,
    Polarity,
    Qualifier,
    Source,
    TextQuote,
    Verification,
)
from her2kg.ontology.namespaces import PREFIXES, graph_iri, mint

__all__ = ["iri", "sample_store"]

_CURATED = Load("curated", "1", "a" * 64, "curated", "Curated tables", "CC-BY-4.0")
_ARTICLE = Load("article", "1", "b" * 64, "article", "An article", "as stated")


def iri(kind: str, name: str) -> URIRef:
    """Return the IRI of a node of the sample."""
    return URIRef(mint(kind, name))


_HER2, _ERBB2 = iri("Protein", "HER2"), iri("Gene", "ERBB2")
_TRASTUZUMAB, _LAPATINIB = iri("Drug", "trastuzumab"), iri("Drug", "lapatinib")
_BREAST, _L755S = iri("Cancer", "breast cancer"), iri("Variant", "ERBB2 L755S")
_INDICATION, _LABEL = iri("Indication", "I001"), iri("Source", "LABEL-1")
_GROWTH, _TEXT = iri("BiologicalProcess", "cell growth"), iri("Document", "text")

_ENTITIES = [
    Entity(_HER2, "Protein", "HER2", ("ErbB2", "HER-2"), "A receptor.", ("uniprot:P04626",)),
    Entity(_ERBB2, "Gene", "ERBB2", ("NEU", "HER2", "CD340"), "", ("hgnc:3430",)),
    Entity(_TRASTUZUMAB, "Drug", "trastuzumab", ("Herceptin",), "", ("NCIT:C1647",)),
    Entity(_LAPATINIB, "Drug", "lapatinib", ("Tykerb", "TGF-\N{GREEK SMALL LETTER ALPHA} foe")),
    Entity(_BREAST, "Cancer", "breast cancer", (), "", ("DOID:1612",)),
    Entity(_L755S, "Variant", "ERBB2 L755S"),
    Entity(_GROWTH, "BiologicalProcess", "cell growth"),
    Entity(iri("HER2Status", "HER2-positive"), "ReportedResult", "HER2-positive", ("HER2+",)),
    Entity(iri("HER2Status", "HER2-negative"), "ReportedResult", "HER2-negative", ("HER2-",)),
    Entity(_INDICATION, "Indication", "FDA 1998-09-25: trastuzumab for breast cancer"),
]

_SOURCES = [
    Source(_LABEL, "Label", "Herceptin label", "https://example.org/l", "", "2018", "public"),
    Source(_TEXT, "Document", "An article"),
]


def _row(subject: URIRef, predicate: str, value: URIRef | Literal, record: str) -> Claim:
    return Claim(subject, predicate, value, record, (_LABEL,), verification=Verification.VERIFIED)


_CLAIMS = [
    _row(_TRASTUZUMAB, "targets", _HER2, "drugs D01 target"),
    _row(_TRASTUZUMAB, "brandName", Literal("Herceptin"), "drugs D01 brand"),
    _row(_INDICATION, "drug", _TRASTUZUMAB, "indications I001 drug"),
    _row(_INDICATION, "cancer", _BREAST, "indications I001 cancer"),
    Claim(
        _INDICATION,
        "approvalDate",
        Literal("1998-09-25", datatype=XSD.date),
        "indications I001 approval_date",
        verification=Verification.UNVERIFIED,
    ),
    Claim(
        _L755S,
        "confersResistanceTo",
        _LAPATINIB,
        "responses V01",
        (_LABEL,),
        qualifiers=(Qualifier("inCancer", _BREAST, identifying=True),),
        level="D",
        scheme="CIViC",
    ),
    Claim(
        _L755S,
        "confersSensitivityTo",
        _LAPATINIB,
        "responses V02",
        polarity=Polarity.REFUTES,
        qualifiers=(Qualifier("inCancer", _BREAST, identifying=True),),
        note="a remark",
    ),
]

_READ = Claim(
    _HER2,
    "promotes",
    _GROWTH,
    "",
    (_TEXT,),
    qualifiers=(Qualifier("frequency", Literal("often")),),
    hedge="may",
    attribution="the society",
    confidence=0.6,
    knowledge_level=KnowledgeLevel.NOT_PROVIDED,
    agent_type=AgentType.TEXT_MINING,
    quote=TextQuote(
        "HER2 may often promote cell growth", "", ".", 0, 34, "HER2 may often promote."
    ),
)


def _quads() -> list[Quad]:
    quads = [*encode_load(_CURATED), *encode_load(_ARTICLE)]
    for entity in _ENTITIES:
        quads += encode_entity(entity)
    for source in _SOURCES:
        quads += encode_source(source)
    for claim in _CLAIMS:
        quads += encode_claim(claim, _CURATED)
    return [*quads, *encode_claim(_READ, _ARTICLE)]


def _line(quad: Quad) -> str:
    return " ".join(part.n3() for part in quad) + " .\n"


def _run_rules(store: ox.Store) -> None:
    folder = resources.files("her2kg.ontology") / "rules"
    for rule in sorted(folder.iterdir(), key=lambda entry: entry.name):
        triples = store.query(
            rule.read_text(encoding="utf-8"), prefixes=PREFIXES, use_default_graph_as_union=True
        )
        assert isinstance(triples, ox.QueryTriples)
        graph = ox.NamedNode(graph_iri("facts"))
        store.extend([ox.Quad(t.subject, t.predicate, t.object, graph) for t in set(triples)])


def sample_store() -> ox.Store:
    """Build the sample in memory, facts and plain triples included."""
    store = ox.Store()
    ontology = Graph()
    ontology.parse(data=(resources.files("her2kg.ontology") / "her2.ttl").read_text("utf-8"))
    store.load(
        ontology.serialize(format="nt"),
        format=ox.RdfFormat.N_TRIPLES,
        to_graph=ox.NamedNode(graph_iri("schema")),
    )
    store.load("".join(map(_line, _quads())), format=ox.RdfFormat.N_QUADS)
    _run_rules(store)
    return store
