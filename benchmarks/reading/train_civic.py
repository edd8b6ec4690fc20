"""CIViC's statements of the tune half, to learn drugs, directions and alterations from."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from benchmarks.reading.civic import (
    RESPONSES,
    civic_rows,
    direction_of,
    drugs_of,
    node_of,
    wanted,
)
from benchmarks.reading.material import half
from benchmarks.reading.names import Names, graph_entities, mentions_of
from benchmarks.reading.training import Example
from her2kg.loaders.civic_rows import POLARITY, meanings, therapies
from her2kg.loaders.text.masking import group_mentions
from her2kg.loaders.text.response_alterations import alteration_features
from her2kg.loaders.text.response_features import direction_features, drug_features
from her2kg.loaders.text.response_passages import Passage, Spoken
from her2kg.loaders.text.responses import NAME, signs_of, told_of
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Entity, Name
from her2kg.ontology.namespaces import mint

__all__ = ["Statement", "alteration_examples", "drug_examples", "statements"]

_SYMBOL = re.compile(r"\b[A-Z][A-Z0-9]{2,7}\b")
_AGAINST = {"confersResistanceTo", "confersReducedSensitivityTo", "not confersSensitivityTo"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement.

    Attributes:
        passage: its sentences, as the reader sees them.
        document: the publication.
        gold: direction and drug of each evidence item it stands under.
        names: the names that were looked for.
    """

    passage: Passage
    document: str
    gold: frozenset[tuple[str, str]]
    names: Names


def statements(file: Path) -> list[Statement]:
    """Read the statements on responses to drugs, of any gene, of the tune half.

    Genes and drugs that the graph does not know are given by name, so that the words around
    them can be learned from.

    Args:
        file: CIViC's evidence.
    """
    rows = list(_rows(file))
    names = _names(rows)
    gold: dict[str, set[tuple[str, str]]] = {}
    documents: dict[str, str] = {}
    for row in rows:
        text = row["evidence_statement"]
        documents[text] = row["citation_id"]
        meaning = meanings()[row["evidence_type"], row["significance"]]
        direction = direction_of(meaning.predicate, POLARITY[row["evidence_direction"]])
        for drug in therapies(row):
            found = node_of(names.linker.resolve(Name("Drug", drug)))
            gold.setdefault(text, set()).add((direction, found))
    return [
        Statement(_passage(text, names), documents[text], frozenset(gold[text]), names)
        for text in sorted(gold)
    ]


def _rows(file: Path) -> Iterator[Mapping[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            meaning = meanings().get((row["evidence_type"], row["significance"]))
            known = meaning and meaning.predicate in RESPONSES and row["therapies"]
            if known and half(row["citation_id"]) == "tune":
                yield row


def _names(rows: Iterable[Mapping[str, str]]) -> Names:
    every = list(rows)
    entities = graph_entities()
    known = {fold(name) for one in entities for name in (one.label, *one.synonyms)}
    drugs = {drug for row in every for drug in therapies(row)}
    genes = {symbol for row in every for symbol in _SYMBOL.findall(row["molecular_profile"])}
    made = [
        Entity(URIRef(mint(kind, name)), kind, name)
        for kind, names in (("Drug", drugs), ("Gene", genes))
        for name in sorted(names)
        if fold(name) not in known
    ]
    return Names.of([*entities, *made])


def _passage(text: str, names: Names) -> Passage:
    spoken = [
        Spoken(bounds, tuple(group_mentions(mentions, text, (bounds.start, bounds.end))))
        for bounds, mentions in mentions_of(text, names.lexicon)
    ]
    return Passage.of(text, spoken)


def drug_examples(told: Iterable[Statement]) -> tuple[list[Example], list[Example]]:
    """Return an example of each drug that a statement names, and of the direction of the right.

    Args:
        told: the statements.
    """
    drugs: list[Example] = []
    directions: list[Example] = []
    for one in told:
        for mentions in one.passage.drugs().values():
            parts = set(drugs_of(str(mentions[0].iri), mentions[0].label, one.names))
            ways = {way for way, drug in one.gold if drug in parts}
            words = one.passage.tokens(NAME, mentions)
            signs = signs_of(one.passage)
            told_times = len(list(told_of(words, one.passage)))
            features = frozenset(drug_features(words, NAME, signs, told_times))
            drugs.append(Example(features, (int(bool(ways)),), one.document))
            if ways:
                about = frozenset(direction_features(words, NAME, signs))
                against = int(bool(ways & _AGAINST))
                directions.append(Example(about, (against,), one.document))
    return drugs, directions


def alteration_examples(file: Path) -> Iterator[Example]:
    """Yield an example of each alteration that a statement on ERBB2 names.

    Args:
        file: CIViC's evidence.
    """
    names = Names.of(graph_entities())
    meant: dict[str, set[str]] = {}
    drugs: dict[str, set[str]] = {}
    documents: dict[str, str] = {}
    for row in civic_rows(file):
        if half(row["citation_id"]) == "tune":
            text = row["evidence_statement"]
            documents[text] = row["citation_id"]
            for _, drug, alteration in wanted(row, names):
                meant.setdefault(text, set()).add(alteration)
                drugs.setdefault(text, set()).add(drug)
    for text in sorted(meant):
        passage = _passage(text, names)
        found = passage.alterations(names.lexicon)
        at = {
            number
            for number, one in enumerate(passage.spoken)
            for mention in one.mentions
            if drugs[text] & set(drugs_of(str(mention.iri), mention.label, names))
        }
        for iri in found:
            features = frozenset(alteration_features(passage, found, iri, at))
            yield Example(features, (int(node_of(iri) in meant[text]),), documents[text])
