"""Which rules apply to a cancer on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from her2kg.queries.lookup import lookup
from her2kg.queries.scoring.rulebook import Rule, RuleBook
from her2kg.queries.store import select, text_of
from her2kg.queries.valid_time import first_day, held_on

__all__ = ["Kinship", "Scope", "kinship", "scope_of"]


@dataclass(frozen=True, slots=True)
class Kinship:
    """A cancer and its relatives, each IRI with its label.

    Attributes:
        iri: the cancer.
        label: its label.
        wider: what it is a kind of, at any distance, but for the widest of all.
        narrower: its kinds, at any distance.
        widest: the node that stands for every solid tumour, when the cancer is one.
    """

    iri: str
    label: str
    wider: dict[str, str]
    narrower: dict[str, str]
    widest: dict[str, str]


def kinship(store: ox.Store, iri: str, label: str) -> Kinship:
    """Find the relatives of a cancer."""
    found: dict[str, dict[str, str]] = {"wider": {}, "narrower": {}, "widest": {}}
    for row in select(store, lookup("scoring-kinship"), {"asked": ox.NamedNode(iri)}):
        found[text_of(row, "side")][text_of(row, "cancer")] = text_of(row, "label")
    return Kinship(iri, label, found["wider"], found["narrower"], found["widest"])


@dataclass(frozen=True, slots=True)
class Scope:
    """The rules that a measurement is read by.

    Attributes:
        own: rules written for the cancer, for a wider one or for one of its kinds.
        general: rules for every solid tumour.
        former: rules of the version before, where both may have been in force on the day.
        read_as: labels of the cancers that the rules are written for, where these are kinds of
            the cancer asked about.
    """

    own: tuple[Rule, ...]
    general: tuple[Rule, ...]
    former: tuple[Rule, ...]
    read_as: tuple[str, ...]


def scope_of(book: RuleBook, kin: Kinship, day: date) -> Scope:
    """Choose the rules that apply.

    Args:
        book: all rules.
        kin: the cancer and its relatives.
        day: the day on which they must have been in force.

    Returns:
        The rules. Of versions that replaced each other in a year whose day is not known, the
        newer is taken and the older kept apart.
    """
    related = {kin.iri, *kin.wider, *kin.narrower}
    in_force = [r for r in book.rules if held_on(day, r.valid_from, r.valid_until) is not False]
    own = [rule for rule in in_force if rule.cancers & related]
    newest = _newest(rule for rule in own if book.kind_of(rule) == "interpretation")
    former = tuple(rule for rule in own if rule not in newest and rule.valid_until)
    kept = tuple(rule for rule in own if rule not in former)
    widest = set(kin.widest) - {kin.iri}
    return Scope(
        own=kept,
        general=tuple(rule for rule in in_force if rule.cancers & widest),
        former=former,
        read_as=_read_as(book, kept, kin),
    )


def _newest(rules: Iterable[Rule]) -> set[Rule]:
    """Keep the rules of the newest version."""
    dated = list(rules)
    latest = max((first_day(r.valid_from) for r in dated if r.valid_from), default=date.min)
    return {r for r in dated if not r.valid_from or first_day(r.valid_from) == latest}


def _read_as(book: RuleBook, rules: tuple[Rule, ...], kin: Kinship) -> tuple[str, ...]:
    above = {kin.iri, *kin.wider}
    written_for = [rule.cancers for rule in rules if book.kind_of(rule) == "interpretation"] or [
        rule.cancers for rule in rules
    ]
    if not written_for or any(cancers & above for cancers in written_for):
        return ()
    return tuple(sorted({kin.narrower[c] for cs in written_for for c in cs if c in kin.narrower}))
