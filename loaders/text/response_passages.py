"""Passages: runs of sentences in which drug, alteration and outcome belong together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.masking import Slot
from her2kg.loaders.text.mentions import Mention, made_mention
from her2kg.loaders.text.response_events import Event, events_in
from her2kg.loaders.text.response_features import tokens_of
from her2kg.loaders.text.sentences import Sentence

__all__ = ["DRUGS", "Passage", "Spoken", "nested", "passages"]

_LONGEST = 12
_ALTERATIONS = {"Variant", "HER2Status"}
_GENE = re.compile(r"\b(?:HER-?2|ERBB2|neu)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:p\. ?)?([A-Z]\d{2,4}(?:_[A-Z]\d{2,4})?(?:[A-Z]|del|dup|(?:del)?ins[A-Z]+))\b"
)
_OTHER_GENE = re.compile(r"\b([A-Z][A-Z0-9-]{2,7})[\s(:-]+(?:p\.)?$")
_REACH = 14
_APPOSED = 2
DRUGS = frozenset({"Drug", "Regimen"})
"""Classes of what is given to treat."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence that was read.

    Attributes:
        sentence: its bounds.
        slots: the names in it.
    """

    sentence: Sentence
    slots: tuple[Slot, ...]

    @property
    def bounds(self) -> tuple[int, int]:
        """Start and end in the document."""
        return self.sentence.start, self.sentence.end

    @property
    def mentions(self) -> Iterator[Mention]:
        """The names in it, one by one, without those inside of others."""
        return (mention for slot in self.slots for mention in slot.mentions)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of one paragraph.

    Attributes:
        text: the whole document.
        spoken: the sentences, in order.
        events: the outcomes told in each of them.
    """

    text: str
    spoken: tuple[Spoken, ...]
    events: tuple[tuple[Event, ...], ...]

    @classmethod
    def of(cls, text: str, spoken: Sequence[Spoken]) -> "Passage":
        """Look for outcomes in sentences."""
        return cls(text, tuple(spoken), tuple(events_in(text, *one.bounds) for one in spoken))

    def drugs(self) -> dict[str, list[Mention]]:
        """Return the mentions of each drug or regimen, by its IRI."""
        found: dict[str, list[Mention]] = {}
        for mention in (each for one in self.spoken for each in one.mentions):
            if mention.kind in DRUGS:
                found.setdefault(str(mention.iri), []).append(mention)
        return found

    def tokens(self, name: str, mentions: Iterable[Mention]) -> list[list[str]]:
        """Write each sentence as words, with one name written as ``name``."""
        names = {mention.start: name for mention in mentions}
        return [tokens_of(self.text, one.bounds, one.slots, names) for one in self.spoken]

    def alterations(self, lexicon: Lexicon) -> dict[str, list[tuple[int, Mention]]]:
        """Return the mentions of each alteration or status, with their sentence, by IRI."""
        found: dict[str, list[tuple[int, Mention]]] = {}
        for number, one in enumerate(self.spoken):
            named = [each for top in one.mentions for each in nested(top)]
            known = [each for each in named if each.kind in _ALTERATIONS]
            known += _changes(self.text, one.bounds, known)
            every = [*known, *_states(self.text, one.bounds, lexicon, known)]
            for mention in _told_apart(self.text, every):
                found.setdefault(str(mention.iri), []).append((number, mention))
        return found


def nested(mention: Mention) -> Iterator[Mention]:
    """Yield a mention and those inside of it that are of another class."""
    yield mention
    for part in mention.parts:
        yield from (each for each in nested(part) if each.kind != mention.kind)


def _changes(text: str, bounds: tuple[int, int], known: Sequence[Mention]) -> list[Mention]:
    """Find changes of HER2's protein that no entity of the graph has, named beside the gene.

    Their entities are made as the linker makes them, so that a table that names one is the same.
    """
    found: list[Mention] = []
    if not _GENE.search(text, *bounds):
        return found
    for match in _CHANGE.finditer(text, *bounds):
        taken = any(one.start < match.end() and match.start() < one.end for one in known)
        other = _OTHER_GENE.search(text, max(0, match.start() - _REACH), match.start())
        if taken or (other and not _GENE.fullmatch(other[1])):
            continue
        found.append(made_mention(*match.span(), "Variant", f"ERBB2 {match[1]}"))
    return found


def _told_apart(text: str, named: Iterable[Mention]) -> Iterator[Mention]:
    """Leave out what only describes the change before it: "L755S kinase domain mutation"."""
    every = list(named)
    changes = {one.end for one in every if _CHANGE.search(one.label)}
    for one in every:
        places = range(one.start - _APPOSED, one.start + 1)
        behind = any(at in changes and not text[at : one.start].strip(" (") for at in places)
        if not behind or _CHANGE.search(one.label):
            yield one


@cache
def _state_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_rows("responses/states.tsv")
    return tuple((row["label"], re.compile(row["cue"], re.IGNORECASE)) for row in rows)


def _states(
    text: str, bounds: tuple[int, int], lexicon: Lexicon, known: Sequence[Mention]
) -> Iterator[Mention]:
    for label, cue in _state_cues():
        entry = lexicon.lookup(label)
        if entry is None:
            continue
        for found in cue.finditer(text, *bounds):
            if not any(one.start < found.end() and found.start() < one.end for one in known):
                yield Mention(found.start(), found.end(), entry.iri, entry.kind, entry.label)


def passages(text: str, spoken: Iterable[Spoken]) -> Iterator[Passage]:
    """Cut a document into passages that may tell a response to a drug.

    Args:
        text: the document.
        spoken: its sentences, in order; headings are left out.

    Yields:
        Paragraphs, or pieces of long ones, that name a drug and tell an outcome.
    """
    sentences = (one for one in spoken if not one.sentence.heading)
    for _, block in groupby(sentences, key=lambda one: one.sentence.block):
        run = list(block)
        for first in range(0, len(run), _LONGEST):
            piece = run[first : first + _LONGEST]
            if _names(piece, DRUGS) and _altered(text, piece):
                passage = Passage.of(text, piece)
                if any(passage.events):
                    yield passage


def _names(spoken: Iterable[Spoken], kinds: frozenset[str]) -> bool:
    return any(mention.kind in kinds for one in spoken for mention in one.mentions)


def _altered(text: str, spoken: Sequence[Spoken]) -> bool:
    """Tell whether sentences name an alteration or status, or HER2, of which one may be told."""
    if _GENE.search(text, spoken[0].sentence.start, spoken[-1].sentence.end):
        return True
    every = (part for one in spoken for mention in one.mentions for part in nested(mention))
    return any(part.kind in _ALTERATIONS for part in every)
