"""Reading a measurement stage by stage: score, ISH group, work-up, and what they come to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from her2kg.queries.errors import ImpossibleMeasurement
from her2kg.queries.scoring.conditions import Found, first_met, lacks, meets
from her2kg.queries.scoring.rulebook import Conflict, Rule, RuleBook, Stage

__all__ = ["Outcome", "Reading", "Step", "interpret"]

_RESULTS = {"positive", "negative"}
_RECOUNT = {"ratio": "recount-ratio", "copies": "recount-copies"}


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage came to.

    Attributes:
        stage: the stage.
        rules: the rule that decided; several where a score or ISH result was given as reported
            and more than one rule gives it; none when the stage did not decide.
        open: rules that may still be met, where the stage could not decide yet.
        needs: quantities that would decide it.
        reported: whether the result was given and not derived.
    """

    stage: Stage
    rules: tuple[Rule, ...] = ()
    open: tuple[Rule, ...] = ()
    needs: frozenset[str] = frozenset()
    reported: bool = False

    @property
    def rule(self) -> Rule | None:
        """The rule that decided, or the first of those that may have."""
        return self.rules[0] if self.rules else None

    @property
    def named(self) -> tuple[Rule, ...]:
        """The rules to name: one that decided, or all that may have given what was reported."""
        alike = {rule.statuses for rule in self.rules}
        if not self.reported or (len(alike) == 1 and "ihc" in self.stage.yields):
            first = self.rules[0].priority if self.rules else 0
            return tuple(rule for rule in self.rules if rule.priority == first)
        return self.rules

    @property
    def silent(self) -> bool:
        """Whether no rule of the stage covers the measurement."""
        return not self.rules and not self.open


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the steps come to together.

    Attributes:
        step: the step that decides, or None when none did.
        against: the step that contradicts it, where two final results do.
        conflict: the declared conflict between them, or None.
    """

    step: Step | None = None
    against: Step | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A measurement, read.

    Attributes:
        facts: what is known in the end, with what the stages concluded.
        steps: what each stage came to, in order.
        outcome: what they come to together.
    """

    facts: dict[str, Decimal | str]
    steps: tuple[Step, ...]
    outcome: Outcome


def interpret(book: RuleBook, rules: Sequence[Rule], facts: dict[str, Decimal | str]) -> Reading:
    """Read a measurement by the interpreting rules of one guideline.

    Stages are read in their order. In each the first rule that is met decides; what it
    concludes is known to the stages after it. A later result replaces an earlier one, but two
    final results that differ contradict each other, and neither wins.

    Args:
        book: stages and declared conflicts.
        rules: the rules that apply.
        facts: what was measured, in the graph's words.

    Returns:
        The facts, steps and outcome.

    Raises:
        ImpossibleMeasurement: a score was given that no rule gives to the stain given with it.
    """
    known, steps = dict(facts), list[Step]()
    used = {rule.stage for rule in rules}
    stages = [s for s in book.stages if s.kind == "interpretation" and s.name in used]
    for _order, together in groupby(stages, key=lambda stage: stage.order):
        made = [step for stage in together for step in _read(stage, rules, known, facts, book)]
        decided = [step for step in made if not step.silent]
        steps += decided or made[:1]
        for step in decided:
            known |= _concluded(step)
    _check_ish(facts, known)
    outcome = _outcome(book, steps)
    if outcome.step and outcome.step.rule:
        known["result"] = outcome.step.rule.result
    return Reading(known, tuple(steps), outcome)


def _read(
    stage: Stage,
    rules: Sequence[Rule],
    known: dict[str, Decimal | str],
    facts: dict[str, Decimal | str],
    book: RuleBook,
) -> Iterator[Step]:
    """Yield the step of a stage, if there is anything to read."""
    own = [rule for rule in rules if rule.stage == stage.name]
    if "ish-group" in stage.yields:
        _recount(own, known)
    tried = {**book.usual, **known}
    if "ihc" in stage.yields and "ihc" in facts and "intensity" not in facts:
        yield Step(stage, _that_give_score(own, tried), reported=True)
    elif "ish" in stage.yields and _ish_reported(facts):
        yield from _reported_ish(stage, rules, tried, book)
    elif stage.begins_with & known.keys():
        found = first_met(own, tried)
        _check_score(stage, found, facts)
        needs = frozenset(name for rule in found.open for name in lacks(rule, tried))
        step = Step(stage, (found.rule,) if found.rule else (), found.open, needs)
        if not step.silent or stage.begins_with & facts.keys():
            yield step


