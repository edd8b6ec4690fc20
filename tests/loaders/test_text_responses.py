"""Tests of responses told over several sentences."""

import re
from collections.abc import Mapping

import pytest

from benchmarks.reading.names import mentions_of
from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.masking import group_mentions
from her2kg.loaders.text.response_events import AGAINST, DENIED, TOWARD, events_in
from her2kg.loaders.text.response_pairs import of_other_genes
from her2kg.loaders.text.response_passages import Passage, Spoken
from her2kg.loaders.text.response_ranker import BIAS, classes, probabilities, scored
from her2kg.ontology.model import Claim, Polarity
from her2kg.ontology.namespaces import curie_of
from tests.loaders.lexicon_fixture import LEXICON, everything

EVENTS = read_rows("responses/events.tsv")
CUES = [
    *read_rows("responses/states.tsv"),
    *read_rows("responses/roles.tsv"),
    *read_rows("responses/evidence_cues.tsv"),
]
RANKERS = ("alteration", "direction", "drug", "evidence")
STUDY = (
    "Twelve patients with HER2-positive gastric cancer were enrolled in this phase II study. "
    "All of them were treated with lapatinib. {} The study was stopped."
)


def _told(outcome: str) -> list[Claim]:
    every = everything(STUDY.format(outcome))
    return [claim for claim in every if claim.pattern == "response-passage"]


def _said(outcome: str) -> set[tuple[str, str, str, Polarity]]:
    return {
        (curie_of(str(c.subject)), c.predicate, curie_of(str(c.object)), c.polarity)
        for c in _told(outcome)
    }


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: str(row["id"]))
def test_outcome_is_found_in_its_example(row: Mapping[str, str]) -> None:
    """Outcome is found in its example."""
    assert row["id"] in {event.id for event in events_in(row["yes"], 0, len(row["yes"]))}


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: str(row["id"]))
def test_outcome_is_not_found_in_what_looks_alike(row: Mapping[str, str]) -> None:
    """Outcome is not found in what looks alike."""
    assert row["id"] not in {event.id for event in events_in(row["no"], 0, len(row["no"]))}


@pytest.mark.parametrize("row", CUES, ids=lambda row: str(row["yes"]))
def test_cue_tells_its_example_from_what_looks_alike(row: Mapping[str, str]) -> None:
    """Cue tells its example from what looks alike."""
    cue = re.compile(row["cue"], re.IGNORECASE)
    assert cue.search(row["yes"])
    assert not cue.search(row["no"])


def test_a_denied_response_is_no_response() -> None:
    """A denied response is no response."""
    text = "There was no objective response."
    assert {event.sign for event in events_in(text, 0, len(text))} == {DENIED}


def test_a_response_is_told_with_its_place() -> None:
    """A response is told with its place."""
    text = "Of these, two had a partial response."
    (event,) = (one for one in events_in(text, 0, len(text)) if one.sign == TOWARD)
    assert text[event.start : event.end] == "partial response"


def test_resistance_is_an_outcome_against() -> None:
    """Resistance is an outcome against."""
    text = "The cells were refractory."
    assert {event.sign for event in events_in(text, 0, len(text))} == {AGAINST}


def test_drug_alteration_and_outcome_may_stand_in_three_sentences() -> None:
    """Drug alteration and outcome may stand in three sentences."""
    expected = ("status:HER2-positive", "confersSensitivityTo", "drug:lapatinib")
    assert _said("Seven patients had a partial response.") == {(*expected, Polarity.SUPPORTS)}


def test_a_response_that_nobody_had_refutes_sensitivity() -> None:
    """A response that nobody had refutes sensitivity."""
    expected = ("status:HER2-positive", "confersSensitivityTo", "drug:lapatinib")
    assert _said("None of the patients responded.") == {(*expected, Polarity.REFUTES)}


def test_a_passage_without_an_outcome_tells_no_response() -> None:
    """A passage without an outcome tells no response."""
    assert not _told("Nine patients were women.")


