"""Tables of one's own, CSV or TSV, read by a mapping file that says what the columns mean."""

import csv
import io
from collections.abc import Iterator

from her2kg.loaders.base import Material, Record, Rejection, Taken
from her2kg.loaders.own_table_mapping import TableMapping
from her2kg.loaders.own_table_rows import RowRecords, read_row
from her2kg.loaders.own_table_text import unprintable
from her2kg.loaders.own_table_vocabulary import hint
from her2kg.loaders.tables import Row, excerpt_of, read_rows

__all__ = ["OwnTableLoader", "header_of"]

_DELIMITERS = (",", "\t", ";")


class OwnTableLoader:
    """Reads a table as its mapping says; nothing in it is out of scope.

    A loader bears the name, title, licence and homepage of its mapping; those of the class
    speak of such tables in general.

    Args:
        mapping: what the table says.
    """

    name = "table"
    version = "1"
    licence = "as stated by the mapping file"
    homepage = ""
    title = "Tables of one's own, CSV or TSV with a mapping file"

    def __init__(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self.name = f"table-{mapping.name}"
        self.licence = mapping.licence
        self.homepage = mapping.homepage
        self.title = mapping.title

    def recognises(self, head: str) -> bool:
        """Say whether the header has every column that the mapping reads."""
        _, header = header_of(head, self._mapping.delimiter)
        return set(self._mapping.columns) <= set(header)

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the sources and claims of each row, in the order of the file.

        A row or claim that cannot be read gives a Rejection, and so does a row that repeats
        the id of an earlier one. A header without a column gives one Rejection and no more.
        """
        for line, read in self.rows(material):
            if isinstance(read, Rejection):
                yield read
                continue
            yield Taken(material.name, line)
            yield from read.sources
            yield from read.claims
            for fault in read.faults:
                yield Rejection(material.name, line, fault, partial=True)

    def rows(self, material: Material) -> Iterator[tuple[int, RowRecords | Rejection]]:
        """Yield the line of each row with its records, or why nothing of it can be read."""
        delimiter, header = header_of(material.head, self._mapping.delimiter)
        if fault := self._fault_of(header):
            yield 1, Rejection(material.name, 1, fault)
            return
        lines: dict[str, int] = {}
        for row in read_rows(material, self._mapping.columns, delimiter=delimiter):
            read = row if isinstance(row, Rejection) else self._read(material, row, lines)
            yield row.line, read

    def _fault_of(self, header: list[str]) -> str:
        """Say what the header lacks, or return an empty text."""
        missing = [column for column in self._mapping.columns if column not in header]
        if header and missing:
            reason = f"there is no column {missing[0]!r}, which {self._mapping.file} names"
            return f"{reason}: {hint(missing[0], header)}"
        return ""

    def _read(self, material: Material, row: Row, lines: dict[str, int]) -> RowRecords | Rejection:
        try:
            found = read_row(self._mapping, row.cells)
        except ValueError as error:
            fault = str(error)
        else:
            fault = "" if found.claims else "; ".join(found.faults)
            if found.id in lines:
                fault = self._repeated(found.id, lines[found.id])
            if not fault:
                lines[found.id] = row.line
                return found
        excerpt = excerpt_of(row.cells.values())
        shown = ascii(excerpt) if unprintable(excerpt) else excerpt
        return Rejection(material.name, row.line, fault, shown)

    def _repeated(self, id_: str, line: int) -> str:
        if self._mapping.record:
            return f"the id {id_!r} is already that of line {line}: give each row its own"
        return f"the row says what line {line} says: remove one"


def header_of(head: str, delimiter: str = "") -> tuple[str, list[str]]:
    """Return what stands between the cells of a table, and the names of its columns.

    Args:
        head: the beginning of the table.
        delimiter: what stands between cells; empty to take whichever of comma, tab and
            semicolon makes the most columns of the first line.

    Returns:
        The delimiter, and the names; none where they cannot be read.
    """
    choices = (delimiter,) if delimiter else _DELIMITERS
    found = [(choice, _names(head, choice)) for choice in choices]
    return max(found, key=lambda pair: len(pair[1]))


def _names(head: str, delimiter: str) -> list[str]:
    reader = csv.reader(io.StringIO(head.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    try:
        names = ([name.strip() for name in fields] for fields in reader)
        return next((each for each in names if any(map(str.isalnum, "".join(each)))), [])
    except csv.Error:
        return []
