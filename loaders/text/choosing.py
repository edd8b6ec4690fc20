"""Which of the statements found in one sentence are kept."""

from collections.abc import Sequence

from her2kg.loaders.text.found import Found

__all__ = ["chosen"]


def _nearest(found: Sequence[Found]) -> list[Found]:
    """Of several subjects before the same words keep the nearest, for gaps may skip one.

    Where the pattern has no gap there but a list, all of its items are meant.
    """
    starts: dict[tuple[str, str, int], int] = {}
    for one in found:
        key = (one.pattern.id, one.object.iri, one.span[1])
        starts[key] = max(one.subject_at, starts.get(key, 0))
    return [
        one
        for one in found
        if one.pattern.several
        or one.subject_at == starts[one.pattern.id, one.object.iri, one.span[1]]
    ]


def _untold(found: Sequence[Found]) -> list[Found]:
    """Drop what a trigger says of names that a whole pattern, or a longer trigger, joins."""
    told: list[Found] = [one for one in found if not one.pattern.orders]
    loose = [one for one in found if one.pattern.orders]
    for one in sorted(loose, key=lambda one: one.words[0] - one.words[1]):
        if not any(one.is_told_by(other) for other in told):
            told.append(one)
    return told


def _best(found: Sequence[Found]) -> list[Found]:
    """Keep one of the statements that say the same, the surest and shortest."""
    best: dict[tuple[object, ...], Found] = {}
    for one in sorted(found, key=lambda one: (-one.confidence, one.span[1] - one.span[0])):
        context = one.context.iri if one.context else ""
        best.setdefault((*one.triple, context), one)
    return sorted(best.values(), key=lambda one: (one.span, one.triple))


def _explicit(found: Sequence[Found]) -> list[Found]:
    """Drop what was read of the study where the sentence itself names the subject."""
    named = {
        (one.pattern.predicate, one.object.iri) for one in found if not one.pattern.subject.implied
    }
    return [
        one
        for one in found
        if not one.pattern.subject.implied or (one.pattern.predicate, one.object.iri) not in named
    ]


def chosen(found: Sequence[Found]) -> list[Found]:
    """Keep of the statements found in a sentence those that nothing better says.

    Args:
        found: what its patterns and triggers find.

    Returns:
        One statement for each triple and context, in the order of the sentence: of a subject
        that stands there rather than of the study, of the nearest of several subjects, and of
        a whole pattern rather than of a trigger.
    """
    return _best(_untold(_nearest(_explicit(found))))
