"""Names of the entities of the graph, and where they stand in a text."""

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation
from rdflib import URIRef

from her2kg.loaders.text.concepts import broad_class, merge_concepts
from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.folding import fold, fold_name, squash
from her2kg.ontology.model import Entity

__all__ = ["Entry", "Hit", "Lexicon", "hits_within"]

_SHORT = 3
_VARIANT_LABEL = re.compile(r"(?P<gene>[A-Z][A-Z0-9]+) (?P<change>.+)")
_PROTEIN_CHANGE = re.compile(r"[A-Z]\d+(?:_[A-Z]\d+)?(?:[A-Z]|del|dup|ins[A-Z]+|delins[A-Z]+)")
_OTHER_GENE = re.compile(r"\b[A-Z][A-Z0-9]{2,7}[\s(-]*(?:p\.)?$")
_MINUS = re.compile(r"[-\u2010-\u2013\u2212](?![^\W_]|[-\u2010-\u2014])(?!\s*(?:and|or)\b)")
_LOOK_BACK = 14
_UNSIGNED = {"Cancer", "Drug", "DrugClass", "Regimen"}
"""Classes of which nothing is negative: a hyphen behind their names is none but a hyphen."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One name and what it stands for.

    Attributes:
        folded: the name as it looks in a folded text.
        name: the name as the graph spells it.
        exact: whether it only counts in exactly this case.
        iri: the entity.
        kind: its class.
        label: its label.
        genes: for a change written without its gene, folded names of which one must stand
            in the same text; else empty.
    """

    folded: str
    name: str
    exact: bool
    iri: URIRef
    kind: str
    label: str
    genes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text: ``text[start:end]`` names the entity of ``entry``."""

    start: int
    end: int
    entry: Entry


@cache
def _ranks() -> dict[str, int]:
    return {row["kind"]: rank for rank, row in enumerate(read_rows("kinds.tsv"))}


@cache
def _rules() -> dict[str, Mapping[str, str]]:
    return {row["name"]: row for row in read_rows("names.tsv")}


def _rule(name: str) -> str:
    exact = _rules().get(name) or _rules().get(name.casefold())
    return exact["rule"] if exact else ""


def _is_exact(name: str, kind: str) -> bool:
    rule = _rule(name)
    letters = re.sub(r"[\W_]", "", name)
    if rule in {"any", "exact"}:
        return rule == "exact"
    if letters.isalpha() and name.isupper():
        return True
    return len(letters) <= _SHORT or kind == "Trial"


def _spelt_with(entity: Entity) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each name of an entity, and the genes it needs beside it."""
    for name in (entity.label, *entity.synonyms):
        yield name, ()
    variant = _VARIANT_LABEL.fullmatch(entity.label) if entity.kind == "Variant" else None
    if variant is None or variant["gene"] != "ERBB2":
        return
    for gene in ("HER2", "ErbB2 gene"):
        yield f"{gene} {variant['change']}", ()
    if _PROTEIN_CHANGE.fullmatch(variant["change"]):
        yield variant["change"], (fold_name("ERBB2"), fold_name("HER2"))


def _is_signed(name: str) -> bool:
    """Tell whether a name ends with a minus that says "negative"."""
    return name.endswith(("-", "\u2212"))


def _entries(entities: Iterable[Entity]) -> Iterator[Entry]:
    for entity in entities:
        kind = broad_class(entity)
        if kind not in _ranks():
            continue
        for name, genes in _spelt_with(entity):
            folded = fold_name(name)
            signed = _is_signed(name) and "/" not in name
            if signed or _rule(name) == "stop" or not re.search(r"[^\W\d]", folded):
                continue
            exact = bool(genes) or _is_exact(name, kind)
            yield Entry(folded, name, exact, entity.iri, kind, entity.label, genes)


def _preferred(entries: Iterable[Entry]) -> list[Entry]:
    """Order the meanings of one name; names that two of a class share stay out."""
    first: dict[URIRef, Entry] = {}
    for entry in sorted(entries, key=lambda one: (one.exact, one)):
        first.setdefault(entry.iri, entry)
    named = [one for one in first.values() if fold_name(one.label) == one.folded]
    meanings = named or list(first.values())
    wanted = {row["kind"] for one in meanings if (row := _rules().get(one.name)) and row["kind"]}
    meanings = [one for one in first.values() if one.kind in wanted] or meanings
    best = min(_ranks()[one.kind] for one in meanings)
    chosen = [one for one in meanings if _ranks()[one.kind] == best]
    return [*chosen, *_other_spellings(chosen[0], first.values())] if len(chosen) == 1 else []


