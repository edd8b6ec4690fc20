"""Tests of citations in tagged text."""

import pytest

from her2kg.loaders.base import OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, Outcome
from her2kg.loaders.documents.nbib import Nbib
from tests.loaders.documents.sample import NBIB, material


def _read(content: str) -> list[Outcome]:
    return list(Nbib().documents(material(content, "a.nbib")))


def test_a_citation_is_a_document_with_its_source() -> None:
    """Lines are put together, and labels of the abstract stand apart."""
    assert _read(NBIB) == [
        Document(
            "A receptor and its drug.\n\nBACKGROUND\n\nLittle is known.\n\nRESULTS\n\n"
            "Trastuzumab targets HER2.",
            title="A receptor and its drug.",
            identifier="pubmed:303",
            date="2019-12-05",
            licence="(c) 2019 A journal.",
            line=2,
        )
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_many_citations_are_read_one_by_one(ends: str) -> None:
    """An empty line ends each, whatever the ends of lines are."""
    content = (NBIB + NBIB.replace("303", "304")).replace("\n", ends)
    found = [each for each in _read(content) if isinstance(each, Document)]
    assert [(each.identifier, each.line) for each in found] == [
        ("pubmed:303", 2),
        ("pubmed:304", 15),
    ]


@pytest.mark.parametrize("field", ["PT  - Retracted Publication\n", "RIN - A J. 2020;1:1\n"])
def test_a_retracted_publication_is_rejected(field: str) -> None:
    """By its type, or by the notice that retracts it."""
    (outcome,) = _read(NBIB.replace("PT  - Journal Article\n", field))
    assert isinstance(outcome, Rejection)
    assert outcome.reason == "pubmed:303 was retracted: it is not read"


def test_a_citation_without_abstract_is_out_of_scope() -> None:
    """An abstract in another language (OAB) is none."""
    (outcome,) = _read(NBIB.replace("AB  - ", "OAB - "))
    assert outcome == OutOfScope("a.nbib", 2, "pubmed:303 has no abstract in English")


def test_a_line_that_belongs_to_no_field_rejects_its_citation_alone() -> None:
    """The line is named, and the others are read."""
    first, second = _read(NBIB.replace("OWN - NLM", "what is this") + NBIB)
    assert isinstance(first, Rejection)
    assert "line 3 is no field" in first.reason
    assert isinstance(second, Document)


@pytest.mark.parametrize(
    ("given", "written"),
    [("2019 Dec", "2019-12"), ("1998 Dec-1999 Jan", "1998-12"), ("2001 Spring", "2001"), ("", "")],
)
def test_dates_are_as_exact_as_given(given: str, written: str) -> None:
    """Of a range, the beginning."""
    (document,) = _read(NBIB.replace("2019 Dec 5", given))
    assert isinstance(document, Document)
    assert document.date == written


def test_the_doi_stands_in_for_a_missing_number() -> None:
    """LID or AID give it."""
    (document,) = _read(NBIB.replace("PMID- 303\n", ""))
    assert isinstance(document, Document)
    assert document.identifier == "doi:10.1234/x.303"


def test_other_tagged_text_is_not_taken_for_it() -> None:
    """RIS looks alike and has other tags."""
    assert not Nbib().recognises("TY  - JOUR\nTI  - A study\nAB  - Words.\nER  - \n")
    assert not Nbib().recognises("PMID numbers are explained here.")
