"""The claims and things of a graph as plain records, read once for several formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from her2kg.ontology.namespaces import SCHEMA, curie_of
from her2kg.queries.store import Row, select, text_of, texts_of

__all__ = ["ClaimRecord", "Thing", "claims", "sparql", "things"]


@cache
def sparql(name: str) -> str:
    """Return the text of the query ``exporting/<name>.rq``."""
    return (files("her2kg.exporting") / f"{name}.rq").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the graph.

    Attributes:
        iri: its IRI.
        curie: the same, shortened.
        kind: local name of its class.
        label: its name.
        definition: one sentence, or empty.
        synonyms: other names, sorted.
        identifiers: CURIEs of the same thing elsewhere, sorted.
        wider: CURIEs of what it is a kind of, sorted.
    """

    iri: str
    curie: str
    kind: str
    label: str
    definition: str
    synonyms: tuple[str, ...]
    identifiers: tuple[str, ...]
    wider: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim with what stands behind it; fields that do not apply are empty.

    Attributes:
        curie: the claim.
        subject: CURIE of what it is about.
        predicate: local name of the property.
        object: CURIE of what is said, or empty for a literal.
        value: the literal, or empty for a node.
        polarity: ``supports``, ``refutes`` or ``nullResult``.
        verification: ``verified``, ``unverified`` or ``asPublished``.
        hedge: hedging words.
        knowledge_level: Biolink's value.
        agent_type: Biolink's value.
        level: evidence level as the source gives it.
        scheme: whose scale that is.
        statement: the sentence or row behind it.
        quote: the exact words of a text.
        record: the record it stands in.
        load: title of the input that it came from.
        loader: name of the loader.
        licence: its licence.
        valid_from: first day on which it holds.
        valid_until: first day on which it no longer holds.
        cancer: CURIE of the cancer that narrows it.
        publications: identifiers or titles of its sources, sorted.
        pages: addresses of its sources, sorted.
    """

    curie: str
    subject: str
    predicate: str
    object: str
    value: str
    polarity: str
    verification: str
    hedge: str
    knowledge_level: str
    agent_type: str
    level: str
    scheme: str
    statement: str
    quote: str
    record: str
    load: str
    loader: str
    licence: str
    valid_from: str
    valid_until: str
    cancer: str
    publications: tuple[str, ...]
    pages: tuple[str, ...]


def things(store: ox.Store) -> Iterator[Thing]:
    """Yield the nodes of the graph that have a label, by IRI; sources are none of them."""
    for row in select(store, sparql("things")):
        iri = text_of(row, "node")
        yield Thing(
            iri,
            curie_of(iri),
            text_of(row, "kind").removeprefix(SCHEMA),
            text_of(row, "label"),
            text_of(row, "definition"),
            _several(row, "synonyms"),
            _several(row, "identifiers"),
            tuple(sorted(curie_of(wider) for wider in _several(row, "wider"))),
        )


def claims(store: ox.Store) -> Iterator[ClaimRecord]:
    """Yield the claims of the graph, by IRI."""
    for row in select(store, sparql("claims")):
        node = isinstance(row["object"], ox.NamedNode)
        said = text_of(row, "object")
        yield ClaimRecord(
            curie=curie_of(text_of(row, "claim")),
            subject=curie_of(text_of(row, "subject")),
            predicate=text_of(row, "predicate").removeprefix(SCHEMA),
            object=curie_of(said) if node else "",
            value="" if node else said,
            polarity=text_of(row, "polarity"),
            verification=text_of(row, "verification"),
            hedge=text_of(row, "hedge"),
            knowledge_level=text_of(row, "knowledge_level"),
            agent_type=text_of(row, "agent_type"),
            level=text_of(row, "level"),
            scheme=text_of(row, "scheme"),
            statement=text_of(row, "statement"),
            quote=text_of(row, "quote"),
            record=text_of(row, "record"),
            load=text_of(row, "load_title"),
            loader=text_of(row, "loader"),
            licence=text_of(row, "licence"),
            valid_from=text_of(row, "valid_from"),
            valid_until=text_of(row, "valid_until"),
            cancer=curie_of(text_of(row, "cancer")) if row.get("cancer") else "",
            publications=_several(row, "publications"),
            pages=_several(row, "pages"),
        )


def _several(row: Row, variable: str) -> tuple[str, ...]:
    return tuple(sorted(set(texts_of(row, variable))))
