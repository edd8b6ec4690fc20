"""From slide to drug: a measurement in, its status and what that opens out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pyoxigraph as ox

from her2kg.queries.data_date import data_date
from her2kg.queries.errors import BadParameter
from her2kg.queries.lookup import lookup
from her2kg.queries.scoring.answer import StatusAnswer
from her2kg.queries.scoring.conclude import (
    category_of,
    criteria_of,
    from_criteria,
    from_reading,
    settled,
)
from her2kg.queries.scoring.conditions import Facts, meets
from her2kg.queries.scoring.inputs import carried_variants, find_cancer, with_probe
from her2kg.queries.scoring.interpret import Step, interpret
from her2kg.queries.scoring.measurement import read_measurement
from her2kg.queries.scoring.opened import opened, wider_than
from her2kg.queries.scoring.rulebook import Rule, RuleBook, read_rulebook
from her2kg.queries.scoring.scope import Kinship, Scope, kinship, scope_of
from her2kg.queries.store import select, text_of
from her2kg.queries.valid_time import asked_day

__all__ = ["her2_status", "version_of"]


def her2_status(
    store: ox.Store,
    cancer: str,
    measured: Mapping[str, object],
    *,
    variant: str = "",
    day: str = "",
) -> StatusAnswer:
    """Read a measurement of HER2 by the rules that were in force.

    Thresholds, their order and the words of the answer are data of the graph; this walks them.

    Args:
        store: the graph.
        cancer: a cancer, by name, synonym, identifier or short word (``breast``).
        measured: values by name of the quantity (``ihc``, ``ratio``, ``copies`` ...); None for
            what was not measured.
        variant: a variant found by sequencing, e.g. ``L755S`` or ``NRG1 fusion``, or empty.
        day: the day whose rules and approvals count, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``;
            by default the data's own date.

    Returns:
        The status with everything that led to it.

    Raises:
        ImpossibleMeasurement: a value outside its range, or values at odds with each other.
        UnknownName: no cancer or variant has this name.
        BadParameter: the day is no date, or nothing was measured.
    """
    on = asked_day(day or data_date(store))
    book = read_rulebook(store)
    found = find_cancer(store, cancer)
    kin = kinship(store, found.iri, found.label)
    facts, assumed = with_probe(read_measurement(book, measured))
    facts, carried = carried_variants(store, variant, facts)
    if not facts and not carried:
        raise BadParameter("nothing was measured: give an IHC score, a stain, ISH or a variant")
    scope = scope_of(book, kin, on)
    asked = StatusAnswer(kin.label, on.isoformat(), dict(facts), scope.read_as)
    answer = _read(store, book, scope, asked)
    result, in_so_many_words = settled(answer, answer.category, answer.criteria)
    has = wider_than(store, result) | in_so_many_words | carried
    return replace(
        answer,
        indications=opened(store, kin, on, has),
        notes=(*assumed, *_variant_note(variant, facts), *_notes(store, book, kin, scope, answer)),
    )


def _read(store: ox.Store, book: RuleBook, scope: Scope, asked: StatusAnswer) -> StatusAnswer:
    """Read the measurement by the rules of a scope."""
    interpreting = [rule for rule in scope.own if book.kind_of(rule) == "interpretation"]
    reading = interpret(book, interpreting, asked.measured)
    known: Facts = {**book.usual, **reading.facts}
    criteria = tuple(criteria_of(book, scope, known))
    answer = from_reading(asked, reading)
    if not interpreting:
        answer = from_criteria(answer, criteria)
    if answer.status == "discordant":
        return answer
    return replace(
        answer,
        category=category_of(store, book, scope, known),
        criteria=criteria,
        advice=tuple(r for r in scope.own if book.kind_of(r) == "advice" and meets(r, known)),
    )


def _variant_note(variant: str, facts: Facts) -> Iterator[str]:
    if variant and facts.get("mutation") != "activating":
        yield f"No source in the graph calls {variant} an activating mutation of ERBB2."


def _notes(
    store: ox.Store, book: RuleBook, kin: Kinship, scope: Scope, answer: StatusAnswer
) -> Iterator[str]:
    """Yield what the reader must know besides the answer."""
    if answer.day > data_date(store):
        yield f"The graph knows nothing after {data_date(store)}, the date of its data."
    if not scope.own:
        rows = select(store, lookup("scoring-cancers"))
        others = ", ".join(text_of(row, "label") for row in rows)
        yield f"No rule in the graph scores HER2 in {kin.label}. There are rules for: {others}."
    if scope.read_as:
        yield f"The rules are written for {' and '.join(scope.read_as)}."
    if answer.status == "discordant" and not answer.conflict:
        yield "The guideline is silent on this contradiction, and no next step is on record."
    yield from (_open_note(book, step) for step in answer.steps if step.open)
    yield from (_silent_note(step) for step in answer.steps if step.silent)
    yield from _version_notes(store, book, scope, answer)


def _open_note(book: RuleBook, step: Step) -> str:
    """Say what is missing, and what each rule still open would make of it."""
    needs = " and ".join(sorted(book.quantities[name].label for name in step.needs))
    ways = "; ".join(f"{rule.name} ({rule.result}) if {rule.reads}" for rule in step.open)
    return f"{step.stage.label}: not decided without {needs}. Still open: {ways}."


def _silent_note(step: Step) -> str:
    return f"{step.stage.label}: the guideline is silent, none of its rules covers this."


def _version_notes(
    store: ox.Store, book: RuleBook, scope: Scope, answer: StatusAnswer
) -> Iterator[str]:
    """Say what the version before would have said, where both may have been in force."""
    if not scope.former:
        return
    asked = StatusAnswer(answer.cancer, answer.day, answer.measured, answer.read_as)
    before = _read(store, book, replace(scope, own=scope.former, former=()), asked)
    yield (
        f"The rules changed in {scope.former[0].valid_until}; the day is not known. By the "
        f"rules before ({version_of(scope.former[0])}) this is {before.status or 'not covered'}."
    )


def version_of(rule: Rule) -> str:
    """Return the guideline or label that a rule comes from."""
    return "; ".join(rule.guidelines) or rule.origin
