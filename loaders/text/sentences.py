"""Sentences of a plain or Markdown text, with offsets into that text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Sentence", "split_sentences"]

_END = re.compile(
    r"(?<![.!?\u3002\u2026])[.!?\u3002\u2026]++[\"'\u201d\u2019)\]*_]*+"
    r"(?=\s++[\"'\u201c\u2018(\[*_]*+[A-Z0-9\u0391-\u03ab])"
)
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_MARKER = re.compile(r"\s*(?:[-*+\u2022\u2013]\s+|\(?\d{1,3}[.)]\s+|>\s?|#{1,6}\s+)*")
_LAST_WORD = re.compile(r"(\S+)$")
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\.$")
_TERMINAL = re.compile(r"[.!?:;][\"'\u201d\u2019)\]*_]*\s*$")
_SKIPPED = re.compile(r"\s*(?:\||<!--|-{3,}\s*$|={3,}\s*$|\*{3,}\s*$)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_REACH = 40
_LONGEST = 2000
_PAUSES = ("; ", ", ", " ", "\t")
"""Where a run-on is cut: behind the first of these that stands in it."""

_WRAP_LIMIT = 140
_WRAP_SLACK = 0.8


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or list item: ``text[start:end]``.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        heading: whether it is a heading or a line of its own without an end mark.
        block: number of the paragraph or list item that it stands in.
    """

    start: int
    end: int
    heading: bool
    block: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    blank_before: bool
    marked: bool
    title: bool


@cache
def _abbreviations() -> frozenset[str]:
    text = files(__package__).joinpath("abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line.casefold() for line in text.splitlines() if line)


def _lines(text: str) -> Iterator[_Line]:
    fenced, blank, behind = False, True, 0
    for found in _LINE.finditer(text):
        gap = text[behind : found.start()]
        blank = blank or len(re.findall(r"\r\n|[\r\n\u2028\u2029]", gap)) > 1
        behind = found.end()
        line = found[0]
        if _FENCE.match(line):
            fenced = not fenced
        if not line.strip() or fenced or _SKIPPED.match(line) or _FENCE.match(line):
            blank = True
            continue
        marker = _MARKER.match(line)
        start = found.start() + (marker.end() if marker else 0)
        end = found.start() + len(line.rstrip())
        marks = line[: start - found.start()].strip()
        if start < end:
            yield _Line(start, end, blank, bool(marks), marks.startswith("#"))
        blank = False


def _breaks(above: _Line, below: _Line, text: str, width: int) -> bool:
    """Tell whether the line break between two lines ends a paragraph."""
    if below.blank_before or below.marked or above.title or width > _WRAP_LIMIT:
        return True
    first_word = text[below.start : below.end].split(maxsplit=1)[0]
    length = above.end - above.start
    could_have_fitted = length + 1 + len(first_word) <= width * _WRAP_SLACK
    return could_have_fitted and first_word[:1].isupper()


def _blocks(text: str) -> Iterator[tuple[_Line, int]]:
    """Yield first line and end of each paragraph, list item and heading."""
    stretch: list[_Line] = []
    for line in [*_lines(text), None]:
        if stretch and (line is None or line.blank_before):
            yield from _paragraphs(stretch, text)
            stretch = []
        if line is not None:
            stretch.append(line)


def _paragraphs(lines: list[_Line], text: str) -> Iterator[tuple[_Line, int]]:
    width = max(line.end - line.start for line in lines)
    first = above = lines[0]
    for below in lines[1:]:
        if _breaks(above, below, text, width):
            yield first, above.end
            first = below
        above = below
    yield first, above.end


def _is_end(text: str, start: int, stop: int) -> bool:
    """Tell whether the mark that ends at ``stop`` ends a sentence that begins at ``start``."""
    if text[stop - 1] != ".":
        return True
    near = max(start, stop - _REACH)
    word = _LAST_WORD.search(text, near, stop)
    if word is None or _INITIAL.search(text, near, stop):
        return False
    return word[0].casefold().strip("(\"'") not in _abbreviations()


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if found.start() > start and _is_end(text, start, found.end()):
            yield from _cut(text, start, found.end())
            start = _next_word(text, found.end(), end)
    yield from _cut(text, start, end)


def _next_word(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is longer than any sentence, such as a table without line breaks."""
    while end - start > _LONGEST:
        middle, last = start + _LONGEST // 2, start + _LONGEST
        pauses = (text.rfind(mark, middle, last) + 1 for mark in _PAUSES)
        stop = next(filter(None, pauses), last)
        yield start, start + len(text[start:stop].rstrip())
        start = _next_word(text, stop, end)
    if start < end:
        yield start, end


def _is_ended(text: str, start: int, end: int) -> bool:
    return bool(_TERMINAL.search(text, max(start, end - _REACH), end))


def _is_heading(line: _Line, text: str, start: int, end: int) -> bool:
    """Tell whether words are a heading: they end without a mark, and follow no whole sentence."""
    follows = start > line.start and _is_ended(text, line.start, start)
    return line.title or not (line.marked or follows or _is_ended(text, start, end))


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences that do not overlap, in order.

    Outside of them lie only white space, list and heading marks, tables, code and comments. A
    run of more than 2,000 characters without an end is cut at a pause.

    Args:
        text: plain text or Markdown with any line ends, hard-wrapped or a paragraph a line.

    Returns:
        The sentences; offsets count characters of ``text`` as given.
    """
    return tuple(
        Sentence(start, end, _is_heading(first, text, start, end), block)
        for block, (first, last) in enumerate(_blocks(text))
        for start, end in _sentence_spans(text, first.start, last)
    )
