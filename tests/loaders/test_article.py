"""Tests of the loader of articles and of the embedded article."""

from functools import partial
from io import BytesIO

import pytest

from her2kg.loaders.article import ArticleLoader, embedded_article
from her2kg.loaders.base import Loader, Material, OutOfScope, Rejection, Taken
from her2kg.ontology.encode import claim_iri
from her2kg.ontology.model import Claim, Entity, Load, Source
from her2kg.ontology.namespaces import mint
from tests.loaders.documents.sample import HTML, JATS, citation, made_pdf, pubmed_set
from tests.loaders.lexicon_fixture import LEXICON

LOADER = ArticleLoader(LEXICON)


def _material(text: str) -> Material:
    return Material.of_text("a.txt", text)


def test_it_is_a_loader() -> None:
    """The article loader fulfils the protocol of loaders."""
    loader: Loader = LOADER
    assert loader.name == "article"
    assert loader.version.startswith("2-")


@pytest.mark.parametrize(
    "head",
    [
        "HER2 is a protein. It signals.",
        "# HER2\n\nHER2 is a protein, found on cells.\n",
        "\ufeffHER2 is a protein, a receptor.\nIt is large, and long.\n",
        "A short note on HER2\n",
        "%PDF-",
        "PMID- 1\nTI  - A title\n",
        "<html><body>some text here</body></html>",
        JATS,
        HTML,
        pubmed_set(citation()),
    ],
)
def test_prose_is_recognised(head: str) -> None:
    """Plain text, Markdown and every other form of documents are read."""
    assert LOADER.recognises(head)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "gene\tvariant\nERBB2\tL755S\n",
        "gene,variant,drug name here\nERBB2,L755S,lapatinib\n",
        "<?xml version='1.0'?><article>some text here</article>",
        "<data><record>some text here</record></data>",
        '{"gene": "ERBB2", "text": "some words here"}',
        '[{"gene": "ERBB2", "text": "some words here"}]',
        "\x00\x01some binary words here",
        "1234 5678",
    ],
)
def test_what_is_not_prose_is_left_to_others(head: str) -> None:
    """Tables, markup, data and binary content are not taken for prose."""
    assert not LOADER.recognises(head)


def test_document_comes_first_then_entities_then_claims() -> None:
    """The document is a Source; claims rest on it; concepts they name come with them."""
    material = _material("On HER2\n\nHER2 promotes cell growth.\n\nLicence: CC BY 4.0.\n")
    source, entity, claim, taken = LOADER.load(material)
    assert isinstance(source, Source)
    assert isinstance(entity, Entity)
    assert isinstance(claim, Claim)
    assert str(source.iri) == mint("Document", material.sha256[:16])
    assert (source.title, source.licence) == ("On HER2", "CC BY 4.0")
    assert entity.label == "cell growth"
    assert claim.sources == (source.iri,)
    assert (source.kind, claim.licence) == ("Document", "CC BY 4.0")
    assert taken == Taken("a.txt", 1)


def test_text_without_claims_is_no_error() -> None:
    """A document that says nothing of HER2 yields itself alone."""
    source, taken = LOADER.load(_material("The weather was fine today."))
    assert isinstance(source, Source)
    assert isinstance(taken, Taken)


def test_empty_document_is_named_by_its_file() -> None:
    """Without a first line the file name is the title."""
    source, _ = LOADER.load(_material(""))
    assert isinstance(source, Source)
    assert source.title == "a.txt"


def test_a_publication_is_the_source_that_other_loaders_name() -> None:
    """Its claims cite it by its number of PubMed, and not the file."""
    source, *_, claim, _ = LOADER.load(_material(pubmed_set(citation())))
    assert isinstance(source, Source)
    assert isinstance(claim, Claim)
    assert source == Source(
        iri=source.iri,
        kind="Publication",
        title="A study of a receptor",
        url="https://pubmed.ncbi.nlm.nih.gov/101",
        identifier="pubmed:101",
        date="2020-03",
    )
    assert str(source.iri) == mint("Source", "pubmed:101")
    assert claim.sources == (source.iri,)


