"""Tests of when to try again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.fetching.retry import back_off, retry_after

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@given(st.integers(1, 200), st.floats(0, 1))
def test_waits_grow_and_never_pass_a_minute(tried: int, chance: float) -> None:
    """Waits grow and never pass a minute."""
    assert 0.5 <= back_off(tried, chance) <= back_off(tried + 1, chance) <= 60


@given(st.integers(1, 10))
def test_chance_spreads_over_the_upper_half_of_a_wait(tried: int) -> None:
    """Chance spreads over the upper half of a wait."""
    assert back_off(tried, 0) == back_off(tried, 1) / 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 30 Nov 2026 12:02:00 GMT", 120),
        ("Mon, 30 Nov 2026 11:00:00 GMT", 0),
        ("Mon, 30 Nov 2026 12:00:30 -0000", 30),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("１２", None),  # noqa: RUF001  # digits, but not those of HTTP
    ],
)
def test_a_server_says_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    """A server says seconds or a date."""
    assert retry_after(value, NOON) == seconds


@given(st.text())
def test_nothing_that_a_server_says_breaks_the_reading(value: str) -> None:
    """Nothing that a server says breaks the reading."""
    found = retry_after(value, NOON)
    assert found is None or found >= 0
