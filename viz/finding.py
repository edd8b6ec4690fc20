"""Search as you type over all names, synonyms and identifiers."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from her2kg.viz.kinds import kinds
from her2kg.viz.links import NodeInfo

__all__ = ["Hit", "Index"]

_GAPS = re.compile(r"(?:[\s_/]|-(?=.))+")
_INSIDE = 3
_NOTHING = 9


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
        for name, node, other, written in self._names if query else ():
            quality = _quality(name, query)
            if quality < _NOTHING:
                info = self._nodes[node]
                record = kinds()[info.kind].record
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
    if query not in name:
        return _NOTHING
    if name == query:
        return 0
    if name.startswith(query):
        return 1
    return 2 if f" {query}" in name else _INSIDE
