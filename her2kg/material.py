"""Files of a user as material for the loaders."""

import hashlib
from pathlib import Path

from her2kg.errors import InputError
from her2kg.loaders.base import Material

__all__ = ["read_material"]

_LARGEST = 512 * 1024 * 1024


def read_material(path: Path) -> Material:
    """Read a file as text.

    Args:
        path: a file in UTF-8, with or without a byte order mark, at most 512 MiB.

    Returns:
        Its text with the hash of its bytes.

    Raises:
        InputError: it is missing, a folder, unreadable, too large, empty or not UTF-8 text.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder: name the files in it")
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= _LARGEST else b""
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: check the name") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    if size > _LARGEST:
        raise InputError(f"{path} is larger than 512 MiB: split it")
    if b"\0" in content:
        raise InputError(f"{path} is a binary file: give text, Markdown or a table (TSV)")
    return _decode(path, content)


def _decode(path: Path, content: bytes) -> Material:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path} is not UTF-8 text (line {line}): save it as UTF-8 and try again"
        ) from None
    if not text.strip():
        raise InputError(f"{path} is empty: there is nothing to load")
    return Material(path.name, text, hashlib.sha256(content).hexdigest())
