"""Drug labels of the FDA in XML, as DailyMed gives them: Structured Product Labeling (SPL).

Elements and codes: FDA, SPL Implementation Guide with Validation Procedures,
https://www.fda.gov/industry/fda-data-standards-advisory-board/structured-product-labeling-resources.
Sections are told by their LOINC codes. The highlights, which sum up a section, are passed over.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.drug_label_records import (
    LONGEST_SECTION,
    Label,
    Sentence,
    label_records,
    sentences,
)
from her2kg.loaders.xml_text import line_of, root_of

__all__ = ["DrugLabelsSplLoader"]

_NAMESPACE = "urn:hl7-org:v3"
_V3 = f"{{{_NAMESPACE}}}"
_ROOT = re.compile(r"<(?:\w+:)?document[\s>]")
_LOINC = "2.16.840.1.113883.6.1"
_INDICATIONS = "34067-9"
_BOXED_WARNING = "34066-1"
_BULLET = "\u2022"
_ENDED = re.compile(r"[.!?][\"'\u201d\u2019)\]]*(?:\s*\[[^\[\]]*\])?$")
"""A full stop, and at most a reference to another section behind it."""

_PRODUCT = "/".join(
    _V3 + step
    for step in (
        *("component", "structuredBody", "component", "section"),
        *("subject", "manufacturedProduct"),
    )
)
_BROKEN_BY = frozenset({"list", "paragraph", "table"})
_RUNNING_ON = frozenset({"content", "linkHtml", "sub", "sup"})


class DrugLabelsSplLoader:
    """Reads one label; of it, what it says of HER2 and warns of."""

    name = "drug-labels-spl"
    version = "1"
    licence = "text of the labeler, published by the US FDA"
    homepage = "https://dailymed.nlm.nih.gov/dailymed/spl-resources.cfm"
    title = "Drug labels of the FDA, SPL XML of DailyMed"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the text is XML with a document of HL7 version 3 at its root."""
        begin = head.removeprefix("\ufeff").lstrip()
        root = _ROOT.search(begin)
        return begin.startswith("<") and root is not None and _NAMESPACE in begin[root.start() :]

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the records of the label; a file that is no sound XML gives one rejection."""
        root, line = root_of(material, _ROOT), line_of(material, _ROOT)
        if isinstance(root, Rejection):
            yield root
            return
        try:
            label = _label(root)
        except RecursionError:
            yield Rejection(material.name, line, "the elements of a section are nested too deeply")
        except (ValueError, LookupError) as error:
            yield Rejection(material.name, line, f"this cannot be read as a label ({error})")
        else:
            yield from label_records(label, self._scope, material, line)


def _label(root: Element) -> Label:
    """Read a label.

    Raises:
        ValueError: the root is none of SPL, or a section is far too long.
    """
    if root.tag != f"{_V3}document":
        raise ValueError("the root is no document of HL7 version 3")
    products = [each for outer in root.iterfind(_PRODUCT) for each in _inner(outer)]
    generic = f"{_V3}asEntityWithGeneric/{_V3}genericMedicine/{_V3}name"
    return Label(
        set_id=_attribute(root, "setId", "root").lower(),
        version=_attribute(root, "versionNumber", "value"),
        effective=_attribute(root, "effectiveTime", "value"),
        generic_names=_names(each.findall(generic) for each in products),
        brand_names=_names(each.findall(f"{_V3}name") for each in products),
        substances=_names(_substances(each) for each in products),
        indications=tuple(
            sentence
            for section in _sections(root, _INDICATIONS)
            for sentence in _sentences(section, ())
        ),
        boxed_warning="\n".join(
            line for section in _sections(root, _BOXED_WARNING) for line in _lines(section)
        ),
    )


def _attribute(root: Element, child: str, name: str) -> str:
    found = root.find(_V3 + child)
    return found.get(name, "").strip() if found is not None else ""


def _inner(outer: Element) -> list[Element]:
    """Return the product itself; parts of a kit, such as water to dissolve it, are left out."""
    return [
        *outer.findall(f"{_V3}manufacturedProduct"),
        *outer.findall(f"{_V3}manufacturedMedicine"),
    ]


def _substances(product: Element) -> list[Element]:
    """Return the names of the active ingredients: classes ACTIB, ACTIM and ACTIR."""
    return [
        name
        for each in product.findall(f"{_V3}ingredient")
        if each.get("classCode", "").startswith("ACTI")
        for name in each.findall(f"{_V3}ingredientSubstance/{_V3}name")
    ]


def _names(groups: Iterable[list[Element]]) -> tuple[str, ...]:
    found = (_words(name) for group in groups for name in group)
    return tuple(dict.fromkeys(name for name in found if name))


def _sections(root: Element, code: str) -> Iterator[Element]:
    """Yield the outermost sections with a LOINC code."""
    within: set[Element] = set()
    for section in root.iter(f"{_V3}section"):
        given = section.find(f"{_V3}code")
        if section in within or given is None or given.get("code") != code:
            continue
        if given.get("codeSystem", _LOINC) == _LOINC:
            _check_size(section)
            within.update(section.iter(f"{_V3}section"))
            yield section


def _check_size(section: Element) -> None:
    """Refuse what no label has; the highlights double a section.

    Raises:
        ValueError: the section is too long.
    """
    size = sum(len(text.strip()) for text in section.itertext())
    if size > LONGEST_SECTION * 2:
        raise ValueError(f"a section has {size} characters")


def _below(section: Element) -> list[Element]:
    return section.findall(f"{_V3}component/{_V3}section")


def _title(section: Element) -> str:
    found = section.find(f"{_V3}title")
    return _words(found) if found is not None else ""


def _lines(section: Element) -> Iterator[str]:
    """Yield title, paragraphs and list items of a section and of those below it."""
    if title := _title(section):
        yield title
    for text in section.findall(f"{_V3}text"):
        for part in _parts(text):
            yield from [part] if isinstance(part, str) else _items(part, f"{_BULLET} ")
    for each in _below(section):
        yield from _lines(each)


def _sentences(section: Element, above: tuple[str, ...]) -> Iterator[Sentence]:
    """Yield the sentences of a section and of those below it, each with title and passage."""
    title = _title(section)
    titles = (*above, title) if title else above
    for text in section.findall(f"{_V3}text"):
        for words, lines in _grouped(_joined(_parts(text))):
            passage = "\n".join([*titles, *lines])
            yield from (Sentence(each, passage) for each in words)
    for each in _below(section):
        yield from _sentences(each, titles)


def _grouped(parts: list[str | Element]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the sentences of each paragraph or list together with its lines.

    A list belongs to the paragraph before it when that ends in an unfinished sentence. When
    every item ends with a full stop, each completes the sentence; else the whole list does, for
    its items may all be needed.
    """
    opener = ""
    for part, following in pairwise([*parts, ""]):
        if isinstance(part, str):
            found = sentences(part)
            opens = not isinstance(following, str) and not _ENDED.search(part)
            opener = part if opens else ""
            yield (found[:-1] if opens else found), [part]
        else:
            lines = [opener] if opener else []
            yield _listed(opener, _items(part)), [*lines, *_items(part, f"{_BULLET} ")]
            opener = ""


