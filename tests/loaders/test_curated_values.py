"""Cells become typed values, lists and labels without changing their words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD

from her2kg.loaders.curated_schema import LITERALS
from her2kg.loaders.curated_values import fill, literal, split


@pytest.mark.parametrize(
    ("value", "kind", "datatype"),
    [
        ("2026", "date", XSD.gYear),
        ("2026-02", "date", XSD.gYearMonth),
        ("2026-02-28", "date", XSD.date),
        ("0.80", "decimal", XSD.decimal),
        ("5", "integer", XSD.integer),
    ],
)
def test_a_value_has_the_type_of_its_precision(value: str, kind: str, datatype: object) -> None:
    """A month is not given a day, nor a number other digits."""
    made = literal(value, kind)
    assert (str(made), made.datatype) == (value, datatype)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2026-13", "date"),
        ("2026-02-29", "date"),
        ("26-02", "date"),
        ("0,80", "decimal"),
        ("1e3", "decimal"),
        ("5.0", "integer"),
        ("True", "boolean"),
    ],
)
def test_a_value_of_another_kind_is_refused(value: str, kind: str) -> None:
    """The message shows the value that cannot stand."""
    with pytest.raises(ValueError, match=value):
        literal(value, kind)


def test_a_label_needs_the_columns_it_names() -> None:
    """A template that names a missing column is an error of the package."""
    with pytest.raises(KeyError):
        fill("{drug}", {"cancer": "breast cancer"})


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    """Days are typed as xsd:date in their own spelling."""
    made = literal(str(day), "date")
    assert (str(made), made.datatype) == (str(day), XSD.date)


@given(st.text(), st.sampled_from(sorted(LITERALS)))
def test_a_value_keeps_its_spelling_or_is_refused(value: str, kind: str) -> None:
    """No value is silently changed into another."""
    try:
        made = str(literal(value, kind))
    except ValueError:
        assert kind != "text"
    else:
        assert made == ({"yes": "true", "no": "false"}[value] if kind == "boolean" else value)


@given(st.lists(st.text(st.characters(exclude_characters=";[]{}"), min_size=1)))
def test_values_joined_are_split_again(values: list[str]) -> None:
    """A list of values survives the cell, but for blanks."""
    assert split(" ; ".join(values), ";") == tuple(v.strip() for v in values if v.strip())


@given(st.text(st.characters(exclude_characters="[]{}")))
def test_a_part_of_a_label_goes_with_its_cell(cell: str) -> None:
    """What stands in brackets is left out exactly when its cell is empty."""
    made = fill("{a}[ ({b})]", {"a": "x", "b": cell})
    assert made == (f"x ({cell})" if cell else "x")
