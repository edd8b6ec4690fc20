"""Where the rows of the curated tables stand, for messages that name file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from her2kg.loaders.base import Material
from her2kg.loaders.curated_index import index_of, table_name
from her2kg.loaders.curated_schema import read_schema
from her2kg.loaders.tables import Row, read_rows
from her2kg.ontology.namespaces import mint

__all__ = ["CuratedRows", "RowPlace", "rows_of"]


@dataclass(frozen=True, slots=True, order=True)
class RowPlace:
    """A row of a curated table.

    Attributes:
        file: name of its file.
        line: its first line, from 1.
        id: its id.
    """

    file: str
    line: int
    id: str

    def __str__(self) -> str:
        """Write it as people look it up: ``indications.csv, line 43 (I042)``."""
        return f"{self.file}, line {self.line} ({self.id})"


@dataclass(frozen=True, slots=True)
class CuratedRows:
    """The rows of all tables.

    Attributes:
        by_node: the row that describes a node, by its IRI.
        by_id: the row with an id, by table and id.
        doubles: rows whose id an earlier row of the same table has, each with that row.
    """

    by_node: Mapping[str, RowPlace]
    by_id: Mapping[tuple[str, str], RowPlace]
    doubles: tuple[tuple[RowPlace, RowPlace], ...]


def rows_of(materials: list[Material]) -> CuratedRows:
    """Find the rows of the curated tables.

    Args:
        materials: the tables, with those that say how to read them.
    """
    by_id: dict[tuple[str, str], RowPlace] = {}
    doubles = []
    for table, place in _places(materials):
        first = by_id.setdefault((table, place.id), place)
        if first is not place:
            doubles.append((place, first))
    return CuratedRows(_nodes(materials, by_id), by_id, tuple(doubles))


def _places(materials: list[Material]) -> Iterator[tuple[str, RowPlace]]:
    for material in materials:
        for row in read_rows(material):
            if isinstance(row, Row) and row.cells.get("id"):
                yield table_name(material), RowPlace(material.name, row.line, row.cells["id"])


def _nodes(
    materials: list[Material], by_id: Mapping[tuple[str, str], RowPlace]
) -> dict[str, RowPlace]:
    by_name = {table_name(material): material for material in materials}
    index = index_of(read_schema(by_name["_tables"], by_name["_columns"]), materials)
    nodes = {
        str(record.iri): by_id[record.table.name, record.cells["id"]]
        for records in index.records.values()
        for record in records
        if record.table.kind
    }
    sources = {mint("Source", id_): p for (table, id_), p in by_id.items() if table == "sources"}
    return nodes | sources
