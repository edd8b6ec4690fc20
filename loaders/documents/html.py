"""HTML: the words of a page that a reader sees, without navigation, scripts and references."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from her2kg.loaders.base import Material, OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, Outcome, is_english
from her2kg.loaders.documents.html_meta import PageMeta
from her2kg.loaders.documents.html_text import paragraphs

__all__ = ["Html"]

_BEGINS = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|(?:html|head|body|main|section|div|h1|p)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*)|!--)")
_PASSED_BY = {
    tag: re.compile(f"</{tag}", re.IGNORECASE)
    for tag in ("math", "script", "style", "svg", "textarea", "title", "xmp")
}
"""Elements in which tags are no elements of the page, with what ends them."""

_NO_END = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
        *("dd", "dt", "li", "optgroup", "option", "p", "rp", "rt"),
        *("tbody", "td", "tfoot", "th", "thead", "tr"),
    }
)
"""Elements that have no end, or whose end may be left out."""

_LONGEST_TITLE = 300
_LARGEST = 64 * 1024 * 1024
_DEEPEST = 256
"""Far more than pages need; the time of parsing grows with the depth."""


class Html:
    """Reads a page as one document."""

    name = "html"
    title = "HTML pages"
    homepage = "https://html.spec.whatwg.org"
    whole = True

    def recognises(self, head: str) -> bool:
        """Say whether the text begins as HTML does."""
        return _BEGINS.match(head) is not None

    def documents(self, material: Material) -> Iterator[Outcome]:
        """Yield the page, unless it is not in English, has no words or cannot be parsed."""
        if material.size > _LARGEST:
            yield Rejection(material.name, 1, "the page is larger than 64 MiB: split it")
            return
        text = material.text
        if _is_too_deep(text):
            yield Rejection(material.name, 1, "the elements of the page are nested too deeply")
            return
        page = LexborHTMLParser(text)
        meta = PageMeta(page)
        if not is_english(meta.language):
            yield OutOfScope(material.name, 1, "the page is not in English")
            return
        words = [*paragraphs(page)]
        if not words:
            yield Rejection(material.name, 1, "the page shows no words without its scripts")
            return
        yield Document(
            "\n\n".join(words),
            title=meta.title or (words[0] if len(words[0]) <= _LONGEST_TITLE else ""),
            identifier=meta.identifier,
            url=meta.url,
            date=meta.date,
            licence=meta.licence,
        )


def _is_too_deep(text: str) -> bool:
    """Say whether more elements are open at one place than a page has."""
    depth = place = 0
    while depth <= _DEEPEST and (found := _TAG.search(text, place)):
        tag = (found[2] or "").lower()
        place = _behind(text, tag, found.end())
        if tag and tag not in _NO_END and tag not in _PASSED_BY:
            depth = max(0, depth - 1) if found[1] else depth + 1
    return depth > _DEEPEST


def _behind(text: str, tag: str, place: int) -> int:
    """Return where the next tag may be, behind a comment or an element that is passed by."""
    if not tag:
        end = text.find("-->", place)
        return len(text) if end < 0 else end
    if tag in _PASSED_BY:
        closing = _PASSED_BY[tag].search(text, place)
        return closing.end() if closing else len(text)
    return place
