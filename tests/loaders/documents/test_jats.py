"""Tests of full text in JATS."""

import pytest

from her2kg.loaders.base import OutOfScope, Rejection
from her2kg.loaders.documents.document import Document, Outcome
from her2kg.loaders.documents.jats import Jats
from her2kg.loaders.text.sentences import split_sentences
from tests.loaders.documents.sample import JATS, material
from tests.shared import SHARED, needs_shared

ARTICLES = SHARED / "data" / "jats"


def _one(content: str) -> Outcome:
    (outcome,) = Jats().documents(material(content, "a.nxml"))
    return outcome


def _body(content: str) -> list[str]:
    """Return the paragraphs that a body gives."""
    start, end = JATS.index("<body>"), JATS.index("</body>")
    document = _one(f"{JATS[:start]}<body>{content}{JATS[end:]}")
    assert isinstance(document, Document)
    return document.text.split("\n\n")[3:]


def test_an_article_is_read_with_abstract_body_and_captions() -> None:
    """Authors, tables and references are not part of its text."""
    assert _one(JATS) == Document(
        "On ERBB2\n\nAim\n\nTrastuzumab targets HER2.\n\n"
        "Results\n\nPertuzumab targets HER2 (Fig. 2).\n\nAll patients.",
        title="On ERBB2",
        identifier="pubmed:202",
        date="2021-04-09",
        licence="https://creativecommons.org/licenses/by/4.0/",
        line=2,
    )


def test_formulas_notes_and_tables_leave_no_trace() -> None:
    """The sentence around them stays whole."""
    content = (
        "<p>It grows <inline-formula><tex-math>x</tex-math></inline-formula> by "
        "10<sup>6</sup> mg/m<sup>2</sup><fn><p>Note.</p></fn> a<break/>day."
        "<table-wrap><table><tr><td>9</td></tr></table></table-wrap> Then it stops.</p>"
    )
    assert _body(content) == ["It grows by 10^6 mg/m2 a day.", "Then it stops."]


def test_lists_and_quotes_within_a_paragraph_stand_apart() -> None:
    """Each item is a paragraph of its own."""
    content = "<p>These:<list><list-item><p>one.</p></list-item></list>and more.</p>"
    assert _body(content) == ["These:", "one.", "and more."]


def test_signs_that_a_name_bears_stay_with_it() -> None:
    """A raised sign is part of the status."""
    assert _body("<p>HER2<sup>+</sup> and HER2<sup>&#x2212;</sup> cells.</p>") == [
        "HER2+ and HER2\u2212 cells."
    ]


@pytest.mark.parametrize("root", ["pmc-articleset", "OAI-PMH"])
def test_sets_of_articles_are_read_one_by_one(root: str) -> None:
    """Whatever holds them."""
    article = JATS.split("\n", 1)[1]
    content = f"<{root}>{article}{article.replace('>202<', '>203<')}</{root}>"
    assert Jats().recognises(content)
    found = [each for each in Jats().documents(material(content)) if isinstance(each, Document)]
    assert [each.identifier for each in found] == ["pubmed:202", "pubmed:203"]


def test_a_review_below_an_article_is_not_its_text() -> None:
    """Sub-articles have words of others."""
    below = "<sub-article><body><p>Not so.</p></body></sub-article></article>"
    document = _one(JATS.replace("</article>", below))
    assert isinstance(document, Document)
    assert "Not so" not in document.text


def test_a_retracted_article_is_rejected() -> None:
    """PMC links it to the notice."""
    link = '<related-article related-article-type="retraction-forward"/></article-meta>'
    outcome = _one(JATS.replace("</article-meta>", link))
    assert isinstance(outcome, Rejection)
    assert outcome.reason == "pubmed:202 was retracted: it is not read"


def test_an_article_in_another_language_is_out_of_scope() -> None:
    """The reader reads English."""
    outcome = _one(JATS.replace('xml:lang="en"', 'xml:lang="pt"'))
    assert outcome == OutOfScope("a.nxml", 2, "pubmed:202 is not in English")


def test_an_article_without_text_is_out_of_scope() -> None:
    """Front matter alone says nothing."""
    front = JATS[: JATS.index("<abstract>")] + "</article-meta></front></article>"
    outcome = _one(front)
    assert outcome == OutOfScope("a.nxml", 2, "pubmed:202 has neither abstract nor text")


def test_without_a_licence_the_copyright_is_stated() -> None:
    """And without an address of the licence its words."""
    bare = JATS.replace(' xlink:href="https://creativecommons.org/licenses/by/4.0/"', "")
    start, end = JATS.index("<license "), JATS.index("</permissions>")
    owned = f"{JATS[:start]}<copyright-statement>(c) A.</copyright-statement>{JATS[end:]}"
    licences = [each.licence for each in (_one(bare), _one(owned)) if isinstance(each, Document)]
    assert licences == ["Open.", "(c) A."]


def test_a_page_with_an_article_element_is_no_jats() -> None:
    """HTML has articles too."""
    assert not Jats().recognises("<html><body><article><p>Some words here.</p></article></body>")


@needs_shared
@pytest.mark.parametrize(
    ("name", "identifier", "fewest"),
    [
        ("PMC1797029", "pubmed:17129383", 200),
        ("PMC3672718", "pubmed:23570501", 110),
        ("PMC5301372", "pubmed:28183331", 180),
        ("PMC5668343", "pubmed:28766132", 120),
    ],
)
def test_real_articles_are_read_whole(name: str, identifier: str, fewest: int) -> None:
    """With their number, an open licence, and sentences free of numbers of references."""
    path = ARTICLES / f"{name}.nxml"
    article = material(path.read_bytes(), path.name)
    assert Jats().recognises(article.head)
    (document,) = Jats().documents(article)
    assert isinstance(document, Document)
    assert document.identifier == identifier
    assert "creativecommons.org/licenses/by/" in document.licence
    sentences = [document.text[one.start : one.end] for one in split_sentences(document.text)]
    assert len(sentences) >= fewest
    assert not [one for one in sentences if "[]" in one or " ." in one or "[1" in one]
