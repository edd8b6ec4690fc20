"""How the project's own gold is read: plain claims, plain triples, certainty, qualifiers."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rdflib import URIRef

from benchmarks.reading.baseline import Pair, cooccurring
from benchmarks.reading.claims import certainty, is_hedged, plain_triples
from benchmarks.reading.gold_texts import GoldClaim, GoldText, canonical
from benchmarks.reading.names import label_of
from benchmarks.reading.scores import Case, Item, Measure
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.reading import Reading
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Claim, Entity
from her2kg.ontology.namespaces import curie_of

__all__ = ["Read", "gold_measures", "leaks", "read_texts", "turned"]


@dataclass(frozen=True, slots=True)
class Read:
    """A text of the gold with what the reader and the baseline make of it.

    Attributes:
        gold: the text.
        claims: what the reader claims.
        plain: what of it would become plain triples of the graph.
        baseline: triples of the baseline, all of them plain.
    """

    gold: GoldText
    claims: tuple[GoldClaim, ...]
    plain: frozenset[Item]
    baseline: frozenset[Item] = field(default=frozenset())


def read_texts(
    texts: Iterable[GoldText], lexicon: Lexicon, annotated: frozenset[str]
) -> list[Read]:
    """Let the reader and the baseline read the texts of the gold, each on its own.

    Args:
        texts: texts of the gold.
        lexicon: the names to look for.
        annotated: the predicates that the gold annotates; what is read of others is left out.
    """
    return [_read(text, lexicon, annotated) for text in texts]


def _read(gold: GoldText, lexicon: Lexicon, annotated: frozenset[str]) -> Read:
    reading = read_document(gold.text, lexicon)
    spelling = _Spelling(_words_of(gold), lexicon)

    def converted(claims: Iterable[Claim]) -> tuple[GoldClaim, ...]:
        every = (_of_claim(claim, reading, spelling) for claim in claims)
        return tuple(claim for claim in every if claim.triple[0] in annotated)

    triples = (_of_pair(pair, spelling) for pair in cooccurring(gold.text, lexicon))
    return Read(
        gold,
        converted(reading.claims),
        frozenset(claim.triple for claim in converted(plain_triples(reading.claims))),
        frozenset(triple for triple in triples if triple[0] in annotated),
    )


def _words_of(gold: GoldText) -> frozenset[str]:
    """Return the nodes that the gold knows by their words alone."""
    values = (value for claim in gold.claims for _, value in claim.qualifiers)
    nodes = (node for claim in gold.claims for node in claim.triple[1:])
    return frozenset(node for node in (*nodes, *values) if ":" not in node)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Writes nodes of the reader as the gold of one text writes them.

    Attributes:
        worded: the nodes that the gold knows by their words alone.
        lexicon: the labels of the graph.
    """

    worded: frozenset[str]
    lexicon: Lexicon

    def node(self, node: object, label: str, composed: Entity | None = None) -> str:
        """Write a node: by its words where the gold does, and a cancer as its tables know it.

        Where no table has a cancer with its status ("HER2-positive biliary tract cancer"), the
        gold writes the plain cancer, and the status as a qualifier.
        """
        if not isinstance(node, URIRef) or fold(label) in self.worded:
            return fold(label)
        if composed is None or composed.kind != "Cancer" or not composed.broader:
            return curie_of(node)
        wider = composed.broader[0]
        return self.node(wider, self.lexicon.labels.get(URIRef(str(wider)), ""))

    def status(self, composed: Entity) -> str:
        """Write the status of a cancer that no table has, or return an empty text."""
        labels = [self.lexicon.labels.get(URIRef(str(wider)), "") for wider in composed.broader]
        entry = self.lexicon.lookup(composed.label.removesuffix("".join(labels[:1])).strip())
        return curie_of(entry.iri) if entry and entry.kind == "HER2Status" else ""


