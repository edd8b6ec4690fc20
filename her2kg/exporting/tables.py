"""Rows of text as CSV for spreadsheets and as TSV for KGX."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

__all__ = ["JOIN", "csv_bytes", "tsv_bytes", "tsv_rows"]

JOIN = "|"
"""What stands between several values of one cell, as KGX has it."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these would be run as a formula by a spreadsheet."""


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write rows as CSV that a spreadsheet opens without harm.

    A cell that would be a formula gets an apostrophe before it, as spreadsheets do it
    themselves (OWASP, CSV injection).
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def tsv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write rows as TSV; tabs and line breaks within a cell become spaces."""
    lines = ["\t".join(columns)]
    lines += ["\t".join(" ".join(row.get(c, "").split()) for c in columns) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def tsv_rows(name: str) -> list[dict[str, str]]:
    """Read the table ``exporting/<name>.tsv``; lines that begin with # are remarks."""
    text = (files("her2kg.exporting") / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
