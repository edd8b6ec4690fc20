"""What a build read, made, left out and could not read."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph as ox

from her2kg.loaders.base import Rejection
from her2kg.loaders.linked_names import LinkedNames
from her2kg.loaders.linker import Unlinked
from her2kg.queries.store import select

__all__ = ["InputReport", "Report", "build_id", "counts", "read_report"]

_COUNTS = {
    "claims": "?x a her2:Claim",
    "claims read from text": "?x a her2:TextClaim",
    "unverified claims": '?x her2:verification "unverified"',
    "claims whose primary source is not known": "?x her2:primarySourceKnown false",
    "evidence items": "?x a her2:EvidenceItem",
    "facts": "?x her2:supportCount ?counted",
    "disputed facts": "?x her2:disputed true",
    "facts read from text only": "?x her2:machineReadOnly true",
}
"""What the report counts, as a graph pattern on ``?x``."""


@dataclass(slots=True)
class InputReport:
    """One input of a build.

    Attributes:
        name: file name, or the name of the embedded material.
        loader: which loader read it.
        sha256: hash of its bytes.
        read: how many rows it has; a row is taken, out of scope or rejected.
        taken: how many rows were loaded, or described a thing of the graph.
        entities: how many things it names.
        evidence_items: how many evidence items it holds.
        claims: how many claims it makes.
        out_of_scope: how many sound rows do not concern HER2.
        rejected: rows that could not be read or taken whole, with the reason.
        names: how many of its names are known, by class, and which are not.
    """

    name: str
    loader: str
    sha256: str
    read: int = 0
    taken: int = 0
    entities: int = 0
    evidence_items: int = 0
    claims: int = 0
    out_of_scope: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    names: list[LinkedNames] = field(default_factory=list)

    @property
    def unlinked(self) -> int:
        """How many of its names no entity bears."""
        return sum(each.names - each.linked for each in self.names)


@dataclass(slots=True)
class Report:
    """A whole build.

    Attributes:
        inputs: one entry an input, in the order of loading.
        quads: how many quads the graph has.
        counts: how many of what, e.g. ``{"claims": 6210, "unverified claims": 700}``.
        unlinked: names that became nodes of their own, with what they resemble.
        everything: whether what does not concern HER2 was taken too.
    """

    inputs: list[InputReport]
    quads: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    unlinked: list[Unlinked] = field(default_factory=list)
    everything: bool = False

    def write(self, path: Path) -> None:
        """Write the report as JSON."""
        path.write_text(
            json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def read_report(path: Path) -> Report:
    """Read a report that a build wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    inputs = [
        InputReport(
            **{
                **entry,
                "rejected": [Rejection(**row) for row in entry["rejected"]],
                "names": [
                    LinkedNames(**{**each, "unlinked": tuple(each["unlinked"])})
                    for each in entry["names"]
                ],
            }
        )
        for entry in data["inputs"]
    ]
    unlinked = [
        Unlinked(entry["kind"], entry["text"], tuple(entry["candidates"]))
        for entry in data["unlinked"]
    ]
    return Report(inputs, data["quads"], data["counts"], unlinked, data["everything"])


def counts(store: ox.Store) -> dict[str, int]:
    """Count claims, facts and evidence items of a store."""
    found = {}
    for name, pattern in _COUNTS.items():
        row = next(select(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}"))
        found[name] = int(str(getattr(row["n"], "value", 0)))
    return found


def build_id(content: bytes) -> str:
    """Name a build by its content, so that the same graph has the same name."""
    return hashlib.sha256(content).hexdigest()[:16]
