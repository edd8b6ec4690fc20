"""The atlas: everything that the picture can draw, in memory and as one file of the build."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx

from her2kg.viz.kinds import kinds
from her2kg.viz.links import Link, NodeInfo
from her2kg.viz.place import Place

__all__ = ["Atlas", "load_atlas", "save_atlas"]

_VERSION = 2


class Atlas:
    """Nodes by their CURIE, and the links between them.

    Args:
        nodes: everything drawable, records among it.
        links: links between things, those that stand for records among them; merged.
        record_links: links of records to their participants; merged.

    Attributes:
        places: where things stand on the map, by CURIE; records stand nowhere.
    """

    def __init__(
        self, nodes: Mapping[str, NodeInfo], links: list[Link], record_links: list[Link]
    ) -> None:
        self.nodes = nodes
        self.links = links
        self.record_links = record_links
        self.places: dict[str, Place] = {}

    @cached_property
    def _around(self) -> dict[str, list[Link]]:
        around: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            around[link.source].append(link)
            around[link.target].append(link)
        for link in self.record_links:
            for end in (link.source, link.target):
                if self.is_record(end):
                    around[end].append(link)
        return dict(around)

    @cached_property
    def _records(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.record_links:
            for end in (link.source, link.target):
                if not self.is_record(end):
                    found[end].append(link)
        return dict(found)

    @cached_property
    def things(self) -> list[str]:
        """CURIEs of the nodes that are no records, in the order of the nodes."""
        return [name for name in self.nodes if not self.is_record(name)]

    @cached_property
    def by_id(self) -> dict[str, Link]:
        """Links by their name."""
        return {link.id: link for link in (*self.links, *self.record_links)}

    @cached_property
    def connected(self) -> "nx.Graph[str]":
        """The things as an undirected graph, joined where some claim or rule supports a link."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(self.nodes)
        graph.add_edges_from((x.source, x.target) for x in self.links if x.polarity == "supports")
        return graph

    def around(self, node: str) -> list[Link]:
        """Return the links of a node, sorted; those of a record lead to its participants."""
        return self._around.get(node, [])

    def record_links_of(self, node: str) -> list[Link]:
        """Return the links from records to a thing, sorted."""
        return self._records.get(node, [])

    def is_record(self, node: str) -> bool:
        """Say whether a node is an n-ary record such as an indication."""
        return kinds()[self.nodes[node].kind].record

    def among(self, chosen: Iterable[str]) -> list[Link]:
        """Return the links whose ends are both among the chosen nodes, each once, sorted."""
        wanted = dict.fromkeys(chosen)
        found = {
            link.id: link
            for node in wanted
            for link in self.around(node)
            if link.source in wanted and link.target in wanted
        }
        return [found[name] for name in sorted(found)]

    def within(self, chosen: Iterable[str]) -> "Atlas":
        """Return the part of the atlas that holds the chosen nodes alone, with their places."""
        kept = {node: self.nodes[node] for node in sorted(set(chosen))}
        links = [x for x in self.links if x.source in kept and x.target in kept]
        of_records = [x for x in self.record_links if x.source in kept and x.target in kept]
        part = Atlas(kept, links, of_records)
        part.places = {node: place for node, place in self.places.items() if node in kept}
        return part


def save_atlas(atlas: Atlas, path: Path) -> None:
    """Write an atlas to a file; the same atlas gives the same bytes."""
    rows = {
        "version": _VERSION,
        "nodes": [astuple(atlas.nodes[node]) for node in sorted(atlas.nodes)],
        "links": [astuple(link) for link in atlas.links],
        "records": [astuple(link) for link in atlas.record_links],
        "places": {node: atlas.places[node] for node in sorted(atlas.places)},
    }
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def load_atlas(path: Path) -> Atlas:
    """Read what ``save_atlas`` wrote.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no atlas of this version.
    """
    rows = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(rows, dict) or rows.get("version") != _VERSION:
        raise ValueError(f"{path.name} is of another version of her2kg")
    try:
        return _atlas(rows)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is damaged: {error}") from None


def _atlas(rows: dict[str, Any]) -> Atlas:
    nodes = {row[0]: _node(row) for row in rows["nodes"]}
    atlas = Atlas(nodes, [_link(row) for row in rows["links"]], [_link(r) for r in rows["records"]])
    atlas.places = {node: Place(*place) for node, place in rows["places"].items()}
    return atlas


def _node(row: list[Any]) -> NodeInfo:
    name, iri, kind, kind_label, label, definition, aliases = row
    return NodeInfo(name, iri, kind, kind_label, label, definition, tuple(aliases))


def _link(row: list[object]) -> Link:
    return Link(*(tuple(part) if isinstance(part, list) else part for part in row))  # type: ignore[arg-type]
