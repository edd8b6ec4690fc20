"""The checks of records before they become quads: of the tables' rows, and of every date."""

from collections.abc import Iterable, Iterator

from her2kg.gather import Gathered, LoadedInput
from her2kg.loaders.base import Material
from her2kg.loaders.curated_index import table_name, values
from her2kg.loaders.curated_rows import CuratedRows, rows_of
from her2kg.loaders.tables import Row, read_rows
from her2kg.ontology.namespaces import curie_of
from her2kg.places import by_row
from her2kg.queries.valid_time import first_day

__all__ = ["broken_records"]

_ALL = "all"
_CONTROL = frozenset({"_columns", "_tables", "conflicts", "sources"})


def broken_records(gathered: Gathered, curated: list[Material]) -> list[str]:
    """Check what the loaders brought.

    A row of a file of the user that cannot be read is counted and left out; a row of the
    curated tables that cannot be read stops the build, because a fact that people rely on would
    be missing.

    Args:
        gathered: the records of all inputs.
        curated: the curated tables.

    Returns:
        One line for each breach, with file and row; empty when all is well.
    """
    rows = rows_of(curated)
    tables = gathered.inputs[0]
    return (
        by_row(_broken_tables(curated, rows))
        or _rejected(tables, rows)
        or by_row({*_broken_conflicts(curated, tables), *_broken_dates(gathered, rows)})
    )


def _broken_tables(curated: list[Material], rows: CuratedRows) -> Iterator[str]:
    """Check ids, and that cells which speak of other rows and columns name existing ones."""
    for double, first in rows.doubles:
        yield f"{double}: the id is already that of line {first.line}"
    for material in curated:
        if table_name(material) in _CONTROL:
            continue
        for row in read_rows(material):
            if isinstance(row, Row):
                where = f"{material.name}, line {row.line} ({row.cells.get('id', 'no id')})"
                yield from (f"{where}: {fault}" for fault in _faults(row, rows))


def _faults(row: Row, rows: CuratedRows) -> Iterator[str]:
    for source in values(row.cells, "sources"):
        if ("sources", source) not in rows.by_id:
            yield f"sources.csv has no row {source!r}: add one"
    for column in values(row.cells, "unverified_cells"):
        if column != _ALL and column not in row.cells:
            yield f"unverified_cells names {column!r}, which is no column of the table"


def _rejected(loaded: LoadedInput, rows: CuratedRows) -> list[str]:
    """Say why rows and cells were not taken; first the rows, since cells fail that name them."""
    places = {(place.file, place.line): str(place) for place in rows.by_id.values()}
    whole: set[str] = set()
    cells: set[str] = set()
    for fault in loaded.rejected:
        place = places.get((fault.file, fault.line), f"{fault.file}, line {fault.line}")
        part = cells if fault.reason.startswith("column ") else whole
        part.add(f"{place}: {fault.reason}")
    return by_row(whole) + by_row(cells)


def _broken_conflicts(curated: list[Material], loaded: LoadedInput) -> Iterator[str]:
    """Check that the claims which a curator marked as being in conflict exist."""
    known = {claim.record for claim in loaded.claims}
    for material in curated:
        if table_name(material) != "conflicts":
            continue
        for row in read_rows(material):
            if isinstance(row, Row):
                for record in (row.cells["record"], row.cells["other"]):
                    if record not in known:
                        yield f"{material.name}, line {row.line}: no row makes the claim {record!r}"


def _broken_dates(gathered: Gathered, rows: CuratedRows) -> Iterator[str]:
    for loaded in gathered.inputs:
        for source in loaded.sources:
            place = rows.by_node.get(str(source.iri)) or f"{loaded.name}, {curie_of(source.iri)}"
            yield from (f"{place}: {fault}" for fault in _date_faults([source.date]))
        for claim in loaded.claims:
            table, _, rest = claim.record.partition(" ")
            row = rows.by_id.get((table, rest.rpartition(" ")[0]))
            place = row or f"{loaded.name}, record {claim.record}"
            faults = _date_faults([claim.valid_from, claim.valid_until])
            yield from (f"{place}: {fault}" for fault in faults)


def _date_faults(dates: Iterable[str]) -> Iterator[str]:
    for text in filter(None, dates):
        try:
            first_day(text)
        except ValueError as error:
            yield str(error)
