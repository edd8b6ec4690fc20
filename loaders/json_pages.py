"""The records that a page of JSON lists, one by one, with where each begins."""

import json
import re
from collections.abc import Generator, Iterator
from typing import Any

__all__ = ["BrokenJsonError", "listed"]

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class BrokenJsonError(ValueError):
    """The text is no JSON from somewhere on, or not of the expected form.

    Attributes:
        offset: where in the text.
    """

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


def listed(text: str, key: str, *, alone: bool = False) -> Iterator[tuple[int, Any]]:
    """Yield the elements of the list that an object holds under a key.

    Elements before a fault are yielded; other members of the object are passed over.

    Args:
        text: the object as JSON, with or without a byte order mark.
        key: the member that holds the list.
        alone: whether the text may be the bare list, or a single element, instead.

    Yields:
        The offset at which an element begins, and the element.

    Raises:
        BrokenJsonError: the text is no JSON, no object, or has no such list.
    """
    start = _behind_space(text, 1 if text.startswith("\ufeff") else 0)
    if alone and text.startswith("[", start):
        end = yield from _elements(text, start)
    else:
        end = yield from _members(text, start, key, alone=alone)
    if _behind_space(text, end) != len(text):
        raise BrokenJsonError("something stands behind its end", end)


def _members(
    text: str, start: int, key: str, *, alone: bool
) -> Generator[tuple[int, Any], None, int]:
    """Yield the elements under a key, or the object itself; return its end."""
    whole: dict[str, Any] = {}
    found = False
    at, more = _opened(text, start, "{}")
    begin = at
    while more:
        name, at = _value(text, at)
        at = _behind_space(text, _behind(text, at, ":"))
        if name == key and (not alone or text.startswith("[", at)):
            found = True
            at = yield from _elements(text, at)
        else:
            whole[str(name)], at = _value(text, at)
        at, more = _next(text, at, "}")
    if not found and not alone:
        raise BrokenJsonError(f"it holds no list {key!r}", begin)
    if not found:
        yield start, whole
    return at


def _elements(text: str, start: int) -> Generator[tuple[int, Any], None, int]:
    """Yield the elements of a list with their offsets; return where it ends."""
    at, more = _opened(text, start, "[]")
    while more:
        value, end = _value(text, at)
        yield at, value
        at, more = _next(text, end, "]")
    return at


def _behind_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _behind(text: str, at: int, mark: str) -> int:
    at = _behind_space(text, at)
    if not text.startswith(mark, at):
        raise BrokenJsonError(f"{mark!r} is missing", at)
    return at + len(mark)


def _opened(text: str, at: int, marks: str) -> tuple[int, bool]:
    """Step into a list or object: return where its first part begins, and whether it has one."""
    at = _behind_space(text, _behind(text, at, marks[0]))
    return (at + 1, False) if text.startswith(marks[1], at) else (at, True)


def _next(text: str, at: int, closing: str) -> tuple[int, bool]:
    """Step over a comma to the next part, or out of the list or object."""
    at = _behind_space(text, at)
    if text.startswith(closing, at):
        return at + 1, False
    return _behind_space(text, _behind(text, at, ",")), True


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise BrokenJsonError(getattr(error, "msg", str(error)), at) from None
