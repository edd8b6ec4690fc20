"""Tests of citations of PubMed in XML."""

from her2kg.loaders.base import OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, Outcome
from her2kg.loaders.documents.pubmed_xml import PubmedXml
from tests.loaders.documents.sample import citation, material, pubmed_set


def _read(content: str) -> list[Outcome]:
    return list(PubmedXml().documents(material(content, "set.xml")))


def _one(content: str) -> Outcome:
    (outcome,) = _read(content)
    return outcome


def test_a_citation_is_a_document_with_its_source() -> None:
    """Number, title, date of the issue, and the line in which it begins."""
    assert _one(pubmed_set(citation())) == Document(
        "A study of a receptor\n\nTrastuzumab targets HER2.",
        title="A study of a receptor",
        identifier="pubmed:101",
        date="2020-03",
        line=4,
    )


def test_many_citations_are_read_one_by_one() -> None:
    """Each has its own number and line."""
    found = _read(pubmed_set(*(citation(str(number)) for number in range(1, 4))))
    assert [(each.identifier, each.line) for each in found if isinstance(each, Document)] == [
        ("pubmed:1", 4),
        ("pubmed:2", 8),
        ("pubmed:3", 12),
    ]


def test_labels_of_a_structured_abstract_become_headings() -> None:
    """They stand apart, so that no sentence begins with one."""
    parts = (
        '<Abstract><AbstractText Label="AIMS">To see 10<sup>6</sup> cells.</AbstractText>'
        '<AbstractText Label="UNLABELLED">It <i>grows</i>.</AbstractText>'
        "<CopyrightInformation>(c) A journal.</CopyrightInformation></Abstract>"
    )
    plain = "<Abstract><AbstractText>x</AbstractText></Abstract>"
    document = _one(pubmed_set(citation(abstract="x").replace(plain, parts)))
    assert isinstance(document, Document)
    assert document.text.split("\n\n")[1:] == ["AIMS", "To see 10^6 cells.", "It grows."]
    assert document.licence == "(c) A journal."


def test_a_retracted_publication_is_rejected() -> None:
    """By its type, or by the notice that retracts it."""
    notice = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">'
        "<RefSource>A journal</RefSource></CommentsCorrections></CommentsCorrectionsList>"
    )
    for content in (citation(kind="Retracted Publication"), citation(extra=notice)):
        outcome = _one(pubmed_set(content))
        assert isinstance(outcome, Rejection)
        assert outcome.reason == "pubmed:101 was retracted: it is not read"


def test_the_notice_of_a_retraction_is_no_retracted_publication() -> None:
    """It says of another article that it was retracted."""
    notice = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionOf"/>'
        "</CommentsCorrectionsList>"
    )
    assert isinstance(_one(pubmed_set(citation(extra=notice))), Document)


def test_a_citation_without_abstract_is_out_of_scope() -> None:
    """A title alone is no prose; nor is an abstract in another language."""
    other = '<OtherAbstract Language="fre"><AbstractText>Il vise.</AbstractText></OtherAbstract>'
    for content in (citation(abstract=""), citation(abstract="", extra=other)):
        outcome = _one(pubmed_set(content))
        assert outcome == OutOfScope("set.xml", 4, "pubmed:101 has no abstract in English")


def test_the_doi_stands_in_for_a_missing_number() -> None:
    """A citation that only the publisher knows."""
    data = (
        '<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1234/x</ArticleId></ArticleIdList>'
        '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">9</ArticleId>'
        "</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>"
    )
    content = citation(pmid="").replace("</PubmedArticle>", data)
    document = _one(pubmed_set(content))
    assert isinstance(document, Document)
    assert document.identifier == "doi:10.1234/x"


def test_older_files_of_citations_and_chapters_of_books_are_read() -> None:
    """MedlineCitationSet, and PubmedBookArticle with its BookDocument."""
    inner = citation().removeprefix("<PubmedArticle>\n").replace("</PubmedArticle>\n", "")
    older = f"<MedlineCitationSet>{inner}</MedlineCitationSet>"
    book = (
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>7</PMID>"
        "<ArticleTitle>A chapter</ArticleTitle><Abstract><AbstractText>It grows.</AbstractText>"
        "</Abstract></BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    found = [_one(older), _one(book)]
    assert [each.identifier for each in found if isinstance(each, Document)] == [
        "pubmed:101",
        "pubmed:7",
    ]


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    """One rejection names the line, and what was whole is read."""
    content = pubmed_set(citation("1"), citation("2"))
    *before, last = _read(content[: content.index("<PMID Version='1'>2")])
    assert [type(each) for each in before] == [Document]
    assert isinstance(last, Rejection)
    assert last.line == 9
    assert "nothing behind it was read" in last.reason
