"""Whether a sentence asserts, denies or weakens what a pattern found in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.text.data import expand_macros, read_rows
from her2kg.loaders.text.masking import CLOSE, OPEN
from her2kg.loaders.text.remarks import parted
from her2kg.ontology.model import Polarity

__all__ = ["Assertion", "assess", "caveats", "is_weak"]

_NEAR = 4
_AFTER = 3
_TWICE_DENIED = 0.85
_NEGATIVE = frozenset({"negation", "null"})
_MASKED_BY = {
    "pseudo": frozenset({"hedge", "negation", "null", "quantifier"}),
    "denial": frozenset({"attribution", "hedge", "negation", "null", "quantifier"}),
}
_BESIDE = frozenset({"previous", "next"})
_WEAK = frozenset({"attribution", "condition", "denial", "hedge", "unasserted"})
_SILENT = frozenset({"pseudo", "border", "dash"})
_RELATIVE = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}\s*,?\s+(?:which|who)\s")
_MEMBERS = "(?:members?|receptors?|kinases?|proteins?|genes?)"
_IN_PASSING = re.compile(
    rf"{OPEN}[^{CLOSE}]*{CLOSE}\s*,\s+(?:itself\s+)?(?:an?|one|both)\s[^,{OPEN}]*{OPEN}"
    rf"|{OPEN}(?:ProteinFamily|Pathway|GenomicLocus|Regimen)[^{CLOSE}]*{CLOSE}[^{OPEN}]*"
    rf"(?:\(|\bincluding\s|\bsuch\s)"
    rf"|(?:(?!{OPEN})\S+\s+){{0,4}}?{_MEMBERS}\s+(?:of|in|on|within|along)\s"
    rf"|(?:(?!{OPEN})\S+\s+){{0,4}}?{OPEN}ProteinFamily[^{CLOSE}]*{CLOSE}\s+{_MEMBERS}\b"
    rf"|{OPEN}[^{CLOSE}]*{CLOSE}[^{OPEN}]*\b(?:other|fellow|remaining)\s[^{OPEN}]*{OPEN}ProteinFamily"
)
"""What a noun brings along, an apposition or the members of its family: a sentence that denies
something of the noun says nothing of that."""
_SPACE = re.compile(r"\(\?<[!=][^()]*\)| ")
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


def _compiled(cue: str) -> re.Pattern[str]:
    """Compile a cue, in which a space stands for several, save where the width must be fixed."""
    spaced = _SPACE.sub(lambda found: " +" if found[0] == " " else found[0], cue)
    return re.compile(expand_macros(spaced), re.IGNORECASE)


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            row["type"],
            tuple(row["scope"].split(",")),
            float(row["cap"]),
            _compiled(row["cue"]),
        )
        for row in read_rows("cues.tsv")
    )


def _borders(text: str, *types: str) -> list[tuple[int, int]]:
    borders = [cue.pattern for cue in _cues() if cue.type in types]
    return [found.span() for border in borders for found in border.finditer(text)]


def _clause(text: str, start: int, end: int, *types: str) -> tuple[int, int]:
    """Return the bounds of the clause around a match, by some types of border."""
    borders = _borders(text, *types)
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
    left, right = _clause(text, start, end, "border", "dash")
    frame, _ = _clause(text, start, end, "border")
    relative = _RELATIVE.match(text, start)
    lead = start if relative else max(left, text.rfind(",", left, start) + 1)
    comma = text.find(",", end, right)
    tail = right if comma < 0 else comma
    return {
        "lead": (lead, start),
        "before": (frame, start),
        "inside": (start, end),
        "after": (end, _words_on(text, end, tail, _AFTER)),
        "tail": (end, right),
        "near": (_words_back(text, start, lead, _NEAR), _words_on(text, end, tail, _NEAR)),
        "open": (0, start),
        "rest": (end, len(text)),
        "sentence": (0, len(text)),
    }


def _narrows(text: str, span: tuple[int, int], match: tuple[int, int]) -> bool:
    """Tell whether a quantifier inside a match stands before one of its names."""
    outside = span[1] <= match[0] or span[0] >= match[1]
    return outside or bool(_QUANTIFIED.match(text, span[1]))


def _find(text: str, start: int, end: int) -> Iterator[_Found]:
    windows = _windows(text, start, end)
    for cue in _cues():
        for scope in cue.scopes:
            if scope in _BESIDE:
                continue
            first, last = windows[scope]
            for found in cue.pattern.finditer(text[first:last]):
                span = first + found.start(), first + found.end()
                if cue.type == "quantifier" and not _narrows(text, span, (start, end)):
                    continue
                words = found[found.lastindex or 0]
                yield _Found(cue.type, cue.cap, *span, words.strip())


def _find_beside(sentences: Mapping[str, str]) -> Iterator[_Found]:
    """Find what the sentences beside a statement make of it."""
    for cue in _cues():
        for scope in (one for one in cue.scopes if one in sentences):
            found = cue.pattern.search(sentences[scope])
            if found:
                yield _Found(cue.type, cue.cap, *found.span(), found[found.lastindex or 0].strip())


def _without_masked(found: list[_Found]) -> list[_Found]:
    """Drop negations inside of phrases such as "not only" and "it is not true that"."""
    masks = [one for one in found if one.type in _MASKED_BY]
    return [
        one
        for one in found
        if one.type not in _SILENT
        and not any(
            one.type in _MASKED_BY[mask.type] and mask.start <= one.start and one.end <= mask.end
            for mask in masks
        )
    ]


def _polarity(types: set[str]) -> Polarity:
    """Turn a claim round once; a denied negation leaves it as it is."""
    negated = bool(types & _NEGATIVE)
    if negated == ("denial" in types):
        return Polarity.SUPPORTS
    return Polarity.NULL_RESULT if "null" in types else Polarity.REFUTES


def _cap(found: list[_Found], types: set[str]) -> float:
    twice = "denial" in types and types & _NEGATIVE
    return min([one.cap for one in found] + ([_TWICE_DENIED] if twice else [1.0]))


def _words_of(found: list[_Found], *types: str) -> tuple[str, ...]:
    words = [_PLACEHOLDER.sub("…", one.words) for one in found if one.type in types]
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))


def assess(text: str, start: int, end: int) -> Assertion | None:
    """Judge a match by the words in and around it, clause by clause.

    Args:
        text: the masked sentence, those beside it joined to it.
        start: offset of the match in it.
        end: offset behind the match.

    Returns:
        The judgement, or None where the sentence asserts nothing of the kind: a question, a
        condition, the aim of a study, or what a noun brings along of which it denies something.
    """
    sentence, before, behind = parted(text)
    found = _heard(sentence, start, end)
    if any(_is_of_noun(one, sentence, start) for one in found):
        return None
    if sentence.rstrip(" \"')").endswith("?") or any(one.type == "unasserted" for one in found):
        return None
    return _judgement([*found, *_find_beside({"previous": before, "next": behind})])


def _is_of_noun(cue: _Found, text: str, start: int) -> bool:
    """Tell whether a cue denies something of a noun, and not what the noun brings along."""
    before = cue.type in {"denial", *_NEGATIVE} and cue.start < start
    return before and bool(_IN_PASSING.match(text, start))


def caveats(text: str, start: int, end: int) -> Assertion:
    """Judge a stretch that asserts something, for which other sentences speak.

    Args:
        text: the masked sentence.
        start: offset of the stretch in it.
        end: offset behind the stretch.
    """
    return _judgement([one for one in _heard(text, start, end) if one.type != "unasserted"])


def is_weak(sentence: str, types: frozenset[str] = _WEAK) -> bool:
    """Tell whether a sentence holds a cue that would weaken a statement somewhere in it.

    Args:
        sentence: its words, masked or not.
        types: the cues to look for; all that weaken where none are given.
    """
    weak = (cue for cue in _cues() if cue.type in types and not _BESIDE.issuperset(cue.scopes))
    return any(cue.pattern.search(sentence) for cue in weak)


def _heard(text: str, start: int, end: int) -> list[_Found]:
    every = sorted(_find(text, start, end), key=lambda one: (one.start, one.end, one.type))
    return _without_masked(every)


def _judgement(found: list[_Found]) -> Assertion:
    types = {one.type for one in found}
    return Assertion(
        polarity=_polarity(types),
        hedges=_words_of(found, "hedge", "frequency"),
        frequency=_words_of(found, "frequency"),
        notes=_words_of(found, "quantifier", "condition"),
        attribution=next(iter(_words_of(found, "attribution")), ""),
        cap=_cap(found, types),
    )
