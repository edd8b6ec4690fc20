"""What a loader is, and what it hands out."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, Protocol

from her2kg.ontology.model import Claim, Description, Entity, EvidenceItem, Source

__all__ = ["PDF_MARK", "Loader", "Material", "OutOfScope", "Record", "Rejection", "Taken"]

PDF_MARK = b"%PDF-"
"""The bytes with which a PDF begins."""

_HEAD = 65536


@dataclass(frozen=True, slots=True)
class Material:
    """One input: a file of text, or a PDF, opened as often as it is read.

    Attributes:
        name: file name without its folder, for messages and titles.
        sha256: hash of the content, hexadecimal; of that and the mapping where there is one.
        open: opens the content as bytes, not compressed.
        mapping: text of the file that says what the columns of a table mean, or empty.
        archive: name of the archive that it lies in, or empty.
    """

    name: str
    sha256: str
    open: Callable[[], BinaryIO] = field(compare=False, repr=False)
    mapping: str = ""
    archive: str = ""

    @classmethod
    def of_text(cls, name: str, text: str) -> "Material":
        """Make material of a text that is at hand."""
        content = text.encode("utf-8")
        return cls(name, hashlib.sha256(content).hexdigest(), partial(io.BytesIO, content))

    @property
    def text(self) -> str:
        """The whole content as text, line ends as in the file, without a byte order mark.

        Raises:
            UnicodeDecodeError: it is not UTF-8.
        """
        with self._as_text() as opened:
            return opened.read()

    @property
    def head(self) -> str:
        """The beginning of the text, by which its kind is recognised; of a PDF, its mark alone.

        Raises:
            UnicodeDecodeError: it is neither UTF-8 nor a PDF.
        """
        with self.open() as content:
            if content.read(len(PDF_MARK)) == PDF_MARK:
                return PDF_MARK.decode()
        with self._as_text() as opened:
            return opened.read(_HEAD)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the text as they are read, each with its end.

        Raises:
            UnicodeDecodeError: it is not UTF-8.
        """
        with self._as_text() as opened:
            yield from opened

    def _as_text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(self.open(), encoding="utf-8-sig", newline="")


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """A row or passage that could not be read: never dropped without a word.

    Attributes:
        file: name of the input.
        line: line number in the file, from 1.
        reason: one plain sentence.
        excerpt: the beginning of the row.
        partial: whether the rest of the row was taken.
    """

    file: str
    line: int
    reason: str
    excerpt: str = ""
    partial: bool = False


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


@dataclass(frozen=True, slots=True, order=True)
class Taken:
    """A row that was loaded; told once a row, so that what was read can be counted.

    A row that yields a Description needs none: the description stands for it.

    Attributes:
        file: name of the input.
        line: line number in the file, from 1.
    """

    file: str
    line: int


Record = Entity | Description | Source | EvidenceItem | Claim | Rejection | OutOfScope | Taken
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
