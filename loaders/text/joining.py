"""Neighbours in a list put together where they belong together."""

from collections.abc import Callable, Iterable
from typing import TypeVar

__all__ = ["joined"]

T = TypeVar("T")


def joined(parts: Iterable[T], join: Callable[[T, T], T | None]) -> list[T]:
    """Put each part together with the one before it, as long as that gives something.

    Args:
        parts: in order.
        join: makes one of two neighbours, or returns None where they stay apart.
    """
    found: list[T] = []
    for part in parts:
        both = join(found[-1], part) if found else None
        if both is None:
            found.append(part)
        else:
            found[-1] = both
    return found
