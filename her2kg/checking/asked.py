"""A claim of a document in terms of the graph: what is asked of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Literal, URIRef

from her2kg.checking.rest import Rest
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.ontology.model import Claim, Entity, Polarity
from her2kg.ontology.namespaces import PREFIXES, curie_of, schema
from her2kg.queries.sentence import Saying, sentence
from her2kg.queries.store import Term

__all__ = ["Asked", "asked_of"]

_DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")
_IN_CANCER = "inCancer"


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim as the graph can be asked for it.

    Attributes:
        claim: the claim.
        says: it in English.
        subject: IRI of its subject, or of the next wider thing where the graph has no such thing.
        object: the same of its object.
        labels: labels of its subject and object, as the document has them.
        widened: what was taken for what; empty where the graph knows both.
        cancers: IRIs of the cancers that it is narrowed to.
        statuses: IRIs of the HER2 status that defines its cancer and of the kinds of that.
        share: least and most per cent that it gives, or nothing.
    """

    claim: Claim
    says: str
    subject: str
    object: str
    labels: tuple[str, str]
    widened: str
    cancers: tuple[str, ...]
    statuses: tuple[str, ...]
    share: tuple[str, str] | None

    @property
    def denied(self) -> bool:
        """Whether the document denies it."""
        return self.claim.polarity is not Polarity.SUPPORTS

    def bindings(self, day: str) -> list[dict[str, Term]]:
        """Return the values that rules may use by the name of their variable, once a status."""
        given: dict[str, Term] = {
            "subject": ox.NamedNode(self.subject),
            "predicate": ox.NamedNode(schema(self.claim.predicate)),
            "object": ox.NamedNode(self.object),
            "subject_label": ox.Literal(self.labels[0]),
            "object_label": ox.Literal(self.labels[1]),
            "day": ox.Literal(day),
        }
        if self.share:
            given["low"], given["high"] = (ox.Literal(n, datatype=_DECIMAL) for n in self.share)
        return [{**given, "status": ox.NamedNode(each)} for each in self.statuses] or [given]


def asked_of(
    claim: Claim, rest: Rest, lexicon: Lexicon, entities: Mapping[URIRef, Entity]
) -> Asked:
    """Put a claim in terms of the graph.

    Args:
        claim: a claim that was read.
        rest: the graph.
        lexicon: its names.
        entities: things that the document names and the graph may not know.
    """
    labels = {**lexicon.labels, **{iri: entity.label for iri, entity in entities.items()}}
    ends = str(claim.subject), str(claim.object)
    named = [labels.get(URIRef(iri), iri) for iri in ends]
    known: list[str] = []
    statuses: list[str] = []
    widened: list[str] = []
    for iri, name in zip(ends, named, strict=True):
        wider = _wider(iri, rest, entities)
        known.append(wider)
        statuses += rest.nodes.said(wider)[schema("definedBy")]
        if wider != iri:
            wider_name = labels.get(URIRef(wider), wider)
            entry = lexicon.lookup(name.removesuffix(f" {wider_name}"))
            statuses += [str(entry.iri)] if entry and entry.kind == "HER2Status" else []
            widened.append(f"said of {wider_name}, of which {name} is a kind")
    return Asked(
        claim,
        sentence(_saying(claim, rest, labels)),
        known[0],
        known[1],
        (named[0], named[1]),
        "; ".join(widened),
        tuple(str(q.value) for q in claim.qualifiers if q.predicate == _IN_CANCER),
        _kinds(statuses, rest),
        _share(claim),
    )


def _wider(iri: str, rest: Rest, entities: Mapping[URIRef, Entity]) -> str:
    """Return a thing itself if the graph knows it or nothing wider, else the next wider thing."""
    entity = entities.get(URIRef(iri))
    if rest.knows(iri) or entity is None:
        return iri
    return next((str(each) for each in entity.broader if rest.knows(str(each))), iri)


def _kinds(statuses: Iterable[str], rest: Rest) -> tuple[str, ...]:
    kin = {each: how for status in statuses for each, how in rest.kin(status).items()}
    return tuple(sorted(each for each, relation in kin.items() if relation != "wider"))


def _share(claim: Claim) -> tuple[str, str] | None:
    given = {q.predicate: str(q.value) for q in claim.qualifiers}
    low, high = given.get("shareLower"), given.get("shareUpper")
    return (low or high or "", high or low or "") if low or high else None


def _saying(claim: Claim, rest: Rest, labels: Mapping[URIRef, str]) -> Saying:
    def named(value: object) -> str:
        if isinstance(value, URIRef):
            return labels.get(value) or curie_of(value)
        return str(value) if isinstance(value, Literal) else repr(value)

    def narrowed() -> Iterator[tuple[str, str]]:
        for each in claim.qualifiers:
            if each.predicate != _IN_CANCER:
                yield rest.nodes.label(schema(each.predicate)), named(each.value)

    cancers = [named(q.value) for q in claim.qualifiers if q.predicate == _IN_CANCER]
    return Saying(
        named(claim.subject),
        claim.predicate,
        rest.nodes.label(schema(claim.predicate)),
        named(claim.object),
        claim.polarity.value,
        claim.hedge,
        claim.attribution,
        " or ".join(cancers),
        tuple(narrowed()),
    )
