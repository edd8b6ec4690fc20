"""The statements of one sentence: its patterns and triggers, their arguments filled."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from rdflib import URIRef

from her2kg.loaders.text.assertion import Assertion, assess
from her2kg.loaders.text.choosing import chosen
from her2kg.loaders.text.concepts import wide_concepts, word_list
from her2kg.loaders.text.familiar import strange_words
from her2kg.loaders.text.fits import Fit, fills, fit_of, may_carry, may_define
from her2kg.loaders.text.found import Found
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.losses import not_given, refused
from her2kg.loaders.text.masking import Masked, Slot
from her2kg.loaders.text.mentions import Mention, compose
from her2kg.loaders.text.own_status import told_of_status
from her2kg.loaders.text.patterns import Argument, Pattern, find_pattern, patterns_for
from her2kg.loaders.text.qualifiers import shares
from her2kg.loaders.text.quotes import span_of
from her2kg.loaders.text.study import Study
from her2kg.loaders.text.triggers import find_trigger
from her2kg.ontology.namespaces import mint

__all__ = ["find_statements"]

_DEFINES = "definedBy"
_PART_OF = "partOf"
_CARRIES = "hasPayload"
_INFERRED = 0.85
_TOO_WIDE = 0.85


def _fixed(label: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    entry = lexicon.lookup(label)
    known = [entry] if entry else [one for one in word_list() if one.label == label]
    return tuple(Mention(0, 0, one.iri, one.kind, one.label) for one in known)


def _fill(
    argument: Argument, slot: Slot | None, lexicon: Lexicon, study: Study
) -> tuple[Mention, ...]:
    if argument.label:
        return _fixed(argument.label, lexicon)
    if argument.implied:
        return study.implied(argument.kinds)
    return tuple(one for one in slot.mentions if fills(argument, one)) if slot else ()


def _composed(argument: Argument, subject: Mention, cancer: Mention, lexicon: Lexicon) -> Mention:
    if not argument.composed or subject.kind != "HER2Status":
        return subject
    whole = compose(subject, cancer, lexicon)
    return subject if whole.composed else whole


def _gene_in(locus: Mention, subject: Mention, lexicon: Lexicon) -> Mention:
    """Return the gene of a protein that is said to lie in a locus: an amplicon holds genes."""
    if locus.kind != "GenomicLocus" or subject.kind != "Protein":
        return subject
    entry = lexicon.lookup(f"{subject.label} gene")
    iri = entry.iri if entry and entry.kind == "Gene" else URIRef(mint("Gene", subject.label))
    label = lexicon.labels.get(iri)
    return replace(subject, iri=iri, kind="Gene", label=label) if label else subject


def _confidence(
    pattern: Pattern,
    assertion: Assertion,
    slots: Sequence[Slot],
    subject: Mention,
    obj: Mention,
) -> float:
    implied = pattern.subject.implied or pattern.object.implied
    inferred = min([_INFERRED if implied else 1.0, *(slot.confidence for slot in slots)])
    worded = obj.kind == "Biomarker" and obj.composed is not None
    general = _TOO_WIDE if worded or subject.label in wide_concepts() else 1.0
    return min(pattern.confidence, assertion.cap, inferred, general)


def _defined(statuses: tuple[Mention, ...], fit: Fit) -> tuple[Mention, ...]:
    """Return which of several statuses a criterion is of: behind them the last, else none."""
    behind = fit.subject is not None and fit.object is not None and fit.subject < fit.object
    return statuses[-1:] if behind else ()


def _nearby(pattern: Pattern, masked: Masked, filled: Sequence[Slot]) -> tuple[Mention, ...]:
    """Return the one thing of the wanted class that the sentence names, else nothing."""
    others = [slot for slot in masked.slots if slot.kind == pattern.nearby and slot not in filled]
    named = {mention.iri: mention for slot in others for mention in slot.mentions}
    return tuple(named.values()) if len(named) == 1 else ()


def _several(kinds: frozenset[str], masked: Masked) -> bool:
    """Tell whether the sentence itself names several of what it seems to leave out."""
    named = (slot.mentions for slot in masked.slots if slot.kind in kinds)
    return len({one.iri for each in named for one in each}) > 1


def _statements(
    pattern: Pattern, fit: Fit, masked: Masked, lexicon: Lexicon, study: Study
) -> Iterator[Found]:
    whole = masked.whole or masked.text
    assertion = assess(whole, fit.start, fit.end)
    if assertion is None:
        return
    subject, obj, context = (
        None if number is None else masked.slots[number]
        for number in (fit.subject, fit.object, fit.context)
    )
    slots = [slot for slot in (subject, obj, context) if slot]
    within = list(fit.within(masked))
    others = [slot for slot in masked.slots if slot not in within]
    if pattern.subject.implied and not study.is_of(others):
        return
    if pattern.object.implied and _several(pattern.object.kinds, masked):
        return
    starts = masked.masked_starts
    if fit.subject is not None and not fit.loss and refused(masked.text, starts[fit.subject]):
        return
    subjects = _fill(pattern.subject, subject, lexicon, study)
    if pattern.predicate == _DEFINES and len(subjects) > 1:
        subjects = _defined(subjects, fit)
    objects = _fill(pattern.object, obj, lexicon, study)
    pairs = list(product(subjects, objects))
    if pattern.subject.own:
        pairs = list(told_of_status(objects, [slot for slot in masked.slots if slot is not obj]))
        objects = tuple(cancer for _, cancer in pairs)
    words = shares(fit.value, len(objects))
    values = {other.iri: share for other, share in zip(objects, words, strict=True)}
    around_all = context.mentions if context else _nearby(pattern, masked, slots)
    strange = strange_words(whole, (fit.start, fit.end), pattern.regex.pattern, lexicon)
    for (one, other), around in product(pairs, around_all or (None,)):
        of = _gene_in(other, one, lexicon) if pattern.predicate == _PART_OF else one
        yield Found(
            subject=not_given(_composed(pattern.subject, of, other, lexicon), fit.loss),
            object=other,
            context=around,
            pattern=pattern,
            assertion=assertion,
            confidence=_confidence(pattern, assertion, slots, one, other),
            strange=strange,
            span=span_of(masked, fit.start, fit.end, within),
            words=fit.words,
            antecedents=tuple(slot.antecedent for slot in slots if slot.antecedent),
            subject_at=subject.start if subject else 0,
            object_at=fit.start if fit.object is None else masked.masked_starts[fit.object],
            value=values[other.iri],
        )


def _fits(pattern: Pattern, masked: Masked) -> Iterator[Fit]:
    if pattern.orders:
        return find_trigger(pattern, masked)
    return map(fit_of, find_pattern(pattern, masked))


def _may_be(predicate: str, subject: Mention, obj: Mention) -> bool:
    if predicate == _DEFINES:
        return may_define(subject, obj)
    return predicate != _CARRIES or may_carry(subject)


def find_statements(
    masked: Masked, lexicon: Lexicon, study: Study, only: frozenset[str] = frozenset()
) -> list[Found]:
    """Find what a sentence says.

    Args:
        masked: the sentence.
        lexicon: the names by which a fixed argument is found.
        study: fills the arguments that the sentence leaves out.
        only: the relations to look for; empty for all.

    Returns:
        The statements in the order of the sentence, each triple once.
    """
    found = [
        statement
        for pattern in patterns_for(masked)
        if not only or pattern.predicate in only
        for fit in _fits(pattern, masked)
        for statement in _statements(pattern, fit, masked, lexicon, study)
        if statement.subject.iri != statement.object.iri
        and _may_be(pattern.predicate, statement.subject, statement.object)
    ]
    return chosen(found)
