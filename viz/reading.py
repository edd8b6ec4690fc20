"""Reads the whole drawable graph from a store: its things, and the links between them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, SCHEMA, curie_of, in_words
from her2kg.queries.store import Row, select, text_of
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import Contraction, contractions, kinds, read_text
from her2kg.viz.links import Link, NodeInfo, latest, merge
from her2kg.viz.map_layout import spread

__all__ = ["read_atlas"]

_BROADER = PREFIXES["skos"] + "broader"


@dataclass(slots=True)
class _Backing:
    """What stands behind a fact, summed up over its claims."""

    origins: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)
    starts: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)

    @property
    def since(self) -> str:
        return min(self.starts, default="")

    @property
    def until(self) -> str:
        return latest(self.ends)


def read_atlas(store: ox.Store) -> Atlas:
    """Gather everything that the picture can draw.

    Records such as indications become links between their participants; they are kept as
    nodes too, joined to their participants, for the pages of their own.

    Args:
        store: the graph.

    Returns:
        The atlas with its map laid out. The same graph gives the same atlas.
    """
    nodes = {node.id: node for node in _things(store)}
    labels = _labels(store)
    direct = [*_facts(store, nodes, labels), *_shadows(store, nodes, labels)]
    records = {node.id for node in nodes.values() if kinds()[node.kind].record}
    of_records = [x for x in direct if x.source in records or x.target in records]
    plain = [x for x in direct if x.source not in records and x.target not in records]
    links = merge([*plain, *_contracted(of_records, nodes)])
    atlas = Atlas(nodes, links, merge(of_records))
    atlas.places = spread(atlas)
    return atlas


def _things(store: ox.Store) -> Iterator[NodeInfo]:
    classes: dict[str, set[str]] = defaultdict(set)
    texts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in select(store, read_text("things.rq")):
        node = text_of(row, "node")
        classes[node].add(text_of(row, "kind").removeprefix(SCHEMA))
        for name in ("label", "alias", "definition"):
            texts[node, name].add(text_of(row, name))
    rows = select(store, read_text("kind-labels.rq"))
    names = {text_of(row, "kind"): text_of(row, "label") for row in rows}
    for iri in sorted(classes):
        kind = next((name for name in kinds() if name in classes[iri]), "")
        if kind:
            yield NodeInfo(
                curie_of(iri),
                iri,
                kind,
                names.get(SCHEMA + kind) or in_words(kind).capitalize(),
                min(texts[iri, "label"]),
                min(texts[iri, "definition"]),
                tuple(sorted(texts[iri, "alias"] - {""})),
            )


def _facts(
    store: ox.Store, nodes: Mapping[str, NodeInfo], labels: Mapping[str, str]
) -> Iterator[Link]:
    behind: dict[str, _Backing] = defaultdict(_Backing)
    for row in select(store, read_text("backing.rq")):
        backing = behind[text_of(row, "fact")]
        backing.origins.add(text_of(row, "loader"))
        backing.levels.add(text_of(row, "level"))
        backing.starts.append(text_of(row, "from"))
        backing.ends.append(text_of(row, "until"))
    for row in select(store, read_text("links.rq")):
        link = _fact(row, labels, behind[text_of(row, "fact")])
        if link is not None and _drawable(link, nodes):
            yield link


def _labels(store: ox.Store) -> dict[str, str]:
    rows = select(store, read_text("predicates.rq"))
    found = {text_of(row, "predicate"): text_of(row, "label") for row in rows}
    return {**found, _BROADER: "is a kind of"}


def _fact(row: Row, labels: Mapping[str, str], backing: _Backing) -> Link | None:
    counts = {name: int(text_of(row, name)) for name in ("for", "against", "null")}
    polarity = _polarity(counts)
    disputed, predicate = _flag(row, "disputed"), text_of(row, "predicate")
    if polarity == "supports" and not (_flag(row, "plain") or disputed):
        return None
    return Link(
        curie_of(text_of(row, "subject")),
        curie_of(text_of(row, "object")),
        curie_of(predicate),
        labels.get(predicate) or in_words(predicate),
        polarity,
        verified=text_of(row, "verification") == "verified",
        read_only=_flag(row, "machine"),
        disputed=disputed,
        claims=sum(counts.values()),
        against=counts["against"] + counts["null"],
        facts=(text_of(row, "fact"),),
        origins=tuple(sorted(backing.origins)),
        level=min(backing.levels - {""}, default=""),
        since=backing.since,
        until=backing.until,
    )


def _polarity(counts: Mapping[str, int]) -> str:
    if counts["for"]:
        return "supports"
    return "refutes" if counts["against"] else "nullResult"


def _flag(row: Row, name: str) -> bool:
    return text_of(row, name) == "true"


def _shadows(
    store: ox.Store, nodes: Mapping[str, NodeInfo], labels: Mapping[str, str]
) -> Iterator[Link]:
    for row in select(store, read_text("shadows.rq")):
        predicate = text_of(row, "predicate")
        link = Link(
            curie_of(text_of(row, "subject")),
            curie_of(text_of(row, "object")),
            curie_of(predicate),
            labels.get(predicate) or in_words(predicate),
        )
        if _drawable(link, nodes):
            yield link


def _drawable(link: Link, nodes: Mapping[str, NodeInfo]) -> bool:
    return link.source != link.target and link.source in nodes and link.target in nodes


def _contracted(links: Iterable[Link], nodes: Mapping[str, NodeInfo]) -> Iterator[Link]:
    """Yield the links between participants that stand for records."""
    roles: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        if link.polarity == "supports" and link.claims:
            roles[link.source][link.predicate.removeprefix("her2:")].append(link)
    for record in sorted(roles):
        for rule in contractions():
            if rule.record == nodes[record].kind:
                yield from _between(rule, roles[record], record)


def _between(rule: Contraction, roles: Mapping[str, list[Link]], record: str) -> Iterator[Link]:
    for start in roles.get(rule.start, []):
        for end in roles.get(rule.end, []):
            if start.target != end.target:
                yield Link(
                    start.target,
                    end.target,
                    f"her2:{rule.predicate}",
                    rule.label,
                    verified=start.verified and end.verified,
                    read_only=start.read_only or end.read_only,
                    disputed=start.disputed or end.disputed,
                    claims=start.claims + end.claims,
                    against=start.against + end.against,
                    facts=tuple(sorted({*start.facts, *end.facts})),
                    records=(record,),
                    origins=tuple(sorted({*start.origins, *end.origins})),
                    level=min((x for x in (start.level, end.level) if x), default=""),
                    since=max(start.since, end.since),
                    until=min((x for x in (start.until, end.until) if x), default=""),
                )
