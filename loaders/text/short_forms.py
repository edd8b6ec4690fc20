"""Short forms that a document defines: "pathological complete response (pCR)", later "pCR"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from her2kg.loaders.text.lexicon import Entry, Hit, Lexicon
from her2kg.loaders.text.mentions import Mention

__all__ = ["ShortForms"]

_SHORT = r"[A-Za-z][\w+/-]{1,14}(?:\s[A-Z][\w+-]{1,7})?"
_CALLED = (
    r"(?:(?:hereafter|henceforth|abbreviated(?:\s+(?:as|to))?|(?:referred\s+to|known)\s+as|or)\s+)?"
)
_BEHIND = re.compile(
    rf"\s*\(\s*{_CALLED}[\"'\u201c\u2018]?({_SHORT})[\"'\u201d\u2019]?\s*[);,]|,\s+or\s+({_SHORT})\s*,"
)
_WITHIN = re.compile(rf"^(.+?)\s*\(\s*({_SHORT})\s*\)$", re.DOTALL)
_BEFORE = re.compile(rf"(?<![\w-])({_SHORT})\s*\(\s*$")
_PARTS = re.compile(r"[A-Za-z]+|\d+")
_REACH = 24
_FEWEST_SKIPPING = 3
_MOLECULES = frozenset({"Protein", "Gene"})


def _initials_fit(short: str, words: Sequence[str]) -> bool:
    """Tell whether a short form is made of words and of initials of a name, in any order."""
    initials = Counter(word[0].casefold() for word in words)
    whole = {word.casefold() for word in words}
    for token in _PARTS.findall(short):
        if token.casefold() not in whole:
            initials.subtract(token.casefold())
    return min(initials.values()) >= 0


def _letters_fit(short: str, words: Sequence[str]) -> bool:
    """Tell whether the letters of a short form stand in a name in their order."""
    letters = iter("".join(words).casefold())
    wanted = "".join(_PARTS.findall(short)).casefold()
    return len(wanted) >= _FEWEST_SKIPPING and all(letter in letters for letter in wanted)


def _stands_for(short: str, name: str) -> bool:
    """Tell whether a word in parentheses is a short form of the name before it."""
    words = _PARTS.findall(name)
    if not words or short.casefold() == name.casefold() or short.islower():
        return False
    initials = "".join(word[0] for word in words).casefold()
    first = short[0].casefold() == initials[0] or initials.endswith(short.casefold())
    short_word = len(short) < len(name)
    fits = _initials_fit(short, words) or _letters_fit(short, words)
    return short_word and fits and (first or any(part.isdigit() for part in short[1:]))


def _definitions(
    mentions: Iterable[Mention], text: str, bounds: tuple[int, int]
) -> Iterator[tuple[str, Mention]]:
    """Yield short forms with the mentions that they stand for."""
    for mention in mentions:
        words = text[mention.start : mention.end]
        within, behind = _WITHIN.match(words), _BEHIND.match(text, mention.end, bounds[1])
        before = _BEFORE.search(text, max(bounds[0], mention.start - _REACH), mention.start)
        if within:
            words, short = within.groups()
        elif behind:
            short = behind[1] or behind[2]
        elif before and text.startswith(")", mention.end):
            short = before[1]
        else:
            continue
        if _stands_for(short, words):
            yield short, mention


@dataclass(slots=True)
class ShortForms:
    """The short forms that a document has defined so far."""

    lexicon: Lexicon
    _entries: dict[str, Entry] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def learn(self, mentions: Iterable[Mention], text: str, bounds: tuple[int, int]) -> None:
        """Take in what a sentence defines.

        Args:
            mentions: the mentions of the sentence.
            text: the document.
            bounds: start and end of the sentence.
        """
        if text.find("(", *bounds) < 0 and text.find(", or ", *bounds) < 0:
            return
        for short, mention in _definitions(mentions, text, bounds):
            entry, known = self.lexicon.lookup(mention.label), self.lexicon.lookup(short)
            if entry is None or entry.iri != mention.iri:
                continue
            if known and {known.kind, entry.kind} <= _MOLECULES:
                continue
            self._entries[short] = self._entries[short[0].upper() + short[1:]] = entry
            longest_first = sorted(self._entries, key=lambda one: (-len(one), one))
            any_of = "|".join(map(re.escape, longest_first))
            self._pattern = re.compile(rf"(?<![\w-])(?:({any_of}))s?(?![\w-])")

    def find(self, hits: Sequence[Hit], text: str, bounds: tuple[int, int]) -> list[Hit]:
        """Add the short forms of a sentence to its names; they win over names inside them.

        Args:
            hits: the names found in the sentence, in order.
            text: the document.
            bounds: start and end of the sentence.

        Returns:
            The names in order of their start.
        """
        if self._pattern is None:
            return list(hits)
        own = [
            Hit(found.start(), found.end(), self._entries[found[1]])
            for found in self._pattern.finditer(text, *bounds)
        ]
        kept = [
            hit
            for hit in hits
            if not any(one.start <= hit.start and hit.end <= one.end for one in own)
        ]
        return sorted([*kept, *own], key=lambda hit: (hit.start, -hit.end))
