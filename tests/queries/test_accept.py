"""Formats are chosen as HTTP's Accept header asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.queries.accept import best
from her2kg.queries.errors import NotAcceptable

_JSON, _CSV, _XML = "application/sparql-results+json", "text/csv", "application/sparql-results+xml"
_OFFERED = [_JSON, _XML, _CSV]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", _JSON),
        ("*/*", _JSON),
        ("text/csv", _CSV),
        ("TEXT/CSV", _CSV),
        ("text/*", _CSV),
        ("application/json", _JSON),
        ("text/csv;q=0.5, application/json;q=0.4", _CSV),
        ("*/*;q=0.1, text/csv;q=0.2", _CSV),
        ("application/sparql-results+json;q=0, */*", _XML),
        ("text/html, */*;q=0.8", _JSON),
        ("text/csv;header=present;q=0.9, application/xml", _XML),
    ],
)
def test_the_most_wanted_is_chosen(accept: str, chosen: str) -> None:
    """Quality decides, an exact name goes before a range, ties go to what is offered first."""
    assert best(accept, _OFFERED) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/csv;q=x"])
def test_nothing_fits(accept: str) -> None:
    """The error lists what there is."""
    with pytest.raises(NotAcceptable, match=r"application/sparql-results\+json"):
        best(accept, _OFFERED)


@given(st.text())
def test_any_header_is_chosen_from_or_refused(accept: str) -> None:
    """No header ends in another error."""
    try:
        chosen = best(accept, _OFFERED)
    except NotAcceptable:
        chosen = _JSON
    assert chosen in _OFFERED
