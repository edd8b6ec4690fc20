"""Fixtures of the application: a running server."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from her2kg.home import Home
from tests.her2kg.serving import Server
from tests.shared import ROOT

__all__ = ["server"]


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
