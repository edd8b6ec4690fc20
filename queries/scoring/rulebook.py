"""The scoring rules as the graph holds them, with their quantities, stages and conflicts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pyoxigraph as ox

from her2kg.queries.lookup import lookup
from her2kg.queries.store import Row, select, text_of, texts_of

__all__ = [
    "NOT_GIVEN",
    "Condition",
    "Conflict",
    "Quantity",
    "Rule",
    "RuleBook",
    "Stage",
    "Status",
    "read_rulebook",
]

NOT_GIVEN = "not given"
"""The value by which a condition allows a quantity that was not measured."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that can be measured or concluded.

    Attributes:
        name: its name, e.g. ``ratio``.
        label: what it is, for people.
        unit: unit of measurement, or empty.
        minimum: least possible value of a number, or None.
        maximum: greatest possible value of a number, or None.
        allowed: the possible values, in the order of the alphabet; empty for a number.
        reads_as: other words for values, and the values that they stand for.
        usual: the value taken when none is given, or empty.
    """

    name: str
    label: str
    unit: str
    minimum: Decimal | None
    maximum: Decimal | None
    allowed: tuple[str, ...]
    reads_as: Mapping[str, str]
    usual: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule asks of one quantity.

    Attributes:
        quantity: name of the quantity.
        minimum: lower bound, or None.
        minimum_inclusive: whether the lower bound itself is included.
        maximum: upper bound, or None.
        maximum_inclusive: whether the upper bound itself is included.
        allows: the values that meet it; empty when it has bounds.
        reads: the condition in words.
    """

    quantity: str
    minimum: Decimal | None
    minimum_inclusive: bool
    maximum: Decimal | None
    maximum_inclusive: bool
    allows: frozenset[str]
    reads: str


@dataclass(frozen=True, slots=True)
class Status:
    """A HER2 status.

    Attributes:
        label: e.g. ``HER2-positive``.
        iri: its IRI.
        kind: local name of its class: ``ReportedResult``, ``TherapeuticCategory`` or
            ``HER2Status``.
    """

    label: str
    iri: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a guideline, label or trial.

    Attributes:
        iri: its IRI.
        name: its id, e.g. ``BR-WU-G3-IHC2``.
        stage: name of its stage.
        priority: rules of one stage are tried in ascending order.
        cancers: IRIs of the cancers that it is written for.
        cases: the rule is met when every condition of at least one case is.
        reads: the whole condition in words.
        code: the score that it gives, e.g. ``2+``, or empty.
        ish_group: the ISH group that it gives, or empty.
        result: what it comes to: positive, negative, equivocal, pending, eligible ...
        final: whether nothing further is asked for.
        next_action: what must or may be done next, or empty.
        statuses: the statuses that it assigns, by label.
        origin: guideline or label, in words.
        version: version of the guideline or label, or empty.
        guidelines: labels of the guidelines that hold it, by label.
        valid_from: first day on which it is in force, as far as known, or empty.
        valid_until: first day on which it is not, or empty.
        verification: ``verified``, ``in part`` or ``unverified``.
        sources: titles and pages of its sources.
        note: remark of the curator, or empty.
    """

    iri: str
    name: str
    stage: str
    priority: int
    cancers: frozenset[str]
    cases: tuple[tuple[Condition, ...], ...]
    reads: str
    code: str
    ish_group: str
    result: str
    final: bool
    next_action: str
    statuses: tuple[Status, ...]
    origin: str
    version: str
    guidelines: tuple[str, ...]
    valid_from: str
    valid_until: str
    verification: str
    sources: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of reading a test.

    Attributes:
        name: its id, e.g. ``workup``.
        label: what it is called.
        order: stages are read in ascending order.
        kind: ``interpretation``, ``category``, ``criterion`` or ``advice``.
        begins_with: quantities of which at least one must be known.
        yields: quantities that it concludes.
    """

    name: str
    label: str
    order: int
    kind: str
    begins_with: frozenset[str]
    yields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that can both hold and contradict each other, as a curator declared them.

    Attributes:
        iri: its IRI.
        rules: ids of the rules on one side.
        against: ids of the rules on the other.
        says: how they contradict, and what the guideline says of it.
        next_action: what to do.
        verification: ``verified``, ``in part`` or ``unverified``.
    """

    iri: str
    rules: frozenset[str]
    against: frozenset[str]
    says: str
    next_action: str
    verification: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All that the graph knows of scoring.

    Attributes:
        quantities: by name.
        stages: in the order in which they are read.
        rules: in the order of stage, priority and id.
        conflicts: in the order of their IRIs.
    """

    quantities: Mapping[str, Quantity] = field(repr=False)
    stages: tuple[Stage, ...] = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    conflicts: tuple[Conflict, ...] = field(repr=False)

    def kind_of(self, rule: Rule) -> str:
        """Return the kind of the stage that a rule belongs to."""
        return next(stage.kind for stage in self.stages if stage.name == rule.stage)

    @property
    def usual(self) -> dict[str, str]:
        """The values taken for quantities that were not given."""
        return {name: q.usual for name, q in self.quantities.items() if q.usual}


