"""Scores of staining, bare and joined with a gene test: "scored 1+, or 2+ and not amplified"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from her2kg.loaders.text.data import alternatives, read_rows, row_of
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.mentions import Mention, in_place_of

__all__ = ["with_scores"]

_ABOUT_HER2 = re.compile(
    r"\b(?:HER-?2|ERBB2|c-erbB-2|IHC|[FCSD]?ISH|immunohisto|immunostain|HercepTest|equivocal"
    r"|amplifi|un-?amplified|stain|scor)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[123]\+|\b0\b")
_OF_ANOTHER = re.compile(
    r"\b(?:ER|PR|PgR|AR)\b(?:(?!HER-?2|ERBB2)[^,;.]){0,40}$|\b(?:grades?|toxicity)\b[^,;.]{0,20}$"
)
_GENES = frozenset({"Protein", "Gene"})
_HER2 = frozenset({"HER2", "ERBB2"})
_NEAR = 30
_SAME_CLAUSE = 50
_BEFORE = 400


@cache
def _labels() -> tuple[str, ...]:
    return tuple(row["score"] for row in read_rows("scores.tsv"))


@cache
def _scores() -> re.Pattern[str]:
    every = alternatives(row["pattern"] for row in read_rows("scores.tsv"))
    return re.compile(every.replace(" ", r"\s"))


def _of_another(mentions: Sequence[Mention], text: str, place: int) -> bool:
    """Tell whether a score is that of another stain, or a grade."""
    if _OF_ANOTHER.search(text, max(0, place - _SAME_CLAUSE), place):
        return True
    near = [one for one in mentions if place - _NEAR < one.end <= place and one.kind in _GENES]
    return bool(near) and near[-1].label not in _HER2


def _found(
    mentions: Sequence[Mention], text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> Iterator[Mention]:
    for found in _scores().finditer(text, *bounds):
        entry = lexicon.lookup(_labels()[row_of(found)])
        if entry is not None and not _of_another(mentions, text, found.start()):
            yield Mention(*found.span(), entry.iri, entry.kind, entry.label)


def _joined(score: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """Take in the words of names that the score goes on from; none where they say it already."""
    over = [one for one in mentions if one.start < score.end and score.start < one.end]
    if any(one.start <= score.start and score.end <= one.end for one in over):
        return None
    spans = [score, *over]
    return replace(score, start=min(one.start for one in spans), end=max(one.end for one in spans))


def with_scores(
    mentions: Sequence[Mention], text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> list[Mention]:
    """Add the scores of staining for HER2 that no name spells out.

    Args:
        mentions: mentions of the sentence that do not overlap, in order.
        text: the document.
        bounds: start and end of the sentence.
        lexicon: where the scores are looked up.

    Returns:
        Mentions in order. A score takes the place of the names inside it; one that nothing of HER2
        or of a test stands before, or that is another protein's, is left alone.
    """
    before = max(0, bounds[0] - _BEFORE)
    if not _DIGIT.search(text, *bounds) or not _ABOUT_HER2.search(text, before, bounds[1]):
        return list(mentions)
    every = (_joined(score, mentions) for score in _found(mentions, text, bounds, lexicon))
    added = [score for score in every if score is not None]
    return in_place_of(mentions, added)