def _other_spellings(chosen: Entry, meanings: Iterable[Entry]) -> list[Entry]:
    """Keep a protein's ErbB3 beside the gene's ERBB3: it counts in its own spelling only."""
    return [
        replace(one, exact=True)
        for one in meanings
        if {one.kind, chosen.kind} == {"Protein", "Gene"}
        and squash(one.name) != squash(chosen.name)
    ]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names that the reader knows; it never changes once made.

    Attributes:
        entries: the names, sorted, one meaning each.
        concepts: entities that only the reader's own word list defines, by IRI.
        labels: label of every entity by IRI.
        sha256: hash of the content, hexadecimal; equal content, equal hash.
    """

    entries: tuple[Entry, ...]
    concepts: Mapping[URIRef, Entity] = field(repr=False, compare=False)
    labels: Mapping[URIRef, str] = field(repr=False, compare=False)
    sha256: str
    _by_name: Mapping[str, Entry] = field(repr=False, compare=False)
    _matcher: AhoCorasick = field(repr=False, compare=False)

    @classmethod
    def from_entities(cls, entities: Iterable[Entity]) -> "Lexicon":
        """Freeze the names of entities, and the reader's word list beside them.

        Args:
            entities: entities of the graph, in any order.

        Returns:
            The lexicon. A name that two entities of one class share is left out.
        """
        every, own = merge_concepts(entities)
        by_name: dict[str, list[Entry]] = defaultdict(list)
        for entry in _entries(every):
            by_name[entry.folded].append(entry)
        chosen = sorted(one for group in by_name.values() for one in _preferred(group))
        return cls._of(
            tuple(chosen),
            {entity.iri: entity for entity in own},
            {entity.iri: entity.label for entity in every},
        )

    @classmethod
    def _of(
        cls,
        chosen: tuple[Entry, ...],
        concepts: Mapping[URIRef, Entity],
        labels: Mapping[URIRef, str],
    ) -> "Lexicon":
        content = "\n".join("\t".join(map(str, _row(one))) for one in chosen)
        return cls(
            entries=chosen,
            concepts=concepts,
            labels=labels,
            sha256=hashlib.sha256(content.encode()).hexdigest(),
            _by_name={one.folded: one for one in sorted(chosen, key=lambda one: not one.exact)},
            _matcher=AhoCorasick(
                [one.folded for one in chosen],
                implementation=Implementation.ContiguousNFA,
            ),
        )

    def __reduce__(self) -> tuple[Callable[..., "Lexicon"], tuple[object, ...]]:
        # The matcher cannot be sent to another process, and is made anew in a few milliseconds.
        return Lexicon._of, (self.entries, self.concepts, self.labels)

    def lookup(self, name: str) -> Entry | None:
        """Find the entry of a name as a text may spell it, or None."""
        return self._by_name.get(fold_name(name))

    def find(self, text: str) -> list[Hit]:
        """Find every name in a text, overlapping ones too.

        Args:
            text: any text.

        Returns:
            The hits in order of their start, the longest first; of two on the same words, the one
            spelt so.
        """
        folded = fold(text)
        found = self._matcher.find_matches_as_indexes(folded.text, overlapping=True)
        hits = [Hit(*folded.span(start, end), self.entries[index]) for index, start, end in found]
        wanted = {gene for genes in {hit.entry.genes for hit in hits} for gene in genes}
        named = {gene for gene in wanted if gene in folded.text}
        kept = [_with_sign(hit) for hit in hits if _counts(hit, text, named)]
        return sorted(kept, key=lambda hit: (hit.start, -hit.end, not hit.entry.exact))


def hits_within(hits: Sequence[Hit], starts: Sequence[int], bounds: tuple[int, int]) -> list[Hit]:
    """Return the hits that lie in a stretch of the text.

    Args:
        hits: the hits of the text, in order.
        starts: the start of each.
        bounds: start and end of the stretch.
    """
    first, last = (bisect_left(starts, place) for place in bounds)
    return [hit for hit in hits[first:last] if hit.end <= bounds[1]]


def _row(entry: Entry) -> tuple[str, ...]:
    exact = "exact" if entry.exact else "any"
    return (entry.folded, entry.name, exact, entry.iri, entry.kind, entry.label, *entry.genes)


def _with_sign(hit: Hit) -> Hit:
    return replace(hit, end=hit.end + 1) if _is_signed(hit.entry.name) else hit


def _counts(hit: Hit, text: str, named: set[str]) -> bool:
    """Tell whether a hit is a whole word, in the case it needs, beside one of the genes named."""
    if hit.start and text[hit.start - 1].isalnum():
        return False
    if hit.end < len(text) and text[hit.end].isalnum():
        return False
    minus = hit.entry.kind not in _UNSIGNED and bool(_MINUS.match(text, hit.end))
    if minus != _is_signed(hit.entry.name):
        return False
    surface = text[hit.start : hit.end]
    loose = re.search(r"[^\W\d_]\s+\d", surface) and not re.search(r"[^\W\d_]\s+\d", hit.entry.name)
    if (hit.entry.exact or loose) and squash(surface) != squash(hit.entry.name):
        return False
    if not hit.entry.genes:
        return True
    before = _OTHER_GENE.search(text, max(0, hit.start - _LOOK_BACK), hit.start)
    own = before is None or any(fold_name(before[0]).startswith(gene) for gene in hit.entry.genes)
    return own and not named.isdisjoint(hit.entry.genes)
