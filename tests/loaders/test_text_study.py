"""Tests of what a paragraph says of its study, and of claims whose sentence leaves it out."""

from collections.abc import Mapping

import pytest
from rdflib import URIRef

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.masking import group_mentions, mask
from her2kg.loaders.text.mentions import find_mentions
from her2kg.loaders.text.patterns import Argument, compile_pattern
from her2kg.ontology.model import Claim
from tests.loaders.lexicon_fixture import LEXICON, read, triples

ROWS = read_rows("study.tsv")
PLAIN = 0.9


def _label(value: object) -> str:
    return LEXICON.labels.get(URIRef(str(value)), str(value))


def _qualifiers(claim: Claim) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in claim.qualifiers:
        found.setdefault(one.predicate, []).append(_label(one.value))
    return found


def _only(text: str, predicate: str) -> Claim:
    (claim,) = (one for one in read(text) if one.predicate == predicate)
    return claim


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['role']}: {row['yes']}")
def test_a_row_fits_its_example(row: Mapping[str, str]) -> None:
    """Every row of the table fits the sentence beside it."""
    text = row["yes"]
    bounds = (0, len(text))
    mentions = find_mentions(text, LEXICON.find(text), bounds, LEXICON)
    kinds = Argument(frozenset(filter(None, row["kinds"].split("|"))))
    regex = compile_pattern(row["pattern"], {"s": Argument(frozenset({"Drug"})), "c": kinds})
    assert regex.search(mask(text, group_mentions(mentions, text, bounds), bounds).text)


def test_an_outcome_takes_the_drug_of_its_study() -> None:
    """A sentence without a drug means that of the study, at a lower confidence."""
    text = "Neratinib was tested in breast cancer. Overall survival was improved."
    claim = _only(text, "improves")
    assert (_label(claim.subject), _label(claim.object)) == ("neratinib", "overall survival")
    assert claim.confidence is not None
    assert claim.confidence < PLAIN


def test_a_new_paragraph_begins_a_new_study() -> None:
    """Nothing is carried from one paragraph into the next."""
    text = "Neratinib was tested in breast cancer.\n\nOverall survival was improved."
    assert not [one for one in read(text) if one.predicate == "improves"]


def test_a_sentence_that_names_another_drug_is_not_of_the_study() -> None:
    """Where another drug is named, it is not clear which one is meant."""
    text = "Neratinib was tested. Overall survival was improved, unlike with lapatinib."
    assert "neratinib | improves | overall survival" not in triples(text)


def test_the_drug_that_the_sentence_names_wins() -> None:
    """What the sentence says itself comes before what the study says."""
    text = "Neratinib was tested. Overall survival was improved with lapatinib."
    assert triples(text) >= {"lapatinib | improves | overall survival"}
    assert "neratinib | improves | overall survival" not in triples(text)


def test_outcomes_of_a_study_hold_for_its_patients() -> None:
    """Cancer, setting, trial and partners are those of the study."""
    text = (
        "In SOPHIA, neratinib plus trastuzumab was given to patients with "
        "metastatic HER2-positive breast cancer. Neratinib improved overall survival."
    )
    found = _qualifiers(_only(text, "improves"))
    assert found["inCancer"] == ["HER2-positive breast cancer"]
    assert found["partnerDrug"] == ["trastuzumab"]
    assert found["ofTrial"] == ["SOPHIA"]
    assert found["setting"] == ["metastatic"]


def test_events_of_a_label_hold_for_nobody_in_particular() -> None:
    """An adverse event of a label is not narrowed to the cancer of its indication."""
    text = (
        "Neratinib is indicated for patients with breast cancer. "
        "Neratinib caused diarrhea in patients who received it."
    )
    assert "inCancer" not in _qualifiers(_only(text, "hasAdverseEvent"))


def test_a_value_beside_its_direction_is_no_claim_of_its_own() -> None:
    """Where a text says which way an outcome went, its value adds no claim."""
    text = "Neratinib improved overall survival. Median overall survival was 24 months."
    assert not [one for one in read(text) if one.predicate == "reportsOutcome"]
