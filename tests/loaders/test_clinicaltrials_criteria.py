"""Sentences on HER2 in eligibility criteria."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.clinicaltrials_criteria import her2_criteria, mentions_her2, unwrapped


def _found(text: str) -> list[tuple[str, str]]:
    return [(each.predicate, each.text) for each in her2_criteria(text)]


@pytest.mark.parametrize(
    "text",
    [
        "HER2",
        "her2+",
        "Her-2/neu",
        "HER2neu",
        "HER 2 status",
        "ERBB2",
        "ErbB-2",
        "c-erbB-2",
        "anti-HER2",
        "HER\N{NON-BREAKING HYPHEN}2",
        "human epidermal growth factor receptor 2",
        "Human Epidermal Growth Factor Receptor-2",
        "human epidermal receptor type 2",
    ],
)
def test_the_usual_spellings_name_her2(text: str) -> None:
    """Each spelling that trials use is recognised."""
    assert mentions_her2(f"with {text}, or")


@pytest.mark.parametrize(
    "text",
    ["HER3", "at her 2 month visit", "HER20", "ERBB3", "ERBB21", "other2", "EGFR", "neu", ""],
)
def test_other_words_do_not_name_her2(text: str) -> None:
    """Neither other receptors nor the pronoun are HER2."""
    assert not mentions_her2(text)


def test_headings_tell_inclusion_from_exclusion() -> None:
    """The same words mean the opposite under the other heading."""
    text = "Inclusion Criteria:\n\n* HER2 positive\n\nExclusion Criteria:\n\n* HER2 negative"
    assert _found(text) == [
        ("inclusionCriterion", "HER2 positive"),
        ("exclusionCriterion", "HER2 negative"),
    ]


def test_without_a_heading_nothing_is_guessed() -> None:
    """Text before or without the headings is neither inclusion nor exclusion."""
    assert _found("DISEASE CHARACTERISTICS:\n\n* HER2 positive") == [
        ("eligibilityCriterion", "DISEASE CHARACTERISTICS: HER2 positive")
    ]


@pytest.mark.parametrize(
    ("heading", "predicate"),
    [
        ("Inclusion Criteria:", "inclusionCriterion"),
        ("Key inclusion criteria", "inclusionCriterion"),
        ("**Inclusion Criteria:**", "inclusionCriterion"),
        ("INCLUSION:", "inclusionCriterion"),
        ("Exclusion Criteria", "exclusionCriterion"),
        ("Main Exclusion Criteria:", "exclusionCriterion"),
        ("Non-inclusion criteria:", "exclusionCriterion"),
        ("Patients with any of these exclusion criteria cannot take part:", "eligibilityCriterion"),
        ("Eligibility criteria:", "eligibilityCriterion"),
    ],
)
def test_forms_of_headings(heading: str, predicate: str) -> None:
    """Plain headings count; a sentence that merely speaks of criteria leaves it open."""
    ((found, text),) = _found(f"{heading}\n\n* HER2 positive")
    assert found == predicate
    assert text.endswith("HER2 positive")


def test_a_list_item_about_criteria_is_no_heading() -> None:
    """Failing the inclusion criteria is itself a reason for exclusion."""
    text = "Exclusion Criteria:\n\n* Failure to meet inclusion criteria\n* HER2 negative"
    assert _found(text) == [("exclusionCriterion", "HER2 negative")]


def test_headings_may_be_items_of_a_list() -> None:
    """What stands under a listed heading is not left under the one before."""
    text = "* Inclusion Criteria\n* HER2 positive\n\n* Exclusion Criteria\n* HER2 negative"
    assert _found(text) == [
        ("inclusionCriterion", "HER2 positive"),
        ("exclusionCriterion", "HER2 negative"),
    ]


def test_headings_in_the_middle_of_a_line_leave_it_open() -> None:
    """Criteria that run on in one line are not taken for those of the first heading."""
    text = "Inclusion Criteria: HER2 positive Exclusion Criteria: HER2 negative"
    ((predicate, _),) = _found(text)
    assert predicate == "eligibilityCriterion"


@pytest.mark.parametrize(
    ("heading", "criterion"),
    [
        ("Inclusion Criteria:", "Patients with a HER2-negative second cancer are excluded."),
        ("Inclusion Criteria:", "HER2-negative patients are not eligible."),
        ("Exclusion Criteria:", "Earlier HER2 therapy is allowed."),
        ("Exclusion Criteria:", "Patients with HER2-low tumours are eligible."),
    ],
)
def test_words_that_turn_the_heading_round_leave_it_open(heading: str, criterion: str) -> None:
    """An exclusion among the inclusion criteria is not called one of them, nor the reverse."""
    assert _found(f"{heading}\n* {criterion}") == [("eligibilityCriterion", criterion)]


@pytest.mark.parametrize(
    ("heading", "criterion", "predicate"),
    [
        ("Inclusion Criteria:", "HER2-positive patients are eligible.", "inclusionCriterion"),
        ("Exclusion Criteria:", "HER2-negative patients are not eligible.", "exclusionCriterion"),
    ],
)
def test_words_that_agree_with_the_heading_change_nothing(
    heading: str, criterion: str, predicate: str
) -> None:
    """A criterion may say the same as its heading."""
    assert _found(f"{heading}\n* {criterion}") == [(predicate, criterion)]


def test_a_heading_and_its_text_may_share_a_line() -> None:
    """What follows the colon is the first criterion."""
    assert _found("Inclusion Criteria: HER2 positive") == [("inclusionCriterion", "HER2 positive")]


def test_a_new_part_of_the_trial_leaves_the_section() -> None:
    """What follows 'Cohort B' is no longer under the exclusion criteria of cohort A."""
    text = "Cohort A\nExclusion Criteria:\n* HER2 negative\nCohort B:\n* HER2 positive"
    assert _found(text) == [
        ("exclusionCriterion", "HER2 negative"),
        ("eligibilityCriterion", "Cohort B: HER2 positive"),
    ]


def test_a_heading_that_says_for_whom_stays_in_the_words() -> None:
    """The cohort that a heading names is part of each of its criteria."""
    text = "Inclusion Criteria for cohort B:\n\n* HER2 positive"
    assert _found(text) == [
        ("inclusionCriterion", "Inclusion Criteria for cohort B: HER2 positive")
    ]


def test_an_item_of_an_inner_list_brings_what_the_list_begins_with() -> None:
    """'No earlier treatment with' is not lost: the item alone says the opposite."""
    text = (
        "Inclusion Criteria:\n\n* No earlier treatment with:\n\n"
        "  * an anthracycline\n  * an anti-HER2 antibody\n\n* Age 18"
    )
    (found,) = her2_criteria(text)
    assert found.text == "No earlier treatment with: [\u2026] an anti-HER2 antibody"
    assert found.statement == "No earlier treatment with:\nan anti-HER2 antibody"


def test_an_item_beside_its_opening_brings_it_as_well() -> None:
    """Some records do not indent the inner list; a colon before it tells."""
    text = "Inclusion Criteria:\n\n* No earlier treatment with:\n* an anti-HER2 antibody"
    assert _found(text) == [
        ("inclusionCriterion", "No earlier treatment with: an anti-HER2 antibody")
    ]


def test_a_list_that_was_indented_is_over_when_the_indent_ends() -> None:
    """The item behind an inner list is not of that list."""
    text = "Inclusion Criteria:\n\n* No earlier treatment with:\n  * taxanes\n* HER2 positive"
    assert _found(text) == [("inclusionCriterion", "HER2 positive")]


def test_the_statement_holds_the_whole_criterion() -> None:
    """A sentence is quoted alone, and its criterion with all that hangs on it stands beside."""
    text = "Inclusion Criteria:\n\n* HER2 positive, by either: \n  * IHC 3+\n  * ISH positive"
    (found,) = her2_criteria(text)
    assert found.text == "HER2 positive, by either:"
    assert found.statement == "HER2 positive, by either:\nIHC 3+\nISH positive"


def test_only_the_sentences_that_speak_of_her2_are_taken() -> None:
    """Other sentences of the criterion stand in the statement only."""
    (found,) = her2_criteria("Inclusion Criteria:\n\n* Age is 18. HER2 is positive. ECOG is 0.")
    assert found.text == "HER2 is positive."
    assert found.statement == "Age is 18. HER2 is positive. ECOG is 0."


def test_a_sentence_given_twice_is_one_criterion_with_both_statements() -> None:
    """One fact has one claim in a record."""
    text = "Inclusion Criteria:\n* HER2 is positive. Arm A.\n* HER2 is positive. Arm B."
    (found,) = her2_criteria(text)
    assert found.statement == "HER2 is positive. Arm A.\nHER2 is positive. Arm B."


def test_wrapped_lines_are_joined() -> None:
    """A line that begins where the words of an item begin goes on with it, even with a mark."""
    text = "  Inclusion:\n\n   -  one (1) or\n      (2) two\n\n      - inner\n   -  next"
    assert unwrapped(text) == "  Inclusion:\n   -  one (1) or (2) two\n      - inner\n   -  next"


def test_what_begins_a_list_of_its_own_is_of_no_other() -> None:
    """One list behind the other: each item brings its own beginning only."""
    text = "Inclusion Criteria:\n* Any of:\n* age 18\n* Both of:\n* HER2 positive"
    assert _found(text) == [("inclusionCriterion", "Both of: HER2 positive")]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "HER2 " + "." * 29_000,
        ("arm a" + " " * 40) * 600,
        "\n".join(f"HER2 {number}:" for number in range(3_000)),
        "\n".join(" " * depth + f"- HER2 {depth}" for depth in range(230)),
        "HER2 " + "A. " * 9_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    """The longest text that is read at all, at its worst, is read in seconds."""
    assert her2_criteria(text) or "HER2" not in text


def test_in_markdown_only_indented_lines_go_on() -> None:
    """Lines that begin at the margin are paragraphs of their own there."""
    text = "Inclusion:\nHER2 positive\nAge 18\n\n* one\n  two\nthree"
    joined = "Inclusion:\nHER2 positive\nAge 18\n* one two\nthree"
    assert unwrapped(text, indented_only=True) == joined


@given(st.text(alphabet=" \n*-:.HER2abcINOinclusion exclusion criteria", max_size=300))
def test_every_quote_is_made_of_the_text(text: str) -> None:
    """Nothing is invented: each part of a quote stands in the text, in that order."""
    plain = " ".join(text.split())
    for found in her2_criteria(text):
        assert mentions_her2(found.text)
        for part in found.text.split(" [\u2026] "):
            for word in part.split():
                assert word in plain
        assert found.statement
