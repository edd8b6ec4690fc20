"""JATS: full text of articles in XML, as PubMed Central and publishers give it.

Elements: NISO Z39.96, Journal Article Tag Suite, https://jats.nlm.nih.gov/archiving/. Title,
abstracts and body are read; references, tables, formulas and what names people are not.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from her2kg.loaders.base import Material, OutOfScope, Rejection
from her2kg.loaders.documents.document import (
    Document,
    Outcome,
    best_identifier,
    is_english,
    sound_date,
)
from her2kg.loaders.documents.jats_text import paragraphs, words
from her2kg.loaders.documents.xml_records import XmlRecord, xml_records
from her2kg.loaders.xml_text import begins_as

__all__ = ["Jats"]

_ROOT = re.compile(r"<article[\s>]")
_FRONT = re.compile(r"<(?:front|article-meta)[\s>]")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HREF = "{http://www.w3.org/1999/xlink}href"
_LICENCE_REF = "{http://www.niso.org/schemas/ali/1.0/}license_ref"
_DATES = ("epub", "pub", "ppub", "epub-ppub", "collection")
"""Kinds of dates, the first to appear first; when PMC released it is no date of issue."""


class Jats:
    """Reads the articles of a file, each with its full text."""

    name = "jats"
    title = "JATS XML of articles"
    homepage = "https://jats.nlm.nih.gov/archiving/"
    whole = False

    def recognises(self, head: str) -> bool:
        """Say whether the text is XML with an article and its front matter."""
        return begins_as(head, _ROOT) and _FRONT.search(head) is not None

    def documents(self, material: Material) -> Iterator[Outcome]:
        """Yield the articles; those retracted are rejected, those not in English passed by."""
        for record in xml_records(material, {"article"}):
            yield record if isinstance(record, Rejection) else _outcome(record, material.name)


def _outcome(record: XmlRecord, file: str) -> Outcome:
    article, line = record.element, record.line
    meta = article.find("front/article-meta")
    if meta is None:
        return Rejection(file, line, "the article has no front/article-meta: it is no JATS")
    identifier = _identifier(meta)
    known = identifier or "an article without a number"
    title = words(meta.find("title-group/article-title"))
    if meta.find("related-article[@related-article-type='retraction-forward']") is not None:
        return Rejection(file, line, f"{known} was retracted: it is not read", title[:80])
    if not is_english(article.get(_LANGUAGE, "")):
        return OutOfScope(file, line, f"{known} is not in English")
    text = [*_text(article, meta)]
    if not text:
        return OutOfScope(file, line, f"{known} has neither abstract nor text")
    return Document(
        "\n\n".join([*([title] if title else []), *text]),
        title=title,
        identifier=identifier,
        date=_date(meta),
        licence=_licence(meta),
        line=line,
    )


def _identifier(meta: Element) -> str:
    ids = {each.get("pub-id-type", ""): each.text or "" for each in meta.iterfind("article-id")}
    pmc = ids.get("pmc") or ids.get("pmcid") or ids.get("pmcaid") or ""
    return best_identifier(ids.get("pmid", ""), ids.get("doi", ""), pmc)


def _text(article: Element, meta: Element) -> Iterator[str]:
    """Yield the paragraphs of abstracts, body and figures, in this order."""
    for part in (*meta.findall("abstract"), *article.findall("body")):
        if is_english(part.get(_LANGUAGE, "")):
            yield from paragraphs(part)
    for part in article.findall("floats-group"):
        yield from paragraphs(part)


def _date(meta: Element) -> str:
    dates = {
        each.get("pub-type") or each.get("date-type") or "pub": each
        for each in reversed(meta.findall("pub-date"))
    }
    for kind in _DATES:
        if kind in dates:
            parts = (dates[kind].findtext(part) or "" for part in ("year", "month", "day"))
            return sound_date(*parts)
    return ""


def _licence(meta: Element) -> str:
    """Return the address of the licence, else its words, else who has the copyright."""
    licence = meta.find("permissions/license")
    if licence is None:
        return words(meta.find("permissions/copyright-statement"))
    links = (licence, *licence.iter("ext-link"))
    given = [licence.findtext(_LICENCE_REF), *(each.get(_HREF) for each in links)]
    return next((address.strip() for address in given if address), words(licence))