def test_what_is_put_together_never_becomes_a_plain_triple() -> None:
    """What is put together never becomes a plain triple."""
    (claim,) = _told("Seven patients had a partial response.")
    assert claim.confidence is not None
    assert claim.confidence < 0.9


def test_the_quote_holds_drug_alteration_and_outcome() -> None:
    """The quote holds drug alteration and outcome."""
    (claim,) = _told("Seven patients had a partial response.")
    assert claim.quote is not None
    for words in ("HER2-positive", "lapatinib", "partial response"):
        assert words in claim.quote.exact
    text = STUDY.format("Seven patients had a partial response.")
    assert text[claim.quote.start : claim.quote.end] == claim.quote.exact


def test_the_one_cancer_of_a_passage_narrows_the_response() -> None:
    """The one cancer of a passage narrows the response."""
    (claim,) = _told("Seven patients had a partial response.")
    assert [one.predicate for one in claim.qualifiers] == ["inCancer"]


def test_a_drug_given_before_is_not_the_one_that_worked() -> None:
    """A drug given before is not the one that worked."""
    text = (
        "Twelve patients with HER2-positive gastric cancer were previously treated with "
        "trastuzumab. They received lapatinib. Seven patients had a partial response."
    )
    objects = {curie_of(str(c.object)) for c in everything(text) if c.pattern == "response-passage"}
    assert objects == {"drug:lapatinib"}


def test_a_response_that_a_sentence_states_is_not_inferred_again() -> None:
    """A response that a sentence states is not inferred again."""
    text = "The ERBB2 L755S mutation was shown to be sensitive to neratinib."
    assert {claim.pattern for claim in everything(text)} == {"sensitive"}


@pytest.mark.parametrize("ranker", RANKERS)
def test_each_feature_of_a_ranker_weighs_something(ranker: str) -> None:
    """Each feature of a ranker weighs something."""
    for row in read_rows(f"responses/{ranker}.tsv"):
        assert any(float(row[name]) for name in classes(ranker)), row


@pytest.mark.parametrize("ranker", RANKERS)
def test_no_feature_holds_more_than_a_few_words(ranker: str) -> None:
    """No feature holds more than a few words."""
    longest = max(len(row["feature"].split()) for row in read_rows(f"responses/{ranker}.tsv"))
    assert longest <= 6


def test_probabilities_add_up_the_weights_of_known_features() -> None:
    """Probabilities add up the weights of known features."""
    weights = {BIAS: (0.0,), "up": (2.0,), "down": (-2.0,)}
    assert scored(["up", "down", "unknown"], weights, 1) == (0.5,)
    assert scored(["up"], weights, 1)[0] > scored(["down"], weights, 1)[0]


def test_a_ranker_names_its_classes() -> None:
    """A ranker names its classes."""
    assert set(probabilities("evidence", [])) == {
        "Diagnostic",
        "Predictive",
        "Predisposing",
        "Prognostic",
    }


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        (
            "Changes of HER2, EGFR or ALK met trastuzumab, lapatinib or neratinib, respectively.",
            {"lapatinib", "neratinib"},
        ),
        (
            "EGFR and HER2 mutations met lapatinib and trastuzumab plus pertuzumab respectively.",
            {"lapatinib"},
        ),
        ("Patients with HER2 and EGFR mutations received trastuzumab and lapatinib.", set()),
        ("Patients with HER2 and EGFR mutations received trastuzumab, respectively.", set()),
        ("Trastuzumab and lapatinib were given for HER2 and EGFR, respectively.", set()),
        ("Patients were given trastuzumab and lapatinib, respectively.", set()),
    ],
)
def test_a_list_with_respectively_gives_drugs_to_their_genes(
    sentence: str, other: set[str]
) -> None:
    """Drugs in the place of other genes are named; lists of unequal length tell nothing."""
    spoken = [
        Spoken(bounds, tuple(group_mentions(mentions, sentence, (bounds.start, bounds.end))))
        for bounds, mentions in mentions_of(sentence, LEXICON)
    ]
    starts = of_other_genes(Passage.of(sentence, spoken))
    assert {sentence[at:].split(maxsplit=1)[0].strip(",.").lower() for at in starts} == other
