"""From records to the finished graph: quads, the gate, facts by rules, and checks."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from her2kg.derive import broken_checks, run_rules
from her2kg.errors import BuildError
from her2kg.gather import Gathered, Tick
from her2kg.ontology.encode import Quad
from her2kg.ontology.gate import check
from her2kg.quads import mapping_quads, question_quads, records, schema_quads, to_ox

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
        BuildError: a record breaks a shape, or the graph as a whole breaks a check.
    """
    store = ox.Store()
    batches = list(_batches(records(gathered)))
    for number, batch in enumerate(batches):
        tick("Checking records", number, len(batches))
        problems = [str(violation) for violation in check(batch)]
        if problems:
            raise BuildError(_first("records break the shapes of the graph", problems))
        store.extend(to_ox(quad) for quad in batch)
    tick("Checking records", len(batches), len(batches))
    fixed = [*schema_quads(), *mapping_quads(), *question_quads()]
    store.extend(to_ox(quad) for quad in fixed)
    run_rules(store, tick)
    broken = broken_checks(store)
    if broken:
        raise BuildError(_first("the graph does not hold together", broken))
    return store


def _first(what: str, problems: list[str]) -> str:
    more = f" … and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    return f"{what}: " + "; ".join(problems[:_SHOWN]) + more


def _batches(records: Iterable[list[Quad]]) -> Iterator[list[Quad]]:
    batch: list[Quad] = []
    for record in records:
        batch.extend(record)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
