"""The public identifiers of the graph in use as an SSSOM mapping set."""

import json

import pyoxigraph as ox

from her2kg.exporting.output import Loss, Output
from her2kg.exporting.records import sparql
from her2kg.ontology.mappings import mapping_set
from her2kg.ontology.namespaces import PREFIXES, PUBLIC, curie_of
from her2kg.queries.store import Row, select, text_of

__all__ = ["as_sssom"]

_COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_source_version",
    "comment",
)
_UNSPECIFIED = "semapv:UnspecifiedMatching"
"""SEMAPV's word for a mapping that an input brought without saying how it was found."""


def as_sssom(store: ox.Store) -> Output:
    """Write SSSOM/TSV with its metadata in front: the mapping file, and what inputs added.

    Source: SSSOM 1.0 (https://w3id.org/sssom/schema/).
    """
    rows = sorted({_mapping(row) for row in select(store, sparql("mappings"))})
    used = {cell.partition(":")[0] for row in rows for cell in (row[0], row[2], row[3], row[5])}
    known = {prefix: base for prefix, base in {**PREFIXES, **PUBLIC}.items() if prefix in used}
    head = [f"#{slot}: {json.dumps(value)}" for slot, value in mapping_set().metadata.items()]
    head += ["#curie_map:"]
    head += [
        f"#  {prefix}: {json.dumps(known[prefix])}" for prefix in sorted(used) if prefix in known
    ]
    table = ["\t".join(_COLUMNS), *("\t".join(row) for row in rows)]
    content = "\n".join([*head, *table]) + "\n"
    counted = next(select(store, sparql("losses-sssom")))
    losses = (
        Loss("claims", int(text_of(counted, "claims"))),
        Loss("things without a public identifier", int(text_of(counted, "bare"))),
    )
    return Output(
        {"": content.encode()}, {"mappings": len(rows)}, tuple(x for x in losses if x.count)
    )


def _mapping(row: Row) -> tuple[str, ...]:
    cells = {name: " ".join(text_of(row, name).split()) for name in _COLUMNS}
    for name in ("subject_id", "predicate_id"):
        cells[name] = curie_of(cells[name])
    cells["mapping_justification"] = curie_of(cells["mapping_justification"]) or _UNSPECIFIED
    return tuple(cells[name] for name in _COLUMNS)
