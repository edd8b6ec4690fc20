"""The loader of proposals: each is checked again, and counts for nothing."""

import json

import pytest

from her2kg.loaders.article import ArticleLoader
from her2kg.loaders.base import Loader, Material, Record, Rejection, Taken
from her2kg.loaders.proposals import ProposalsLoader
from her2kg.loaders.proposing.claims import CONFIDENCE
from her2kg.loaders.proposing.stored import FORMAT
from her2kg.ontology.model import AgentType, Claim, Entity, KnowledgeLevel, Source
from tests.loaders.documents.sample import citation, pubmed_set
from tests.loaders.lexicon_fixture import LEXICON
from tests.loaders.proposing.sample import TEXT, accepted, document, file

LOADER: Loader = ProposalsLoader(LEXICON)


def _load(material: Material) -> list[Record]:
    return list(LOADER.load(material))


def _rejections(material: Material) -> list[str]:
    return [each.reason for each in _load(material) if isinstance(each, Rejection)]


def test_a_proposal_becomes_a_prediction_of_a_model() -> None:
    """Biolink's values, the model in a note, the quote at its place in the document."""
    source, claim, taken = _load(file())
    assert isinstance(source, Source)
    assert isinstance(claim, Claim)
    assert isinstance(taken, Taken)
    assert (claim.knowledge_level, claim.agent_type) == (
        KnowledgeLevel.PREDICTION,
        AgentType.MODEL,
    )
    assert claim.confidence == CONFIDENCE < 0.9
    assert claim.note == "proposed by the language model some-model"
    assert claim.sources == (source.iri,)
    assert claim.licence == "CC-BY-4.0"
    assert claim.quote is not None
    assert claim.quote.exact == "Trastuzumab targets HER2"
    assert (claim.quote.start, claim.quote.end, claim.quote.sentence) == (10, 34, TEXT)


def test_only_a_file_of_proposals_is_recognised() -> None:
    """It says so first; one of a later form is recognised too, and then refused."""
    assert LOADER.recognises(file().head)
    assert LOADER.recognises('{"format": "her2kg proposals 2", "x": 1}')
    assert not LOADER.recognises('{"model": "m", "format": "her2kg proposals 1"}')
    assert not ArticleLoader(LEXICON).recognises(file().head)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"quote": "Trastuzumab does target HER2"}, "the quote does not stand in the sentence"),
        ({"sentence": 2}, "there is no such sentence: 2"),
        ({"subject": "Herceptin"}, "the subject does not stand in the sentence"),
        ({"relation": "treats"}, "does not join things of these classes"),
        ({"denied": True}, "do not agree on whether it is denied"),
        (
            {"object_is": "protein:EGFR"},
            "protein:EGFR was accepted, and the words name protein:HER2",
        ),
        ({"subject_is": None}, "subject_is is missing or no text"),
        ({"hedge": 3}, "not of the form that was asked for"),
    ],
)
def test_what_was_changed_by_hand_does_not_pass(changes: dict[str, object], reason: str) -> None:
    """It is rejected with the reason, and its neighbour is taken."""
    records = _load(file(document(accepted(**changes), accepted())))
    (rejection,) = [each for each in records if isinstance(each, Rejection)]
    assert reason in rejection.reason
    assert rejection.line == 5
    assert sum(isinstance(each, Claim) for each in records) == 1


def test_a_changed_sentence_does_not_bear_its_proposal() -> None:
    """The words have to stand in the sentence that the file keeps."""
    changed = [{"number": 1, "start": 0, "text": "Trastuzumab never targets HER2."}]
    assert _rejections(file(document(sentences=changed)))


def test_the_same_claim_of_a_sentence_is_taken_once() -> None:
    """The second one is rejected."""
    again = accepted(quote="targets")
    assert _rejections(file(document(accepted(), again))) == ["said before in the same sentence"]


def test_a_sentence_that_stands_twice_makes_two_claims() -> None:
    """Each occurrence has its own number."""
    twice = [{"number": n, "start": 100 * n, "text": TEXT} for n in (1, 2)]
    records = _load(file(document(accepted(), accepted(sentence=2), sentences=twice)))
    ordinals = [each.quote.ordinal for each in records if isinstance(each, Claim) and each.quote]
    assert ordinals == [0, 1]


