"""Where a claim stands in its document: the selector and the sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from her2kg.loaders.text.masking import Masked, Slot
from her2kg.loaders.text.sentences import Sentence
from her2kg.ontology.model import Claim, TextQuote

__all__ = ["Occurrences", "OrdinalCounter", "quote_of", "span_of"]

_MARGIN = 32


class OrdinalCounter:
    """Counts how often a sentence, white space aside, was met before in a document."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def number(self, sentence: str) -> int:
        """Return the ordinal of this occurrence of a sentence, from 0, and count it."""
        key = " ".join(sentence.split())
        self._seen[key] += 1
        return self._seen[key] - 1


@dataclass(slots=True)
class Occurrences:
    """How often each quoted sentence stood in the texts so far, to keep later ones apart."""

    _met: dict[str, int] = field(default_factory=dict)

    def apart(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Number the sentences of the claims of a further text, on from those before it."""
        met: dict[str, int] = {}
        for claim in claims:
            if claim.quote is None:
                yield claim
                continue
            sentence = " ".join(claim.quote.sentence.split())
            ordinal = claim.quote.ordinal + self._met.get(sentence, 0)
            met[sentence] = max(met.get(sentence, 0), ordinal + 1)
            yield replace(claim, quote=replace(claim.quote, ordinal=ordinal))
        self._met.update(met)


def span_of(masked: Masked, start: int, end: int, slots: Iterable[Slot]) -> tuple[int, int]:
    """Turn a match over a masked sentence into offsets in the document.

    Args:
        masked: the sentence.
        start: offset of the match.
        end: offset behind it.
        slots: slots that the match fills; they lie wholly inside the span.

    Returns:
        Start and end in the document.
    """
    inside = list(slots)
    first = masked.original(start) if start not in masked.masked_starts else None
    last = masked.original(end)
    starts = [slot.start for slot in inside] + ([] if first is None else [first])
    return min(starts), max([slot.end for slot in inside] + [last])


def quote_of(text: str, span: tuple[int, int], sentence: Sentence, ordinal: int) -> TextQuote:
    """Make the selector of a stretch of a sentence.

    Args:
        text: the document.
        span: start and end of the quoted words.
        sentence: the sentence around them.
        ordinal: which occurrence of that sentence in the document.
    """
    start, end = span
    return TextQuote(
        exact=text[start:end],
        prefix=text[max(0, start - _MARGIN) : start],
        suffix=text[end : end + _MARGIN],
        start=start,
        end=end,
        sentence=text[sentence.start : sentence.end],
        ordinal=ordinal,
    )
