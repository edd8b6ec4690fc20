"""Tests of words that point back, and of what is quoted for them."""

from collections.abc import Mapping

import pytest

from her2kg.loaders.text.data import read_rows
from her2kg.ontology.model import Claim, Polarity
from tests.loaders.lexicon_fixture import read, triples

PLAIN = 0.9
ROWS = read_rows("anaphora.tsv")


def _ids(row: Mapping[str, str]) -> str:
    return row["example"]


def _only(text: str) -> Claim:
    (claim,) = read(text)
    return claim


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_words_point_back_as_their_example_says(row: Mapping[str, str]) -> None:
    """Each row of the table resolves its words in its example."""
    text, _, expected = row["example"].partition(" => ")
    assert expected in triples(text)


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_claim_with_a_pronoun_is_less_sure_than_one_with_a_name(row: Mapping[str, str]) -> None:
    """No claim rests on a word that points back with more than the confidence of its row."""
    text = row["example"].partition(" => ")[0]
    across = [one for one in read(text) if one.quote and ". " in one.quote.exact]
    confidence = float(row["confidence"])
    assert all((one.confidence or 0) <= confidence for one in across)


@pytest.mark.parametrize(
    "text",
    [
        "Trastuzumab was compared with tucatinib. This drug targets HER2.",
        "Trastuzumab and tucatinib are drugs. It targets HER2.",
        "Trastuzumab resistance is common. It promotes cell growth.",
        "Trastuzumab is old. It is possible to target HER2.",
        "Trastuzumab, pertuzumab and tucatinib are drugs. Both target HER2.",
        "Trastuzumab was compared with tucatinib and lapatinib. The latter targets HER2.",
        "The ERBB2 gene was studied. This antibody targets HER2.",
    ],
)
def test_words_that_could_mean_two_things_mean_none(text: str) -> None:
    """Where number, class or place leave a doubt, nothing is claimed."""
    assert not read(text)


def test_quote_holds_both_the_word_and_what_it_points_back_to() -> None:
    """The quote begins where the drug was named, and its sentence covers all of it."""
    text = "Old news. Trastuzumab is an old antibody. It targets HER2, as many know."
    (claim,) = [one for one in read(text) if one.predicate == "targets"]
    assert claim.quote is not None
    assert claim.quote.exact == "Trastuzumab is an old antibody. It targets HER2"
    assert claim.quote.sentence == text.removeprefix("Old news. ")
    assert text[claim.quote.start : claim.quote.end] == claim.quote.exact


def test_same_words_twice_are_told_apart_by_their_ordinal() -> None:
    """Two occurrences of the same pair of sentences have ordinals of their own."""
    pair = "Trastuzumab is an old antibody. It targets HER2."
    quotes = [one.quote for one in read(f"{pair}\n\n{pair}") if one.predicate == "targets"]
    assert [quote.ordinal for quote in quotes if quote] == [0, 1]


def test_modifiers_belong_to_the_words_that_point_back() -> None:
    """A name inside of "this HER2-targeted antibody" is part of it."""
    text = "Trastuzumab is given by drip. This HER2-targeted antibody causes diarrhea."
    assert "trastuzumab | hasAdverseEvent | diarrhea" in triples(text)


def test_negation_before_words_that_point_back_counts() -> None:
    """Neither mutation is both of them, denied."""
    text = "ERBB2 L755S and ERBB2 V777L occur. Neither mutation confers resistance to lapatinib."
    claims = read(text)
    assert len(claims) == 2
    assert all(one.polarity is Polarity.REFUTES for one in claims)


def test_neither_denies_what_it_points_back_to() -> None:
    """The pronoun itself carries the denial."""
    claims = read("Trastuzumab and pertuzumab are antibodies. Neither inhibits EGFR.")
    assert len(claims) == 2
    assert all(one.polarity is Polarity.REFUTES for one in claims)


def test_hedge_before_words_that_point_back_counts() -> None:
    """It is thought to target HER2: a hedge, not an empty "it"."""
    claim = _only("Tucatinib is a tablet. It is thought to inhibit EGFR.")
    assert claim.hedge
    assert (claim.confidence or 0) < PLAIN


def test_one_sentence_in_between_keeps_what_was_spoken_of() -> None:
    """The antibody may have been named two sentences before."""
    text = "Trastuzumab is given by drip. That takes an hour. The antibody targets HER2."
    assert triples(text) == {"trastuzumab | targets | HER2"}


def test_words_before_a_name_point_to_the_name_and_not_back() -> None:
    """In "the antibody trastuzumab" nothing is left to be resolved."""
    said = triples("Lapatinib was given first. The drug trastuzumab inhibits HER2.")
    assert said == {"trastuzumab | inhibits | HER2"}
