"""The claims that the cells of a curated row make."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from rdflib import URIRef

from her2kg.loaders.base import Rejection
from her2kg.loaders.curated_index import Index, Record, values
from her2kg.loaders.curated_schema import LITERALS, Column
from her2kg.loaders.curated_values import literal, split
from her2kg.ontology.model import Claim, Polarity, Qualifier, Value, Verification

__all__ = ["claims_of", "verification_of"]

CHECKED = "verified"
ALL = "all"


def claims_of(record: Record, index: Index) -> Iterator[Claim | Rejection]:
    """Yield the claims of a row, in the order of the columns.

    The row's note goes with the claim that its table names, else with the first.

    Args:
        record: the row.
        index: what all tables define; a cell that names something else is rejected.

    Yields:
        The claims, and a Rejection for each cell that makes none for a fault of its own.
    """
    made = [part for column in record.table.columns for part in _of_cell(record, column, index)]
    claims = [part for part in made if isinstance(part, Claim)]
    bearer = _bearer(record, claims)
    for part in made:
        yield replace(part, note=record.cells.get("note", "")) if part is bearer else part


def verification_of(record: Record, columns: frozenset[str]) -> Verification:
    """Say whether what some cells of a row state was checked.

    A row whose verification does not begin with ``verified`` was not; of a row that was, the
    columns named in ``unverified_cells`` were not.
    """
    doubtful = set(values(record.cells, "unverified_cells"))
    checked = record.cells.get("verification", "").startswith(CHECKED)
    if not checked or ALL in doubtful or doubtful & columns:
        return Verification.UNVERIFIED
    return Verification.VERIFIED


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell on its way to claims: subjects, objects and the sets of qualifiers."""

    subjects: list[URIRef]
    objects: list[Value]
    qualifiers: list[tuple[Qualifier, ...]]


def _of_cell(record: Record, column: Column, index: Index) -> Iterator[Claim | Rejection]:
    """Yield the claims of one cell, or say what is wrong with it."""
    if not column.predicate or not record.cells[column.name] or not _applies(record, column):
        return
    try:
        cell = _read(record, column, index)
        template = _template(record, column, index)
    except ValueError as error:
        yield record.reject(f"column {column.name}: {error}")
        return
    for subject, value, qualifiers in product(cell.subjects, cell.objects, cell.qualifiers):
        yield replace(template, subject=subject, object=value, qualifiers=qualifiers)


def _applies(record: Record, column: Column) -> bool:
    return column.when is None or record.cells[column.when[0]] == column.when[1]


def _read(record: Record, column: Column, index: Index) -> _Cell:
    """Turn names into nodes and words into values.

    Raises:
        ValueError: a name that no table defines, or a value of the wrong kind.
    """
    objects = _objects(record.cells[column.name], column, index)
    return _Cell(_subjects(record, column, index), objects, _qualifiers(record, column, index))


def _objects(cell: str, column: Column, index: Index) -> list[Value]:
    kinds = column.ranges
    parts = split(cell, column.separator)
    if kinds[0] in LITERALS:
        return [literal(part, kinds[0]) for part in parts]
    return [_node(part, kinds, index) for part in parts]


def _subjects(record: Record, column: Column, index: Index) -> list[URIRef]:
    """Return the row's node, or those that the subject column names."""
    if not column.subject:
        return [record.iri]
    source = _own_column(record, column.subject)
    return [
        _node(part, source.ranges, index)
        for part in split(record.cells[source.name], source.separator)
    ]


def _qualifiers(record: Record, column: Column, index: Index) -> list[tuple[Qualifier, ...]]:
    """Return the sets of qualifiers; a column with several values makes several claims."""
    choices: list[list[Qualifier]] = []
    for predicate, name in column.qualifiers:
        source = _own_column(record, name)
        nodes = _objects(record.cells[name], source, index)
        choices.append([Qualifier(predicate, node, identifying=True) for node in nodes])
    return list(product(*(choice for choice in choices if choice)))


def _own_column(record: Record, name: str) -> Column:
    """Return what a column names by itself, whatever else its cells are made to say."""
    named = [column for column in record.table.columns if column.name == name]
    return next((column for column in named if not column.subject), named[0])


def _node(name: str, kinds: tuple[str, ...], index: Index) -> URIRef:
    iri = index.find(kinds, name)
    if iri is None:
        raise ValueError(f"no curated table defines {' or '.join(kinds)} {name!r}: add a row")
    return iri


def _template(record: Record, column: Column, index: Index) -> Claim:
    """Return what all claims of a cell share; subject and object are put in later."""
    table, cells = record.table, record.cells
    name = f"{table.name} {cells['id']} {column.predicate if column.subject else column.name}"
    graded = cells if column.graded else {}
    return Claim(
        subject=record.iri,
        predicate=column.predicate,
        object=record.iri,
        record=name,
        sources=_sources(record, index),
        polarity=Polarity(graded.get("polarity") or Polarity.SUPPORTS),
        verification=verification_of(record, column.leans_on),
        level=graded.get("level", ""),
        scheme=graded.get("scheme", ""),
        statement=f"{record.label}. {column.name.replace('_', ' ')}: {cells[column.name]}",
        valid_from=cells[table.valid_from] if table.valid_from else "",
        valid_until=cells.get("valid_until", ""),
        conflicts_with=index.conflicts.get(name, ()),
    )


def _sources(record: Record, index: Index) -> tuple[URIRef, ...]:
    ids = values(record.cells, "sources")
    unknown = [name for name in ids if name not in index.sources]
    if unknown:
        raise ValueError(f"sources.csv has no row {unknown[0]!r}: add one")
    return tuple(index.sources[name] for name in ids)


def _bearer(record: Record, claims: list[Claim]) -> Claim | None:
    """Choose the claim that carries the row's note."""
    wanted = record.table.note_on
    named = (c for c in claims if c.record.endswith(f" {wanted}"))
    return next(named, claims[0] if claims else None) if wanted else next(iter(claims), None)
