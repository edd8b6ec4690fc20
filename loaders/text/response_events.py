"""What came of a treatment: words that say it worked, or did not, or no longer."""

import re
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.text.data import read_rows

__all__ = ["AGAINST", "DENIED", "MEASURE", "TOWARD", "Event", "events_in"]

TOWARD, AGAINST, DENIED, MEASURE = "toward", "against", "denied", "measure"


@dataclass(frozen=True, slots=True)
class Event:
    """An outcome that a text tells: ``text[start:end]``.

    Attributes:
        id: the cue that found it.
        sign: ``toward``, ``against``, ``denied`` (a response is said not to have come) or
            ``measure`` (an outcome without a direction).
        start: offset of the first character.
        end: offset behind the last one.
    """

    id: str
    sign: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cue:
    id: str
    sign: str
    hints: tuple[str, ...]
    regex: re.Pattern[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(
            row["id"],
            row["sign"],
            tuple(row["hint"].split("|")),
            re.compile(row["cue"], re.IGNORECASE),
        )
        for row in read_rows("responses/events.tsv")
    )


def events_in(text: str, start: int, end: int) -> tuple[Event, ...]:
    """Find the outcomes told in a stretch of text.

    A response inside the words that deny it is none: "no partial response" is one event.

    Args:
        text: the document.
        start: where to look from.
        end: where to stop.

    Returns:
        The events in order of their start.
    """
    plain = text[start:end].lower()
    every = [
        Event(cue.id, cue.sign, found.start(), found.end())
        for cue in _cues()
        if any(hint in plain for hint in cue.hints)
        for found in cue.regex.finditer(text, start, end)
    ]
    kept = [one for one in every if not any(_covers(other, one) for other in every)]
    return tuple(sorted(kept, key=lambda one: (one.start, one.end, one.id)))


def _covers(larger: Event, event: Event) -> bool:
    inside = larger.start <= event.start and event.end <= larger.end
    turned = larger.sign == DENIED or event.sign in {TOWARD, MEASURE}
    return inside and turned and larger.sign in {AGAINST, DENIED} and event.sign != larger.sign
