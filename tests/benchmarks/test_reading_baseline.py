"""Tests of the co-occurrence baseline, its tables and its cue words."""

import re

import pytest

from benchmarks.reading.baseline import cooccurring
from benchmarks.reading.cues import chosen, is_condition
from benchmarks.reading.material import half, same, table
from benchmarks.reading.names import flat, mentions_of
from her2kg.ontology.namespaces import KINDS
from tests.loaders.lexicon_fixture import LEXICON
from tests.shared import ROOT


def _triples(text: str) -> set[tuple[str, str, str]]:
    return {
        (pair.subject.label, pair.predicate, pair.object.label)
        for pair in cooccurring(text, LEXICON)
    }


def test_every_pair_of_names_in_a_sentence_is_related() -> None:
    """Two drugs and one protein make two pairs."""
    assert _triples("Trastuzumab and pertuzumab met HER2.") == {
        ("trastuzumab", "targets", "HER2"),
        ("pertuzumab", "targets", "HER2"),
    }


def test_names_in_different_sentences_are_not_related() -> None:
    """A sentence is as far as it looks."""
    assert _triples("Trastuzumab was given. HER2 is large.") == set()


def test_the_majority_of_the_cue_words_gives_the_direction() -> None:
    """Two words for resistance outvote one for sensitivity."""
    resisting = (
        "ERBB2 L755S tumours were resistant, and refractory, and never responded to lapatinib."
    )
    assert _triples(resisting) == {("ERBB2 L755S", "confersResistanceTo", "lapatinib")}
    silent = "ERBB2 L755S and lapatinib."
    assert _triples(silent) == {("ERBB2 L755S", "confersSensitivityTo", "lapatinib")}


def test_it_neither_negates_nor_hedges() -> None:
    """That is what makes it a baseline."""
    assert _triples("Trastuzumab does not target HER2.") == _triples("Trastuzumab targets HER2.")


def test_a_drug_inside_of_the_name_of_a_drug_is_no_second_drug() -> None:
    """A status inside of a cancer is a name of its own."""
    text = "Trastuzumab emtansine in HER2-positive breast cancer."
    named = {m.label for _, found in mentions_of(text, LEXICON) for m in flat(found)}
    assert {"trastuzumab emtansine", "HER2-positive"} <= named
    assert "trastuzumab" not in named


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A marker for the diagnosis of glioma.", "Diagnostic"),
        ("Carriers have a higher risk.", "Predisposing"),
        ("Survival was poor.", "Prognostic"),
        ("Nothing of the kind.", "Prognostic"),
    ],
)
def test_cue_words_choose_a_type_of_evidence(text: str, kind: str) -> None:
    """Where they are silent the first one stands."""
    assert chosen("evidence", text) == kind


def test_a_condition_is_told_from_a_quantifier() -> None:
    """Both are notes of the reader."""
    assert is_condition("if left untreated")
    assert not is_condition("certain")


def test_a_document_lies_in_one_half_however_it_is_spelt() -> None:
    """Spaces and case do not move it, and both halves are used."""
    assert half("Trial 1") == half("trial  1")
    assert {half(str(number)) for number in range(20)} == {"tune", "judge"}


def test_tables_speak_of_classes_and_properties_of_the_ontology() -> None:
    """A misspelt name would silently score nothing."""
    declared = set(
        re.findall(
            r"^her2:(\w+) a owl:", (ROOT / "ontology" / "her2.ttl").read_text("utf-8"), re.MULTILINE
        )
    )
    predicates = {row[way] for row in table("pairs.tsv") for way in ("toward", "against")}
    predicates |= {row["predicate"] for row in table("evidence_types.tsv")}
    predicates |= {p.removeprefix("^") for each in same("article predicate").values() for p in each}
    assert predicates <= declared
    kinds = {row[end] for row in table("pairs.tsv") for end in ("subject", "object")}
    assert kinds <= set(KINDS.values())


def test_no_pair_of_classes_stands_twice_in_the_table() -> None:
    """The later row would win without a word."""
    pairs = [(row["subject"], row["object"]) for row in table("pairs.tsv")]
    assert len(pairs) == len(set(pairs))
