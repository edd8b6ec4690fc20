"""The project's own gold: texts by kind or genre, with all their claims."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reading.material import json_lines
from benchmarks.reading.scores import Item
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import KINDS

__all__ = ["GoldClaim", "GoldText", "canonical", "read_gold", "read_wordings"]

_ELSEWHERE = frozenset({"attribution", "hedge", "note"})
"""Qualifiers that say how sure a claim is, and do not narrow it."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim that a text makes, or that is read of it.

    Attributes:
        triple: predicate, subject and object; nodes as CURIEs, or as folded words.
        certainty: ``plain``, ``hedged`` or ``denied``.
        qualifiers: what narrows it, each with its predicate.
    """

    triple: Item
    certainty: str
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text and its claims.

    Attributes:
        id: its name.
        split: ``tune`` or ``judge``.
        group: its kind or genre.
        text: the text.
        claims: all that it claims.
    """

    id: str
    split: str
    group: str
    text: str
    claims: tuple[GoldClaim, ...]


def canonical(
    triple: Item, certainty: str, qualifiers: Iterator[tuple[str, str]], *, hedged: bool
) -> GoldClaim:
    """Write what two annotators may write differently in one way.

    Sensitivity that is denied is resistance that is supported; of two proteins that pair, the
    first in the alphabet stands first. What contains a drug has the drug as its part. A value of
    an outcome without a direction is ``metric`` in the gold, short for a whole record of a trial;
    the reader has a property of its own for it.

    Args:
        triple: predicate, subject and object.
        certainty: ``plain``, ``hedged`` or ``denied``.
        qualifiers: its qualifiers.
        hedged: whether it would be hedged if it were not denied.
    """
    predicate, *nodes = triple
    if predicate == "confersSensitivityTo" and certainty == "denied":
        predicate, certainty = "confersResistanceTo", "hedged" if hedged else "plain"
    if predicate == "reportsOutcome":
        predicate = "metric"
    if predicate == "hasComponent":
        predicate, nodes = "partOf", nodes[::-1]
    if predicate == "dimerizesWith":
        nodes.sort()
    narrowing = tuple(each for each in qualifiers if each[0] not in _ELSEWHERE)
    return GoldClaim((predicate, *nodes), certainty, narrowing)


def read_gold(file: Path, group: str, lexicon: Lexicon) -> Iterator[GoldText]:
    """Read the texts of a file of the gold, in its order.

    Args:
        file: one JSON object a line; nodes are CURIEs of the graph, or words in quotes where it
            has none.
        group: the key that says what kind of text it is.
        lexicon: finds the label behind words in quotes, where the reader has a name for them.

    Raises:
        ValueError: a line is not what it should be; file and line are named.
    """

    def node(written: object) -> str:
        return _node(str(written), lexicon)

    def text(row: Mapping[str, Any]) -> GoldText:
        claims = tuple(_claim(claim, node) for claim in row["claims"])
        return GoldText(row["id"], row["split"], row[group], row["text"], claims)

    return json_lines(file, text)


def read_wordings(file: Path, lexicon: Lexicon) -> Iterator[GoldText]:
    """Read texts whose plain claims alone are annotated, as triples; all are to tune on.

    Args:
        file: one JSON object a line, with ``id``, ``genre``, ``text`` and ``claims``; nodes as in
            the gold.
        lexicon: finds the label behind words in quotes.

    Raises:
        ValueError: a line is not what it should be; file and line are named.
    """

    def claim(subject: str, predicate: str, obj: str) -> GoldClaim:
        triple = (predicate, _node(subject, lexicon), _node(obj, lexicon))
        return canonical(triple, "plain", iter(()), hedged=False)

    def text(row: Mapping[str, Any]) -> GoldText:
        claims = tuple(claim(*map(str, each)) for each in row["claims"])
        return GoldText(row["id"], "tune", row["genre"], row["text"], claims)

    return json_lines(file, text)


def _claim(claim: Mapping[str, object], node: Callable[[object], str]) -> GoldClaim:
    hedged = bool(claim["hedged"])
    certainty = "denied" if claim["polarity"] != "supports" else "hedged" if hedged else "plain"
    triple = (str(claim["predicate"]), node(claim["subject"]), node(claim["object"]))
    return canonical(triple, certainty, _narrowing(claim["qualifiers"], node), hedged=hedged)


def _narrowing(given: object, node: Callable[[object], str]) -> Iterator[tuple[str, str]]:
    if not isinstance(given, dict):
        raise TypeError("qualifiers are no object")
    for key, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            yield key, node(each)


def _node(written: str, lexicon: Lexicon) -> str:
    prefix, _, local = written.partition(":")
    if prefix in KINDS and local and " " not in written:
        return written
    entry = lexicon.lookup(written.strip('"'))
    return fold(entry.label if entry else written)
