"""Drugs that a list with "respectively" gives to other genes than HER2."""

import re
from collections.abc import Iterator

from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.response_passages import DRUGS, Passage, Spoken

__all__ = ["of_other_genes"]

_RESPECTIVELY = re.compile(r"\s*,?\s*\brespectively\b", re.IGNORECASE)
_JOINER = re.compile(r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+")
_HER2 = re.compile(r"\b(?:HER-?2|ERBB2)\b", re.IGNORECASE)
_GENES = frozenset({"Gene", "Protein", "Variant", "HER2Status"})
_TWO = 2


def of_other_genes(passage: Passage) -> frozenset[int]:
    """Return where drugs are named that were given for changes of other genes.

    "Patients with HER2, EGFR or BRAF alterations were given trastuzumab, erlotinib or
    vemurafenib, respectively" gives the last two to others.

    Args:
        passage: the passage.

    Returns:
        Offsets in the document at which these names begin.
    """
    every = (each for spoken in passage.spoken for each in _others(passage.text, spoken))
    return frozenset(mention.start for mention in every)


def _others(text: str, spoken: Spoken) -> Iterator[Mention]:
    end = _RESPECTIVELY.search(text, *spoken.bounds)
    if end is None:
        return
    named = [one for one in spoken.mentions if one.end <= end.start()]
    drugs = [one for one in named if one.kind in DRUGS]
    genes = [one for one in named if one.kind in _GENES]
    if not drugs or not genes or genes[0].start > drugs[0].start:
        return
    first = _items(text, genes[0].start, drugs[0].start)
    second = _items(text, drugs[0].start, end.start())
    own = [number for number, (start, stop) in enumerate(first) if _HER2.search(text, start, stop)]
    if len(first) != len(second) or len(first) < _TWO or len(own) != 1:
        return
    start, stop = second[own[0]]
    yield from (one for one in drugs if not start <= one.start < stop)


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a list into its items, by commas and the words before its last."""
    items = []
    for joiner in _JOINER.finditer(text, start, end):
        items.append((start, joiner.start()))
        start = joiner.end()
    return [*items, (start, end)]
