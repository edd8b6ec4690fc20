"""Words that point back: "this status", "the antibody", "it", "both", "its overexpression"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.masking import Slot
from her2kg.loaders.text.mentions import Mention, word_class
from her2kg.loaders.text.needed import WordFinder

__all__ = ["Sighted", "resolve"]

_TWO = 2
_PAIRS = frozenset({"two", "neither"})
_NEXT_WORDS = re.compile(r"[ \t]*[\r\n]?[ \t]*\b([A-Za-z]+)(?:\s+([A-Za-z]+))?")
_LEAD_IN = re.compile(
    r"\W*(?:\w+(?: \w+){0,2}:\s+)?(?:[^,;:]{1,60},\s+)?"
    r"(?:(?:(?:all|the|most|many|\d+)\s+)?(?:patients|women|people|participants|we|doctors|they)"
    r"\s+(?:[a-z]+\s+){1,3})?"
    r"(?:(?:when|if|although|though|because|since|while|after|once|as|called|named)\s+)?"
    r"(?:(?:one|another|an?|the)\s+[^,;:]{1,40}\s(?:is|was)\s+(?:called\s+)?)?"
    r"(?:(?:the|an?|both|only|nothing but|patients?|use of|that)\s+)*"
    r"(?:(?:[\w/-]+\s+){0,2}(?:antibody|drug|inhibitor|conjugate|agent|medicine|receptor|protein"
    r"|gene|mutation|variant|test|assay)\s+)?",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"[\s\"'*_]*(?:(?:together|thus|therefore|hence|moreover|furthermore|in addition|also|then"
    r"|today|here|there|likewise|similarly|indeed|nevertheless|however),?\s+)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:^\W*|[,;:\u2014]\s*(?:and|but|so|yet|because|as|since|while|whereas|where|when|though"
    r"|although|which means|for)?\s*|\b(?:because|since|while|whereas|although|though|that|when"
    r"|but|and|as|which)\s+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sighted:
    """What a sentence named, for the next ones to point back to.

    Attributes:
        start: offset of the sentence.
        slots: its slots, in order.
    """

    start: int
    slots: Sequence[Slot]


@dataclass(frozen=True, slots=True)
class _Anaphor:
    words: frozenset[str]
    pattern: re.Pattern[str]
    kinds: frozenset[str]
    where: str
    number: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """What words point back to, and the sentence in which it was named."""

    mentions: tuple[Mention, ...]
    start: int
    sentence: int
    opens: bool


@cache
def _anaphora() -> tuple[_Anaphor, ...]:
    return tuple(
        _Anaphor(
            frozenset(row["words"].split("|")),
            re.compile(row["phrase"].replace(" ", r"\s+"), re.IGNORECASE),
            frozenset(row["classes"].split("|")),
            row["where"],
            row["number"],
            float(row["confidence"]),
        )
        for row in read_rows("anaphora.tsv")
    )


@cache
def _words() -> WordFinder:
    return WordFinder(word for anaphor in _anaphora() for word in anaphor.words)


def _opener(kinds: frozenset[str], sighted: Sighted, text: str) -> Slot | None:
    """Return the slot of the right classes that a sentence is about: the one that opens it."""
    fitting = next((slot for slot in sighted.slots if slot.kind in kinds), None)
    if fitting is None or not _LEAD_IN.fullmatch(text, sighted.start, fitting.start):
        return None
    return fitting if _is_whole(text, fitting) else None


def _is_whole(text: str, slot: Slot) -> bool:
    """Tell whether a name is not the beginning of a longer one, as in "trastuzumab resistance"."""
    found = _NEXT_WORDS.match(text, slot.end)
    if found is None:
        return True
    word, following = found[1].casefold(), (found[2] or "").casefold()
    verbs = word_class("verb") | (word_class("plural-verb") if len(slot.mentions) > 1 else set())
    if word in word_class("follow") | verbs or word.endswith(("ed", "ly")):
        return True
    return word.endswith("s") and following not in word_class("verb")


def _distinct(slots: Iterable[Slot]) -> list[Mention]:
    return list({one.iri: one for slot in slots for one in slot.mentions}.values())


def _with_parts(slots: Sequence[Slot], kinds: frozenset[str]) -> list[Slot]:
    """Return the slots of the right classes; where there are none, what longer names name."""
    fitting = [slot for slot in slots if slot.kind in kinds]
    return fitting or [
        Slot(part.start, part.end, (part,))
        for slot in slots
        for one in slot.mentions
        for part in one.parts
        if part.kind in kinds
    ]


def _of_number(anaphor: _Anaphor, slots: Sequence[Slot]) -> tuple[Mention, ...]:
    """Return the things of the right classes and number that slots name, none when in doubt."""
    fitting = _with_parts(slots, anaphor.kinds)
    things = _distinct(fitting)
    if len({one.kind for one in things}) != 1:
        return ()
    if anaphor.number in {"first", "last"}:
        return (things[0 if anaphor.number == "first" else -1],) if len(things) == _TWO else ()
    if anaphor.number == "singular":
        return (things[0],) if len(things) == 1 else ()
    if anaphor.number in _PAIRS:
        return tuple(things) if len(things) == _TWO else ()
    together = [slot for slot in fitting if len(slot.mentions) == len(things)]
    return together[0].mentions if together else ()


def _named_at(slot: Slot, sighted: Sighted, floor: int) -> tuple[int, int]:
    """Return where a slot and its sentence start, or what it points back to itself."""
    named = slot.antecedent
    return named if named and named[0] >= floor else (sighted.start, slot.start)


def _among(anaphor: _Anaphor, sighted: Sighted, text: str) -> _Antecedent | None:
    """Find what is meant in one sentence: the only thing of its kind."""
    mentions = _of_number(anaphor, sighted.slots)
    if not mentions:
        return None
    opener = _opener(anaphor.kinds, sighted, text)
    opens = opener is not None and opener.mentions[0].iri == mentions[0].iri
    return _Antecedent(mentions, mentions[0].start, sighted.start, opens)


def _opening(anaphor: _Anaphor, sighted: Sighted, text: str) -> _Antecedent | None:
    """Find what is meant in one sentence: what it is about."""
    opener = _opener(anaphor.kinds, sighted, text)
    plural = anaphor.number != "singular"
    if opener is None or plural == (len(opener.mentions) == 1):
        return None
    if anaphor.number in _PAIRS and len(opener.mentions) != _TWO:
        return None
    return _Antecedent(opener.mentions, opener.start, sighted.start, opens=True)


def _names_any(anaphor: _Anaphor, sighted: Sighted) -> bool:
    return bool(_with_parts(sighted.slots, anaphor.kinds))


def _of_order(anaphor: _Anaphor, sighted: Sighted) -> bool:
    """Tell whether a sentence names two things by name, a former and a latter."""
    return bool(_of_number(anaphor, [slot for slot in sighted.slots if slot.confidence == 1]))


def _antecedent(
    anaphor: _Anaphor, own: Sighted, before: Sequence[Sighted], text: str
) -> _Antecedent | None:
    """Look for what is meant where the table says, the nearest sentence first."""
    earlier = [*reversed(before)]
    if anaphor.where == "same":
        return _among(anaphor, own, text)
    if anaphor.where == "opening":
        return _opening(anaphor, earlier[0], text) if earlier else None
    if anaphor.where == "clause":
        if _names_any(anaphor, own):
            return _opening(anaphor, own, text)
        return _opening(anaphor, earlier[0], text) if earlier else None
    places = [own, *earlier] if anaphor.where == "near" else earlier
    wanted = _of_order if anaphor.number in {"first", "last"} else _names_any
    nearest = next((one for one in places if wanted(anaphor, one)), None)
    return _among(anaphor, nearest, text) if nearest else None


def _stands_for(
    found: re.Match[str], antecedent: _Antecedent, lexicon: Lexicon
) -> tuple[Mention, ...]:
    """Return the mentions that words stand for: what is meant, or what it owns."""
    start, end = found.span()
    if found.lastindex is None:
        return tuple(replace(one, start=start, end=end) for one in antecedent.mentions)
    owned = lexicon.lookup(f"{antecedent.mentions[0].label} {found[1]}")
    return (Mention(start, end, owned.iri, owned.kind, owned.label),) if owned else ()


def _fits_here(anaphor: _Anaphor, text: str, start: int, place: int) -> bool:
    """Tell whether words stand where their row lets them: at the start of sentence or clause."""
    before = text[start:place]
    if anaphor.where not in {"clause", "opening"} or _ADVERB.fullmatch(before):
        return True
    return anaphor.where == "clause" and bool(_CLAUSE.search(before))


def _kinds(named: Iterable[Sequence[Slot]]) -> set[str]:
    mentions = [one for slots in named for slot in slots for one in slot.mentions]
    return {one.kind for one in mentions} | {part.kind for one in mentions for part in one.parts}


def _is_named(anaphor: _Anaphor, slots: Sequence[Slot], text: str, place: int) -> bool:
    """Tell whether what is meant is named right behind the words, as in "the drug neratinib"."""
    following = next((slot for slot in slots if slot.start >= place), None)
    if following is None or following.kind not in anaphor.kinds:
        return False
    return text[place : following.start].isspace()


def _within(slots: Sequence[Slot], start: int, end: int) -> list[Slot] | None:
    """Return the slots wholly inside a span, or None where one reaches beyond or to its end."""
    touched = [slot for slot in slots if slot.start < end and start < slot.end]
    whole = all(
        start <= slot.start and (slot.end < end or (slot.kind == "DrugClass" and slot.end == end))
        for slot in touched
    )
    return touched if whole and not any(slot.confidence < 1 for slot in touched) else None


def resolve(
    text: str,
    bounds: tuple[int, int],
    slots: Sequence[Slot],
    before: Sequence[Sighted],
    lexicon: Lexicon,
) -> list[Slot]:
    """Add slots for words that point back to exactly one thing.

    Args:
        text: the document.
        bounds: start and end of the sentence.
        slots: the slots of the sentence.
        before: what the sentences before named, in the same or the last paragraph.
        lexicon: where "its overexpression" is looked up.

    Returns:
        All slots in order; what could mean two things is left alone.
    """
    known = list(slots)
    met = _words().met(" ".join(text[slice(*bounds)].casefold().split()))
    named = _kinds([slots, *(one.slots for one in before)])
    for anaphor in _anaphora():
        if anaphor.kinds.isdisjoint(named) or anaphor.words.isdisjoint(met):
            continue
        for found in anaphor.pattern.finditer(text, *bounds):
            inner = _within(known, *found.span())
            if inner is None or not _fits_here(anaphor, text, bounds[0], found.start()):
                continue
            if _is_named(anaphor, known, text, found.end()):
                continue
            own = [slot for slot in known if slot.end <= found.start()]
            antecedent = _antecedent(anaphor, Sighted(bounds[0], own), before, text)
            mentions = _stands_for(found, antecedent, lexicon) if antecedent else ()
            if antecedent is None or not mentions:
                continue
            confidence = anaphor.confidence if antecedent.opens else min(anaphor.confidence, 0.85)
            back = (antecedent.sentence, antecedent.start)
            denies = anaphor.number == "neither"
            slot = Slot(*found.span(), mentions, confidence, back, negated=denies)
            known = sorted(
                [*(one for one in known if one not in inner), slot], key=lambda one: one.start
            )
    return known
