"""What the details panel tells of a node or a link: the claims behind it, and why it is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from her2kg.queries.describe import ClaimView, SourceView, claims_behind, entity, sections
from her2kg.queries.nodes import Nodes
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import origin_title
from her2kg.viz.links import Link, NodeInfo

__all__ = ["Panel", "Seen"]

_CLAIMS = 8
"""Claims a section at first, unless told otherwise."""

_SECTIONS = 12
"""Sections whose claims come at once; of the others only title and counts."""

_LINK = 40
"""Claims of a link, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The day from which a picture is seen.

    Attributes:
        day: the day.
        alone: whether the graph is that of this day alone; what has no date is then marked.
    """

    day: date
    alone: bool = False


class Panel:
    """Tells of nodes and links, JSON through and through.

    Args:
        store: the graph.
        atlas: what can be drawn of it.
        seen: the day from which the claims are seen.
    """

    def __init__(self, store: ox.Store, atlas: Atlas, seen: Seen) -> None:
        self.store = store
        self._atlas = atlas
        self.seen = seen

    def node(
        self,
        name: str,
        claims: int = _CLAIMS,
        filled: int = _SECTIONS,
        nodes: Nodes | None = None,
    ) -> dict[str, Any]:
        """Tell what is known of a node.

        Args:
            name: its CURIE.
            claims: claims a section at most; the rest is counted.
            filled: how many sections bring their claims; the others only title and counts.
            nodes: what was read before of the store.

        Returns:
            Names, identifiers with addresses, counts of evidence, and sections of claims.

        Raises:
            LookupError: the graph has no such node.
        """
        info = self._info(name)
        nodes = nodes or Nodes(self.store)
        view = entity(self.store, info.iri, nodes)
        found = sections(self.store, info.iri, nodes)
        links = self._atlas.around(name)
        return {
            "id": name,
            "iri": info.iri,
            "definition": info.definition,
            "synonyms": list(view.synonyms),
            "identifiers": [list(pair) for pair in view.identifiers],
            "near": [list(match) for match in view.near_identifiers],
            "evidence": _evidence([claim for section in found for claim in section.claims]),
            "disputed": sum(link.disputed for link in links),
            "sections": [
                {
                    "title": section.title,
                    "evidence": _evidence(section.claims),
                    **self._cut(section.claims, claims if place < filled else 0),
                }
                for place, section in enumerate(found)
            ],
        }

    def section(self, name: str, place: int) -> dict[str, Any]:
        """Tell all claims of one section of a node.

        Args:
            name: CURIE of the node.
            place: place of the section in what ``node`` gives, from 0.

        Raises:
            LookupError: the graph has no such node, or the node no such section.
        """
        found = sections(self.store, self._info(name).iri)
        if not 0 <= place < len(found):
            raise LookupError(f"{name} has no section {place}")
        return self._cut(found[place].claims, len(found[place].claims))

    def _info(self, name: str) -> NodeInfo:
        info = self._atlas.nodes.get(name)
        if info is None:
            raise LookupError(f"{name} is not in the graph, or is nothing that can be drawn")
        return info

    def link(self, name: str, most: int = _LINK, nodes: Nodes | None = None) -> dict[str, Any]:
        """Tell why a link is there: in English, and with the claims behind it.

        Args:
            name: the name of the link, see ``Link.id``.
            most: claims at most; the rest is counted.
            nodes: what was read before of the store.

        Raises:
            LookupError: the graph has no such link.
        """
        link = self._atlas.by_id.get(name)
        if link is None:
            raise LookupError(f"the graph has no link {name!r}")
        records = [self._atlas.nodes[record].iri for record in link.records]
        claims = claims_behind(nodes or Nodes(self.store), link.facts, records)
        return {
            "id": name,
            "why": self.why(link),
            "records": [[record, self._atlas.nodes[record].label] for record in link.records],
            "evidence": _evidence(claims),
            **self._cut(claims, most, keep_order=bool(link.records)),
        }

    def why(self, link: Link) -> str:
        """Say in plain English on what a link rests."""
        return " ".join(_reasons(link))

    def sentence(self, link: Link) -> str:
        """Say in plain English what a link states."""
        one, other = self._atlas.nodes[link.source].label, self._atlas.nodes[link.target].label
        before = {"refutes": "Denied: ", "nullResult": "No effect found: "}.get(link.polarity, "")
        return f"{before}{one} {link.label} {other}."

    def _cut(
        self, views: Sequence[ClaimView], most: int, *, keep_order: bool = False
    ) -> dict[str, Any]:
        ordered = list(views) if keep_order else sorted(views, key=_trust)
        shown = [self._claim(view) for view in ordered[:most]]
        return {"claims": shown, "left": max(0, len(views) - most)}

    def _claim(self, view: ClaimView) -> dict[str, Any]:
        """Turn a claim into what the page shows of it; empty fields are left out."""
        quote = [view.quote_prefix, view.quote, view.quote_suffix] if view.quote else None
        fields: dict[str, Any] = {
            "id": view.iri.rpartition("/")[2],
            "sentence": view.sentence,
            "polarity": view.polarity,
            "verification": view.verification,
            "machine": bool(view.quote) and not view.proposed,
            "proposed": view.proposed,
            "by": _by(view),
            "disputed": view.disputed,
            "hedge": view.hedge,
            "attribution": view.attribution,
            "level": view.level,
            "scheme": view.scheme,
            "statement": "" if quote else view.statement,
            "quote": quote,
            "record": view.record,
            "load": view.load_title,
            "version": view.load_hash[:12],
            "licence": view.licence,
            "note": view.note,
            "valid": view.validity(self.seen.day, undated=self.seen.alone),
            "qualifiers": [[_capital(label), text] for label, text in view.qualifiers],
            "sources": [_source(source) for source in view.sources],
            "unsourced": view.unsourced,
        }
        return {name: value for name, value in fields.items() if value}


def _reasons(link: Link) -> Iterable[str]:
    if link.predicate == "skos:broader":
        yield "This is the place of the one under the other in the hierarchy of the graph."
        return
    if not link.claims:
        yield "No claim states this by itself: a rule of the graph derives it from other facts."
        return
    whose = " and ".join(map(origin_title, link.origins))
    if link.records:
        number = len(link.records)
        yield (
            f"This stands for {number} record{'' if number == 1 else 's'} "
            f"that name{_s(number)} both ({whose}); all that {_they(number)} below."
        )
    elif link.polarity == "supports":
        yield f"{_claims(link.claims - link.against)} say{_s(link.claims - link.against)} so"
        yield f"({whose})."
    else:
        deny = "denies this" if link.claims == 1 else "deny this"
        denied = deny if link.polarity == "refutes" else "found no effect"
        yield f"No claim supports this: {_claims(link.claims)} {denied} ({whose})."
    if link.polarity == "supports":
        yield from _doubts(link)
    if link.level:
        yield f"The best evidence level among them is {link.level}."


def _doubts(link: Link) -> Iterable[str]:
    if link.against:
        yield f"{_claims(link.against)} speak{_s(link.against)} against it."
    if link.disputed:
        yield "Sources disagree: read both sides below."
    if link.read_only:
        yield "Nothing but text read by a program supports it."
    elif link.verified:
        yield "It was checked against its source, or is a database's own record."
    else:
        yield "It was not yet checked against its source."


def _claims(number: int) -> str:
    return f"{number} claim{'' if number == 1 else 's'}"


def _they(number: int) -> str:
    return "it says stands" if number == 1 else "they say stands"


def _s(number: int) -> str:
    return "s" if number == 1 else ""


def _by(view: ClaimView) -> str:
    """Say who asserted a claim."""
    if view.proposed:
        return "a language model"
    if view.quote:
        return "the text reader"
    return "a database" if view.verification == "asPublished" else "a curator"


def _trust(view: ClaimView) -> int:
    """Show checked claims before unchecked ones, then what a program read, then proposals."""
    if view.proposed:
        return 3
    if view.quote:
        return 2
    return 1 if view.verification == "unverified" else 0


def _evidence(views: Iterable[ClaimView]) -> Mapping[str, Any]:
    """Count claims for and against, proposals left out, and find the best level."""
    counts = {"supports": 0, "refutes": 0, "nullResult": 0}
    levels: set[str] = set()
    for view in (each for each in views if not each.proposed):
        counts[view.polarity] = counts.get(view.polarity, 0) + 1
        levels |= {view.level} if view.level else set()
    return {
        "for": counts["supports"],
        "against": counts["refutes"],
        "null": counts["nullResult"],
        "level": min(levels, default=""),
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _source(source: SourceView) -> dict[str, str]:
    fields = {
        "kind": source.kind,
        "title": source.title,
        "url": source.url,
        "identifier": source.identifier,
        "licence": source.licence,
        "issued": source.issued,
    }
    return {name: value for name, value in fields.items() if value}
