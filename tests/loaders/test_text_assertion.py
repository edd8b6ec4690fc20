"""Tests of negation, hedges, conditions and authorities."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.text.data import expand_macros, read_rows
from her2kg.ontology.model import Claim, Polarity, Qualifier
from tests.loaders.lexicon_fixture import read

PLAIN = 0.9


def _only(text: str, pattern: str = "") -> Claim:
    (claim,) = [one for one in read(text) if pattern in {"", one.pattern}]
    return claim


def _notes(claim: Claim, predicate: str) -> list[str]:
    return [str(one.value) for one in claim.qualifiers if one.predicate == predicate]


@pytest.mark.parametrize(
    "text",
    [
        "Tucatinib does not inhibit EGFR.",
        "Tucatinib doesn\u2019t inhibit EGFR.",
        "Tucatinib never inhibits EGFR.",
        "There is no evidence that tucatinib inhibits EGFR.",
        "EGFR is not inhibited by tucatinib.",
        "Tucatinib is not an inhibitor of EGFR.",
        "Nobody showed that tucatinib inhibits EGFR.",
        "Tucatinib inhibits EGFR in none of the cells.",
    ],
)
def test_denied_statements_refute(text: str) -> None:
    """A negation in the clause turns the claim round."""
    claims = read(text)
    assert all(one.polarity is not Polarity.SUPPORTS for one in claims)


def test_negation_is_kept_as_evidence() -> None:
    """A denied statement is kept, as a refuting claim."""
    assert _only("HER2 testing does not diagnose cancer.").polarity is Polarity.REFUTES


def test_missing_effect_is_a_null_result() -> None:
    """What a study looked for and did not find is a null result."""
    claim = _only("Lapatinib did not improve overall survival.")
    assert claim.polarity is Polarity.NULL_RESULT


@pytest.mark.parametrize(
    "text",
    [
        "Tucatinib inhibits HER2, but it does not kill bacteria.",
        "Tucatinib not only inhibits HER2 but is taken by mouth.",
        "It is not an antibody; tucatinib inhibits HER2.",
        "Unlike an antibody, tucatinib inhibits HER2.",
        "Without doubt, tucatinib inhibits HER2.",
        "HER2-negative cancer is not treated with tucatinib, which inhibits HER2.",
    ],
)
def test_negation_elsewhere_leaves_the_claim(text: str) -> None:
    """A negation behind a clause border or in a set phrase does not reach the claim."""
    claim = _only(text, "inhibits")
    assert claim.polarity is Polarity.SUPPORTS
    assert claim.confidence is not None
    assert claim.confidence >= PLAIN


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("HER2 overexpression can lead to uncontrolled cell division.", "can"),
        ("HER2 overexpression may lead to uncontrolled cell division.", "may"),
        ("HER2 overexpression often leads to uncontrolled cell division.", "often"),
        (
            "Studies suggest that HER2 overexpression leads to uncontrolled cell division.",
            "suggest",
        ),
        ("HER2 overexpression appears to lead to uncontrolled cell division.", "appears to"),
    ],
)
def test_hedges_are_kept_and_cost_confidence(text: str, hedge: str) -> None:
    """A hedging word stands in the claim, whose confidence stays below that of plain facts."""
    claim = _only(text)
    assert hedge in claim.hedge
    assert claim.confidence is not None
    assert claim.confidence < PLAIN


def test_frequency_is_a_qualifier() -> None:
    """How often something holds is kept as its frequency."""
    claim = _only("Neratinib often causes diarrhea.")
    assert Qualifier("frequency", claim.qualifiers[0].value) in claim.qualifiers
    assert _notes(claim, "frequency") == ["often"]


def test_amounts_are_kept_in_their_own_words() -> None:
    """A share is kept as written, with its approximation."""
    text = "HER2-positive breast cancer accounts for approximately 15\u201320% of breast cancers."
    assert _notes(_only(text), "sharePercent") == ["approximately 15-20%"]
    text = "About 3% of lung cancers are HER2-positive."
    assert _notes(_only(text), "sharePercent") == ["About 3%"]


def test_conditions_are_kept() -> None:
    """A condition behind the statement stands in a note."""
    claim = _only("HER2 overexpression leads to aggressive tumor growth if left untreated.")
    assert _notes(claim, "note") == ["if left untreated"]
    assert claim.confidence is not None
    assert claim.confidence < PLAIN


@pytest.mark.parametrize("word", ["all", "some", "most", "certain", "many"])
def test_quantifiers_are_never_plain_facts(word: str) -> None:
    """What is said of all, some or most keeps the word and is no plain fact."""
    claim = _only(f"T-DXd is approved for {word} patients with HER2-low breast cancer.")
    assert _notes(claim, "note") == [word]
    assert claim.confidence is not None
    assert claim.confidence < PLAIN


def test_authority_is_named() -> None:
    """Whom the text names as its authority stands in the claim."""
    claim = _only("According to the American Cancer Society, trastuzumab targets HER2.")
    assert claim.attribution == "American Cancer Society"


@pytest.mark.parametrize(
    "text",
    [
        "Does trastuzumab target HER2?",
        "We investigated whether trastuzumab targets HER2.",
        "The trial aimed to show that lapatinib improves survival.",
        "If trastuzumab targets HER2, the signal falls.",
    ],
)
def test_what_is_not_asserted_is_no_claim(text: str) -> None:
    """Questions, aims and conditions assert nothing."""
    assert not read(text)


def test_cues_have_known_types_and_scopes() -> None:
    """Each row of cues compiles, and its type, scope and cap are known ones."""
    types = {
        "attribution",
        "border",
        "condition",
        "dash",
        "denial",
        "frequency",
        "hedge",
        "negation",
        "null",
        "pseudo",
        "quantifier",
        "unasserted",
    }
    scopes = {
        "lead",
        "before",
        "inside",
        "after",
        "tail",
        "near",
        "open",
        "rest",
        "sentence",
        "previous",
        "next",
    }
    for row in read_rows("cues.tsv"):
        re.compile(expand_macros(row["cue"]))
        assert row["type"] in types
        assert set(row["scope"].split(",")) <= scopes
        assert 0 <= float(row["cap"]) <= 1


CUES = read_rows("cues.tsv")
TURNED = {"negation", "null"}
PLAINLY = {"border", "dash", "pseudo", "denial"}


def _ids(row: Mapping[str, str]) -> str:
    return f"{row['type']}: {row['example']}"


def _weakens(row: Mapping[str, str], claim: Claim) -> bool:
    """Tell whether a claim bears what a cue of a type leaves on it."""
    kept = {
        "hedge": claim.hedge,
        "frequency": claim.hedge,
        "quantifier": _notes(claim, "note"),
        "condition": _notes(claim, "note"),
        "attribution": claim.attribution,
    }
    return bool(kept[row["type"]]) and claim.polarity is Polarity.SUPPORTS


@pytest.mark.parametrize("row", [row for row in CUES if row["type"] in TURNED], ids=_ids)
def test_cue_turns_the_claims_of_its_example(row: Mapping[str, str]) -> None:
    """What a negation covers is read, and denied."""
    claims = read(row["example"])
    assert claims
    assert all(one.polarity is not Polarity.SUPPORTS for one in claims)


@pytest.mark.parametrize("row", [row for row in CUES if row["type"] in PLAINLY], ids=_ids)
def test_cue_saves_the_claim_of_its_example(row: Mapping[str, str]) -> None:
    """A set phrase, a second negation or a border keeps a negation from the claim."""
    claim = _only(row["example"])
    assert claim.polarity is Polarity.SUPPORTS
    assert not claim.hedge


@pytest.mark.parametrize("row", [row for row in CUES if row["type"] == "unasserted"], ids=_ids)
def test_cue_silences_its_example(row: Mapping[str, str]) -> None:
    """What is asked, sought or unknown is no claim."""
    assert not read(row["example"])


@pytest.mark.parametrize(
    "row", [row for row in CUES if row["type"] not in TURNED | PLAINLY | {"unasserted"}], ids=_ids
)
def test_cue_weakens_the_claim_of_its_example(row: Mapping[str, str]) -> None:
    """A hedge, condition or authority stands in the claim, which is no plain fact."""
    claim = _only(row["example"])
    assert _weakens(row, claim)
    assert claim.confidence is not None
    assert claim.confidence < PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "We report that tucatinib inhibits HER2.",
        "The trial found that tucatinib inhibits HER2.",
        "It is well known that tucatinib inhibits HER2.",
        "There is no doubt that tucatinib inhibits HER2.",
        "Possible bias was excluded; tucatinib inhibits HER2.",
        "In patients without metastases, tucatinib inhibits HER2.",
        "Although possible side effects vary, tucatinib inhibits HER2.",
        "As expected, tucatinib inhibits HER2.",
    ],
)
def test_results_and_matters_beside_the_claim_do_not_weaken_it(text: str) -> None:
    """What a study shows is plain, whatever is doubtful in another clause."""
    claim = _only(text)
    assert (claim.hedge, claim.attribution) == ("", "")
    assert claim.polarity is Polarity.SUPPORTS
    assert claim.confidence is not None
    assert claim.confidence >= PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "It would be wrong to say that lapatinib does not inhibit EGFR.",
        "Nobody would claim that lapatinib does not inhibit EGFR.",
    ],
)
def test_a_denied_denial_supports_but_is_no_plain_fact(text: str) -> None:
    """Two negations cancel; such a claim stays below plain facts."""
    claim = _only(text)
    assert claim.polarity is Polarity.SUPPORTS
    assert claim.confidence is not None
    assert claim.confidence < PLAIN


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Two Dutch groups maintain that lapatinib inhibits EGFR.", "Two Dutch groups"),
        ("The agency is quoted as saying that lapatinib inhibits EGFR.", "agency"),
        ("A spokesman said lapatinib inhibits EGFR.", "A spokesman"),
        ("Lapatinib inhibits EGFR, or so its maker claims.", "its maker"),
        ("The company claims - without proof - that lapatinib inhibits EGFR.", "company"),
    ],
)
def test_verbs_of_saying_name_an_authority(text: str, authority: str) -> None:
    """Whoever says it is named, wherever in the sentence."""
    assert _only(text).attribution == authority


@given(st.sampled_from([row["example"] for row in CUES]), st.integers(1, 3))
def test_white_space_changes_no_judgement(text: str, count: int) -> None:
    """A cue is found over a wrapped line as well."""
    wide = read(text.replace(" ", " " * count))
    assert [(one.polarity, bool(one.hedge), bool(one.attribution)) for one in wide] == [
        (one.polarity, bool(one.hedge), bool(one.attribution)) for one in read(text)
    ]


def test_a_saying_is_quoted_whole() -> None:
    """The words that weaken a claim can be read by themselves."""
    assert _only("Legend has it that tucatinib inhibits EGFR.").hedge == "Legend has it"


def test_never_in_a_compound_denies_nothing() -> None:
    """A never-smoker has a disease like others."""
    (claim,) = read("In a never-smoker, tucatinib inhibits HER2.")
    assert claim.polarity is Polarity.SUPPORTS
