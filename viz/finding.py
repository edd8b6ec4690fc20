"""Search as you type over all names, synonyms and identifiers."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from her2kg.viz.kinds import kinds
from her2kg.viz.links import NodeInfo

__all__ = ["Hit", "Index"]

_GAPS = re.compile(r"(?:[\s_/]|-(?=.))+")
_INSIDE = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    Attributes:
        node: its CURIE.
        alias: the other name by which it was found, or empty when it was its own.
    """

    node: str
    alias: str


class Index:
    """The names of all things, ready to be searched.

    Args:
        nodes: the things by CURIE.
    """

    def __init__(self, nodes: Mapping[str, NodeInfo]) -> None:
        self._nodes = nodes

    @cached_property
    def _names(self) -> list[tuple[str, str, int, str]]:
        """Folded name, CURIE, 0 for the own name and 1 for another, and the name as written."""
        return [
            (_folded(name), node, int(place > 0), name)
            for node, info in self._nodes.items()
            for place, name in enumerate((info.label, *info.aliases, node))
        ]

    @cached_property
    def _text(self) -> tuple[str, list[int]]:
        """All folded names, a line each, and where each begins: one search finds all hits."""
        text = "\n".join(folded for folded, _, _, _ in self._names)
        starts = [0]
        for folded, _, _, _ in self._names:
            starts.append(starts[-1] + len(folded) + 1)
        return text, starts

    def _holding(self, query: str) -> Iterator[tuple[str, str, int, str]]:
        """Yield the names that hold a text."""
        text, starts = self._text
        at = text.find(query)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield self._names[place]
            at = text.find(query, starts[place + 1])

    def search(self, text: str, limit: int) -> list[Hit]:
        """Find things by a part of a name; better and shorter matches come first.

        Args:
            text: what was typed so far.
            limit: how many at most.

        Returns:
            Exact names first, then names that begin so, then words that begin so, then parts;
            things before records, own names before others. None for an empty text.
        """
        query = _folded(text)
        best: dict[str, tuple[int, bool, int, int, str, str]] = {}
        for name, node, other, written in self._holding(query) if query else ():
            info = self._nodes[node]
            quality, record = _quality(name, query), kinds()[info.kind].record
            key = (quality, record, other, len(info.label), info.label, written)
            if node not in best or key < best[node]:
                best[node] = key
        ranked = sorted(best, key=lambda node: (best[node][:5], node))[:limit]
        return [Hit(node, best[node][5] if best[node][2] else "") for node in ranked]

    def names(self) -> Iterator[str]:
        """Yield every name as written, to suggest near ones."""
        return (written for _, _, _, written in self._names)


def _folded(text: str) -> str:
    """Fold case, accents and the gaps between words; ``local.js`` folds the same way."""
    plain = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(c for c in plain if not "\u0300" <= c <= "\u036f")
    return _GAPS.sub(" ", bare).strip()


def _quality(name: str, query: str) -> int:
    """0 the name itself, 1 it begins so, 2 a word of it begins so, 3 it stands inside."""
    if name == query:
        return 0
    if name.startswith(query):
        return 1
    return 2 if f" {query}" in name else _INSIDE
