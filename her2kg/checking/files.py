"""The data files of this part: queries, rules and what implies what."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from her2kg.checking.model import Verdict
from her2kg.sparql_files import SparqlFile

__all__ = ["Rule", "implied_by", "query", "rules", "text_of_file"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the graph must hold for a verdict on a claim: a file ``rules/*.rq``.

    Where it says ``# given``, its query takes ``?subject``, ``?predicate``, ``?object``,
    ``?subject_label``, ``?object_label``, ``?day`` and, as far as the claim has them, ``?status``
    (of its cancer, and each kind of that) and ``?low`` and ``?high`` (per cent). Each row of its
    answer bears on the claim: ``?claim``, or a record ``?row`` with a sentence ``?says`` and its
    ``?source``, ``?url`` and ``?verified``.

    Attributes:
        why: the verdict in a sentence, the first line of the file.
        sparql: the query.
        verdict: given when the query has an answer.
        predicates: relations that the claim must have; empty for any.
        words: what its sentence must say.
        unless_words: what its sentence must not say.
        unless: relations of its subject that make up for it, anywhere in the document.
    """

    why: str
    sparql: str
    verdict: Verdict
    predicates: frozenset[str]
    words: re.Pattern[str]
    unless_words: re.Pattern[str] | None
    unless: frozenset[str]


@cache
def query(name: str) -> str:
    """Return the text of the query ``<name>.rq``."""
    return text_of_file(f"{name}.rq")


@cache
def text_of_file(name: str) -> str:
    """Return the text of a file of this folder."""
    return _folder().joinpath(name).read_text(encoding="utf-8")


@cache
def rules() -> tuple[Rule, ...]:
    """Read the rules, by file name."""
    entries = sorted(_folder().joinpath("rules").iterdir(), key=lambda entry: entry.name)
    return tuple(_rule(entry.read_text("utf-8")) for entry in entries if entry.name.endswith(".rq"))


@cache
def implied_by() -> Mapping[str, frozenset[str]]:
    """Return, by relation, the stronger relations from which it follows."""
    lines = [line for line in text_of_file("implied.tsv").splitlines() if not line.startswith("#")]
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        found.setdefault(row["predicate"], set()).add(row["implied_by"])
    return {predicate: frozenset(stronger) for predicate, stronger in found.items()}


def _folder() -> Traversable:
    return files("her2kg.checking")


def _rule(text: str) -> Rule:
    file = SparqlFile(text.split("\n", 1)[0].removeprefix("# "), text)
    without = file.directive("unless-words")
    return Rule(
        file.title,
        text,
        Verdict(file.directive("verdict")),
        frozenset(file.directive("of").split()),
        re.compile(file.directive("words"), re.IGNORECASE),
        re.compile(without, re.IGNORECASE) if without else None,
        frozenset(file.directive("unless").split()),
    )
