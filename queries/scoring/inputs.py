"""What people typed, found in the graph: the cancer, the probes, the variant."""

from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox

from her2kg.queries.lookup import lookup
from her2kg.queries.names import Match, resolve
from her2kg.queries.scoring.opened import wider_than
from her2kg.queries.store import select, text_of

__all__ = ["carried_variants", "find_cancer", "with_probe"]

_ACTIVATING = "activating ERBB2 mutation"
_ACTIVATING_TKD = "activating ERBB2 TKD mutation"
_KINASE = "kinase"


def find_cancer(store: ox.Store, text: str) -> Match:
    """Find a cancer by its short word (``breast``) or by any of its names.

    Raises:
        UnknownName: no cancer has this name; the error names near ones.
    """
    word = text.strip().lower()
    for row in select(store, lookup("scoring-short-name")):
        if text_of(row, "short").lower() == word:
            return Match(text_of(row, "cancer"), text_of(row, "label"), "Cancer")
    return resolve(store, text, "Cancer")


def with_probe(
    facts: dict[str, Decimal | str],
) -> tuple[dict[str, Decimal | str], tuple[str, ...]]:
    """Tell a dual-probe count from a single-probe one.

    Returns:
        The facts with ``probe``, and a note where that is assumed.
    """
    if "probe" in facts or not {"ratio", "copies"} & facts.keys():
        return facts, ()
    if "ratio" in facts:
        return {**facts, "probe": "dual"}, ()
    note = (
        "Copies without a ratio are read as single-probe ISH; for a dual-probe test give the "
        "ratio as well."
    )
    return {**facts, "probe": "single"}, (note,)


def carried_variants(
    store: ox.Store, variant: str, facts: dict[str, Decimal | str]
) -> tuple[dict[str, Decimal | str], set[str]]:
    """Find the variant that sequencing found, and all that it is a kind of.

    A variant counts as activating when it is a kind of activating mutation, or when a source
    in the graph calls its effect activating.

    Args:
        store: the graph.
        variant: a name such as ``L755S``, or empty.
        facts: what was measured; ``mutation`` may say activating without naming a variant.

    Returns:
        The facts with ``mutation``, and the IRIs of the variant and of all wider ones.

    Raises:
        UnknownName: no variant has this name.
    """
    activating = resolve(store, _ACTIVATING, "Variant").iri
    found = {activating} if facts.get("mutation") == "activating" else set[str]()
    if variant:
        match = resolve(store, variant, "Variant")
        names = _known_as(store, match.iri)
        found |= {match.iri, *(resolve(store, name, "Variant").iri for name in names)}
    carried = wider_than(store, found)
    return {**facts, "mutation": "activating"} if activating in carried else facts, carried


def _known_as(store: ox.Store, iri: str) -> Iterator[str]:
    """Yield the classes that a variant belongs to by what sources say of its effect."""
    for row in select(store, lookup("scoring-activating"), {"asked": ox.NamedNode(iri)}):
        yield _ACTIVATING_TKD if _KINASE in text_of(row, "region") else _ACTIVATING
