"""Where two wordings of a text part, in a few words."""

from difflib import SequenceMatcher

__all__ = ["excerpt", "same_words"]

_AROUND = 3
_LONGEST = 12
_QUOTES = str.maketrans("", "", "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}")


def same_words(one: str, other: str) -> bool:
    """Say whether two texts differ in white space and quotation marks at most."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return "".join(text.translate(_QUOTES).split())


def excerpt(was: str, now: str) -> str:
    """Show the first place where two texts differ, word by word.

    Args:
        was: the old text.
        now: the new text.

    Returns:
        E.g. ``… survival in the [trial → phase III trial] of lapatinib … and 2 more places``.

    >>> excerpt("responded well to the drug", "responded poorly to the drug")
    'responded [well → poorly] to the drug'
    """
    old, new = was.split(), now.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    places = [codes for codes in matcher.get_opcodes() if codes[0] != "equal"]
    if not places:
        return "white space"
    _, begin, end, start, stop = places[0]
    lead = "… " if begin > _AROUND else ""
    tail = " …" if end + _AROUND < len(old) else ""
    changed = f"[{_short(old[begin:end])} → {_short(new[start:stop])}]"
    shown = [*old[max(0, begin - _AROUND) : begin], changed, *old[end : end + _AROUND]]
    more = len(places) - 1
    others = f" and {more} more {'place' if more == 1 else 'places'}" if more else ""
    return f"{lead}{' '.join(shown)}{tail}{others}"


def _short(words: list[str]) -> str:
    cut = len(words) - _LONGEST
    return " ".join(words[:_LONGEST]) + (" …" if cut > 0 else "") if words else "nothing"
