"""The data folder: the list of inputs and the builds, of which one is current."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from her2kg.errors import NoGraph
from her2kg.inputs import Inputs, read_inputs, write_inputs
from her2kg.whole_files import replace_text

__all__ = ["Home", "default_home"]

_KEPT = 2


def default_home() -> "Home":
    """Return the data folder: ``HER2KG_HOME`` if set, else the user's data folder."""
    chosen = os.environ.get("HER2KG_HOME")
    if chosen:
        return Home(Path(chosen).expanduser())
    from platformdirs import user_data_path  # noqa: PLC0415  # costs time at every cold start

    return Home(user_data_path("her2kg"))


@dataclass(frozen=True, slots=True)
class Home:
    """A data folder.

    Attributes:
        root: the folder; it is made when something is first written to it.
    """

    root: Path

    @property
    def builds(self) -> Path:
        """The folder of the builds."""
        return self.root / "builds"

    @property
    def lock(self) -> Path:
        """The file that only one build at a time may hold."""
        return self.root / "build.lock"

    def current(self) -> Path:
        """Return the folder of the build in use.

        Raises:
            NoGraph: nothing was built yet, or the folder is gone.
        """
        for name in self.kept()[:1]:
            folder = self.builds / name
            if (folder / "manifest.json").is_file():
                return folder
        raise NoGraph(f"there is no graph in {self.root} yet: run `her2kg build` first")

    @property
    def added(self) -> Path:
        """The folder with copies of what was added."""
        return self.root / "added"

    def inputs(self) -> Inputs:
        """Return what the last build read besides the embedded material."""
        return read_inputs(self.root / "inputs.json")

    def remember(self, inputs: Inputs) -> None:
        """Keep the list of inputs for the next build."""
        write_inputs(self.root / "inputs.json", inputs)

    def publish(self, finished: Path, name: str) -> Path:
        """Move a finished build into its place and make it the current one.

        The builds before the last one are removed. Where the same graph is there already, its
        store stays, for it may be open, and what is told of the build is replaced.
        """
        folder = self.builds / name
        if folder.exists():
            for told in (file for file in finished.iterdir() if file.is_file()):
                told.replace(folder / told.name)
            shutil.rmtree(finished)
        else:
            finished.rename(folder)
        kept = [name, *(old for old in self.kept() if old != name)][:_KEPT]
        replace_text(self.root / "current", "".join(f"{build}\n" for build in kept))
        for old in self.builds.iterdir():
            if old.name not in kept:
                shutil.rmtree(old, ignore_errors=True)
        return folder

    def sweep(self) -> None:
        """Remove what builds that did not finish left behind."""
        for leftover in self.builds.glob("unfinished-*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def kept(self) -> list[str]:
        """Return the names of the builds that are kept, the current one first."""
        try:
            return (self.root / "current").read_text(encoding="utf-8").split()
        except FileNotFoundError:
            return []
