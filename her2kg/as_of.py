"""The graph as it was on a day: what was approved, which rule was in force."""

from datetime import date

import pyoxigraph as ox

from her2kg.gather import Tick, silent
from her2kg.ontology.namespaces import PREFIXES, graph_iri, schema
from her2kg.queries.lookup import lookup
from her2kg.queries.store import select, text_of
from her2kg.queries.valid_time import held_on
from her2kg.without import without

__all__ = ["as_of"]


def as_of(store: ox.Store, day: date, tick: Tick = silent) -> ox.Store:
    """Work out the graph of a day in memory.

    Claims that did not hold on the day leave; facts and plain triples are derived anew from
    the others. A claim whose dates are known only to the month or year stays while it may have
    held, and one without dates stays always.

    Args:
        store: the graph; it is not changed.
        day: the day.
        tick: told of the progress.

    Returns:
        A store in memory, whose own date is the day.
    """
    dropped = {
        claim
        for row in select(store, lookup("dated-claims"))
        if isinstance(claim := row["claim"], ox.NamedNode)
        and held_on(day, text_of(row, "from"), text_of(row, "until")) is False
    }
    facts = ox.NamedNode(graph_iri("facts"))
    text = ox.Literal(day.isoformat(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
    dated = ox.Quad(facts, ox.NamedNode(schema("asOf")), text, facts)
    return without(store, dropped, tick, [dated])
