"""The baseline: two names in one sentence are related, in the direction of its cue words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from benchmarks.reading.cues import chosen
from benchmarks.reading.material import table
from benchmarks.reading.names import flat, mentions_of
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.mentions import Mention

__all__ = ["Pair", "cooccurring"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names in one sentence and what the baseline makes of them.

    Attributes:
        subject: the one.
        predicate: local name of the property.
        object: the other.
        start: offset of the sentence.
        end: offset behind it.
    """

    subject: Mention
    predicate: str
    object: Mention
    start: int
    end: int


@cache
def _predicates() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {(row["subject"], row["object"]): row for row in table("pairs.tsv")}


def cooccurring(text: str, lexicon: Lexicon) -> Iterator[Pair]:
    """Yield every pair of names of one sentence whose classes can be related.

    It has the mentions of the reader, nested ones too, so that only the relations differ. Each
    pair has the predicate that its classes suggest (``pairs.tsv``); where that has a direction,
    the majority of the cue words of the sentence decides. Nothing is negated or hedged.

    Args:
        text: a document.
        lexicon: the names to look for.
    """
    for sentence, mentions in mentions_of(text, lexicon):
        direction = chosen("direction", text[sentence.start : sentence.end])
        named = list(flat(mentions))
        for one, other in product(named, named):
            row = _predicates().get((one.kind, other.kind))
            if row is not None and one.iri != other.iri:
                yield Pair(one, row[direction], other, sentence.start, sentence.end)
