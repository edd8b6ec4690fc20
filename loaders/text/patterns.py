"""Patterns over masked sentences, compiled from their table."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from her2kg.loaders.text.data import PATTERN_FILES, expand_macros, read_rows
from her2kg.loaders.text.losses import withheld
from her2kg.loaders.text.masking import CLOSE, OPEN, Masked
from her2kg.loaders.text.mentions import word_class
from her2kg.loaders.text.needed import WordFinder, needed_words

__all__ = [
    "Argument",
    "Pattern",
    "all_patterns",
    "compile_pattern",
    "find_pattern",
    "patterns_for",
    "triggers",
]

_REACH = 60
_TWO = 2
_FIRST_SLOT = re.compile(r"<([so])>(?![?*{])")
_SLOT = re.compile(r"<(s|o|c|any)>")
_LAST_WORDS = re.compile(r"([\w'-]+)\s+(?:(?:the|an?|this|these|those|its|their|both)\s+)?$")
_RELATIVE = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}(?:\s+\w+)?\s*,?\s+(?:which|that|who)\s")
_NEW_CLAUSE = re.compile(rf"[,{CLOSE}]\s*(?:and|or|but)\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
_GIVING = re.compile(
    r"(?:^|[,;:]|\b(?:that|and|but|because))\W*(?:the\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:months|weeks|years?|addition|use|treatment|therapy|course|cycles|doses?)"
    r"\s+(?:of|with)\s+(?:the\s+)?(?:adjuvant\s+)?$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"@(?:LISTED|NAMES)<(\w)>")
_TREATMENT = re.compile(rf"{OPEN}(?:Drug|DrugClass|Regimen)#\d+{CLOSE}")
_LISTED = re.compile(
    rf"\b(?:of|to|with|for|plus|by|from|than|over|versus|vs)\s+(?:(?:the|an?)\s+)?"
    rf"{_TREATMENT.pattern}\s*,?\s+(?:and|or|plus)\s+(?:(?:the|an?)\s+)?$"
)
_AMOUNT = re.compile(r"\b(?:days?|weeks?|months?|years?|cycles?|courses?|doses?) of\s+$")
_NEXT = re.compile(r"\s*(?:$|[.,;:)\]!?\"'(]|\u2014|\s-\s|([A-Za-z]+)(?![\w-]))")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a pattern: classes that may fill it, or a fixed entity.

    Attributes:
        kinds: classes of the mention; empty for a fixed entity.
        label: label of the fixed entity; empty for a mention.
        composed: whether a status takes the cancer of the other argument with it.
        implied: whether the sentence leaves it out, and the study of the paragraph fills it.
        with_status: whether it must say a status: a cancer in its name, a status which one.
        own: whether it is the status in the name of the other argument, a cancer.
    """

    kinds: frozenset[str]
    label: str = ""
    composed: bool = False
    implied: bool = False
    with_status: bool = False
    own: bool = False


