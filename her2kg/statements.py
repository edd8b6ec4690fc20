"""What tables say, as bare triples: each of their claims as the triple that it states."""

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, graph_iri

__all__ = ["statements"]

_STATED = """CONSTRUCT { ?s ?p ?o } WHERE {
  ?claim a her2:Claim ; her2:polarity "supports" ;
    rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  FILTER NOT EXISTS { ?claim a her2:TextClaim }
}"""
_KEPT = tuple(ox.NamedNode(graph_iri(name)) for name in ("entities", "schema"))


def statements(store: ox.Store) -> ox.Store:
    """Write out what the claims of tables state, disputed or not, beside names and classes.

    The plain triples of the graph will not do for checks: a disputed fact has none.

    Args:
        store: the graph.

    Returns:
        A store in memory, all of it in the default graph.
    """
    stated = store.query(_STATED, prefixes=PREFIXES, use_default_graph_as_union=True)
    if not isinstance(stated, ox.QueryTriples):
        raise TypeError("what claims state is not a CONSTRUCT")
    made = ox.Store()
    made.bulk_extend(ox.Quad(*triple) for triple in stated)
    for graph in _KEPT:
        made.bulk_extend(
            ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)
        )
    return made
