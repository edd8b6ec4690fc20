"""Text folded to plain tokens, so that spellings of one name compare equal, with offsets kept."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from her2kg.loaders.text.data import read_rows

__all__ = ["Folded", "fold", "fold_name", "squash"]

_TOKEN = re.compile(
    r"[\u0370-\u03ff\u00b5]|[^\W\d_\u0370-\u03ff\u00b5]+|\d+|[^\w\s]|_",
)
_DROPPED = frozenset("-\u2010\u2011\u2012\u2013\u00ad*`_")
_SHORTEST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as folded tokens between single spaces.

    Attributes:
        text: the tokens, with a space before and behind each.
        places: offset in ``text`` at which each token begins.
        tokens: the tokens as they stand in the original.
    """

    text: str
    places: tuple[int, ...]
    tokens: tuple[re.Match[str], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of a stretch of whole tokens.

        Args:
            start: offset in ``text`` of the space before the first token.
            end: offset in ``text`` behind the space that follows the last token.

        Returns:
            Start and end in the original text.
        """
        first = bisect_left(self.places, start + 1)
        last = bisect_left(self.places, end) - 1
        return self.tokens[first].start(), self.tokens[last].end()


@cache
def _spellings() -> dict[str, str]:
    return {row["from"]: row["to"] for row in read_rows("spellings.tsv")}


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


@lru_cache(maxsize=65536)
def _fold_token(token: str) -> str:
    spelled = _spellings().get(token.casefold())
    if spelled is not None:
        return spelled
    plain = unicodedata.normalize("NFKD", token.casefold()).encode("ascii", "ignore").decode()
    word = _singular(plain or token.casefold())
    return _spellings().get(word, word).replace(" ", "") or token


def fold(text: str) -> Folded:
    """Fold a text: case, hyphens, Greek letters, simple plurals and British spellings go.

    Letters and digits are parted, so that ``HER2``, ``HER-2`` and ``HER 2`` fold alike.
    """
    kept = [found for found in _TOKEN.finditer(text) if found[0] not in _DROPPED]
    tokens = [_fold_token(found[0]) for found in kept]
    places = accumulate((len(token) + 1 for token in tokens), initial=1)
    return Folded(" ".join(["", *tokens, ""]), tuple(places)[:-1], tuple(kept))


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """Fold a name to what it looks like inside a folded text, spaces around it."""
    return fold(name).text


def squash(name: str) -> str:
    """Drop what a writer may vary in a case-sensitive name: hyphens, spaces, a plural s."""
    bare = re.sub(r"[-\u2010-\u2013\s*`_]", "", name)
    return bare.removesuffix("s")
