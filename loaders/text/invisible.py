"""Characters that say nothing, left out before a text is read, and put back into its quotes."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from her2kg.loaders.text.reading import Reading
from her2kg.ontology.model import Claim, TextQuote

__all__ = ["INVISIBLE", "Visible", "visible"]

_MARGIN = 32

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff"
)
"""Soft hyphens, zero-width characters, marks of direction and such, for a class of a regex.

Those of Unicode's Default_Ignorable_Code_Point, Unicode Character Database,
https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point, without rare ones that some
fonts show.
"""

_MARK = r"(?:_|[^\w\r\n\u2028\u2029])"
_LONGEST_RUN = 16
_NEEDLESS = re.compile(rf"[{INVISIBLE}]+|{_MARK}(?<={_MARK}{{{_LONGEST_RUN + 1}}}){_MARK}*+")
"""What nobody sees, and marks behind 16 others: leaders, rules, columns set apart by blanks."""


@dataclass(frozen=True, slots=True)
class Visible:
    """A text without what says nothing, and the way back.

    Attributes:
        text: what is read.
        original: the text as it is.
        gaps: offset in ``text`` of each character that was left out, in order.
    """

    text: str
    original: str
    gaps: tuple[int, ...]

    def restored(self, reading: Reading) -> Reading:
        """Make the quotes of a reading of ``text`` those of ``original``: verbatim, and exact."""
        return replace(
            reading,
            claims=tuple(map(self._claim, reading.claims)),
            predicted=tuple(map(self._claim, reading.predicted)),
        )

    def _claim(self, claim: Claim) -> Claim:
        return replace(claim, quote=self._quote(claim.quote)) if claim.quote else claim

    def _quote(self, quote: TextQuote) -> TextQuote:
        start, end = self._span(quote.start, quote.end)
        first = self.text.rfind(quote.sentence, 0, quote.start + len(quote.sentence))
        sentence = slice(*self._span(first, first + len(quote.sentence)))
        return replace(
            quote,
            exact=self.original[start:end],
            prefix=self.original[max(0, start - _MARGIN) : start],
            suffix=self.original[end : end + _MARGIN],
            start=start,
            end=end,
            sentence=self.original[sentence],
        )

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch lies in the original, without what was left out around it."""
        return start + bisect_right(self.gaps, start), end + bisect_left(self.gaps, end)


def visible(text: str) -> Visible | None:
    """Leave out of a text what says nothing; return None where there is nothing of the kind."""
    places = [place for found in _NEEDLESS.finditer(text) for place in range(*found.span())]
    if not places:
        return None
    gaps = tuple(place - before for before, place in enumerate(places))
    return Visible(_NEEDLESS.sub("", text), text, gaps)
