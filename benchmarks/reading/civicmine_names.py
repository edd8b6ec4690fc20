"""The marked names of a sentence of CIViCmine, given to the reader at their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from rdflib import URIRef

from benchmarks.reading.civicmine_gold import Marked, Sentence
from her2kg.loaders.text.folding import fold_name
from her2kg.loaders.text.lexicon import Entry, Hit, Lexicon
from her2kg.ontology.model import Entity
from her2kg.ontology.namespaces import BASE

__all__ = ["given"]

_KINDS = {"cancer": "Cancer", "drug": "Drug", "gene": "Gene", "variant": "Variant"}
_BETWEEN = re.compile(r"[\s(-]*(?:p\.)?")
_OF = re.compile(r"\s+(?:of|in)\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class _Given(Lexicon):
    """A lexicon that finds names where they are marked, and nowhere else."""

    marked: tuple[Hit, ...] = ()

    @classmethod
    def marking(cls, hits: Iterable[Hit], entities: Iterable[Entity]) -> "_Given":
        """Know some entities, and find them at these places."""
        known = Lexicon.from_entities(entities)
        parts = {part.name: getattr(known, part.name) for part in fields(known)}
        return cls(**parts, marked=tuple(hits))

    def find(self, text: str) -> list[Hit]:  # noqa: ARG002
        """Return the marked names, whatever the text."""
        return list(self.marked)


def given(sentence: Sentence) -> Lexicon:
    """Return a lexicon of the marked names alone, which finds each of them at its marks.

    Names are the same when they are spelt alike, but for plurals and the like. A gene and a
    variant that stand side by side are one name more, as the graph names variants.
    """
    text = sentence.text
    hits = [
        Hit(mark.start, mark.end, _entry(mark.type, text[mark.start : mark.end]))
        for mark in sorted({*sentence.marks, *_joined(sentence)})
    ]
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    named = {hit.entry.iri: hit.entry for hit in hits}
    entities = [Entity(one.iri, one.kind, one.label) for _, one in sorted(named.items())]
    return _Given.marking(hits, entities)


def _joined(sentence: Sentence) -> Iterator[Marked]:
    for one in sentence.marks:
        for other in sentence.marks:
            between = sentence.text[one.end : other.start]
            beside = {one.type, other.type} == {"gene", "variant"} and one.end <= other.start
            joint = _BETWEEN if one.type == "gene" else _OF
            if beside and joint.fullmatch(between):
                yield Marked(one.start, other.end, "variant")


def _entry(kind: str, name: str) -> Entry:
    folded = fold_name(name)
    iri = URIRef(f"{BASE}given/{_KINDS[kind]}/{'-'.join(folded.split())}")
    return Entry(folded, name, False, iri, _KINDS[kind], name)
