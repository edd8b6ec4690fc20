"""The check of a file: read it, and ask the rest of the graph about each of its claims."""

import pyoxigraph as ox

from her2kg.checking.asked import asked_of
from her2kg.checking.judging import judged
from her2kg.checking.lexicon import lexicon_of
from her2kg.checking.model import Check, CheckedDocument, CheckedSentence
from her2kg.checking.reading import ReadDocument, ReadSentence, documents
from her2kg.checking.rest import Rest
from her2kg.gather import Tick, silent
from her2kg.loaders.base import Material
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.queries.data_date import data_date
from her2kg.queries.valid_time import asked_day

__all__ = ["check"]

_READING = "Reading the text"


def check(material: Material, store: ox.Store, day: str = "", tick: Tick = silent) -> Check:
    """Say what the rest of a graph makes of each claim of a file.

    Claims that the graph itself read from this file, or from the same sentences elsewhere, do
    not count.

    Args:
        material: an article.
        store: the graph; it is not changed.
        day: the day from which approvals and rules are seen, ``YYYY[-MM[-DD]]``; by default that
            of the data.
        tick: told of the progress.

    Returns:
        Every sentence, those with claims with a verdict on each.

    Raises:
        BadParameter: the day is no date.
        InputError: the file is a table, of no known kind or too large.
    """
    seen_from = asked_day(day).isoformat() if day else data_date(store)
    tick(_READING, 0, 0)
    lexicon = lexicon_of(store)
    checked, notes = [], []
    for found in documents(material, lexicon):
        if isinstance(found, str):
            notes.append(found)
        else:
            checker = _Checker(material, found, store, lexicon, seen_from)
            checked.append(checker.document(tick))
    return Check(material.name, seen_from, tuple(checked), tuple(notes))


class _Checker:
    """Checks one document."""

    def __init__(
        self, material: Material, read: ReadDocument, store: ox.Store, lexicon: Lexicon, day: str
    ) -> None:
        self._read = read
        self._lexicon = lexicon
        self._day = day
        self._said = [claim for sentence in read.sentences for claim in sentence.claims]
        self._entities = {entity.iri: entity for entity in read.entities}
        own = frozenset(claim.statement for claim in self._said)
        self._rest = Rest(store, material.sha256, own)

    def document(self, tick: Tick) -> CheckedDocument:
        """Check all sentences."""
        document, sentences = self._read.document, self._read.sentences
        checked = []
        for done, each in enumerate(sentences):
            tick("Checking sentences", done, len(sentences))
            checked.append(self._sentence(each))
        tick(_READING, 0, 0)
        return CheckedDocument(document.title, document.text, tuple(checked))

    def _sentence(self, read: ReadSentence) -> CheckedSentence:
        place = read.place
        words = self._read.document.text[place.start : place.end]
        asked = (asked_of(c, self._rest, self._lexicon, self._entities) for c in read.claims)
        findings = tuple(judged(a, words, self._said, self._rest, self._day) for a in asked)
        return CheckedSentence(
            " ".join(words.split()), place.start, place.end, place.heading, findings
        )
