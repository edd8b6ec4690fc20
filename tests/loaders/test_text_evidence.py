"""Tests of predictive, prognostic, diagnostic and predisposing evidence in one sentence."""

from rdflib import URIRef

from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.ontology.model import Claim, Entity, Polarity
from her2kg.ontology.namespaces import mint

NAMES = (("Gene", "ABCX1"), ("Gene", "KLMN2"), ("Cancer", "lung cancer"), ("Drug", "testinib"))
LEXICON = Lexicon.from_entities(
    Entity(URIRef(mint(kind, name)), kind, name) for kind, name in NAMES
)


def _evidence(text: str) -> list[Claim]:
    claims = read_document(text, LEXICON).predicted
    return [claim for claim in claims if claim.pattern.startswith("evidence-")]


def _said(text: str) -> set[tuple[str, str]]:
    return {(claim.predicate, claim.pattern) for claim in _evidence(text)}


def test_worse_survival_predicts_a_poor_outcome() -> None:
    """Worse survival predicts a poor outcome."""
    text = "High expression of ABCX1 was an independent marker of poor prognosis in lung cancer."
    assert ("predictsPoorOutcome", "evidence-prognostic") in _said(text)


def test_longer_survival_predicts_a_better_outcome() -> None:
    """Longer survival predicts a better outcome."""
    text = "High expression of ABCX1 was a marker of longer overall survival in lung cancer."
    assert ("predictsBetterOutcome", "evidence-prognostic") in _said(text)


def test_a_marker_of_a_disease_supports_its_diagnosis() -> None:
    """A marker of a disease supports its diagnosis."""
    text = "Methylated ABCX1 is a sensitive diagnostic marker for the detection of lung cancer."
    assert ("supportsDiagnosisOf", "evidence-diagnostic") in _said(text)


def test_a_raised_risk_predisposes() -> None:
    """A raised risk predisposes."""
    text = "The ABCX1 polymorphism was associated with an increased risk of lung cancer."
    assert ("predisposesTo", "evidence-predisposing") in _said(text)


def test_an_association_without_direction_keeps_its_type() -> None:
    """An association without direction keeps its type."""
    text = "ABCX1 expression was associated with overall survival in lung cancer."
    (claim,) = (one for one in _evidence(text) if one.pattern == "evidence-prognostic")
    assert claim.predicate == "associatedWith"
    assert [str(one.value) for one in claim.qualifiers] == ["Prognostic"]


def test_resistance_points_against_the_drug() -> None:
    """Resistance points against the drug."""
    text = "ABCX1 expression was associated with resistance to testinib in lung cancer."
    assert ("confersResistanceTo", "evidence-predictive") in _said(text)


def test_denied_evidence_is_not_support() -> None:
    """Denied evidence is not support."""
    text = "ABCX1 expression was not associated with overall survival in lung cancer."
    assert all(claim.polarity is not Polarity.SUPPORTS for claim in _evidence(text))


def test_what_was_only_studied_is_an_association_that_says_so() -> None:
    """What was only studied is an association that says so."""
    text = "It was studied whether ABCX1 expression affects overall survival in lung cancer."
    (claim,) = _evidence(text)
    assert claim.predicate == "associatedWith"
    assert claim.hedge.startswith("asked, not told")


def test_a_drug_that_was_given_before_has_no_direction() -> None:
    """A drug that was given before has no direction."""
    text = "ABCX1 predicted benefit in patients previously treated with testinib."
    assert {claim.predicate for claim in _evidence(text)} <= {"associatedWith"}


def test_a_hedge_anywhere_in_the_sentence_is_kept() -> None:
    """A hedge anywhere in the sentence is kept."""
    text = "High expression of ABCX1 may be a marker of poor prognosis in lung cancer."
    assert all(claim.hedge for claim in _evidence(text))
    assert _evidence(text)


def test_a_sentence_without_a_cue_gives_no_evidence() -> None:
    """A sentence without a cue gives no evidence."""
    assert not _evidence("ABCX1 lies on a chromosome of lung cancer.")


def test_evidence_never_becomes_a_plain_triple() -> None:
    """Evidence never becomes a plain triple."""
    text = "High expression of ABCX1 was an independent marker of poor prognosis in lung cancer."
    confident = [claim for claim in _evidence(text) if (claim.confidence or 0) >= 0.9]
    assert not confident
