"""Two files of one source as two graphs, each built in memory."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from her2kg.derive import run_rules
from her2kg.differing.side import Side
from her2kg.errors import InputError
from her2kg.gather import Gathered, Tick, gather
from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.linker import Unlinked
from her2kg.loaders.registry import TABLES
from her2kg.material import read_materials
from her2kg.ontology.model import EvidenceItem
from her2kg.quads import mapping_quads, records, schema_quads, to_ox

__all__ = ["file_sides", "names"]

_TEXT = "article"
_OTHER = "does not concern HER2"
_UNREADABLE = "cannot be read"
_EMBEDDED = frozenset({"curated", _TEXT})


def file_sides(old: Path, new: Path, tick: Tick) -> tuple[Side, Side]:
    """Build the graphs of two files of one source, each with the embedded material.

    Shapes and checks, which a graph to be kept must pass, are left out: an old release may
    break them, and they take half of the time.

    Args:
        old: a file that a loader reads.
        new: another one.
        tick: told of the progress.

    Raises:
        InputError: a file cannot be read, or no one loader reads both.
    """
    before, after = read_materials(old), read_materials(new)
    first = gather(before, everything=False, tick=tick)
    second = gather(after, everything=False, tick=tick)
    one, two = _titles(first), _titles(second)
    if not one.keys() & two.keys():
        raise InputError(
            f"{old} ({', '.join(one.values())}) and {new} ({', '.join(two.values())}) "
            "are of different sources: compare two files of one source"
        )
    return _side(old, first, before, tick), _side(new, second, after, tick)


def _titles(gathered: Gathered) -> dict[str, str]:
    """Return the loaders of the files of a user, with what they read."""
    loads = [each.load for each in gathered.inputs]
    given = [load for load in loads if load.loader not in _EMBEDDED]
    texts = [load for load in loads if load.loader == _TEXT]
    return {load.loader: load.title for load in given or texts}


def _side(path: Path, gathered: Gathered, materials: list[Material], tick: Tick) -> Side:
    store = ox.Store()
    store.bulk_extend(to_ox(quad) for record in records(gathered) for quad in record)
    store.bulk_extend(to_ox(quad) for quad in [*schema_quads(), *mapping_quads()])
    run_rules(store, tick)
    has_items = any(each.items for each in gathered.inputs)
    held = _held(materials) if has_items else None
    return Side(path.name, store, names(gathered.unlinked), held)


def names(unlinked: list[Unlinked]) -> frozenset[str]:
    """Write names that no entity bears, each with its kind."""
    return frozenset(f"{each.text} ({each.kind})" for each in unlinked)


def _held(materials: list[Material]) -> dict[str, str] | None:
    """Index all evidence items of some files with why they would not be taken.

    Returns:
        The reasons by id; None when a row is so broken that nobody can say which item it is.
    """
    held = dict[str, str]()
    for record in _everything(materials):
        if isinstance(record, EvidenceItem):
            fields = (each for each in record.properties if each.predicate == "recordId")
            held.update((str(each.value), _OTHER) for each in fields)
        elif isinstance(record, Rejection) and not record.partial:
            if len(record.excerpt.split()) != 1:
                return None
            held[record.excerpt] = _UNREADABLE
    return held


def _everything(materials: list[Material]) -> Iterator[Record]:
    """Yield what some files say, of HER2 or not."""
    scope = Scope((), (), everything=True)
    for material in materials:
        loaders = (make(scope) for make in TABLES)
        reader = next((each for each in loaders if each.recognises(material.head)), None)
        if reader is not None:
            yield from reader.load(material)
