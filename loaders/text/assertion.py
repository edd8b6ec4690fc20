"""Whether a sentence asserts, denies or weakens what a pattern found in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.masking import CLOSE, OPEN
from her2kg.ontology.model import Polarity

__all__ = ["Assertion", "assess"]

_NEAR = 4
_AFTER = 3
_RELATIVE = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}\s*,?\s+(?:which|who)\s")
_PLACEHOLDER = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_QUANTIFIED = re.compile(rf"(?:\s+[\w-]+)?(?:\s+[\w-]+\s*,)?\s+(?:\w+\s+)?{OPEN}")


@dataclass(frozen=True, slots=True)
class Assertion:
    """What the words around a match make of it.

    Attributes:
        polarity: supports, refutes or null result.
        hedges: hedging and frequency words, in order.
        frequency: the frequency words among them.
        notes: quantifiers and conditions that narrow the statement, in order.
        attribution: whom the sentence names as its authority, or empty.
        cap: the highest confidence that the words leave, 0 to 1.
    """

    polarity: Polarity = Polarity.SUPPORTS
    hedges: tuple[str, ...] = ()
    frequency: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attribution: str = ""
    cap: float = 1.0


@dataclass(frozen=True, slots=True)
class _Cue:
    type: str
    scopes: tuple[str, ...]
    cap: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Found:
    type: str
    cap: float
    start: int
    end: int
    words: str


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            row["type"],
            tuple(row["scope"].split(",")),
            float(row["cap"]),
            re.compile(row["cue"], re.IGNORECASE),
        )
        for row in read_rows("cues.tsv")
    )


def _borders(text: str) -> list[tuple[int, int]]:
    border = next(cue.pattern for cue in _cues() if cue.type == "border")
    return [found.span() for found in border.finditer(text)]


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a match."""
    borders = _borders(text)
    left = max((stop for _, stop in borders if stop <= start), default=0)
    right = min((first for first, _ in borders if first >= end), default=len(text))
    return left, right


def _words_back(text: str, start: int, floor: int, count: int) -> int:
    words = list(re.finditer(r"\S+", text[floor:start]))
    return floor + words[-count].start() if len(words) >= count else floor


def _words_on(text: str, end: int, limit: int, count: int) -> int:
    words = list(re.finditer(r"\S+", text[end:limit]))
    return end + words[count - 1].end() if len(words) >= count else limit


def _windows(text: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    left, right = _clause(text, start, end)
    relative = _RELATIVE.match(text, start)
    lead = start if relative else max(left, text.rfind(",", left, start) + 1)
    comma = text.find(",", end, right)
    tail = right if comma < 0 else comma
    return {
        "lead": (lead, start),
        "inside": (start, end),
        "after": (end, _words_on(text, end, tail, _AFTER)),
        "near": (_words_back(text, start, lead, _NEAR), _words_on(text, end, tail, _NEAR)),
        "sentence": (0, len(text)),
    }


def _narrows(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a quantifier inside a match stands before one of its names."""
    outside = found.end() <= start or found.start() >= end
    return outside or bool(_QUANTIFIED.match(text, found.end()))


def _find(text: str, start: int, end: int) -> Iterator[_Found]:
    windows = _windows(text, start, end)
    for cue in _cues():
        for scope in cue.scopes:
            for found in cue.pattern.finditer(text, *windows[scope]):
                if cue.type == "quantifier" and not _narrows(text, found, start, end):
                    continue
                words = found[1] if found.lastindex else found[0]
                yield _Found(cue.type, cue.cap, found.start(), found.end(), words.strip())


def _without_pseudo(found: list[_Found]) -> list[_Found]:
    """Drop negations that stand inside of phrases such as "not only"."""
    pseudo = [one for one in found if one.type == "pseudo"]
    return [
        one
        for one in found
        if one.type not in {"pseudo", "border"}
        and not any(mask.start <= one.start and one.end <= mask.end for mask in pseudo)
    ]


def _polarity(types: set[str]) -> Polarity:
    if "null" in types:
        return Polarity.NULL_RESULT
    return Polarity.REFUTES if "negation" in types else Polarity.SUPPORTS


def _words_of(found: list[_Found], *types: str) -> tuple[str, ...]:
    words = [_PLACEHOLDER.sub("…", one.words) for one in found if one.type in types]
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))


def assess(text: str, start: int, end: int) -> Assertion | None:
    """Judge a match by the words in and around it, clause by clause.

    Args:
        text: the masked sentence.
        start: offset of the match in it.
        end: offset behind the match.

    Returns:
        The judgement, or None where the sentence asserts nothing of the kind: a question, a
        condition or the aim of a study.
    """
    every = sorted(_find(text, start, end), key=lambda one: (one.start, one.end, one.type))
    found = _without_pseudo(every)
    types = {one.type for one in found}
    if "unasserted" in types or text.rstrip(" \"')").endswith("?"):
        return None
    return Assertion(
        polarity=_polarity(types),
        hedges=_words_of(found, "hedge", "frequency"),
        frequency=_words_of(found, "frequency"),
        notes=_words_of(found, "quantifier", "condition"),
        attribution=next(iter(_words_of(found, "attribution")), ""),
        cap=min((one.cap for one in found), default=1.0),
    )
