"""Nodes and links as the page draws them, made by pyvis for the file and the server alike."""

import json
from collections.abc import Iterable
from typing import Any

from pyvis.network import Network

from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import kinds
from her2kg.viz.links import Link

__all__ = ["OPTIONS", "columns", "map_scene", "scene"]

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": True, "selectable": False, "zoomSpeed": 0.6},
    "nodes": {"chosen": False},
    "edges": {"chosen": False, "smooth": False},
}
"""vis-network draws what it is given where it is told to; everything else is ours."""

_DRAWN = 5000
"""The map draws no more things than this; the best connected ones stay."""


def network(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Network:
    """Put nodes and edges into a pyvis network.

    They are assigned at once, since adding them one by one takes quadratic time. The network
    is directed: an undirected one drops all but one link between two nodes.
    """
    made = Network(directed=True, cdn_resources="in_line")
    made.nodes = nodes
    made.edges = edges
    made.set_options(json.dumps(OPTIONS))
    return made


def scene(atlas: Atlas, chosen: Iterable[str], *, aliases: bool = False) -> dict[str, Any]:
    """Describe some nodes and all links among them.

    Args:
        atlas: the graph.
        chosen: CURIEs; those that the graph does not have are left out.
        aliases: whether the nodes bring their other names.

    Returns:
        ``nodes`` in the order given and ``edges`` with the best supported first, each as
        ``columns`` of their fields, JSON through and through.
    """
    names = [name for name in dict.fromkeys(chosen) if name in atlas.nodes]
    made = network(
        [node(atlas, name, aliases=aliases) for name in names],
        [edge(link) for link in sorted(atlas.among(names), key=_tells)],
    )
    return {"nodes": columns(made.nodes), "edges": columns(made.edges)}


def columns(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Turn rows of the same fields into columns, which are a fraction of their size in JSON.

    Returns:
        ``length``, and ``fields``: by name the list of values; where values repeat, ``values``
        holds each once and ``at`` the place of each row's value.
    """
    fields: dict[str, Any] = {}
    for name in rows[0] if rows else ():
        column = [row[name] for row in rows]
        texts = [json.dumps(value, sort_keys=True) for value in column]
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        if 2 * len(places) < len(column):
            values = [json.loads(text) for text in places]
            fields[name] = {"values": values, "at": [places[text] for text in texts]}
        else:
            fields[name] = column
    return {"length": len(rows), "fields": fields}


def node(atlas: Atlas, name: str, *, aliases: bool = False) -> dict[str, Any]:
    """Describe one node; what its kind says of it is told once a page, see ``page``."""
    info = atlas.nodes[name]
    told = {
        "id": name,
        "name": info.label,
        "kind": info.kind,
        "definition": info.definition,
        "degree": len(atlas.around(name)),
    }
    return {**told, "aliases": list(info.aliases)} if aliases else told


def edge(link: Link) -> dict[str, Any]:
    """Describe one link; its name is made of its ends, predicate and polarity."""
    return {
        "from": link.source,
        "to": link.target,
        "predicate": link.predicate,
        "polarity": link.polarity,
        "label": _reads(link),
        "verified": int(link.verified),
        "read_only": int(link.read_only),
        "disputed": int(link.disputed),
        "claims": link.claims,
        "against": link.against,
        "records": len(link.records),
        "origins": list(link.origins),
        "level": link.level,
        "since": link.since,
        "until": link.until,
        "weight": link.weight,
    }


def map_scene(atlas: Atlas) -> dict[str, Any]:
    """Describe the whole graph for the map, as parallel lists to keep it small.

    Returns:
        ``nodes``: columns ``id``, ``name``, ``kind``, ``degree``, ``x``, ``y``, ``bubble_x``,
        ``bubble_y`` and ``bubble`` (radius), the best connected first; ``edges``: pairs of
        their places, one after the other; ``left``: how many things were left out.
    """
    placed = sorted(atlas.places, key=lambda n: (-len(atlas.around(n)), n))
    shown = placed[:_DRAWN]
    number = {name: place for place, name in enumerate(shown)}
    pairs = {
        (min(number[x.source], number[x.target]), max(number[x.source], number[x.target]))
        for x in atlas.links
        if x.source in number and x.target in number
    }
    drawn = list(kinds())
    return {
        "nodes": {
            "length": len(shown),
            "fields": {
                "id": shown,
                "name": [atlas.nodes[name].label for name in shown],
                "kind": {
                    "values": drawn,
                    "at": [drawn.index(atlas.nodes[name].kind) for name in shown],
                },
                "degree": [len(atlas.around(name)) for name in shown],
                "x": [atlas.places[name].x for name in shown],
                "y": [atlas.places[name].y for name in shown],
                "bubble_x": [atlas.places[name].bubble_x for name in shown],
                "bubble_y": [atlas.places[name].bubble_y for name in shown],
                "bubble": [atlas.places[name].radius for name in shown],
            },
        },
        "edges": [place for pair in sorted(pairs) for place in pair],
        "left": len(placed) - len(shown),
    }


def _tells(link: Link) -> tuple[bool, float, str]:
    """Put what claims state themselves before what stands for records, the best first."""
    return bool(link.records), -round(link.weight, 9), link.id


def _reads(link: Link) -> str:
    """Never let a denied statement read like an asserted one."""
    before = {"refutes": "denied: ", "nullResult": "no effect found: "}.get(link.polarity, "")
    return before + link.label
