"""PubMed: titles and abstracts in XML, as E-utilities and the files of NLM give them.

Elements: NLM, MEDLINE/PubMed XML Element Descriptions,
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html. An ``Abstract`` is English
whatever ``Language`` the article has; abstracts in other languages stand in ``OtherAbstract``.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from her2kg.loaders.base import Material, OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, Outcome, best_identifier, sound_date
from her2kg.loaders.documents.inline import joined, raised
from her2kg.loaders.documents.xml_records import XmlRecord, xml_records
from her2kg.loaders.xml_text import begins_as

__all__ = ["RETRACTED", "PubmedXml"]

RETRACTED = "Retracted Publication"
"""Type of a publication that was retracted, as PubMed calls it."""

_ROOT = re.compile(r"<(?:PubmedArticleSet|PubmedArticle|MedlineCitationSet|MedlineCitation)[\s>]")
_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle", "MedlineCitation"})
_NO_LABELS = frozenset({"", "unassigned", "unlabelled"})
_MARKUP = frozenset({"b", "i", "sub", "sup", "u"})


class PubmedXml:
    """Reads the citations of a file: title and abstract of each."""

    name = "pubmed-xml"
    title = "PubMed, XML"
    homepage = "https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html"
    whole = False

    def recognises(self, head: str) -> bool:
        """Say whether the text is XML with citations of PubMed."""
        return begins_as(head, _ROOT)

    def documents(self, material: Material) -> Iterator[Outcome]:
        """Yield the citations; those retracted are rejected, those without abstract passed by."""
        for record in xml_records(material, _RECORDS):
            yield record if isinstance(record, Rejection) else _outcome(record, material.name)


def _outcome(record: XmlRecord, file: str) -> Outcome:
    citation = _citation(record.element)
    article = citation.find("Article")
    article = citation if article is None else article
    identifier = _identifier(record.element, citation, article)
    known = identifier or "a citation without a number"
    title = _words(article.find("ArticleTitle")) or _words(article.find("VernacularTitle"))
    if _is_retracted(citation, article):
        return Rejection(file, record.line, f"{known} was retracted: it is not read", title[:80])
    paragraphs = [*_abstract(article)]
    if not paragraphs:
        return OutOfScope(file, record.line, f"{known} has no abstract in English")
    return Document(
        "\n\n".join([*([title] if title else []), *paragraphs]),
        title=title,
        identifier=identifier,
        date=_date(article),
        licence=_words(article.find("Abstract/CopyrightInformation")),
        line=record.line,
    )


def _citation(element: Element) -> Element:
    """Return the citation itself: of an article, of a book, or of an older file."""
    for tag in ("MedlineCitation", "BookDocument"):
        found = element.find(tag)
        if found is not None:
            return found
    return element


def _identifier(element: Element, citation: Element, article: Element) -> str:
    ids = {
        each.get("IdType", ""): each.text or ""
        for path in ("PubmedData/ArticleIdList/ArticleId", "BookDocument/ArticleIdList/ArticleId")
        for each in element.iterfind(path)
    }
    located = article.findtext("ELocationID[@EIdType='doi']") or ""
    number = citation.findtext("PMID") or ids.get("pubmed", "")
    return best_identifier(number, ids.get("doi") or located, ids.get("pmc", ""))


def _is_retracted(citation: Element, article: Element) -> bool:
    kinds = article.iterfind("PublicationTypeList/PublicationType")
    if any(_words(kind) == RETRACTED for kind in kinds):
        return True
    path = "CommentsCorrectionsList/CommentsCorrections[@RefType='RetractionIn']"
    return citation.find(path) is not None


def _abstract(article: Element) -> Iterator[str]:
    """Yield the labels and texts of an abstract as headings and paragraphs."""
    for part in article.iterfind("Abstract/AbstractText"):
        words, label = _words(part), " ".join(part.get("Label", "").split())
        if words and label.lower() not in _NO_LABELS:
            yield label.rstrip(":.")
        if words:
            yield words


def _date(article: Element) -> str:
    """Return the date of the issue, else that of the electronic version."""
    for path in ("Journal/JournalIssue/PubDate", "ArticleDate", "Book/PubDate"):
        found = article.find(path)
        if found is not None:
            year = found.findtext("Year") or (found.findtext("MedlineDate") or "")[:4]
            return sound_date(year, found.findtext("Month") or "", found.findtext("Day") or "")
    return ""


def _words(element: Element | None) -> str:
    return joined(_inline(element)) if element is not None else ""


def _inline(element: Element) -> Iterator[str]:
    """Yield the words of an element; formulas and other foreign markup are left out."""
    before = element.text or ""
    yield before
    for child in element:
        if child.tag in _MARKUP:
            text = "".join(_inline(child))
            text = raised(before, text) if child.tag == "sup" else text
            yield text
            before = text
        after = child.tail or ""
        yield after
        before = after or before
