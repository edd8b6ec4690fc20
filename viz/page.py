"""One self-contained page of a neighbourhood: no request leaves it, no data becomes code."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import Environment, FunctionLoader
from markupsafe import Markup
from pyvis.network import Network

from her2kg.ontology.namespaces import curie_of
from her2kg.viz.kinds import groups, kinds, read_text
from her2kg.viz.layout import MARGIN, ROW, Layout, arrange
from her2kg.viz.links import Link
from her2kg.viz.panel import Panel

__all__ = ["render"]

_SCRIPTS = (
    "core.js",
    "shapes.js",
    "dom.js",
    "text.js",
    "geometry.js",
    "paint.js",
    "picture.js",
    "details.js",
    "list.js",
    "search.js",
    "main.js",
)
"""Parts of the page's script, in the order in which they need each other."""

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"

_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "selectable": False, "zoomSpeed": 0.6},
    "nodes": {"chosen": False},
    "edges": {"chosen": False, "smooth": False},
}
"""vis-network draws what it is given where it is told to; everything else is ours."""


def render(
    graph: "nx.MultiDiGraph[str]",
    focus: str,
    panel: Panel,
    *,
    served: bool,
    index: Iterable[Mapping[str, Any]] | None = None,
    day: str = "",
) -> str:
    """Draw a neighbourhood as an HTML page that works from a file and from a server.

    The page makes no network request and its Content-Security-Policy allows only its own two
    scripts and one style, by hash. Labels and claims travel as JSON and are shown as text.

    Args:
        graph: what ``neighbourhood`` gives.
        focus: IRI of the entity in the middle.
        panel: what the details panel tells of nodes and links.
        served: whether the page is served beside others at ``/view/<curie>``, to link to them.
        index: entities of the whole graph for the search box, each with ``curie``, ``label``,
            ``kind`` (class) and ``aliases``; without it the search covers the page's nodes.
        day: the day that the graph is of, shown on the page, or empty.

    Returns:
        The HTML. The same input gives the same text, character for character.

    Raises:
        LookupError: the focus is not in the graph.
    """
    if focus not in graph:
        raise LookupError(f"{curie_of(focus)} is not in the neighbourhood that is to be drawn")
    layout = arrange(graph, focus)
    network = Network(directed=True, cdn_resources="in_line")
    network.nodes = _nodes(graph, layout)
    network.edges = _edges(graph)
    network.set_options(json.dumps(_OPTIONS))
    network.path = "page.html.j2"
    network.templateEnv = _environment()
    style, script, library = _style(), _script(), _library()
    network.templateEnv.globals.update(
        title=graph.nodes[focus]["label"][:200],
        page={
            **_page(graph, focus, layout, panel),
            "summary": _summary(graph, focus) + (f", as of {day}" if day else ""),
            "served": served,
            "index": None if index is None else [_entry(entry) for entry in index],
        },
        style=style,
        script=script,
        library=library,
        policy=_policy([script, library], style),
    )
    html: str = network.generate_html()
    return html


def _environment() -> Environment:
    """Make pyvis' template environment anew: its own one escapes nothing."""
    environment = Environment(
        loader=FunctionLoader(lambda name: read_text("template", name)),
        autoescape=True,
        keep_trailing_newline=True,
    )
    environment.filters["embed"] = _embed
    environment.filters["embed_json"] = lambda text: _embed(json.loads(text))
    return environment


