"""Whether something dated in part held on a day: an inclusive start, an exclusive end."""

import calendar
import re
from datetime import date, timedelta

from her2kg.queries.errors import BadParameter

__all__ = ["asked_day", "first_day", "held_on", "last_day", "validity"]

_DAYS = "0000-01-01"
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def first_day(text: str) -> date:
    """Return the first day that a date can mean.

    Args:
        text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises:
        ValueError: the text is no such date.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date as YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        return date.fromisoformat(text + _DAYS[len(text) :])
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None


def asked_day(text: str) -> date:
    """Read a day that somebody asked about: of a month or year, its first.

    Raises:
        BadParameter: the text is no date.
    """
    try:
        return first_day(text)
    except ValueError as error:
        raise BadParameter(f"the day cannot be read: {error}") from None


def last_day(text: str) -> date:
    """Return the last day that a date can mean.

    Raises:
        ValueError: the text is no such date.
    """
    start = first_day(text)
    if len(text) == len("YYYY"):
        return date(start.year, 12, 31)
    if len(text) == len("YYYY-MM"):
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start


def held_on(day: date, valid_from: str, valid_until: str) -> bool | None:
    """Say whether something held on a day.

    Args:
        day: the day asked about.
        valid_from: first day on which it held, known to the day, month or year; empty when
            not known, and then it counts as having held always.
        valid_until: first day on which it held no longer, likewise; empty when it still holds.

    Returns:
        True or False, or None where the dates are not exact enough to tell.
    """
    if valid_from and day < first_day(valid_from):
        return False
    if valid_until and day > last_day(valid_until) - timedelta(days=1):
        return False
    surely_begun = not valid_from or day >= last_day(valid_from)
    surely_not_ended = not valid_until or day < first_day(valid_until)
    return True if surely_begun and surely_not_ended else None


def validity(valid_from: str, valid_until: str, day: date) -> str:
    """Say in words when something held, seen from a day.

    Returns:
        E.g. ``from 2012-06-08``, ``from 2021-05-05 until 2023-11-07, no longer``; empty for
        what is not dated.
    """
    parts = (("from", valid_from), ("until", valid_until))
    words = " ".join(f"{word} {text}" for word, text in parts if text)
    over = valid_until and day >= last_day(valid_until)
    return f"{words}, no longer" if over else words
