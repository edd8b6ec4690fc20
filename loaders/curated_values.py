"""Cells of curated tables as typed values, lists and labels."""

import re
from collections.abc import Mapping
from datetime import date

from rdflib import Literal
from rdflib.namespace import XSD

__all__ = ["fill", "literal", "split"]

BOOLEANS = {"yes": "true", "no": "false"}
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
NUMBERS = {"decimal": re.compile(r"-?\d+(\.\d+)?"), "integer": re.compile(r"-?\d+")}
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
PLACE = re.compile(r"\{(\w+)\}")


def split(cell: str, separator: str) -> tuple[str, ...]:
    """Split a cell into its values, in order, without blanks and empty ones.

    Args:
        cell: the cell, e.g. ``"HER2; EGFR"``.
        separator: e.g. ``";"``; when empty the cell is one value.

    Returns:
        The values, e.g. ``("HER2", "EGFR")``.
    """
    values = cell.split(separator) if separator else [cell]
    return tuple(value.strip() for value in values if value.strip())


def literal(value: str, kind: str) -> Literal:
    """Make a typed literal; a date known to the month or year stays so.

    Args:
        value: one value of a cell.
        kind: ``text``, ``date``, ``decimal``, ``integer`` or ``boolean`` (yes or no).

    Returns:
        The literal; dates as xsd:date, xsd:gYearMonth or xsd:gYear.

    Raises:
        ValueError: the value is not of that kind; the message says what is expected.
    """
    if kind == "text":
        return Literal(value)
    if kind == "date":
        return _date(value)
    if kind == "boolean":
        if value not in BOOLEANS:
            raise ValueError(f"{value!r} is neither yes nor no")
        return Literal(BOOLEANS[value], datatype=XSD.boolean)
    if not NUMBERS[kind].fullmatch(value):
        raise ValueError(f"{value!r} is not a {kind} number with a decimal point and no unit")
    return Literal(value, datatype=XSD[kind], normalize=False)


def fill(template: str, cells: Mapping[str, str]) -> str:
    """Fill a template with the cells of a row.

    ``{column}`` stands for a cell; a part in square brackets is left out when one of its
    cells is empty, e.g. ``"{drug} for {cancer}[, {line_setting}]"``.

    Args:
        template: the template.
        cells: the cells of the row by column.

    Returns:
        The filled text.

    Raises:
        KeyError: the template names a column that the table lacks.
    """

    def part(match: re.Match[str]) -> str:
        places = PLACE.findall(match[1])
        return match[1] if all(cells[place] for place in places) else ""

    kept = OPTIONAL.sub(part, template)
    return PLACE.sub(lambda match: cells[match[1]], kept)


def _date(value: str) -> Literal:
    """Make a literal of a date and check it against the calendar."""
    if not DATE.fullmatch(value):
        raise ValueError(f"{value!r} is not a date as YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        raise ValueError(f"{value!r} is not a day of the calendar") from None
    return Literal(value, datatype=DATE_TYPES[len(value)], normalize=False)
