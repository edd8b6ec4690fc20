"""The words without one of which a pattern cannot fit, to pass over it in most sentences."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

__all__ = ["WordFinder", "needed_words"]

_SHORTEST = 3
_ENOUGH = 5
_GROUP = re.compile(r"\(\?[a-z-]*:|\(\?P<\w+>|\((?!\?)")
_MACRO = re.compile(r"@([A-Z]+)")
_LOOK = re.compile(r"\(\?<?[=!]")
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|<(?:s|o|c|any)>|.", re.DOTALL)
_QUANTIFIER = re.compile(r"(?:\?|\*|\+|\{(\d*),?\d*\})[?+]?")

_Macro = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a branch: a letter, a group or anything else; it may be left out.

    Attributes:
        letter: the letter, or empty.
        words: of a group, one of which it cannot do without; empty where it has none.
        optional: whether it may be left out.
    """

    letter: str
    words: frozenset[str]
    optional: bool


class WordFinder:
    """Finds which of many words a text holds, in one pass over it.

    Args:
        words: the words, in the case of the texts; where they begin and end does not matter.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Prepare to look for the words."""
        self._words = tuple(sorted(set(words)))
        self._matcher = AhoCorasick(self._words)

    def met(self, text: str) -> set[str]:
        """Return the words that a text holds."""
        found = self._matcher.find_matches_as_indexes(text, overlapping=True)
        return {self._words[index] for index, _, _ in found}


def needed_words(regex: str, macro: _Macro) -> frozenset[str]:
    """Return words of which each text that fits a regular expression holds one at least.

    Args:
        regex: as the tables write patterns; letters in lower case.
        macro: gives the words that a macro needs, by its name without ``@``.

    Returns:
        The words, or beginnings of them, in lower case; empty where nothing is sure.

    Raises:
        ValueError: a bracket is closed that was never opened.
    """
    words, end = _alternatives(regex, 0, macro)
    if end < len(regex):
        raise ValueError(f"a bracket too many at {end} of {regex!r}")
    return words


def _alternatives(regex: str, at: int, macro: _Macro) -> tuple[frozenset[str], int]:
    """Read branches up to the end of their group; return their words and where they end."""
    branches: list[frozenset[str]] = []
    while True:
        parts, at = _branch(regex, at, macro)
        branches.append(_best(parts))
        if at >= len(regex) or regex[at] == ")":
            return (frozenset().union(*branches) if all(branches) else frozenset()), at
        at += 1


def _branch(regex: str, at: int, macro: _Macro) -> tuple[list[_Part], int]:
    parts = []
    while at < len(regex) and regex[at] not in "|)":
        part, at = _part(regex, at, macro)
        parts.append(part)
    return parts, at


def _part(regex: str, at: int, macro: _Macro) -> tuple[_Part, int]:
    letter, words = "", frozenset[str]()
    if opening := _LOOK.match(regex, at) or _GROUP.match(regex, at):
        words, at = _alternatives(regex, opening.end(), macro)
        at += 1
        if _LOOK.match(opening[0]):
            words = frozenset()
    elif name := _MACRO.match(regex, at):
        words, at = macro(name[1]), name.end()
    elif token := _TOKEN.match(regex, at):
        letter = token[0] if re.fullmatch(r"[a-z]", token[0]) else ""
        at = token.end()
    quantifier = _QUANTIFIER.match(regex, at)
    if quantifier is None:
        return _Part(letter, words, optional=False), at
    optional = quantifier[0][0] in "?*" or quantifier[1] in {"0", ""}
    return _Part("", frozenset() if letter else words, optional), quantifier.end()


def _best(parts: Sequence[_Part]) -> frozenset[str]:
    """Return the most telling words among those of the parts that cannot be left out."""
    options = [part.words for part in parts if part.words and not part.optional]
    options += [frozenset({run}) for run in _runs(parts) if len(run) >= _SHORTEST]
    return max(options, key=_worth, default=frozenset())


def _runs(parts: Sequence[_Part]) -> Iterator[str]:
    run = ""
    for part in parts:
        if part.letter:
            run += part.letter
        else:
            yield run
            run = ""
    yield run


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """Rank words: long ones are rare, and few are met less often than many."""
    return min(_ENOUGH, *map(len, words)), -len(words)
