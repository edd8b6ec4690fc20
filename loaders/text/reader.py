"""From a document to claims: every sentence read, every claim with its exact quote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rdflib import Literal, URIRef

from her2kg.loaders.text.caveats import with_caveats
from her2kg.loaders.text.contrasts import join_contrasts
from her2kg.loaders.text.coreference import Sighted, resolve
from her2kg.loaders.text.criteria import with_criteria
from her2kg.loaders.text.found import Found
from her2kg.loaders.text.invisible import visible
from her2kg.loaders.text.lexicon import Entry, Hit, Lexicon, hits_within
from her2kg.loaders.text.local_names import LOCAL_NAMES, LocalNames, with_local_names
from her2kg.loaders.text.masking import Masked, Slot, group_mentions
from her2kg.loaders.text.mentions import Mention, find_mentions
from her2kg.loaders.text.numbered import with_numbered
from her2kg.loaders.text.parts import cut, joined
from her2kg.loaders.text.patterns import triggers
from her2kg.loaders.text.qualifiers import Ends, narrowings, share_of
from her2kg.loaders.text.quotes import OrdinalCounter, quote_of
from her2kg.loaders.text.reading import Reading
from her2kg.loaders.text.response_evidence import read_evidence
from her2kg.loaders.text.response_passages import Spoken
from her2kg.loaders.text.responses import read_responses
from her2kg.loaders.text.scores import with_scores
from her2kg.loaders.text.sentences import Sentence, split_sentences
from her2kg.loaders.text.short_forms import ShortForms
from her2kg.loaders.text.statements import find_statements
from her2kg.loaders.text.study import Study, first_drugs
from her2kg.loaders.text.variants import turned, variants
from her2kg.ontology.model import (
    AgentType,
    Claim,
    Entity,
    KnowledgeLevel,
    Qualifier,
    TextQuote,
)

__all__ = ["read_document", "read_part"]

_STRANGE = 0.85
_MOST_NAMES = 100
"""Names of one sentence; what has more is a list of names, of which nothing is read."""


def _amounts(found: Found) -> Iterator[Qualifier]:
    for amount in found.assertion.frequency:
        yield Qualifier("frequency", Literal(amount))
    if found.value and found.pattern.predicate == "accountsForShareOf":
        yield from share_of(found.value)


def _qualifiers(found: Found, around: Iterable[Qualifier]) -> tuple[Qualifier, ...]:
    settings = dict.fromkeys(
        one.setting for one in (found.subject, found.object, found.context) if one and one.setting
    )
    qualifiers = [
        *(Qualifier("setting", Literal(setting), identifying=True) for setting in settings),
        *_amounts(found),
        *(Qualifier("note", Literal(note)) for note in found.assertion.notes),
    ]
    if found.context:
        about = Qualifier(found.pattern.context_predicate, found.context.iri, identifying=True)
        qualifiers.insert(0, about)
    named = {one.predicate for one in qualifiers}
    qualifiers += [one for one in around if one.predicate not in named]
    return tuple({(one.predicate, one.value): one for one in qualifiers}.values())


def _doubt(found: Found) -> str:
    """Name the words that alone keep a statement from being a fact."""
    if not found.strange or found.confidence <= _STRANGE:
        return ""
    return f"not taken as a fact, for words the reader does not know: {', '.join(found.strange)}"


def _claim(
    found: Found, quote: TextQuote, sources: tuple[URIRef, ...], around: Iterable[Qualifier]
) -> Claim:
    return Claim(
        subject=found.subject.iri,
        predicate=found.pattern.predicate,
        object=found.object.iri,
        record="",
        sources=sources,
        polarity=found.assertion.polarity,
        qualifiers=_qualifiers(found, around),
        knowledge_level=KnowledgeLevel.NOT_PROVIDED,
        agent_type=AgentType.TEXT_MINING,
        statement=" ".join(quote.sentence.split()),
        quote=quote,
        hedge="; ".join(found.assertion.hedges),
        attribution=found.assertion.attribution,
        confidence=min(found.confidence, _STRANGE) if found.strange else found.confidence,
        pattern=found.pattern.id,
        note=_doubt(found),
    )


@dataclass(slots=True)
class _Reader:
    """Reads one document, sentence by sentence."""

    text: str
    lexicon: Lexicon
    sources: tuple[URIRef, ...]
    ordinals: OrdinalCounter
    entities: dict[URIRef, Entity]
    short_forms: ShortForms
    before: tuple[Sighted, ...] = ()
    study: Study = field(default_factory=Study)
    spoken: list[Spoken] = field(default_factory=list)

    def read(
        self, sentence: Sentence, hits: Sequence[Hit], drugs: Iterable[Mention]
    ) -> Iterator[Claim]:
        """Yield the claims of one sentence, and remember it for the next."""
        bounds = (sentence.start, sentence.end)
        self.study.enter(sentence.block, drugs)
        hits = hits if len(hits) <= _MOST_NAMES else ()
        hits = self.short_forms.find(hits, self.text, bounds)
        mentions = find_mentions(self.text, hits, bounds, self.lexicon) if hits else []
        self.short_forms.learn(mentions, self.text, bounds)
        mentions = with_numbered(mentions, self.text, bounds, self.lexicon)
        mentions = with_scores(mentions, self.text, bounds, self.lexicon)
        mentions = with_criteria(mentions, self.text, bounds)
        slots = group_mentions(mentions, self.text, bounds)
        slots = resolve(self.text, bounds, slots, self.before, self.lexicon)
        slots = join_contrasts(slots, self.text, bounds)
        self.spoken.append(Spoken(sentence, tuple(slots)))
        if slots:
            self.before = (*self.before[-1:], Sighted(sentence.start, slots))
        ordinals = {sentence.start: self._ordinal(sentence)}
        if sentence.heading:
            return
        with_more = self._with_local_names(slots, bounds)
        if not (slots or with_more):
            return
        self.study.observe(self.text, slots, bounds)
        told = list(self._told(slots, with_more, bounds))
        self.study.directed.update(one.ends for _, one in told if one.has_direction)
        for masked, found in told:
            if found.pattern.predicate == "reportsOutcome" and found.ends in self.study.directed:
                continue
            around = self._around(masked, found)
            self._remember(found.subject, found.object, found.context, *self.study.cancers)
            quoted = found.quoted(sentence)
            if quoted.start not in ordinals:
                ordinals[quoted.start] = self._ordinal(quoted)
            quote = quote_of(self.text, found.spelt_out, quoted, ordinals[quoted.start])
            yield _claim(found, quote, self.sources, around)

    def infer(self, explicit: Sequence[Claim]) -> Iterator[Claim]:
        """Yield what several sentences say together, and what no pattern finds in one."""
        told: list[Claim] = []
        for found in read_responses(self.text, self.spoken, explicit, self.lexicon, self.sources):
            claim = with_caveats(found.claim, self.text, self.spoken)
            if claim is not None:
                self._remember(*found.mentions)
                told.append(claim)
        yield from told
        known = [claim for claim in explicit if claim.pattern not in triggers()]
        yield from read_evidence(self.text, self.spoken, [*known, *told], self.sources)

    def _ordinal(self, sentence: Sentence) -> int:
        return self.ordinals.number(self.text[sentence.start : sentence.end])

    def _with_local_names(
        self, slots: Sequence[Slot], bounds: tuple[int, int]
    ) -> dict[LocalNames, list[Slot]]:
        found = {
            names: with_local_names(names, slots, self.text, bounds, self.lexicon)
            for names in LOCAL_NAMES
        }
        return {names: more for names, more in found.items() if more}

    def _told(
        self,
        slots: Sequence[Slot],
        with_more: Mapping[LocalNames, Sequence[Slot]],
        bounds: tuple[int, int],
    ) -> Iterator[tuple[Masked, Found]]:
        """Yield what a sentence says, by names that count for some relations only, too.

        Words alone, without a whole pattern, join only names.
        """
        looked_for_again = frozenset(r for names in with_more for r in names.relations)
        for masked, found in self._found(slots, bounds):
            if found.pattern.predicate not in looked_for_again:
                yield masked, found
        named = {mention.iri for slot in slots for mention in slot.mentions}
        for names, more in with_more.items():
            for masked, found in self._found(more, bounds, names.relations):
                if not found.pattern.orders or found.subject.iri in named:
                    yield masked, found

    def _found(
        self,
        slots: Sequence[Slot],
        bounds: tuple[int, int],
        only: frozenset[str] = frozenset(),
    ) -> Iterator[tuple[Masked, Found]]:
        """Yield what a sentence says, by all relations or some, what it denies of others too."""
        met: set[tuple[object, ...]] = set()
        for variant in variants(self.text, slots, bounds):
            for found in find_statements(variant.masked, self.lexicon, self.study, only):
                key = (*found.triple, found.context and found.context.iri)
                if variant.denied is None:
                    if key not in met:
                        yield variant.masked, found
                    met.add(key)
                elif found.subject in variant.denied.mentions or (
                    found.object in variant.denied.mentions
                ):
                    assertion = turned(found.assertion, found.pattern.predicate, variant.denied)
                    if assertion is not None:
                        yield variant.masked, replace(found, assertion=assertion)

    def _around(self, masked: Masked, found: Found) -> list[Qualifier]:
        """Gather what narrows a statement: its sentence, and its study where that is silent."""
        predicate = found.pattern.predicate
        ends = Ends(found.subject, found.object, found.object_at)
        own = narrowings(masked, self.text, predicate, ends, self.lexicon)
        given = {one.predicate for one in own}
        studied = self.study.qualifiers(predicate, found.subject)
        return [*own, *(one for one in studied if one.predicate not in given)]

    def _remember(self, *named: Mention | None) -> None:
        for mention in named:
            if mention is None or mention.iri in self.entities:
                continue
            entity = mention.composed or self.lexicon.concepts.get(mention.iri)
            if entity is not None:
                self.entities[mention.iri] = entity


def read_part(
    text: str,
    lexicon: Lexicon,
    sources: tuple[URIRef, ...] = (),
    known: Mapping[str, Entry] | None = None,
    *,
    infer: bool = True,
) -> Reading:
    """Read what a document, or a part of a long one, says.

    Args:
        text: the document, or the part.
        lexicon: the names to look for.
        sources: IRI of the document, for the claims to cite.
        known: the short forms that the parts before it define.
        infer: whether to look for what is only predicted, too, which may take as long again.
    """
    if plain := visible(text):
        return plain.restored(read_part(plain.text, lexicon, sources, known, infer=infer))
    hits = lexicon.find(text)
    if not (hits or known):
        return Reading((), ())
    starts = [hit.start for hit in hits]
    sentences = split_sentences(text)
    drugs = first_drugs(sentences, hits)
    forms = ShortForms(lexicon, dict(known or {}))
    reader = _Reader(text, lexicon, sources, OrdinalCounter(), {}, forms)
    claims = tuple(
        claim
        for each in sentences
        for claim in reader.read(
            each, hits_within(hits, starts, (each.start, each.end)), drugs[each.block]
        )
    )
    entities = tuple(sorted(reader.entities.values(), key=lambda entity: entity.iri))
    predicted = tuple(reader.infer(claims)) if infer else ()
    more = {iri: each for iri, each in reader.entities.items() if each not in entities}
    return Reading(claims, entities, predicted, tuple(more[iri] for iri in sorted(more)))


def read_document(
    text: str, lexicon: Lexicon, sources: tuple[URIRef, ...] = (), *, infer: bool = True
) -> Reading:
    """Read what a document says of the entities of a lexicon, a long one part by part.

    Args:
        text: plain text or Markdown.
        lexicon: the names to look for.
        sources: IRI of the document, for the claims to cite.
        infer: whether to look for what is only predicted, too.

    Returns:
        The claims, each with ``text[quote.start:quote.end] == quote.exact``, and the entities
        that they name and that the graph may not know. A sentence without a claim is no error.
    """
    parts = cut(text, ShortForms(lexicon))
    return joined(
        (part.begin, read_part(part.text, lexicon, sources, part.known, infer=infer))
        for part in parts
    )
