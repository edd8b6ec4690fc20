"""Sentences on HER2 in the eligibility criteria of a trial, and whether they let in or keep out.

ClinicalTrials.gov asks for a list of criteria below the headings "Inclusion Criteria" and
"Exclusion Criteria" (https://clinicaltrials.gov/policy/protocol-definitions), as one free text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from her2kg.loaders.text.sentences import split_sentences

__all__ = ["Criterion", "her2_criteria", "mentions_her2", "unwrapped"]

_HER2 = re.compile(
    r"(?<![a-z0-9])(?:her[-\u2010\u2011]?2(?![0-9])|(?-i:HER 2)(?![0-9])"
    r"|(?:c[- ]?)?erb[- ]?b[-\u2010\u2011 ]?2(?![0-9])"
    r"|human\s+epidermal\s+(?:growth\s+factor\s+)?receptor[\s-]+(?:type\s+)?2(?![0-9]))",
    re.IGNORECASE,
)
_MARKER = re.compile(r"(?:[-*\u2022\u2013]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+")
_PART_NAME = r"(?:cohort|part|phase|arm|group|step|stage) \w{1,5}"
_BEFORE = (
    r"(?:(?:key|main|major|general|additional|specific|common|core|primary|study|trial|patients?|"
    rf"subjects?|participants?|{_PART_NAME} ?[:,-]?) )*"
)
_SECTION = re.compile(
    rf"{_BEFORE}(?P<kind>inclusion|exclusion|non[- ]?inclusion)(?: criteri(?:a|on))?"
    r"(?P<for> (?:for |-|\()[^:]*)? ?(?P<colon>:)? ?",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"(?:inclusion|exclusion) criteri(?:a|on) ?:"
    r"|(?:inclusion|exclusion|eligibility) criteri(?:a|on)\b.*:$",
    re.IGNORECASE,
)
_TURNED = {
    "inclusion": re.compile(
        r"\b(?:exclu(?:de[ds]?|ding|sion)|ineligible|not (?:be )?eligible)\b", re.IGNORECASE
    ),
    "exclusion": re.compile(
        r"\b(?:(?<!not )(?<!not be )eligible|allowed|permitted"
        r"|may (?:be )?(?:enrol|includ|particip))",
        re.IGNORECASE,
    ),
}
"""Words that turn the meaning of the heading round, for some patients at least."""

_PART = re.compile(rf"{_PART_NAME}(?: ?\([^()]*\))? ?:?", re.IGNORECASE)
_LEADERS = re.compile(r"[.!?\u3002\u2026]{50}")
"""Rows of dots, as in a form: no end of a sentence, and slow to search for one."""

_PREDICATES = {
    "inclusion": "inclusionCriterion",
    "exclusion": "exclusionCriterion",
    "": "eligibilityCriterion",
}
_OMITTED = " [\u2026] "
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Criterion:
    """One sentence on HER2.

    Attributes:
        predicate: property of the ontology: by the heading above it, or, where that is not
            plain or its own words turn it round, the one that leaves it open.
        text: the sentence; before it, what the list that it stands in begins with.
        statement: the whole criterion, with what stands above and below it, line by line.
    """

    predicate: str
    text: str
    statement: str


@dataclass(slots=True)
class _Block:
    """A paragraph or list item.

    Attributes:
        text: its words.
        level: how far it is indented; an item lies deeper than a paragraph.
        section: ``inclusion``, ``exclusion`` or empty.
        above: the block that it stands in.
        opener: that, or else the block of its own level that ends with a colon before it.
        follows_at_once: whether nothing stands between it and its opener.
        below: the blocks that stand in it.
    """

    text: str
    level: int
    section: str
    above: "_Block | None" = None
    opener: "_Block | None" = None
    follows_at_once: bool = False
    below: list["_Block"] = field(default_factory=list)


def mentions_her2(text: str) -> bool:
    """Say whether a text names HER2, in any of its usual spellings."""
    return _HER2.search(text) is not None


def unwrapped(text: str, *, indented_only: bool = False) -> str:
    """Join the lines of a wrapped text: one line for each paragraph and list item.

    Wrapped lines of an item begin where its words begin, behind the mark of the item.

    Args:
        text: the text.
        indented_only: leave lines that are not indented as they are; in Markdown as the
            registry writes it, each is a paragraph of its own.
    """
    lines: list[list[str]] = []
    column = -1
    for line in text.splitlines():
        content = line.strip()
        indent = len(line) - len(line.lstrip())
        marker = _MARKER.match(content)
        if not content:
            column = -1
        elif (
            column < 0
            or (indent != column and marker)
            or (indented_only and not 0 < indent == column)
        ):
            lines.append([line.rstrip()])
            column = indent + (marker.end() if marker else 0)
        else:
            lines[-1].append(content)
    return "\n".join(" ".join(parts) for parts in lines)


def her2_criteria(text: str) -> list[Criterion]:
    """Find the sentences on HER2.

    Args:
        text: the criteria, with one line for each paragraph and list item.

    Returns:
        The sentences in the order of the text, each once for each heading; the statements of
        one that stands there twice are joined.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    for block in _blocks(text):
        for sentence in _sentences(block):
            text = _in_context(block, sentence)
            key = _predicate(block.section, text), text
            found.setdefault(key, {})[_whole(block)] = None
    return [
        Criterion(predicate, words, "\n".join(whole)) for (predicate, words), whole in found.items()
    ]


