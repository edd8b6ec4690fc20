"""From a node to the file and row that says it, so that a message can be acted on."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from her2kg.gather import joint_hash
from her2kg.loaders.base import Material
from her2kg.loaders.curated_rows import CuratedRows, rows_of
from her2kg.ontology.gate import Violation
from her2kg.ontology.namespaces import expand
from her2kg.queries.store import Row, select, text_of

__all__ = ["Places", "by_row"]

_NUMBERS = re.compile(r"([^0-9]*)([0-9]*)")
_ABOUT = """SELECT ?asked ?record ?loader ?title ?document ?start WHERE {
  ?asked her2:recordId|her2:quoteStart ?any ; prov:wasGeneratedBy ?load .
  ?load her2:loaderName ?loader ; rdfs:label ?title .
  OPTIONAL { ?asked her2:recordId ?record }
  OPTIONAL { ?asked her2:quoteStart ?start ; prov:wasDerivedFrom/rdfs:label ?document }
}"""

_CURATED = 'SELECT ?hash WHERE { ?load her2:loaderName "curated" ; her2:inputHash ?hash }'


def by_row(lines: Iterable[str]) -> list[str]:
    """Sort messages by file and row, numbers by their size: line 9 comes before line 10."""

    def key(line: str) -> tuple[list[tuple[str, int]], str]:
        return [(word, int(number or 0)) for word, number in _NUMBERS.findall(line)], line

    return sorted(lines, key=key)


class Places:
    """Finds where what the graph says can be mended."""

    def __init__(self, store: ox.Store, curated: list[Material]) -> None:
        """Get ready.

        Args:
            store: the graph.
            curated: the curated tables of this program. Lines are named only when the graph
                was built from these very tables.
        """
        self._store = store
        hashes = {text_of(row, "hash") for row in select(store, _CURATED)}
        same = joint_hash([material.sha256 for material in curated]) in hashes
        self._rows = rows_of(curated) if same else CuratedRows({}, {}, ())

    def lines(self, found: list[Violation]) -> list[str]:
        """Write breaches, each on one line with its place; sorted, none twice."""
        return by_row({violation.at(self.of(violation.node)) for violation in found})

    def of(self, curie: str) -> str:
        """Name the place of a node.

        Args:
            curie: a claim, an evidence item, or a thing that a curated row describes.

        Returns:
            File and row, or input and record; the CURIE itself where neither is known.
        """
        try:
            iri = expand(curie)
        except ValueError:
            return curie
        if iri in self._rows.by_node:
            return str(self._rows.by_node[iri])
        rows = select(self._store, _ABOUT, {"asked": ox.NamedNode(iri)})
        return next((self._of_record(row) for row in rows), curie)

    def _of_record(self, row: Row) -> str:
        record, title = text_of(row, "record"), text_of(row, "title")
        if not record:
            return f"{text_of(row, 'document')}, at character {text_of(row, 'start')}"
        if text_of(row, "loader") != "curated":
            return f"{title}, record {record}"
        table, _, rest = record.partition(" ")
        id_, _, column = rest.rpartition(" ")
        place = self._rows.by_id.get((table, id_))
        return f"{place or f'{table}.csv, row {id_}'}, {column}"
