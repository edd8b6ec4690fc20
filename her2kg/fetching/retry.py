"""When to try again: which answers pass, and how long to wait before the next try."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["PASSING", "TransientError", "back_off", "retry_after"]

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another on the next try (RFC 9110, RFC 6585, RFC 8470)."""

_FIRST = 1.0
_LONGEST = 60.0


class TransientError(Exception):
    """A try failed in a way that may pass.

    Attributes:
        wait: seconds that the server asks to wait, or none.
    """

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def back_off(tried: int, chance: float) -> float:
    """Return the seconds to wait after a failed try: twice as many each time, up to a minute.

    Args:
        tried: how many tries have failed, from 1.
        chance: a number from 0 to 1 that spreads clients over the upper half of the wait.
    """
    longest = min(_LONGEST, _FIRST * 2.0 ** (tried - 1))
    return longest * (1 + chance) / 2


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header: seconds or a date (RFC 9110, section 10.2.3).

    Returns:
        Seconds from now, at least 0, or none where the header is missing or says neither.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        day = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return max(0.0, ((day if day.tzinfo else day.replace(tzinfo=UTC)) - now).total_seconds())
