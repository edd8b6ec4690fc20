"""Mentions: which entity the words of a sentence name, nested and composed ones too."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rdflib import URIRef

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.joining import joined
from her2kg.loaders.text.lexicon import Entry, Hit, Lexicon
from her2kg.ontology.model import Entity
from her2kg.ontology.namespaces import mint

__all__ = [
    "Mention",
    "compose",
    "find_mentions",
    "in_place_of",
    "made_mention",
    "word_class",
]

_GAP = r"[\s*_`-]+"
_SEPARATOR = r"(?:\s*,\s*(?:and|or)\s+|\s*,\s*|\s+(?:and|or|and/or)\s+)"
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_NEXT_WORDS = re.compile(rf"{_GAP}({_WORD}(?: {_WORD})?)")
_PARENTHESIS = re.compile(r"\s?\([A-Za-z0-9/+-]{2,12}\)")
_RIGHT_ITEM = re.compile(rf"{_SEPARATOR}({_WORD})(?![\w-])")
_LEFT_ITEM = re.compile(rf"(?<![\w-])({_WORD}(?: {_WORD})?){_SEPARATOR}$")
_TAIL = re.compile(r"\s+of\s.+", re.DOTALL)
_REACH = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an entity: ``text[start:end]``.

    Attributes:
        start: offset of the first character.
        end: offset behind the last character.
        iri: the entity.
        kind: its class.
        label: its label.
        setting: stage or setting that the words add to a cancer, e.g. ``metastatic``.
        parts: the mentions inside it.
        composed: the entity itself where status and cancer make one that no table defines.
    """

    start: int
    end: int
    iri: URIRef
    kind: str
    label: str
    setting: str = ""
    parts: tuple["Mention", ...] = ()
    composed: Entity | None = None


@cache
def word_class(name: str) -> frozenset[str]:
    """Return one closed class of words of ``words.tsv``, lower case."""
    rows = {row["class"]: row["words"] for row in read_rows("words.tsv")}
    return frozenset(word.replace("-", " ") for word in rows[name].split())


@cache
def _between() -> re.Pattern[str]:
    """Match what may stand between a status and its cancer; the group holds the settings."""
    words = sorted(
        word_class("adjective") | word_class("setting"), key=lambda one: (-len(one), one)
    )
    any_of = "|".join(word.replace(" ", r"[\s-]+") for word in words)
    listed = rf"(?:{any_of})(?:(?:\s*,\s*|\s+(?:and|or)\s+|\s+)(?:{any_of}))*"
    return re.compile(rf"(?<![\w-])({listed})\s+$", re.IGNORECASE)


def _settings(words: str) -> str:
    """Return the settings among some words with what joins them: "unresectable or metastatic"."""
    known = sorted(word_class("setting"), key=lambda one: (-len(one), one))
    pattern = "|".join(word.replace(" ", r"[\s-]+") for word in known)
    found = list(re.finditer(pattern, words, re.IGNORECASE))
    said = words[found[0].start() : found[-1].end()] if found else ""
    return " ".join(said.casefold().replace("-", " ").split())


def _of_entry(entry: Entry, start: int, end: int) -> Mention:
    return Mention(start, end, entry.iri, entry.kind, entry.label)


def _nest(hits: Iterable[Hit]) -> list[Mention]:
    """Keep the longest hits side by side; shorter ones become their parts."""
    tops: list[Mention] = []
    for hit in hits:
        mention = _of_entry(hit.entry, hit.start, hit.end)
        if not tops or hit.start >= tops[-1].end:
            tops.append(mention)
        elif hit.end <= tops[-1].end and (hit.start, hit.end) != (tops[-1].start, tops[-1].end):
            tops[-1] = replace(tops[-1], parts=(*tops[-1].parts, mention))
    return tops


