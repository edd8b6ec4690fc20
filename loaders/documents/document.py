"""What a document is, whichever form it comes in, and what a format of documents offers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from her2kg.loaders.base import Material, OutOfScope, Rejection
from her2kg.ontology.namespaces import is_well_formed

__all__ = ["Document", "DocumentFormat", "Outcome", "best_identifier", "is_english", "sound_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\S+)", re.IGNORECASE)
_PMC = re.compile(r"(?:PMC)?(\d+)(?:\.\d+)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a file.

    Attributes:
        text: what is read, paragraphs set apart by an empty line; offsets count its characters.
        title: what it is called, or empty.
        identifier: its CURIE, ``pubmed:…`` before ``doi:…`` before ``pmc:…``, or empty.
        url: its page where the document gives one itself, or empty.
        date: when it was issued, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or empty.
        licence: licence or copyright as the document states it, or empty.
        line: line of the file in which it begins, from 1.
        begin: offset at which its text begins in the document, of which it is a further part
            where this is above 0; only forms that may be endless come in parts.
        ends: whether no further part follows.
    """

    text: str
    title: str = ""
    identifier: str = ""
    url: str = ""
    date: str = ""
    licence: str = ""
    line: int = 1
    begin: int = 0
    ends: bool = True


Outcome = Document | Rejection | OutOfScope
"""What a format makes of each document of a file."""


class DocumentFormat(Protocol):
    """One form that documents come in.

    Attributes:
        name: short name.
        title: what it is, in a few words.
        homepage: where the format is described.
        whole: whether a file is one document, which is parsed as a whole and takes its time.
    """

    name: str
    title: str
    homepage: str
    whole: bool

    def recognises(self, head: str) -> bool:
        """Say from the beginning of a file whether it has this form."""
        ...

    def documents(self, material: Material) -> Iterator[Outcome]:
        """Yield the documents of a file in order, holding one at a time.

        What cannot be read, or must not be, is a Rejection or OutOfScope; the others go on.
        """
        ...


def best_identifier(pubmed: str = "", doi: str = "", pmc: str = "") -> str:
    """Return the identifier by which the graph knows a publication.

    Args:
        pubmed: number of PubMed.
        doi: DOI, alone or as an address.
        pmc: number of PubMed Central, with or without ``PMC``.

    Returns:
        A CURIE of the first one that has the form of its kind, or an empty text.
    """
    found_doi, found_pmc = _DOI.fullmatch(doi.strip()), _PMC.fullmatch(pmc.strip())
    curies = (
        f"pubmed:{pubmed.strip()}" if pubmed.isascii() else "",
        f"doi:{found_doi[1]}" if found_doi else "",
        f"pmc:PMC{found_pmc[1]}" if found_pmc else "",
    )
    return next((curie for curie in curies if is_well_formed(curie)), "")


def is_english(language: str) -> bool:
    """Say whether a language code (``en``, ``en-GB``, ``eng``) is English; a missing one may be."""
    return re.split(r"[-_]", language.strip().casefold())[0] in {"", "en", "eng"}


def sound_date(year: str, month: str = "", day: str = "") -> str:
    """Write a date no more exactly than it is given and makes sense.

    Args:
        year: four digits; anything else gives no date.
        month: its number, or its English name or the first letters of it.
        day: number of the day.

    Returns:
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or an empty text.
    """
    year, month, day = (re.sub(r"\s", "", part) for part in (year, month, day))
    if not re.fullmatch(r"[12]\d{3}", year, re.ASCII):
        return ""
    number = _MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in _MONTHS else _int(month)
    try:
        if _int(day):
            return date(int(year), number, _int(day)).isoformat()
        return date(int(year), number, 1).isoformat()[:7]
    except ValueError:
        return year if not _int(day) else sound_date(year, month)


def _int(digits: str) -> int:
    return int(digits) if re.fullmatch(r"\d{1,2}", digits, re.ASCII) else 0
