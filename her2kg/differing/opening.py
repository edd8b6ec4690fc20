"""What a person can name to be compared: builds that are kept, files, and exports as N-Quads."""

from pathlib import Path

import pyoxigraph as ox

from her2kg.differing.side import Side
from her2kg.differing.source_files import file_sides, names
from her2kg.errors import InputError
from her2kg.gather import Tick, silent
from her2kg.home import Home
from her2kg.queries.store import open_store
from her2kg.report import read_report

__all__ = ["open_sides"]

_PLACES = {"current": 0, "previous": 1}
_EXPORT = ".nq"


def open_sides(old: str, new: str, home: Home, tick: Tick = silent) -> tuple[Side, Side]:
    """Open the two graphs that a person names.

    Args:
        old: ``previous``, ``current``, the beginning of a build's id, or a file: one of any
            source, or a whole graph as N-Quads (``.nq``).
        new: the same.
        home: the data folder with the builds.
        tick: told of the progress.

    Returns:
        Both graphs. That of a file holds the embedded material too, as a build would.

    Raises:
        InputError: a build or file is not there or cannot be read, or the two cannot be compared.
    """
    files = [_is_source(word, home) for word in (old, new)]
    if all(files):
        return file_sides(Path(old), Path(new), tick)
    if any(files):
        raise InputError(
            f"{old} and {new} cannot be compared: give two builds, or two files of one source"
        )
    return _whole(old, home), _whole(new, home)


def _is_source(word: str, home: Home) -> bool:
    """Say whether a word names a file that a loader reads."""
    if not word or word in _PLACES or word.endswith(_EXPORT):
        return False
    path = Path(word)
    named_like_one = bool(path.suffix) or len(path.parts) > 1
    return path.exists() or (named_like_one and not _matching(word, home))


def _whole(word: str, home: Home) -> Side:
    if word.endswith(_EXPORT):
        return _export(Path(word))
    folder = home.builds / _build(word, home)
    try:
        unlinked = names(read_report(folder / "report.json").unlinked)
    except (OSError, ValueError, KeyError, TypeError):
        unlinked = None  # a report of another version; the graph itself can be compared
    return Side(f"build {folder.name}", open_store(folder / "store"), unlinked)


def _build(word: str, home: Home) -> str:
    """Return the id of the build that a word names.

    Raises:
        InputError: no build that is kept, or more than one, has such an id.
    """
    kept = _kept(home)
    place = _PLACES.get(word)
    matching = _matching(word, home) if place is None else kept[place : place + 1]
    if len(matching) == 1:
        return matching[0]
    listed = f"kept, newest first: {', '.join(kept)}" if kept else "run `her2kg build` first"
    if place is not None:
        raise InputError(f"there is no {word} build; {listed}")
    what = "fits several builds" if matching else "is neither a file nor a build that is kept"
    raise InputError(f"{word} {what}; {listed}")


def _matching(word: str, home: Home) -> list[str]:
    return [build for build in _kept(home) if word and build.startswith(word)]


def _kept(home: Home) -> list[str]:
    """Return the ids of the builds that are there, the current one first."""
    return [build for build in home.kept() if (home.builds / build / "manifest.json").is_file()]


def _export(path: Path) -> Side:
    """Read a whole graph from a file of N-Quads.

    Raises:
        InputError: it is missing, is no N-Quads, or is not of the form that her2kg writes.
    """
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise InputError(f"{path} is not N-Quads: {error}") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from None
    if not len(store) or any(map(_is_foreign, store)):
        raise InputError(f"{path} is no graph of her2kg: give a file of `her2kg export nquads`")
    return Side(path.name, store)


def _is_foreign(quad: ox.Quad) -> bool:
    """Say whether a quad lies in no named graph or has a blank node; graphs of ours have none."""
    terms = (quad.subject, quad.object, quad.graph_name)
    return any(isinstance(term, ox.BlankNode | ox.DefaultGraph) for term in terms)
