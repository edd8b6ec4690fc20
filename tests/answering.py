"""A server on this machine that answers from a thread of its own, and tells nothing."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["HERE", "QuietHandler", "QuietServer", "respond", "running"]

HERE = "127.0.0.1"


class QuietHandler(BaseHTTPRequestHandler):
    """Keeps connections open, and tells of no request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    """Tells of no client that hangs up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def running(server: QuietServer, over: threading.Event) -> Iterator[None]:
    """Run a server while the block lasts.

    Args:
        server: the server; it is closed in the end.
        over: set in the end, for answers that wait.
    """
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def respond(
    asked: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], body: bytes
) -> None:
    """Answer a request."""
    asked.send_response(status)
    for name, value in headers.items():
        asked.send_header(name, value)
    asked.end_headers()
    asked.wfile.write(body)
