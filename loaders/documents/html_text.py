"""Paragraphs of a page as plain text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from her2kg.loaders.documents.inline import joined, marked, raised

__all__ = ["paragraphs"]

_LEFT_OUT = (
    *("script", "style", "noscript", "template", "head", "nav", "aside", "footer", "form"),
    *("button", "select", "textarea", "svg", "math", "iframe", "object", "audio", "video"),
    *("canvas", "dialog", "del", "[hidden]", "[aria-hidden=true]"),
    *("[role=navigation]", "[role=banner]", "[role=search]", "[role=contentinfo]"),
    *("[role=doc-bibliography]", "[role=doc-endnotes]", "[role=doc-toc]"),
    *("ol.references", "ul.references", "div.reflist", "section.ref-list", "div.ref-list"),
    *("[style*='display:none' i]", "[style*='display: none' i]"),
)
"""What is not shown, is no prose, or names other works."""

_RUNNING_ON = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "br",
            "cite",
            "code",
            "data",
            "dfn",
            "em",
        ),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
"""Elements within a sentence; every other one begins a paragraph."""

_BREAK = "\u2028"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_REFERENCES = frozenset({"bibliography", "literature cited", "references", "works cited"})


def paragraphs(page: LexborHTMLParser) -> Iterator[str]:
    """Yield headings, paragraphs, list items and cells of a page, in order.

    Args:
        page: the page; what is not shown is taken out of it.
    """
    for node in page.css(", ".join(_LEFT_OUT)):
        node.decompose()
    passed_by = ""
    for tag, words in _blocks(page):
        if tag in _HEADINGS and passed_by and tag <= passed_by:
            passed_by = ""
        if tag in _HEADINGS and words.strip(" :").casefold() in _OF_REFERENCES:
            passed_by = tag
        if not passed_by:
            yield words


def _blocks(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Yield each paragraph with the tag of the element that holds it."""
    writer = _Writer()
    steps: list[LexborNode | _End] = [page.body] if page.body is not None else []
    while steps:
        step = steps.pop()
        if isinstance(step, _End):
            yield from writer.end(step)
        elif step.is_text_node:
            writer.run.append(step.text_content or "")
        elif step.is_element_node:
            yield from writer.begin(step)
            steps.append(_End(step, len(writer.run)))
            steps.extend(reversed([*step.iter(include_text=True)]))


@dataclass(frozen=True, slots=True)
class _End:
    """The end of an element, and how many pieces its paragraph had when it began."""

    node: LexborNode
    pieces: int


@dataclass(slots=True)
class _Writer:
    """Puts paragraphs together, piece by piece."""

    run: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=lambda: ["body"])

    def begin(self, node: LexborNode) -> Iterator[tuple[str, str]]:
        """Begin an element; one that does not run on ends the paragraph before it."""
        tag = node.tag or ""
        if tag == "br":
            doubled = self._last(len(self.run)).strip(" \t\r\n").endswith(_BREAK)
            yield from self._paragraph() if doubled else ()
            self.run.append(_BREAK)
        elif tag not in _RUNNING_ON:
            yield from self._paragraph()
            self.holders.append(tag)

    def end(self, end: _End) -> Iterator[tuple[str, str]]:
        """End an element; what was raised, or points to a reference, is written as such."""
        tag = end.node.tag or ""
        if tag not in _RUNNING_ON:
            yield from self._paragraph()
            self.holders.pop()
        elif tag == "sup" or (tag == "a" and _points_within(end.node)):
            before, text = self._last(end.pieces), "".join(self.run[end.pieces :])
            written = raised(before, text) if tag == "sup" else marked(text)
            self.run[end.pieces :] = [written]

    def _last(self, pieces: int) -> str:
        return "".join(self.run[max(0, pieces - 2) : pieces])

    def _paragraph(self) -> Iterator[tuple[str, str]]:
        words = joined(self.run)
        self.run.clear()
        if words:
            yield self.holders[-1], words


def _points_within(node: LexborNode) -> bool:
    return (node.attributes.get("href") or "").startswith("#")
