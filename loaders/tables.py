"""Rows of CSV and TSV text with their line numbers, and a clear reason for each that fails."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from her2kg.loaders.base import Material, Rejection

__all__ = ["Row", "excerpt_of", "first_line", "misformed", "read_rows"]

EXCERPT = 80


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        line: line of the file on which the row begins, from 1.
        cells: the cell of each column, without surrounding blanks; empty where not filled.
    """

    line: int
    cells: Mapping[str, str]


def read_rows(
    material: Material, required: Iterable[str] = (), *, delimiter: str = ",", quoted: bool = True
) -> Iterator[Row | Rejection]:
    """Yield the rows of a table, in the order of the file; blank lines are passed over.

    Args:
        material: the table; its first line names the columns.
        required: columns without which the table cannot be used.
        delimiter: what stands between cells.
        quoted: whether cells may stand in double quotes (RFC 4180); without it a double
            quote is a letter like any other, as in CIViC's files.

    Yields:
        A Row for each sound row; a Rejection for each that is not, or one for the header.
    """
    header, records = _open(material, delimiter=delimiter, quoted=quoted)
    fault = _fault_of(header, required)
    if fault:
        yield Rejection(material.name, 1, fault, excerpt_of(header))
        return
    for line, fields in records:
        if isinstance(fields, str):
            yield Rejection(material.name, line, fields)
        elif len(fields) != len(header):
            counts = f"the row has {len(fields)} cells, the header {len(header)}"
            reason = f"{counts}: add or quote cells"
            yield Rejection(material.name, line, reason, excerpt_of(fields))
        else:
            cells = dict(zip(header, (field.strip() for field in fields), strict=True))
            yield Row(line, cells)


def first_line(head: str) -> str:
    """Return the first line of a text, without a byte order mark and its line end."""
    return head.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")


def misformed(cells: Mapping[str, str], forms: Mapping[str, re.Pattern[str]]) -> str:
    """Say which cell has not the form that it must have, or return an empty text.

    Args:
        cells: by column.
        forms: what cells that become identifiers and numbers must look like, by column.
    """
    for column, form in forms.items():
        if not form.fullmatch(cells[column]):
            return f"{column} {cells[column]!r} has the wrong form"
    return ""


def excerpt_of(fields: Iterable[str]) -> str:
    """Return the beginning of a row, on one line, for messages."""
    return " ".join(",".join(fields).split())[:EXCERPT]


Records = Iterator[tuple[int, list[str] | str]]


def _open(material: Material, *, delimiter: str, quoted: bool) -> tuple[list[str], Records]:
    """Split the lines; the header's names come first, then line and fields of each row."""
    records = _records(material.lines(), delimiter=delimiter, quoted=quoted)
    _, first = next(records, (1, ""))
    header = [] if isinstance(first, str) else [name.strip() for name in first]
    return header, records


def _records(lines: Iterable[str], *, delimiter: str, quoted: bool) -> Records:
    """Yield line and fields of each row that is not blank, or line and reason."""
    reader = csv.reader(
        lines,
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=True,
    )
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"the row cannot be split into cells ({error}): check its quotes"
        else:
            if any(field.strip() for field in fields):
                yield line, fields


def _fault_of(header: list[str], required: Iterable[str]) -> str:
    """Say what is wrong with the names of the columns, or return an empty text."""
    if not header:
        return "the table is empty or its header cannot be read: the first line must name columns"
    doubles = sorted(name for name, count in Counter(header).items() if count > 1)
    if doubles:
        return f"the header names a column twice: {', '.join(doubles)}"
    missing = sorted(set(required) - set(header))
    if missing:
        return f"the header lacks the column {', '.join(missing)}"
    return ""
