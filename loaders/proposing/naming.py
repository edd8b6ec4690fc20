"""A sentence by itself: which of its words name what, and where words stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from her2kg.loaders.text.lexicon import Hit, Lexicon
from her2kg.loaders.text.masking import Masked, group_mentions, mask
from her2kg.loaders.text.mentions import Mention, find_mentions

__all__ = ["NamedSentence", "named_sentence"]

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence with the names in it; offsets count its own characters.

    Attributes:
        text: the sentence.
        mentions: the names, in order, without overlaps.
        hits: every name of the lexicon in it, those inside of longer ones too.
        masked: the sentence with its names replaced by placeholders.
    """

    text: str
    mentions: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    masked: Masked

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield where words stand as they are, whole and with any white space between them.

        Args:
            words: what is looked for; nothing is found for nothing.
        """
        parts = words.split()
        if not parts or len(words) > len(self.text):
            return
        pattern = r"\s+".join(map(re.escape, parts))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", self.text):
            yield found.span()

    def named(self, words: str) -> list[Mention]:
        """Return the mentions that words name as a whole, where they stand.

        Words that only a longer name holds ("breast cancer" in "HER2-negative breast cancer")
        name nothing, for the text speaks of something else. A leading article is passed over.
        """
        plain = _ARTICLE.sub("", words.strip())
        return [
            mention
            for start, end in self.places(plain)
            for mention in self.mentions
            if self._is_all_of(mention, start, end)
        ]

    def _is_all_of(self, mention: Mention, start: int, end: int) -> bool:
        """Tell whether a stretch is a mention, its setting and abbreviation aside."""
        if (mention.start, mention.end) == (start, end):
            return True
        within = mention.start <= start and end <= mention.end
        same = {hit.entry.iri for hit in self.hits if (hit.start, hit.end) == (start, end)}
        return within and mention.iri in same

    def masked_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch lies in the masked sentence, widened to whole placeholders."""
        first, last = self._masked(start), self._masked(end)
        return first[0], last[1]

    def _masked(self, place: int) -> tuple[int, int]:
        """Return the earliest and latest offset that a place has in the masked sentence."""
        shift = 0
        masked = self.masked
        for slot, first, behind in zip(
            masked.slots, masked.masked_starts, masked.masked_ends, strict=True
        ):
            if place < slot.start:
                break
            if slot.start < place < slot.end:
                return first, behind
            if place >= slot.end:
                shift = behind - slot.end
        return place + shift, place + shift


def named_sentence(text: str, lexicon: Lexicon) -> NamedSentence:
    """Find the names of a sentence, without what the rest of its document tells of them.

    Args:
        text: the sentence.
        lexicon: the names to look for.
    """
    bounds = (0, len(text))
    hits = lexicon.find(text)
    mentions = find_mentions(text, hits, bounds, lexicon) if hits else []
    masked = mask(text, group_mentions(mentions, text, bounds), bounds)
    return NamedSentence(text, tuple(mentions), tuple(hits), masked)