@dataclass(frozen=True)
class Pattern:
    """A way in which prose says something.

    Attributes:
        id: stable name, kept with each claim.
        text: the pattern as its table writes it.
        predicate: local name of the property.
        subject: what may be the subject.
        object: what may be the object.
        context: what the ``c`` of the pattern may be; no kinds where it has none.
        nearby: class of which the only one named in the sentence narrows the claim, or empty.
        context_predicate: property of the qualifier, or empty.
        confidence: how sure it is when nothing weakens the sentence, 0 to 1.
        listed: the argument that is any item of a list, with unknown names between: ``s``, ``o``
            or empty.
        several: whether all findings of a list before it are meant, and not the nearest name.
        opening: classes of the argument that it begins with; empty where it begins otherwise.
        needed: words of which it fits no sentence without one; empty where it needs none.
        orders: for a trigger, in which orders it may stand with its arguments, ``s~o`` and so
            on; empty for a whole pattern.
        without: for a trigger, classes of which nothing may stand between it and them.
    """

    id: str
    text: str
    predicate: str
    subject: Argument
    object: Argument
    context: Argument
    nearby: str
    context_predicate: str
    confidence: float
    listed: str
    several: bool
    opening: frozenset[str]
    needed: frozenset[str]
    orders: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression over a masked sentence, made when it is first tried.

        Groups ``s``, ``o``, ``c`` hold slot numbers, ``value`` an amount.
        """
        arguments = {"s": self.subject, "o": self.object, "c": self.context}
        return compile_pattern(self.text, arguments)


_LISTS = ("@LEVELS", "@NAMES<s>")
"""How a pattern says that all items of a list before it, or up to it, are meant."""


def _argument(cell: str) -> Argument:
    if cell.startswith("="):
        return Argument(frozenset(), label=cell[1:])
    kinds = frozenset(filter(None, cell.strip("^+*-").split("|")))
    marks = cell[:1], cell[-1:]
    return Argument(
        kinds,
        composed="+" in marks,
        implied="^" in marks,
        with_status="*" in marks,
        own="-" in marks,
    )


def _cell(row: Mapping[str, str], column: str) -> frozenset[str]:
    return frozenset(filter(None, row.get(column, "").split("|")))


def _placeholder(kinds: frozenset[str], group: str) -> str:
    number = r"\d+" if group == "any" else rf"(?P<{group}>\d+)"
    names = "|".join(sorted(kinds)) if kinds else "[A-Za-z0-9]+"
    return f"{OPEN}(?:{names})#{number}{CLOSE}"


def compile_pattern(text: str, arguments: Mapping[str, Argument]) -> re.Pattern[str]:
    """Compile a pattern as a table writes it.

    Args:
        text: the pattern, with slots and macros.
        arguments: what may fill ``<s>``, ``<o>`` and ``<c>``, by letter.

    Returns:
        The expression over masked sentences; it matches whole words.
    """
    spaced = re.sub(r" +", r"\\s+", expand_macros(text))
    filled = _SLOT.sub(
        lambda found: _placeholder(
            arguments[found[1]].kinds if found[1] != "any" else frozenset(), found[1]
        ),
        spaced,
    )
    return re.compile(rf"(?<![\w-])(?:{filled})(?![\w-])", re.IGNORECASE)


def _opening(text: str, arguments: Mapping[str, Argument]) -> frozenset[str]:
    """Return the classes of the argument that a pattern cannot begin without."""
    found = _FIRST_SLOT.match(text)
    return arguments[found[1]].kinds if found else frozenset()


@cache
def _macro_words(name: str) -> frozenset[str]:
    return needed_words(expand_macros(f"@{name}"), _macro_words)


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
            text=row["pattern"],
            predicate=row["predicate"],
            subject=arguments["s"],
            object=arguments["o"],
            context=arguments["c"],
            nearby=kinds if where == "sentence" else "",
            context_predicate=predicate,
            confidence=float(row["confidence"]),
            listed=found[1] if (found := _ITEM.search(row["pattern"])) else "",
            several=any(macro in row["pattern"] for macro in _LISTS),
            opening=_opening(row["pattern"], arguments),
            needed=needed_words(row["pattern"], _macro_words),
            orders=_cell(row, "orders"),
            without=_cell(row, "without"),
        )
        patterns.append(pattern)
    return tuple(patterns)


@cache
def triggers() -> frozenset[str]:
    """Return the ids of the patterns that are only a word and the names nearest to it."""
    return frozenset(pattern.id for pattern in all_patterns() if pattern.orders)


def _could_fit(pattern: Pattern, kinds: frozenset[str], repeated: frozenset[str]) -> bool:
    named = [
        argument.kinds & kinds
        for argument in (pattern.subject, pattern.object, pattern.context)
        if argument.kinds and not (argument.implied or argument.own)
    ]
    if len(named) < _TWO:
        return all(named)
    return any(one != other or one in repeated for one in named[0] for other in named[1])


@lru_cache(maxsize=4096)
def _fitting(kinds: frozenset[str], repeated: frozenset[str]) -> tuple[Pattern, ...]:
    return tuple(one for one in all_patterns() if _could_fit(one, kinds, repeated))


@cache
def _needed() -> WordFinder:
    return WordFinder(word for pattern in all_patterns() for word in pattern.needed)


def patterns_for(masked: Masked) -> list[Pattern]:
    """Return the patterns that a sentence could fit, by its names and its words."""
    kinds = Counter(slot.kind for slot in masked.slots)
    repeated = frozenset(kind for kind, times in kinds.items() if times > 1)
    met = _needed().met(masked.text.lower())
    fitting = _fitting(frozenset(kinds), repeated)
    return [one for one in fitting if not (one.needed and one.needed.isdisjoint(met))]


def _stands_alone(text: str, start: int) -> bool:
    """Tell whether the first argument is not part of a larger noun phrase before it."""
    if _TREATMENT.match(text, start) and (
        withheld(text, start) or _LISTED.search(text, max(0, start - _REACH), start)
    ):
        return False
    if _RELATIVE.match(text, start) or _NEW_CLAUSE.search(text, max(0, start - _REACH), start):
        return True
    if _GIVING.search(text, max(0, start - _REACH), start):
        return True
    found = _LAST_WORDS.search(text, max(0, start - _REACH), start)
    if _AMOUNT.search(text, max(0, start - _REACH), start):
        return True
    return found is None or found[1].casefold() not in word_class("before")


def _ends_phrase(text: str, end: int) -> bool:
    """Tell whether the match is not the beginning of a longer noun phrase."""
    found = _NEXT.match(text, end)
    if found is None or found[1] is None:
        return found is not None
    return found[1].casefold() in word_class("follow") or found[1].endswith("ly")


def _places(pattern: Pattern, masked: Masked) -> Iterator[re.Match[str]]:
    """Yield a match at each place where the pattern fits."""
    if pattern.opening:
        for slot, start in zip(masked.slots, masked.masked_starts, strict=True):
            if slot.kind in pattern.opening and (found := pattern.regex.match(masked.text, start)):
                yield found
        return
    place = 0
    while found := pattern.regex.search(masked.text, place):
        place = found.start() + 1
        yield found


def find_pattern(pattern: Pattern, masked: Masked) -> Iterator[re.Match[str]]:
    """Find the places where a pattern fits a masked sentence, overlapping ones too.

    Args:
        pattern: the pattern.
        masked: the sentence.

    Yields:
        Matches over ``masked.text`` whose arguments are whole noun phrases.
    """
    seen: set[tuple[object, ...]] = set()
    for found in _places(pattern, masked):
        opens = masked.text[found.start()] == OPEN
        if opens and not _stands_alone(masked.text, found.start()):
            continue
        for each in _with_later_items(pattern, masked, found):
            slots = (each.end(), *(each.groupdict().get(name) for name in "soc"))
            if slots not in seen and _ends_phrase(masked.text, each.end()):
                seen.add(slots)
                yield each


def _with_later_items(
    pattern: Pattern, masked: Masked, found: re.Match[str] | None
) -> Iterator[re.Match[str]]:
    """Yield a match, and where it passes over a list, one for each later item of the list."""
    text = masked.text
    while found:
        yield found
        if not pattern.listed:
            return
        number = int(found[pattern.listed])
        first, last = masked.masked_starts[number] + 1, masked.masked_ends[number]
        passed = re.sub(r"^[A-Za-z]+", lambda kind: "x" * len(kind[0]), text[first:last])
        text = f"{text[:first]}{passed}{text[last:]}"
        found = pattern.regex.match(text, found.start())
