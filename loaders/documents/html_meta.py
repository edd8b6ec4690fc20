"""What the head of a page says of it: identifiers, title, date, licence, language.

Names: Highwire Press tags that Google Scholar asks for
(https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), Dublin Core, Open Graph.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from her2kg.loaders.documents.document import best_identifier, sound_date
from her2kg.loaders.documents.inline import folded

__all__ = ["PageMeta"]

_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title")
_DATES = (
    *("citation_publication_date", "citation_date", "citation_online_date"),
    *("dc.date", "dcterms.issued", "article:published_time"),
)
_LICENCES = ("dc.rights", "dcterms.license", "dcterms.rights", "citation_license")
_ADDRESS = re.compile(
    r"https?://[\w.-]+(?::\d{1,5})?(?:[/?](?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*)?"
    r"(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*)?",
    re.ASCII | re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)", re.ASCII)


class PageMeta:
    """The head of a page.

    Attributes:
        identifier: CURIE of the publication that the page shows, or empty.
        title: title of that publication, else of the page, or empty.
        url: the page's own address as it gives it, or empty.
        date: when it was issued, or empty.
        licence: address of the licence, else its words, or empty.
        language: code of the language, or empty.
    """

    def __init__(self, page: LexborHTMLParser) -> None:
        self._page = page
        self._meta = self._fields()
        doi = self._first("citation_doi", "prism.doi") or self._dublin_core_doi()
        pmc = self._first("citation_pmcid")
        self.identifier: str = best_identifier(self._first("citation_pmid"), doi, pmc)
        self.title: str = self._first(*_TITLES) or self._heading()
        self.url: str = self._address("link[rel~=canonical]") or self._first("og:url")
        self.url = self.url if _ADDRESS.fullmatch(self.url) else ""
        date = _DATE.match(self._first(*_DATES))
        self.date: str = sound_date(*(part or "" for part in date.groups())) if date else ""
        licence = self._address("link[rel~=license]") or self._address("a[rel~=license]")
        self.licence: str = licence or self._first(*_LICENCES)
        root = page.css_first("html")
        self.language: str = (root.attributes.get("lang") or "") if root else ""

    def _fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for node in self._page.css("meta"):
            name = node.attributes.get("name") or node.attributes.get("property") or ""
            content = folded(node.attributes.get("content") or "")
            if content:
                fields.setdefault(name.lower(), content)
        return fields

    def _first(self, *names: str) -> str:
        return next((self._meta[name] for name in names if name in self._meta), "")

    def _dublin_core_doi(self) -> str:
        given = self._first("dc.identifier", "dcterms.identifier")
        return given if "10." in given else ""

    def _heading(self) -> str:
        for selector in ("title", "h1"):
            node = self._page.css_first(selector)
            if node is not None and (words := folded(node.text())):
                return words
        return ""

    def _address(self, selector: str) -> str:
        node = self._page.css_first(selector)
        address = (node.attributes.get("href") or "").strip() if node is not None else ""
        return address if _ADDRESS.fullmatch(address) else ""