def _recount(rules: Sequence[Rule], known: dict[str, Decimal | str]) -> None:
    """Find the group of a recount by the same rules as that of the count."""
    counted = {name: known[again] for name, again in _RECOUNT.items() if again in known}
    if counted and "recount-group" not in known:
        found = first_met(rules, {**counted, "probe": "dual"})
        if found.rule is None:
            raise ImpossibleMeasurement(
                "a recount needs both its HER2/CEP17 ratio and its mean HER2 copies"
            )
        known["recount-group"] = found.rule.ish_group


def _ish_reported(facts: dict[str, Decimal | str]) -> bool:
    return "ish" in facts and not {"ratio", "copies", "ish-group"} & facts.keys()


def _reported_ish(
    stage: Stage, rules: Sequence[Rule], known: dict[str, Decimal | str], book: RuleBook
) -> Iterator[Step]:
    """Yield one step for an ISH result given as reported, at the first stage that could give it.

    All rules that come to this result are named, whatever the counts behind it were.
    """
    yielding = {s.name for s in book.stages if "ish" in s.yields}
    giving = [
        rule
        for rule in rules
        if rule.stage in yielding
        and rule.result == known["ish"]
        and meets(rule, known) is not False
    ]
    if giving and giving[0].stage == stage.name:
        yield Step(stage, tuple(giving), reported=True)


def _that_give_score(rules: Sequence[Rule], known: dict[str, Decimal | str]) -> tuple[Rule, ...]:
    """Return the rules that give a reported score and do not contradict what else is known."""
    giving = [rule for rule in rules if rule.code == known["ihc"]]
    fitting = tuple(rule for rule in giving if meets(rule, known) is not False)
    if giving and not fitting:
        ways = "; ".join(f"{rule.name} asks for {rule.reads}" for rule in giving)
        raise ImpossibleMeasurement(f"IHC {known['ihc']} does not fit the stain given: {ways}")
    return fitting


def _check_score(stage: Stage, found: Found, facts: dict[str, Decimal | str]) -> None:
    """Refuse a score that differs from the one that the stain gives."""
    given = facts.get("ihc")
    if "ihc" in stage.yields and given and found.rule and found.rule.code not in {given, ""}:
        raise ImpossibleMeasurement(
            f"the stain gives IHC {found.rule.code} by {found.rule.name}, but the score given is "
            f"{given}: give one of the two"
        )


def _check_ish(facts: dict[str, Decimal | str], known: dict[str, Decimal | str]) -> None:
    """Refuse an ISH result that differs from the one that the counts give."""
    if "ish" in facts and known["ish"] != facts["ish"]:
        raise ImpossibleMeasurement(
            f"the counts make ISH {known['ish']}, but the result given is {facts['ish']}: "
            "give one of the two"
        )


def _concluded(step: Step) -> dict[str, Decimal | str]:
    """Return what a step makes known to the stages after it."""
    rule = step.rule
    if rule is None:
        return {}
    found: dict[str, Decimal | str] = {}
    if "ihc" in step.stage.yields and rule.code:
        found["ihc"] = rule.code
    if "ish-group" in step.stage.yields and rule.ish_group and not step.reported:
        found["ish-group"] = rule.ish_group
    if "ish" in step.stage.yields and rule.final and rule.result in _RESULTS:
        found["ish"] = rule.result
    return found


def _outcome(book: RuleBook, steps: Iterable[Step]) -> Outcome:
    """Let later results replace earlier ones, and stop where two final ones differ."""
    so_far: Step | None = None
    for step in steps:
        rule, before = step.rule, so_far.rule if so_far else None
        if rule is None:
            continue
        if before and before.final and rule.final and before.result != rule.result:
            return Outcome(so_far, step, _declared(book, so_far, step))
        so_far = step
    return Outcome(so_far)


def _declared(book: RuleBook, one: Step | None, other: Step) -> Conflict | None:
    first = {rule.name for rule in one.rules} if one else set()
    second = {rule.name for rule in other.rules}
    return next(
        (
            conflict
            for conflict in book.conflicts
            if (conflict.rules & first and conflict.against & second)
            or (conflict.rules & second and conflict.against & first)
        ),
        None,
    )
