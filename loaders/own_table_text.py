"""Texts of tables and mappings: on one line, compared, and fit to be shown."""

import unicodedata

__all__ = ["folded", "tidy", "unprintable"]

_LAYOUT = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85"
_REORDERING = frozenset({"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"})
_NO_CHARACTERS = frozenset({0xFFFE, 0xFFFF})


def tidy(text: str) -> str:
    """Put a text on one line, with one blank where there is white space."""
    return " ".join(text.split())


def folded(word: str) -> str:
    """Fold a word of a mapping or of a cell, so that case and blanks do not matter."""
    return tidy(word).casefold()


def unprintable(text: str) -> str:
    """Name the first character that no label can hold, or return an empty text.

    These are control characters that are no white space, halves of characters, and marks that
    show what follows in another order than it is written. Marks of right-to-left scripts that
    reorder nothing else are sound.
    """
    for character in dict.fromkeys(text):
        if character not in _LAYOUT and (
            unicodedata.category(character) in {"Cc", "Cs"}
            or unicodedata.bidirectional(character) in _REORDERING
            or ord(character) & 0xFFFF in _NO_CHARACTERS
        ):
            return f"U+{ord(character):04X}"
    return ""