def _within_parenthesis(mention: Mention, following: Mention | None, text: str) -> int:
    """Return where a mention ends once ``(abbreviation)`` behind it is taken in."""
    found = _PARENTHESIS.match(text, mention.end)
    if found is None:
        return mention.end
    if following is None or following.start >= found.end():
        inner = text[mention.end : found.end()].strip(" ()")
        return found.end() if inner.isupper() and inner.isalpha() else mention.end
    genes = {"Protein", "Gene"}
    same = following.iri == mention.iri or {following.kind, mention.kind} <= genes
    whole = following.end == found.end() - 1
    return found.end() if same and whole else mention.end


def _join_appositions(mentions: list[Mention], text: str) -> list[Mention]:
    joined: list[Mention] = []
    for place, mention in enumerate(mentions):
        if joined and mention.start < joined[-1].end:
            continue
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        end = _within_parenthesis(mention, following, text)
        joined.append(replace(mention, end=end))
    return joined


def _extend(mention: Mention, limit: int, lexicon: Lexicon, text: str) -> Mention:
    """Take in following words that make a longer name of the mention's label."""
    found = _NEXT_WORDS.match(text, mention.end, limit)
    if found is None:
        return mention
    words = found[1].split()
    if mention.kind == "Protein" and words[0].casefold() in word_class("grammar"):
        mention = replace(mention, end=found.start(1) + len(words[0]))
    for count in range(len(words), 0, -1):
        entry = lexicon.lookup(f"{mention.label} {' '.join(words[:count])}")
        if entry is not None and entry.iri != mention.iri:
            end = found.start(1) + len(" ".join(words[:count]))
            return replace(_of_entry(entry, mention.start, end), parts=(mention,))
    return mention


def compose(status: Mention, cancer: Mention, lexicon: Lexicon) -> Mention:
    """Make one cancer of a HER2 status and a wider cancer.

    Args:
        status: e.g. ``HER2-positive``.
        cancer: e.g. ``gastric cancer``.
        lexicon: where an entity of that name is looked for first.

    Returns:
        A mention that spans both, e.g. ``HER2-positive gastric cancer``.
    """
    start, end = min(status.start, cancer.start), max(status.end, cancer.end)
    parts = tuple(sorted((status, cancer), key=lambda part: part.start))
    label = f"{status.label} {cancer.label}"
    entry = lexicon.lookup(label)
    if entry is not None and entry.kind == "Cancer":
        return replace(_of_entry(entry, start, end), setting=cancer.setting, parts=parts)
    iri = URIRef(mint("Cancer", label))
    made = Entity(iri, "Cancer", label, broader=(cancer.iri,))
    return Mention(start, end, iri, "Cancer", label, cancer.setting, parts, made)


def _with_setting(mention: Mention, floor: int, text: str) -> Mention:
    found = _between().search(text, max(floor, mention.start - _REACH), mention.start)
    if mention.kind != "Cancer" or found is None:
        return mention
    return replace(mention, start=found.start(1), setting=_settings(found[1]))


def _join_status(left: Mention, right: Mention, lexicon: Lexicon, text: str) -> Mention | None:
    """Join ``HER2-positive`` and ``gastric cancer`` where they stand side by side."""
    between = text[left.end : right.start]
    apart = between.strip(" \t\r\n*_`,")
    if left.kind != "HER2Status" or right.kind != "Cancer" or apart:
        return None
    return compose(left, right, lexicon)


def _join_statuses(mentions: Sequence[Mention], lexicon: Lexicon, text: str) -> list[Mention]:
    return joined(mentions, lambda left, right: _join_status(left, right, lexicon, text))


def _shared_head(mention: Mention, floor: int, lexicon: Lexicon, text: str) -> list[Mention]:
    """Read ``breast`` in "breast and gastric cancers" as breast cancer."""
    if mention.kind != "Cancer":
        return []
    found = _LEFT_ITEM.search(text, max(floor, mention.start - _REACH), mention.start)
    if found is None:
        return []
    head = text[mention.start : mention.end].rsplit(maxsplit=1)[-1]
    words = found[1].split()
    for first in range(len(words)):
        entry = lexicon.lookup(f"{' '.join(words[first:])} {head}")
        if entry is not None and entry.kind == mention.kind:
            start = found.end(1) - len(" ".join(words[first:]))
            left = _of_entry(entry, start, found.end(1))
            return [*_shared_head(replace(mention, start=start), floor, lexicon, text), left]
    return []


