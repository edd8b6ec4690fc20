"""From records to the finished graph: quads, the gate, facts by rules, and checks."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from her2kg.checks import problems
from her2kg.derive import run_rules
from her2kg.errors import BuildError
from her2kg.gather import Gathered, Tick
from her2kg.loaders.base import Material
from her2kg.loaders.curated import curated_material
from her2kg.ontology.encode import Quad
from her2kg.ontology.gate import Violation, check
from her2kg.ontology.namespaces import curie_of
from her2kg.places import Places
from her2kg.quads import mapping_quads, records, schema_quads, to_ox
from her2kg.question_quads import question_quads
from her2kg.record_checks import broken_records

__all__ = ["assemble"]

_BATCH = 40_000
_SHOWN = 5


def assemble(gathered: Gathered, tick: Tick) -> ox.Store:
    """Build the graph in memory.

    Args:
        gathered: the records of all inputs, linked.
        tick: told of the progress.

    Returns:
        A store with all named graphs.

    Raises:
        BuildError: a row of the curated tables cannot be taken, a record breaks a shape, or the
            graph as a whole breaks a check; the message has a line for each of the first five.
    """
    curated = curated_material()
    _stop_at("rows or dates cannot be taken", broken_records(gathered, curated))
    store = ox.Store()
    broken = list(_fill(store, gathered, tick))
    _stop_at("records break the shapes of the graph", _placed(broken, store, curated))
    store.extend(to_ox(quad) for quad in [*schema_quads(), *mapping_quads()])
    run_rules(store, tick)
    store.extend(to_ox(quad) for quad in list(question_quads(store)))
    tick("Checking the graph", 0, 1)
    broken = problems(store)
    _stop_at("the graph does not hold together", _placed(broken, store, curated))
    tick("Checking the graph", 1, 1)
    return store


def _fill(store: ox.Store, gathered: Gathered, tick: Tick) -> Iterator[Violation]:
    """Put the records into a store, and yield what is wrong with them."""
    batches = list(_batches(records(gathered)))
    for number, batch in enumerate(batches):
        tick("Checking records", number, len(batches))
        yield from check(batch)
        store.extend(_to_store(quad) for quad in batch)
    tick("Checking records", len(batches), len(batches))


def _to_store(quad: Quad) -> ox.Quad:
    try:
        return to_ox(quad)
    except ValueError as error:
        raise BuildError(f"{curie_of(quad[0])}: {error}: {quad[2]}") from None


def _placed(broken: list[Violation], store: ox.Store, curated: list[Material]) -> list[str]:
    """Name the places of breaches; a sound graph is not searched for any."""
    return Places(store, curated).lines(broken) if broken else []


def _stop_at(what: str, lines: list[str]) -> None:
    """Stop the build if anything is wrong.

    Raises:
        BuildError: there are lines.
    """
    if lines:
        more = [f"… and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        raise BuildError("\n".join([f"{what}:", *lines[:_SHOWN], *more]))


def _batches(records: Iterable[list[Quad]]) -> Iterator[list[Quad]]:
    batch: list[Quad] = []
    for record in records:
        batch.extend(record)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
