"""Fixtures that several parts share."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, settings

from her2kg.build import build
from her2kg.home import Home
from her2kg.inputs import Inputs
from her2kg.queries.store import open_store
from tests.browser import browser
from tests.serving import Server
from tests.shared import ROOT

__all__ = ["browser", "built_home", "graph_store", "server"]

# How fast a machine is that also does other work says nothing about the behaviour tested.
settings.register_profile("her2kg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("her2kg")


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with the graph of the embedded material, built once."""
    home = Home(tmp_path_factory.mktemp("home"))
    build(home, Inputs())
    return home


@pytest.fixture(scope="session")
def graph_store(built_home: Home) -> ox.Store:
    """The store of the embedded material, as users open it."""
    return open_store(built_home.current() / "store")


@pytest.fixture(scope="session")
def server(built_home: Home) -> Iterator[Server]:
    """``her2kg serve`` on a free port."""
    environment = {**os.environ, "HER2KG_HOME": str(built_home.root), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "her2kg", "serve", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        yield Server(line.split()[4])
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        process.stdout.close()
