"""The records of a graph by source and id: evidence items, rows of tables, sentences of texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, SCHEMA, curie_of, in_words, schema
from her2kg.queries.nodes import Nodes, Said
from her2kg.queries.sentence import Saying, sentence

__all__ = ["Key", "Records", "Told"]

_RDF, _RDFS = PREFIXES["rdf"], PREFIXES["rdfs"]
_CLAIM = PREFIXES["claim"]
_ITEM = "evidence item"
_SENTENCE = "sentence"
_ROW_WORDS = 2
"""A cell of a curated table is named by table, row and column; table and row are its record."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What identifies a record across releases.

    Attributes:
        loader: name of the loader of its source.
        record: its id in the source; of a text, the sentence with white space folded.
    """

    loader: str
    record: str


@dataclass(frozen=True, slots=True)
class Told:
    """A record in words.

    Attributes:
        about: the record in a few words.
        thing: the drug or other thing to list it under.
        level: evidence level as the source gives it, or empty.
        says: what it says, in English.
    """

    about: str
    thing: str
    level: str
    says: tuple[str, ...]


class Records:
    """Reads the records of one graph.

    Args:
        store: the graph.

    Attributes:
        members: the claims and the evidence item of each record, by their IRIs.
        nodes: what the graph says of single nodes.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.nodes = Nodes(store)
        self._loaders = dict(self._loader_of_graphs())
        self._subjects = dict(self._subject_of_claims())
        self.members: dict[Key, list[str]] = {}
        for key, iri in self._named():
            self.members.setdefault(key, []).append(iri)

    @property
    def loaders(self) -> set[str]:
        """Names of the loaders of all sources."""
        return set(self._loaders.values())

    def graphs_of(self, loader: str) -> frozenset[str]:
        """Return the named graphs that the claims of a source lie in."""
        return frozenset(graph for graph, name in self._loaders.items() if name == loader)

    @cached_property
    def properties(self) -> frozenset[str]:
        """Return the properties that claims use."""
        return frozenset(value for _, value, _ in self._said_with(_RDF + "predicate"))

    def item(self, key: Key) -> str:
        """Return the evidence item of a record, or an empty text for what is no database's."""
        return next((iri for iri in self.members[key] if not iri.startswith(_CLAIM)), "")

    def claims(self, key: Key) -> list[str]:
        """Return the claims of a record, sorted by IRI."""
        return sorted(iri for iri in self.members[key] if iri.startswith(_CLAIM))

    def kind(self, key: Key) -> str:
        """Say what a record is: an evidence item, a sentence, or the class of what it is about."""
        if self.item(key):
            return _ITEM
        if self._is_text(key):
            return _SENTENCE
        kinds = self.nodes.said(self.subject(key))[_RDF + "type"]
        own = {iri: label for iri, label in kinds.items() if iri.startswith(SCHEMA)}
        iri = min(own, default="")
        label = own[iri] if own.get(iri, iri) != iri else in_words(iri)
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]

    def subject(self, key: Key) -> str:
        """Return the thing that a record is about: the one named like it, else the first."""
        found = sorted({self._subjects[claim] for claim in self.claims(key)})
        last = key.record.rpartition(" ")[2]
        return next((iri for iri in found if iri.endswith(f"/{last}")), min(found, default=""))

    def subject_of(self, claim: str) -> str:
        """Return what a claim is about."""
        return self._subjects[claim]

    def told(self, key: Key) -> Told:
        """Put a record into words."""
        item = self.item(key)
        claims = [self.nodes.said(claim) for claim in self.claims(key)]
        said = self.nodes.said(item)
        levels = said[schema("evidenceLevel")] or {
            level: level for claim in claims for level in claim[schema("evidenceLevel")]
        }
        level = min(levels, default="")
        if self.is_row(key):
            about = self.nodes.label(self.subject(key))
            return Told(about, about, level, ())
        says = tuple(sorted({self.sentence(claim) for claim in claims}))
        return Told(self._about(key, said), self._thing(claims, said), level, says)

    def sentence(self, said: Said) -> str:
        """Write what is said of a claim or fact as an English sentence."""
        cancers = said[schema("inCancer")].values()
        predicate = min(said[_RDF + "predicate"], default="")
        return sentence(
            Saying(
                subject=_first(said, _RDF + "subject"),
                predicate=predicate.removeprefix(SCHEMA),
                predicate_label=self._named_property(predicate),
                value=_first(said, _RDF + "object"),
                polarity=_first(said, schema("polarity")) or "supports",
                hedge=_first(said, schema("hedge")),
                attribution=_first(said, schema("attribution")),
                cancer=", ".join(sorted(cancers)),
            )
        )

    def triple(self, subject: str, predicate: str, value: str) -> str:
        """Write a plain triple as an English sentence; the value is an IRI or a text."""
        shown = self.nodes.label(value)
        name = self._named_property(predicate)
        label = self.nodes.label(subject)
        return sentence(Saying(label, predicate.removeprefix(SCHEMA), name, shown))

    def _named_property(self, iri: str) -> str:
        label = self.nodes.label(iri)
        return in_words(iri) if label == iri else label

    def _about(self, key: Key, said: Said) -> str:
        label = _first(said, _RDFS + "label")
        return label.removeprefix(f"{key.record}: ") if label else key.record

    def _thing(self, claims: list[Said], said: Said) -> str:
        for named in ("therapy", "molecularProfile"):
            labels = said[schema(named)].values()
            if labels:
                return " + ".join(sorted(labels, key=str.casefold))
        return min((_first(claim, _RDF + "subject") for claim in claims), default="")

    def is_row(self, key: Key) -> bool:
        """Say whether a record is neither an evidence item nor a sentence."""
        return not self.item(key) and not self._is_text(key)

    def _is_text(self, key: Key) -> bool:
        claims = self.claims(key)
        return bool(claims) and self.nodes.is_a(claims[0], "TextClaim")

    def _loader(self, graph: str) -> str:
        """Return the loader that filled a named graph; one that names none goes by itself."""
        return self._loaders.get(graph, curie_of(graph))

    def _loader_of_graphs(self) -> Iterator[tuple[str, str]]:
        for _, name, graph in self._said_with(schema("loaderName")):
            yield graph, name

    def _subject_of_claims(self) -> Iterator[tuple[str, str]]:
        for claim, subject, _ in self._said_with(_RDF + "subject"):
            if claim.startswith(_CLAIM):
                yield claim, subject

    def _named(self) -> Iterator[tuple[Key, str]]:
        for iri, record, graph in self._said_with(schema("recordId")):
            yield Key(self._loader(graph), " ".join(record.split()[:_ROW_WORDS])), iri
        for iri, _, graph in self._said_with(_RDF + "type", ox.NamedNode(schema("TextClaim"))):
            statement = _first(self.nodes.said(iri), schema("statement"))
            yield Key(self._loader(graph), " ".join(statement.split())), iri

    def _said_with(
        self, predicate: str, value: ox.NamedNode | None = None
    ) -> Iterator[tuple[str, str, str]]:
        """Yield subject, object and named graph of the quads with a property."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), value, None):
            subject, found, graph = quad.subject, quad.object, quad.graph_name
            if (
                isinstance(subject, ox.NamedNode)
                and isinstance(found, ox.NamedNode | ox.Literal)
                and isinstance(graph, ox.NamedNode)
            ):
                yield subject.value, found.value, graph.value


def _first(said: Said, predicate: str) -> str:
    """Return the label of the first value of a property, or an empty text."""
    return min(said[predicate].values(), default="")
