"""From a name that people use to the one entity that it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import PREFIXES, SCHEMA, curie_of, expand, preferred, schema
from her2kg.queries.errors import UnknownName
from her2kg.queries.lookup import lookup
from her2kg.queries.near import nearest
from her2kg.queries.store import Term, select, text_of

__all__ = ["Match", "resolve"]

_ORDER = (
    "Protein",
    "Gene",
    "Drug",
    "Cancer",
    "TestMethod",
    "TestProduct",
    "Test",
    "Variant",
    "ReportedResult",
    "TherapeuticCategory",
    "HER2Status",
    "Trial",
    "Guideline",
    "DrugClass",
    "Regimen",
    "AdverseEvent",
    "ProteinRegion",
    "Proteoform",
    "Regulator",
    "Biomarker",
    "BiologicalProcess",
)

_SUGGESTED = frozenset({*_ORDER, "MolecularProfile", "Organisation", "Pathway", "Payload"})

_HIDDEN = {"Claim", "Fact", "Load", "Question", "TextClaim"}

_CURIE = re.compile(r"[A-Za-z][\w.]*:\S+")


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """An entity that a name stands for.

    Attributes:
        iri: its IRI.
        label: its label.
        kind: local name of its class.
        others: IRIs of other entities that the same name stands for, the likeliest first.
    """

    iri: str
    label: str
    kind: str
    others: tuple[str, ...] = ()


_CHANGE = re.compile(r"(?:p\.)?[A-Za-z]{1,3}\d+\w+")


def resolve(store: ox.Store, text: str, kind: str | None = None) -> Match:
    """Find the entity that a name stands for.

    Tried in this order: identifier (CURIE or IRI, its public
    prefix in any case), label, synonym, then label and synonym with
    case, hyphens, spaces and Greek letters folded, then a change of a protein as one of HER2
    (``L755S`` is ``ERBB2 L755S``). Within one step the kind decides (protein
    before gene before drug ...), then the label.

    Args:
        store: where to look.
        text: what somebody typed, e.g. ``Herceptin``, ``drug:trastuzumab``, ``DOID:1612``.
        kind: local name of a class that the entity must belong to, or None.

    Returns:
        The entity, and the others that the same step found.

    Raises:
        UnknownName: nothing has this name; the error names up to five near ones.
    """
    wanted = _kinds_below(store, kind) if kind else None
    name = text.strip()
    for found in (*_exact(store, name), _folded(store, name), _changes(store, name)):
        ranked = _rank(match for match in found if wanted is None or match.kind in wanted)
        if ranked:
            first, others = ranked[0], tuple(match.iri for match in ranked[1:])
            return Match(first.iri, first.label, first.kind, others)
    raise UnknownName(name, kind, nearest(name, _known_names(store, wanted)))


def _exact(store: ox.Store, name: str) -> Iterator[Iterable[Match]]:
    """Yield the matches of each exact step; a step runs only when those before it failed."""
    literal = ox.Literal(name)
    if iri := _as_iri(name):
        yield _matches(store, lookup("name-iri"), {"e": ox.NamedNode(iri)})
    for spelling in _as_identifiers(name):
        yield _matches(store, lookup("name-identifier"), {"text": ox.Literal(spelling)})
    yield _matches(store, lookup("name-label"), {"text": literal})
    yield _matches(store, lookup("name-synonym"), {"text": literal})


def _as_identifiers(name: str) -> Iterator[str]:
    """Yield the ways in which the graph may write an identifier, whatever its case or form."""
    curie = curie_of(name.strip("<>"))
    if _CURIE.fullmatch(curie) and "://" not in curie:
        yield from dict.fromkeys((curie, preferred(curie), preferred(curie.upper())))


def _as_iri(name: str) -> str:
    bare = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    if bare.startswith(("http://", "https://")):
        return bare if not re.search(r'[\s<>"{}|\\^`]', bare) else ""
    if _CURIE.fullmatch(bare) and bare.partition(":")[0] in PREFIXES:
        iri = expand(bare)
        return iri if not re.search(r'[\s<>"{}|\\^`]', iri) else ""
    return ""


def _matches(store: ox.Store, sparql: str, bound: dict[str, Term]) -> Iterator[Match]:
    for row in select(store, sparql, bound):
        kind, iri = text_of(row, "kind"), text_of(row, "e")
        local = kind.removeprefix(SCHEMA)
        if kind.startswith(SCHEMA) and local not in _HIDDEN:
            yield Match(iri, text_of(row, "label") or curie_of(iri), local)


def _folded(store: ox.Store, name: str) -> Iterator[Match]:
    """Yield matches by folded label; only when there are none, those by folded synonym."""
    key = fold(name)
    found: dict[bool, set[str]] = {False: set(), True: set()}
    for row in select(store, lookup("name-all")) if key else ():
        if fold(text_of(row, "text")) == key:
            found[text_of(row, "synonym") == "true"].add(text_of(row, "e"))
    for iri in sorted(found[False] or found[True]):
        yield from _matches(store, lookup("name-iri"), {"e": ox.NamedNode(iri)})


def _changes(store: ox.Store, name: str) -> Iterator[Match]:
    """Yield the variants of ERBB2 whose change is named without its gene."""
    if _CHANGE.fullmatch(name):
        yield from _folded(store, f"ERBB2 {name}")


def _known_names(store: ox.Store, wanted: set[str] | None) -> Iterator[str]:
    """Yield the names worth suggesting: not those of records such as indications."""
    for row in select(store, lookup("name-known")):
        kind = text_of(row, "kind")
        local = kind.removeprefix(SCHEMA)
        if kind.startswith(SCHEMA) and (local in wanted if wanted else local in _SUGGESTED):
            yield text_of(row, "text")


def _kinds_below(store: ox.Store, kind: str) -> set[str]:
    rows = select(store, lookup("narrower-kinds"), {"wider": ox.NamedNode(schema(kind))})
    return {kind, *(text_of(row, "kind").removeprefix(SCHEMA) for row in rows)}


def _rank(matches: Iterable[Match]) -> list[Match]:
    """Sort by kind and label; an entity of several classes counts once, by its first class."""
    place = {kind: number for number, kind in enumerate(_ORDER)}
    ordered = sorted(matches, key=lambda m: (place.get(m.kind, len(place)), m.label, m.iri))
    unique: dict[str, Match] = {}
    for match in ordered:
        unique.setdefault(match.iri, match)
    return list(unique.values())