def _shared_tail(mention: Mention, floor: int, lexicon: Lexicon, text: str) -> list[Mention]:
    """Read ``overexpression`` in "overexpression or amplification of HER2"."""
    if mention.kind != "Variant":
        return []
    found = _LEFT_ITEM.search(text, max(floor, mention.start - _REACH), mention.start)
    tail = _TAIL.search(text, mention.start, mention.end)
    if found is None or tail is None:
        return []
    words = found[1].split()
    for first in range(len(words)):
        entry = lexicon.lookup(f"{' '.join(words[first:])}{tail[0]}")
        if entry is not None and entry.kind == mention.kind:
            start = found.end(1) - len(" ".join(words[first:]))
            return [_of_entry(entry, start, found.end(1))]
    return []


def _shared_modifier(mention: Mention, limit: int, lexicon: Lexicon, text: str) -> list[Mention]:
    """Read "HER2 amplification and overexpression" and "cell growth, division, and repair"."""
    *modifier, _ = text[mention.start : mention.end].split()
    if mention.kind not in {"BiologicalProcess", "Variant"} or not modifier:
        return []
    items: list[Mention] = []
    place = mention.end
    while found := _RIGHT_ITEM.match(text, place, limit):
        entry = lexicon.lookup(f"{' '.join(modifier)} {found[1]}")
        if entry is None or entry.kind != mention.kind:
            break
        items.append(_of_entry(entry, found.start(1), found.end(1)))
        place = found.end(1)
    return items


def made_mention(start: int, end: int, kind: str, label: str) -> Mention:
    """Mention a thing that no table has; its entity is made as the linker makes them.

    Args:
        start: offset of the first character.
        end: offset behind the last one.
        kind: its class.
        label: its label.
    """
    made = Entity(URIRef(mint(kind, label)), kind, label)
    return Mention(start, end, made.iri, kind, label, composed=made)


def in_place_of(mentions: Sequence[Mention], added: Sequence[Mention]) -> list[Mention]:
    """Put mentions in the place of those that they overlap.

    Args:
        mentions: what was found before.
        added: what is found now.

    Returns:
        All that stay, in order.
    """
    kept = [
        one for one in mentions if not any(a.start < one.end and one.start < a.end for a in added)
    ]
    return sorted([*kept, *added], key=lambda one: one.start)


def find_mentions(
    text: str, hits: Sequence[Hit], bounds: tuple[int, int], lexicon: Lexicon
) -> list[Mention]:
    """Turn the names found in one sentence into mentions.

    The longest name wins and keeps the shorter ones inside as parts; ``(abbreviation)`` is
    taken in; a status before a cancer makes one cancer; shared heads and modifiers of a list
    are written out.

    Args:
        text: the whole document.
        hits: the names that lie in the sentence, in order.
        bounds: start and end of the sentence.
        lexicon: where composed names are looked up.

    Returns:
        Mentions that do not overlap, in order.
    """
    mentions = _join_appositions(_nest(hits), text)
    found: list[Mention] = []
    for place, mention in enumerate(mentions):
        limit = mentions[place + 1].start if place + 1 < len(mentions) else bounds[1]
        floor = found[-1].end if found else bounds[0]
        longer = _with_setting(_extend(mention, limit, lexicon, text), floor, text)
        heads = _shared_head(longer, floor, lexicon, text)
        tails = _shared_tail(longer, floor, lexicon, text)
        found += [*heads, *tails, longer, *_shared_modifier(longer, limit, lexicon, text)]
    return _join_statuses(found, lexicon, text)
