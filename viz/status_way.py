"""The way from a measurement to a status and the drugs that it opens, as a picture."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from her2kg.ontology.namespaces import curie_of
from her2kg.queries.scoring.answer import StatusAnswer
from her2kg.queries.scoring.rulebook import Rule
from her2kg.viz.atlas import Atlas
from her2kg.viz.scene import scene

__all__ = ["status_way"]

_ASIDE = 12
"""Rules and drugs beside the way that are shown at most."""


def status_way(atlas: Atlas, answer: StatusAnswer, labels: Mapping[str, str]) -> dict[str, Any]:
    """Draw the way that a measurement took.

    Args:
        atlas: the graph.
        answer: the status with everything that led to it.
        labels: what the quantities are called, by name.

    Returns:
        ``lanes`` from left to right, each with ``title`` and ``ids``; ``given``: what was
        measured, as nodes that are not of the graph; ``meets``: which of these led to which
        rule, and why; ``way``: CURIEs on the way, the rest stands beside it; and the ``scene``.
    """
    fired = list(_fired(answer))
    rules = [curie_of(rule.iri) for rule in fired]
    cancers = _labelled(atlas, "Cancer", (answer.cancer, *answer.read_as))
    guides = _labelled(atlas, "Guideline", [g for rule in fired for g in rule.guidelines])
    statuses = _statuses(atlas, answer)
    drugs = _labelled(atlas, "Drug", [opened.drug for opened in answer.indications])
    given = {
        f"given:{name}": f"{labels.get(name, name)}: {value}"
        for name, value in answer.measured.items()
    }
    way = {*cancers, *guides, *rules, *statuses, *drugs, *given}
    lanes = [
        ("Measured", list(given)),
        ("Cancer", cancers),
        ("Guideline, label", guides),
        ("Rules", [*rules, *_beside(atlas, guides, "ScoringRule", way)]),
        ("Status, category", [*statuses, *_beside(atlas, [*rules], "HER2Status", way)]),
        ("Drugs it opens", drugs),
    ]
    shown = [name for _, names in lanes for name in names]
    return {
        "lanes": [{"title": title, "ids": _known(atlas, names)} for title, names in lanes],
        "given": [{"id": name, "name": text} for name, text in given.items()],
        "meets": list(_meets(answer, fired)),
        "way": sorted(way),
        "scene": scene(atlas, shown),
    }


def _known(atlas: Atlas, names: Iterable[str]) -> list[str]:
    return [n for n in dict.fromkeys(names) if n in atlas.nodes or n.startswith("given:")]


def _fired(answer: StatusAnswer) -> Iterator[Rule]:
    """Yield the rules that decided something, each once."""
    seen: set[str] = set()
    by_stage = [rule for step in answer.steps for rule in step.named]
    category = [answer.category.rule] if answer.category else []
    met = [criterion.rule for criterion in answer.criteria if criterion.met]
    for rule in (*by_stage, *answer.rules, *answer.against, *category, *met):
        if rule.iri not in seen:
            seen.add(rule.iri)
            yield rule


def _meets(answer: StatusAnswer, fired: Iterable[Rule]) -> Iterator[list[str]]:
    """Yield what was measured, the rule that it led to, and why."""
    for rule in fired:
        for quantity in sorted(_asked(rule) & set(answer.measured)):
            yield [f"given:{quantity}", curie_of(rule.iri), f"This rule asks: {rule.reads}."]
    for step in answer.steps:
        if step.reported:
            for rule, quantity in product(step.named, sorted(step.stage.yields)):
                if quantity in answer.measured:
                    why = f"It was given as reported; this rule gives it for: {rule.reads}."
                    yield [f"given:{quantity}", curie_of(rule.iri), why]


def _asked(rule: Rule) -> set[str]:
    return {condition.quantity for case in rule.cases for condition in case}


def _labelled(atlas: Atlas, kind: str, labels: Iterable[str]) -> list[str]:
    wanted = dict.fromkeys(labels)
    found = {n.label: n.id for n in atlas.nodes.values() if n.kind == kind and n.label in wanted}
    return [found[label] for label in wanted if label in found]


def _statuses(atlas: Atlas, answer: StatusAnswer) -> list[str]:
    assigned = sorted(curie_of(iri) for iri in answer.assigned)
    category = [answer.category.label] if answer.category else []
    met = [s.iri for c in answer.criteria if c.met for s in c.rule.statuses]
    named = _labelled(atlas, "TherapeuticCategory", category)
    return list(dict.fromkeys([*assigned, *named, *map(curie_of, met)]))


def _beside(atlas: Atlas, nodes: list[str], kind: str, way: set[str]) -> list[str]:
    """Return what stands beside the way: the first of a kind next to some nodes."""
    near = {
        link.other(node)
        for node in nodes
        if node in atlas.nodes
        for link in (*atlas.around(node), *atlas.record_links_of(node))
    }
    return sorted(n for n in near - way if atlas.nodes[n].kind == kind)[:_ASIDE]
