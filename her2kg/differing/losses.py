"""Claims that a rebuild would lose without anybody having asked for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyoxigraph as ox

from her2kg.loaders.registry import RELEASES
from her2kg.ontology.namespaces import PREFIXES, schema

__all__ = ["Input", "LostClaims", "losses"]

_CLAIM = PREFIXES["claim"]
_MADE_BY = ox.NamedNode(PREFIXES["prov"] + "wasGeneratedBy")
_RECORD = ox.NamedNode(schema("recordId"))
_STATEMENT = ox.NamedNode(schema("statement"))
_TABLES = "curated"
_SHARE = 0.05
_FEW = 10
"""A new release may lose this many claims, or that share of them: sources do retract records."""


class Input(Protocol):
    """An input of a build, as its report names it."""

    @property
    def name(self) -> str:
        """File name, or the name of the embedded material."""

    @property
    def loader(self) -> str:
        """Which loader read it."""

    @property
    def sha256(self) -> str:
        """Hash of its bytes."""


@dataclass(frozen=True, slots=True, order=True)
class LostClaims:
    """An input that lost claims.

    Attributes:
        file: its name in the new build.
        loader: which loader read it.
        table: of the curated tables, which one; else empty.
        before: how many claims the old graph has of it.
        lost: how many of them the new graph does not have.
        same_file: whether the content is the same, so that only the program can be the cause.
    """

    file: str
    loader: str
    table: str
    before: int
    lost: int
    same_file: bool

    def __str__(self) -> str:
        where = f"{self.file} ({self.loader}{', ' if self.table else ''}{self.table})"
        why = "though the file is the same" if self.same_file else "with the new content"
        return f"{where}: {self.lost:,} of {self.before:,} claims are lost, {why}"


@dataclass(slots=True)
class _Part:
    """The claims of one load, or of one curated table: how many, and of which records."""

    claims: Counter[str] = field(default_factory=Counter)
    items: set[str] = field(default_factory=set)
    is_text: bool = False

    def counted(self) -> Counter[str]:
        """Count the claims of evidence items where there are any.

        What such a source says besides, of which variants a profile is made, goes by ids that
        changed with the format of its files.
        """
        if not self.items:
            return self.claims
        return Counter({record: n for record, n in self.claims.items() if record in self.items})


_Parts = dict[str, _Part]
"""The parts of a load by the name of the table; one without a name for all but the tables."""


def losses(
    old: ox.Store, old_inputs: Sequence[Input], new: ox.Store, new_inputs: Sequence[Input]
) -> list[LostClaims]:
    """Find the inputs that lose claims unexpectedly.

    The same content must not yield fewer claims than before. New content (a file of the same
    name and loader, the next release of a source, an edited table) may lose the claims of a few
    records: up to 10, or up to 5 % of them. An input that is no longer there was removed on
    purpose and loses nothing; what was read from texts is then not held against the others,
    since the names to look for became fewer.

    Args:
        old: the graph in use.
        old_inputs: its inputs.
        new: the graph that is to take its place.
        new_inputs: its inputs.

    Returns:
        What was lost, by file; empty when all is well.
    """
    before, after = _loads(old), _loads(new)
    pairs = [(one, _successor(one, new_inputs)) for one in old_inputs]
    removed = any(other is None for _, other in pairs)
    found = [
        lost
        for one, other in pairs
        if other is not None
        for lost in _lost(
            other,
            before.get((one.loader, one.sha256), {}),
            after.get((other.loader, other.sha256), {}),
            same_file=one.sha256 == other.sha256,
            texts=not removed,
        )
    ]
    return sorted(found)


def _successor(one: Input, others: Iterable[Input]) -> Input | None:
    """Return the same input, else its new content, else None."""
    same_source = [other for other in others if other.loader == one.loader]
    same = [other for other in same_source if other.sha256 == one.sha256]
    named = [o for o in same_source if o.name == one.name or one.loader in RELEASES]
    return next(iter([*same, *named]), None)


def _lost(
    other: Input, before: _Parts, after: _Parts, *, same_file: bool, texts: bool
) -> Iterator[LostClaims]:
    for table, part in before.items():
        if part.is_text and not texts:
            continue
        left = after.get(table, _Part())
        if same_file:
            total = part.claims.total()
            gone = total - left.claims.total()
            unexpected = gone > 0
        else:
            counted = part.counted()
            total = counted.total()
            gone = sum(n for record, n in counted.items() if record not in left.claims)
            unexpected = gone > _FEW and gone > _SHARE * total
        if unexpected:
            yield LostClaims(other.name, other.loader, table, total, gone, same_file)


def _loads(store: ox.Store) -> dict[tuple[str, str], _Parts]:
    """Index the claims of a graph by loader and hash of the input, and by table."""
    names = dict(_pairs(store, ox.NamedNode(schema("loaderName"))))
    hashes = dict(_pairs(store, ox.NamedNode(schema("inputHash"))))
    records = dict(_pairs(store, _RECORD))
    found: dict[tuple[str, str], _Parts] = defaultdict(dict)
    for made, load in _pairs(store, _MADE_BY):
        record = records.get(made, "")
        table, _, row = record.partition(" ") if names[load] == _TABLES else ("", "", record)
        part = found[names[load], hashes[load]].setdefault(table, _Part())
        if not made.startswith(_CLAIM):
            part.items.add(record)
        elif record:
            part.claims[_row(row)] += 1
        else:
            part.is_text = True
            part.claims[_statement(store, made)] += 1
    return found


def _row(record: str) -> str:
    """Return the row of a curated cell, or the whole id of any other record."""
    return record.split(" ", 1)[0]


def _statement(store: ox.Store, claim: str) -> str:
    quads = store.quads_for_pattern(ox.NamedNode(claim), _STATEMENT, None, None)
    return min((q.object.value for q in quads if isinstance(q.object, ox.Literal)), default="")


def _pairs(store: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, predicate, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(
            quad.object, ox.NamedNode | ox.Literal
        ):
            yield quad.subject.value, quad.object.value
