"""Plain text and Markdown, whose offsets are those of the file."""

import re
from collections.abc import Iterator

from her2kg.loaders.base import PDF_MARK, Material
from her2kg.loaders.documents.document import Document
from her2kg.loaders.documents.inline import NUMBERED, folded
from her2kg.loaders.text.parts import in_parts
from her2kg.loaders.text.sentences import split_sentences

__all__ = ["Plain", "readable"]

_MARKUP = re.compile(r"\s*(?:<[!?a-zA-Z]|[\[{]\s*[\[{\"\]}])")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LICENCE = re.compile(r"^\W{0,20}Licen[cs]e:[^\S\n]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
_LINK = re.compile(
    r"!?\[([^\[\]]{1,300})\]"
    r"(?:\([^()\s]{0,2000}(?:[ \t]{1,9}\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,100}\])"
)
_FEWEST_WORDS = 3
_FEWEST_LINES = 2


class Plain:
    """Reads a file as one document, and a long one in parts."""

    name = "plain"
    title = "plain text or Markdown"
    homepage = "https://spec.commonmark.org"
    whole = False

    def recognises(self, head: str) -> bool:
        """Say whether a text is prose: no table, markup language, data or binary content."""
        text = head.removeprefix("\ufeff")
        if text.startswith(PDF_MARK.decode()) or _CONTROL.search(text):
            return False
        if _MARKUP.match(text) or _is_table(text):
            return False
        return len(_WORDS.findall(text)) >= _FEWEST_WORDS

    def documents(self, material: Material) -> Iterator[Document]:
        """Yield the document, a long one part by part; title and licence stand in the first."""
        begin, title, licence = 0, "", ""
        parts = in_parts(material.pieces())
        text: str | None = next(parts, "")
        while text is not None:
            further = next(parts, None)
            plain = readable(text)
            if not begin:
                title, licence = _title(plain), _licence(text)
            yield Document(plain, title, licence=licence, begin=begin, ends=further is None)
            begin, text = begin + len(text), further


def readable(text: str) -> str:
    """Blank what stands in the way of sentences: targets of links and numbers of references.

    Args:
        text: plain text or Markdown.

    Returns:
        A text of the same length, whose offsets are those of the file.
    """
    linked = _LINK.sub(_words_of_link, text)
    return NUMBERED.sub(lambda found: " " * len(found[0]), linked)


def _words_of_link(found: re.Match[str]) -> str:
    before = found.start(1) - found.start()
    return " " * before + found[1] + " " * (found.end() - found.end(1))


def _is_table(text: str) -> bool:
    """Tell whether the first lines have the same number of tabs or of commas, as tables do."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    tabs = {line.count("\t") for line in lines}
    if tabs != {0} and len(tabs) == 1:
        return True
    commas = {line.count(",") for line in lines}
    tight = not any(", " in line for line in lines)
    return len(lines) >= _FEWEST_LINES and len(commas) == 1 and commas != {0} and tight


def _title(text: str) -> str:
    """Return the first heading or line of a text, or an empty text."""
    for sentence in split_sentences(text):
        return folded(text[sentence.start : sentence.end].strip("*_` "))
    return ""


def _licence(text: str) -> str:
    """Return the licence that a line ``Licence: …`` states, or an empty text."""
    found = _LICENCE.search(text.replace("\r", "\n"))
    return found[1].rstrip().removesuffix(".") if found else ""
