"""Names folded for comparison, the same way wherever names are compared."""

import re
import unicodedata

__all__ = ["fold"]

_GREEK = re.compile("[\N{GREEK CAPITAL LETTER ALPHA}-\N{GREEK SMALL LETTER OMEGA}]")
_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Fold a name so that case, hyphens, spaces, accents and Greek letters do not matter.

    A plus or minus at the end stays: HER2+ and HER2- are opposites.

    >>> fold("T-DXd") == fold("t dxd"), fold("TGF-\N{GREEK SMALL LETTER ALPHA}"), fold("HER2 +")
    (True, 'tgfalpha', 'her2+')
    """
    lower = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", lower).replace("\N{MINUS SIGN}", "-").strip()
    spelled = _GREEK.sub(lambda letter: unicodedata.name(letter[0], letter[0]).split()[-1], plain)
    kept = _NO_LETTER_OR_DIGIT.sub("", spelled.casefold())
    return kept + plain[-1] if kept and plain[-1] in "+-" else kept
