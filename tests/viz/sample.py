"""A small graph of true facts about HER2, and of names that try to break a page."""

from datetime import date
from importlib.resources import files

import pyoxigraph as ox
from rdflib import Literal, URIRef

from her2kg.ontology.encode import (
    Quad,
    encode_claim,
    encode_entity,
    encode_load,
    encode_source,
    load_iri,
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
from her2kg.ontology.namespaces import PREFIXES, expand, graph_iri, mint
from her2kg.queries.store import run
from her2kg.viz.panel import Seen

__all__ = ["HER2", "HOSTILE", "LONG", "SEEN", "TRASTUZUMAB", "node", "sample_store"]

SEEN = Seen(date(2026, 11, 23))
"""The day from which the pictures of the tests are seen."""

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1> \"'&"
LONG = "unbreakable" * 909
_RTL = "\u202ebamuzutsart\u202c \u05d4\u05e8\u05e2\u05e8 \U0001f9ec"

_NAMES = """
Protein|HER2|the protein that ERBB2 codes for|erbB-2;HER-2/neu|uniprot:P04626
Protein|EGFR||HER1;ERBB1|uniprot:P00533
Protein|HER3||ERBB3|uniprot:P21860
Protein|HER4||ERBB4|
Gene|ERBB2||NEU;CD340|hgnc:3430
ProteinRegion|extracellular subdomain IV|||
ProteinRegion|extracellular subdomain II|||
ProteinRegion|kinase domain|||
Variant|ERBB2 L755S||p.Leu755Ser|civic.vid:39
Variant|ERBB2 S310F|||
Variant|ERBB2 Y772_A775dup||A775_G776insYVMA|
Drug|trastuzumab|an antibody against HER2|Herceptin|NCIT:C1647
Drug|pertuzumab||Perjeta|
Drug|trastuzumab emtansine||T-DM1;Kadcyla|
Drug|trastuzumab deruxtecan||T-DXd;Enhertu;DS-8201|
Drug|tucatinib||Tukysa|
Drug|lapatinib||Tykerb|
Drug|neratinib||Nerlynx|
Drug|trastuzumab-dkst||Ogivri|
DrugClass|antibody-drug conjugate|||
DrugClass|monoclonal antibody|||
Payload|DM1|||
Payload|deruxtecan payload (topoisomerase I inhibitor)|||
Cancer|breast cancer||malignant breast neoplasm|DOID:1612
Cancer|HER2-positive breast cancer||HER2+ breast cancer|DOID:0060079
Cancer|gastric adenocarcinoma|||
Cancer|gastroesophageal junction adenocarcinoma|||
Cancer|non-small cell lung cancer||NSCLC|
Cancer|biliary tract cancer|||
HER2Status|HER2-positive||HER2+|
HER2Status|HER2-low|||
Trial|EMILIA|||clinicaltrials:NCT00829166
Trial|KATHERINE|||clinicaltrials:NCT01772472
Trial|NCT03529110||DESTINY-Breast03|
Trial|ToGA|||clinicaltrials:NCT01041404
Test|HercepTest|||
Test|HER2 immunohistochemistry (IHC)||IHC|
Test|PATHWAY anti-HER-2/neu (4B5)|||
AdverseEvent|cardiomyopathy|||
AdverseEvent|embryo-fetal toxicity|||
AdverseEvent|interstitial lung disease / pneumonitis||ILD|
AdverseEvent|hepatotoxicity|||
Regulator|FDA|||
Regulator|EMA|||
Indication|FDA 2013-02-22: trastuzumab emtansine for breast cancer|||
Indication|FDA 2010-10-20: trastuzumab for gastric adenocarcinoma|||
"""

_FACTS = """
HER2|dimerizesWith|EGFR|verified
HER2|dimerizesWith|HER3|verified
HER2|dimerizesWith|HER4|verified
ERBB2|encodes|HER2|verified
extracellular subdomain IV|partOf|HER2|verified
extracellular subdomain II|partOf|HER2|verified
kinase domain|partOf|HER2|verified
ERBB2 L755S|variantOf|ERBB2|verified
ERBB2 S310F|variantOf|ERBB2|verified
ERBB2 Y772_A775dup|variantOf|ERBB2|verified
ERBB2 L755S|inRegion|kinase domain|verified
trastuzumab|targets|HER2|verified
pertuzumab|targets|HER2|verified
trastuzumab emtansine|targets|HER2|verified
trastuzumab deruxtecan|targets|HER2|verified
tucatinib|targets|HER2|verified
lapatinib|targets|HER2|verified
lapatinib|targets|EGFR|verified
neratinib|targets|HER2|unverified
trastuzumab|bindsRegion|extracellular subdomain IV|verified
pertuzumab|bindsRegion|extracellular subdomain II|verified
trastuzumab|hasDrugClass|monoclonal antibody|verified
trastuzumab emtansine|hasDrugClass|antibody-drug conjugate|verified
trastuzumab deruxtecan|hasDrugClass|antibody-drug conjugate|verified
trastuzumab emtansine|hasPayload|DM1|verified
trastuzumab deruxtecan|hasPayload|deruxtecan payload (topoisomerase I inhibitor)|verified
trastuzumab-dkst|biosimilarOf|trastuzumab|verified
trastuzumab emtansine|mustNotSubstitute|trastuzumab|verified
trastuzumab|hasBoxedWarning|cardiomyopathy|verified
trastuzumab|hasBoxedWarning|embryo-fetal toxicity|verified
trastuzumab deruxtecan|hasBoxedWarning|interstitial lung disease / pneumonitis|verified
trastuzumab emtansine|hasBoxedWarning|hepatotoxicity|verified
ERBB2 L755S|confersResistanceTo|lapatinib|verified
ERBB2 L755S|confersSensitivityTo|neratinib|verified
EMILIA|studiesDrug|trastuzumab emtansine|verified
KATHERINE|studiesDrug|trastuzumab emtansine|verified
NCT03529110|studiesDrug|trastuzumab deruxtecan|verified
ToGA|studiesDrug|trastuzumab|verified
EMILIA|enrolsCancer|breast cancer|verified
ToGA|enrolsCancer|gastric adenocarcinoma|verified
ToGA|enrolsCancer|gastroesophageal junction adenocarcinoma|verified
HercepTest|detects|HER2|verified
HER2 immunohistochemistry (IHC)|detects|HER2|verified
PATHWAY anti-HER-2/neu (4B5)|detects|HER2|verified
HercepTest|companionFor|trastuzumab|verified
FDA 2013-02-22: trastuzumab emtansine for breast cancer|drug|trastuzumab emtansine|verified
FDA 2013-02-22: trastuzumab emtansine for breast cancer|cancer|breast cancer|verified
FDA 2013-02-22: trastuzumab emtansine for breast cancer|requiresStatus|HER2-positive|verified
FDA 2013-02-22: trastuzumab emtansine for breast cancer|pivotalTrial|EMILIA|verified
FDA 2013-02-22: trastuzumab emtansine for breast cancer|regulator|FDA|verified
FDA 2010-10-20: trastuzumab for gastric adenocarcinoma|drug|trastuzumab|verified
FDA 2010-10-20: trastuzumab for gastric adenocarcinoma|cancer|gastric adenocarcinoma|verified
FDA 2010-10-20: trastuzumab for gastric adenocarcinoma|regulator|FDA|verified
"""

_ROWS = [line.split("|") for line in _NAMES.strip().splitlines()]
_KIND = {row[1]: row[0] for row in _ROWS}
_LOAD = Load("sample", "1", "0" * 64, "sample", "a table of the tests", "CC0-1.0")
_READ = Load("article", "1", "1" * 64, "article", "an article of the tests", "CC0-1.0")
_PAPER = Source(
    URIRef(mint("Source", "PUBMED-11248153")),
    "Publication",
    "Use of chemotherapy plus a monoclonal antibody against HER2",
    "https://pubmed.ncbi.nlm.nih.gov/11248153/",
    "pubmed:11248153",
    "2001",
    "",
)
_SENTENCE = "Trastuzumab, an antibody, blocks the growth of cells that carry much HER2."


def node(label: str) -> URIRef:
    """Return the IRI of an entity of the sample by its label."""
    return URIRef(mint(_KIND[label], label))


HER2 = str(node("HER2"))
TRASTUZUMAB = str(node("trastuzumab"))


def _entities() -> list[Entity]:
    found = [
        Entity(
            node(label),
            kind,
            label,
            tuple(s for s in synonyms.split(";") if s),
            definition,
            tuple(i for i in [identifier] if i),
            (node("breast cancer"),) if label == "HER2-positive breast cancer" else (),
        )
        for kind, label, definition, synonyms, identifier in _ROWS
    ]
    for name, label in (("hostile", HOSTILE), ("long", LONG), ("rtl", _RTL)):
        drug = URIRef(expand(f"drug:{name}"))
        found.append(Entity(drug, "Drug", label, (label,), f"About {label}"))
    return found


def _claims() -> list[Claim]:
    rows = [line.split("|") for line in _FACTS.strip().splitlines()]
    claims = [
        Claim(
            node(s),
            p,
            node(o),
            f"sample.csv {number:03}",
            sources=(_PAPER.iri,),
            verification=Verification(verification),
            statement=f"{s}: {o}",
        )
        for number, (s, p, o, verification) in enumerate(rows)
    ]
    for name in ("hostile", "long", "rtl"):
        subject = URIRef(expand(f"drug:{name}"))
        claims.append(Claim(subject, "targets", node("HER2"), name, note=HOSTILE))
    return claims + _disputes()


def _disputes() -> list[Claim]:
    variant, drug = node("ERBB2 L755S"), node("trastuzumab")
    breast = Qualifier("inCancer", node("breast cancer"), identifying=True)
    yes = Claim(variant, "confersSensitivityTo", drug, "yes", qualifiers=(breast,))
    no = Claim(
        variant, "confersSensitivityTo", drug, "no", (_PAPER.iri,), Polarity.REFUTES, (breast,)
    )
    denied = Claim(
        node("ERBB2 S310F"), "confersSensitivityTo", node("pertuzumab"), "denied",
        polarity=Polarity.REFUTES,
    )  # fmt: skip
    made = Claim(
        node("trastuzumab"), "brandName", Literal("Herceptin"), "brand", sources=(_PAPER.iri,)
    )
    return [yes, no, denied, made]


def _read_claims() -> list[Claim]:
    quote = TextQuote(
        "blocks the growth", "rastuzumab, an antibody, ", " of cells", 25, 42, _SENTENCE
    )
    read = {
        "knowledge_level": KnowledgeLevel.NOT_PROVIDED,
        "agent_type": AgentType.TEXT_MINING,
        "sources": (_PAPER.iri,),
        "quote": quote,
    }
    return [
        Claim(node("trastuzumab"), "inhibits", node("EGFR"), "", confidence=0.95, **read),  # type: ignore[arg-type]
        Claim(node("tucatinib"), "inhibits", node("HER4"), "", confidence=0.5, **read),  # type: ignore[arg-type]
        Claim(node("trastuzumab"), "targets", node("HER2"), "", confidence=0.95, **read),  # type: ignore[arg-type]
        Claim(
            node("lapatinib"),
            "inhibits",
            node("HER3"),
            "",
            confidence=0.5,
            **{**read, "knowledge_level": KnowledgeLevel.PREDICTION},  # type: ignore[arg-type]
        ),
    ]


def _quads() -> list[Quad]:
    quads = [q for entity in _entities() for q in encode_entity(entity)]
    quads += encode_source(_PAPER)
    for load, claims in ((_LOAD, _claims()), (_READ, _read_claims())):
        quads += encode_load(load)
        quads += [q for claim in claims for q in encode_claim(claim, load)]
    assert load_iri(_LOAD) != load_iri(_READ)
    return quads


def _term(value: URIRef | Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(value, URIRef):
        return ox.NamedNode(value)
    return ox.Literal(str(value), datatype=ox.NamedNode(value.datatype) if value.datatype else None)


def sample_store() -> ox.Store:
    """Build the sample in memory: claims, ontology, and what the rules make of them."""
    store = ox.Store()
    for s, p, o, g in _quads():
        store.add(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), _term(o), ox.NamedNode(g)))
    ontology = files("her2kg.ontology")
    schema = ox.NamedNode(graph_iri("schema"))
    store.load(
        ontology.joinpath("her2.ttl").read_bytes(), format=ox.RdfFormat.TURTLE, to_graph=schema
    )
    rules = sorted(ontology.joinpath("rules").iterdir(), key=lambda rule: rule.name)
    for rule in rules:
        _apply(store, rule.read_text(encoding="utf-8"))
    return store


def _apply(store: ox.Store, rule: str) -> None:
    name = next(line for line in rule.splitlines() if line.startswith("# graph: ")).split()[2]
    graph = ox.NamedNode(PREFIXES["graph"] + name)
    made = run(store, rule)
    assert isinstance(made, ox.QueryTriples)
    store.extend([ox.Quad(t.subject, t.predicate, t.object, graph) for t in list(made)])
