"""Who disagrees with whom: pairs of claims that cannot both hold, each with its words."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from her2kg.queries.results import table
from her2kg.queries.sentence import Saying, sentence
from her2kg.queries.store import select, text_of

if TYPE_CHECKING:
    from her2kg.api import HER2Graph

__all__ = ["Disagreement", "Side", "disagreement_lines", "disagreements"]

_WIDTH = 96
_SHORT = 280
_NAMES = """SELECT ?label ?name WHERE {
  ?property a ?kind ; rdfs:label ?label .
  FILTER (?kind IN (owl:ObjectProperty, owl:DatatypeProperty))
  BIND (STRAFTER(STR(?property), "#") AS ?name)
}"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two claims.

    Attributes:
        says: the claim as a sentence.
        said_by: title of the input.
        record: its record there, or empty.
        level: scale and level of evidence, or empty.
        words: the quote or row behind it.
        source: titles of its sources, joined by ``|``.
        url: their pages, in the same order.
    """

    says: str
    said_by: str
    record: str
    level: str
    words: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims.

    Attributes:
        how: ``for and against``, ``opposite``, ``marked by a curator`` or ``opposite, in a wider
            or narrower cancer``.
        one: the first claim.
        other: the second.
    """

    how: str
    one: Side
    other: Side

    @property
    def between(self) -> str:
        """Who disagrees with whom."""
        names = sorted({self.one.said_by, self.other.said_by})
        return f"{names[0]} against itself" if len(names) == 1 else " against ".join(names)


def disagreements(
    graph: "HER2Graph", about: str = "", between: Sequence[str] = ()
) -> list[Disagreement]:
    """Ask the question ``disagreements``.

    Args:
        graph: the graph.
        about: a thing that either side must be about, or empty.
        between: parts of titles of inputs; each must be that of one of the two sides.

    Returns:
        The pairs, in the order of the answer.

    Raises:
        BadParameter: nothing in the graph has the name ``about``.
    """
    answer = table(graph.result("disagreements", **({"about": about} if about else {})))
    names = {text_of(row, "label"): text_of(row, "name") for row in select(graph.store, _NAMES)}
    rows = (dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
    found = [
        Disagreement(row["how"], _side(row, "one", names), _side(row, "other", names))
        for row in rows
    ]
    return [each for each in found if _involves(each, between)]


def _involves(each: Disagreement, between: Sequence[str]) -> bool:
    sides = [each.one.said_by.casefold(), each.other.said_by.casefold()]
    if len(between) > 1:
        first, second = (name.casefold() for name in between[:2])
        return any(first in a and second in b for a, b in (sides, sides[::-1]))
    return all(any(name.casefold() in side for side in sides) for name in between)


def _side(row: Mapping[str, str], which: str, names: Mapping[str, str]) -> Side:
    said = Saying(
        row[f"{which}_subject"],
        names.get(row[f"{which}_says"], ""),
        row[f"{which}_says"],
        row[f"{which}_object"],
        row[f"{which}_polarity"],
        cancer=row[f"{which}_cancer"],
    )
    return Side(
        sentence(said),
        row[f"{which}_said_by"],
        row[f"{which}_record"],
        row[f"{which}_level"],
        row[f"{which}_words"],
        row[f"{which}_source"],
        row[f"{which}_url"],
    )


def disagreement_lines(found: Sequence[Disagreement], *, whole: bool = False) -> Iterator[str]:
    """Write disagreements for people.

    Args:
        found: the pairs.
        whole: whether long words are shown to their end.
    """
    for number, each in enumerate(found, 1):
        yield f"{number}. {each.between} ({each.how})"
        for side in (each.one, each.other):
            yield from _side_lines(side, whole=whole)
        yield ""


def _side_lines(side: Side, *, whole: bool) -> Iterator[str]:
    marks = ", ".join(filter(None, (side.record, side.level)))
    yield f"   {side.says}"
    yield f"     {side.said_by}{f': {marks}' if marks else ''}"
    if side.words:
        words = side.words if whole else textwrap.shorten(side.words, _SHORT, placeholder=" …")
        quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"
        indent = " " * 5
        yield textwrap.fill(quoted, _WIDTH, initial_indent=indent, subsequent_indent=indent)
    titles, pages = side.source.split(" | "), side.url.split(" | ")
    for title, page in zip(titles, [*pages, *[""] * len(titles)], strict=False):
        if title:
            yield f"     {title}{f': {page}' if page else ''}"
