"""Nodes and links as the picture draws them, with how well claims support each link."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

__all__ = ["Link", "NodeInfo", "latest", "merge"]


@dataclass(frozen=True, slots=True)
class NodeInfo:
    """What is drawn of a node.

    Attributes:
        id: its CURIE.
        iri: its IRI.
        kind: local name of its class.
        kind_label: its class in English.
        label: its name.
        definition: one sentence, or empty.
        aliases: synonyms and identifiers, sorted.
    """

    id: str
    iri: str
    kind: str
    kind_label: str
    label: str
    definition: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two nodes.

    Attributes:
        source: CURIE of the node it starts from.
        target: CURIE of the node it ends at.
        predicate: CURIE of the property.
        label: the property in English.
        polarity: supports; or refutes or nullResult where no claim supports it.
        verified: whether a supporting claim was verified or is a database's own record.
        read_only: whether nothing but text read by a program supports it.
        disputed: whether sources disagree on it.
        claims: how many claims speak of it.
        against: how many of these deny it or found no effect.
        facts: IRIs of the facts behind it.
        records: CURIEs of the n-ary records it stands for.
        origins: names of the loaders whose inputs speak of it, sorted.
        level: the best evidence level among its claims, or empty.
        since: from when any of its claims holds, known to the day, month or year; empty when one
            is not dated.
        until: from when none of them holds any more, likewise; empty when one still does.
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
    against: int = 0
    facts: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    level: str = ""
    since: str = ""
    until: str = ""

    @property
    def id(self) -> str:
        """Name the link by its ends, property and polarity."""
        return f"{self.source} {self.predicate} {self.polarity} {self.target}"

    @property
    def weight(self) -> float:
        """Return how much the link counts: verified > unverified > machine-read, more > fewer."""
        trust = 1.0 if self.read_only else 3.0 if self.verified else 2.0
        if self.polarity != "supports":
            trust = 1.0
        return round(trust * (1 + math.log1p(self.claims)), 3)

    def other(self, node: str) -> str:
        """Return the end of the link that is not ``node``."""
        return self.target if node == self.source else self.source


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


def latest(days: Iterable[str]) -> str:
    """Return the latest of some ends, empty when one is open; a year ends after its months."""
    known = list(days)
    return max(known, key=lambda day: f"{day}~", default="") if all(known) else ""


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
        against=one.against + two.against,
        facts=tuple(sorted({*one.facts, *two.facts})),
        records=tuple(sorted({*one.records, *two.records})),
        origins=tuple(sorted({*one.origins, *two.origins})),
        level=min((x for x in (one.level, two.level) if x), default=""),
        since=min(one.since, two.since),
        until=latest((one.until, two.until)),
    )
