"""Which relations may be proposed, and between which classes: those that patterns read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.own_table_vocabulary import vocabulary
from her2kg.loaders.text.patterns import all_patterns

__all__ = ["Relation", "relations"]

_NEEDS_AN_AMOUNT = frozenset({"accountsForShareOf", "reportsOutcome"})
"""Without its amount such a claim says nothing, and amounts are not proposed."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that may be proposed.

    Attributes:
        name: local name of the property.
        label: its label.
        ends: the classes of subject and object that it may join.
        nearby: class of which the only thing named in the sentence narrows the claim, and the
            property that says so, where patterns narrow such claims.
    """

    name: str
    label: str
    ends: frozenset[tuple[str, str]]
    nearby: frozenset[tuple[str, str]]


@cache
def relations() -> Mapping[str, Relation]:
    """Return the relations by name, sorted.

    A relation joins the classes that some pattern joins by it, as far as its domain and range in
    the ontology allow.
    """
    ends: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    nearby: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for pattern in all_patterns():
        pairs = ((one, other) for one in pattern.subject.kinds for other in pattern.object.kinds)
        ends[pattern.predicate].update(pairs)
        if pattern.nearby:
            nearby[pattern.predicate].add((pattern.nearby, pattern.context_predicate))
    known = vocabulary().predicates
    return {
        name: Relation(name, known[name].label, allowed, frozenset(nearby[name]))
        for name in sorted(ends.keys() & known.keys() - _NEEDS_AN_AMOUNT)
        if (allowed := _allowed(name, ends[name]))
    }


def _allowed(name: str, ends: set[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    known = vocabulary().predicates[name]
    return frozenset(
        (one, other) for one, other in ends if one in known.subjects and other in known.objects
    )
