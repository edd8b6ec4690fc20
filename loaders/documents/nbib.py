"""NBIB: titles and abstracts in the tagged text of PubMed, also called MEDLINE format.

Fields: NLM, MEDLINE/PubMed Data Element (Field) Descriptions,
https://www.nlm.nih.gov/bsd/mms/medlineelements.html. A field begins with a tag of four places
and ``- ``; six spaces continue it; an empty line ends a record. ``AB`` is English whatever the
language of the article is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from her2kg.loaders.base import Material, OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, Outcome, best_identifier, sound_date
from her2kg.loaders.documents.inline import folded
from her2kg.loaders.documents.pubmed_xml import RETRACTED

__all__ = ["Nbib"]

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- (.*)", re.DOTALL)
_FIRST = re.compile(r"\s*[A-Z][A-Z0-9 ]{3}- \S")
_NUMBERED = re.compile(r"(?:^|[\r\n])(?:PMID|PMC )- ")
_LABEL = re.compile(r"(?:^|(?<=[.!?)] ))([A-Z][A-Z &/,]{3,60}): ")
_DOI = re.compile(r"(10\.\S+) \[doi\]")


@dataclass(slots=True)
class _Citation:
    """The fields of one record by their tags.

    Attributes:
        line: line of the file in which it begins, from 1.
        fields: values by tag, in order.
        fault: what is wrong with it, or empty.
    """

    line: int
    fields: dict[str, list[str]] = field(default_factory=dict)
    fault: str = ""

    def first(self, tag: str) -> str:
        """Return the first value of a field, or an empty text."""
        return folded(self.fields.get(tag, [""])[0])


class Nbib:
    """Reads the citations of a file: title and abstract of each."""

    name = "nbib"
    title = "PubMed, tagged text (NBIB)"
    homepage = "https://www.nlm.nih.gov/bsd/mms/medlineelements.html"
    whole = False

    def recognises(self, head: str) -> bool:
        """Say whether the text begins with a field and has a number of PubMed."""
        return bool(_FIRST.match(head) and _NUMBERED.search(head))

    def documents(self, material: Material) -> Iterator[Outcome]:
        """Yield the citations; those retracted are rejected, those without abstract passed by."""
        for citation in _citations(material.lines()):
            yield _outcome(citation, material.name)


def _citations(lines: Iterable[str]) -> Iterator[_Citation]:
    current: _Citation | None = None
    tag = ""
    for number, line in enumerate(chain(lines, [""]), 1):
        if not line.strip():
            if current is not None:
                yield current
            current, tag = None, ""
            continue
        current = current or _Citation(number)
        found = _FIELD.match(line)
        if found:
            tag = found[1]
            current.fields.setdefault(tag, []).append(found[2].rstrip())
        elif tag and line[0].isspace():
            current.fields[tag].append(f"{current.fields[tag].pop()} {line.strip()}")
        else:
            current.fault = current.fault or f"line {number} is no field and continues none"


def _outcome(citation: _Citation, file: str) -> Outcome:
    located = _DOI.search(
        " ".join((*citation.fields.get("LID", []), *citation.fields.get("AID", [])))
    )
    doi = located[1] if located else ""
    identifier = best_identifier(citation.first("PMID"), doi, citation.first("PMC"))
    known = identifier or "a citation without a number"
    title = citation.first("TI") or citation.first("BTI")
    if citation.fault:
        return Rejection(file, citation.line, f"{known} cannot be read: {citation.fault}")
    if RETRACTED in citation.fields.get("PT", []) or "RIN" in citation.fields:
        return Rejection(file, citation.line, f"{known} was retracted: it is not read", title[:80])
    abstract = citation.first("AB")
    if not abstract:
        return OutOfScope(file, citation.line, f"{known} has no abstract in English")
    return Document(
        "\n\n".join([*([title] if title else []), *_parted(abstract)]),
        title=title,
        identifier=identifier,
        date=sound_date(*citation.first("DP").replace("-", " ").split()[:3] or [""]),
        licence=citation.first("CI"),
        line=citation.line,
    )


def _parted(abstract: str) -> Iterator[str]:
    """Yield the labels and texts of a structured abstract as headings and paragraphs."""
    yield from (part for piece in _LABEL.split(abstract) if (part := piece.strip()))
