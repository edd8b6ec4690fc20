"""The checks that a proposal must pass before it can become a claim."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rdflib import Literal, URIRef

from her2kg.loaders.proposing.naming import NamedSentence
from her2kg.loaders.proposing.proposal import Proposal, Reason, Refused
from her2kg.loaders.proposing.relations import Relation, relations
from her2kg.loaders.text.assertion import Assertion, assess
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.qualifiers import Ends, narrowings
from her2kg.ontology.model import Polarity, Qualifier

__all__ = ["Judged", "judge"]

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal that passed: what it says, by our own reading of its sentence.

    Attributes:
        subject: the mention that names the subject.
        relation: local name of the property.
        object: the mention that names the object.
        span: start and end, in the sentence, of the quote with both names.
        assertion: what the words around it make of it.
        hedge: the hedging words that the rules or the model found, or empty.
        qualifiers: what narrows it.
    """

    subject: Mention
    relation: str
    object: Mention
    span: tuple[int, int]
    assertion: Assertion
    hedge: str
    qualifiers: tuple[Qualifier, ...]

    @property
    def triple(self) -> tuple[URIRef, str, URIRef]:
        """What it says, whatever the words."""
        return self.subject.iri, self.relation, self.object.iri


def judge(proposal: Proposal, sentence: NamedSentence, lexicon: Lexicon) -> Judged:
    """Check a proposal against its sentence.

    Quote, names and hedge stand in the sentence word for word; the names mean things of classes
    that the relation joins; the sentence asserts it, or denies it if the model says so. A hedge
    that the rules find counts whatever the model says.

    Args:
        proposal: what a model proposes.
        sentence: the sentence that it names.
        lexicon: where fixed values are looked up.

    Raises:
        Refused: a check fails.
    """
    relation = relations().get(proposal.relation)
    if relation is None:
        raise Refused(Reason.UNKNOWN_RELATION, proposal.relation)
    quotes = list(sentence.places(proposal.quote))
    if not quotes:
        raise Refused(Reason.NO_QUOTE, proposal.quote)
    subjects = _mentions(proposal.subject, sentence, Reason.NO_SUBJECT, Reason.UNKNOWN_SUBJECT)
    objects = _mentions(proposal.object, sentence, Reason.NO_OBJECT, Reason.UNKNOWN_OBJECT)
    subject, obj, span = _closest(subjects, objects, quotes)
    _check_ends(relation, subject, obj)
    assertion = assess(sentence.masked.text, *sentence.masked_span(*span))
    if assertion is None:
        raise Refused(Reason.UNASSERTED)
    if proposal.denied != (assertion.polarity is not Polarity.SUPPORTS):
        raise Refused(Reason.DENIAL)
    anchor, _ = sentence.masked_span(obj.start, obj.end)
    ends = Ends(subject, obj, anchor)
    return Judged(
        subject=subject,
        relation=relation.name,
        object=obj,
        span=span,
        assertion=assertion,
        hedge=_hedge(proposal.hedge, sentence, assertion),
        qualifiers=_qualifiers(relation, sentence, ends, assertion, lexicon),
    )


def _mentions(
    words: str, sentence: NamedSentence, missing: Reason, unknown: Reason
) -> list[Mention]:
    """Find what words of a sentence name.

    Raises:
        Refused: they do not stand there, or name nothing, or different things.
    """
    if not any(sentence.places(words)):
        raise Refused(missing, words)
    found = sentence.named(words)
    if len({mention.iri for mention in found}) != 1:
        raise Refused(unknown, words)
    return found


def _closest(
    subjects: Sequence[Mention], objects: Sequence[Mention], quotes: Sequence[tuple[int, int]]
) -> tuple[Mention, Mention, tuple[int, int]]:
    """Of the places of names and quote choose those that lie closest together."""

    def around(subject: Mention, obj: Mention, quote: tuple[int, int]) -> tuple[int, int]:
        return min(subject.start, obj.start, quote[0]), max(subject.end, obj.end, quote[1])

    every = ((*ends, around(*ends)) for ends in product(subjects, objects, quotes))
    subject, obj, _, span = min(every, key=lambda each: (each[3][1] - each[3][0], each[3]))
    return subject, obj, span


def _check_ends(relation: Relation, subject: Mention, obj: Mention) -> None:
    if subject.iri == obj.iri:
        raise Refused(Reason.ITSELF, subject.label)
    if (subject.kind, obj.kind) not in relation.ends:
        raise Refused(Reason.ENDS, f"{subject.kind} {relation.name} {obj.kind}")


def _hedge(words: str, sentence: NamedSentence, assertion: Assertion) -> str:
    """Join the hedging words of the rules and of the model, as the sentence writes them."""
    hedges = list(assertion.hedges)
    if words.strip():
        place = next(sentence.places(words), None)
        if place is None:
            raise Refused(Reason.NO_HEDGE, words)
        told = _SPACE.sub(" ", sentence.text[slice(*place)])
        hedges += [] if told in hedges else [told]
    return "; ".join(hedges)


def _qualifiers(
    relation: Relation,
    sentence: NamedSentence,
    ends: Ends,
    assertion: Assertion,
    lexicon: Lexicon,
) -> tuple[Qualifier, ...]:
    """Gather what narrows a proposal, by the rules that narrow the claims of patterns."""
    told = (ends.subject.setting, ends.object.setting)
    settings = dict.fromkeys(setting for setting in told if setting)
    own = [
        *_nearby(relation, sentence, ends),
        *(Qualifier("setting", Literal(setting), identifying=True) for setting in settings),
        *(Qualifier("frequency", Literal(amount)) for amount in assertion.frequency),
        *(Qualifier("note", Literal(note)) for note in assertion.notes),
    ]
    given = {one.predicate for one in own}
    found = narrowings(sentence.masked, sentence.text, relation.name, ends, lexicon)
    every = [*own, *(one for one in found if one.predicate not in given)]
    return tuple({(one.predicate, one.value): one for one in every}.values())


def _nearby(relation: Relation, sentence: NamedSentence, ends: Ends) -> Iterator[Qualifier]:
    """Yield the one thing of the wanted class that the sentence names besides."""
    for kind, predicate in sorted(relation.nearby):
        others = {mention.iri for mention in sentence.mentions if mention.kind == kind}
        others -= {ends.subject.iri, ends.object.iri}
        if len(others) == 1:
            yield Qualifier(predicate, others.pop(), identifying=True)
