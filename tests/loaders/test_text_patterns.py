"""Tests of the patterns: every row carries a sentence that it reads and one that it must not."""

import re
from collections.abc import Mapping

import pytest
from rdflib import OWL, RDF, Graph, URIRef

from her2kg.loaders.text.data import PATTERN_FILES, read_rows
from her2kg.loaders.text.patterns import all_patterns
from her2kg.ontology.namespaces import KINDS, schema
from tests.loaders.lexicon_fixture import read, triples
from tests.shared import ROOT

ROWS = [row for name in PATTERN_FILES for row in read_rows(name)]


def _ids(row: Mapping[str, str]) -> str:
    return row["id"]


def _last_sentence(row: Mapping[str, str]) -> tuple[str, str]:
    """Part a positive example into what stands before its last sentence, and that sentence."""
    before, mark, last = row["yes"].partition(" => ")[0].rpartition(". ")
    return before + mark, last


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The ontology of the project."""
    return Graph().parse(ROOT / "ontology" / "her2.ttl")


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_pattern_reads_its_example(row: Mapping[str, str]) -> None:
    """A pattern finds in its positive example exactly the statement written beside it."""
    sentence, _, expected = row["yes"].partition(" => ")
    assert expected in triples(sentence, row["id"])


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_pattern_leaves_its_counterexample_alone(row: Mapping[str, str]) -> None:
    """A pattern finds nothing in its negative example."""
    assert not triples(row["no"], row["id"])


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_negated_example_supports_nothing(row: Mapping[str, str]) -> None:
    """After "There is no evidence that", no positive example supports its statement."""
    before, sentence = _last_sentence(row)
    polarities = {
        one.polarity.value for one in read(f"{before}There is no evidence that {sentence}")
    }
    assert "supports" not in polarities


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_questioned_example_says_nothing(row: Mapping[str, str]) -> None:
    """A positive example behind "It was studied whether" asserts nothing."""
    before, sentence = _last_sentence(row)
    assert not read(f"{before}It was studied whether {sentence}")
    assert not read(before + re.sub(r"\.$", "?", sentence))


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_predicate_is_an_object_property(row: Mapping[str, str], ontology: Graph) -> None:
    """Every predicate and qualifier of the table is an object property of the ontology."""
    names = [row["predicate"], *row["context"].split()[1:2]]
    for name in names:
        assert (URIRef(schema(name)), RDF.type, OWL.ObjectProperty) in ontology


def test_ids_are_unique_and_classes_known() -> None:
    """Ids name one pattern each, and classes are classes of nodes."""
    ids = [pattern.id for pattern in all_patterns()]
    assert len(ids) == len(set(ids))
    for pattern in all_patterns():
        kinds = pattern.subject.kinds | pattern.object.kinds | pattern.context.kinds
        assert kinds <= set(KINDS.values())
        assert 0 < pattern.confidence < 1
