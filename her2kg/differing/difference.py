"""The whole comparison of two graphs."""

from collections.abc import Iterator

import pyoxigraph as ox

from her2kg.differing.compare import compare, tallies
from her2kg.differing.delta import Delta, delta
from her2kg.differing.model import Difference, Renamed
from her2kg.differing.records import Records
from her2kg.differing.side import Side
from her2kg.differing.verdicts import plain_triples, verdicts
from her2kg.errors import InputError
from her2kg.gather import Tick, silent
from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import PREFIXES, curie_of, graph_iri, in_words

__all__ = ["changed_quads", "difference"]

_LABEL = PREFIXES["rdfs"] + "label"
_TYPE = PREFIXES["rdf"] + "type"


def changed_quads(old: ox.Store, new: ox.Store, only: str = "") -> Delta:
    """Compare two graphs quad by quad.

    Args:
        old: the old graph.
        new: the new one.
        only: the one source whose claims to compare, by the name of its loader, or empty for all.

    Raises:
        InputError: neither graph has such a source.
    """
    return _only(delta(old, new), Records(old), Records(new), only)


def _only(found: Delta, old: Records, new: Records, only: str) -> Delta:
    known = old.loaders | new.loaders
    if only and only not in known:
        raise InputError(f"no source is called {only!r}: name one of {', '.join(sorted(known))}")
    return found.within(old.graphs_of(only) | new.graphs_of(only)) if only else found


def difference(old: Side, new: Side, only: str = "", tick: Tick = silent) -> Difference:
    """Say what changed between two graphs.

    Args:
        old: the old graph.
        new: the new one.
        only: the one source to compare, by the name of its loader, or empty for all. What
            follows from all sources together (facts, plain triples, names) is then left out.
        tick: told of the progress.

    Returns:
        What is new, changed and gone; nothing at all when the graphs are equal.

    Raises:
        InputError: neither graph has such a source.
    """
    tick("Comparing", 0, 3)
    before, after = Records(old.store), Records(new.store)
    found = _only(delta(old.store, new.store), before, after, only)
    tick("Comparing", 1, 3)
    touched = found.subjects()
    records = compare(before, after, touched, only, (old.held, new.held))
    counted = tuple(tallies(after, records, only))
    tick("Comparing", 2, 3)
    came, went = ([], []) if only else plain_triples(before, after, found)
    made = Difference(
        old=old.name,
        new=new.name,
        only=only,
        tallies=counted,
        records=tuple(records),
        verdicts=() if only else tuple(verdicts(before, after, touched)),
        triples_new=tuple(came),
        triples_gone=tuple(went),
        renamed=tuple(sorted(_renamed(before, after, found))),
        unlinked_new=None if only else _without(new.unlinked, old.unlinked),
        unlinked_gone=None if only else _without(old.unlinked, new.unlinked),
        quads={curie_of(graph): counts for graph, counts in found.counts().items()},
    )
    tick("Comparing", 3, 3)
    return made


def _without(these: frozenset[str] | None, those: frozenset[str] | None) -> tuple[str, ...] | None:
    """Return the names that only one side has, spelled one way or another."""
    if these is None or those is None:
        return None
    known = {fold(name) for name in those}
    return tuple(sorted(name for name in these if fold(name) not in known))


def _renamed(old: Records, new: Records, found: Delta) -> Iterator[Renamed]:
    """Yield the things that both graphs have under different labels."""
    entities = found.within(frozenset({graph_iri("entities")}))
    mark = f"> <{_LABEL}> ".encode()
    for line in entities.removed:
        iri, is_label, _ = line.partition(mark)
        thing = iri[1:].decode()
        if is_label and new.nodes.said(thing).get(_LABEL):
            was, now = old.nodes.label(thing), new.nodes.label(thing)
            kinds = sorted(new.nodes.said(thing)[_TYPE])
            if was != now:
                yield Renamed(in_words(kinds[0]) if kinds else "", thing, was, now)