def _embed(value: object) -> Markup:
    """Write JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)  # noqa: S704 - no character that HTML reads is left


def _style() -> str:
    return read_text("static", "page.css")


def _script() -> str:
    return "\n".join(read_text("static", name) for name in _SCRIPTS)


def _library() -> str:
    """Return vis-network as pyvis bundles it, without the address of its source map."""
    text = files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL=")[0]


def _policy(scripts: Sequence[str], style: str) -> str:
    code = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {code}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _nodes(graph: "nx.MultiDiGraph[str]", layout: Layout) -> list[dict[str, Any]]:
    def rank(iri: str) -> tuple[int, float, str, str]:
        node = graph.nodes[iri]
        return node["ring"], -round(node["score"], 9), node["label"], iri

    return [
        {
            "id": graph.nodes[iri]["curie"],
            "name": graph.nodes[iri]["label"],
            "kind_label": graph.nodes[iri]["kind_label"],
            "group": graph.nodes[iri]["group"],
            "hollow": graph.nodes[iri]["hollow"],
            "definition": graph.nodes[iri]["definition"],
            "column": round(layout.places[iri].x, 2),
            "row": round(layout.places[iri].y, 2),
            "rank": place,
        }
        for place, iri in enumerate(sorted(graph, key=rank))
    ]


def _edges(graph: "nx.MultiDiGraph[str]") -> list[dict[str, Any]]:
    found = sorted(graph.edges(data=True), key=lambda edge: _tells(edge[2]["link"]))
    return [
        {"order": order, **_edge(graph, data["id"], data["link"])}
        for order, (_, _, data) in enumerate(found)
    ]


def _tells(link: Link) -> tuple[bool, float, str, str, str]:
    """Put what claims state themselves before what stands for records, the best first."""
    weight = -round(link.weight, 9)
    return bool(link.records), weight, link.source, link.predicate, link.target + link.polarity


def _edge(graph: "nx.MultiDiGraph[str]", name: str, link: Link) -> dict[str, Any]:
    return {
        "id": name,
        "from": graph.nodes[link.source]["curie"],
        "to": graph.nodes[link.target]["curie"],
        "label": _reads(link),
        "read_only": link.read_only,
        "disputed": link.disputed,
        "polarity": link.polarity,
        "words": _words(link),
        "origin": _origin(link),
    }


def _reads(link: Link) -> str:
    """Never let a denied statement read like an asserted one."""
    before = {"refutes": "denied: ", "nullResult": "no effect found: "}.get(link.polarity, "")
    return before + link.label


def _words(link: Link) -> list[tuple[str, str]]:
    words = []
    if link.disputed:
        words.append(("disputed", "bad"))
    if link.polarity != "supports":
        words.append(("no source supports it", "bad"))
    elif link.read_only:
        words.append(("only read by machine", "read"))
    elif link.claims:
        words.append(("verified", "good") if link.verified else ("unverified", "warn"))
    return [*words, (_count(link), "")]


def _count(link: Link) -> str:
    """Say how much stands behind a link: records, claims, or neither."""
    number, noun = len(link.records) or link.claims, "record" if link.records else "claim"
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else "inferred"


def _origin(link: Link) -> str:
    if link.predicate.endswith("#broader"):
        return "This is the place of the one under the other in the hierarchy of the graph."
    if link.claims:
        return "The claims behind this link did not fit into this page: see the pages of its ends."
    return "This link follows from other facts of the graph; no claim states it by itself."


def _page(
    graph: "nx.MultiDiGraph[str]",
    focus: str,
    layout: Layout,
    panel: Panel,
) -> dict[str, Any]:
    return {
        "focus": graph.nodes[focus]["curie"],
        "row": ROW,
        "gap": MARGIN,
        "groups": [
            {
                "name": g.name,
                "title": g.title,
                "shape": g.shape,
                "colour": g.colour,
                "border": g.border,
            }
            for g in groups().values()
        ],
        "columns": [
            {"group": column.group, "room": round(column.room, 2)} for column in layout.columns
        ],
        "claims": panel.claims,
        "details": panel.details,
        "links": panel.links,
    }


def _summary(graph: "nx.MultiDiGraph[str]", focus: str) -> str:
    others = len(graph) - 1
    label = graph.nodes[focus]["label"]
    name = label if len(label) <= 60 else label[:59] + "…"  # noqa: PLR2004 - one line
    left = graph.graph.get("left_out", 0)
    more = f"; {left} more neighbours did not fit" if left else ""
    return f"{others} node{'' if others == 1 else 's'} around {name}{more}"


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    kind = kinds().get(entry["kind"])
    return {
        "curie": entry["curie"],
        "label": entry["label"],
        "kind": _title(entry["kind"]),
        "group": kind.group if kind else "other",
        "hollow": kind.hollow if kind else True,
        "aliases": list(entry["aliases"]),
    }


def _title(kind: str) -> str:
    """Turn ``DrugClass`` into ``Drug class`` and ``HER2Status`` into ``HER2 status``."""
    first, *rest = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", kind).split(" ")
    return " ".join([first, *(word.lower() for word in rest)])
