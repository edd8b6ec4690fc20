"""What narrows a claim within its sentence: values, shares, partners, line, setting, status."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import Literal

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.masking import CLOSE, Masked
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.patterns import Argument, compile_pattern
from her2kg.ontology.model import Qualifier

__all__ = ["Ends", "narrowings", "share_of", "shares"]

_SUBJECT, _OBJECT = "\ue002", "\ue003"
_END = f"{{}}[A-Za-z0-9]+#\\d+{CLOSE}"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OF_HUNDRED = re.compile(r"(\d+(?:\.\d+)?(?: ?(?:-|to) ?\d+)?) (?:out of|in|of)(?: every)? 100\b")
_BETWEEN_SHARES = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_PERCENT = re.compile(r"%|per ?cent", re.IGNORECASE)
_AT_MOST = re.compile(
    r"^(?:(?:up to|(?:slightly )?less than|fewer than|at most|(?:just |slightly )?under"
    r"|as (?:many|much) as)\b|[<\u2264])",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"^(?:(?:(?:slightly )?more than|(?:just |well |slightly )?over|at least"
    r"|as (?:few|little) as)\b|[>\u2265])",
    re.IGNORECASE,
)
_FIGURES = frozenset(
    {
        "ciLower",
        "ciUpper",
        "confidenceInterval",
        "controlValue",
        "experimentalValue",
        "frequency",
        "gradeThreePlus",
        "hazardRatio",
        "pValue",
        "sharePercent",
    }
)
"""Properties that say how much; claims that differ in them speak of the same fact."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of a claim in a masked sentence.

    Attributes:
        subject: the subject.
        object: the object.
        anchor: offset in the masked sentence of the object, or of the match where the sentence
            has no word of its own for it.
    """

    subject: Mention
    object: Mention
    anchor: int


@dataclass(frozen=True, slots=True)
class _Rule:
    predicates: frozenset[str]
    property: str
    where: str
    fixed: str
    regex: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in read_rows("qualifiers.tsv"):
        fixed = row["kinds"].removeprefix("=") if row["kinds"].startswith("=") else ""
        kinds = frozenset() if fixed else frozenset(filter(None, row["kinds"].split("|")))
        arguments = {"c": Argument(kinds)}
        written = row["pattern"].replace("<s>", _END.format(_SUBJECT))
        written = written.replace("<o>", _END.format(_OBJECT))
        rules.append(
            _Rule(
                predicates=frozenset(row["predicates"].split("|")),
                property=row["property"],
                where=row["where"],
                fixed=fixed,
                regex=compile_pattern(written, arguments),
            )
        )
    return tuple(rules)


@cache
def _rules_for(predicate: str) -> tuple[_Rule, ...]:
    return tuple(rule for rule in _rules() if predicate in rule.predicates)


def _window(rule: _Rule, masked: Masked, ends: Ends) -> tuple[int, int]:
    """Return the stretch of the sentence in which a rule looks for its value."""
    alike = [
        (start, end)
        for slot, start, end in zip(
            masked.slots, masked.masked_starts, masked.masked_ends, strict=True
        )
        if slot.kind == ends.object.kind
    ]
    if rule.where == "after":
        return ends.anchor, min((s for s, _ in alike if s > ends.anchor), default=len(masked.text))
    if rule.where == "before":
        end = next((e for s, e in alike if s == ends.anchor), ends.anchor)
        return max((e for s, e in alike if s < ends.anchor), default=0), end
    return 0, len(masked.text)


def _marked(masked: Masked, ends: Ends) -> str:
    """Mark the placeholders of the subject and the object, at the length they have."""
    text = masked.text
    for mark, one in ((_SUBJECT, ends.subject), (_OBJECT, ends.object)):
        for slot, start in zip(masked.slots, masked.masked_starts, strict=True):
            if any(mention.iri == one.iri for mention in slot.mentions):
                text = f"{text[:start]}{mark}{text[start + 1 :]}"
    return text


@dataclass(frozen=True, slots=True)
class _At:
    """Where the sentence stands, and where fixed values are looked up."""

    text: str
    offset: int
    lexicon: Lexicon


def _values(rule: _Rule, found: re.Match[str], masked: Masked, at: _At) -> Iterator[Qualifier]:
    number = found.groupdict().get("c")
    identifying = rule.property not in _FIGURES
    if rule.fixed:
        entry = at.lexicon.lookup(rule.fixed)
        if entry:
            yield Qualifier(rule.property, entry.iri, identifying=identifying)
    elif number is not None:
        for one in masked.slots[int(number)].mentions:
            yield Qualifier(rule.property, one.iri, identifying=identifying)
    else:
        start, end = (masked.original(at.offset + place) for place in found.span("value"))
        words = " ".join(at.text[start:end].split())
        yield Qualifier(rule.property, Literal(words), identifying=identifying)


def narrowings(
    masked: Masked, text: str, predicate: str, ends: Ends, lexicon: Lexicon
) -> list[Qualifier]:
    """Find what narrows a claim in its own sentence.

    Args:
        masked: the sentence.
        text: the document.
        predicate: of the claim.
        ends: what the claim joins.
        lexicon: where fixed values are looked up.

    Returns:
        Qualifiers in the order of their table: nodes, or words of the text; of several rules
        for the same words the first that fits.
    """
    found: dict[tuple[str, object], Qualifier] = {}
    worded: set[str] = set()
    marked = _marked(masked, ends)
    for rule in _rules_for(predicate):
        if rule.property in worded:
            continue
        first, last = _window(rule, masked, ends)
        for match in rule.regex.finditer(marked[first:last]):
            for one in _values(rule, match, masked, _At(text, first, lexicon)):
                if one.value not in {ends.subject.iri, ends.object.iri}:
                    found.setdefault((one.predicate, one.value), one)
            if match.groupdict().get("value") is not None:
                worded.add(rule.property)
                break
    return list(found.values())


def shares(words: str, count: int) -> list[str]:
    """Give each of several objects its own share where as many are said, else all the same.

    Args:
        words: e.g. ``2% and 18%``.
        count: how many objects there are.
    """
    each = _BETWEEN_SHARES.split(words)
    return each if len(each) == count > 1 else [words] * count


def share_of(words: str) -> list[Qualifier]:
    """Turn the words of a share into qualifiers.

    Args:
        words: e.g. ``about 15-20%``, ``3 in 100``, ``one in five``.

    Returns:
        The words, and the lower and upper end in per cent where figures say them.
    """
    spelled = [Qualifier("sharePercent", Literal(words))]
    hundred = _OF_HUNDRED.search(words)
    figures = hundred[1] if hundred else words if _PERCENT.search(words) else ""
    numbers = _NUMBER.findall(figures)
    if not numbers:
        return spelled
    if not _AT_MOST.search(words):
        spelled.append(Qualifier("shareLower", Literal(numbers[0])))
    if not _AT_LEAST.search(words):
        spelled.append(Qualifier("shareUpper", Literal(numbers[-1])))
    return spelled
