"""Short forms that a document defines: "pathological complete response (pCR)", later "pCR"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from her2kg.loaders.text.invisible import visible
from her2kg.loaders.text.lexicon import Entry, Hit, Lexicon, hits_within
from her2kg.loaders.text.mentions import Mention, find_mentions
from her2kg.loaders.text.sentences import split_sentences

__all__ = ["ShortForms", "learn_from", "may_define"]

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
_WORD = re.compile(r"(?<![\w-])[A-Za-z]\w*")
_CLOSED = re.compile(r"s?(?![\w-])")
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
    """The short forms that a document has defined so far.

    Attributes:
        lexicon: the names that they stand for.
        entries: what each of them stands for.
    """

    lexicon: Lexicon
    entries: dict[str, Entry] = field(default_factory=dict)
    _beginning: dict[str, list[str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for short in self.entries:
            self._index(short)

    def learn(self, mentions: Iterable[Mention], text: str, bounds: tuple[int, int]) -> None:
        """Take in what a sentence defines.

        Args:
            mentions: the mentions of the sentence.
            text: the document.
            bounds: start and end of the sentence.
        """
        if not may_define(text, bounds):
            return
        for short, mention in _definitions(mentions, text, bounds):
            entry, known = self.lexicon.lookup(mention.label), self.lexicon.lookup(short)
            if entry is None or entry.iri != mention.iri:
                continue
            if known and {known.kind, entry.kind} <= _MOLECULES:
                continue
            for spelt in {short, short[0].upper() + short[1:]}:
                if spelt not in self.entries:
                    self._index(spelt)
                self.entries[spelt] = entry

    def _index(self, short: str) -> None:
        """Remember a short form by its first word, the longest first."""
        found = _WORD.match(short)
        alike = self._beginning.setdefault(found[0] if found else short, [])
        alike.append(short)
        alike.sort(key=lambda one: (-len(one), one))

    def find(self, hits: Sequence[Hit], text: str, bounds: tuple[int, int]) -> list[Hit]:
        """Add the short forms of a sentence to its names; they win over names inside them.

        Args:
            hits: the names found in the sentence, in order.
            text: the document.
            bounds: start and end of the sentence.

        Returns:
            The names in order of their start.
        """
        met = any(text.find(word, *bounds) >= 0 for word in self._beginning)
        own = list(self._found(text, bounds)) if met else []
        if not own:
            return list(hits)
        kept = [
            hit
            for hit in hits
            if not any(one.start <= hit.start and hit.end <= one.end for one in own)
        ]
        return sorted([*kept, *own], key=lambda hit: (hit.start, -hit.end))

    def _found(self, text: str, bounds: tuple[int, int]) -> Iterator[Hit]:
        behind = bounds[0]
        for word in _WORD.finditer(text, *bounds):
            if word.start() < behind:
                continue
            whole, singular = word[0], word[0].removesuffix("s")
            alike = self._beginning.get(whole, [])
            if singular != whole:
                alike = [*alike, *self._beginning.get(singular, [])]
            for short in alike:
                closed = _CLOSED.match(text, word.start() + len(short), bounds[1])
                if closed and text.startswith(short, word.start()):
                    behind = closed.end()
                    yield Hit(word.start(), behind, self.entries[short])
                    break


def may_define(text: str, bounds: tuple[int, int]) -> bool:
    """Tell whether a sentence has a mark that definitions have."""
    return text.find("(", *bounds) >= 0 or text.find(", or ", *bounds) >= 0


def learn_from(text: str, forms: ShortForms) -> None:
    """Take in what a text defines, without reading it: for the parts that follow it.

    Args:
        text: a part of a document.
        forms: the short forms of the parts before it; those of the text are added.
    """
    plain = visible(text)
    text = plain.text if plain else text
    hits = forms.lexicon.find(text)
    starts = [hit.start for hit in hits]
    for sentence in split_sentences(text) if hits else ():
        bounds = (sentence.start, sentence.end)
        if may_define(text, bounds):
            found = forms.find(hits_within(hits, starts, bounds), text, bounds)
            forms.learn(find_mentions(text, found, bounds, forms.lexicon), text, bounds)
