"""GPML, the format of WikiPathways, read into nodes, groups and lines.

Formats: GPML 2013a and 2021 (https://github.com/PathVisio/GPML). 2013a writes attributes with a
capital (``GraphId``), 2021 without and under other names (``elementId``); both are read alike.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

__all__ = ["NAMESPACES", "Diagram", "Group", "Line", "Node", "Publication", "read"]

NAMESPACES = frozenset(f"{{http://pathvisio.org/GPML/{year}}}" for year in ("2013a", "2021"))
"""The namespaces of the formats that are read, as the XML library writes them."""

_VERSION = re.compile(r"(WP\d+)(?:_r?(\w+))?", re.ASCII)
_NUMBER = re.compile(r"WP\d+", re.ASCII)
_IDENTIFIED = re.compile(r"\n|\s(?:GraphId|elementId)\s*=\s*[\"']([^\"']*)[\"']")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)", re.ASCII)
_CAPTIONS = ("GraphicalLine", "Label", "Shape")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that is drawn.

    Attributes:
        id: its identifier in the file, or empty.
        label: its words, white space folded.
        type: ``GeneProduct``, ``Protein``, ``Rna``, ``Metabolite``, ``Pathway``, ``Complex`` …
        database: whose identifier it carries, e.g. ``Ensembl``, or empty.
        identifier: the identifier there, or empty.
        group: the group it belongs to, or empty.
        line: line of the file.
    """

    id: str
    label: str
    type: str
    database: str
    identifier: str
    group: str
    line: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of nodes and groups.

    Attributes:
        id: what its members refer to.
        style: ``Group``, ``Complex``, ``Pathway`` …
        parent: the group it belongs to, or empty.
    """

    id: str
    style: str
    parent: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two things.

    Attributes:
        id: its identifier in the file, or empty.
        ends: what start and end are attached to; empty where to nothing.
        heads: the arrow heads at start and end; empty where there is none.
        broken: whether it is drawn broken.
        citations: the publications behind it, by their identifiers in the file.
        comments: remarks of the authors.
        line: line of the file.
    """

    id: str
    ends: tuple[str, str]
    heads: tuple[str, str]
    broken: bool
    citations: tuple[str, ...]
    comments: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication that lines cite.

    Attributes:
        database: ``PubMed``, ``DOI`` …
        number: its identifier there.
        title: title, journal and year as far as given, or empty.
    """

    database: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """A pathway.

    Attributes:
        number: its number at WikiPathways, e.g. ``WP673``, or empty.
        revision: the revision of the drawing, or empty.
        title: its name.
        organism: Latin name of the species.
        date: when it was last changed, ``YYYY-MM-DD``, or empty.
        nodes: in the order of the file.
        groups: groups by what lines refer to; one without that stands under its own id.
        lines: in the order of the file.
        anchors: index of the line that an anchor lies on, by the anchor.
        states: the node that a state (a modification drawn on it) belongs to, by the state.
        captions: identifiers of labels, shapes and decorative lines.
        publications: what lines cite, by its identifier in the file.
    """

    number: str
    revision: str
    title: str
    organism: str
    date: str
    nodes: tuple[Node, ...]
    groups: Mapping[str, Group]
    lines: tuple[Line, ...]
    anchors: Mapping[str, int]
    states: Mapping[str, str]
    captions: frozenset[str]
    publications: Mapping[str, Publication]


def read(root: Element, text: str) -> Diagram:
    """Read a drawing.

    Args:
        root: the root of the XML, in one of ``NAMESPACES``.
        text: the XML itself, for line numbers.

    Returns:
        What is drawn; nothing is resolved yet.
    """
    places = _places(text)
    own = next((e for e in root if _tag(e) == "Xref"), None)
    version = _VERSION.search(_get(root, "Version", "version"))
    number = version[1] if version else (_get(own, "identifier") if own is not None else "")
    lines = _near(root, "Interaction")
    return Diagram(
        number=number if _NUMBER.fullmatch(number) else "",
        revision=(version[2] or "") if version else "",
        title=_get(root, "Name", "title"),
        organism=_get(root, "Organism", "organism"),
        date=_day(_get(root, "Last-Modified")),
        nodes=tuple(_node(e, places) for e in _near(root, "DataNode")),
        groups={_id(e) or _get(e, "GroupId"): _group(e) for e in _near(root, "Group")},
        lines=tuple(_line(e, places) for e in lines),
        anchors=dict(_anchors(lines)),
        states={_id(e): ref for e, ref in _states(root)},
        captions=frozenset(_id(e) for tag in _CAPTIONS for e in _near(root, tag)) - {""},
        publications=dict(_publications(root)),
    )


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _near(element: Element, tag: str) -> list[Element]:
    """List the children and grandchildren of a tag; both formats put nothing deeper."""
    children = list(element)
    found = [*children, *(inner for child in children for inner in child)]
    return [each for each in found if _tag(each) == tag]


def _get(element: Element, *names: str) -> str:
    """Return the first attribute that is there, white space folded."""
    found = (" ".join(element.get(name, "").split()) for name in names)
    return next(filter(None, found), "")


def _id(element: Element) -> str:
    return _get(element, "GraphId", "elementId")


def _places(text: str) -> dict[str, int]:
    """Find the line of the file on which each identifier first stands."""
    places: dict[str, int] = {}
    line = 1
    for match in _IDENTIFIED.finditer(text):
        line += match[0].count("\n")
        if match[1] is not None:
            places.setdefault(match[1], line)
    return places


def _day(text: str) -> str:
    match = _DAY.match(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def _node(element: Element, places: Mapping[str, int]) -> Node:
    own = next((e for e in element if _tag(e) == "Xref"), Element("Xref"))
    return Node(
        id=_id(element),
        label=_get(element, "TextLabel", "textLabel"),
        type=_get(element, "Type", "type"),
        database=_get(own, "Database", "dataSource"),
        identifier=_get(own, "ID", "identifier"),
        group=_get(element, "GroupRef", "groupRef"),
        line=places.get(_id(element), 1),
    )


def _group(element: Element) -> Group:
    return Group(
        id=_get(element, "GroupId", "elementId"),
        style=_get(element, "Style", "type"),
        parent=_get(element, "GroupRef", "groupRef"),
    )


def _line(element: Element, places: Mapping[str, int]) -> Line:
    points = _near(element, "Point") or [Element("Point")]
    start, end = points[0], points[-1]
    drawn = [element, *_near(element, "Graphics")]
    cited = [e.text or "" for e in element if _tag(e) == "BiopaxRef"]
    cited += [_get(e, "elementRef") for e in _near(element, "CitationRef")]
    said = (" ".join((e.text or "").split()) for e in element if _tag(e) == "Comment")
    return Line(
        id=_id(element),
        ends=(_get(start, "GraphRef", "elementRef"), _get(end, "GraphRef", "elementRef")),
        heads=(_head(start), _head(end)),
        broken=any(_get(e, "LineStyle", "lineStyle") in {"Broken", "Dashed"} for e in drawn),
        citations=tuple(cited),
        comments=tuple(filter(None, said)),
        line=places.get(_id(element), 1),
    )


def _head(point: Element) -> str:
    head = _get(point, "ArrowHead", "arrowHead")
    return "" if head in {"Line", "Undirected"} else head


def _anchors(lines: list[Element]) -> Iterator[tuple[str, int]]:
    for number, element in enumerate(lines):
        for anchor in _near(element, "Anchor"):
            if _id(anchor):
                yield _id(anchor), number


def _states(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield each state with its node: 2013a refers to it, 2021 puts the state inside it."""
    for element in _near(root, "State"):
        if _get(element, "GraphRef"):
            yield element, _get(element, "GraphRef")
    for node in _near(root, "DataNode"):
        for element in _near(node, "State"):
            yield element, _id(node)


def _publications(root: Element) -> Iterator[tuple[str, Publication]]:
    for element in _near(root, "PublicationXref"):
        key = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "id"), "")
        texts = {_tag(e): " ".join((e.text or "").split()) for e in element}
        words = filter(None, (texts.get(t, "").rstrip(".") for t in ("TITLE", "SOURCE", "YEAR")))
        yield key, Publication(texts.get("DB", ""), texts.get("ID", ""), ", ".join(words))
    for element in _near(root, "Citation"):
        for own in _near(element, "Xref"):
            yield _id(element), Publication(_get(own, "dataSource"), _get(own, "identifier"), "")