def _joined(parts: Iterable[str | Element]) -> list[str | Element]:
    """Join a heading, or the first half of a sentence, with the paragraph that follows it."""
    found: list[str | Element] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, str) and isinstance(last, str) and not _ENDED.search(last):
            found[-1] = f"{last} {part}"
        else:
            found.append(part)
    return found


def _listed(opener: str, items: list[str]) -> list[str]:
    if not opener:
        return [each for item in items for each in sentences(item)]
    begin = sentences(opener)[-1]
    if not items or not all(_ENDED.search(item) for item in items):
        return [f" {_BULLET} ".join([begin, *items])]
    found = []
    for item in items:
        first, *more = sentences(item)
        found += [f"{begin} {first}", *more]
    return found


def _parts(element: Element) -> Iterator[str | Element]:
    """Yield the paragraphs of a text as words, and its lists and tables as they are."""
    run = [element.text or ""]
    for child in element:
        local = child.tag.removeprefix(_V3) if isinstance(child.tag, str) else ""
        if local in _BROKEN_BY:
            yield from filter(None, [_folded(run)])
            run = []
            if local == "paragraph":
                yield from _parts(child)
            else:
                yield child
        else:
            run += _inline(child)
        run.append(child.tail or "")
    yield from filter(None, [_folded(run)])


def _items(part: Element, mark: str = "") -> list[str]:
    """Return the items of a list, or the rows of a table, that hold words."""
    kind = "item" if part.tag == f"{_V3}list" else "tr"
    each = part.findall(f"{_V3}item") if kind == "item" else part.iter(f"{_V3}tr")
    found = (_words(item).lstrip(f"{_BULLET} ") for item in each)
    return [mark + words for words in found if words]


def _words(element: Element) -> str:
    return _folded(_inline(element))


def _folded(run: Iterable[str]) -> str:
    return " ".join("".join(run).split())


def _inline(element: Element) -> Iterator[str]:
    """Yield the words of an element; parts that begin a line of their own are set apart."""
    if not isinstance(element.tag, str):
        return
    local = element.tag.removeprefix(_V3)
    gap = "" if local in _RUNNING_ON else " "
    yield f" {_BULLET} " if local == "item" else gap
    yield element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""
    yield gap
