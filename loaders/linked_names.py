"""How many of the names of an input are those of things that the graph knows."""

from collections.abc import Iterable
from dataclasses import dataclass

from her2kg.loaders.linker import Linker, names_in
from her2kg.ontology.model import Claim, EvidenceItem

__all__ = ["LinkedNames", "tally"]


@dataclass(frozen=True, slots=True, order=True)
class LinkedNames:
    """The names of one class that an input uses.

    Attributes:
        kind: the class, a value of ``namespaces.KINDS``.
        names: how many different names it uses.
        linked: how many of them the graph or a reference source knows.
        unlinked: the others, sorted; each became a node of its own.
    """

    kind: str
    names: int
    linked: int
    unlinked: tuple[str, ...]


def tally(linker: Linker, records: Iterable[Claim | EvidenceItem]) -> list[LinkedNames]:
    """Count the names in the records of an input, by class.

    A name that is written with different identifiers counts once; that of a regimen counts as
    those of its drugs.

    Args:
        linker: with all names settled.
        records: as the loader gave them, their names not yet replaced by nodes.
    """
    used: dict[str, set[str]] = {}
    missing: dict[str, set[str]] = {}
    for name in {name for record in records for name in names_in(record)}:
        for part in linker.parts(name):
            used.setdefault(part.kind, set()).add(part.text)
            if linker.is_unlinked(part):
                missing.setdefault(part.kind, set()).add(part.text)
    return [_counted(kind, used[kind], missing.get(kind, set())) for kind in sorted(used)]


def _counted(kind: str, used: set[str], missing: set[str]) -> LinkedNames:
    return LinkedNames(kind, len(used), len(used) - len(missing), tuple(sorted(missing)))
