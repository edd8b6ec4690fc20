"""The sentences right beside one, which may take back what it says."""

import re
from dataclasses import replace

from her2kg.loaders.text.masking import Masked

__all__ = ["beside", "parted", "with_beside"]

_MARK = "\u2029"
_REACH = 300
_BEFORE = re.compile(r"(?:^|[.!?:\n\r])[\W_]*([^.!?:\n\r]{2,250}[.!?:]*)[\s\"'\u201c*>-]*$")
_BEHIND = re.compile(r"[\s\"'\u201d*]*([^.!?]{1,250}(?:[.!?]|$))")
_GAP = re.compile(r"(?:\r\n?|\n)\s*(?:\r\n?|\n)")


def beside(text: str, bounds: tuple[int, int]) -> tuple[str, str]:
    """Return the short sentence or heading before a sentence, and the one behind it.

    Args:
        text: the document.
        bounds: start and end of the sentence.

    Returns:
        Their words, white space made plain; empty where there is none, or where it is long.
    """
    start, end = bounds
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    behind = _BEHIND.match(_GAP.split(text[end : end + _REACH], maxsplit=1)[0])
    return (_plain(before[1]) if before else "", _plain(behind[1]) if behind else "")


def _plain(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").replace(_MARK, " ").split())


def with_beside(masked: Masked, sentences: tuple[str, str]) -> Masked:
    """Let a sentence be judged together with those beside it.

    Args:
        masked: the sentence.
        sentences: what stands before and behind it.
    """
    whole = masked.whole or masked.text
    return replace(masked, whole=_MARK.join((whole, *sentences))) if any(sentences) else masked


def parted(whole: str) -> tuple[str, str, str]:
    """Return a masked sentence, and what stands before and behind it."""
    sentence, _, rest = whole.partition(_MARK)
    before, _, behind = rest.partition(_MARK)
    return sentence, before, behind
