"""Claims as sentences: nothing that weakens or denies them is lost."""

from dataclasses import replace
from importlib.resources import files

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.ontology.namespaces import SCHEMA
from her2kg.queries.sentence import Saying, phrase, sentence
from her2kg.queries.store import select, text_of

_OPEN, _CLOSE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
_TARGETS = Saying("trastuzumab", "targets", "targets", "HER2")
_ROLE = Saying("HER2", "hasRole", "role", "receptor")


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        (_TARGETS, "trastuzumab targets HER2"),
        (replace(_TARGETS, polarity="refutes"), "trastuzumab does not target HER2"),
        (
            replace(_TARGETS, polarity="nullResult"),
            "It was looked for and not found that trastuzumab targets HER2",
        ),
        (replace(_TARGETS, hedge="May"), "trastuzumab may target HER2"),
        (
            replace(_TARGETS, hedge="appears to"),
            f"trastuzumab targets HER2 (hedged: {_OPEN}appears to{_CLOSE})",
        ),
        (replace(_TARGETS, cancer="breast cancer"), "trastuzumab targets HER2 in breast cancer"),
        (_ROLE, "HER2 \N{EN DASH} role: receptor"),
        (
            replace(_ROLE, polarity="refutes"),
            "It is denied: HER2 \N{EN DASH} role: receptor",
        ),
        (
            Saying("T-DM1", "mustNotSubstitute", "", "trastuzumab", polarity="refutes"),
            "It is denied that T-DM1 must not be used in place of trastuzumab",
        ),
    ],
)
def test_sentences(saying: Saying, text: str) -> None:
    """Verbs, nouns, denials, null results and hedges read as English."""
    assert sentence(saying) == text


_WORD = st.text(st.characters(categories=["L"]), min_size=1)


@given(
    predicate=st.sampled_from(["targets", "hasRole", "biosimilarOf", "mustNotSubstitute"]),
    polarity=st.sampled_from(["supports", "refutes", "nullResult"]),
    hedge=st.sampled_from(["", "may", "seems to"]),
    words=st.tuples(_WORD, _WORD, _WORD, _WORD),
)
def test_nothing_is_lost(
    predicate: str, polarity: str, hedge: str, words: tuple[str, str, str, str]
) -> None:
    """Subject, object, hedge, attribution and cancer all stand in the sentence."""
    subject, value, authority, cancer = words
    said = Saying(
        subject, predicate, "role", value, polarity, hedge, attribution=authority, cancer=cancer
    )
    text = sentence(said)
    assert all(part in text for part in (subject, value, authority, cancer, hedge))
    plain = sentence(replace(said, polarity="supports"))
    assert (text == plain) == (polarity == "supports")


def test_every_phrase_is_of_a_property(sample: ox.Store) -> None:
    """The table of phrases speaks only of properties that the ontology has, in their order."""
    lines = (files("her2kg.queries") / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    named = [line.split("\t")[0] for line in lines[1:]]
    rows = select(sample, "SELECT ?p { ?p a owl:ObjectProperty } ")
    data = select(sample, "SELECT ?p { ?p a owl:DatatypeProperty } ")
    properties = {text_of(row, "p").removeprefix(SCHEMA) for row in (*rows, *data)}
    assert named == sorted(set(named))
    assert set(named) <= properties


def test_phrases_are_found_by_property() -> None:
    """A property with a phrase reads as a verb, one without as a noun."""
    known = phrase("targets")
    assert known is not None
    assert (known.positive, known.negative, known.base) == ("targets", "does not target", "target")
    assert phrase("hasRole") is None
