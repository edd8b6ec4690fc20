"""Which files a graph is built from: those named for a build, and those added to it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from her2kg.errors import InputError
from her2kg.whole_files import replace_text

__all__ = ["Inputs", "read_inputs", "wanted", "write_inputs"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is read besides the embedded material.

    Attributes:
        files: files that ``build`` was given; the next ``build FILE…`` replaces them.
        added: copies of files that were added; they stay until they are removed.
        everything: whether what does not concern HER2 is taken too.
    """

    files: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    everything: bool = False

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file, those of the build first."""
        return (*self.files, *self.added)


def wanted(last: Inputs, files: Sequence[Path], *, everything: bool, embedded_only: bool) -> Inputs:
    """Say what a build reads.

    Args:
        last: the inputs of the last build.
        files: those named now; none for those of the last build.
        everything: whether ``--all`` is given; it holds for later builds of the same files.
        embedded_only: whether the files of the last build are to be forgotten.

    Raises:
        InputError: files were added, which no build forgets.
    """
    if embedded_only and last.added:
        names = " ".join(path.name for path in last.added)
        raise InputError(f"files were added: run `her2kg remove {names}` first")
    if embedded_only or files:
        return Inputs(tuple(files), last.added, everything)
    return Inputs(last.files, last.added, everything or last.everything)


def read_inputs(listed: Path) -> Inputs:
    """Read a list of inputs; where there is none yet, nothing is listed."""
    try:
        data = json.loads(listed.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Inputs()
    return Inputs(
        tuple(map(Path, data["files"])),
        tuple(listed.parent / name for name in data.get("added", ())),
        data.get("everything", False),
    )


def write_inputs(listed: Path, inputs: Inputs) -> None:
    """Write a list of inputs; copies are named from the folder of the list."""
    data = {
        "files": [str(file.resolve()) for file in inputs.files],
        "added": [file.relative_to(listed.parent).as_posix() for file in inputs.added],
        "everything": inputs.everything,
    }
    replace_text(listed, json.dumps(data, indent=2) + "\n")
