"""Paragraphs of an element of JATS as plain text."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from her2kg.loaders.documents.inline import joined, marked, raised

__all__ = ["paragraphs", "words"]

_LEFT_OUT = frozenset(
    {
        *("alternatives", "chem-struct", "chem-struct-wrap", "code", "disp-formula"),
        *("disp-formula-group", "fn", "fn-group", "graphic", "inline-formula", "inline-graphic"),
        *("label", "media", "object-id", "permissions", "preformat", "ref-list", "related-article"),
        *("related-object", "sec-meta", "supplementary-material", "table", "table-wrap-foot"),
        *("tex-math", "{http://www.w3.org/1998/Math/MathML}math"),
    }
)
_RUNNING_ON = frozenset(
    {
        *("abbrev", "bold", "break", "email", "ext-link", "fixed-case", "italic", "milestone-end"),
        *("milestone-start", "monospace", "named-content", "overline", "private-char", "roman"),
        *("sans-serif", "sc", "strike", "styled-content", "sub", "sup", "target", "underline"),
        *("uri", "xref"),
    }
)
"""Elements within a sentence; every other one begins a paragraph."""


def paragraphs(element: Element) -> Iterator[str]:
    """Yield the titles, paragraphs, list items and captions of an element, in order.

    Numbers of references, formulas, tables and footnotes are left out.
    """
    run = [element.text or ""]
    for child in element:
        if child.tag in _RUNNING_ON:
            run.append(_inline(child, run))
        elif child.tag in _LEFT_OUT:
            run.append(" ")
        else:
            yield from filter(None, [joined(run)])
            run = []
            yield from paragraphs(child)
        run.append(child.tail or "")
    yield from filter(None, [joined(run)])


def words(element: Element | None) -> str:
    """Return the words of an element in one line; none for no element."""
    return " ".join(paragraphs(element)) if element is not None else ""


def _inline(element: Element, before: list[str]) -> str:
    """Return the words of an element within a sentence, given the pieces before it."""
    if element.tag == "break":
        return " "
    run = [element.text or ""]
    for child in element:
        if child.tag not in _LEFT_OUT:
            run.append(_inline(child, run))
        run.append(child.tail or "")
    text = "".join(run)
    if element.tag == "xref" and element.get("ref-type") == "bibr":
        return marked(text)
    if element.tag == "sup":
        return raised("".join(before[-2:]), text)
    return text
