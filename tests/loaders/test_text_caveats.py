"""Tests of hedges on what passages say together."""

import pytest

from tests.loaders.lexicon_fixture import everything

PLAIN = 0.9
STUDY = "Two patients with ERBB2 V777L were treated with neratinib."


def _passage(text: str) -> list[str]:
    return [one.hedge for one in everything(text) if one.pattern == "response-passage"]


def test_hedge_of_a_sentence_stands_in_what_its_passage_says() -> None:
    """A response that is only likely stays likely when it is joined with its drug."""
    assert _passage(f"{STUDY} Both had a partial response.") == [""]
    assert _passage(f"{STUDY} With ERBB2 V777L, neratinib may give a partial response.") == ["may"]


@pytest.mark.parametrize(
    "text",
    [
        "It is unknown whether cells with ERBB2 L755S, once grown, stop growing under lapatinib.",
        "Do cells with ERBB2 L755S, once grown, show a partial response under lapatinib?",
        "ERBB2 L755S and ERBB2 V777L cells grew or showed a response to lapatinib, respectively.",
    ],
)
def test_sentence_that_asks_or_lists_in_order_gives_no_passage(text: str) -> None:
    """One sentence that asserts nothing, or that would be crossed over, is no passage."""
    assert not _passage(text)


def test_no_passage_is_a_plain_fact() -> None:
    """Whatever is put together stays below the confidence of plain facts."""
    claims = everything(f"{STUDY} Both had a partial response.")
    assert claims
    assert all((one.confidence or 0) < PLAIN for one in claims)
