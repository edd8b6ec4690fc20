"""What a loader is, and what it hands out."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, Protocol

from her2kg.ontology.model import Claim, Description, Entity, EvidenceItem, Source

__all__ = [
    "PDF_MARK",
    "Loader",
    "Material",
    "OutOfScope",
    "Record",
    "Rejection",
    "Taken",
    "TooLargeError",
]

PDF_MARK = b"%PDF-"
"""The bytes with which a PDF begins."""

_HEAD = 65536
_LARGEST_TEXT = 512 * 1024 * 1024
_LONGEST_LINE = 16 * 1024 * 1024


class TooLargeError(Exception):
    """A file, or a line of it, that would have to be held in memory is too large for that."""


@dataclass(frozen=True, slots=True)
class Material:
    """One input: a file of text, or a PDF, opened as often as it is read.

    Attributes:
        name: file name without its folder, for messages and titles.
        sha256: hash of the content, hexadecimal; of that and the mapping where there is one.
        open: opens the content as bytes, not compressed.
        mapping: text of the file that says what the columns of a table mean, or empty.
        archive: name of the archive that it lies in, or empty.
        size: how many bytes the content has.
    """

    name: str
    sha256: str
    open: Callable[[], BinaryIO] = field(compare=False, repr=False)
    mapping: str = ""
    archive: str = ""
    size: int = field(default=0, compare=False)

    @classmethod
    def of_text(cls, name: str, text: str) -> "Material":
        """Make material of a text that is at hand."""
        content = text.encode("utf-8")
        digest = hashlib.sha256(content).hexdigest()
        return cls(name, digest, partial(io.BytesIO, content), size=len(content))

    @property
    def text(self) -> str:
        """The whole content as text, line ends as in the file, without a byte order mark.

        Raises:
            TooLargeError: it is larger than 512 MiB.
            UnicodeDecodeError: it is not UTF-8.
        """
        if self.size > _LARGEST_TEXT:
            raise TooLargeError(f"{self.name} is larger than 512 MiB: split it")
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

    def pieces(self) -> Iterator[str]:
        """Yield the text piece by piece as it is read, line ends as in the file.

        Raises:
            UnicodeDecodeError: it is not UTF-8.
        """
        with self._as_text() as opened:
            while piece := opened.read(_HEAD):
                yield piece

    def lines(self) -> Iterator[str]:
        """Yield the lines of the text as they are read, each with its end.

        Raises:
            TooLargeError: a line has 16 Mi characters or more.
            UnicodeDecodeError: it is not UTF-8.
        """
        with self._as_text() as opened:
            number = 0
            while line := opened.readline(_LONGEST_LINE):
                number += 1
                if len(line) == _LONGEST_LINE:
                    raise TooLargeError(
                        f"{self.name}, line {number} has more than 16 million characters: split it"
                    )
                yield line

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
