"""Elements of large XML files, one tree at a time, parsed without entities of their own."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from her2kg.loaders.base import Material, Rejection

__all__ = ["XmlRecord", "xml_records"]

_CHUNK = 65536
_DEEPEST = 100
_LARGEST = 64 * 1024 * 1024
_LONGEST_TAG = 4 * 1024 * 1024
_COST = 200
"""What an element takes in memory besides its text, in characters."""

_ENTITIES = {name.removesuffix(";"): text for name, text in html5.items() if name.endswith(";")}
"""Characters that DTDs of publishers name (``&alpha;``); the DTDs themselves are never fetched."""


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """One element with all that it holds.

    Attributes:
        element: the element.
        line: line of the file in which it begins, from 1.
    """

    element: Element
    line: int


class _Collector:
    """Builds the wanted elements of a file, and nothing of what lies outside of them."""

    def __init__(self, wanted: Collection[str]) -> None:
        self._wanted = wanted
        self._builder: TreeBuilder | None = None
        self._depth = 0
        self._line = 0
        self._size = 0
        self._ready: list[XmlRecord] = []
        self.place: Callable[[], int] = int

    def taken(self) -> list[XmlRecord]:
        """Hand over the records that are complete."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element.

        Raises:
            ValueError: it lies too deep, or the record has become too large.
        """
        if self._builder is None and tag in self._wanted:
            self._builder, self._line, self._size = TreeBuilder(), self.place(), 0
        if self._builder is not None:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise ValueError("elements are nested too deeply")
            self._grow(_COST)
            self._builder.start(tag, attributes)

    def data(self, text: str) -> None:
        """Add text.

        Raises:
            ValueError: the record has become too large.
        """
        if self._builder is not None:
            self._grow(len(text))
            self._builder.data(text)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > _LARGEST:
            raise ValueError("an article is larger than 64 MiB: split it")

    def end(self, tag: str) -> None:
        """End an element, and with the outermost one a record."""
        if self._builder is None:
            return
        self._builder.end(tag)
        self._depth -= 1
        if not self._depth:
            self._ready.append(XmlRecord(self._builder.close(), self._line))
            self._builder = None

    def close(self) -> None:
        """End the file."""


def _refuse_declarations(name: str, system: str, public: str, inside: int) -> None:
    """Let a type be named, but not be declared in the file itself.

    Raises:
        DTDForbidden: the file has declarations of its own.
    """
    if inside:
        raise DTDForbidden(name, system, public)


def xml_records(material: Material, wanted: Collection[str]) -> Iterator[XmlRecord | Rejection]:
    """Yield the outermost elements with certain tags, as the file is read.

    Args:
        material: XML, which may name a public DTD.
        wanted: tags.

    Yields:
        Each element; at last a rejection where the file breaks off or declares types or
        entities of its own. Nothing outside of the file is ever fetched.
    """
    collector = _Collector(wanted)
    parser: Any = DefusedXMLParser(target=collector, forbid_dtd=False)
    parser.parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.entity.update(_ENTITIES)
    collector.place = lambda: int(parser.parser.CurrentLineNumber)
    reason, fed = "", 0
    with material.open() as content:
        while not reason and (chunk := content.read(_CHUNK)):
            reason = _fault(parser.feed, chunk)
            yield from collector.taken()
            fed += len(chunk)
            if not reason and fed - parser.parser.CurrentByteIndex > _LONGEST_TAG:
                # The parser begins a tag anew with every chunk until it has the whole of it.
                reason = "a tag or comment is longer than 4 MiB; nothing behind it was read"
    reason = reason or _fault(parser.close)
    if reason:
        yield Rejection(material.name, max(1, collector.place()), reason)


def _fault(step: Callable[..., object], *arguments: bytes) -> str:
    """Do a step of parsing, and say what is wrong with the file, or return an empty text."""
    try:
        step(*arguments)
    except ParseError as error:
        return f"this is no sound XML ({error}); nothing behind it was read"
    except DefusedXmlException:
        return "the XML declares types or entities of its own: save it without them"
    except (ValueError, LookupError) as error:
        return f"this cannot be read as XML ({error}); nothing behind it was read"
    return ""
