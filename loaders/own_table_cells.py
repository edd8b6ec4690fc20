"""Cells of tables of one's own as names, values and dates."""

import re
import unicodedata
from collections.abc import Mapping

from rdflib import Literal

from her2kg.loaders.curated_values import literal, split
from her2kg.loaders.own_table_mapping import Direction, Field, Target, Thing
from her2kg.loaders.own_table_text import folded, tidy
from her2kg.ontology.model import Name, Polarity
from her2kg.ontology.namespaces import is_well_formed, preferred

__all__ = ["date_of", "polarity_of", "targets"]

_LONGEST_NAME = 200
_LONGEST_NUMBER = 18
_IDENTIFIER = re.compile(r"[A-Za-z][\w.]*:[\w.:/()-]+", re.ASCII)
_BETWEEN_DRUGS = re.compile(r" \+ | then ")


def targets(target: Target, cells: Mapping[str, str]) -> list[Name | Literal]:
    """Read what a property leads to in a row.

    Args:
        target: where it stands, and what it is.
        cells: the cells of the row.

    Returns:
        Names to link, or literals; none where the cell is empty.

    Raises:
        ValueError: a cell has not the form that it must have; the message names the column.
    """
    field = target.name if isinstance(target, Thing) else target.text
    try:
        if isinstance(target, Thing):
            return list(_names(target, cells))
        parts = map(tidy, split(field.of(cells), target.separator))
        return [_literal(part, target.datatype) for part in parts]
    except ValueError as error:
        raise ValueError(f"{field.place}: {error}") from None


def polarity_of(direction: Direction, cells: Mapping[str, str]) -> Polarity:
    """Read whether a row is for or against.

    Raises:
        ValueError: the word is none of those that the mapping explains.
    """
    word = cells[direction.column] if direction.column else ""
    found = direction.words.get(folded(word))
    if found is None:
        known = ", ".join(repr(each) for each in sorted(direction.words))
        raise ValueError(f"column {direction.column!r}: {word!r} is not one of {known}")
    return found


def date_of(field: Field, cells: Mapping[str, str]) -> str:
    """Read a date, or return an empty text.

    Raises:
        ValueError: the cell is no date.
    """
    text = field.of(cells)
    try:
        return str(_literal(text, "date")) if text else ""
    except ValueError as error:
        raise ValueError(f"{field.place}: {error}") from None


def _names(thing: Thing, cells: Mapping[str, str]) -> list[Name]:
    words = [tidy(part) for part in split(thing.name.of(cells), thing.separator)]
    for each in words:
        _check_name(each, thing.kind)
    if thing.identifier == Field():
        if not thing.prefix:
            return [Name(thing.kind, each) for each in words]
        curies = [_curie(each, thing.prefix) for each in words]
        return [Name(thing.kind, curie, (curie,)) for curie in curies]
    codes = split(thing.identifier.of(cells), thing.separator)
    if codes and len(codes) != len(words):
        raise ValueError(f"{len(words)} names, but {len(codes)} in {thing.identifier.place}")
    curies = [_curie(code, thing.prefix) for code in codes]
    if not curies:
        return [Name(thing.kind, each) for each in words]
    return [Name(thing.kind, each, (c,)) for each, c in zip(words, curies, strict=True)]


def _check_name(name: str, kind: str) -> None:
    """Refuse what the linker could not tell from other names.

    Raises:
        ValueError: the name is too long, or is made of marks alone.
    """
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"the name is longer than {_LONGEST_NAME} characters")
    parts = _BETWEEN_DRUGS.split(name) if kind == "Regimen" else [name]
    if not all(any(c.isalnum() for c in unicodedata.normalize("NFKD", part)) for part in parts):
        raise ValueError(f"{name!r} has no letter or digit")


def _curie(code: str, prefix: str) -> str:
    """Write an identifier with its preferred prefix.

    Raises:
        ValueError: it has not the form of its identifier space.
    """
    written = code if ":" in code or not prefix else f"{prefix}:{code}"
    curie = preferred(written)
    if not _IDENTIFIER.fullmatch(curie) or not is_well_formed(curie):
        raise ValueError(f"{code!r} is not an identifier {f'of {prefix}' if prefix else 'known'}")
    return curie


def _literal(text: str, datatype: str) -> Literal:
    if datatype != "text" and not text.isascii():
        raise ValueError(f"{text!r} is not written in plain digits")
    if datatype in {"decimal", "integer"} and len(text) > _LONGEST_NUMBER:
        raise ValueError(f"the number is longer than {_LONGEST_NUMBER} characters")
    return literal(text, datatype)
