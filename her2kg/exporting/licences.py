"""Which claims may be used commercially, and what is left when the others go."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from her2kg.exporting.tables import tsv_rows
from her2kg.gather import Tick
from her2kg.queries.store import select, text_of
from her2kg.without import without

__all__ = ["LeftOut", "commercial"]

_CLAIMS = "SELECT ?claim ?licence ?title WHERE { ?claim a her2:Claim ; dcterms:license ?licence ; \
prov:wasGeneratedBy/rdfs:label ?title }"


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """Claims that a use does not allow.

    Attributes:
        licence: their licence.
        source: title of the input that they came from.
        reason: why they are left out.
        count: how many.
    """

    licence: str
    source: str
    reason: str
    count: int


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["licence"]: row for row in tsv_rows("licences")}


def commercial(store: ox.Store, tick: Tick) -> tuple[ox.Store, tuple[LeftOut, ...]]:
    """Leave out the claims whose licence forbids commercial use or is not known.

    Args:
        store: the graph; it is not changed.
        tick: told of the progress.

    Returns:
        The graph of the other claims, with facts derived anew, and what was left out, counted
        by licence and source.
    """
    dropped: set[ox.NamedNode] = set()
    counted: Counter[tuple[str, str, str]] = Counter()
    for row in select(store, _CLAIMS):
        licence, claim = text_of(row, "licence"), row["claim"]
        known = _table().get(licence.replace(" ", "-"))
        if isinstance(claim, ox.NamedNode) and (known is None or known["commercial"] != "yes"):
            reason = known["condition"] if known else "licence not known to allow it"
            dropped.add(claim)
            counted[licence, text_of(row, "title"), reason] += 1
    left = tuple(sorted(LeftOut(*key, count) for key, count in counted.items()))
    return (without(store, dropped, tick) if dropped else store), left
