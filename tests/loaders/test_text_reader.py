"""Tests of the reader as a whole, on any text and on the articles."""

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.text.data import PATTERN_FILES, read_rows
from her2kg.loaders.text.reader import read_document
from her2kg.ontology.model import AgentType, KnowledgeLevel
from tests.loaders.lexicon_fixture import LEXICON, read, triples
from tests.shared import ARTICLE, ROOT, needs_shared

EXAMPLES = [row["yes"].partition(" => ")[0] for name in PATTERN_FILES for row in read_rows(name)]
BREAKS = [
    "\n",
    "\r\n",
    "\r\n\r\n",
    " ",
    "\u2028",
    "\t",
    "\u00a0",
    "\U0001f600 ",
    "e\u0301 ",
    "*",
    "",
]
NAMES = ["HER2", "her2", "(", ")", "**", "its overexpression", "trastuzumab", "and", ",", "\ue000"]
MIXED = st.lists(
    st.one_of(
        st.sampled_from(EXAMPLES), st.sampled_from(BREAKS), st.sampled_from(NAMES), st.text()
    ),
    max_size=12,
).map("".join)


@given(MIXED)
def test_every_quote_stands_where_it_says(text: str) -> None:
    """For any text, quotes and their surroundings are exact, and no text is refused."""
    for claim in read(text):
        quote = claim.quote
        assert quote is not None
        assert text[quote.start : quote.end] == quote.exact
        assert text[: quote.start].endswith(quote.prefix)
        assert text[quote.end :].startswith(quote.suffix)
        assert quote.exact in quote.sentence
        assert quote.sentence in text


@given(MIXED)
def test_reading_is_deterministic(text: str) -> None:
    """The same text gives the same claims in the same order."""
    assert read_document(text, LEXICON) == read_document(text, LEXICON)


@given(
    st.sampled_from(EXAMPLES), st.sampled_from(["", "Some words before. ", "\ufeff", "\r\n\r\n"])
)
def test_what_stands_before_changes_no_claim(example: str, before: str) -> None:
    """Text before a sentence shifts its quote and changes nothing that is claimed."""
    plain = [(one.subject, one.predicate, one.object, one.polarity) for one in read(example)]
    later = [
        (one.subject, one.predicate, one.object, one.polarity) for one in read(before + example)
    ]
    assert plain == later


def test_repeated_sentences_are_counted() -> None:
    """The second occurrence of a sentence, white space aside, has ordinal 1."""
    text = "HER2 promotes cell growth. HER2  promotes\ncell growth."
    assert [one.quote.ordinal for one in read(text) if one.quote] == [0, 1]


def test_claims_say_how_they_came_to_be() -> None:
    """A claim names its pattern and agent, and carries its sentence on one line."""
    (claim,) = read("HER2 promotes\ncell growth.")
    assert claim.agent_type is AgentType.TEXT_MINING
    assert claim.knowledge_level is KnowledgeLevel.NOT_PROVIDED
    assert claim.pattern == "promotes"
    assert claim.record == ""
    assert claim.statement == "HER2 promotes cell growth."


def test_headings_and_questions_claim_nothing() -> None:
    """A heading or question is not a statement."""
    assert not read("# HER2 promotes cell growth\n\nDoes HER2 promote cell growth?\n")


def test_hash_seed_changes_nothing() -> None:
    """Another hash seed gives the same claims in the same order."""
    program = (
        "from tests.loaders.lexicon_fixture import read\n"
        "from tests.loaders.test_text_reader import EXAMPLES\n"
        "print([(c.subject, c.predicate, c.object, c.qualifiers, c.hedge, c.quote)"
        " for c in read(' '.join(EXAMPLES))])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1


@needs_shared
def test_core_statements_of_the_seed_article() -> None:
    """Statements of the article are found, whatever else is."""
    found = triples(ARTICLE.read_text(encoding="utf-8"))
    assert found >= {
        "HER2 | isA | protein",
        "HER2 | promotes | cell growth",
        "HER2 overexpression | leadsTo | uncontrolled cell division",
        "HER2-positive | definedBy | HER2 overexpression",
        "HER2 status | informs | targeted therapy",
        "HER2 | playsRoleIn | cell repair",
        "HER2-positive cancer | accountsForShareOf | breast cancer",
        "trastuzumab emtansine | binds | HER2",
    }


@needs_shared
@pytest.mark.parametrize("word", ["can", "often", "certain", "if left untreated", "approximately"])
def test_weakened_statements_of_the_seed_article_stay_weak(word: str) -> None:
    """No claim whose quote holds a weakening word loses it, or is a plain fact for it."""
    claims = read(ARTICLE.read_text(encoding="utf-8"))
    weak = [one for one in claims if one.quote and re.search(rf"\b{word}\b", one.statement)]
    assert weak
    kept = [
        one
        for one in weak
        if word in one.hedge or any(word in str(q.value) for q in one.qualifiers)
    ]
    assert kept
