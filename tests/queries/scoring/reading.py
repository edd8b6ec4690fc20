"""How the tests of scoring read a measurement by the rules of one guideline."""

from decimal import Decimal

from her2kg.queries.scoring.interpret import Reading, interpret
from her2kg.queries.scoring.rulebook import Condition, Rule, RuleBook

__all__ = ["Facts", "decided", "interpreting", "read", "rule_of"]

Facts = dict[str, Decimal | str]


def interpreting(book: RuleBook, prefix: str) -> list[Rule]:
    """Return the interpreting rules whose ids begin with a prefix, e.g. ``BR-`` for 2018."""
    stages = {stage.name for stage in book.stages if stage.kind == "interpretation"}
    return [rule for rule in book.rules if rule.name.startswith(prefix) and rule.stage in stages]


def read(book: RuleBook, prefix: str, **measured: object) -> Reading:
    """Read a measurement; ``_`` in a name stands for ``-``, numbers become decimals."""
    facts: Facts = {
        name.replace("_", "-"): value if isinstance(value, str) else Decimal(str(value))
        for name, value in measured.items()
        if value is not None
    }
    return interpret(book, interpreting(book, prefix), facts)


def decided(reading: Reading) -> str:
    """Return the id of the rule that decides, or ``conflict``, ``open`` or ``silent``."""
    if reading.outcome.against:
        return "conflict"
    if any(step.open for step in reading.steps):
        return "open"
    step = reading.outcome.step
    return step.rule.name if step and step.rule else "silent"


def rule_of(*cases: tuple[Condition, ...], name: str = "R", priority: int = 1) -> Rule:
    """Make a rule that is positive and final in these cases, and says nothing else."""
    return Rule(
        iri=name,
        name=name,
        stage="s",
        priority=priority,
        cancers=frozenset({"c"}),
        cases=cases,
        reads="",
        code="",
        ish_group="",
        result="positive",
        final=True,
        next_action="",
        statuses=(),
        origin="",
        version="",
        guidelines=("G",),
        valid_from="",
        valid_until="",
        verification="verified",
        sources=(),
        note="",
    )
