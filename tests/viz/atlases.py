"""Small atlases made by hand or by hypothesis, and how to read what is written of them."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import kinds
from her2kg.viz.links import Link, NodeInfo, merge
from her2kg.viz.map_layout import spread

__all__ = ["atlas_of", "atlases", "link_of", "names_of", "rows_of", "thing"]


def thing(name: str, kind: str = "Drug", label: str = "", *aliases: str) -> NodeInfo:
    """Make a node; its label is its name unless told otherwise."""
    return NodeInfo(name, f"https://example.org/{name}", kind, kind, label or name, "", aliases)


def link_of(start: str, end: str, **fields: Any) -> Link:
    """Make a link that one verified claim supports, unless told otherwise."""
    told = {"predicate": "her2:targets", "label": "targets", "claims": 1, "verified": True}
    facts = (f"{start} {end}",)
    return Link(start, end, **{**told, "facts": facts, **fields})


def atlas_of(
    nodes: Iterable[NodeInfo], links: Iterable[Link], records: Iterable[Link] = ()
) -> Atlas:
    """Put nodes and links into an atlas with its map laid out."""
    made = Atlas({node.id: node for node in nodes}, merge(links), merge(records))
    made.places = spread(made)
    return made


def names_of(atlas: Atlas) -> list[str]:
    """Return the CURIEs of all things, without records."""
    return [name for name in atlas.nodes if not atlas.is_record(name)]


def rows_of(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Read columns back into rows, as the page does."""
    read = {}
    for name, field in columns["fields"].items():
        packed = isinstance(field, dict)
        read[name] = [field["values"][at] for at in field["at"]] if packed else field
        assert len(read[name]) == columns["length"]
    return [{name: read[name][row] for name in read} for row in range(columns["length"])]


@st.composite
def atlases(draw: st.DrawFn, most: int = 12) -> Atlas:
    """Draw a small atlas of things, connected or not, with denied and doubtful links."""
    size = draw(st.integers(2, most))
    drawable = [name for name, kind in kinds().items() if not kind.record]
    chosen = draw(st.lists(st.sampled_from(drawable), min_size=size, max_size=size))
    nodes = [thing(f"x:{number:02}", kind) for number, kind in enumerate(chosen)]
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
        lambda pair: pair[0] != pair[1]
    )
    links = [
        link_of(
            nodes[a].id,
            nodes[b].id,
            polarity=draw(st.sampled_from(["supports", "supports", "supports", "refutes"])),
            verified=draw(st.booleans()),
            claims=draw(st.integers(0, 4)),
        )
        for a, b in draw(st.lists(ends, max_size=2 * size))
    ]
    return atlas_of(nodes, links)
