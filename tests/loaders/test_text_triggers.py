"""Tests of triggers: words that say a relation between the names nearest to them."""

import pytest

from her2kg.loaders.text.patterns import all_patterns
from her2kg.loaders.text.reader import read_document
from tests.loaders.lexicon_fixture import LEXICON, read, triples

FACT = 0.9
DEFINED = "HER2-positive | definedBy | ERBB2 amplification"
COMPANION = "immunohistochemistry | companionFor | neratinib"
ELIGIBLE = "Anyone eligible for neratinib has had immunohistochemistry first."


def _of_triggers(text: str) -> set[str]:
    named = {pattern.id for pattern in all_patterns() if pattern.orders}
    return {triple for name in named for triple in triples(text, name)}


@pytest.mark.parametrize(
    "text",
    [
        "Tumours with ERBB2 amplification go by the name of HER2-positive.",
        "HER2-positive, as the name has it, are those with ERBB2 amplification.",
        "By name, a tumour with ERBB2 amplification is one that is HER2-positive.",
    ],
)
def test_a_trigger_may_stand_before_between_and_behind_its_names(text: str) -> None:
    """The classes tell who is subject and who is object, whatever the order."""
    assert DEFINED in _of_triggers(text)


def test_the_nearest_names_are_joined() -> None:
    """A name of the right class that stands farther away is not meant."""
    found = _of_triggers(f"{ELIGIBLE[:-1]}, unlike anyone on a course of lapatinib.")
    assert found == {COMPANION}


def test_each_name_of_a_list_is_joined() -> None:
    """Names that stand as one list are all meant."""
    found = _of_triggers("Anyone eligible for neratinib or lapatinib has had immunohistochemistry.")
    assert found == {COMPANION, "immunohistochemistry | companionFor | lapatinib"}


def test_a_semicolon_ends_what_a_trigger_reaches() -> None:
    """What stands behind it is another statement."""
    assert not _of_triggers("Some are eligible for neratinib; immunohistochemistry came first.")


@pytest.mark.parametrize(
    "word",
    ["than", "without", "unlike", "instead of", "after", "as opposed to", "in the absence of"],
)
def test_a_name_that_is_set_apart_is_not_meant(word: str) -> None:
    """A comparator is neither subject nor object."""
    assert not _of_triggers(f"The eligible were chosen {word} immunohistochemistry for neratinib.")


def test_a_trigger_never_makes_a_fact() -> None:
    """Its claims stay below what a plain triple needs."""
    assert all(pattern.confidence < FACT for pattern in all_patterns() if pattern.orders)
    (claim,) = [claim for claim in read(ELIGIBLE) if claim.predicate == "companionFor"]
    assert (claim.confidence or 1) < FACT


def test_a_whole_pattern_goes_before_a_trigger() -> None:
    """Words that a pattern has read are not read again of other names."""
    said = "Immunohistochemistry is a companion diagnostic for neratinib."
    claims = [claim for claim in read(said) if claim.predicate == "companionFor"]
    assert [claim.pattern for claim in claims] == ["companion-for"]


def test_a_name_that_must_not_stand_between_leaves_a_trigger_silent() -> None:
    """A share of those who had a drug is not that of the cancer."""
    one = "ERBB2 amplification: in breast cancer, when last counted, 15 %."
    two = "ERBB2 amplification: in breast cancer on neratinib, when last counted, 15 %."
    assert _of_triggers(one)
    assert not _of_triggers(two)


def test_a_question_before_it_leaves_a_trigger_silent() -> None:
    """What is only asked or supposed is no claim."""
    assert not _of_triggers(f"It was studied whether {ELIGIBLE}")


def test_what_is_measured_is_no_finding() -> None:
    """Survival fills no argument of a trigger, where a response that is reached does."""
    said = "In breast cancer, patients with {} did best of all."
    finding = "pathological complete response | predictsBetterOutcome | breast cancer"
    assert _of_triggers(said.format("a pathological complete response")) == {finding}
    assert not _of_triggers(said.format("long overall survival"))


@pytest.mark.parametrize("words", ["absence of", "low", "few", "lacking"])
def test_a_finding_that_is_missing_predicts_nothing(words: str) -> None:
    """What is said of those without a finding is not said of the finding."""
    assert not _of_triggers(f"In breast cancer, with {words} ERBB2 amplification, all did best.")
    assert _of_triggers("In breast cancer, with ERBB2 amplification, all did best.")


def test_the_quote_of_a_trigger_holds_its_names_and_its_words() -> None:
    """It reaches from the first of them to the last."""
    (claim,) = [one for one in read_document(ELIGIBLE, LEXICON).claims if one.quote]
    assert claim.quote is not None
    assert claim.quote.exact == "eligible for neratinib has had immunohistochemistry"


@pytest.mark.parametrize("turn", ["while", "whereas", "but"])
def test_a_trigger_keeps_to_its_clause(turn: str) -> None:
    """What stands behind a turn of the sentence is not joined with what stands before it."""
    said = f"By name a tumour is HER2-positive, {turn} ERBB2 amplification was rare."
    assert not _of_triggers(said)
    assert _of_triggers(said.replace(f", {turn}", " with"))


def test_a_status_that_says_nothing_is_not_defined() -> None:
    """HER2 status is whatever a test finds; only a certain one has a criterion."""
    said = "The {} of a tumour goes by the name of ERBB2 amplification."
    assert not _of_triggers(said.format("HER2 status"))
    assert _of_triggers(said.format("HER2-positive status"))
