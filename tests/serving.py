"""A running server and what it answers over HTTP."""

import contextlib
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

from her2kg.home import Home
from tests.shared import ROOT

__all__ = ["Got", "Server", "serving"]


@dataclass(frozen=True)
class Got:
    """An answer over HTTP."""

    status: int
    kind: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Server:
    """A running server."""

    address: str

    def ask(
        self,
        path: str,
        data: bytes | None = None,
        method: str | None = None,
        **headers: str,
    ) -> Got:
        """Send one request; header names are written with ``_`` for ``-``."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, data, sent, method=method)  # noqa: S310
        with contextlib.closing(self._open(request)) as reply:
            kind = str(reply.headers.get("content-type", ""))
            return Got(int(reply.status or 0), kind, reply.read(), dict(reply.headers))

    @staticmethod
    def _open(request: urllib.request.Request) -> "urllib.error.HTTPError":
        try:
            opened: urllib.error.HTTPError = urllib.request.urlopen(request, timeout=60)  # noqa: S310
        except urllib.error.HTTPError as error:
            return error
        return opened

    def sparql(self, query: str, accept: str = "*/*") -> Got:
        """Ask the endpoint with GET."""
        return self.ask("/sparql?" + urllib.parse.urlencode({"query": query}), Accept=accept)


@contextlib.contextmanager
def serving(home: Home) -> Iterator[Server]:
    """Run ``her2kg serve`` on a free port, and check that it ends well."""
    environment = {**os.environ, "HER2KG_HOME": str(home.root), "PYTHONPATH": str(ROOT)}
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
