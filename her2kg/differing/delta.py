"""Which quads only one of two graphs has, and the patch that leads from one to the other.

Source: RDF Patch, https://jena.apache.org/documentation/rdf-patch/.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

__all__ = ["Delta", "delta", "patch"]


@dataclass(frozen=True, slots=True)
class Delta:
    """The quads that differ, one line of N-Quads each, sorted.

    Attributes:
        added: those that only the new graph has.
        removed: those that only the old graph has.
    """

    added: tuple[bytes, ...]
    removed: tuple[bytes, ...]

    def within(self, graphs: frozenset[str]) -> "Delta":
        """Keep the quads of some named graphs, given by their IRIs."""

        def kept(lines: tuple[bytes, ...]) -> tuple[bytes, ...]:
            return tuple(line for line in lines if _graph(line) in graphs)

        return Delta(kept(self.added), kept(self.removed))

    def subjects(self) -> set[str]:
        """Return the IRIs of everything of which something else is said."""
        lines = (*self.added, *self.removed)
        return {line[1 : line.index(b">")].decode() for line in lines}

    def counts(self) -> Mapping[str, tuple[int, int]]:
        """Count added and removed quads by the IRI of their graph."""
        added, removed = Counter(map(_graph, self.added)), Counter(map(_graph, self.removed))
        return {graph: (added[graph], removed[graph]) for graph in sorted(added | removed)}


def delta(old: ox.Store, new: ox.Store) -> Delta:
    """Compare two graphs quad by quad; neither has blank nodes."""
    before, after = _lines(old), _lines(new)
    return Delta(tuple(sorted(after - before)), tuple(sorted(before - after)))


def _lines(store: ox.Store) -> set[bytes]:
    dumped = store.dump(format=ox.RdfFormat.N_QUADS) or b""
    return set(dumped.split(b"\n")) - {b""}


def _graph(line: bytes) -> str:
    """Return the IRI of the named graph, the last term of a line."""
    return line[line.rindex(b"<") + 1 : line.rindex(b">")].decode()


def patch(found: Delta) -> Iterator[str]:
    """Write the changes as an RDF Patch that turns the old graph into the new one.

    Args:
        found: the quads that differ.

    Yields:
        Its lines without their ends: one transaction, deletions before additions. The id in its
        header follows from the changes, so that the same changes give the same patch.
    """
    body = [f"D {line.decode()}" for line in found.removed]
    body += [f"A {line.decode()}" for line in found.added]
    yield f"H id <uuid:{uuid.uuid5(uuid.NAMESPACE_OID, chr(10).join(body))}> ."
    yield "TX ."
    yield from body
    yield "TC ."
