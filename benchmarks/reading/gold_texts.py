"""The project's own gold: texts by kind or genre, with all their claims."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reading.material import json_lines
from benchmarks.reading.names import label_of_words
from benchmarks.reading.scores import Item
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import KINDS

__all__ = ["SETS", "GoldClaim", "GoldText", "canonical", "read_gold", "read_wordings", "set_of"]

SETS = {"first": {"S": 1, "P": 1}, "second": {"S": 301, "P": 101}, "third": {"S": 601, "P": 301}}
"""The sets of sentences and passages, each with the numbers from which its texts are counted."""

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


def set_of(text: str) -> str:
    """Return the name of the set that a sentence or passage belongs to.

    Args:
        text: its id, such as ``S601``.
    """
    kind, number = text[0], int(text[1:])
    return next(name for name in reversed(SETS) if number >= SETS[name][kind])


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

    def text(row: Mapping[str, Any]) -> GoldText:
        claims = tuple(_claim(claim, lexicon) for claim in row["claims"])
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


def _claim(claim: Mapping[str, object], lexicon: Lexicon) -> GoldClaim:
    hedged = bool(claim["hedged"])
    certainty = "denied" if claim["polarity"] != "supports" else "hedged" if hedged else "plain"
    ends = (_node(str(claim[end]), lexicon) for end in ("subject", "object"))
    narrowing = _narrowing(claim["qualifiers"], lexicon)
    return canonical((str(claim["predicate"]), *ends), certainty, narrowing, hedged=hedged)


def _narrowing(given: object, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    if not isinstance(given, dict):
        raise TypeError("qualifiers are no object")
    for key, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            yield key, _value(str(each), lexicon)


def _is_curie(written: str) -> bool:
    prefix, _, local = written.partition(":")
    return prefix in KINDS and bool(local) and " " not in written


def _node(written: str, lexicon: Lexicon) -> str:
    if _is_curie(written):
        return written
    return fold(label_of_words(written.strip('"'), lexicon) or written)


def _value(written: str, lexicon: Lexicon) -> str:
    if _is_curie(written):
        return written
    entry = lexicon.lookup(written.strip('"'))
    return fold(entry.label if entry else written)
