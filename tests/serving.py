"""A running server and what it answers over HTTP."""

import contextlib
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

__all__ = ["Got", "Server"]


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