def test_a_composed_cancer_is_brought_along() -> None:
    """The graph may not know it."""
    sentences = [
        {"number": 1, "start": 0, "text": "Trastuzumab treats HER2-negative breast cancer."}
    ]
    told = accepted(
        quote="Trastuzumab treats",
        relation="treats",
        object="HER2-negative breast cancer",
        object_is="cancer:HER2-negative-breast-cancer",
    )
    records = _load(file(document(told, sentences=sentences)))
    (made,) = [each for each in records if isinstance(each, Entity)]
    (claim,) = [each for each in records if isinstance(each, Claim)]
    assert (made.kind, made.label) == ("Cancer", "HER2-negative breast cancer")
    assert claim.object == made.iri


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "RETRACTED: A note"}, "was retracted"),
        ({"identifier": "pubmed:abc"}, "no identifier of a publication"),
        ({"date": "2021-99"}, "no date"),
        ({"date": "soon"}, "no date"),
        ({"sha256": "x"}, "no hash"),
        ({"title": "\ud800"}, "half of a character"),
        ({"title": 3}, "title is missing or no text"),
        ({"unnamed": -1}, "unnamed is missing or no number"),
        ({"unnamed": 10**30}, "unnamed is missing or no number"),
        ({"accepted": {}}, "accepted is missing or no list"),
        ({"sentences": [3]}, "a sentence is no object"),
        ({"sentences": [{"number": 1, "start": 0, "text": TEXT}] * 2}, "have one number"),
    ],
)
def test_a_document_that_is_not_sound_is_rejected(changes: dict[str, object], reason: str) -> None:
    """The next one is read."""
    records = _load(file(document(**changes), document()))
    (rejection,) = [each for each in records if isinstance(each, Rejection)]
    assert reason in rejection.reason
    assert sum(isinstance(each, Claim) for each in records) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'{{"format": "{FORMAT}", "model": "m", "documents": [', "no sound file of proposals"),
        (f'{{"format": "{FORMAT}", "documents": []}}', "model is missing"),
        (f'{{"format": "{FORMAT}", "model": " \\u0000 ", "documents": []}}', "names no model"),
        (f'{{"format": "{FORMAT}", "model": "m", "documents": 3}}', "no sound JSON"),
        ('{"format": "her2kg proposals 2", "model": "m"}', "propose again with this version"),
        (f'{{"format": "{FORMAT}", "model": ' + "[" * 100_000, "no sound file of proposals"),
    ],
)
def test_a_file_that_is_not_sound_is_rejected(text: str, reason: str) -> None:
    """In one line that says why."""
    (told,) = _rejections(Material.of_text("x.json", text))
    assert reason in told


@pytest.mark.parametrize(
    "text",
    ["Trastuzumab targets HER2.\n", pubmed_set(citation())],
    ids=["a text", "a publication"],
)
def test_the_source_is_that_of_the_document_itself(text: str) -> None:
    """Whether it was added too or not, it is one source and counts once."""
    material = Material.of_text("note.md", text)
    article = ArticleLoader(LEXICON)
    (known,) = [each for each in article.load(material) if isinstance(each, Source)]
    kept = document(
        sha256=material.sha256,
        title=known.title,
        identifier=known.identifier,
        date=known.date,
        licence=known.licence,
    )
    (found,) = [each for each in _load(file(kept)) if isinstance(each, Source)]
    assert found == known


def test_an_address_that_is_none_is_left_out() -> None:
    """A page that a file was given by hand is a link on the web or nothing."""
    for url, shown in (
        ("javascript:alert(1)", ""),
        ("https://x.example/a b", "https://x.example/a%20b"),
    ):
        (source,) = [e for e in _load(file(document(url=url))) if isinstance(e, Source)]
        assert source.url == shown


def test_what_is_taken_can_be_written() -> None:
    """Whatever stands beside it in the file, also what a model wrote that cannot be printed."""
    text = json.dumps({"format": FORMAT, "model": "m\n\u001b[31m", "documents": [document()]})
    records = _load(Material.of_text("x.json", text))
    (claim,) = [each for each in records if isinstance(each, Claim)]
    assert claim.note == "proposed by the language model m  [31m"
    assert not [each for each in records if isinstance(each, Entity | Rejection)]
