"""How each property of a record is compared: as a value, as a text, or as mere form."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from her2kg.ontology.namespaces import PREFIXES, in_words

__all__ = ["Field", "Treatment", "field_of"]

_UNLISTED = 3
"""Rank of a property that the table does not name: a value, after those that it ranks higher."""


class Treatment(StrEnum):
    """What a difference in a property means."""

    VALUE = "value"
    TEXT = "text"
    FORM = "form"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Field:
    """How a property is compared.

    Attributes:
        name: what to call it.
        treatment: a value that counts, a text to be shown in excerpts, a matter of form, or
            something that follows from the other fields.
        absent: the value that means the same as none, or empty.
        rank: 0 for what matters most.
    """

    name: str
    treatment: Treatment
    absent: str
    rank: int


@cache
def _fields() -> Mapping[str, Field]:
    table = (files("her2kg.differing") / "fields.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {
        _iri(row["property"]): Field(
            row["name"], Treatment(row["treatment"]), row["absent"], int(row["rank"])
        )
        for row in rows
    }


def _iri(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def field_of(iri: str) -> Field:
    """Return how a property is compared; one that the table does not name is a value."""
    listed = _fields().get(iri)
    if listed:
        return listed
    return Field(in_words(iri), Treatment.VALUE, "", _UNLISTED)
