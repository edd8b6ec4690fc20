"""How the curated tables are to be read: their classes, labels and columns, from two tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from her2kg.loaders.base import Material, Rejection
from her2kg.loaders.tables import Row, read_rows

__all__ = ["LITERALS", "RESERVED", "Column", "Schema", "Table", "read_schema"]

RESERVED = frozenset(
    {
        "broader",
        "class",
        "definition",
        "fact",
        "id",
        "label",
        "level",
        "name",
        "note",
        "polarity",
        "scheme",
        "sources",
        "synonyms",
        "unverified_cells",
        "valid_from",
        "valid_until",
        "verification",
    }
)
"""Columns that say what a row is and how far it can be trusted; they make no claims."""

LITERALS = frozenset({"boolean", "date", "decimal", "integer", "text"})
"""Ranges of columns that hold values; every other range names classes of entities."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column say.

    Attributes:
        table: name of the table.
        name: name of the column.
        predicate: local name of the property; empty when the column only steers others.
        ranges: one literal range, or the classes that its entities may have.
        separator: what stands between several values of a cell; empty for one value.
        subject: column that names the subject; empty when it is the row's own node.
        when: column and value without which the cell makes no claim, or None.
        qualifiers: pairs of property and column that narrow the claim, one claim a value.
        graded: whether the row's polarity, level and scheme belong to the claim.
    """

    table: str
    name: str
    predicate: str
    ranges: tuple[str, ...]
    separator: str = ""
    subject: str = ""
    when: tuple[str, str] | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    graded: bool = False

    @property
    def leans_on(self) -> frozenset[str]:
        """Columns whose doubt is the claim's doubt: its own and those that shape it."""
        steering = {self.when[0]} if self.when else set()
        narrowing = {column for _, column in self.qualifiers}
        return frozenset({self.name, self.subject, *steering, *narrowing} - {""})


@dataclass(frozen=True, slots=True)
class Table:
    """What the rows of a table are.

    Attributes:
        name: name of the table, that of its file without ``.csv``.
        kind: class of its rows, a value of ``namespaces.KINDS``; empty when the rows are no
            nodes and only speak of others.
        node: template of the name that the IRI is made from, e.g. ``{id}``, or empty.
        label: template of the label, see ``curated_values.fill``.
        note_on: column whose claim carries the row's note; empty for the row's first claim.
        valid_from: column whose date is the first day on which the row holds, or empty.
        columns: what its columns say.
    """

    name: str
    kind: str
    node: str
    label: str
    note_on: str = ""
    valid_from: str = ""
    columns: tuple[Column, ...] = field(default=())


Schema = Mapping[str, Table]
"""Tables by name, in the order in which they are read."""


def read_schema(tables: Material, columns: Material) -> Schema:
    """Read the two tables that describe the others.

    Args:
        tables: one row a table: table, class, node, label, note_on, valid_from.
        columns: one row a claim that a cell makes: table, column, predicate, range,
            separator, subject, when, qualifiers, graded.

    Returns:
        The tables in the order of the first, each with its columns.

    Raises:
        ValueError: a row of one of them cannot be read.
    """
    of_table: dict[str, list[Column]] = {}
    for cells in _cells(columns):
        of_table.setdefault(cells["table"], []).append(_column(cells))
    return {
        cells["table"]: Table(
            name=cells["table"],
            kind=cells["class"],
            node=cells["node"],
            label=cells["label"],
            note_on=cells["note_on"],
            valid_from=cells["valid_from"],
            columns=tuple(of_table.get(cells["table"], ())),
        )
        for cells in _cells(tables)
    }


def _cells(material: Material) -> Iterator[Mapping[str, str]]:
    """Yield the cells of each row of a table that must be sound."""
    rows = list(read_rows(material))
    faults = [row for row in rows if isinstance(row, Rejection)]
    if faults:
        raise ValueError(f"{faults[0].file}, line {faults[0].line}: {faults[0].reason}")
    yield from (row.cells for row in rows if isinstance(row, Row))


def _column(cells: Mapping[str, str]) -> Column:
    """Make a column of a row of the table of columns."""
    when, _, value = cells["when"].partition("=")
    pairs = (pair.partition(":") for pair in cells["qualifiers"].split())
    return Column(
        table=cells["table"],
        name=cells["column"],
        predicate=cells["predicate"],
        ranges=tuple(cells["range"].split("|")),
        separator=cells["separator"],
        subject=cells["subject"],
        when=(when, value) if when else None,
        qualifiers=tuple((predicate, column) for predicate, _, column in pairs),
        graded=cells["graded"] == "yes",
    )
