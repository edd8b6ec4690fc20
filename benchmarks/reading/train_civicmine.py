"""Pairs of names of CIViCmine's training sentences, to learn types of evidence from."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading.civicmine import gene_of, wanted
from benchmarks.reading.civicmine_gold import Sentence, read_standoff
from benchmarks.reading.civicmine_names import given
from benchmarks.reading.names import mentions_of
from benchmarks.reading.training import Example
from her2kg.loaders.text.folding import fold_name
from her2kg.loaders.text.masking import group_mentions
from her2kg.loaders.text.response_cues import cued, evidence_features
from her2kg.loaders.text.response_evidence import evidence_pairs
from her2kg.loaders.text.response_passages import Spoken

__all__ = ["KINDS", "evidence_examples"]

KINDS = ("Predictive", "Prognostic", "Diagnostic", "Predisposing")
"""Types of evidence, in the order of the targets of an example."""


def evidence_examples(archive: Path) -> list[Example]:
    """Return an example of each pair of names in each sentence.

    Args:
        archive: sentences in standoff form.
    """
    return [
        example
        for number, sentence in enumerate(read_standoff(archive))
        if sentence.marks
        for example in _examples(sentence, str(number))
    ]


def _examples(sentence: Sentence, document: str) -> Iterator[Example]:
    gold = {item for one in sentence.relations if (item := wanted(sentence, *one))}
    lexicon = given(sentence)
    for bounds, mentions in mentions_of(sentence.text, lexicon):
        slots = group_mentions(mentions, sentence.text, (bounds.start, bounds.end))
        spoken = Spoken(bounds, tuple(slots))
        told = cued(sentence.text, spoken)
        for subject, target in evidence_pairs(spoken):
            gene = gene_of(fold_name(subject.label), subject.start, sentence)
            targets = tuple(int((kind, gene, fold_name(target.label)) in gold) for kind in KINDS)
            features = evidence_features(told, subject, target)
            yield Example(features, targets, document)
