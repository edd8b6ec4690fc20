"""What is made once in a run of the tests, by the worker that needs it first."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest

__all__ = ["made_once"]


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that all workers read and none changes.

    Args:
        factory: where the temporary folders of the run lie.
        name: name of the folder.
        make: fills the folder; others wait until it is done.

    Source: https://pytest-xdist.readthedocs.io/en/stable/how-to.html
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.done"
    with filelock.FileLock(shared / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder
