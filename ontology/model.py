"""The value types: entities, sources, loads, and claims with the quote or row behind them."""

from dataclasses import dataclass
from enum import StrEnum

from rdflib import Literal, URIRef

__all__ = [
    "AgentType",
    "Claim",
    "Description",
    "Entity",
    "EvidenceItem",
    "KnowledgeLevel",
    "Load",
    "Name",
    "Node",
    "Polarity",
    "Qualifier",
    "Source",
    "TextQuote",
    "Value",
    "Verification",
]


class Polarity(StrEnum):
    """Whether a source asserts a statement, denies it, or looked and found no effect."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    NULL_RESULT = "nullResult"


class Verification(StrEnum):
    """How far a claim was checked against its source."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    AS_PUBLISHED = "asPublished"


class KnowledgeLevel(StrEnum):
    """Biolink's knowledge_level values that loaders of this project use."""

    ASSERTION = "knowledge_assertion"
    NOT_PROVIDED = "not_provided"
    PREDICTION = "prediction"


class AgentType(StrEnum):
    """Biolink's agent_type values that loaders of this project use."""

    MANUAL = "manual_agent"
    MODEL = "computational_model"
    TEXT_MINING = "text_mining_agent"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A node as the source wrote it, before the linker finds what it names.

    Attributes:
        kind: the class expected, a value of ``namespaces.KINDS``.
        text: the words of the source.
        identifiers: CURIEs given beside the words, e.g. ``("DOID:1612",)``.
    """

    kind: str
    text: str
    identifiers: tuple[str, ...] = ()


Node = URIRef | Name
"""A node: an IRI, or a name still to be linked."""

Value = URIRef | Literal | Name
"""What a claim may say of its subject."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the graph speaks of.

    Attributes:
        iri: its IRI in the graph.
        kind: local name of its class in the ontology.
        label: the one spelling used for display.
        synonyms: other names, in any order.
        definition: one plain English sentence, or empty.
        identifiers: CURIEs of the same thing elsewhere, e.g. ``NCIT:C1647``.
        broader: nodes of the next wider things, e.g. the cancer this one is a kind of.
    """

    iri: URIRef
    kind: str
    label: str
    synonyms: tuple[str, ...] = ()
    definition: str = ""
    identifiers: tuple[str, ...] = ()
    broader: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """What a reference source knows of a thing; taken when the graph speaks of the thing.

    Attributes:
        source: name of the loader that brought it.
        kind: local name of its class in the ontology.
        label: its name in the source.
        identifiers: its CURIEs, that of the source itself first; none is a guess.
        synonyms: other names that mean exactly the same.
        definition: one plain English sentence, or empty.
        broader: CURIEs, in the source, of the next wider things.
        matches: CURIEs by which it may be found but that are not known to be exactly the same.
    """

    source: str
    kind: str
    label: str
    identifiers: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from: a publication, label, guideline, trial record or database.

    Attributes:
        iri: its IRI in the graph, readable (``source:pubmed-11248153``).
        kind: one of Publication, Label, RegulatorPage, CompanyAnnouncement, GuidelineDocument,
            TrialRecord, Database, CuratedTable, Document (classes of the ontology below Source).
        title: what to call it in a list of references.
        url: the page of the publisher, or empty.
        identifier: its CURIE where it has one, e.g. ``pubmed:11248153``, or empty.
        date: when it was issued, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or empty.
        licence: SPDX id or plain words, or empty where not known.
    """

    iri: URIRef
    kind: str
    title: str
    url: str = ""
    identifier: str = ""
    date: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """One run of a loader over one input; the prov:Activity behind its claims.

    Attributes:
        loader: name of the loader, e.g. ``civic``.
        version: version of the loader's code, raised when its output changes.
        sha256: hash of the input, hexadecimal.
        graph: local name of the graph that its claims lie in.
        title: what to call the input in a list of sources.
        licence: licence of the input.
    """

    loader: str
    version: str
    sha256: str
    graph: str
    title: str
    licence: str


@dataclass(frozen=True, slots=True, order=True)
class TextQuote:
    """A Web Annotation selector: the exact words and where they stand.

    ``document_text[start:end] == exact`` holds for every quote (offsets count characters).

    Attributes:
        exact: the quoted words.
        prefix: up to 32 characters before them.
        suffix: up to 32 characters after them.
        start: offset of the first character.
        end: offset behind the last character.
        sentence: the whole sentence that the quote stands in.
        ordinal: which occurrence of that sentence in the file, from 0.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    sentence: str
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Something that narrows a claim: ``inCancer``, ``frequency`` and so on.

    Attributes:
        predicate: local name of the property in the ontology.
        value: a node, a name to link, or a literal.
        identifying: whether claims that differ in it speak of different facts.
    """

    predicate: str
    value: Value
    identifying: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A record of a database of evidence, with its fields as the database gives them.

    What it says becomes claims; they point back to it with the qualifier ``statedIn``.

    Attributes:
        iri: its IRI in the graph, e.g. ``evidence:EID283``.
        label: the record in a few words.
        properties: its fields; ``identifying`` plays no part here.
        sources: the publications that it sums up.
    """

    iri: URIRef
    label: str
    properties: tuple[Qualifier, ...]
    sources: tuple[URIRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one source.

    Attributes:
        subject: what it is about.
        predicate: local name of the property in the ontology, e.g. ``targets``.
        object: what is said.
        record: the record it stands in: ``EID283``, ``drugs.csv D01``; for text, empty.
        sources: the primary sources it rests on; empty where the primary source is not known.
        polarity: supports, refutes or null result.
        qualifiers: what narrows it.
        verification: how far it was checked.
        knowledge_level: Biolink's value.
        agent_type: who asserted it, Biolink's value.
        level: evidence level exactly as the source gives it, or empty.
        scheme: whose scale ``level`` is on, e.g. ``CIViC``; empty when there is no level.
        statement: the sentence or row behind it, in the source's words.
        quote: for text, where the words stand.
        hedge: the hedging words (``can``, ``may``), or empty.
        attribution: whom the text names as its authority, or empty.
        confidence: for machine-read text, 0 to 1; None otherwise.
        pattern: id of the text pattern that found it, or empty.
        valid_from: first day on which it holds, ``YYYY[-MM[-DD]]``, or empty when undated.
        valid_until: first day on which it no longer holds, or empty.
        conflicts_with: record ids of the same input that say otherwise.
        note: remark of the curator or of the reader of text, or empty.
        licence: licence of the claim when it differs from its load's, or empty.
    """

    subject: Node
    predicate: str
    object: Value
    record: str
    sources: tuple[URIRef, ...] = ()
    polarity: Polarity = Polarity.SUPPORTS
    qualifiers: tuple[Qualifier, ...] = ()
    verification: Verification = Verification.AS_PUBLISHED
    knowledge_level: KnowledgeLevel = KnowledgeLevel.ASSERTION
    agent_type: AgentType = AgentType.MANUAL
    level: str = ""
    scheme: str = ""
    statement: str = ""
    quote: TextQuote | None = None
    hedge: str = ""
    attribution: str = ""
    confidence: float | None = None
    pattern: str = ""
    valid_from: str = ""
    valid_until: str = ""
    conflicts_with: tuple[str, ...] = ()
    note: str = ""
    licence: str = ""
