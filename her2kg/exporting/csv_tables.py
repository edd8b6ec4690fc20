"""The graph as three CSV tables for spreadsheets: nodes, claims, sources."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from her2kg.exporting.output import Loss, Output
from her2kg.exporting.records import ClaimRecord, Thing, claims, sparql, things
from her2kg.exporting.tables import csv_bytes
from her2kg.ontology.namespaces import curie_of
from her2kg.queries.store import select, text_of

__all__ = ["as_csv"]

_JOIN = "; "
_NODES = ("node", "kind", "label", "definition", "synonyms", "identifiers", "kind_of")
_SOURCES = ("source", "kind", "title", "page", "identifier", "date", "licence")
_CLAIMS = (
    "claim",
    "subject",
    "subject_label",
    "predicate",
    "object",
    "object_label",
    "polarity",
    "verification",
    "hedge",
    "evidence_level",
    "evidence_scheme",
    "in_cancer",
    "valid_from",
    "valid_until",
    "quote",
    "statement",
    "record",
    "input",
    "sources",
    "pages",
    "licence",
)


def as_csv(store: ox.Store) -> Output:
    """Write ``nodes.csv``, ``claims.csv`` and ``sources.csv``."""
    nodes, told = list(things(store)), list(claims(store))
    labels = {thing.curie: thing.label for thing in nodes}
    sources = [_source(row) for row in map(dict, select(store, sparql("sources")))]
    files = {
        "nodes.csv": csv_bytes(_NODES, map(_node, nodes)),
        "claims.csv": csv_bytes(_CLAIMS, (_claim(claim, labels) for claim in told)),
        "sources.csv": csv_bytes(_SOURCES, sources),
    }
    holds = {"nodes": len(nodes), "claims": len(told), "sources": len(sources)}
    return Output(files, holds, _losses(store, told))


def _node(thing: Thing) -> dict[str, str]:
    return {
        "node": thing.curie,
        "kind": thing.kind,
        "label": thing.label,
        "definition": thing.definition,
        "synonyms": _JOIN.join(thing.synonyms),
        "identifiers": _JOIN.join(thing.identifiers),
        "kind_of": _JOIN.join(thing.wider),
    }


def _claim(claim: ClaimRecord, labels: Mapping[str, str]) -> dict[str, str]:
    return {
        "claim": claim.curie,
        "subject": claim.subject,
        "subject_label": labels.get(claim.subject, ""),
        "predicate": claim.predicate,
        "object": claim.object,
        "object_label": labels.get(claim.object, "") or claim.value,
        "polarity": claim.polarity,
        "verification": claim.verification,
        "hedge": claim.hedge,
        "evidence_level": claim.level,
        "evidence_scheme": claim.scheme,
        "in_cancer": claim.cancer,
        "valid_from": claim.valid_from,
        "valid_until": claim.valid_until,
        "quote": claim.quote,
        "statement": claim.statement,
        "record": claim.record,
        "input": claim.load,
        "sources": _JOIN.join(claim.publications),
        "pages": _JOIN.join(claim.pages),
        "licence": claim.licence,
    }


def _source(row: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]) -> dict[str, str]:
    fields = {name: text_of(row, name) for name in _SOURCES}
    return {
        **fields,
        "source": curie_of(fields["source"]),
        "kind": curie_of(fields["kind"]).partition(":")[2],
    }


def _losses(store: ox.Store, told: Iterable[ClaimRecord]) -> tuple[Loss, ...]:
    counted = next(select(store, sparql("losses-csv")))
    found = (
        Loss("quotes lose their place in the document", sum(1 for c in told if c.quote)),
        Loss("facts with their counts for and against", int(text_of(counted, "facts"))),
        Loss("declared conflicts between claims", int(text_of(counted, "conflicts"))),
        Loss("evidence items of databases as nodes", int(text_of(counted, "items"))),
        Loss("classes and properties of the vocabulary", int(text_of(counted, "terms"))),
    )
    return tuple(loss for loss in found if loss.count)
