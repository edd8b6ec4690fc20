"""Numbered parts of a receptor, alone and in lists: "subdomains II and IV of HER2"."""

import re
from collections.abc import Iterator, Sequence

from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.mentions import Mention, in_place_of

__all__ = ["with_numbered"]

_OWNER = "HER2"
_NUMBER = r"(?:[IVX]{1,4}|\d{1,2})(?![\w-])"
_HEAD = r"(?:[Ee]xtracellular\s+|ECD\s+)?(?:[Ss]ub-?d|[Dd])omains?"
_JOIN = (
    r"\s*,?\s+(?:and|or|but\s+not|and\s+not|rather\s+than|instead\s+of|not|nor|to)\s+"
    r"|\s*,\s*(?:not\s+)?"
)
_LIST = re.compile(
    rf"(?<![\w-])(?:(?P<before>[\w/-]+?)(?:['\u2019]s)?\s+)?(?P<head>{_HEAD})\s+"
    rf"(?P<numbers>{_NUMBER}(?:(?:{_JOIN})(?:{_HEAD}\s+)?{_NUMBER})*)"
    r"(?:\s+of\s+(?:the\s+)?(?P<owner>[\w/-]+))?",
)
_ITEM = re.compile(rf"(?:{_HEAD}\s+)?(?P<number>{_NUMBER})")


def _owner(found: re.Match[str], lexicon: Lexicon) -> str:
    """Return whose parts they are: those of HER2 where nobody is named."""
    if found["owner"]:
        return found["owner"]
    if found["before"] and lexicon.lookup(found["before"]):
        return found["before"]
    return _OWNER


def _of_list(found: re.Match[str], text: str, lexicon: Lexicon) -> Iterator[Mention]:
    owner, head = _owner(found, lexicon), found["head"].removesuffix("s").replace("-", "")
    items = list(_ITEM.finditer(text, *found.span("numbers")))
    for place, item in enumerate(items):
        entry = lexicon.lookup(f"{head} {item['number']} of {owner}")
        if entry is None or entry.kind != "ProteinRegion":
            continue
        start = item.start() if place else found.start("head")
        if not place and owner == found["before"]:
            start = found.start("before")
        end = found.end() if item is items[-1] else item.end()
        yield Mention(start, end, entry.iri, entry.kind, entry.label)


def with_numbered(
    mentions: Sequence[Mention], text: str, bounds: tuple[int, int], lexicon: Lexicon
) -> list[Mention]:
    """Add the numbered parts that a sentence names, each member of a list of its own.

    Args:
        mentions: mentions of the sentence that do not overlap, in order.
        text: the document.
        bounds: start and end of the sentence.
        lexicon: where "subdomain IV of HER2" is looked up.

    Returns:
        Mentions in order. A numbered part takes the place of the shorter names inside it; one
        whose owner the graph does not know is left alone.
    """
    if text.find("omain", *bounds) < 0:
        return list(mentions)
    lists = list(_LIST.finditer(text, *bounds))
    added = [one for found in lists for one in _of_list(found, text, lexicon)]
    spans = [(one.start, one.end) for one in added]
    spans += [found.span() for found in lists if found["owner"]]
    kept = [
        one
        for one in mentions
        if one.kind != "ProteinRegion" or not any(s < one.end and one.start < e for s, e in spans)
    ]
    return in_place_of(kept, added)
