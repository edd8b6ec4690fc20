"""Responses told over several sentences: drug here, alteration there, outcome elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rdflib import URIRef

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.quotes import OrdinalCounter, quote_of
from her2kg.loaders.text.response_alterations import absent, alteration_features
from her2kg.loaders.text.response_events import AGAINST, DENIED, TOWARD
from her2kg.loaders.text.response_features import direction_features, drug_features
from her2kg.loaders.text.response_pairs import of_other_genes
from her2kg.loaders.text.response_passages import DRUGS, Passage, Spoken, passages
from her2kg.loaders.text.response_ranker import probabilities
from her2kg.loaders.text.sentences import Sentence
from her2kg.ontology.model import AgentType, Claim, KnowledgeLevel, Polarity, Qualifier

__all__ = ["NAME", "Inferred", "aside", "read_responses", "signs_of", "told_of"]

NAME = "THIS"
"""What the drug in question is written as when its features are taken."""

_OUTCOMES = {
    "confersReducedSensitivityTo",
    "confersResistanceTo",
    "confersSensitivityTo",
    "improves",
    "worsens",
}
_SURE_DRUG = 0.45
_SURE_UNTOLD = 0.7
_SURE_ALTERATION = 0.5
_LEAST_ALTERATION = 0.25
_SURE_AGAINST = 0.4
_CAP = 0.85
_REACH = 60
_COURSE = "progressed"


@dataclass(frozen=True, slots=True)
class Inferred:
    """A claim that was put together from several sentences.

    Attributes:
        claim: the claim.
        mentions: the names in it, for composed ones that the graph may not know.
    """

    claim: Claim
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Treated:
    """What a passage says of one drug."""

    mentions: tuple[Mention, ...]
    predicate: str
    polarity: Polarity
    confidence: float
    at: frozenset[int]
    told: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Altered:
    """An alteration that a response belongs to."""

    mentions: tuple[Mention, ...]
    confidence: float


def signs_of(passage: Passage) -> list[list[str]]:
    """Return the outcomes of each sentence as ``sign:id``."""
    return [[f"{one.sign}:{one.id}" for one in events] for events in passage.events]


def _direction(words: Sequence[Sequence[str]], passage: Passage) -> tuple[str, Polarity]:
    """Tell which way a treatment went; what denies a response outright comes first."""
    told: Counter[str] = Counter()
    ids: set[str] = set()
    for sentence, events in zip(words, passage.events, strict=True):
        if NAME in sentence or "DRUG" not in sentence:
            told.update(event.sign for event in events)
            ids |= {event.id for event in events}
    if told[DENIED] and told[DENIED] >= told[TOWARD]:
        return "confersSensitivityTo", Polarity.REFUTES
    features = direction_features(words, NAME, signs_of(passage))
    unsure = probabilities("direction", features)[AGAINST] <= _SURE_AGAINST
    if unsure or told[TOWARD] > told[AGAINST] + told[DENIED]:
        return "confersSensitivityTo", Polarity.SUPPORTS
    if told[DENIED] and "resistant" not in ids:
        return "confersSensitivityTo", Polarity.REFUTES
    return "confersResistanceTo", Polarity.SUPPORTS


@cache
def _roles() -> re.Pattern[str]:
    cues = "|".join(row["cue"] for row in read_rows("responses/roles.tsv"))
    return re.compile(rf"(?:{cues})\s*$", re.IGNORECASE)


def aside(text: str, drug: Mention) -> bool:
    """Tell whether a drug was given before, compared with, added to or left out.

    Args:
        text: the document.
        drug: where it is named.
    """
    return bool(_roles().search(text, max(0, drug.start - _REACH), drug.start))


def told_of(words: Sequence[Sequence[str]], passage: Passage) -> Iterator[int]:
    """Yield the sentences that tell an outcome of a drug: those that name it, or follow it.

    A sentence without any drug speaks of those that were named last; drugs that were given
    before or compared with do not count.

    Args:
        words: the sentences, the drug written as ``NAME``.
        passage: the passage.
    """
    current = False
    for number, (sentence, events) in enumerate(zip(words, passage.events, strict=True)):
        if NAME in sentence:
            current = True
        elif "DRUG" in sentence:
            given = (one for one in passage.spoken[number].mentions if one.kind in DRUGS)
            current = current and all(aside(passage.text, one) for one in given)
        if current and any(event.id != _COURSE for event in events):
            yield number


def _treated(passage: Passage) -> Iterator[_Treated]:
    elsewhere = of_other_genes(passage)
    for mentions in passage.drugs().values():
        if elsewhere.issuperset(one.start for one in mentions):
            continue
        words = passage.tokens(NAME, mentions)
        at = frozenset(number for number, each in enumerate(words) if NAME in each)
        told = frozenset(told_of(words, passage))
        features = drug_features(words, NAME, signs_of(passage), len(told))
        sure = probabilities("drug", features)["given"]
        if sure <= (_SURE_DRUG if told else _SURE_UNTOLD):
            continue
        predicate, polarity = _direction(words, passage)
        anywhere = frozenset(number for number, each in enumerate(passage.events) if each)
        yield _Treated(tuple(mentions), predicate, polarity, sure, at, told or anywhere)


def _altered(passage: Passage, lexicon: Lexicon, at: frozenset[int]) -> Iterator[_Altered]:
    """Yield the alterations that a response belongs to."""
    found = passage.alterations(lexicon)
    sure = {
        iri: probabilities("alteration", alteration_features(passage, found, iri, set(at)))["meant"]
        for iri, mentions in found.items()
        if not all(absent(passage.text, mention) for _, mention in mentions)
    }
    best = max(sure.values(), default=0.0)
    for iri, each in sure.items():
        if each > _SURE_ALTERATION or (each == best and best > _LEAST_ALTERATION):
            yield _Altered(tuple(mention for _, mention in found[iri]), each)


def _nearest(mentions: Iterable[Mention], place: int) -> Mention:
    return min(mentions, key=lambda one: (abs(one.start - place), one.start))


def _cancer(passage: Passage) -> Mention | None:
    """Return the one cancer that a passage speaks of, else None."""
    named = {
        mention.iri: mention
        for one in passage.spoken
        for mention in one.mentions
        if mention.kind == "Cancer"
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _span(passage: Passage, mentions: Iterable[Mention], told: frozenset[int]) -> Sentence:
    """Return the shortest run that holds the names and the nearest outcome, whole events kept."""
    places = [(one.start, one.end) for one in mentions]
    low, high = min(start for start, _ in places), max(end for _, end in places)
    events = [event for number in sorted(told) for event in passage.events[number]]
    near = min(events, key=lambda one: (max(low - one.start, one.end - high, 0), one.start))
    return Sentence(min(low, near.start), max(high, near.end), heading=False, block=0)


def _around(passage: Passage, span: Sentence) -> Sentence:
    """Return the sentences that a span lies in, as one stretch."""
    bounds = [one.bounds for one in passage.spoken]
    start = max(first for first, _ in bounds if first <= span.start)
    end = min(last for _, last in bounds if last >= span.end)
    return Sentence(start, end, heading=False, block=0)


def _explained(passage: Passage, explicit: Iterable[Claim]) -> set[object]:
    """Return what single sentences of a passage already say the outcome of."""
    start, end = passage.spoken[0].sentence.start, passage.spoken[-1].sentence.end
    return {
        node
        for claim in explicit
        if claim.quote and start <= claim.quote.start < end
        for node in (claim.subject, claim.object)
    }


def read_responses(
    text: str,
    spoken: Iterable[Spoken],
    explicit: Iterable[Claim],
    lexicon: Lexicon,
    sources: tuple[URIRef, ...],
) -> Iterator[Inferred]:
    """Read which alterations made a drug work or fail where no single sentence says so.

    Args:
        text: the document.
        spoken: its sentences with their names.
        explicit: what single sentences say; it is not said again.
        lexicon: the names of the graph.
        sources: IRI of the document.

    Yields:
        Claims that stay below the confidence of a plain triple.
    """
    told = [claim for claim in explicit if claim.predicate in _OUTCOMES]
    ordinals = OrdinalCounter()
    for passage in passages(text, spoken):
        said = _explained(passage, told)
        for drug in _treated(passage):
            if drug.mentions[0].iri not in said:
                for altered in _altered(passage, lexicon, drug.at):
                    yield _inferred(passage, drug, altered, sources, ordinals)


def _inferred(
    passage: Passage,
    drug: _Treated,
    altered: _Altered,
    sources: tuple[URIRef, ...],
    ordinals: OrdinalCounter,
) -> Inferred:
    place = min(event.start for number in drug.told for event in passage.events[number])
    given = _nearest(drug.mentions, place)
    subject = _nearest(altered.mentions, given.start)
    cancer = _cancer(passage)
    span = _span(passage, (given, subject), drug.told)
    around = _around(passage, span)
    ordinal = ordinals.number(passage.text[around.start : around.end])
    quote = quote_of(passage.text, (span.start, span.end), around, ordinal)
    claim = Claim(
        subject=subject.iri,
        predicate=drug.predicate,
        object=given.iri,
        record="",
        sources=sources,
        polarity=drug.polarity,
        qualifiers=(Qualifier("inCancer", cancer.iri, identifying=True),) if cancer else (),
        knowledge_level=KnowledgeLevel.PREDICTION,
        agent_type=AgentType.TEXT_MINING,
        statement=" ".join(quote.sentence.split()),
        quote=quote,
        confidence=round(min(_CAP, drug.confidence * max(altered.confidence, _SURE_ALTERATION)), 2),
        pattern="response-passage",
    )
    return Inferred(claim, tuple(one for one in (subject, given, cancer) if one))
