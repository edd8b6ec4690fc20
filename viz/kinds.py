"""Which kinds of nodes the picture draws, in which column, shape and colour."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = [
    "Contraction",
    "Group",
    "Kind",
    "Origin",
    "contractions",
    "groups",
    "kinds",
    "origin_title",
    "origins",
    "read_text",
]


@dataclass(frozen=True, slots=True)
class Group:
    """A column of the picture.

    Attributes:
        name: short name, e.g. ``drug``.
        title: heading of the column.
        shape: a shape of vis-network; no two groups share one with the same colour.
        colour: fill, from the Okabe-Ito palette (told apart with any colour vision).
        border: a darker tone of it, for the outline.
    """

    name: str
    title: str
    shape: str
    colour: str
    border: str


@dataclass(frozen=True, slots=True)
class Kind:
    """How nodes of one class are drawn.

    Attributes:
        name: local name of the class.
        group: name of its column.
        hollow: whether only the outline has the colour of the group.
        record: whether it is an n-ary record that edges stand for.
        aside: whether it is drawn only next to its direct neighbours, as makers of drugs are.
    """

    name: str
    group: str
    hollow: bool
    record: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Contraction:
    """The edge between two participants that stands for a record.

    Attributes:
        record: class of the record.
        start: property of the record that names where the edge starts.
        end: property of the record that names where the edge ends.
        predicate: local name of the property that the edge shows.
        label: how the edge reads in English.
    """

    record: str
    start: str
    end: str
    predicate: str
    label: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where claims come from, as the page names it.

    Attributes:
        name: name of the loader.
        title: what people call it.
    """

    name: str
    title: str


@cache
def read_text(*parts: str) -> str:
    """Read a file that comes with this package, by its path below the package."""
    return files("her2kg.viz").joinpath(*parts).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(read_text(name).splitlines(), delimiter="\t"))


@cache
def groups() -> dict[str, Group]:
    """Return the columns by name, from left to right."""
    return {
        row["group"]: Group(row["group"], row["title"], row["shape"], row["colour"], row["border"])
        for row in _rows("groups.tsv")
    }


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds by name, narrow classes before wide ones."""
    return {
        row["kind"]: Kind(
            row["kind"],
            row["group"],
            hollow=row["fill"] == "hollow",
            record=row["role"] == "record",
            aside=row["role"] == "aside",
        )
        for row in _rows("kinds.tsv")
    }


@cache
def contractions() -> tuple[Contraction, ...]:
    """Return which participants of a record an edge joins, and how it reads."""
    return tuple(
        Contraction(row["record"], row["from"], row["to"], row["predicate"], row["label"])
        for row in _rows("contracted.tsv")
    )


@cache
def origin_title(name: str) -> str:
    """Return what people call a source of claims; a table of one's own bears its own name."""
    titles = {origin.name: origin.title for origin in origins()}
    return titles.get(name, name.removeprefix("table-"))


def origins() -> tuple[Origin, ...]:
    """Return where claims can come from."""
    return tuple(Origin(row["origin"], row["title"]) for row in _rows("origins.tsv"))
