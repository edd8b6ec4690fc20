"""Tests of the lexicon: which words of a text are names, and of what."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.text.concepts import word_list
from her2kg.loaders.text.data import expand_braces, read_rows
from her2kg.loaders.text.folding import fold, fold_name
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.ontology.namespaces import KINDS
from tests.loaders.lexicon_fixture import ENTITIES, LEXICON, entity


def _names(text: str) -> set[str]:
    return {f"{hit.entry.kind}:{hit.entry.label}" for hit in LEXICON.find(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HER2", "Protein:HER2"),
        ("her2", "Protein:HER2"),
        ("HER-2", "Protein:HER2"),
        ("HER 2", "Protein:HER2"),
        ("HER2 gene", "Gene:ERBB2"),
        ("ErbB3", "Protein:HER3"),
        ("ERBB3", "Gene:ERBB3"),
        ("TGF-\u03b1", "Protein:TGFA"),
        ("breast cancers", "Cancer:breast cancer"),
        ("diarrhoea", "AdverseEvent:diarrhea"),
        ("fluorescence in-situ hybridisation", "Test:fluorescence in situ hybridization"),
        ("HER2+", "HER2Status:HER2-positive"),
        ("HER2 L755S", "Variant:ERBB2 L755S"),
        ("the L755S change of ERBB2", "Variant:ERBB2 L755S"),
        ("\uff28\uff25\uff322 \U0001f600 Herceptin", "Drug:trastuzumab"),
    ],
)
def test_spellings_of_a_name(text: str, expected: str) -> None:
    """Case, hyphens, Greek letters, plurals and British spellings do not hide a name."""
    assert expected in _names(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("The nurse gave her 2 tablets.", "Protein:HER2"),
        ("They caught a fish.", "Test:fluorescence in situ hybridization"),
        ("Sophia came.", "Trial:SOPHIA"),
        ("Irene came.", "Drug:pyrotinib"),
        ("The neu protein", "Gene:ERBB2"),
        ("HER2- tumours", "Protein:HER2"),
        ("HER2\u2212 tumours", "Protein:HER2"),
        ("HER2delta16", "Protein:HER2"),
        ("EGFR L755S was seen; ERBB2 was not tested.", "Variant:ERBB2 L755S"),
        ("L755S was seen.", "Variant:ERBB2 L755S"),
    ],
)
def test_words_that_only_look_like_names(text: str, unwanted: str) -> None:
    """Ordinary words, negative results and changes of other genes are not taken for names."""
    assert unwanted not in _names(text)


def test_name_that_two_entities_share_is_left_out() -> None:
    """A name of two entities of one class names neither of them."""
    lexicon = Lexicon.from_entities(
        [entity("Drug", "one-mab", "HLX99"), entity("Drug", "two-mab", "HLX99")]
    )
    assert lexicon.lookup("HLX99") is None
    assert lexicon.lookup("one-mab") is not None


def test_content_decides_the_hash() -> None:
    """The order of entities does not change a lexicon; another name does."""
    shuffled = list(ENTITIES)
    random.Random(3).shuffle(shuffled)  # noqa: S311 - a fixed order, nothing secret
    assert Lexicon.from_entities(shuffled) == LEXICON
    more = Lexicon.from_entities([*ENTITIES, entity("Drug", "zenocutuzumab")])
    assert more.sha256 != LEXICON.sha256


def test_concepts_lend_their_synonyms() -> None:
    """A concept that a table already defines adds names to it and no second entity."""
    found = LEXICON.lookup("excess HER2 protein")
    assert found is not None
    assert found.label == "HER2 overexpression"
    assert found.iri not in LEXICON.concepts


def test_word_list_is_sound() -> None:
    """Concepts have known classes, definitions, and labels that name one concept each."""
    keys = [(one.kind, fold_name(one.label)) for one in word_list()]
    assert len(keys) == len(set(keys))
    for one in word_list():
        assert one.kind in KINDS.values()
        assert one.definition.endswith(".")


def test_tables_hold_no_name_twice() -> None:
    """No name has two rules, no macro two meanings."""
    for table, column in [("names.tsv", "name"), ("macros.tsv", "name"), ("spellings.tsv", "from")]:
        values = [row[column] for row in read_rows(table)]
        assert len(values) == len(set(values)), table


def test_braces_are_written_out() -> None:
    """A template stands for every combination of its alternatives."""
    assert expand_braces("{a,b} c{, d}") == ("a c", "a c d", "b c", "b c d")


@given(st.text(max_size=80))
def test_hits_are_whole_words(text: str) -> None:
    """Every hit lies in the text, and no letter or digit touches it."""
    around = f"{text} HER2 {text}"
    for hit in LEXICON.find(around):
        assert 0 <= hit.start < hit.end <= len(around)
        assert not around[hit.start - 1 : hit.start].isalnum()
        assert not around[hit.end : hit.end + 1].isalnum()


@given(st.text(max_size=120))
def test_folding_keeps_offsets(text: str) -> None:
    """Each folded token lies at offsets that ascend inside the original."""
    folded = fold(text)
    spans = [token.span() for token in folded.tokens]
    assert len(spans) == len(folded.places)
    assert spans == sorted(spans)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