def read_rulebook(store: ox.Store) -> RuleBook:
    """Read the rules from the graph.

    Args:
        store: the graph.

    Returns:
        The rules with everything that belongs to them; empty where the graph has none.
    """
    stages = tuple(_stage(row) for row in select(store, lookup("scoring-stages")))
    place = {stage.name: stage.order for stage in stages}
    cases = _cases(select(store, lookup("scoring-conditions")))
    rules = (_rule(row, cases) for row in select(store, lookup("scoring-rules")))
    return RuleBook(
        {q.name: q for q in map(_quantity, select(store, lookup("scoring-quantities")))},
        stages,
        tuple(sorted(rules, key=lambda r: (place[r.stage], r.stage, r.priority, r.name))),
        tuple(_conflict(row) for row in select(store, lookup("scoring-conflicts"))),
    )


def _name(row: Row, variable: str) -> str:
    return text_of(row, variable).rpartition("/")[2]


def _number(row: Row, variable: str) -> Decimal | None:
    text = text_of(row, variable)
    return Decimal(text) if text else None


def _quantity(row: Row) -> Quantity:
    pairs = (text.split(" = ", 1) for text in texts_of(row, "reads_as"))
    return Quantity(
        _name(row, "quantity"),
        text_of(row, "label"),
        text_of(row, "unit"),
        _number(row, "minimum"),
        _number(row, "maximum"),
        texts_of(row, "allowed"),
        dict(pairs),
        text_of(row, "usual"),
    )


def _stage(row: Row) -> Stage:
    return Stage(
        _name(row, "stage"),
        text_of(row, "label"),
        int(text_of(row, "order")),
        text_of(row, "kind"),
        frozenset(texts_of(row, "begins_with")),
        frozenset(texts_of(row, "yields")),
    )


def _cases(rows: Iterable[Row]) -> dict[str, tuple[tuple[Condition, ...], ...]]:
    """Group the conditions by rule and case."""
    found: dict[str, dict[int, list[Condition]]] = {}
    for row in rows:
        cases = found.setdefault(text_of(row, "rule"), {})
        cases.setdefault(int(text_of(row, "case")), []).append(_condition(row))
    return {
        rule: tuple(tuple(cases[number]) for number in sorted(cases))
        for rule, cases in found.items()
    }


def _condition(row: Row) -> Condition:
    return Condition(
        _name(row, "quantity"),
        _number(row, "minimum"),
        text_of(row, "minimum_inclusive") == "true",
        _number(row, "maximum"),
        text_of(row, "maximum_inclusive") == "true",
        frozenset(texts_of(row, "allowed")),
        text_of(row, "reads"),
    )


def _rule(row: Row, cases: Mapping[str, tuple[tuple[Condition, ...], ...]]) -> Rule:
    iri = text_of(row, "rule")
    sources = (text.split("\t") for text in texts_of(row, "sources"))
    return Rule(
        iri=iri,
        name=iri.rpartition("/")[2],
        stage=_name(row, "stage"),
        priority=int(text_of(row, "priority")),
        cancers=frozenset(texts_of(row, "cancers")),
        cases=cases.get(iri, ()),
        reads=text_of(row, "reads"),
        code=text_of(row, "code"),
        ish_group=text_of(row, "ish_group"),
        result=text_of(row, "result"),
        final=text_of(row, "final") == "true",
        next_action=text_of(row, "next_action"),
        statuses=tuple(Status(*text.split("\t")) for text in texts_of(row, "statuses")),
        origin=text_of(row, "origin"),
        version=text_of(row, "version"),
        guidelines=texts_of(row, "guidelines"),
        valid_from=text_of(row, "valid_from"),
        valid_until=text_of(row, "valid_until"),
        verification=text_of(row, "verification"),
        sources=tuple((title, page) for title, page in sources),
        note=text_of(row, "note"),
    )


def _conflict(row: Row) -> Conflict:
    return Conflict(
        text_of(row, "conflict"),
        frozenset(texts_of(row, "rules")),
        frozenset(texts_of(row, "against")),
        text_of(row, "says"),
        text_of(row, "next_action"),
        text_of(row, "verification"),
    )
