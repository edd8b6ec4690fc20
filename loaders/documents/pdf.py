"""PDF: the text of a file, its lines put together to paragraphs."""

import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PdfReader, apply_configuration

from her2kg.loaders.base import PDF_MARK, Material, Rejection
from her2kg.loaders.documents.document import Document, Outcome, best_identifier
from her2kg.loaders.documents.inline import folded
from her2kg.loaders.documents.pdf_text import paragraphs

__all__ = ["Pdf"]

_LARGEST = 64 * 1024 * 1024
_MOST_PAGES = 2_000
_MOST_UNREADABLE = 10
_MOST_CHARACTERS = 10_000_000
_LONGEST_TITLE = 300
_ENCRYPTED = "the PDF is encrypted: save it without a password"
_LIMITS: Mapping[str, Any] = {
    "stream_parsing_work_maximum_count": 300_000,
    "xform_maximum_invocations_per_extraction": 500,
    "zlib_maximum_output_length": 20_000_000,
    "jbig2dec_binary": None,
}
"""Several times what a page of an article takes; no other program is ever started."""

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)]")


class Pdf:
    """Reads a file as one document."""

    name = "pdf"
    title = "PDF with text"
    homepage = "https://www.iso.org/standard/75839.html"
    whole = True

    def recognises(self, head: str) -> bool:
        """Say whether the file begins as PDF does."""
        return head.startswith(PDF_MARK.decode())

    def documents(self, material: Material) -> Iterator[Outcome]:
        """Yield a rejection for each page that cannot be read, and the text of the others."""
        with _quiet(), apply_configuration(**_LIMITS):
            outcomes = list(_outcomes(material))
        yield from outcomes


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what pypdf remarks on a file from the user, who can do nothing about it."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _outcomes(material: Material) -> Iterator[Outcome]:
    with material.open() as content:
        data = content.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        yield Rejection(material.name, 1, "the PDF is larger than 64 MiB: split it")
        return
    try:
        reader = PdfReader(BytesIO(data))
        fault = _refusal(reader)
        described = {} if fault else _described(reader)
    except Exception as error:  # noqa: BLE001 - a damaged file makes pypdf raise anything
        encrypted = b"/Encrypt" in data
        fault = _ENCRYPTED if encrypted else f"this is no sound PDF ({_reason(error)})"
        described = {}
    if fault:
        yield Rejection(material.name, 1, fault)
        return
    pages = list(_pages(reader, material.name))
    rejected = [page for page in pages if isinstance(page, Rejection)]
    yield from rejected
    document = _document([page for page in pages if isinstance(page, str)], described)
    if document is not None:
        yield document
    elif not rejected:
        reason = "the PDF has no text, only pictures of pages: recognise its text (OCR) first"
        yield Rejection(material.name, 1, reason)


def _refusal(reader: PdfReader) -> str:
    """Say why a file is not read, or return an empty text."""
    if reader.is_encrypted:
        return _ENCRYPTED
    if len(reader.pages) > _MOST_PAGES:
        return f"the PDF has more than {_MOST_PAGES:,} pages: split it"
    return ""


def _described(reader: PdfReader) -> dict[str, str]:
    """Return what the file says of itself."""
    return {key: folded(str(value)) for key, value in dict(reader.metadata or {}).items()}


def _pages(reader: PdfReader, file: str) -> Iterator[str | Rejection]:
    """Yield the text of each page; a file that is endless or mostly damaged is left."""
    characters = unreadable = 0
    for number in range(len(reader.pages)):
        try:
            text = reader.pages[number].extract_text()
        except Exception as error:  # noqa: BLE001 - a damaged page makes pypdf raise anything
            yield Rejection(file, 1, f"page {number + 1} cannot be read ({_reason(error)})")
            unreadable += 1
            if unreadable == _MOST_UNREADABLE:
                yield Rejection(file, 1, f"no page behind page {number + 1} was read")
                return
            continue
        characters += len(text)
        if characters > _MOST_CHARACTERS:
            yield Rejection(file, 1, f"the text from page {number + 1} on is too long: split it")
            return
        yield text


def _document(pages: list[str], described: dict[str, str]) -> Document | None:
    found = list(paragraphs(pages))
    if not found:
        return None
    return Document("\n\n".join(found), _title(described, pages, found), _identifier(described))


def _title(described: dict[str, str], pages: list[str], found: list[str]) -> str:
    """Return the title that the file gives, where its first page shows it, else its first line."""
    given = described.get("/Title", "")
    if given and given.casefold() in folded(pages[0]).casefold():
        return given
    return found[0] if len(found[0]) <= _LONGEST_TITLE else ""


def _identifier(described: dict[str, str]) -> str:
    """Return the one DOI that the file gives itself; those in its text may be of other works."""
    dois = {doi for value in described.values() for doi in _DOI.findall(value)}
    return best_identifier(doi=dois.pop()) if len(dois) == 1 else ""


def _reason(error: Exception) -> str:
    return folded(str(error))[:80] or type(error).__name__