def _of_claim(claim: Claim, reading: Reading, spelling: _Spelling) -> GoldClaim:
    composed = {entity.iri: entity for entity in reading.entities}

    def named(node: object) -> str:
        label = label_of(node, reading, spelling.lexicon)
        return spelling.node(node, label, composed.get(node) if isinstance(node, URIRef) else None)

    triple = (claim.predicate, named(claim.subject), named(claim.object))
    narrowing = [(q.predicate, named(q.value)) for q in claim.qualifiers]
    for end in (claim.subject, claim.object):
        made = composed.get(end) if isinstance(end, URIRef) else None
        if made and made.kind == "Cancer" and (status := spelling.status(made)):
            narrowing.append(("requiresStatus", status))
    return canonical(triple, certainty(claim), iter(narrowing), hedged=is_hedged(claim))


def _of_pair(pair: Pair, spelling: _Spelling) -> Item:
    ends = (spelling.node(m.iri, m.label, m.composed) for m in (pair.subject, pair.object))
    return canonical((pair.predicate, *ends), "plain", iter(()), hedged=False).triple


def gold_measures(name: str, read: Iterable[Read]) -> list[Measure]:
    """Ask four questions of the texts.

    Two claims are the same when predicate, subject and object are: nodes by their IRI, and by
    their label where the gold found no node in the graph. Sensitivity that is denied is the
    same as resistance, and a cancer with a status that no table joins is the plain cancer with
    the status beside it, as in the gold. A triple counts once in a text, however often it is
    said.

    - plain claims: asserted without hedge, whatever the confidence of the reader;
    - plain triples: those of them that the graph would show as plain triples;
    - certainty: of the claims that were found, plain, hedged or denied (the baseline: plain);
    - qualifiers: what narrows the plain claims, each with its claim.

    Args:
        name: how to call the texts.
        read: the texts, read.
    """
    every = list(read)
    claims = [_case(one, _plain(one.gold.claims), _plain(one.claims)) for one in every]
    triples = [_case(one, _plain(one.gold.claims), one.plain) for one in every]
    return [
        Measure(f"{name}, plain claims", tuple(claims), types=True, groups=True),
        Measure(f"{name}, plain triples", tuple(triples), groups=True),
        Measure(f"{name}, certainty", tuple(map(_certainty, every)), types=True),
        Measure(f"{name}, qualifiers", tuple(map(_qualifiers, every)), compared=False),
    ]


def _case(read: Read, gold: frozenset[Item], found: frozenset[Item]) -> Case:
    return Case(read.gold.split, read.gold.text, gold, found, read.baseline, read.gold.group)


def _plain(claims: Iterable[GoldClaim]) -> frozenset[Item]:
    return frozenset(claim.triple for claim in claims if claim.certainty == "plain")


def _certainty(read: Read) -> Case:
    found = {claim.triple for claim in read.claims}
    wanted = {claim.triple for claim in read.gold.claims}
    gold = {(c.certainty, *c.triple) for c in read.gold.claims if c.triple in found}
    ours = {(c.certainty, *c.triple) for c in read.claims if c.triple in wanted}
    baseline = frozenset(("plain", *item[1:]) for item in gold)
    return replace(_case(read, frozenset(gold), frozenset(ours)), baseline=baseline)


def _qualifiers(read: Read) -> Case:
    gold, ours = (
        frozenset(
            (*narrowing, *claim.triple)
            for claim in claims
            if claim.certainty == "plain"
            for narrowing in claim.qualifiers
        )
        for claims in (read.gold.claims, read.claims)
    )
    return replace(_case(read, gold, ours), baseline=frozenset())


def leaks(read: Iterable[Read]) -> tuple[Case, ...]:
    """Return the texts that assert nothing, of which no plain triple may be read.

    A text asserts nothing when the gold has no plain claim of it: each is denied or hedged, or
    there is none at all.

    Args:
        read: texts of the gold.

    Returns:
        A case for each such text; whatever was read of it is wrong.
    """
    silent = [one for one in read if not _plain(one.gold.claims)]
    return tuple(_case(one, frozenset(), one.plain) for one in silent)


def turned(read: Iterable[Read]) -> tuple[Case, ...]:
    """Return the denied or hedged claims, none of which may be read as a plain triple.

    Args:
        read: texts of the gold.

    Returns:
        A case for each such claim; it was read, wrongly, or was not.
    """
    return tuple(
        replace(_case(one, frozenset(), one.plain & {triple}), baseline=one.baseline & {triple})
        for one in read
        for triple in sorted({c.triple for c in one.gold.claims} - _plain(one.gold.claims))
    )
