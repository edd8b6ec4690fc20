"""What a loader is, and what it hands out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from her2kg.ontology.model import Claim, Description, Entity, EvidenceItem, Source

__all__ = ["Loader", "Material", "OutOfScope", "Record", "Rejection"]


@dataclass(frozen=True, slots=True)
class Material:
    """One input: its bytes decoded, with what is needed to speak of it.

    Attributes:
        name: file name without its folder, for messages and titles.
        text: the whole content, decoded as UTF-8, line ends as in the file.
        sha256: hash of the bytes, hexadecimal.
    """

    name: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """A row or passage that could not be read: never dropped without a word.

    Attributes:
        file: name of the input.
        line: line number in the file, from 1.
        reason: one plain sentence.
        excerpt: the beginning of the row.
    """

    file: str
    line: int
    reason: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True, order=True)
class OutOfScope:
    """A sound row that does not concern HER2, counted and not loaded.

    Attributes:
        file: name of the input.
        line: line number in the file, from 1.
        reason: why it is out of scope.
    """

    file: str
    line: int
    reason: str


Record = Entity | Description | Source | EvidenceItem | Claim | Rejection | OutOfScope
"""What loaders yield."""


class Loader(Protocol):
    """One source: reads its material and yields records, streaming.

    Attributes:
        name: short name, also that of its graph.
        version: raised whenever the same input would give other claims.
        licence: licence of the material, SPDX id or plain words.
        homepage: where the publisher offers it.
        title: what it is, in a few words.
    """

    name: str
    version: str
    licence: str
    homepage: str
    title: str

    def recognises(self, head: str) -> bool:
        """Say from the first 64 KiB of a file whether this loader reads it."""
        ...

    def load(self, material: Material) -> Iterator[Record]:
        """Yield everything that the material says, in the order of the file."""
        ...
