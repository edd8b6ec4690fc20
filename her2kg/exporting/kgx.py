"""The graph as KGX, the exchange format of the Biolink Model: nodes.tsv and edges.tsv."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from her2kg.exporting.biolink import category, evidence_code, identifier, predicate
from her2kg.exporting.output import Loss, Output
from her2kg.exporting.records import ClaimRecord, Thing, claims, sparql, things
from her2kg.exporting.tables import JOIN, tsv_bytes
from her2kg.ontology.namespaces import curie_of
from her2kg.queries.store import select, text_of

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "as_kgx"]

NODE_COLUMNS = ("id", "category", "name", "description", "synonym", "xref")
"""Columns of nodes.tsv, all slots of the Biolink Model."""

EDGE_COLUMNS = (
    "id",
    "subject",
    "predicate",
    "object",
    "category",
    "negated",
    "disease_context_qualifier",
    "qualifiers",
    "knowledge_level",
    "agent_type",
    "primary_knowledge_source",
    "publications",
    "supporting_text",
    "has_evidence",
    "license",
    "original_evidence_level",
    "verification",
    "valid_from",
    "valid_until",
)
"""Columns of edges.tsv; those after has_evidence are the graph's own, which KGX allows."""

_SOURCES = {"civic": "infores:civic"}
_OWN = "infores:her2kg"
_PUBLICATION = {"pubmed": "PMID", "pmc": "PMC", "doi": "doi", "clinicaltrials": "clinicaltrials"}


@dataclass(slots=True)
class _Names:
    """How each node of the graph is called in the export, and what was left out."""

    ids: dict[str, str] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)

    def losses(self) -> tuple[Loss, ...]:
        """Say what was left out, the classes and properties without a Biolink name together."""
        found = [Loss(what, count) for what, count in sorted(self.lost.items())]
        for what, counted in (
            ("nodes whose class Biolink does not have", self.classes),
            ("claims whose property has no Biolink predicate", self.properties),
        ):
            names = ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))
            found += [Loss(f"{what} ({names})", counted.total())] if counted else []
        return tuple(found)


def as_kgx(store: ox.Store) -> Output:
    """Write nodes and edges with negation and provenance.

    A claim between two things whose property has a Biolink predicate is an edge; one that
    refutes is ``negated``. Hedged claims and null results are no edges, for Biolink has no
    place for doubt. An indication that still holds is a ``treats`` edge, a trial an
    ``in_clinical_trials_for`` edge for each drug and cancer.

    Source: KGX specification (https://biolink.github.io/kgx/kgx_format.html).
    """
    found = _Names()
    nodes = list(_nodes(things(store), found))
    edges = [
        *_claim_edges(claims(store), found),
        *_record_edges(store, "kgx-indications", "treats", found),
        *_record_edges(store, "kgx-trials", "in_clinical_trials_for", found),
        *_hierarchy(things(store), found),
    ]
    files = {
        "nodes.tsv": tsv_bytes(NODE_COLUMNS, sorted(nodes, key=lambda row: row["id"])),
        "edges.tsv": tsv_bytes(EDGE_COLUMNS, sorted(edges, key=lambda row: row["id"])),
    }
    return Output(files, {"nodes": len(nodes), "edges": len(edges)}, found.losses())


def _nodes(all_things: Iterable[Thing], found: _Names) -> Iterator[dict[str, str]]:
    taken: set[str] = set()
    for thing in all_things:
        kind = category(thing.kind)
        if not kind:
            found.classes[thing.kind] += 1
            continue
        name, others = identifier(kind, thing.curie, thing.identifiers)
        if name in taken:
            name, others = thing.curie, thing.identifiers
        taken.add(name)
        found.ids[thing.curie] = name
        if name == thing.curie:
            found.lost["nodes that keep her2kg's own identifier"] += 1
        yield {
            "id": name,
            "category": f"biolink:{kind}",
            "name": thing.label,
            "description": thing.definition,
            "synonym": JOIN.join(thing.synonyms),
            "xref": JOIN.join(others),
        }


