"""What a single file holds of the graph: a part of it, with as many claims as there is room for."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from her2kg.queries.nodes import Nodes
from her2kg.viz import LIMIT
from her2kg.viz.atlas import Atlas
from her2kg.viz.neighbourhood import neighbourhood
from her2kg.viz.panel import Panel
from her2kg.viz.scene import map_scene, scene

__all__ = ["BYTES", "offline", "within_steps"]

BYTES = 5_000_000
"""No file is larger than this."""

_FOCUS = (60, 80)
"""Claims a section, and sections, told of the entity in the middle."""

_NEAR = (12, 40)
"""The same of every other node."""

_LINK = 6
"""Claims told of a link."""


def within_steps(atlas: Atlas, focus: str, steps: int, most: int) -> list[str]:
    """Return an entity and the nodes within so many steps of it, near ones first.

    Args:
        atlas: the graph.
        focus: CURIE of the entity.
        steps: how many steps away at most.
        most: how many nodes at most; of those equally far the best connected ones stay.

    Returns:
        CURIEs; what the picture of the entity shows comes first.
    """
    first = neighbourhood(atlas, focus, LIMIT).nodes
    found, front = dict.fromkeys([*first][:most]), [focus]
    reached = {focus}
    for _ in range(steps):
        around = {link.other(node) for node in front for link in atlas.around(node)} - reached
        reached |= around
        front = sorted(around, key=lambda n: (-len(atlas.around(n)), n))
        further = [node for node in front if node not in found]
        found.update(dict.fromkeys(further[: max(0, most - len(found))]))
    return list(found)[:most]


def offline(
    atlas: Atlas,
    panel: Panel,
    nodes: Sequence[str],
    *,
    room: int = BYTES,
    answers: Sequence[dict[str, Any]] = (),
    limit: int = LIMIT,
) -> dict[str, Any]:
    """Gather the data of a file.

    Args:
        atlas: the part of the graph that the file holds, see ``Atlas.within``.
        panel: tells of nodes and links.
        nodes: its nodes, the most important first.
        room: bytes of JSON that the data may take.
        answers: answers of questions, as the server gives them.
        limit: how many nodes a picture shows.

    Returns:
        ``scene``, ``focus`` (for each node what its picture shows, as places in the scene),
        ``map``, ``answers``, and ``entities``, ``links`` and ``claims`` as far as there is
        room; what the file tells nothing of has no entry.
    """
    place = {name: number for number, name in enumerate(nodes)}
    around = [neighbourhood(atlas, name, limit) for name in nodes]
    data: dict[str, Any] = {
        "scene": scene(atlas, nodes, aliases=True),
        "focus": {
            "ids": [[place[name] for name in found.nodes] for found in around],
            "left": [found.left_out for found in around],
        },
        "map": map_scene(atlas),
        "answers": list(answers),
    }
    book = _Book(room - _bytes(data))
    _describe(book, atlas, panel, nodes)
    return {**data, "entities": book.entities, "links": book.links, "claims": book.claims}


class _Book:
    """Takes down details until the room is used up; each claim is written once."""

    def __init__(self, room: int) -> None:
        self.entities: dict[str, Any] = {}
        self.links: dict[str, Any] = {}
        self.claims: list[dict[str, Any]] = []
        self._places: dict[str, int] = {}
        self._room = room

    @property
    def full(self) -> bool:
        """Say whether the room is used up."""
        return self._room <= 0

    def add(self, shelf: dict[str, Any], name: str, told: dict[str, Any]) -> bool:
        """Take down one detail, and say whether there was room for it."""
        new: dict[str, dict[str, Any]] = {}
        for part in (told, *told.get("sections", ())):
            claims: list[dict[str, Any]] = part.pop("claims", [])
            new.update({c["id"]: c for c in claims if c["id"] not in self._places})
            part["claims"] = [claim["id"] for claim in claims]
        size = _bytes({name: told}) + _bytes(list(new.values()))
        if size > self._room:
            return False
        self._room -= size
        for key, claim in new.items():
            self._places[key] = len(self.claims)
            self.claims.append(claim)
        for part in (told, *told.get("sections", ())):
            part["claims"] = [self._places[key] for key in part["claims"]]
        shelf[name] = told
        return True


def _describe(book: _Book, atlas: Atlas, panel: Panel, nodes: Sequence[str]) -> None:
    """Tell of nodes, the first ones first, and of the links among those told of."""
    said = Nodes(panel.store)
    told: list[str] = []
    for number, name in enumerate(nodes):
        claims, filled = _NEAR if number else _FOCUS
        if book.full or not book.add(book.entities, name, panel.node(name, claims, filled, said)):
            break
        told.append(name)
        if number == LIMIT - 1:
            _links(book, atlas, panel, told, said)
    _links(book, atlas, panel, told, said)


def _links(book: _Book, atlas: Atlas, panel: Panel, told: Iterable[str], said: Nodes) -> None:
    for link in atlas.among(told):
        known = link.id in book.links
        if not known and not book.add(book.links, link.id, panel.link(link.id, _LINK, said)):
            return


def _bytes(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
