"""Tests of treatments that are not given: "omission of trastuzumab" is a thing of its own."""

import pytest

from her2kg.loaders.text.reader import read_document
from tests.loaders.lexicon_fixture import LEXICON, triples


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("Omission of", "omission"),
        ("Leaving out", "omission"),
        ("Early discontinuation of", "discontinuation"),
        ("Stopping", "discontinuation"),
        ("Interruption of", "interruption"),
        ("Postponing the start of", "delay"),
        ("Waiting three months to start", "delay"),
        ("Dose reduction of", "dose reduction"),
    ],
)
def test_what_is_not_given_worsens_and_not_the_treatment(words: str, thing: str) -> None:
    """However it is worded, it is one thing; the treatment itself worsens nothing."""
    found = triples(f"{words} trastuzumab shortened overall survival.")
    assert f"{thing} of trastuzumab | worsens | overall survival" in found
    assert not any(triple.startswith("trastuzumab |") for triple in found)


def test_the_thing_becomes_a_node() -> None:
    """The graph knows what the claim speaks of: a clinical concept with a name."""
    reading = read_document("Omission of trastuzumab shortened overall survival.", LEXICON)
    kinds = {entity.label: entity.kind for entity in reading.entities}
    assert kinds["omission of trastuzumab"] == "ClinicalConcept"


@pytest.mark.parametrize(
    "words", ["did not receive", "never received", "were not given", "were never treated with"]
)
def test_what_patients_did_not_have_is_read_as_omission(words: str) -> None:
    """Nothing is said of the treatment itself, whichever way the outcome went."""
    worse = triples(f"Patients who {words} trastuzumab had worse overall survival.")
    assert worse == {"omission of trastuzumab | worsens | overall survival"}
    assert not triples(f"Patients who {words} trastuzumab had better overall survival.")


def test_a_late_start_worsens() -> None:
    """The delay is the thing."""
    assert triples("Starting trastuzumab late shortens overall survival.") == {
        "delay of trastuzumab | worsens | overall survival"
    }


def test_two_durations_of_a_treatment_say_nothing_of_the_treatment() -> None:
    """Six months against twelve compare how long, not whether it is given."""
    assert not triples("Six months of trastuzumab led to worse survival than twelve months.")
