"""Material of one's own: copied into the data folder, and taken out again."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from her2kg.build import build
from her2kg.errors import InputError
from her2kg.gather import Tick, silent
from her2kg.home import Home
from her2kg.inputs import Inputs
from her2kg.loaders.base import Material
from her2kg.material import mapping_beside, mapping_of, read_materials
from her2kg.report import Report

__all__ = ["add", "new_files", "remove"]

_HASH_SHOWN = 16


def new_files(
    home: Home, files: Sequence[Path], mapping: Path | None = None
) -> dict[Path, list[Material]]:
    """Open files that are to be added, without those that the graph is built from already.

    Args:
        home: the data folder.
        files: the files.
        mapping: what the columns of the one table among them mean; by default the file of that
            name beside it.

    Returns:
        What each new file holds.

    Raises:
        InputError: a file cannot be read, or there is one mapping for several files.
    """
    if mapping and len(files) > 1:
        raise InputError(f"{mapping} tells the columns of one table: add the tables one by one")
    seen = {m.sha256 for path in home.inputs().all for m in _held(path)}
    new: dict[Path, list[Material]] = {}
    for path in files:
        materials = read_materials(path, mapping or mapping_beside(path))
        if not {material.sha256 for material in materials} <= seen:
            new[path] = materials
            seen |= {material.sha256 for material in materials}
    return new


def _held(path: Path) -> list[Material]:
    """Open a file of the last build; one that is gone holds nothing."""
    return read_materials(path, mapping_beside(path)) if path.is_file() else []


def add(
    home: Home,
    files: Mapping[Path, Sequence[Material]],
    tick: Tick = silent,
    processes: int = 1,
) -> Report:
    """Copy files into the data folder and build the graph with them.

    A copy stays when the file itself is moved or deleted, so that a rebuild keeps what was added.

    Args:
        home: the data folder.
        files: files that are not part of the graph yet with what they hold, as ``new_files``
            finds them.
        tick: told of the progress.
        processes: how many may read texts side by side; the result is the same.

    Returns:
        The report of the build.

    Raises:
        BuildError: the graph cannot be built with them; the graph of before is kept.
        InputError: a file cannot be read, or is of no known kind.
    """
    inputs = home.inputs()
    copies = [_copy(home, path, materials[0]) for path, materials in files.items()]
    try:
        wanted = replace(inputs, added=(*inputs.added, *copies))
        return build(home, wanted, tick=tick, processes=processes)
    except BaseException:
        for copy in copies:
            shutil.rmtree(copy.parent)
        raise


def _copy(home: Home, path: Path, first: Material) -> Path:
    folder = home.added / first.sha256[:_HASH_SHOWN]
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / path.name
    shutil.copyfile(path, copy)
    if first.mapping:
        mapping_of(copy).write_bytes(first.mapping.encode())
    return copy


def remove(home: Home, names: Sequence[str], tick: Tick = silent, processes: int = 1) -> Report:
    """Build the graph without some of its files.

    Args:
        home: the data folder.
        names: of each file, its name or its path.
        tick: told of the progress.
        processes: how many may read texts side by side; the result is the same.

    Returns:
        The report of the build.

    Raises:
        BuildError: the graph cannot be built without them; the graph of before is kept.
        InputError: no file, or more than one, has such a name.
    """
    inputs = home.inputs()
    gone = {_named(inputs, name) for name in names}
    left = replace(
        inputs,
        files=tuple(path for path in inputs.files if path not in gone),
        added=tuple(path for path in inputs.added if path not in gone),
    )
    report = build(home, left, tick=tick, processes=processes)
    for path in gone.intersection(inputs.added):
        shutil.rmtree(path.parent, ignore_errors=True)
    return report


def _named(inputs: Inputs, name: str) -> Path:
    """Find the one file that a name means.

    Raises:
        InputError: there is none, or more than one.
    """
    found = [path for path in inputs.all if path == Path(name).resolve()]
    found = found or [path for path in inputs.all if path.name == Path(name).name]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{name} fits {', '.join(map(str, found))}: write the whole path")
    known = ", ".join(path.name for path in inputs.all) or "nothing was added yet"
    raise InputError(f"{name} is no file of the graph; there are: {known}")
