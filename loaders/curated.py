"""The tables that this project wrote itself: facts on HER2, each with its source and doubts."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from rdflib import URIRef

from her2kg.loaders.base import Material, Record, Rejection, Taken
from her2kg.loaders.curated_claims import claims_of
from her2kg.loaders.curated_index import Index, index_of, table_name, values
from her2kg.loaders.curated_index import Record as CuratedRow
from her2kg.loaders.curated_schema import Schema, read_schema
from her2kg.loaders.tables import excerpt_of, read_rows
from her2kg.ontology.mappings import exact_identifiers
from her2kg.ontology.model import Entity, Source
from her2kg.ontology.namespaces import mint

__all__ = ["CuratedLoader", "curated_material", "load_all"]

FOLDER = "curated"
CONTROL = ("_tables", "_columns", "conflicts")


class CuratedLoader:
    """Reads the curated tables; which table says what stands in two of them, not in code."""

    name = "curated"
    version = "1"
    licence = "CC-BY-4.0"
    homepage = "https://w3id.org/her2kg/"
    title = "Curated tables of her2kg"

    def recognises(self, head: str) -> bool:
        """Say whether the first line is the header of one of the curated tables."""
        first = head.removeprefix("\ufeff").partition("\n")[0].strip()
        return bool(first) and first in _headers()

    def load(self, material: Material) -> Iterator[Record]:
        """Yield what one table says; names in it are looked up in all tables.

        Args:
            material: a table, named as in ``curated_material``; it may be a changed copy.

        Yields:
            Sources, entities and claims in the order of the file; a Rejection for each row
            or cell that could not be taken.
        """
        name = table_name(material)
        if name == "sources":
            yield from _sources(material)
        elif name in CONTROL:
            return
        elif name not in _schema():
            yield Rejection(material.name, 1, "no curated table has this name: rename the file")
        else:
            yield from _entities_and_claims(name, _index(material))


def curated_material() -> list[Material]:
    """Return the embedded tables, sorted by name, with those that say how to read them."""
    return list(_embedded())


def load_all() -> Iterator[Record]:
    """Yield what all curated tables say, table by table."""
    loader = CuratedLoader()
    for material in _embedded():
        yield from loader.load(material)


@lru_cache(maxsize=1)
def _embedded() -> tuple[Material, ...]:
    folder = files("her2kg.loaders").joinpath(FOLDER)
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".csv")), key=lambda p: p.name)
    return tuple(Material.of_text(path.name, path.read_bytes().decode("utf-8")) for path in paths)


@lru_cache(maxsize=1)
def _headers() -> frozenset[str]:
    return frozenset(material.text.partition("\n")[0].strip() for material in _embedded())


@lru_cache(maxsize=1)
def _schema() -> Schema:
    by_name = {table_name(material): material for material in _embedded()}
    return read_schema(by_name["_tables"], by_name["_columns"])


@lru_cache(maxsize=2)
def _index_of(materials: tuple[Material, ...]) -> Index:
    return index_of(_schema(), materials)


def _index(material: Material) -> Index:
    """Index the embedded tables, with one of them as it was handed in."""
    return _index_of(tuple(material if m.name == material.name else m for m in _embedded()))


def _sources(material: Material) -> Iterator[Source | Rejection | Taken]:
    for row in read_rows(material, ["id", "kind", "title"]):
        if isinstance(row, Rejection):
            yield row
            continue
        cells = dict(row.cells)
        try:
            iri = URIRef(mint("Source", cells.pop("id")))
        except ValueError as error:
            yield Rejection(material.name, row.line, str(error), excerpt_of(row.cells.values()))
            continue
        yield Taken(material.name, row.line)
        yield Source(iri, **cells)


def _entities_and_claims(name: str, index: Index) -> Iterator[Record]:
    yield from index.rejections[name]
    for record in index.records[name]:
        yield Taken(f"{name}.csv", record.row.line)
        if record.table.kind:
            yield from _entity(record, index)
        yield from claims_of(record, index)


def _entity(record: CuratedRow, index: Index) -> Iterator[Entity | Rejection]:
    """Yield the node of a row; a name that cannot stand is left out and told."""
    cells = record.cells
    broader = []
    for name in values(cells, "broader"):
        iri = index.find([record.table.kind], name)
        if iri is None:
            yield record.reject(f"column broader: no row of this table is named {name!r}")
        else:
            broader.append(iri)
    yield Entity(
        iri=record.iri,
        kind=record.kind,
        label=record.label,
        synonyms=values(cells, "synonyms"),
        definition=cells.get("definition", ""),
        identifiers=exact_identifiers(record.iri),
        broader=tuple(broader),
    )
