"""The graph in Python: open it, ask it, explain a thing, draw it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from her2kg.home import Home, default_home
from her2kg.queries.catalogue import ask
from her2kg.queries.data_date import data_date
from her2kg.queries.errors import BadParameter, malformed
from her2kg.queries.guard import check_read_only
from her2kg.queries.names import Match, resolve
from her2kg.queries.results import Table, Value, frame, table, tuples
from her2kg.queries.store import Result, open_store, run
from her2kg.queries.valid_time import asked_day

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

    from her2kg.differing.model import Difference
    from her2kg.explorer import Explorer
    from her2kg.gather import Tick
    from her2kg.queries.describe import EntityView, Section
    from her2kg.queries.scoring.answer import StatusAnswer

__all__ = ["Explanation", "HER2Graph", "Shown", "open_graph"]


_NAME = re.compile(r"[a-z][a-z0-9-]*")
"""What the name of a question looks like; no SPARQL query is a single word."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that the graph says of one thing.

    Attributes:
        entity: what it is.
        also: CURIEs of other things that the same name could mean.
        sections: its claims, grouped by relation.
        now: the day from which the graph is seen, ``YYYY-MM-DD``.
        day: the same when the graph is that of a day, else empty.
    """

    entity: "EntityView"
    also: tuple[str, ...]
    sections: "Sequence[Section]"
    now: str
    day: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as notebooks show it.

    Attributes:
        page: the HTML.
        height: of its frame, in pixels.
    """

    page: str
    height: int

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.page)}" width="100%" height="{self.height}" '
            'sandbox="allow-scripts allow-downloads allow-popups" '
            'title="HER2 knowledge graph" style="border:1px solid #ccc"></iframe>'
        )


class HER2Graph:
    """A built graph, opened for reading.

    Args:
        store: the store to ask.
        day: the day that it is the graph of, or empty for the graph with all that ever held.
        folder: the folder of its build, or None when it is in memory.
    """

    def __init__(self, store: ox.Store, day: str = "", folder: Path | None = None) -> None:
        self.store = store
        self.day = day
        self.folder = folder

    def as_of(self, day: str, tick: "Tick | None" = None) -> "HER2Graph":
        """Work out the graph of a day: what was approved, which rule was in force.

        Claims that did not hold on the day leave, and what follows from them; claims without
        dates stay. The graph on disk is not changed.

        Args:
            day: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; of a year or month, its first day.
            tick: told of the progress, or None.

        Returns:
            A graph in memory.

        Raises:
            BadParameter: the day is no date.
        """
        from her2kg.as_of import as_of

        on = asked_day(day)
        return HER2Graph(as_of(self.store, on, *([tick] if tick else [])), on.isoformat())

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

    def status(
        self, cancer: str, *, variant: str = "", as_of: str = "", **measured: object
    ) -> "StatusAnswer":
        """Read a measurement of HER2 by the rules in the graph.

        Args:
            cancer: a cancer, by any name or short word, e.g. ``"breast"``.
            variant: a variant found by sequencing, e.g. ``"Y772_A775dup"``.
            as_of: the day whose rules and approvals count; by default the data's own date.
            measured: what was measured: ``ihc="2+"``, ``ratio=1.6``, ``copies=6.8``,
                ``intensity``, ``completeness``, ``percent``, ``cluster``, ``ish``, ``specimen``
                and so on, by the names of the quantities in the graph with ``_`` for ``-``.

        Returns:
            Status, rule, next step, category and indications, with the way that led there.

        Raises:
            ImpossibleMeasurement: a value outside its range, or values at odds.
            UnknownName: no cancer or variant has this name.
            BadParameter: nothing was measured, or the day is no date.
        """
        from her2kg.queries.scoring.status import her2_status

        given = {name.replace("_", "-"): value for name, value in measured.items()}
        return her2_status(self.store, cancer, given, variant=variant, day=as_of)

    def diff(self, other: "HER2Graph") -> "Difference":
        """Say what is new, changed and gone in another graph.

        Args:
            other: the newer graph.

        Returns:
            Records, facts, plain triples, names and quads that differ.
        """
        from her2kg.differing.difference import difference
        from her2kg.differing.side import Side

        return difference(Side("old", self.store), Side("new", other.store))

    def explain(self, name: str) -> Explanation:
        """Gather every claim about a thing.

        Raises:
            UnknownName: nothing has this name; the error names near ones.
        """
        from her2kg.ontology.namespaces import curie_of
        from her2kg.queries.describe import entity, sections

        match = self.resolve(name)
        also = tuple(curie_of(iri) for iri in match.others)
        now = self.day or data_date(self.store)
        told = sections(self.store, match.iri)
        return Explanation(entity(self.store, match.iri), also, told, now, self.day)

    @cached_property
    def explorer(self) -> "Explorer":
        """What answers the page: search, neighbours, paths, pictures of answers and so on."""
        from her2kg.explorer import Explorer

        if self.folder is not None:
            return Explorer.of_build(self.store, self.folder)
        return Explorer(self.store, day=self.day)

    def picture(self, name: str, **chosen: Any) -> str:
        """Draw the surroundings of a thing as one HTML page that needs no network.

        Args:
            name: a name, synonym or identifier.
            chosen: what ``Explorer.file`` takes: ``limit`` (nodes of a picture), ``steps``
                around the thing, ``most`` (nodes of the file), ``asked`` (questions).

        Raises:
            UnknownName: nothing has this name; the error names near ones.
            NotDrawn: it has no picture, such as a source.
        """
        return self.explorer.file(self.explorer.id_of(name), **chosen)

    def show(self, name: str, *, height: int = 640, **chosen: Any) -> "Shown":
        """Show the surroundings of a thing in a Jupyter notebook.

        Args:
            name: a name, synonym or identifier.
            height: of the picture, in pixels.
            chosen: what ``picture`` takes.

        Returns:
            An object that notebooks draw, in a frame that can do nothing to the notebook.

        Raises:
            UnknownName: nothing has this name; the error names near ones.
        """
        return Shown(self.picture(name, **chosen), height)

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
    folder = chosen.current()
    return HER2Graph(open_store(folder / "store"), folder=folder)
