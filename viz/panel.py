"""What the details panel tells: each node and link of a picture with the claims behind it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx
import pyoxigraph as ox

from her2kg.queries.describe import ClaimView, Section, SourceView, entity, sections
from her2kg.queries.nodes import Nodes
from her2kg.viz.links import Link

__all__ = ["BYTES", "Panel", "Seen", "describe"]

BYTES = 3_500_000
"""A panel larger than this is told again with fewer claims a section."""

_FOCUS = 60
"""Claims a section for the entity in the middle, at first."""

_OTHERS = 12
"""Claims a section for every other node, and for a link, at first."""

_SECTIONS = 40
"""Sections for a node that is not in the middle."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The day from which a picture is seen.

    Attributes:
        day: the day.
        alone: whether the graph is that of this day alone; what has no date is then marked.
    """

    day: date
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Details as they go into a page, JSON through and through.

    Attributes:
        claims: each claim once; the rest names them by their place in this list.
        details: by CURIE of the node: synonyms, identifiers, sections of claims.
        links: by id of the edge: its claims, and how many were left out.
    """

    claims: list[dict[str, Any]]
    details: dict[str, dict[str, Any]]
    links: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the store says of one node."""

    curie: str
    synonyms: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


class _Book:
    """Numbers claims in the order in which they are first told."""

    def __init__(self, seen: Seen) -> None:
        self.claims: list[dict[str, Any]] = []
        self._seen = seen
        self._places: dict[str, int] = {}

    def places(self, views: Iterable[ClaimView]) -> list[int]:
        """Return the numbers of claims, adding those that are new."""
        return [self._place(view) for view in views]

    def _place(self, view: ClaimView) -> int:
        if view.iri not in self._places:
            self._places[view.iri] = len(self.claims)
            self.claims.append(_claim(view, self._seen))
        return self._places[view.iri]


def describe(
    store: ox.Store, graph: "nx.MultiDiGraph[str]", seen: Seen, size: int = BYTES
) -> Panel:
    """Gather what is known of the nodes and links of a neighbourhood.

    Args:
        store: the graph that the neighbourhood was taken from.
        graph: what ``neighbourhood`` gives.
        seen: the day from which the claims are seen.
        size: bytes of JSON that the panel should not exceed.

    Returns:
        The panel. Claims that are left out for size are counted where they would stand; the
        entity in the middle keeps the most.
    """
    focus = graph.graph["focus"]
    nodes = Nodes(store)
    told = {iri: _told(store, iri, nodes) for iri in sorted(graph)}
    views = list(nodes.views.values())
    behind = _behind(graph, views)
    most, others = _FOCUS, _OTHERS
    panel = _panel(told, behind, focus, (most, others), seen)
    while _bytes(panel) > size and most > 1:
        most, others = max(1, most // 2), max(1, others // 2)
        panel = _panel(told, behind, focus, (most, others), seen)
    return panel


def _told(store: ox.Store, iri: str, nodes: Nodes) -> _Told:
    view = entity(store, iri, nodes)
    found = tuple(sections(store, iri, nodes))
    return _Told(view.curie, view.synonyms, view.identifiers, found)


def _behind(
    graph: "nx.MultiDiGraph[str]", views: Iterable[ClaimView]
) -> dict[str, list[ClaimView]]:
    """Find the claims behind each edge: those of its triple, or of the records it stands for."""
    triples: dict[tuple[str, str, str], list[ClaimView]] = {}
    records: dict[str, list[ClaimView]] = {}
    for view in sorted(views, key=_order):
        key = (view.subject, view.predicate, view.object)
        triples.setdefault(key, []).append(view)
        records.setdefault(view.subject, []).append(view)
    return {
        data["id"]: _claims_of(data["link"], triples, records)
        for _, _, data in graph.edges(data=True)
    }


def _order(view: ClaimView) -> tuple[str, str, str, str]:
    return view.subject, view.predicate, view.record, view.iri


def _claims_of(
    link: Link,
    triples: dict[tuple[str, str, str], list[ClaimView]],
    records: dict[str, list[ClaimView]],
) -> list[ClaimView]:
    local = link.predicate.rpartition("#")[2]
    own = triples.get((link.source, local, link.target), [])
    ends = {link.source, link.target}
    theirs = [view for record in link.records for view in records.get(record, [])]
    return own + sorted(theirs, key=lambda view: (view.subject, view.object not in ends))


def _panel(
    told: dict[str, _Told],
    behind: dict[str, list[ClaimView]],
    focus: str,
    claims: tuple[int, int],
    seen: Seen,
) -> Panel:
    book, (most, others) = _Book(seen), claims
    details = {
        one.curie: _detail(one, book, most if iri == focus else others, whole=iri == focus)
        for iri, one in told.items()
    }
    links = {name: _cut(book, behind[name], others) for name in sorted(behind)}
    return Panel(book.claims, details, links)


def _detail(one: _Told, book: _Book, most: int, *, whole: bool) -> dict[str, Any]:
    shown = one.sections if whole else one.sections[:_SECTIONS]
    return {
        "synonyms": list(one.synonyms),
        "identifiers": [list(pair) for pair in one.identifiers],
        "sections": [{"title": s.title, **_cut(book, s.claims, most)} for s in shown],
        "complete": len(shown) == len(one.sections),
    }


def _cut(book: _Book, views: Sequence[ClaimView], most: int) -> dict[str, Any]:
    trusted = sorted(views, key=_trust)
    return {"claims": book.places(trusted[:most]), "left": max(0, len(views) - most)}


def _trust(view: ClaimView) -> int:
    """Show checked claims before unchecked ones, and what a program read last."""
    if view.quote:
        return 2
    return 1 if view.verification == "unverified" else 0


def _bytes(panel: Panel) -> int:
    parts = (panel.claims, panel.details, panel.links)
    return sum(len(json.dumps(part, ensure_ascii=False).encode()) for part in parts)


def _claim(view: ClaimView, seen: Seen) -> dict[str, Any]:
    """Turn a claim into what the page shows of it; empty fields are left out."""
    quote = [view.quote_prefix, view.quote, view.quote_suffix] if view.quote else None
    fields: dict[str, Any] = {
        "sentence": view.sentence,
        "polarity": view.polarity,
        "verification": view.verification,
        "machine": bool(view.quote),
        "disputed": view.disputed,
        "hedge": view.hedge,
        "attribution": view.attribution,
        "level": view.level,
        "scheme": view.scheme,
        "statement": "" if quote else view.statement,
        "quote": quote,
        "record": view.record,
        "load": view.load_title,
        "licence": view.licence,
        "note": view.note,
        "valid": view.validity(seen.day, undated=seen.alone),
        "qualifiers": [[_capital(label), text] for label, text in view.qualifiers],
        "sources": [_source(source) for source in view.sources],
        "unsourced": view.unsourced,
    }
    return {name: value for name, value in fields.items() if value}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(source: SourceView) -> dict[str, str]:
    fields = {
        "title": source.title,
        "url": source.url,
        "identifier": source.identifier,
        "licence": source.licence,
    }
    return {name: value for name, value in fields.items() if value}
