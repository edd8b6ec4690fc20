"""Links between nodes, with how well the claims behind them support them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, SCHEMA, in_words
from her2kg.queries.store import Row, select, text_of
from her2kg.viz.kinds import Contraction, contractions, kinds, read_text

__all__ = ["Link", "Links", "NodeInfo", "merge"]

_BROADER = PREFIXES["skos"] + "broader"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_DEFINITION = ox.NamedNode(PREFIXES["skos"] + "definition")


@dataclass(frozen=True, slots=True)
class NodeInfo:
    """What is drawn of a node.

    Attributes:
        iri: its IRI.
        kind: local name of its class.
        kind_label: its class in English.
        label: its name.
        definition: one sentence, or empty.
    """

    iri: str
    kind: str
    kind_label: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two nodes.

    Attributes:
        source: IRI of the node it starts from.
        target: IRI of the node it ends at.
        predicate: IRI of the property.
        label: the property in English.
        polarity: supports; or refutes or nullResult where no claim supports it.
        verified: whether a supporting claim was verified or is a database's own record.
        read_only: whether nothing but text read by a program supports it.
        disputed: whether sources disagree on it.
        claims: how many claims speak of it.
        facts: IRIs of the facts behind it.
        records: IRIs of the n-ary records it stands for.
    """

    source: str
    target: str
    predicate: str
    label: str
    polarity: str = "supports"
    verified: bool = False
    read_only: bool = False
    disputed: bool = False
    claims: int = 0
    facts: tuple[str, ...] = ()
    records: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """Return how much the link counts: verified > unverified > machine-read, more > fewer."""
        trust = 1.0 if self.read_only else 3.0 if self.verified else 2.0
        if self.polarity != "supports":
            trust = 1.0
        return trust * (1 + math.log1p(self.claims))

    def other(self, iri: str) -> str:
        """Return the end of the link that is not ``iri``."""
        return self.target if iri == self.source else self.source


def merge(links: Iterable[Link]) -> list[Link]:
    """Join links of the same ends, predicate and polarity; order does not matter.

    Returns:
        One link each, sorted by ends and predicate.
    """
    merged: dict[tuple[str, str, str, str], Link] = {}
    for link in sorted(links, key=lambda x: (x.facts, x.records, x.label)):
        key = (link.source, link.target, link.predicate, link.polarity)
        known = merged.get(key)
        merged[key] = link if known is None else _joined(known, link)
    return [merged[key] for key in sorted(merged)]


def _joined(one: Link, two: Link) -> Link:
    if set(two.facts) <= set(one.facts) and set(two.records) <= set(one.records):
        return one
    if not one.claims:
        return two
    return replace(
        one,
        verified=one.verified or two.verified,
        read_only=one.read_only and two.read_only,
        disputed=one.disputed or two.disputed,
        claims=one.claims + two.claims,
        facts=tuple(sorted({*one.facts, *two.facts})),
        records=tuple(sorted({*one.records, *two.records})),
    )


