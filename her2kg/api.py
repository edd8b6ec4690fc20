"""The graph in Python: open it, ask it, explain a thing, draw it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from her2kg.home import Home, default_home
from her2kg.queries.catalogue import ask
from her2kg.queries.errors import BadParameter, malformed
from her2kg.queries.guard import check_read_only
from her2kg.queries.names import Match, resolve
from her2kg.queries.results import Table, Value, frame, table, tuples
from her2kg.queries.store import Result, open_store, run
from her2kg.viz import LIMIT

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

    from her2kg.queries.describe import EntityView, Section

__all__ = ["Explanation", "HER2Graph", "open_graph"]


_NAME = re.compile(r"[a-z][a-z0-9-]*")
"""What the name of a question looks like; no SPARQL query is a single word."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that the graph says of one thing.

    Attributes:
        entity: what it is.
        also: CURIEs of other things that the same name could mean.
        sections: its claims, grouped by relation.
    """

    entity: "EntityView"
    also: tuple[str, ...]
    sections: "Sequence[Section]"


class HER2Graph:
    """A built graph, opened for reading.

    Args:
        store: the store to ask.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def result(self, question: str, **parameters: str) -> Result:
        """Ask in SPARQL or by the name of a question of the catalogue.

        Args:
            question: SPARQL, or a name such as ``"biosimilars"``.
            parameters: what the question is given, e.g. ``cancer="breast cancer"``.

        Returns:
            Solutions, a boolean or triples, as pyoxigraph has them.

        Raises:
            QueryError: the query is malformed or forbidden, or a parameter is wrong.
        """
        if _NAME.fullmatch(question.strip()):
            return ask(self.store, question.strip(), parameters)
        if parameters:
            raise BadParameter("only a question of the catalogue takes parameters, SPARQL does not")
        check_read_only(question)
        try:
            return run(self.store, question)
        except SyntaxError as error:
            raise malformed(error) from None

    def table(self, question: str, **parameters: str) -> Table:
        """Ask, and get columns and rows of text for people."""
        return table(self.result(question, **parameters))

    def tuples(self, question: str, **parameters: str) -> list[tuple[Value, ...]]:
        """Ask, and get one tuple of Python values a row."""
        return tuples(self.result(question, **parameters))

    def frame(self, question: str, **parameters: str) -> "pd.DataFrame":
        """Ask, and get a pandas DataFrame (needs ``her2kg[pandas]``)."""
        return frame(self.result(question, **parameters))

    def resolve(self, name: str) -> Match:
        """Find the thing that a name, synonym or identifier stands for.

        Raises:
            UnknownName: nothing has this name; the error names near ones.
        """
        return resolve(self.store, name)

    def explain(self, name: str) -> Explanation:
        """Gather every claim about a thing.

        Raises:
            UnknownName: nothing has this name; the error names near ones.
        """
        from her2kg.ontology.namespaces import curie_of
        from her2kg.queries.describe import entity, sections

        match = self.resolve(name)
        also = tuple(curie_of(iri) for iri in match.others)
        return Explanation(entity(self.store, match.iri), also, sections(self.store, match.iri))

    def picture(self, name: str, limit: int = LIMIT) -> str:
        """Draw the surroundings of a thing as one HTML page that needs no network.

        Args:
            name: a name, synonym or identifier.
            limit: how many nodes at most.

        Raises:
            UnknownName: nothing has this name; the error names near ones.
        """
        from her2kg.picture import picture

        return picture(self.store, self.resolve(name).iri, limit=limit, served=False)

    @cached_property
    def rdflib(self) -> "rdflib.Dataset":
        """The graph as an rdflib Dataset over the same store (slower than ``result``)."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)


def open_graph(home: Path | str | None = None) -> HER2Graph:
    """Open the graph that was built last.

    Args:
        home: the data folder; by default ``HER2KG_HOME`` or the user's data folder.

    Returns:
        The graph, read-only.

    Raises:
        NoGraph: nothing was built there yet.
    """
    chosen = default_home() if home is None else Home(Path(home))
    return HER2Graph(open_store(chosen.current() / "store"))
