"""What the makers of pages have to hand: the tree, and a graph of the embedded material."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from her2kg.api import HER2Graph, open_graph
from her2kg.home import Home

__all__ = ["Context"]


@dataclass(frozen=True)
class Context:
    """A checkout and a data folder.

    Attributes:
        root: the folder that holds README.md and docs.
        home: a data folder in which the graph of the embedded material was built.
    """

    root: Path
    home: Path

    @cached_property
    def graph(self) -> HER2Graph:
        """The built graph."""
        return open_graph(self.home)

    @cached_property
    def report(self) -> dict[str, Any]:
        """The report of the build, as JSON."""
        path = Home(self.home).current() / "report.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found
