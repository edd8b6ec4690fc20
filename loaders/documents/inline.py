"""Words of a paragraph as plain text: white space, raised numbers, marks of references."""

import re
from collections.abc import Iterable

from her2kg.loaders.text.invisible import INVISIBLE

__all__ = ["NUMBERED", "folded", "joined", "marked", "raised"]

_OPEN, _CLOSE = "\ue010", "\ue011"
"""Private characters around the marks of references, while a paragraph is put together."""

_UNWANTED = re.compile(f"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff{_OPEN}{_CLOSE}{INVISIBLE}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = r"(?:[\s,;&\u2010-\u2015\u2212-]|and)*"
_MARK = f"{_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE}"
_NUMBER = rf"{_OPEN}[\s\[(]*\d[\s\d,;\u2010-\u2015\u2212-]*[a-z]?[\s\])]*{_CLOSE}"
_REFERENCES = re.compile(
    rf" ?[\[(]{_SEPARATORS}{_MARK}(?:{_SEPARATORS}{_MARK})*{_SEPARATORS}[\])]"
    rf"| ?{_NUMBER}(?:{_SEPARATORS}{_NUMBER})*"
)
_EXPONENT = re.compile(r"[+\u2212\u2013-]?\d+")

NUMBERED = re.compile(
    r" ?(?<!CI )(?<!CI, )(?<!CI: )(?<!range )"
    r"\[\^?\d{1,3}(?:[ ,;\u2013-]{1,3}\^?\d{1,3}){0,30}\](?![\w:(\[])"
)
"""Numbers of references in brackets, as text shows them; bounds of an interval are none."""


def folded(text: str) -> str:
    """Fold white space to single spaces, and leave out characters that are no part of words."""
    return " ".join(_SURROGATE.sub("\ufffd", _UNWANTED.sub("", text)).split())


def marked(text: str) -> str:
    """Set the mark of a reference (``12``, ``Smith 2001``) apart, for ``joined`` to judge."""
    return f"{_OPEN}{text.replace(_OPEN, '').replace(_CLOSE, '')}{_CLOSE}"


def raised(before: str, text: str) -> str:
    """Write superscript: an exponent behind a number as ``10^6``, anything else as it is.

    Args:
        before: what stands before it.
        text: the superscript.
    """
    power = before[-1:].isdigit() and _EXPONENT.fullmatch(text.strip())
    return f"^{text.strip()}" if power else text


def joined(run: Iterable[str]) -> str:
    """Join the pieces of a paragraph; numbers of references and such in brackets are left out.

    A reference that is part of a sentence ("as Smith (2001) showed") keeps its words.
    """
    text = " ".join("".join(run).split())
    return folded(_REFERENCES.sub("", text))
