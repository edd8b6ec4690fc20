"""Whether something dated in part held on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.queries.valid_time import first_day, held_on, last_day

_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_PARTS = st.sampled_from([4, 7, 10])


@given(day=_DAYS, known=_PARTS)
def test_a_date_known_in_part_covers_the_days_that_it_can_mean(day: date, known: int) -> None:
    """The first and the last day enclose the true one and begin with what is known."""
    text = day.isoformat()[:known]
    assert first_day(text) <= day <= last_day(text)
    assert first_day(text).isoformat().startswith(text)
    assert last_day(text).isoformat().startswith(text)


@given(start=_DAYS, length=st.integers(1, 4000), offset=st.integers(-5000, 5000))
def test_exact_dates_give_an_exact_answer(start: date, length: int, offset: int) -> None:
    """The start is included and the end is not."""
    end, day = start + timedelta(days=length), start + timedelta(days=offset)
    assert held_on(day, start.isoformat(), end.isoformat()) is (start <= day < end)


@given(start=_DAYS, end=_DAYS, day=_DAYS, known=st.tuples(_PARTS, _PARTS))
def test_what_is_known_in_part_never_contradicts_the_truth(
    start: date, end: date, day: date, known: tuple[int, int]
) -> None:
    """With less known the answer may become open, but not wrong."""
    truth = start <= day < end
    told = held_on(day, start.isoformat()[: known[0]], end.isoformat()[: known[1]])
    assert told is None or told is truth


@given(day=_DAYS)
def test_the_undated_held_always(day: date) -> None:
    """What has neither start nor end is never left out."""
    assert held_on(day, "", "") is True


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2017, 12, 31), False),
        (date(2018, 6, 1), None),
        (date(2018, 12, 31), True),
        (date(2019, 1, 1), True),
    ],
)
def test_a_year_of_beginning_is_open_until_its_last_day(day: date, told: bool | None) -> None:
    """Something that began in 2018 may have held on 1 June of it, and surely did afterwards."""
    assert held_on(day, "2018", "") is told


@pytest.mark.parametrize("text", ["", "2018-", "18", "2018-6", "2018-06-01T00", "soon", "2018 "])
def test_other_texts_are_no_dates(text: str) -> None:
    """The form is named."""
    with pytest.raises(ValueError, match="YYYY"):
        first_day(text)


def test_days_that_do_not_exist_are_refused() -> None:
    """30 February is no day."""
    with pytest.raises(ValueError, match="calendar"):
        first_day("2025-02-30")
