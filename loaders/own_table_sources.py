"""The sources that a table of one's own names: publications, trials, pages."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache

from rdflib import URIRef

from her2kg.loaders.curated_values import split
from her2kg.loaders.own_table_mapping import SourceColumn
from her2kg.loaders.own_table_text import tidy
from her2kg.loaders.own_table_vocabulary import table_rows
from her2kg.ontology.model import Source
from her2kg.ontology.namespaces import expand, mint, slug

__all__ = ["source_of", "sources_of"]

_LONGEST = 300
_LONGEST_NAME = 60
_HASH = 8


@cache
def _forms() -> Sequence[tuple[re.Pattern[str], str, str]]:
    """Return how sources are written: pattern, class and identifier, empty for a page."""
    return [
        (re.compile(row["pattern"], re.ASCII), row["kind"], row["identifier"])
        for row in table_rows("own_table_sources.tsv")
    ]


def sources_of(column: SourceColumn, cells: Mapping[str, str]) -> tuple[Source, ...]:
    """Read the sources of a row, each once, in the order of the cell.

    Raises:
        ValueError: one of them is no public identifier and no address; the message names the
            column.
    """
    try:
        parts = map(tidy, split(cells[column.column], column.separator))
        found = [source_of(part, column.prefix) for part in parts]
    except ValueError as error:
        raise ValueError(f"column {column.column!r}: {error}") from None
    return tuple({source.iri: source for source in found}.values())


def source_of(words: str, prefix: str = "") -> Source:
    """Read one source; the same publication has the same node, whoever names it.

    Args:
        words: e.g. ``PMID: 23220880``, ``10.1056/NEJMoa2203690``, ``NCT03734029`` or the
            address of a page.
        prefix: public prefix of an identifier that is written without one, or empty.

    Raises:
        ValueError: it is no public identifier and no address.
    """
    found = _read(words) or (_read(f"{prefix}:{words}") if prefix else None)
    if found is None or len(words) > _LONGEST:
        raise ValueError(f"{words[:80]!r} is no PMID, DOI, PMC or NCT number and no address")
    return found


def _read(words: str) -> Source | None:
    for pattern, kind, identifier in _forms():
        if match := pattern.fullmatch(words):
            curie = identifier.format(match[1])
            if curie:
                return Source(URIRef(mint("Source", curie)), kind, curie, expand(curie), curie)
            return Source(URIRef(mint("Source", _local(words))), kind, words, words)
    return None


def _local(address: str) -> str:
    """Make a local name of an address; two that differ in a mark have different ones."""
    mark = hashlib.sha256(address.encode()).hexdigest()[:_HASH]
    return f"{slug(address.partition('://')[2])[:_LONGEST_NAME]}-{mark}"
