"""One of two graphs that are compared."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

__all__ = ["Side"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two graphs that are compared.

    Attributes:
        name: what to call it.
        store: the graph.
        unlinked: names that no entity bears, each with its kind; None where nobody noted them.
        held: ids of all evidence items in its file, each with why it would not be taken; None
            where that is not known.
    """

    name: str
    store: ox.Store
    unlinked: frozenset[str] | None = None
    held: Mapping[str, str] | None = None
