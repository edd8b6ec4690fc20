"""Tables are read row by row, and what cannot be read is told with its line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.base import Material, Rejection
from her2kg.loaders.tables import Row, excerpt_of, read_rows

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def material(text: str, name: str = "t.csv") -> Material:
    """Wrap text as an input."""
    return Material.of_text(name, text)


def sound(text: str) -> list[Row]:
    """Return the rows of a table that must have no fault."""
    rows = list(read_rows(material(text)))
    assert not [row for row in rows if isinstance(row, Rejection)]
    return [row for row in rows if isinstance(row, Row)]


def faults(text: str, *required: str) -> list[Rejection]:
    """Return what is told of the faults of a table."""
    return [row for row in read_rows(material(text), required) if isinstance(row, Rejection)]


def test_cells_are_named_by_the_header() -> None:
    """Each cell is found under its column, without blanks around it."""
    (row,) = sound("id, label\n1,  HER2 \n")
    assert dict(row.cells) == {"id": "1", "label": "HER2"}


def test_a_line_number_is_that_of_the_file() -> None:
    """Quoted line ends and blank lines count, so that an editor finds the row."""
    rows = sound('id,label\n1,"two\nlines"\n\n3,x\n')
    assert [row.line for row in rows] == [2, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    """Files of any system give the same rows."""
    rows = sound(end.join(["id,label", "1,a", "2,b", ""]))
    assert [(row.line, row.cells["label"]) for row in rows] == [(2, "a"), (3, "b")]


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    """A spreadsheet's mark at the start of the file does not hide the first column."""
    assert sound("\ufeffid,label\n1,a\n")[0].cells["id"] == "1"


def test_a_row_of_another_length_is_told_and_the_next_is_read() -> None:
    """A missing comma costs one row, with its line and beginning."""
    rows = list(read_rows(material("id,label\n1\n2,b\n")))
    told, kept = rows
    assert isinstance(told, Rejection)
    assert isinstance(kept, Row)
    assert (told.file, told.line, told.excerpt) == ("t.csv", 2, "1")
    assert "1 cells, the header 2" in told.reason
    assert kept.cells["label"] == "b"


def test_a_broken_quote_is_told() -> None:
    """Text behind a closing quote is a fault and not part of the cell."""
    assert "quotes" in faults('id,label\n1,"a"b\n')[0].reason


def test_a_quote_that_never_closes_is_told() -> None:
    """The rest of the file is not swallowed as one cell without a word."""
    assert [fault.line for fault in faults('id,label\n1,"a\n2,b\n')] == [2]


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "empty"), ("id,id\n1,2\n", "twice: id"), ("name\nx\n", "lacks the column id")],
)
def test_a_header_that_cannot_serve_is_told_once(text: str, word: str) -> None:
    """An empty file, a doubled or a missing column stops the table with one reason."""
    (fault,) = faults(text, "id")
    assert word in fault.reason
    assert fault.line == 1


def test_unquoted_tables_keep_their_quotes() -> None:
    """In tab-separated files a double quote is a letter."""
    table = material('id\tsay\n1\ta "b" c\n2\t"x\n')
    rows = list(read_rows(table, delimiter="\t", quoted=False))
    assert [row.cells["say"] for row in rows if isinstance(row, Row)] == ['a "b" c', '"x']


def test_an_excerpt_stays_short_and_on_one_line() -> None:
    """Messages do not carry a whole row."""
    assert excerpt_of(["a\nb", "c" * 200]) == "a b," + "c" * 76


@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Whatever the file holds, there are rows and reasons and no traceback."""
    for row in read_rows(material(text), ["id"]):
        assert row.line >= 1


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
def test_what_a_writer_writes_is_read_back(rows: list[list[str]]) -> None:
    """Any cells survive, but for blanks around them, and blank rows."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    expected = [[cell.strip() for cell in row] for row in rows if any(c.strip() for c in row)]
    assert [list(row.cells.values()) for row in sound(buffer.getvalue())] == expected
