"""A small table of one's own with its mapping, written for the tests."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from her2kg.loaders.base import Material
from her2kg.loaders.own_table import OwnTableLoader
from her2kg.loaders.own_table_reading import read_mapping

__all__ = ["COLUMNS", "MAPPING", "loader", "table", "with_mapping"]

COLUMNS = ("id", "drug", "target", "cancer", "effect", "level", "ref", "day")
ROW = {"id": "1", "drug": "lapatinib", "target": "HER2", "ref": "PMID:23220880"}

MAPPING = """\
name = "lab"
title = "A table of the lab"
licence = "CC-BY-4.0"
record = "id"
sources = { column = "ref", separator = ";", prefix = "pubmed" }
skip_when = ["n/a"]

[[claims]]
subject = { column = "drug", class = "Drug", separator = "/" }
predicate = "targets"
object = { column = "target", class = "Protein", separator = ";" }
polarity = { column = "effect", supports = ["", "yes"], refutes = ["no"], null_result = ["none"] }
qualifiers = [{ predicate = "inCancer", column = "cancer", class = "Cancer", separator = ";" }]
level = { column = "level" }
scheme = "CIViC"
valid_from = { column = "day" }
"""


def loader(mapping: str = MAPPING) -> OwnTableLoader:
    """Return the loader of a mapping."""
    return OwnTableLoader(read_mapping(mapping, "lab.map.toml"))


def table(
    *rows: Mapping[str, str], columns: Sequence[str] = COLUMNS, delimiter: str = ","
) -> Material:
    """Write rows as a table; what they leave out is that of a sound row."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(columns)
    for number, row in enumerate(rows, 1):
        full = {**ROW, "id": str(number), **row}
        writer.writerow([full.get(column, "") for column in columns])
    return Material.of_text("lab.csv", buffer.getvalue())


def with_mapping(material: Material, mapping: str) -> Material:
    """Put a mapping beside a table."""
    return replace(material, mapping=mapping)
