"""From a document to claims: every sentence read, every claim with its exact quote."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rdflib import Literal, URIRef

from her2kg.loaders.text.assertion import Assertion, assess
from her2kg.loaders.text.concepts import wide_concepts, word_list
from her2kg.loaders.text.coreference import resolve
from her2kg.loaders.text.lexicon import Hit, Lexicon
from her2kg.loaders.text.masking import Masked, Slot, group_mentions, mask
from her2kg.loaders.text.mentions import Mention, compose, find_mentions
from her2kg.loaders.text.patterns import Argument, Pattern, all_patterns, find_pattern
from her2kg.loaders.text.quotes import OrdinalCounter, quote_of, span_of
from her2kg.loaders.text.sentences import Sentence, split_sentences
from her2kg.ontology.model import AgentType, Claim, Entity, KnowledgeLevel, Qualifier

__all__ = ["Reading", "read_document"]

_INFERRED = 0.85
_TOO_WIDE = 0.85
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says.

    Attributes:
        claims: the claims, in the order of the text.
        entities: composed cancers and concepts of the word list that the claims name, by IRI.
    """

    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One statement found in a sentence, before it becomes a claim."""

    subject: Mention
    object: Mention
    context: Mention | None
    pattern: Pattern
    assertion: Assertion
    confidence: float
    span: tuple[int, int]
    subject_at: int
    value: str

    @property
    def triple(self) -> tuple[str, str, str]:
        """Identity of the statement within its sentence."""
        return self.subject.iri, self.pattern.predicate, self.object.iri


def _fixed(label: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    entry = lexicon.lookup(label)
    known = [entry] if entry else [one for one in word_list() if one.label == label]
    return tuple(Mention(0, 0, one.iri, one.kind, one.label) for one in known)


def _slot(found: re.Match[str], group: str, masked: Masked) -> Slot | None:
    number = found.groupdict().get(group)
    return None if number is None else masked.slots[int(number)]


def _fill(argument: Argument, slot: Slot | None, lexicon: Lexicon) -> tuple[Mention, ...]:
    if argument.label:
        return _fixed(argument.label, lexicon)
    return slot.mentions if slot else ()


def _composed(argument: Argument, subject: Mention, cancer: Mention, lexicon: Lexicon) -> Mention:
    if argument.composed and subject.kind == "HER2Status":
        return compose(subject, cancer, lexicon)
    return subject


def _pairs(
    subjects: Sequence[Mention], objects: Sequence[Mention], sentence: str
) -> list[tuple[Mention, Mention]]:
    """Join each subject to each object, or one by one where the sentence says "respectively"."""
    if not _RESPECTIVELY.search(sentence) or 1 in {len(subjects), len(objects)}:
        return list(product(subjects, objects))
    return list(zip(subjects, objects, strict=True)) if len(subjects) == len(objects) else []


def _confidence(
    pattern: Pattern, assertion: Assertion, slots: Sequence[Slot], subject: Mention
) -> float:
    inferred = _INFERRED if any(slot.inferred for slot in slots) else 1.0
    general = _TOO_WIDE if subject.label in wide_concepts() else 1.0
    return min(pattern.confidence, assertion.cap, inferred, general)


def _nearby(pattern: Pattern, masked: Masked, filled: Sequence[Slot]) -> tuple[Mention, ...]:
    """Return the one thing of the wanted class that the sentence names, else nothing."""
    others = [slot for slot in masked.slots if slot.kind == pattern.nearby and slot not in filled]
    named = {mention.iri: mention for slot in others for mention in slot.mentions}
    return tuple(named.values()) if len(named) == 1 else ()


def _statements(
    pattern: Pattern, found: re.Match[str], masked: Masked, lexicon: Lexicon
) -> Iterator[_Found]:
    assertion = assess(masked.text, found.start(), found.end())
    if assertion is None:
        return
    subject, obj, context = (_slot(found, group, masked) for group in ("s", "o", "c"))
    slots = [slot for slot in (subject, obj, context) if slot]
    numbers = re.findall(r"\ue000\w+#(\d+)\ue001", found[0])
    within = [masked.slots[int(number)] for number in numbers]
    pairs = _pairs(
        _fill(pattern.subject, subject, lexicon), _fill(pattern.object, obj, lexicon), masked.text
    )
    around_all = context.mentions if context else _nearby(pattern, masked, slots)
    for (one, other), around in product(pairs, around_all or (None,)):
        yield _Found(
            subject=_composed(pattern.subject, one, other, lexicon),
            object=other,
            context=around,
            pattern=pattern,
            assertion=assertion,
            confidence=_confidence(pattern, assertion, slots, one),
            span=span_of(masked, found.start(), found.end(), within),
            subject_at=subject.start if subject else 0,
            value=found.groupdict().get("value") or "",
        )


@lru_cache(maxsize=4096)
def _patterns_for(kinds: frozenset[str]) -> tuple[Pattern, ...]:
    """Return the patterns whose arguments a sentence with these classes could fill."""
    return tuple(
        pattern
        for pattern in all_patterns()
        if all(
            not argument.kinds or argument.kinds & kinds
            for argument in (pattern.subject, pattern.object, pattern.context)
        )
    )


def _nearest(found: Sequence[_Found]) -> list[_Found]:
    """Of several subjects before the same words keep the nearest, for gaps may skip one."""
    starts: dict[tuple[str, str, int], int] = {}
    for one in found:
        key = (one.pattern.id, one.object.iri, one.span[1])
        starts[key] = max(one.subject_at, starts.get(key, 0))
    return [
        one
        for one in found
        if one.subject_at == starts[one.pattern.id, one.object.iri, one.span[1]]
    ]


def _best(found: Sequence[_Found]) -> list[_Found]:
    """Keep one of the statements that say the same, the surest and shortest."""
    best: dict[tuple[object, ...], _Found] = {}
    for one in sorted(found, key=lambda one: (-one.confidence, one.span[1] - one.span[0])):
        context = one.context.iri if one.context else ""
        best.setdefault((*one.triple, context), one)
    return sorted(best.values(), key=lambda one: (one.span, one.triple))


def _find(masked: Masked, lexicon: Lexicon) -> list[_Found]:
    kinds = frozenset(slot.kind for slot in masked.slots)
    found = [
        statement
        for pattern in _patterns_for(kinds)
        for match in find_pattern(pattern, masked)
        for statement in _statements(pattern, match, masked, lexicon)
        if statement.subject.iri != statement.object.iri
    ]
    return _best(_nearest(found))


def _qualifiers(found: _Found) -> tuple[Qualifier, ...]:
    settings = dict.fromkeys(
        one.setting for one in (found.subject, found.object, found.context) if one and one.setting
    )
    amounts = (*found.assertion.frequency, *([found.value] if found.value else []))
    qualifiers = [
        *(Qualifier("setting", Literal(setting), identifying=True) for setting in settings),
        *(Qualifier("frequency", Literal(amount)) for amount in amounts),
        *(Qualifier("note", Literal(note)) for note in found.assertion.notes),
    ]
    if found.context:
        about = Qualifier(found.pattern.context_predicate, found.context.iri, identifying=True)
        qualifiers.insert(0, about)
    return tuple(qualifiers)


def _claim(
    found: _Found, text: str, sentence: Sentence, ordinal: int, sources: tuple[URIRef, ...]
) -> Claim:
    quote = quote_of(text, found.span, sentence, ordinal)
    return Claim(
        subject=found.subject.iri,
        predicate=found.pattern.predicate,
        object=found.object.iri,
        record="",
        sources=sources,
        polarity=found.assertion.polarity,
        qualifiers=_qualifiers(found),
        knowledge_level=KnowledgeLevel.NOT_PROVIDED,
        agent_type=AgentType.TEXT_MINING,
        statement=" ".join(quote.sentence.split()),
        quote=quote,
        hedge="; ".join(found.assertion.hedges),
        attribution=found.assertion.attribution,
        confidence=found.confidence,
        pattern=found.pattern.id,
    )


@dataclass(slots=True)
class _Reader:
    """Reads one document, sentence by sentence."""

    text: str
    lexicon: Lexicon
    sources: tuple[URIRef, ...]
    ordinals: OrdinalCounter
    entities: dict[URIRef, Entity]
    before: tuple[int, Sequence[Slot]] = (0, ())

    def read(self, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Claim]:
        """Yield the claims of one sentence, and remember it for the next."""
        bounds = (sentence.start, sentence.end)
        mentions = find_mentions(self.text, hits, bounds, self.lexicon) if hits else []
        slots = group_mentions(mentions, self.text, bounds)
        slots = resolve(self.text, bounds, slots, self.before, self.lexicon)
        self.before = (sentence.start, slots)
        ordinal = self.ordinals.number(self.text[sentence.start : sentence.end])
        if sentence.heading or not slots:
            return
        for found in _find(mask(self.text, slots, bounds), self.lexicon):
            self._remember(found)
            yield _claim(found, self.text, sentence, ordinal, self.sources)

    def _remember(self, found: _Found) -> None:
        for mention in (found.subject, found.object, found.context):
            if mention is None or mention.iri in self.entities:
                continue
            entity = mention.composed or self.lexicon.concepts.get(mention.iri)
            if entity is not None:
                self.entities[mention.iri] = entity


def _hits_of(hits: Sequence[Hit], starts: Sequence[int], sentence: Sentence) -> list[Hit]:
    first = bisect_left(starts, sentence.start)
    last = bisect_left(starts, sentence.end)
    return [hit for hit in hits[first:last] if hit.end <= sentence.end]


def read_document(text: str, lexicon: Lexicon, sources: tuple[URIRef, ...] = ()) -> Reading:
    """Read what a document says of the entities of a lexicon.

    Args:
        text: plain text or Markdown.
        lexicon: the names to look for.
        sources: IRI of the document, for the claims to cite.

    Returns:
        The claims, each with ``text[quote.start:quote.end] == quote.exact``, and the entities
        that they name and that the graph may not know. A sentence without a claim is no error.
    """
    hits = lexicon.find(text)
    starts = [hit.start for hit in hits]
    reader = _Reader(text, lexicon, sources, OrdinalCounter(), {})
    claims = tuple(
        claim
        for sentence in split_sentences(text)
        for claim in reader.read(sentence, _hits_of(hits, starts, sentence))
    )
    entities = sorted(reader.entities.values(), key=lambda entity: entity.iri)
    return Reading(claims, tuple(entities))