def _predicate(section: str, text: str) -> str:
    turned = section and _TURNED[section].search(text)
    return _PREDICATES["" if turned else section]


def _sentences(block: _Block) -> Iterator[str]:
    if not mentions_her2(block.text):
        return
    if _LEADERS.search(block.text):
        yield block.text
    else:
        for sentence in split_sentences(block.text):
            words = block.text[sentence.start : sentence.end]
            if mentions_her2(words):
                yield words


def _blocks(text: str) -> list[_Block]:
    """Part a text into blocks, each with the section and the blocks that it stands in."""
    section = ""
    blocks: list[_Block] = []
    open_blocks: list[_Block] = []
    for line in text.splitlines():
        content = line.strip()
        marker = _MARKER.match(content)
        content = content[marker.end() :] if marker else content
        new_section, content = _heading(content, section, listed=marker is not None)
        if new_section != section:
            section, open_blocks = new_section, []
        if content:
            level = 2 * (len(line) - len(line.lstrip())) + (marker is not None)
            block = _Block(" ".join(content.split()), level, section)
            _put_below(block, open_blocks, blocks[-1] if blocks else None)
            blocks.append(block)
    return blocks


def _heading(content: str, section: str, *, listed: bool) -> tuple[str, str]:
    """Return the section that begins with a line, and what is left of the line.

    Where a line speaks of criteria in a way that is not plainly a heading, what follows is in
    no section: the wrong one would turn its meaning round.
    """
    bare = " ".join(content.split()).strip("*_# ")
    found = _SECTION.match(bare[:_LONGEST_HEADING])
    if found and (found["colon"] or found.end() == len(bare)):
        section = "inclusion" if found["kind"].casefold() == "inclusion" else "exclusion"
        if not (found["for"] or _PART.match(bare)):
            content = bare = bare[found.end() :].lstrip("*_ ")
            return ("" if _UNCLEAR.search(bare) else section), content
        return ("" if listed and not found["colon"] else section), content
    if _UNCLEAR.search(bare) or (not listed and _PART.fullmatch(bare)):
        section = ""
    return section, content


def _put_below(block: _Block, open_blocks: list[_Block], last: _Block | None) -> None:
    """Hang a block below the one that it belongs to, and close those that have ended.

    An item of a list belongs to a paragraph above it only when that ends with a colon. What
    ends with a colon itself begins a list of its own.
    """
    beside = None
    while open_blocks and open_blocks[-1].level >= block.level:
        beside = open_blocks.pop()
    above = open_blocks[-1] if open_blocks else None
    if above and (above.level % 2 or above.text.endswith(":")):
        block.above = above
        above.below.append(block)
    block.opener = block.above
    if beside and beside.level == block.level and not block.text.endswith(":"):
        opens = beside.text.endswith(":") and not beside.below
        block.opener = beside if opens else beside.opener
    block.follows_at_once = last is not None and last is block.opener
    open_blocks.append(block)


def _in_context(block: _Block, words: str) -> str:
    """Write before a sentence what its list begins with: alone it may say the opposite."""
    at_once = block.follows_at_once and block.text.startswith(words)
    while (opener := block.opener) is not None:
        words = f"{opener.text}{' ' if at_once else _OMITTED}{words}"
        at_once = opener.follows_at_once
        block = opener
    return words


def _whole(block: _Block) -> str:
    lines = list(_with_below(block))
    while block.opener is not None:
        block = block.opener
        lines.insert(0, block.text)
    return "\n".join(lines)


def _with_below(block: _Block) -> Iterator[str]:
    yield block.text
    for each in block.below:
        yield from _with_below(each)
