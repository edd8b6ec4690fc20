"""A sentence with its mentions replaced by typed placeholders, for patterns to run over."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.text.mentions import Mention, word_class

__all__ = ["CLOSE", "OPEN", "Masked", "Slot", "group_mentions", "mask"]

OPEN, CLOSE = "\ue000", "\ue001"
_AND = "and|or|nor|as well as|along with|together with"
_JOINER = re.compile(rf"\s*,\s*|\s*,?\s+(?:and/or|{_AND})\s+|\s*/\s*", re.IGNORECASE)
_CLOSING = re.compile(rf"\b(?:{_AND})\b|/", re.IGNORECASE)
_CLOSED_LATER = re.compile(
    r"\s*(?:\)|,?\s+(?:and|or|nor|etc)\b|,\s+[^,.;:]{2,40},?\s+(?:and|or)\b)"
)
_LEAD = re.compile(
    r"\s+(?:both|either|the|a|an|its|those)\s+$|^\s*(?:both|either)\s+"
    r"|(?:(?<=or)|(?<=and))\s+(?:of|as)(?:\s+an?)?\s+$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"(?:^|[,;:(\u2014]|\b(?:that|when|because|while|where|whereas|although|if|and|but|both|neither|nor))"
    r"\W*(?:(?:the|an?|both|either|neither)\s+)?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:^|[,;:(]\s|\b(?:that|when|because|while|where|whereas|although|if|and|but)\s)\W*"
    r"((?:[\w-]+\s+){1,4})(?:(?:the|an?|both|either)\s+)?$",
    re.IGNORECASE,
)
_PAIR = 2
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "*": " ",
        "_": " ",
        "`": " ",
        OPEN: " ",
        CLOSE: " ",
    }
)


@dataclass(frozen=True, slots=True)
class Slot:
    """Mentions that stand as one list, such as "trastuzumab and pertuzumab".

    Attributes:
        start: offset in the document of the first character.
        end: offset behind the last character.
        mentions: the members, in order; of one class.
        confidence: how sure it is that they are meant, below 1 for a word like "it".
        antecedent: start of the sentence and of the words that such a word points back to.
        denied: names set against them, as in "EGFR, not HER2" and "unlike lapatinib".
        replaced: whether those are only replaced, as in "trastuzumab instead of lapatinib".
        negated: whether the word denies all that is said of them: "neither".
    """

    start: int
    end: int
    mentions: tuple[Mention, ...]
    confidence: float = 1.0
    antecedent: tuple[int, int] | None = None
    denied: tuple[Mention, ...] = ()
    replaced: bool = False
    negated: bool = False

    @property
    def kind(self) -> str:
        """The class of the members."""
        return self.mentions[0].kind


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence whose slots are placeholders, and the way back to the document.

    Attributes:
        text: the sentence with placeholders; all else keeps its length.
        slots: what the placeholders stand for, by number.
        masked_starts: offset in ``text`` of each placeholder.
        masked_ends: offset behind each placeholder.
        start: offset of the sentence in the document.
        whole: what to judge it by, or empty: the text before anything was blanked out for the
            patterns, with the sentences beside it.
    """

    text: str
    slots: tuple[Slot, ...]
    masked_starts: tuple[int, ...]
    masked_ends: tuple[int, ...]
    start: int
    whole: str = ""

    def original(self, place: int) -> int:
        """Return the offset in the document of an offset outside of placeholders."""
        behind = bisect_right(self.masked_ends, place)
        if behind == 0:
            return self.start + place
        return self.slots[behind - 1].end + place - self.masked_ends[behind - 1]


@cache
def _finite_verb() -> re.Pattern[str]:
    words = "|".join(sorted(word_class("verb")))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def _in_subject(before: str) -> bool:
    """Tell whether words such as "cells with" open a clause and lead to its verb."""
    found = _SUBJECT.search(before)
    if found is None:
        return False
    words = found[1].casefold().split()
    return words[-1] in word_class("before") and not word_class("verb") & set(words)


def _closes(group: list[Mention], text: str) -> bool:
    """Tell whether a list has had its "and", behind which a comma opens something new."""
    return len(group) > 1 and bool(_CLOSING.search(text[group[-2].end : group[-1].start]))


def _joins(group: list[Mention], item: Mention, text: str, bounds: tuple[int, int]) -> bool:
    """Tell whether an item belongs to the list before it, and does not open a new clause."""
    between = text[group[-1].end : item.start]
    if group[-1].kind != item.kind or not _JOINER.fullmatch(_LEAD.sub(" ", between)):
        return False
    if _closes(group, text) and (between.startswith(",") or not _CLOSING.search(between)):
        return False
    if not _finite_verb().match(text[item.end : bounds[1]].lstrip()):
        return True
    before = text[bounds[0] : group[0].start]
    return bool(_CLAUSE_START.search(before)) or _in_subject(before)


def _parted(group: list[Mention], text: str) -> list[list[Mention]]:
    """Part two names that only a comma joins: "compared with A, B ..." is no list."""
    if len(group) != _PAIR or _closes(group, text):
        return [group]
    return [group] if _CLOSED_LATER.match(text, group[-1].end) else [[one] for one in group]


def group_mentions(mentions: Sequence[Mention], text: str, bounds: tuple[int, int]) -> list[Slot]:
    """Gather mentions of one class that stand in a list.

    Args:
        mentions: mentions of a sentence that do not overlap, in order.
        text: the document.
        bounds: start and end of the sentence.

    Returns:
        Slots in order; a mention alone is a slot of one.
    """
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _joins(groups[-1], mention, text, bounds):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    parts = [part for group in groups for part in _parted(group, text)]
    return [Slot(part[0].start, part[-1].end, tuple(part)) for part in parts]


def mask(text: str, slots: Sequence[Slot], bounds: tuple[int, int]) -> Masked:
    """Replace the slots of a sentence by placeholders such as ``<Drug#0>``.

    Args:
        text: the document.
        slots: slots inside the sentence that do not overlap, in order.
        bounds: start and end of the sentence.

    Returns:
        The masked sentence. White space becomes plain spaces, typographic marks plain ones.
    """
    pieces: list[str] = []
    starts, ends = [], []
    place, length = bounds[0], 0
    for number, slot in enumerate(slots):
        plain = _plain(text[place : slot.start])
        token = f"{OPEN}{slot.kind}#{number}{CLOSE}"
        pieces += [plain, token]
        starts.append(length + len(plain))
        length += len(plain) + len(token)
        ends.append(length)
        place = slot.end
    pieces.append(_plain(text[place : bounds[1]]))
    return Masked("".join(pieces), tuple(slots), tuple(starts), tuple(ends), bounds[0])


def _plain(words: str) -> str:
    return re.sub(r"\s", " ", words.translate(_PLAIN))