class Links:
    """Reads links from a store, each node once."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._facts: dict[str, list[Link]] = {}
        self._drawn: dict[str, list[Link]] = {}
        self._infos: dict[str, NodeInfo | None] = {}

    def info(self, iri: str) -> NodeInfo | None:
        """Say what a node is, or None when it is no thing that the picture draws."""
        if iri not in self._infos:
            self._infos[iri] = self._read_info(iri)
        return self._infos[iri]

    def around(self, iri: str) -> list[Link]:
        """Return the links of a node; records are passed over to their participants.

        The links of a record itself lead to its participants.
        """
        if iri not in self._drawn:
            direct = [*self._of_facts(iri), *self._of_shadows(iri)]
            found = [x for x in direct if self.is_record(iri) or not self._is_record_link(x)]
            found += [x for record in self._records_of(iri, direct) for x in self._passed(record)]
            self._drawn[iri] = merge(x for x in found if iri in {x.source, x.target})
        return self._drawn[iri]

    def is_record(self, iri: str) -> bool:
        """Say whether a node is an n-ary record such as an indication."""
        info = self.info(iri)
        return info is not None and info.kind in kinds() and kinds()[info.kind].record

    def _is_record_link(self, link: Link) -> bool:
        return self.is_record(link.source) or self.is_record(link.target)

    def _records_of(self, iri: str, links: list[Link]) -> list[str]:
        if self.is_record(iri):
            return []
        return sorted({x.source for x in links if x.target == iri and self.is_record(x.source)})

    def _passed(self, record: str) -> list[Link]:
        info = self.info(record)
        roles: dict[str, list[Link]] = {}
        for link in self._of_facts(record):
            if link.source == record and link.polarity == "supports":
                roles.setdefault(link.predicate.removeprefix(SCHEMA), []).append(link)
        return [
            _between(rule, start, end, record)
            for rule in contractions()
            if info is not None and rule.record == info.kind
            for start in roles.get(rule.start, [])
            for end in roles.get(rule.end, [])
            if start.target != end.target
        ]

    @cached_property
    def _labels(self) -> dict[str, str]:
        rows = select(self._store, read_text("predicates.rq"))
        return {row["predicate"].value: row["label"].value for row in rows}  # type: ignore[union-attr]

    def _label(self, predicate: str) -> str:
        if predicate == _BROADER:
            return "is a kind of"
        return self._labels.get(predicate) or in_words(predicate)

    def _rows(self, query: str, iri: str) -> list[Row]:
        return list(select(self._store, read_text(query), {"node": ox.NamedNode(iri)}))

    def _of_facts(self, iri: str) -> list[Link]:
        if iri not in self._facts:
            links = [self._fact_link(row, iri) for row in self._rows("links.rq", iri)]
            self._facts[iri] = [x for x in links if x is not None and self._drawable(x)]
        return self._facts[iri]

    def _of_shadows(self, iri: str) -> list[Link]:
        links = []
        for row in self._rows("shadows.rq", iri):
            predicate = text_of(row, "predicate")
            start, end = text_of(row, "subject") or iri, text_of(row, "object") or iri
            links.append(Link(start, end, predicate, self._label(predicate)))
        return [x for x in links if self._drawable(x)]

    def _drawable(self, link: Link) -> bool:
        ends = (link.source, link.target)
        return link.source != link.target and all(self.info(end) is not None for end in ends)

    def _fact_link(self, row: Row, iri: str) -> Link | None:
        counts = {name: int(text_of(row, name)) for name in ("for", "against", "null")}
        machine, disputed = _flag(row, "machine"), _flag(row, "disputed")
        polarity = _polarity(counts)
        if polarity == "supports" and not (_flag(row, "plain") or disputed):
            return None
        return Link(
            text_of(row, "subject") or iri,
            text_of(row, "object") or iri,
            text_of(row, "predicate"),
            self._label(text_of(row, "predicate")),
            polarity,
            verified=text_of(row, "verification") == "verified",
            read_only=machine,
            disputed=disputed,
            claims=sum(counts.values()),
            facts=(text_of(row, "fact"),),
        )

    def _read_info(self, iri: str) -> NodeInfo | None:
        """Read a node from the store's indexes: a query each would take most of the time."""
        classes = {value.removeprefix(SCHEMA) for value in self._values(iri, _TYPE)}
        kind = next((name for name in kinds() if name in classes), None)
        labels = self._values(iri, _LABEL)
        if kind is None or not labels:
            return None
        name = min(self._values(SCHEMA + kind, _LABEL), default=in_words(kind).capitalize())
        definition = min(self._values(iri, _DEFINITION), default="")
        return NodeInfo(iri, kind, name, min(labels), definition)

    def _values(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), predicate, None, None)
        return [q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]


def _between(rule: Contraction, start: Link, end: Link, record: str) -> Link:
    return Link(
        start.target,
        end.target,
        SCHEMA + rule.predicate,
        rule.label,
        verified=start.verified and end.verified,
        read_only=start.read_only or end.read_only,
        disputed=start.disputed or end.disputed,
        claims=start.claims + end.claims,
        facts=tuple(sorted({*start.facts, *end.facts})),
        records=(record,),
    )


def _polarity(counts: dict[str, int]) -> str:
    if counts["for"]:
        return "supports"
    return "refutes" if counts["against"] else "nullResult"


def _flag(row: Row, name: str) -> bool:
    return text_of(row, name) == "true"
