"""One claim as one English sentence."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Phrase", "Saying", "phrase", "sentence"]

_MODALS = frozenset({"can", "could", "may", "might"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a property reads between its subject and its object.

    Attributes:
        positive: e.g. ``targets``.
        negative: e.g. ``does not target``; empty when denied in other words.
        base: e.g. ``target``, to stand behind ``may``; empty when it cannot.
    """

    positive: str
    negative: str
    base: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What goes into a sentence.

    Attributes:
        subject: label of the subject.
        predicate: local name of the property.
        predicate_label: label of the property.
        value: label of the object, or the text of the literal.
        polarity: ``supports``, ``refutes`` or ``nullResult``.
        hedge: hedging words, or empty.
        attribution: whom the text names as its authority, or empty.
        cancer: label of the cancer that it is narrowed to, or empty.
        narrowed: label and text of other things that narrow it.
    """

    subject: str
    predicate: str
    predicate_label: str
    value: str
    polarity: str = "supports"
    hedge: str = ""
    attribution: str = ""
    cancer: str = ""
    narrowed: tuple[tuple[str, str], ...] = ()


@cache
def _phrases() -> dict[str, Phrase]:
    text = (files("her2kg.queries") / "phrases.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {r["predicate"]: Phrase(r["positive"], r["negative"], r["base"]) for r in rows}


def phrase(predicate: str) -> Phrase | None:
    """Return how a property reads as a verb, or None for one that reads as a noun."""
    return _phrases().get(predicate)


def sentence(saying: Saying) -> str:
    """Write a claim as an English sentence without a full stop.

    A hedge, an attribution and whatever narrows the claim are never left out.

    >>> sentence(Saying("trastuzumab", "targets", "targets", "HER2", polarity="refutes"))
    'trastuzumab does not target HER2'
    >>> sentence(Saying("I1", "metric", "metric", "OS")) == "I1 \N{EN DASH} metric: OS"
    True
    """
    verb = phrase(saying.predicate)
    core = _with_verb(saying, verb) if verb else _with_noun(saying)
    parts = [core]
    if saying.cancer:
        parts.append(f" in {saying.cancer}")
    if saying.attribution:
        parts.append(f", according to {saying.attribution}")
    remarks = [f"{label}: {text}" for label, text in saying.narrowed]
    if saying.hedge and not _modal(saying, verb):
        remarks.insert(
            0,
            f"hedged: \N{LEFT DOUBLE QUOTATION MARK}{saying.hedge}\N{RIGHT DOUBLE QUOTATION MARK}",
        )
    if remarks:
        parts.append(f" ({'; '.join(remarks)})")
    return "".join(parts)


def _modal(saying: Saying, verb: Phrase | None) -> bool:
    """Say whether the hedge can stand before the verb: ``may target``."""
    plain = saying.polarity == "supports" and verb is not None and bool(verb.base)
    return plain and saying.hedge.casefold() in _MODALS


def _with_verb(saying: Saying, verb: Phrase) -> str:
    said = f"{saying.subject} {verb.positive} {saying.value}"
    if saying.polarity == "nullResult":
        return f"It was looked for and not found that {said}"
    if saying.polarity == "refutes":
        if verb.negative:
            return f"{saying.subject} {verb.negative} {saying.value}"
        return f"It is denied that {said}"
    if _modal(saying, verb):
        return f"{saying.subject} {saying.hedge.casefold()} {verb.base} {saying.value}"
    return said


def _with_noun(saying: Saying) -> str:
    said = f"{saying.subject} \N{EN DASH} {saying.predicate_label}: {saying.value}"
    if saying.polarity == "supports":
        return said
    denied = saying.polarity == "refutes"
    return f"It is denied: {said}" if denied else f"It was looked for and not found: {said}"
