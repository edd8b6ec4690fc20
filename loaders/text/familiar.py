"""Whether all words around a statement are known to leave it as plain as it stands."""

import re
from functools import cache, lru_cache

from her2kg.loaders.text.data import FAMILIAR_FILES, read_rows, read_words
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.masking import CLOSE, OPEN
from her2kg.loaders.text.remarks import parted

__all__ = ["is_familiar", "strange_words", "vouching", "words_of"]

_PLACEHOLDER = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:['-][^\W\d_]+)*(?!\d)")
_LITERAL = re.compile(r"[a-z]{3,}")
_LONGEST_ENDING = 3
_FEW = 5
_FIRST = 3
_POINTS_BACK = frozenset(
    (
        *("that", "this", "it", "so", "these", "those", "such", "both", "neither", "none"),
        *("all", "which", "above", "or", "not", "no", "but"),
    )
)
_POINTS_ON = re.compile(r":\W*$|\b(?:here|following|below)\b|\bthis\b\W*$", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, those with a hyphen whole, names left out.

    Args:
        text: a text, or a masked sentence.
    """
    return _WORD.findall(_PLACEHOLDER.sub(" ", text).lower())


@cache
def _familiar() -> frozenset[str]:
    return frozenset(word for name in FAMILIAR_FILES for word in read_words(name))


@lru_cache(maxsize=65536)
def is_familiar(word: str) -> bool:
    """Tell whether a word is on a list, or made of such words with hyphens.

    Args:
        word: in lower case.
    """
    if word in _familiar():
        return True
    parts = word.removesuffix("'s").split("-")
    return all(part in _familiar() for part in parts)


@cache
def vouching() -> tuple[re.Pattern[str], ...]:
    """Return the phrases whose words are no reason to doubt, in the order of their table."""
    phrases = (row["phrase"].replace(" ", r"\s+") for row in read_rows("familiar/phrases.tsv"))
    return tuple(re.compile(phrase, re.IGNORECASE) for phrase in phrases)


def _without_vouching(text: str) -> str:
    """Blank out the phrases that vouch for what a text says; offsets stay."""
    for phrase in vouching():
        text = phrase.sub(lambda found: " " * len(found[0]), text)
    return text


@cache
def _literals(pattern: str) -> frozenset[str]:
    return frozenset(_LITERAL.findall(pattern))


def _is_of(word: str, pattern: str) -> bool:
    """Tell whether a pattern names a word; it may write the ending as an alternative."""
    ends = range(max(_LONGEST_ENDING, len(word) - _LONGEST_ENDING), len(word) + 1)
    return any(word[:end] in _literals(pattern) for end in ends)


def _before_counts(before: str, lexicon: Lexicon) -> bool:
    """Tell whether the sentence before may speak of the statement."""
    short = len(words_of(before)) <= _FEW
    return short or bool(_POINTS_ON.search(before)) or not lexicon.find(before)


def _behind_counts(behind: str, lexicon: Lexicon) -> bool:
    """Tell whether the sentence behind may speak of the statement."""
    words = words_of(behind)
    points = not _POINTS_BACK.isdisjoint(words[:_FIRST])
    return len(words) <= _FEW or points or not lexicon.find(behind)


def strange_words(
    whole: str, span: tuple[int, int], pattern: str, lexicon: Lexicon
) -> tuple[str, ...]:
    """Return the words that are not known to leave a statement as it stands.

    There is no end to the ways of not asserting what a sentence holds ("legend has it that"),
    so a plain fact is made only of a sentence whose every word is familiar: of the statement,
    around it, and in a sentence beside it that has no subject of its own, or points to it.

    Args:
        whole: the masked sentence, those beside it joined to it.
        span: start of the match in it, and its end.
        pattern: regular expression of the match; its own words are familiar inside of it.
        lexicon: the names by which a sentence has a subject.

    Returns:
        The words in lower case, each once, those of the sentence first.
    """
    sentence, before, behind = map(_without_vouching, parted(whole))
    words = [*words_of(sentence[: span[0]]), *words_of(sentence[span[1] :])]
    words += [word for word in words_of(sentence[slice(*span)]) if not _is_of(word, pattern)]
    words += words_of(before) if _before_counts(before, lexicon) else []
    words += words_of(behind) if _behind_counts(behind, lexicon) else []
    return tuple(dict.fromkeys(word for word in words if not is_familiar(word)))
