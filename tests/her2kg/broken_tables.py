"""Copies of the curated tables with one cell changed, and what a build makes of them."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from her2kg import assemble
from her2kg.build import make_graph
from her2kg.errors import BuildError
from her2kg.loaders import curated
from her2kg.loaders.base import Material

__all__ = ["Breach", "build_with", "refusal", "row_of"]


@dataclass(frozen=True, slots=True)
class Breach:
    """One cell to change, and what the build must say of it.

    Attributes:
        file: name of the table.
        key: cell of the first column of the row; with ``/`` and a cell of the second column
            where the first alone does not find it.
        column: the cell to change.
        value: what it is changed to.
        says: what the message must contain.
        row: how the message must begin; by default with the file and line of the cell.
    """

    file: str
    key: str
    column: str
    value: str
    says: str
    row: str = ""

    def __str__(self) -> str:
        """Name the breach in the list of tests."""
        return f"{self.file} {self.key} {self.column}={self.value}"


def _changed(breaches: Iterable[Breach]) -> tuple[Material, ...]:
    """Return the embedded tables with some cells changed."""
    wanted = list(breaches)
    materials = curated.curated_material()
    files = {material.name for material in materials}
    assert {breach.file for breach in wanted} <= files
    return tuple(
        _rewritten(material, [b for b in wanted if b.file == material.name])
        for material in materials
    )


def _rewritten(material: Material, breaches: list[Breach]) -> Material:
    if not breaches:
        return material
    header, *rows = csv.reader(io.StringIO(material.text, newline=""))
    for breach in breaches:
        row = next(row for row in rows if breach.key in {row[0], f"{row[0]}/{row[1]}"})
        place = header.index(breach.column)
        assert row[place] != breach.value, f"{breach} changes nothing"
        row[place] = breach.value
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return Material.of_text(material.name, out.getvalue())


def row_of(breach: Breach) -> str:
    """Return how a message on the breach begins."""
    if breach.row:
        return breach.row
    text = next(m.text for m in curated.curated_material() if m.name == breach.file)
    reader = csv.reader(io.StringIO(text, newline=""))
    before = 0
    for row in reader:
        if breach.key in {row[0], f"{row[0]}/{row[1]}"}:
            return f"{breach.file}, line {before + 1} ("
        before = reader.line_num
    raise AssertionError(breach)


@contextmanager
def build_with(breaches: Iterable[Breach]) -> Iterator[None]:
    """Let the program see changed tables in place of its own."""
    tables = _changed(breaches)
    caches = (curated._headers, curated._schema, curated._index_of)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curated, "_embedded", lambda: tables)
        for cache in caches:
            cache.cache_clear()
        yield
    for cache in caches:
        cache.cache_clear()


def refusal(breaches: Iterable[Breach], shown: int = 1000) -> list[str]:
    """Build with changed tables and return the lines of the refusal."""
    with build_with(breaches), pytest.MonkeyPatch.context() as patch:
        patch.setattr(assemble, "_SHOWN", shown)
        with pytest.raises(BuildError) as stopped:
            make_graph()
    return str(stopped.value).splitlines()
