"""Choices by the majority of cue words."""

import re
from collections.abc import Mapping
from functools import cache

from benchmarks.reading.material import table

__all__ = ["chosen", "is_condition"]


@cache
def _cues(choice_of: str) -> Mapping[str, re.Pattern[str]]:
    rows = (row for row in table("cues.tsv") if row["set"] == choice_of)
    return {row["choice"]: re.compile(row["regex"], re.IGNORECASE) for row in rows}


def chosen(choice_of: str, text: str) -> str:
    """Return the alternative for which most words of a text speak, the first on a tie.

    Args:
        choice_of: the set of alternatives in ``cues.tsv``.
        text: a sentence.
    """
    counts = {choice: len(cue.findall(text)) for choice, cue in _cues(choice_of).items()}
    return max(counts, key=counts.__getitem__)


def is_condition(note: str) -> bool:
    """Tell whether a note of the reader is a condition, and not a quantifier."""
    return bool(_cues("condition")["conditional"].search(note))
