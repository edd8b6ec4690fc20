"""What the curated tables define: every entity, source and conflict, found by its name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from her2kg.loaders.base import Material, Rejection
from her2kg.loaders.curated_schema import Schema, Table
from her2kg.loaders.curated_values import fill, split
from her2kg.loaders.tables import Row, excerpt_of, read_rows
from her2kg.ontology.namespaces import mint

__all__ = ["SEPARATOR", "Index", "Record", "index_of", "table_name", "values"]

SEPARATOR = ";"
"""Stands between the values of the columns that every table has."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row with the node it describes.

    Attributes:
        table: its table.
        row: its line and cells.
        iri: its node; empty when the table's rows are no nodes.
        kind: class of the node in the ontology.
        label: label of the node.
    """

    table: Table
    row: Row
    iri: URIRef
    kind: str
    label: str

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells of the row by column."""
        return self.row.cells

    def reject(self, reason: str) -> Rejection:
        """Say why the row, or one of its cells, was not taken."""
        return Rejection(
            f"{self.table.name}.csv", self.row.line, reason, excerpt_of(self.cells.values())
        )


@dataclass(frozen=True, slots=True)
class Index:
    """The rows of all tables.

    Attributes:
        records: rows that could be read, by table, in the order of the file.
        rejections: rows that could not, by table.
        nodes: nodes by class and name; a name is a label, or the id of the row.
        sources: nodes of the sources by id.
        conflicts: records of claims that say otherwise, by the record of a claim.
    """

    records: Mapping[str, list[Record]]
    rejections: Mapping[str, list[Rejection]]
    nodes: Mapping[tuple[str, str], URIRef]
    sources: Mapping[str, URIRef]
    conflicts: Mapping[str, tuple[str, ...]]

    def find(self, kinds: Iterable[str], name: str) -> URIRef | None:
        """Return the node of that name in the first of some classes that has it, or None."""
        found = (self.nodes.get((kind, name)) for kind in kinds)
        return next((iri for iri in found if iri is not None), None)


def table_name(material: Material) -> str:
    """Return the name of a table from that of its file."""
    return material.name.removesuffix(".csv")


def index_of(schema: Schema, materials: Iterable[Material]) -> Index:
    """Read all tables and note what they define.

    Args:
        schema: what the tables are.
        materials: the tables, ``sources.csv`` and ``conflicts.csv``, in any order.

    Returns:
        The index; a row whose name another row has taken is among its rejections.
    """
    by_name = {table_name(material): material for material in materials}
    records: dict[str, list[Record]] = {}
    rejections: dict[str, list[Rejection]] = {}
    nodes: dict[tuple[str, str], URIRef] = {}
    for table in schema.values():
        rows = list(_records(table, by_name[table.name]))
        records[table.name], rejections[table.name] = _admit(rows, nodes)
    sources = {
        row.cells["id"]: URIRef(mint("Source", row.cells["id"]))
        for row in _rows(by_name["sources"])
    }
    return Index(records, rejections, nodes, sources, _conflicts(by_name["conflicts"]))


def _admit(
    rows: Iterable[Record | Rejection], nodes: dict[tuple[str, str], URIRef]
) -> tuple[list[Record], list[Rejection]]:
    """Part sound rows from others, and enter the names of the sound ones among the nodes."""
    records, rejections = [], []
    for row in rows:
        if isinstance(row, Rejection):
            rejections.append(row)
            continue
        names = _names(row)
        taken = sorted(name for _, name in names & nodes.keys())
        if taken:
            rejections.append(row.reject(f"another row is already named {taken[0]!r}"))
        else:
            records.append(row)
            nodes.update(dict.fromkeys(names, row.iri))
    return records, rejections


def _names(row: Record) -> set[tuple[str, str]]:
    """Return what only this row may be called: its id, its IRI and, of a thing, its label.

    Nodes that are minted from their id, such as outcomes, may share a label.
    """
    kind = row.table.kind
    if not kind:
        return {(row.table.name, row.cells["id"])}
    names = {(kind, row.cells["id"]), (kind, str(row.iri))}
    return names if row.table.node == "{id}" else names | {(kind, row.label)}


def _records(table: Table, material: Material) -> Iterator[Record | Rejection]:
    """Make a record of each row; a row that names nothing is rejected."""
    for row in read_rows(material, ["id"]):
        if isinstance(row, Rejection):
            yield row
            continue
        try:
            iri = URIRef(mint(table.kind, fill(table.node, row.cells)) if table.kind else "")
        except ValueError as error:
            yield Rejection(material.name, row.line, str(error), excerpt_of(row.cells.values()))
            continue
        kind = row.cells.get("class") or table.kind
        yield Record(table, row, iri, kind, fill(table.label, row.cells))


def _rows(material: Material) -> Iterator[Row]:
    return (row for row in read_rows(material) if isinstance(row, Row))


def _conflicts(material: Material) -> Mapping[str, tuple[str, ...]]:
    """Read pairs of records that contradict each other; each is the other's opponent."""
    others: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(material):
        pair = row.cells["record"], row.cells["other"]
        others[pair[0]].add(pair[1])
        others[pair[1]].add(pair[0])
    return {record: tuple(sorted(rivals)) for record, rivals in others.items()}


def values(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Return the values of one of the columns that tables share; empty where it is missing."""
    return split(cells.get(column, ""), SEPARATOR)