def test_an_address_is_sound_whatever_a_doi_holds() -> None:
    """Angle brackets and hashes of old DOIs are written as addresses write them."""
    page = HTML.replace("10.1234/x.404", "10.1002/(SICI)1097(1996)77:1&lt;1::AID>3.0;2-#")
    source = next(LOADER.load(_material(page)))
    assert isinstance(source, Source)
    assert source.identifier == "doi:10.1002/(SICI)1097(1996)77:1<1::AID>3.0;2-#"
    assert source.url == "https://doi.org/10.1002/(SICI)1097(1996)77:1%3C1::AID%3E3.0;2-%23"


def test_the_same_sentence_in_two_documents_is_two_claims() -> None:
    """Each with its own source, and neither stands in for the other in the graph."""
    material = _material(pubmed_set(*(citation(str(number)) for number in (1, 2, 3))))
    load = Load("article", "1", material.sha256, "article-x", "Articles", "")
    claims = [each for each in LOADER.load(material) if isinstance(each, Claim)]
    assert len({claim.sources for claim in claims}) == 3
    assert len({claim_iri(claim, load) for claim in claims}) == 3


def test_a_sentence_that_is_repeated_in_each_document_stays_apart() -> None:
    """Ordinals run on through the file."""
    twice = "Trastuzumab targets HER2. It is so. Trastuzumab targets HER2."
    material = _material(pubmed_set(citation("1", twice), citation("2", twice)))
    claims = [each for each in LOADER.load(material) if isinstance(each, Claim)]
    assert [claim.quote.ordinal for claim in claims if claim.quote] == [0, 1, 2, 3]


def test_documents_without_an_identifier_stay_apart() -> None:
    """The first one of a file is known by the file, the others by their place too."""
    material = _material(pubmed_set(citation(pmid=""), citation(pmid="")))
    sources = [each for each in LOADER.load(material) if isinstance(each, Source)]
    first = mint("Document", material.sha256[:16])
    assert [str(source.iri) for source in sources] == [first, f"{first}-2"]
    assert {source.kind for source in sources} == {"Document"}


def test_one_document_that_cannot_be_read_does_not_stop_the_others() -> None:
    """Retracted, doubled, silent, without abstract: each is told, the rest is read."""
    content = pubmed_set(
        citation("1", kind="Retracted Publication"),
        citation("2"),
        citation("2"),
        citation("3", abstract=""),
        citation("4", abstract="The weather was fine."),
        citation("5").replace("A study", "RETRACTED: A study"),
        citation("6"),
    )
    records = list(LOADER.load(_material(content)))
    rejected = [(each.line, each.reason) for each in records if isinstance(each, Rejection)]
    passed_by = [(each.line, each.reason) for each in records if isinstance(each, OutOfScope)]
    assert rejected == [
        (4, "pubmed:1 was retracted: it is not read"),
        (12, "pubmed:2 stands in the file twice: the first one was read"),
        (24, "pubmed:5 was retracted: it is not read"),
    ]
    assert passed_by == [
        (16, "pubmed:3 has no abstract in English"),
        (20, "no sentence of pubmed:4 was read as a claim"),
    ]
    sources = [each.identifier for each in records if isinstance(each, Source)]
    assert sources == ["pubmed:2", "pubmed:6"]


def test_a_pdf_without_text_says_what_to_do() -> None:
    """It is rejected, and nothing is loaded of it."""
    scanned = Material("scan.pdf", "0" * 64, partial(BytesIO, made_pdf("")))
    (rejection,) = LOADER.load(scanned)
    assert isinstance(rejection, Rejection)
    assert "recognise its text" in rejection.reason


def test_embedded_article_is_what_it_says() -> None:
    """The embedded article is prose of 450 to 600 words under a stated licence."""
    material = embedded_article()
    assert 450 <= len(material.text.split()) <= 600
    assert LOADER.recognises(material.text)
    records = list(LOADER.load(material))
    source = records[0]
    assert isinstance(source, Source)
    assert (source.title, source.licence) == ("HER2-positive cancer in plain words", "CC BY 4.0")


def test_embedded_article_never_calls_a_test_a_diagnosis() -> None:
    """The one claim on testing and diagnosis refutes it."""
    claims = [one for one in LOADER.load(embedded_article()) if isinstance(one, Claim)]
    diagnosis = [
        one for one in claims if str(one.object) == mint("ClinicalConcept", "cancer diagnosis")
    ]
    assert [one.polarity.value for one in diagnosis] == ["refutes"]
    assert len(claims) > 15
