"""What the page can be told: search, focus, neighbours, paths, entities, questions, status."""

import contextlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from her2kg.errors import NotDrawn
from her2kg.ontology.namespaces import curie_of
from her2kg.queries.catalogue import ask, question, questions
from her2kg.queries.data_date import data_date
from her2kg.queries.names import resolve
from her2kg.queries.near import nearest
from her2kg.queries.results import cells
from her2kg.queries.scoring.rulebook import read_rulebook
from her2kg.queries.scoring.status import her2_status
from her2kg.queries.valid_time import first_day
from her2kg.status import status_dict, status_lines
from her2kg.viz import LIMIT
from her2kg.viz.answers import Named, pictured
from her2kg.viz.atlas import Atlas, load_atlas
from her2kg.viz.finding import Index
from her2kg.viz.neighbourhood import neighbourhood, neighbours
from her2kg.viz.offline import BYTES, offline, within_steps
from her2kg.viz.page import file_page, page_facts, served_page
from her2kg.viz.panel import Panel, Seen
from her2kg.viz.paths import ways
from her2kg.viz.reading import read_atlas
from her2kg.viz.scene import map_scene, scene
from her2kg.viz.status_way import status_way

__all__ = ["ATLAS", "Explorer"]

ATLAS = "atlas.json"
"""The file of a build that holds the atlas."""

_HITS = 12
_NEIGHBOURS = 600
_CODE = 420_000
"""Bytes of a file that are not data, apart from the library: the page and its scripts."""


