"""The graph as a file."""

import os
import tempfile
from pathlib import Path

import pyoxigraph as ox

from her2kg.errors import ExportError

__all__ = ["nquads", "write_file"]


def nquads(store: ox.Store) -> bytes:
    """Write a store as canonical N-Quads: one quad a line, sorted by bytes.

    The graph has no blank nodes, so sorting is all that canonical form needs.
    """
    dumped = store.dump(format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(dumped.splitlines(keepends=True)))


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        ExportError: the folder is missing, is not writable, or the disk is full.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder: name a file in it")
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from None