def _claim_edges(told: Iterable[ClaimRecord], found: _Names) -> Iterator[dict[str, str]]:
    for claim in told:
        reason = _left_out(claim)
        if reason:
            found.lost[reason] += 1
        elif not predicate(claim.predicate):
            found.properties[claim.predicate] += 1
        elif {claim.subject, claim.object} - found.ids.keys():
            found.lost["claims about nodes that are left out"] += 1
        else:
            yield _edge(claim, found)


def _left_out(claim: ClaimRecord) -> str:
    """Say why what a claim says can be no edge, or nothing."""
    if not claim.object:
        return "claims that say a value and not a thing"
    if claim.polarity == "nullResult":
        return "null results, which are neither for nor against"
    return "hedged claims" if claim.hedge else ""


def _edge(claim: ClaimRecord, found: _Names) -> dict[str, str]:
    level = f"{claim.scheme} {claim.level}".strip()
    return {
        "id": claim.curie,
        "subject": found.ids[claim.subject],
        "predicate": f"biolink:{predicate(claim.predicate)}",
        "object": found.ids[claim.object],
        "category": "biolink:Association",
        "negated": "true" if claim.polarity == "refutes" else "false",
        "disease_context_qualifier": found.ids.get(claim.cancer, claim.cancer),
        "qualifiers": f"her2:{claim.predicate}",
        "knowledge_level": claim.knowledge_level,
        "agent_type": claim.agent_type,
        "primary_knowledge_source": _SOURCES.get(claim.loader, _OWN),
        "publications": _publications(claim.publications),
        "supporting_text": claim.quote or claim.statement,
        "has_evidence": evidence_code(level),
        "license": claim.licence,
        "original_evidence_level": level,
        "verification": claim.verification,
        "valid_from": claim.valid_from,
        "valid_until": claim.valid_until,
    }


def _publications(names: Iterable[str]) -> str:
    """Write identifiers as Biolink does; sources without one are left to supporting_text."""
    written = []
    for name in names:
        prefix, _, local = name.partition(":")
        if prefix in _PUBLICATION and local:
            written.append(f"{_PUBLICATION[prefix]}:{local}")
    return JOIN.join(written)


def _record_edges(
    store: ox.Store, query: str, relation: str, found: _Names
) -> Iterator[dict[str, str]]:
    """Yield an edge for each pair of drug and cancer that a record joins."""
    for row in select(store, sparql(query)):
        drug, cancer, record = (curie_of(text_of(row, name)) for name in ("drug", "cancer", "row"))
        yield {
            "id": f"{record}-{drug.partition(':')[2]}-{cancer.partition(':')[2]}",
            "subject": found.ids[drug],
            "predicate": f"biolink:{relation}",
            "object": found.ids[cancer],
            "category": "biolink:Association",
            "negated": "false",
            "qualifiers": text_of(row, "narrowed"),
            "knowledge_level": "knowledge_assertion",
            "agent_type": "manual_agent",
            "primary_knowledge_source": _OWN,
            "publications": _publications(text_of(row, "publications").split("\n")),
            "supporting_text": text_of(row, "label"),
            "license": text_of(row, "licence"),
            "verification": text_of(row, "verification"),
            "valid_from": text_of(row, "valid_from"),
        }


def _hierarchy(all_things: Iterable[Thing], found: _Names) -> Iterator[dict[str, str]]:
    for thing in all_things:
        for wider in thing.wider:
            if thing.curie in found.ids and wider in found.ids:
                yield {
                    "id": f"{thing.curie}-kind-of-{wider}",
                    "subject": found.ids[thing.curie],
                    "predicate": "biolink:subclass_of",
                    "object": found.ids[wider],
                    "category": "biolink:Association",
                    "negated": "false",
                    "knowledge_level": "knowledge_assertion",
                    "agent_type": "manual_agent",
                    "primary_knowledge_source": _OWN,
                }
