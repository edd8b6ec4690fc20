"""What an export makes: files, and a report of what they cannot hold."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from her2kg.errors import ExportError
from her2kg.export import write_file

__all__ = ["Loss", "Output", "write_output"]


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a format cannot hold.

    Attributes:
        what: what it is, in words.
        count: how many of them are missing from the files.
    """

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Output:
    """An export before it is written.

    Attributes:
        files: content by name; a single file with an empty name for formats of one file.
        holds: what the files hold, counted, e.g. ``{"nodes": 812}``.
        losses: what they cannot hold; those that count nothing are left out.
    """

    files: Mapping[str, bytes]
    holds: Mapping[str, int]
    losses: tuple[Loss, ...] = ()


def write_output(output: Output, path: Path) -> None:
    """Write an export whole or not at all: a file, or a new folder for several files.

    Raises:
        ExportError: the place cannot be written to, or the folder exists.
    """
    if set(output.files) == {""}:
        write_file(path, output.files[""])
        return
    if path.exists():
        raise ExportError(f"{path} exists: this format makes a folder, name a new one")
    try:
        beside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            for name, content in output.files.items():
                (beside / name).write_bytes(content)
            beside.chmod(0o755)
            beside.rename(path)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from None
