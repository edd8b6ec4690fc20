"""A HER2 status as data for programs and as lines of text for people."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from her2kg.queries.scoring.answer import Criterion, StatusAnswer
from her2kg.queries.scoring.interpret import Step
from her2kg.queries.scoring.opened import Opened
from her2kg.queries.scoring.rulebook import Rule

__all__ = ["NOTICE", "of_regulator", "status_dict", "status_lines"]

NOTICE = "Information, not medical advice: it decides for no patient."


def of_regulator(answer: StatusAnswer, regulator: str) -> StatusAnswer:
    """Keep the indications of one regulator; its name is taken in any case."""
    wanted = regulator.strip().lower()
    kept = tuple(i for i in answer.indications if i.regulator.lower() == wanted)
    return replace(answer, indications=kept)


def status_dict(answer: StatusAnswer) -> dict[str, object]:
    """Write an answer as JSON-ready data.

    Args:
        answer: the status with everything that led to it.

    Returns:
        ``status``, ``category``, ``score``, ``ish_group``, ``final``, ``next_action``, ``rule``,
        ``guideline`` and ``indications``, and beside them how it came about. What is not known
        is null.
    """
    return {
        "status": answer.status or None,
        "category": (answer.category.label or None) if answer.category else None,
        "score": answer.score or None,
        "ish_group": int(answer.ish_group) if answer.ish_group else None,
        "final": answer.final,
        "next_action": answer.next_action or None,
        "rule": _names(answer.rules) or None,
        "guideline": _origin(answer.rules) or None,
        "guideline_version": answer.rules[0].version or None if answer.rules else None,
        "indications": [_indication(indication) for indication in answer.indications],
        "result": answer.result or None,
        "cancer": answer.cancer,
        "as_of": answer.day,
        "measured": {name: str(value) for name, value in answer.measured.items()},
        "steps": [_step(step) for step in answer.steps],
        "contradiction": _contradiction(answer),
        "category_rule": _rule(answer.category.rule) if answer.category else None,
        "category_recognised_by": list(answer.category.recognised_by) if answer.category else [],
        "category_not_recognised_by": (
            list(answer.category.not_recognised_by) if answer.category else []
        ),
        "criteria": [_criterion(criterion) for criterion in answer.criteria],
        "advice": [_rule(rule) for rule in answer.advice],
        "notes": list(answer.notes),
        "notice": NOTICE,
    }


def _names(rules: tuple[Rule, ...]) -> str:
    return " or ".join(rule.name for rule in rules)


def _origin(rules: tuple[Rule, ...]) -> str:
    return "; ".join(dict.fromkeys("; ".join(r.guidelines) or r.origin for r in rules))


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.name,
        "reads": rule.reads,
        "result": rule.result,
        "final": rule.final,
        "next_action": rule.next_action or None,
        "guideline": _origin((rule,)),
        "version": rule.version or None,
        "verification": rule.verification,
        "sources": [{"title": title, "url": page or None} for title, page in rule.sources],
        "note": rule.note or None,
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "stage": step.stage.label,
        "as_reported": step.reported,
        "rules": [_rule(rule) for rule in step.named],
        "open": [_rule(rule) for rule in step.open],
        "needs": sorted(step.needs),
    }


def _contradiction(answer: StatusAnswer) -> dict[str, object] | None:
    if not answer.against:
        return None
    conflict = answer.conflict
    return {
        "rules": [_rule(rule) for rule in answer.against],
        "says": conflict.says if conflict else None,
        "verification": conflict.verification if conflict else None,
        "next_action": conflict.next_action if conflict else None,
    }


def _criterion(criterion: Criterion) -> dict[str, object]:
    return {
        **_rule(criterion.rule),
        "met": criterion.met,
        "needs": list(criterion.needs),
        "status": [status.label for status in criterion.rule.statuses],
        "any_solid_tumour": criterion.general,
    }


def _indication(indication: Opened) -> dict[str, object]:
    return {
        "id": indication.iri.rpartition("/")[2],
        "drug": indication.drug,
        "combination": indication.combination or None,
        "regulator": indication.regulator or None,
        "date": indication.date or None,
        "approval": indication.approval or None,
        "line": indication.line or None,
        "population": indication.population or None,
        "asks_for": indication.asks_for or None,
        "also_asks_for": list(indication.also_asks_for),
        "superseded_by": indication.superseded_by or None,
        "verification": indication.verification,
        "sources": [{"title": title, "url": page or None} for title, page in indication.sources],
    }


def status_lines(answer: StatusAnswer) -> Iterator[str]:
    """Write an answer for people.

    Args:
        answer: the status with everything that led to it.

    Yields:
        Lines without their ends: the result, the way there rule by rule, the category, what
        labels and trials ask for, the indications by regulator, and notes.
    """
    yield from _head(answer)
    yield from _way(answer)
    yield from _category_lines(answer)
    yield from _criteria_lines(answer)
    yield from _indication_lines(answer)
    if answer.notes:
        yield ""
        yield from (f"Note: {note}" for note in answer.notes)


def _head(answer: StatusAnswer) -> Iterator[str]:
    measured = ", ".join(f"{name} {value}" for name, value in answer.measured.items())
    yield f"{answer.cancer}: {measured}" if measured else answer.cancer
    yield f"by the rules in force on {answer.day}"
    yield ""
    state = "final" if answer.final else "not final"
    if answer.status:
        yield f"Status: {answer.status} ({state})"
    else:
        yield f"Status: none ({answer.result or 'not decided'})"
    if answer.score:
        yield f"IHC score: {answer.score}"
    if answer.ish_group:
        yield f"ISH group: {answer.ish_group}"
    if answer.next_action:
        yield f"Next: {answer.next_action}"


def _way(answer: StatusAnswer) -> Iterator[str]:
    steps = [step for step in answer.steps if not step.silent]
    if steps or answer.against:
        yield ""
        yield "How it is read"
    for step in steps:
        if step.open:
            yield f"  {step.stage.label}: open"
        for number, rule in enumerate(step.named):
            told = " (as reported)" if step.reported else ""
            yield f"  {step.stage.label if not number else '  or'}{told}:" + _told(rule)
            yield from _evidence(rule)
    if answer.against:
        one, other = answer.against
        yield f"  {one.name} ({one.result}) and {other.name} ({other.result}) contradict each other"
    if answer.conflict:
        doubt = answer.conflict.verification
        checked = "" if doubt == "verified" else f" [{_doubt(doubt)}]"
        yield f"    {answer.conflict.says}{checked}"


def _told(rule: Rule) -> str:
    code = f"{rule.code}, " if rule.code else ""
    return f" {code}{rule.result}{'' if rule.final else ', not final'}"


def _evidence(rule: Rule) -> Iterator[str]:
    checked = "" if rule.verification == "verified" else f" [{_doubt(rule.verification)}]"
    yield f"    {rule.name}: {rule.reads}{checked}"
    version = f", {rule.version}" if rule.version else ""
    yield f"    {rule.origin}{version}"
    for title, page in rule.sources:
        yield f"    {title}{f'  {page}' if page else ''}"
    if rule.note:
        yield f"    note: {rule.note}"


def _doubt(verification: str) -> str:
    return "unverified" if verification == "unverified" else "verified in part"


def _category_lines(answer: StatusAnswer) -> Iterator[str]:
    category = answer.category
    if category is None:
        return
    yield ""
    yield f"Therapeutic category: {category.label or 'not assignable yet'}"
    yield from _evidence(category.rule)
    if category.recognised_by:
        yield f"    spoken of by: {', '.join(category.recognised_by)}"
    if category.not_recognised_by:
        yield f"    not reported by: {', '.join(category.not_recognised_by)}"
    if not category.label and category.rule.next_action:
        yield f"    next: {category.rule.next_action}"


def _criteria_lines(answer: StatusAnswer) -> Iterator[str]:
    if answer.criteria:
        yield ""
        yield "What labels and trials ask for"
    for criterion in answer.criteria:
        rule = criterion.rule
        met = {True: "met", False: "not met", None: "open"}[criterion.met]
        statuses = ", ".join(status.label for status in rule.statuses)
        needs = f" (needs {' and '.join(criterion.needs)})" if criterion.needs else ""
        wide = ", any solid tumour" if criterion.general else ""
        yield f"  {met}{needs}: {statuses}{wide}"
        yield from _evidence(rule)


def _indication_lines(answer: StatusAnswer) -> Iterator[str]:
    yield ""
    if not answer.indications:
        yield "Indications that this opens: none on record"
        return
    yield f"Indications that this opens: {len(answer.indications)}"
    for regulator, together in groupby(answer.indications, key=lambda i: i.regulator):
        yield f"  {regulator}"
        for indication in together:
            yield from _one_indication(indication)


def _one_indication(indication: Opened) -> Iterator[str]:
    given = f"combination: {indication.combination}" if indication.combination else ""
    yield f"    {indication.date or 'undated'}  {indication.drug}"
    whom = [given, indication.line, indication.population, f"asks for {indication.asks_for}"]
    whom += [f"and for {other}" for other in indication.also_asks_for]
    whom += [f"replaced by {indication.superseded_by}"] if indication.superseded_by else []
    whom += [] if indication.verification == "verified" else [_doubt(indication.verification)]
    yield f"      {'; '.join(part for part in whom if part)}"
    for title, page in indication.sources:
        yield f"      {title}{f'  {page}' if page else ''}"
