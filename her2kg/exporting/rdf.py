"""The graph as N-Quads and as JSON-LD: nothing is lost."""

import pyoxigraph as ox

from her2kg.export import nquads
from her2kg.exporting.output import Output
from her2kg.ontology.namespaces import PREFIXES

__all__ = ["as_jsonld", "as_nquads"]


def as_nquads(store: ox.Store) -> Output:
    """Write canonical N-Quads: one quad a line, sorted, with the named graphs."""
    content = nquads(store)
    return Output({"": content}, {"quads": content.count(b"\n")})


def as_jsonld(store: ox.Store) -> Output:
    """Write JSON-LD 1.1 with the named graphs and a context of the graph's prefixes."""
    quads = ox.parse(nquads(store), format=ox.RdfFormat.N_QUADS)
    content = ox.serialize(quads, format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES) or b""
    return Output({"": content + b"\n"}, {"quads": len(store)})
