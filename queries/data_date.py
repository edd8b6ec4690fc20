"""The data's own date: what the graph calls now, whatever the clock says."""

import pyoxigraph as ox

from her2kg.queries.lookup import lookup
from her2kg.queries.store import select, text_of

__all__ = ["data_date"]


def data_date(store: ox.Store) -> str:
    """Return the day up to which the curated tables were kept.

    Other inputs may hold newer records; what was approved and which rule was in force comes
    from the tables, and nothing is known of it after this day.

    Returns:
        ``YYYY-MM-DD``, or empty for a graph without curated tables.
    """
    return next((text_of(row, "day") for row in select(store, lookup("data-date"))), "")
