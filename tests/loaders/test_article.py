"""Tests of the loader of articles and of the embedded article."""

import pytest

from her2kg.loaders.article import ArticleLoader, embedded_article
from her2kg.loaders.base import Loader, Material
from her2kg.ontology.model import Claim, Entity, Source
from her2kg.ontology.namespaces import mint
from tests.loaders.lexicon_fixture import LEXICON

LOADER = ArticleLoader(LEXICON)


def _material(text: str) -> Material:
    return Material.of_text("a.txt", text)


def test_it_is_a_loader() -> None:
    """The article loader fulfils the protocol of loaders."""
    loader: Loader = LOADER
    assert loader.name == "article"
    assert loader.version.startswith("1-")


@pytest.mark.parametrize(
    "head",
    [
        "HER2 is a protein. It signals.",
        "# HER2\n\nHER2 is a protein, found on cells.\n",
        "\ufeffHER2 is a protein, a receptor.\nIt is large, and long.\n",
        "A short note on HER2\n",
    ],
)
def test_prose_is_recognised(head: str) -> None:
    """Plain text and Markdown are read."""
    assert LOADER.recognises(head)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "gene\tvariant\nERBB2\tL755S\n",
        "gene,variant,drug name here\nERBB2,L755S,lapatinib\n",
        "<?xml version='1.0'?><article>some text here</article>",
        "<html><body>some text here</body></html>",
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
    source, entity, claim = LOADER.load(material)
    assert isinstance(source, Source)
    assert isinstance(entity, Entity)
    assert isinstance(claim, Claim)
    assert str(source.iri) == mint("Document", material.sha256[:16])
    assert (source.title, source.licence) == ("On HER2", "CC BY 4.0")
    assert entity.label == "cell growth"
    assert claim.sources == (source.iri,)


def test_text_without_claims_is_no_error() -> None:
    """A document that says nothing of HER2 yields itself alone."""
    assert len(list(LOADER.load(_material("The weather was fine today.")))) == 1


def test_empty_document_is_named_by_its_file() -> None:
    """Without a first line the file name is the title."""
    (source,) = LOADER.load(_material(""))
    assert isinstance(source, Source)
    assert source.title == "a.txt"


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