def _shorten(text: str, most: int = 60) -> str:
    """Cut a name that is too long for a sentence."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


class Explorer:
    """Answers the page, over one graph. All answers are JSON through and through.

    Args:
        store: the graph.
        atlas: what can be drawn of it; read from the store when not given.
        day: the day that the graph is of, ``YYYY-MM-DD``, or empty.
    """

    def __init__(self, store: ox.Store, atlas: Atlas | None = None, day: str = "") -> None:
        self.store = store
        self.atlas = atlas or read_atlas(store)
        self.day = day
        self.now = day or data_date(store)
        seen = Seen(first_day(self.now) if self.now else date.min, alone=bool(day))
        self.panel = Panel(store, self.atlas, seen)
        self._index = Index(self.atlas.nodes)

    @classmethod
    def of_build(cls, store: ox.Store, folder: Path) -> "Explorer":
        """Open the atlas of a build, or read it from the store of an older one."""
        with contextlib.suppress(OSError, ValueError):
            return cls(store, load_atlas(folder / ATLAS))
        return cls(store)

    @cached_property
    def named(self) -> Named:
        """Finds what the cells of answers name."""
        return Named.of(self.atlas)

    def id_of(self, name: str) -> str:
        """Return the CURIE of what a name stands for.

        Raises:
            UnknownName: nothing has this name; the error names near ones.
            NotDrawn: it has no picture, such as a source.
        """
        found = name if name in self.atlas.nodes else curie_of(resolve(self.store, name).iri)
        if found not in self.atlas.nodes:
            raise NotDrawn(
                f"{found} is in the graph, but it is nothing that can be drawn: "
                f"`her2kg explain {found}` tells what is known of it"
            )
        return found

    def search(self, text: str) -> dict[str, Any]:
        """Find things by a part of a name."""
        hits = self._index.search(text, _HITS)
        found = scene(self.atlas, [hit.node for hit in hits])["nodes"]
        near = () if hits or not text.strip() else nearest(text, self._index.names())
        return {"nodes": found, "aliases": [hit.alias for hit in hits], "near": list(near)}

    def focus(self, name: str, limit: int = LIMIT) -> dict[str, Any]:
        """Choose what the picture of a thing shows."""
        found = neighbourhood(self.atlas, name, limit)
        shown = scene(self.atlas, found.nodes)
        return {"ids": list(found.nodes), "left": found.left_out, "scene": shown}

    def neighbours(self, name: str) -> dict[str, Any]:
        """List the direct neighbours of a thing, the best supported first."""
        found = neighbours(self.atlas, name)
        shown = scene(self.atlas, found[:_NEIGHBOURS])["nodes"]
        return {"nodes": shown, "left": max(0, len(found) - _NEIGHBOURS)}

    def scene(self, names: Iterable[str]) -> dict[str, Any]:
        """Describe nodes and all links among them."""
        return scene(self.atlas, names)

    def path(self, start: str, end: str, avoid: Iterable[str] = ()) -> dict[str, Any]:
        """Say how two things are connected."""
        found = ways(self.atlas, start, end, avoid)
        shown = scene(self.atlas, [node for way in found for node in way.nodes])
        told = [
            {
                "nodes": list(way.nodes),
                "links": [[link.id for link in links] for links in way.links],
                "round": way.round,
            }
            for way in found
        ]
        return {"ways": told, "scene": shown}

    def entity(self, name: str) -> dict[str, Any]:
        """Tell what is known of a thing."""
        return self.panel.node(name)

    def section(self, name: str, place: int) -> dict[str, Any]:
        """Tell all claims of one section of what is known of a thing."""
        return self.panel.section(name, place)

    def link(self, name: str) -> dict[str, Any]:
        """Tell why a link is there."""
        return self.panel.link(name)

    def question(self, name: str, given: Mapping[str, str]) -> dict[str, Any]:
        """Answer a question of the catalogue.

        Raises:
            UnknownQuestion: there is none of this name.
            BadParameter: a parameter is not known or has the wrong form.
            UnknownName: no thing of the class asked for has this name.
        """
        asked = question(name)
        head, rows = cells(ask(self.store, name, given))
        answer = pictured(self.named, head, rows)
        return {**answer, "name": name, "title": asked.title, "given": dict(given)}

    def map(self) -> dict[str, Any]:
        """Describe the whole graph with the layout of the build."""
        return map_scene(self.atlas)

    def status(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Go from a measurement to a status, and show the way.

        Args:
            given: ``cancer``, ``variant``, ``as_of``, and values by name of the quantity.

        Raises:
            ImpossibleMeasurement: a value outside its range, or values at odds.
            UnknownName: no cancer or variant has this name.
            BadParameter: nothing was measured, or the day is no date.
        """
        measured = {k: v for k, v in given.items() if k not in {"cancer", "variant", "as_of"}}
        answer = her2_status(
            self.store,
            given.get("cancer", ""),
            measured,
            variant=given.get("variant", ""),
            day=given.get("as_of", "") or self.day,
        )
        told = {"answer": status_dict(answer), "text": "\n".join(status_lines(answer))}
        labels = {field["name"]: field["label"] for field in self.status_form}
        return {**told, **status_way(self.atlas, answer, labels)}

    def page(self, focus: str, view: str = "") -> str:
        """Write the served page.

        Args:
            focus: CURIE of the thing that it opens with.
            view: the view that it opens with, or empty.
        """
        title = self.atlas.nodes[focus].label
        facts = {**self._served_facts, "focus": focus, "view": view}
        return served_page(title, facts, {"focus": self.focus(focus)})

    @cached_property
    def _served_facts(self) -> dict[str, Any]:
        """What every served page is told: counting the whole graph for each would cost time."""
        return page_facts(
            self.atlas,
            "",
            served=True,
            questions=list(questions().values()),
            status_form=self.status_form,
            day=self.day,
            now=self.now,
        )

    @cached_property
    def status_form(self) -> list[dict[str, Any]]:
        """The fields of the form from slide to drug: the quantities of the graph."""
        return [
            {
                "name": quantity.name,
                "label": quantity.label,
                "unit": quantity.unit,
                "allowed": list(quantity.allowed),
                "minimum": None if quantity.minimum is None else str(quantity.minimum),
                "maximum": None if quantity.maximum is None else str(quantity.maximum),
            }
            for quantity in read_rulebook(self.store).quantities.values()
        ]

    def questions_about(self, name: str) -> list[tuple[str, dict[str, str]]]:
        """List the questions that can be asked of a thing of its kind, with it as parameter."""
        info = self.atlas.nodes[name]
        found = []
        for each in questions().values():
            fitting = [p.name for p in each.parameters if p.kind == info.kind]
            if fitting:
                found.append((each.name, {fitting[0]: name}))
        return found

    def file(
        self,
        focus: str,
        *,
        limit: int = LIMIT,
        steps: int = 2,
        most: int = 800,
        asked: Iterable[tuple[str, Mapping[str, str]]] | None = None,
        nodes: Iterable[str] = (),
        view: str = "",
    ) -> str:
        """Write the page as one file that needs no server and no network.

        Args:
            focus: CURIE of the thing in the middle.
            limit: how many nodes a picture shows.
            steps: how many steps around the thing the file reaches.
            most: how many nodes the file holds at most.
            asked: questions of the catalogue whose answers it holds, with their parameters; by
                default those that can be asked of a thing of this kind.
            nodes: nodes that it holds in any case.
            view: the address of the view that it opens with, or empty.
        """
        near = within_steps(self.atlas, focus, steps, most)
        held = list(dict.fromkeys([focus, *nodes, *near]))
        part = self.atlas.within(held)
        chosen = self.questions_about(focus) if asked is None else asked
        answers = [self.question(name, given) for name, given in chosen]
        kept = [question(name) for name in dict.fromkeys(answer["name"] for answer in answers)]
        facts = page_facts(part, focus, served=False, questions=kept, day=self.day, now=self.now)
        about = (
            f"This file holds {len(part.things)} of the {len(self.atlas.things)} things of the "
            f"graph: {_shorten(self.atlas.nodes[focus].label)} and what lies within {steps} "
            f"step{'' if steps == 1 else 's'} of it" + (f", as of {self.day}." if self.day else ".")
        )
        room = BYTES - _CODE - 480_000
        data = offline(part, self.panel, held, room=room, answers=answers, limit=limit)
        told = len(data["entities"])
        more = f" It tells the claims of {told} of them." if told < len(held) else ""
        return file_page(
            self.atlas.nodes[focus].label,
            {**facts, "about": about + more},
            data,
            view,
        )
