"""Facts whose verdict changed, and plain triples that appeared or vanished."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from her2kg.differing.delta import Delta
from her2kg.differing.model import VerdictChange
from her2kg.differing.records import Records
from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import PREFIXES, graph_iri, schema
from her2kg.queries.nodes import Said

__all__ = ["plain_triples", "verdicts"]

_FACT, _CLAIM = PREFIXES["fact"], PREFIXES["claim"]
_DERIVED = frozenset(graph_iri(name) for name in ("facts", "read"))
_SHADOW = schema("indicatedFor")
"""The one plain triple that no claim states: the shadow of an indication."""


def verdicts(old: Records, new: Records, touched: Iterable[str]) -> list[VerdictChange]:
    """Find the facts whose verdict changed.

    A fact that only one graph has is told when it is disputed there; otherwise its records say
    that they are new or gone.

    Args:
        old: the old graph.
        new: the new one.
        touched: everything of which the graphs say different things.

    Returns:
        The facts, disputed ones first, then by what they say.
    """
    facts = (iri for iri in touched if iri.startswith(_FACT))
    found = (_verdict_change(old, new, fact) for fact in facts)
    changed = (each for each in found if each.was != each.now and _counts(each))
    return sorted(changed, key=lambda each: (each.now != "disputed", each.says, each.fact))


def _counts(change: VerdictChange) -> bool:
    return bool(change.was and change.now) or "disputed" in {change.was, change.now}


def _verdict_change(old: Records, new: Records, fact: str) -> VerdictChange:
    was, now = old.nodes.said(fact), new.nodes.said(fact)
    told, records = (now, new) if now else (was, old)
    claims = sorted(records.nodes.claims_of_fact(fact))
    cancer = records.nodes.said(claims[0])[schema("inCancer")] if claims else {}
    says = records.sentence({**_empty(told), schema("inCancer"): cancer})
    counts = _count(now, "supportCount"), _count(now, "refuteCount")
    return VerdictChange(fact, says, _verdict(was), _verdict(now), *counts)


def _empty(said: Said) -> Said:
    """Return what is said of a fact, with nothing for what is only said of claims."""
    wanted = ("subject", "predicate", "object")
    of_claims = {schema(name): dict[str, str]() for name in ("polarity", "hedge", "attribution")}
    return {**of_claims, **{PREFIXES["rdf"] + n: said[PREFIXES["rdf"] + n] for n in wanted}}


def _verdict(said: Said) -> str:
    if said.get(schema("disputed")):
        return "disputed"
    for count, verdict in (
        ("supportCount", "supported"),
        ("refuteCount", "refuted"),
        ("nullCount", "null result"),
    ):
        if _count(said, count):
            return verdict
    return ""


def _count(said: Said, name: str) -> int:
    return int(min(said.get(schema(name), {}), default="0"))


def plain_triples(old: Records, new: Records, found: Delta) -> tuple[list[str], list[str]]:
    """Tell the plain triples that appeared and those that vanished.

    A triple that reads the same on both sides differs only in the names of its nodes, and is
    told on neither.

    Args:
        old: the old graph.
        new: the new one.
        found: the quads that differ.

    Returns:
        Those that appeared and those that vanished, each a sorted list of English sentences.
    """
    came = {fold(text): text for text in _sentences(new, found.added)}
    went = {fold(text): text for text in _sentences(old, found.removed)}
    return _apart(came, went), _apart(went, came)


def _apart(these: dict[str, str], those: dict[str, str]) -> list[str]:
    return sorted(text for folded, text in these.items() if folded not in those)


def _sentences(records: Records, lines: Iterable[bytes]) -> Iterator[str]:
    properties = records.properties | {_SHADOW}
    for quad in ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS):
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        if (
            isinstance(graph, ox.NamedNode)
            and graph.value in _DERIVED
            and quad.predicate.value in properties
            and isinstance(subject, ox.NamedNode)
            and not subject.value.startswith((_FACT, _CLAIM))
            and isinstance(value, ox.NamedNode)
        ):
            yield records.triple(subject.value, quad.predicate.value, value.value)
