"""The build: inputs in, a finished store swapped in, the graph of before kept until then."""

import json
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import filelock
import pyoxigraph as ox

from her2kg.assemble import assemble
from her2kg.collecting import fewer_collections
from her2kg.differing.losses import losses
from her2kg.errors import BuildError, NoGraph
from her2kg.explorer import ATLAS
from her2kg.export import nquads
from her2kg.gather import Gathered, LoadedInput, Tick, gather, silent
from her2kg.home import Home
from her2kg.inputs import Inputs
from her2kg.loaders.base import Material
from her2kg.material import mapping_beside, read_materials
from her2kg.queries.store import open_store
from her2kg.report import InputReport, Report, build_id, counts, read_report
from her2kg.viz.atlas import Atlas, save_atlas
from her2kg.viz.reading import read_atlas

__all__ = ["build", "make_graph"]


def make_graph(
    materials: Sequence[Material] = (),
    *,
    everything: bool = False,
    tick: Tick = silent,
    processes: int = 1,
) -> tuple[ox.Store, Report]:
    """Build the graph in memory from the embedded material and some more.

    Args:
        materials: what to read besides the embedded material, in any order.
        everything: also take what does not concern HER2.
        tick: told of the progress.
        processes: how many may read texts side by side; the result is the same.

    Returns:
        The store with all named graphs, and the report.

    Raises:
        BuildError: a record breaks a shape or check.
        InputError: a material is of no known kind, or has not one sound row.
    """
    with fewer_collections():
        gathered = gather(materials, everything=everything, tick=tick, processes=processes)
        store = assemble(gathered, tick)
    return store, _report(gathered, store, everything=everything)


def build(
    home: Home,
    inputs: Inputs,
    *,
    accept_losses: bool = False,
    tick: Tick = silent,
    processes: int = 1,
) -> Report:
    """Build the graph, write its store beside the one in use and swap it in.

    Args:
        home: the data folder.
        inputs: what to read besides the embedded material; kept for the next build.
        accept_losses: build even when an input yields fewer claims than it did before.
        tick: told of the progress.
        processes: how many may read texts side by side; the result is the same.

    Returns:
        The report.

    Raises:
        BuildError: another build is running, the disk is full, a record breaks a shape, or
            claims are lost unexpectedly.
        InputError: a file cannot be read, is of no known kind, or has not one sound row.
    """
    materials = [m for file in inputs.all for m in read_materials(file, mapping_beside(file))]
    try:
        home.builds.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(home.lock, blocking=False):
            home.sweep()
            store, report = make_graph(
                materials, everything=inputs.everything, tick=tick, processes=processes
            )
            if not accept_losses:
                _stop_at_losses(home, store, report)
            tick("Drawing the map", 0, 1)
            atlas = read_atlas(store)
            tick("Drawing the map", 1, 1)
            tick("Writing the store", 0, 1)
            _publish(home, store, atlas, report)
            home.remember(inputs)
            tick("Writing the store", 1, 1)
    except filelock.Timeout:
        raise BuildError(
            f"another build is running in {home.root}: wait until it is done"
        ) from None
    except OSError as error:
        reason = error.strerror or error
        raise BuildError(
            f"the graph cannot be written to {home.root}: {reason}; the graph of before is kept"
        ) from None
    return report


def _stop_at_losses(home: Home, store: ox.Store, report: Report) -> None:
    """Compare with the graph in use.

    Raises:
        BuildError: an input that is still there yields fewer claims without a reason.
    """
    try:
        folder = home.current()
        before = read_report(folder / "report.json")
    except (NoGraph, OSError, ValueError, KeyError, TypeError):
        return  # nothing was built yet, or by a version whose report says other things
    if before.everything and not report.everything:
        return
    found = losses(open_store(folder / "store"), before.inputs, store, report.inputs)
    if found:
        lines = ["claims would be lost; the graph of before is kept:", *map(str, found)]
        lines.append("see why, or build with --accept-losses if that is right")
        raise BuildError("\n".join(lines))


def _publish(home: Home, store: ox.Store, atlas: Atlas, report: Report) -> None:
    content = nquads(store)
    with tempfile.TemporaryDirectory(dir=home.builds, prefix="unfinished-") as folder:
        target = Path(folder) / "build"
        target.mkdir()
        on_disk = ox.Store(str(target / "store"))
        on_disk.bulk_load(content, format=ox.RdfFormat.N_QUADS)
        on_disk.optimize()
        on_disk.flush()
        del on_disk
        save_atlas(atlas, target / ATLAS)
        report.write(target / "report.json")
        name = build_id(content)
        manifest = {"build": name, "her2kg": version("her2kg"), "quads": len(store)}
        (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
        home.publish(target, name)


def _report(gathered: Gathered, store: ox.Store, *, everything: bool) -> Report:
    inputs = [_input_report(loaded) for loaded in gathered.inputs]
    return Report(inputs, len(store), counts(store), gathered.unlinked, everything=everything)


def _input_report(loaded: LoadedInput) -> InputReport:
    return InputReport(
        loaded.name,
        loaded.load.loader,
        loaded.load.sha256,
        loaded.read,
        loaded.taken,
        len(loaded.entities),
        len(loaded.items),
        len(set(loaded.claims)),
        loaded.out_of_scope,
        sorted(loaded.rejected),
        loaded.names,
    )
