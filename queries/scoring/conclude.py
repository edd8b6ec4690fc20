"""What a reading and the criteria of labels and trials come to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox

from her2kg.queries.lookup import lookup
from her2kg.queries.scoring.answer import Category, Criterion, StatusAnswer
from her2kg.queries.scoring.conditions import Facts, first_met, lacks, meets
from her2kg.queries.scoring.interpret import Reading
from her2kg.queries.scoring.rulebook import Rule, RuleBook, Status
from her2kg.queries.scoring.scope import Scope
from her2kg.queries.store import select, text_of

__all__ = ["category_of", "criteria_of", "from_criteria", "from_reading", "settled"]

_NO_ACTION = {"", "none"}
_CATEGORY = "TherapeuticCategory"


def from_reading(answer: StatusAnswer, reading: Reading) -> StatusAnswer:
    """Put what the guideline's rules come to into an answer."""
    outcome = reading.outcome
    rule = outcome.step.rule if outcome.step else None
    against = outcome.against.rule if outcome.against else None
    named = outcome.step.named if outcome.step else ()
    answer = replace(
        answer,
        score=str(reading.facts.get("ihc", "")),
        ish_group=str(reading.facts.get("ish-group", "")),
        steps=reading.steps,
        known=reading.facts,
        rules=named,
    )
    if rule and against:
        action = outcome.conflict.next_action if outcome.conflict else ""
        return replace(
            answer,
            status="discordant",
            result="discordant",
            next_action=action,
            conflict=outcome.conflict,
            against=(rule, against),
        )
    if rule is None or outcome.step is None:
        return answer
    statuses = _said(_shared(outcome.step.rules))
    return replace(
        answer,
        status="; ".join(status.label for status in statuses) or rule.result,
        result=rule.result,
        final=rule.final,
        next_action=_next(rule),
        assigned=frozenset(status.iri for status in statuses),
    )


def _next(rule: Rule) -> str:
    return "" if rule.next_action in _NO_ACTION else rule.next_action


def _shared(rules: Sequence[Rule]) -> tuple[Status, ...]:
    """Return the statuses that all rules assign."""
    first, *rest = rules
    return tuple(s for s in first.statuses if all(s in rule.statuses for rule in rest))


def _said(statuses: tuple[Status, ...]) -> tuple[Status, ...]:
    """Leave out categories where a result is reported: they have rules of their own."""
    return tuple(s for s in statuses if s.kind != _CATEGORY) or statuses


def from_criteria(answer: StatusAnswer, criteria: Sequence[Criterion]) -> StatusAnswer:
    """Let the criteria of labels and trials speak where no guideline interprets the test.

    Criteria for one status that disagree contradict each other, and none wins.
    """
    own = [criterion for criterion in criteria if not criterion.general]
    by_status: dict[tuple[Status, ...], list[Criterion]] = {}
    for criterion in own:
        by_status.setdefault(criterion.rule.statuses, []).append(criterion)
    for group in by_status.values():
        answers = {criterion.met for criterion in group}
        if {True, False} <= answers:
            yes = next(c.rule for c in group if c.met)
            no = next(c.rule for c in group if c.met is False)
            return replace(answer, status="disputed", result="criteria disagree", against=(yes, no))
    met = [c.rule for c in own if c.met and all(o.met for o in by_status[c.rule.statuses])]
    if met:
        return _met(answer, met)
    needs = dict.fromkeys(name for criterion in own for name in criterion.needs)
    if needs:
        action = f"not decided without {' and '.join(needs)}"
        return replace(answer, status="pending", result="pending", next_action=action)
    if own:
        return replace(
            answer, result="criteria not met", final=True, rules=tuple(c.rule for c in own)
        )
    return answer


def _met(answer: StatusAnswer, rules: Sequence[Rule]) -> StatusAnswer:
    first = rules[0]
    statuses = dict.fromkeys(status for rule in rules for status in rule.statuses)
    return replace(
        answer,
        status="; ".join(status.label for status in statuses),
        result=first.result,
        final=all(rule.final for rule in rules),
        next_action=_next(first),
        rules=tuple(rules),
        assigned=frozenset(status.iri for status in statuses),
    )


def criteria_of(book: RuleBook, scope: Scope, known: Facts) -> Iterator[Criterion]:
    """Yield what labels and trials ask for, each met, not met, or open."""
    begins = {stage.name: stage.begins_with for stage in book.stages}
    for rules, general in ((scope.own, False), (scope.general, True)):
        for rule in rules:
            if book.kind_of(rule) == "criterion" and begins[rule.stage] & known.keys():
                met = meets(rule, known)
                needs = sorted(lacks(rule, known)) if met is None else ()
                labels = tuple(book.quantities[name].label for name in needs)
                yield Criterion(rule, met, labels, general)


def category_of(store: ox.Store, book: RuleBook, scope: Scope, known: Facts) -> Category | None:
    """Find the therapeutic category, where the cancer has such categories."""
    rules = [rule for rule in scope.own if book.kind_of(rule) == "category"]
    begins = {name for s in book.stages if s.kind == "category" for name in s.begins_with}
    found = first_met(rules, known).rule if begins & known.keys() else None
    if found is None:
        return None
    if not found.statuses:
        return Category("", found)
    by_answer: dict[str, list[str]] = {"true": [], "false": []}
    asked = {"asked": ox.NamedNode(found.statuses[0].iri)}
    for row in select(store, lookup("scoring-recognition"), asked):
        by_answer[text_of(row, "recognises")].append(text_of(row, "who"))
    label = found.statuses[0].label
    return Category(label, found, tuple(by_answer["true"]), tuple(by_answer["false"]))


def settled(
    answer: StatusAnswer, category: Category | None, criteria: Sequence[Criterion]
) -> tuple[set[str], set[str]]:
    """Return the IRIs of the statuses that may open an indication.

    Nothing is settled while results contradict each other.

    Returns:
        The guideline's result once it is final, which also is every wider status; and the
        category and the criteria of labels that are met, which open only what asks for them in
        so many words.
    """
    if answer.against:
        return set(), set()
    found = {s.iri for s in category.rule.statuses} if category and category.rule.final else set()
    met = [c.rule for c in criteria if c.met and c.rule.stage == "label_selection"]
    labels = {status.iri for rule in met for status in rule.statuses}
    return set(answer.assigned) if answer.final else set(), found | labels
