"""The answer of a question as a table whose cells name things, and as a picture of these."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from her2kg.ontology.namespaces import curie_of
from her2kg.queries.results import Cell
from her2kg.viz import MOST
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import kinds
from her2kg.viz.scene import scene

__all__ = ["Named", "pictured"]

_ROWS = 2000
"""Rows that the page shows at most; all of them are to be had over SPARQL."""


@dataclass(frozen=True, slots=True)
class Named:
    """Finds the things that cells name.

    Attributes:
        atlas: what can be drawn.
        labels: CURIE by label, of things whose label no other thing has.
    """

    atlas: Atlas
    labels: dict[str, str]

    @classmethod
    def of(cls, atlas: Atlas) -> "Named":
        """Get ready for an atlas."""
        labels: dict[str, str] = {}
        twice: set[str] = set()
        for name, info in atlas.nodes.items():
            if info.label in labels:
                twice.add(info.label)
            labels[info.label] = name
        return cls(atlas, {label: name for label, name in labels.items() if label not in twice})

    def cell(self, cell: Cell) -> str | list[str]:
        """Write a cell: its text, or the text and the CURIE of the thing that it names."""
        text, term = cell
        if isinstance(term, ox.NamedNode):
            name = curie_of(term.value)
            known = self.atlas.nodes.get(name)
            return [known.label, name] if known else text
        name = self.labels.get(text, "")
        return [text, name] if name else text


def pictured(
    named: Named, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> dict[str, Any]:
    """Turn an answer into what the page shows of it.

    Args:
        named: finds what the cells name.
        columns: names of the columns.
        rows: the answer; each cell with its term.

    Returns:
        ``columns``, ``rows`` (a text a cell, or text and CURIE), ``rows_left``, ``ids`` of the
        things to draw, ``left`` (things that did not fit), and their ``scene``. Records are
        drawn as the things that they join.
    """
    every = [[named.cell(cell) for cell in row] for row in rows]
    shown = every[:_ROWS]
    found = dict.fromkeys(_things(named.atlas, shown))
    ids = list(found)[:MOST]
    return {
        "columns": list(columns),
        "rows": shown,
        "rows_left": len(every) - len(shown),
        "ids": ids,
        "left": len(found) - len(ids),
        "scene": scene(named.atlas, ids),
    }


def _things(atlas: Atlas, rows: Iterable[Sequence[str | list[str]]]) -> Iterator[str]:
    for row in rows:
        for cell in row:
            if isinstance(cell, list):
                yield from _drawn(atlas, cell[1])


def _drawn(atlas: Atlas, name: str) -> Iterator[str]:
    if not kinds()[atlas.nodes[name].kind].record:
        yield name
        return
    for link in atlas.around(name):
        other = link.other(name)
        kind = kinds()[atlas.nodes[other].kind]
        if not kind.record and not kind.aside:
            yield other
