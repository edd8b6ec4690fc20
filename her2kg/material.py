"""Files of a user as material for the loaders: plain, compressed or in an archive, checked once."""

import codecs
import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from her2kg.errors import InputError
from her2kg.loaders.base import PDF_MARK, Material

__all__ = ["mapping_beside", "mapping_of", "read_material", "read_materials"]

_MAPPING = ".map.toml"

_LARGEST = 4 * 1024 * 1024 * 1024
"""More than any file that is worth reading at once; what unpacks to more is a trap."""

_MOST_MEMBERS = 10_000
_CHUNK = 1024 * 1024
_GZIP_MARK = b"\x1f\x8b"
_ZIP_MARK = b"PK\x03\x04"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OFFICE = "[Content_Types].xml"
_ASIDE = ("__MACOSX/", ".DS_Store")
"""What macOS adds to archives beside the files."""


def read_materials(path: Path, mapping: Path | None = None) -> list[Material]:
    """Open a file, or each file of a zip archive.

    Args:
        path: a text in UTF-8, with or without a byte order mark, or a PDF; compressed with gzip
            or not, or a zip archive of such files. At most 4 GiB uncompressed.
        mapping: the file that says what the columns of a table mean, or None.

    Returns:
        One material each, in the order of the archive; read once to hash and check them, and
        not held in memory.

    Raises:
        InputError: it is missing, a folder, unreadable, too large, empty, damaged, encrypted,
            or neither a PDF nor UTF-8 text.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder: name the files in it")
    if path.name.endswith(_MAPPING):
        raise InputError(f"{path} says what the columns of a table mean: name the table instead")
    rules = _text_of(mapping) if mapping else ""
    try:
        with path.open("rb") as opened:
            mark = opened.read(len(_ZIP_MARK))
        if mark == _ZIP_MARK:
            return list(_members(path))
        return [_checked(path, path.name, _opener(path, mark), rules)]
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: check the name") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None


def read_material(path: Path, mapping: Path | None = None) -> Material:
    """Open a file that is no archive of several.

    Raises:
        InputError: as ``read_materials``, or it is an archive of several files.
    """
    first, *more = read_materials(path, mapping)
    if more:
        raise InputError(f"{path} holds {len(more) + 1} files: unpack it and name one")
    return first


def mapping_beside(path: Path) -> Path | None:
    """Return the file beside a table that says what its columns mean, or None."""
    return mapping_of(path) if path.is_file() and mapping_of(path).is_file() else None


def mapping_of(path: Path) -> Path:
    """Name the file beside a table that would say what its columns mean."""
    return path.with_name(path.name.removesuffix(".gz").rsplit(".", 1)[0] + _MAPPING)


def _text_of(mapping: Path) -> str:
    try:
        return _checked(mapping, mapping.name, _opener(mapping, b"")).text
    except FileNotFoundError:
        raise InputError(f"{mapping} does not exist: check the name") from None
    except OSError as error:
        raise InputError(f"{mapping} cannot be read: {error.strerror or error}") from None


@dataclass(frozen=True, slots=True)
class _Opener:
    """Opens a file, in another process too, as long as it is what was checked.

    Attributes:
        path: the file.
        packed: whether it is compressed.
        stamp: size and time of the file that was checked.
    """

    path: Path
    packed: bool
    stamp: tuple[int, int]

    def __call__(self) -> BinaryIO:
        if _stamp(self.path) != self.stamp:
            raise InputError(f"{self.path} was changed while it was read: start again")
        if self.packed:
            return cast("BinaryIO", gzip.open(self.path, "rb"))
        return self.path.open("rb")


def _opener(path: Path, mark: bytes) -> _Opener:
    return _Opener(path, mark.startswith(_GZIP_MARK), _stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def _members(path: Path) -> Iterator[Material]:
    """Check each file of an archive; nothing is written to disk.

    Raises:
        InputError: the archive is damaged, encrypted, empty or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError):
        raise InputError(f"{path} is damaged: get it again") from None
    names = [info.filename for info in files]
    if _OFFICE in names:
        raise InputError(f"{path} is an office document: save it as text, HTML, PDF or CSV")
    files = [info for info in files if not info.filename.endswith(_ASIDE[1])]
    files = [info for info in files if not info.filename.startswith(_ASIDE[0])]
    if not files:
        raise InputError(f"{path} is empty: there is nothing to load")
    if len(files) > _MOST_MEMBERS or sum(info.file_size for info in files) > _LARGEST:
        raise InputError(f"{path} unpacks to more than 4 GiB or 10,000 files: split it")
    if any(info.flag_bits & 1 for info in files):
        raise InputError(f"{path} is encrypted: unpack it first")
    for info in files:
        inside = Path(f"{path}/{info.filename}")
        yield _checked(inside, info.filename, partial(_member, path, info), archive=path.name)


def _member(path: Path, info: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast("BinaryIO", zipfile.ZipFile(path).open(info))
    except (zipfile.BadZipFile, NotImplementedError):
        raise InputError(
            f"{path}/{info.filename} is damaged or compressed in an unknown way: unpack it first"
        ) from None


def _checked(
    path: Path, name: str, opener: Callable[[], BinaryIO], mapping: str = "", archive: str = ""
) -> Material:
    """Read a file once, chunk by chunk, and say what is wrong with it.

    Raises:
        InputError: it is empty, damaged, too large, or neither a PDF nor UTF-8 text.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with opener() as content:
            for chunk in _sound(path, content):
                digest.update(chunk)
                size += len(chunk)
    except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error):
        raise InputError(f"{path} is cut off or damaged: get it again") from None
    digest.update(mapping.encode())
    shown = name.removesuffix(".gz")
    return Material(shown, digest.hexdigest(), opener, mapping, archive, size)


def _sound(path: Path, content: BinaryIO) -> Iterator[bytes]:
    """Yield the chunks of a file as long as nothing is wrong with them."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    size, line, blank, is_pdf = 0, 1, True, False
    while chunk := content.read(_CHUNK):
        if size == 0:
            _refuse_marks(path, chunk)
            is_pdf = chunk.startswith(PDF_MARK)
        size += len(chunk)
        if size > _LARGEST:
            raise InputError(f"{path} is larger than 4 GiB: split it")
        if not is_pdf:
            blank = not _decoded(path, decoder, chunk, line).strip() and blank
            line += chunk.count(b"\n")
        yield chunk
    if not is_pdf:
        _decoded(path, decoder, b"", line)
        if blank:
            raise InputError(f"{path} is empty: there is nothing to load")


def _refuse_marks(path: Path, chunk: bytes) -> None:
    if chunk.startswith((_GZIP_MARK, _ZIP_MARK)):
        raise InputError(f"{path} is compressed twice: unpack it first")
    if chunk.startswith(_UTF16_MARKS):
        raise InputError(f"{path} is UTF-16 text: save it as UTF-8 and try again")


def _decoded(path: Path, decoder: codecs.IncrementalDecoder, chunk: bytes, line: int) -> str:
    """Decode a chunk.

    Raises:
        InputError: it is no UTF-8, or holds a NUL byte.
    """
    if b"\0" in chunk:
        raise InputError(f"{path} is a binary file: give text, Markdown, a PDF or a table (TSV)")
    try:
        return decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError as error:
        broken = line + bytes(error.object).count(b"\n", 0, error.start)
        raise InputError(
            f"{path} is not UTF-8 text (line {broken}): save it as UTF-8 and try again"
        ) from None
