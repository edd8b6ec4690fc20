"""Ways in which files break on their way to a user, and ways in which they only look different."""

import codecs
import random
import re
from collections.abc import Callable, Iterator

from tests.her2kg.small_sources import SmallFile

__all__ = ["HARMLESS", "Damage", "damages", "is_xml", "packed_damages", "with_doctype"]

Damage = tuple[str, bytes]
"""What was done to a file, and what is left of it."""

_LONG = 10_000_000
_DEEP = 100_000
_FLIPS = 8
_CUTS = 8
_FRONT, _BACK = 40, 150
"""Where packed files keep most of what describes them."""

_NAME = "entity"
_LAUGHS = "".join(
    f'<!ENTITY {_NAME if n == 9 else f"lol{n}"} "{f"&lol{n - 1};" * 10 if n else "lol"}">'
    for n in range(10)
)
_PROLOG = re.compile(rb"\s*(?:<\?xml[^>]*\?>)?")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>")

HARMLESS: dict[str, Callable[[bytes], bytes]] = {
    "Windows line ends": lambda content: content.replace(b"\n", b"\r\n"),
    "old Mac line ends": lambda content: content.replace(b"\n", b"\r"),
    "a byte order mark": lambda content: codecs.BOM_UTF8 + content,
}
"""What must change nothing of a text but the offsets of its words."""


def damages(file: SmallFile) -> Iterator[Damage]:
    """Yield a file in about thirty broken states, the same ones in every run."""
    yield from _of_bytes(file)
    if file.word:
        yield from _of_encoding(file)
        yield from _of_text(file)
    if is_xml(file):
        yield from _of_xml(file)
    if file.content.lstrip().startswith(b"{"):
        yield from _of_json(file)


def packed_damages(file: SmallFile) -> Iterator[Damage]:
    """Yield a packed file with bytes of its ends changed or gone, and some in between."""
    size = len(file.content)
    for place in (*range(1, _FRONT), *range(size - _BACK, size)):
        yield f"cut at {place}", file.content[:place]
        yield f"byte {place} changed", _flipped(file.content, place, 0x80)
    yield from _of_bytes(file)


def is_xml(file: SmallFile) -> bool:
    """Say whether a file is XML or HTML."""
    return file.content.lstrip().startswith(b"<")


def with_doctype(file: SmallFile, declared: str) -> bytes:
    """Declare ``&entity;`` in an XML file, and use it in a value."""
    content = _DOCTYPE.sub(b"", _put(file, f"&{_NAME};".encode()))
    prolog = _PROLOG.match(content)
    place = prolog.end() if prolog else 0
    return content[:place] + f"<!DOCTYPE x [{declared}]>".encode() + content[place:]


def _put(file: SmallFile, value: bytes) -> bytes:
    return file.content.replace(file.word.encode(), value, 1)


def _flipped(content: bytes, place: int, mask: int) -> bytes:
    return content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]


def _of_bytes(file: SmallFile) -> Iterator[Damage]:
    chance = random.Random(file.name)  # noqa: S311 - the same damage in every run
    content, size = file.content, len(file.content)
    for number in range(1, _FLIPS + 1):
        flipped = content
        for _ in range(number):
            flipped = _flipped(flipped, chance.randrange(size), 1 << chance.randrange(8))
        yield f"{number} bits flipped", flipped
    for place in sorted(chance.sample(range(1, size), _CUTS)):
        yield f"cut at {place}", content[:place]
    place = chance.randrange(size)
    yield f"a NUL byte at {place}", content[:place] + b"\0" + content[place:]
    yield f"zeros at {place}", content[:place] + bytes(4096) + content[place + 4096 :]
    yield "empty", b""
    yield "twice", content * 2


def _of_encoding(file: SmallFile) -> Iterator[Damage]:
    text = _put(file, f"{file.word}é".encode()).decode()
    yield "Latin-1", text.encode("latin-1", "replace")
    yield "UTF-16", text.encode("utf-16")
    yield "UTF-16 without a mark", text.encode("utf-16-le")
    yield "cut inside a letter", text.encode().partition("é".encode())[0] + "é".encode()[:1]


def _of_text(file: SmallFile) -> Iterator[Damage]:
    lines = file.content.splitlines(keepends=True)
    middle = len(lines) // 2
    yield "blanks", b" \t\r\n" * 1000
    yield "a 10 MB line", _put(file, file.word.encode() + b"x" * _LONG)
    yield "its first line twice", lines[0] + file.content
    yield "its first line lost", b"".join(lines[1:])
    yield "a line lost", b"".join([*lines[:middle], *lines[middle + 1 :]])
    yield "a line twice", b"".join([*lines[: middle + 1], *lines[middle:]])
    yield "twice with another word", file.content + _put(file, b"Otherwise")
    yield (
        "twice, the header once",
        b"".join([*lines, *_put(file, b"Otherwise").splitlines(True)[1:]]),
    )
    yield "control characters", _put(file, "\x01\x1b[31m\u202e\ufffe".encode())
    yield "a name without a Latin letter", _put(file, "\u4e73\u764c".encode())


def _of_xml(file: SmallFile) -> Iterator[Damage]:
    yield "a billion laughs", with_doctype(file, _LAUGHS)
    yield "elements 100,000 deep", _put(file, b"<b>" * _DEEP + b"</b>" * _DEEP)


def _of_json(file: SmallFile) -> Iterator[Damage]:
    quoted = re.compile(rb'"[^"]*' + re.escape(file.word.encode()) + rb'[^"]*"')
    for kind, value in (
        ("lists 100,000 deep", b"[" * _DEEP + b"]" * _DEEP),
        ("lists that never end", b"[" * _DEEP),
        ("objects 100,000 deep", b'{"a":' * _DEEP + b"1" + b"}" * _DEEP),
        ("a number of 10 MB", b"9" * _LONG),
        ("no number", b"NaN"),
        ("half a letter", rb'"\ud83d"'),
        ("null", b"null"),
    ):
        begin, end = found.span() if (found := quoted.search(file.content)) else (0, 0)
        yield kind, file.content[:begin] + value + file.content[end:]
