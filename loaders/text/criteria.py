"""Criteria of a HER2 status that no score names: a ratio, copies of the gene, no staining."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from her2kg.loaders.text.data import expand_macros, read_rows
from her2kg.loaders.text.mentions import Mention, in_place_of, made_mention

__all__ = ["with_criteria"]

_KIND = "Biomarker"
_NEAR = 12
_COUNTS = ("n", "copies")
_HINT = re.compile(
    r"\bratio\b|\b(?:signals|copies)\s(?:per|in)\b|\b(?:twice|two\stimes)\sas\smany\b"
    r"|\bmembran\w+\s\w|\bstain(?:ing)?\s(?:in|of|at)\b|\bany\s\w*\s?stain",
    re.IGNORECASE,
)


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["criterion"], _compiled(expand_macros(row["pattern"])))
        for row in read_rows("criteria.tsv")
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])".replace(" ", r"\s"), re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    return _compiled(expand_macros("@NUMBER"))


def _said(group: str, words: str) -> str:
    """Return the number of "at least 2.0" where a group is a count, and other words as they are."""
    number = _number().search(words) if group in _COUNTS else None
    return number[0] if number else " ".join(words.split())


def _found(text: str, bounds: tuple[int, int]) -> Iterator[Mention]:
    for template, pattern in _rows():
        for found in pattern.finditer(text, *bounds):
            groups = {name: _said(name, words) for name, words in found.groupdict().items()}
            yield made_mention(*found.span(), _KIND, template.format(**groups))


def _touches(criterion: Mention, other: Mention) -> bool:
    """Tell whether a score or another criterion holds a criterion, or is narrowed by it."""
    return other.start < criterion.end and criterion.start < other.end + _NEAR


def with_criteria(mentions: Sequence[Mention], text: str, bounds: tuple[int, int]) -> list[Mention]:
    """Add what a status may be defined by and no name or score says.

    Each is a node of its own, named by its figures as the text writes them: two texts that give
    the same cut-off in other figures ("2" and "2.0") speak of two.

    Args:
        mentions: mentions of the sentence that do not overlap, in order.
        text: the document.
        bounds: start and end of the sentence.

    Returns:
        Mentions in order. A criterion takes the place of the names inside it; one that only
        narrows the score before it, as in "0 without any membrane staining", is none.
    """
    if not _HINT.search(text, *bounds):
        return list(mentions)
    chosen: list[Mention] = []
    scores = [one for one in mentions if one.kind == _KIND]
    for one in _found(text, bounds):
        if not any(_touches(one, other) for other in (*scores, *chosen)):
            chosen.append(one)
    return in_place_of(mentions, chosen)
