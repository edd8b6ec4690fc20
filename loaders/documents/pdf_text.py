"""Lines of pages put together to paragraphs: word breaks, running heads, references."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from her2kg.loaders.documents.inline import NUMBERED, folded

__all__ = ["paragraphs"]

_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_NUMBER = re.compile(r"\d+")
_REFERENCES = re.compile(
    r"(?:\d+\.?\s+)?(?:references|bibliography|literature cited)\s*:?", re.IGNORECASE
)
_BEGINS_ITEM = re.compile(
    r"(?:[\u2022\u25aa\u25cf\u2013-]\s|\(?\d{1,2}[.)]\s+[A-Z]|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s[A-Z])"
)
_ENDED = re.compile(r"[.!?:][\"'\u201d\u2019)\]]*$")
_COMPOUND = re.compile(r"\b\w+-\w+")
_BROKEN = re.compile(r"([^\W_](?:[\w-]*[^\W_])?)-$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 60
_EDGE = 2
_FEWEST_PAGES = 3
_SHORT = 0.8
_HEADING = 0.6
_USUAL = 0.9


def paragraphs(pages: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a text, in order.

    Words broken at the end of a line are joined. Numbers of pages, lines that recur at the edge
    of pages, numbers of references and the list of references are left out.

    Args:
        pages: the text of each page, line by line.
    """
    lines = _before_references(_running_text([_lines(page) for page in pages]))
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * _USUAL)] if lengths else 0
    whole = {word.casefold() for line in lines for word in _COMPOUND.findall(line)}
    run: list[str] = []
    for line in lines:
        if run and (not line or _breaks(run[-1], line, width)):
            yield _joined(run, whole)
            run = []
        if line:
            run.append(line)
    if run:
        yield _joined(run, whole)


def _lines(page: str) -> list[str]:
    text = page.translate(_LIGATURES).replace("\u00ad\n", "")
    return [folded(line) for line in text.splitlines()]


def _running_text(pages: list[list[str]]) -> list[str]:
    """Join the pages without what recurs at their edges, whatever numbers it bears."""
    seen = Counter(key for page in pages for key in {_key(page[at]) for at in _edges(page)})
    kept: list[str] = []
    for page in pages:
        recurring = {at for at in _edges(page) if _recurs(_key(page[at]), seen)}
        kept.extend(line for at, line in enumerate(page) if at not in recurring)
    return kept


def _edges(page: list[str]) -> set[int]:
    """Return the places of the first and last lines of a page that hold words."""
    places = [at for at, line in enumerate(page) if line]
    return {*places[:_EDGE], *places[-_EDGE:]}


def _key(line: str) -> str:
    return _NUMBER.sub("#", line)


def _recurs(key: str, seen: Counter[str]) -> bool:
    return key == "#" or seen[key] >= _FEWEST_PAGES


def _before_references(lines: list[str]) -> list[str]:
    """Leave out the list of references and what follows it: titles of others are no claims."""
    places = [at for at, line in enumerate(lines) if _REFERENCES.fullmatch(line)]
    return lines[: places[-1]] if places else lines


def _breaks(above: str, below: str, width: int) -> bool:
    """Say whether a paragraph ends between two lines."""
    if _BEGINS_ITEM.match(below):
        return True
    if below[:1].islower() or _BROKEN.search(above[-_LONGEST_WORD:]):
        return False
    if _ENDED.search(above):
        return len(above) < width * _SHORT
    return len(above) < width * _HEADING and below[:1].isupper()


def _joined(lines: list[str], whole: set[str]) -> str:
    return folded(NUMBERED.sub("", "".join(_pieces(lines, whole))))


def _pieces(lines: list[str], whole: set[str]) -> Iterator[str]:
    """Yield the lines of a paragraph, each with what joins it to the next one."""
    for line, below in pairwise(lines):
        broken, first = _BROKEN.search(line[-_LONGEST_WORD:]), _FIRST_WORD.match(below)
        if broken is None or first is None:
            yield f"{line} "
        elif _keeps_hyphen(broken[1].rpartition("-")[2], first[0], whole):
            yield line
        else:
            yield line[:-1]
    yield lines[-1]


def _keeps_hyphen(head: str, tail: str, whole: set[str]) -> bool:
    """Say whether a hyphen at the end of a line belongs to the word.

    It does in names (``HER2-positive``) and where the word has it within a line elsewhere.
    """
    is_name = any(c.isdigit() for c in head) or not head[1:].islower() or not tail.islower()
    return is_name or f"{head}-{tail}".casefold() in whole
