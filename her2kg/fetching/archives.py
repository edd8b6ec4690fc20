"""Zip archives, unpacked so that nothing is written elsewhere or grows without bound."""

import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from her2kg.errors import FetchError

__all__ = ["Unpacked", "is_safe_name", "unpack"]

_MOST = 20_000
"""Files that an archive may have."""
_RATIO = 200
"""How many times its packed size a file may have; text of tables and XML stays below 50."""
_SMALL = 1_000_000
"""Below this size a ratio says nothing."""
_CHUNK = 65536
_MARKS = "\0\\:"
"""What ends a name, separates folders or names a drive on one system or another."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was taken out of an archive.

    Attributes:
        names: relative paths of the files, sorted.
        left: how many files with a wanted name were left for what they do not mention.
    """

    names: tuple[str, ...]
    left: int


def is_safe_name(name: str) -> bool:
    """Say whether a name in an archive stays within the folder, on every system."""
    parts = PurePosixPath(name).parts
    return not (
        not parts or ".." in parts or name.startswith("/") or any(mark in name for mark in _MARKS)
    )


def unpack(
    archive: Path, folder: Path, *, wanted: Sequence[str], mentions: Sequence[str], largest: int
) -> Unpacked:
    """Unpack the wanted files of a zip archive.

    Args:
        archive: the archive.
        folder: where the files go; it is made.
        wanted: ends of their names.
        mentions: of these, only files with one of these words, in any case; all if none.
        largest: bytes that all of them may have together.

    Returns:
        What was unpacked.

    Raises:
        FetchError: it is no sound archive, names a path out of the folder, holds a link or an
            encrypted file, is too large, or has no wanted file. The whole archive is refused.
    """
    words = [word.encode().lower() for word in mentions]
    names, left = [], 0
    try:
        with zipfile.ZipFile(archive) as opened:
            room = largest
            for member in _members(opened, archive.name, tuple(wanted)):
                content = _content(opened, member, archive.name, room)
                room -= len(content)
                if words and not any(word in content.lower() for word in words):
                    left += 1
                    continue
                target = folder / member.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                names.append(member.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise _refused(archive.name, f"is no sound zip archive ({error})") from None
    except OSError as error:
        reason = error.strerror or error
        raise FetchError(f"{folder} cannot be written: {reason}") from None
    if not names:
        raise _refused(archive.name, f"holds no file *{' or *'.join(wanted)} that is looked for")
    return Unpacked(tuple(sorted(names)), left)


def _members(
    opened: zipfile.ZipFile, archive: str, wanted: tuple[str, ...]
) -> Iterator[zipfile.ZipInfo]:
    """Yield the wanted files, once every name in the archive was looked at.

    Raises:
        FetchError: a name or kind of file is not allowed.
    """
    members = opened.infolist()
    if len(members) > _MOST:
        raise _refused(archive, f"holds more than {_MOST} files")
    seen: set[str] = set()
    for member in members:
        # zipfile cuts a name at its first NUL, so that the name as it stands is looked at, too.
        if not is_safe_name(member.filename) or not is_safe_name(member.orig_filename):
            raise _refused(archive, f"names the path {member.filename[:80]!r}")
        if stat.S_IFMT(member.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise _refused(archive, f"holds a link or device, {member.filename[:80]!r}")
        if member.filename.casefold() in seen:
            raise _refused(archive, f"holds {member.filename[:80]!r} twice")
        seen.add(member.filename.casefold())
    yield from (m for m in members if not m.is_dir() and m.filename.endswith(wanted))


def _content(opened: zipfile.ZipFile, member: zipfile.ZipInfo, archive: str, room: int) -> bytes:
    """Read a file; what its entry says of its size is not believed.

    Raises:
        FetchError: it is encrypted, packed in a rare way, or grows too large.
    """
    if member.flag_bits & 1 or member.compress_type not in _METHODS:
        raise _refused(archive, f"holds {member.filename[:80]!r} encrypted or packed oddly")
    most = min(room, max(_SMALL, member.compress_size * _RATIO))
    content = bytearray()
    with opened.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            if len(content) > most:
                raise _refused(archive, f"grows too large at {member.filename[:80]!r}")
    return bytes(content)


def _refused(archive: str, what: str) -> FetchError:
    return FetchError(
        f"{archive} {what}: it is not unpacked; try again later, or get it with a browser"
    )
