"""Patterns over masked sentences, compiled from their table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.text.data import PATTERN_FILES, read_rows
from her2kg.loaders.text.masking import CLOSE, OPEN, Masked
from her2kg.loaders.text.mentions import word_class

__all__ = ["Argument", "Pattern", "all_patterns", "find_pattern"]

_REACH = 60
_SLOT = re.compile(r"<(s|o|c|any)>")
_MACRO = re.compile(r"@([A-Z]+)")
_LAST_WORDS = re.compile(r"([\w'-]+)\s+(?:(?:the|an?|this|these|those|its|their|both)\s+)?$")
_RELATIVE = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}(?:\s+\w+)?\s*,?\s+(?:which|that|who)\s")
_NEW_CLAUSE = re.compile(rf"[,{CLOSE}]\s*(?:and|or|but)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:$|[.,;:)\]!?\"'(]|\u2014|\s-\s|([A-Za-z]+)(?![\w-]))")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a pattern: classes that may fill it, or a fixed entity.

    Attributes:
        kinds: classes of the mention; empty for a fixed entity.
        label: label of the fixed entity; empty for a mention.
        composed: whether a status takes the cancer of the other argument with it.
    """

    kinds: frozenset[str]
    label: str = ""
    composed: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way in which prose says something.

    Attributes:
        id: stable name, kept with each claim.
        regex: over a masked sentence; groups ``s``, ``o``, ``c`` hold slot numbers, ``value``
            an amount.
        predicate: local name of the property.
        subject: what may be the subject.
        object: what may be the object.
        context: what the ``c`` of the pattern may be; no kinds where it has none.
        nearby: class of which the only one named in the sentence narrows the claim, or empty.
        context_predicate: property of the qualifier, or empty.
        confidence: how sure it is when nothing weakens the sentence, 0 to 1.
    """

    id: str
    regex: re.Pattern[str]
    predicate: str
    subject: Argument
    object: Argument
    context: Argument
    nearby: str
    context_predicate: str
    confidence: float


def _argument(cell: str) -> Argument:
    if cell.startswith("="):
        return Argument(frozenset(), label=cell[1:])
    composed = cell.endswith("+")
    return Argument(frozenset(filter(None, cell.rstrip("+").split("|"))), composed=composed)


@cache
def _macros() -> dict[str, str]:
    macros: dict[str, str] = {}
    for row in read_rows("macros.tsv"):
        macros[row["name"]] = _MACRO.sub(lambda found: macros[found[1]], row["regex"])
    return macros


def _placeholder(kinds: frozenset[str], group: str) -> str:
    number = r"\d+" if group == "any" else rf"(?P<{group}>\d+)"
    names = "|".join(sorted(kinds)) if kinds else "[A-Za-z0-9]+"
    return f"{OPEN}(?:{names})#{number}{CLOSE}"


def _compile(text: str, arguments: dict[str, Argument]) -> re.Pattern[str]:
    written = _MACRO.sub(lambda found: _macros()[found[1]], text)
    spaced = re.sub(r" +", r"\\s+", written)
    filled = _SLOT.sub(
        lambda found: _placeholder(
            arguments[found[1]].kinds if found[1] != "any" else frozenset(), found[1]
        ),
        spaced,
    )
    return re.compile(rf"(?<![\w-])(?:{filled})(?![\w-])", re.IGNORECASE)


@cache
def all_patterns() -> tuple[Pattern, ...]:
    """Compile the table of patterns, in its order."""
    patterns = []
    for row in (row for name in PATTERN_FILES for row in read_rows(name)):
        where, predicate, kinds = (*row["context"].split(), "", "", "")[:3]
        arguments = {
            "s": _argument(row["subject"]),
            "o": _argument(row["object"]),
            "c": _argument(kinds if where == "slot" else ""),
        }
        pattern = Pattern(
            id=row["id"],
            regex=_compile(row["pattern"], arguments),
            predicate=row["predicate"],
            subject=arguments["s"],
            object=arguments["o"],
            context=arguments["c"],
            nearby=kinds if where == "sentence" else "",
            context_predicate=predicate,
            confidence=float(row["confidence"]),
        )
        patterns.append(pattern)
    return tuple(patterns)


def _stands_alone(text: str, start: int) -> bool:
    """Tell whether the first argument is not part of a larger noun phrase before it."""
    if _RELATIVE.match(text, start) or _NEW_CLAUSE.search(text, max(0, start - _REACH), start):
        return True
    found = _LAST_WORDS.search(text, max(0, start - _REACH), start)
    return found is None or found[1].casefold() not in word_class("before")


def _ends_phrase(text: str, end: int) -> bool:
    """Tell whether the match is not the beginning of a longer noun phrase."""
    found = _NEXT.match(text, end)
    if found is None or found[1] is None:
        return found is not None
    return found[1].casefold() in word_class("follow") or found[1].endswith("ly")


def find_pattern(pattern: Pattern, masked: Masked) -> Iterator[re.Match[str]]:
    """Find the places where a pattern fits a masked sentence, overlapping ones too.

    Args:
        pattern: the pattern.
        masked: the sentence.

    Yields:
        Matches over ``masked.text`` whose arguments are whole noun phrases.
    """
    place = 0
    seen: set[tuple[object, ...]] = set()
    while found := pattern.regex.search(masked.text, place):
        place = found.start() + 1
        alone = masked.text[place - 1] != OPEN or _stands_alone(masked.text, found.start())
        slots = (found.end(), *(found.groupdict().get(name) for name in "soc"))
        if alone and slots not in seen and _ends_phrase(masked.text, found.end()):
            seen.add(slots)
            yield found
