"""A publisher's server on this machine that answers as it is told, badly or well."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from her2kg.fetching.download import Downloader, Patience
from her2kg.fetching.guard import GuardedBackend, GuardedTransport
from tests.answering import HERE, QuietHandler, QuietServer, respond, running

__all__ = [
    "HERE",
    "Answer",
    "Publisher",
    "Waits",
    "breaks_off",
    "drips",
    "file",
    "publishing",
    "says",
    "stalls",
    "without_length",
]


class _Handler(QuietHandler):
    server: "_Server"

    def do_GET(self) -> None:  # noqa: N802  # its name in the base
        publisher = self.server.publisher
        path = self.path.partition("?")[0]
        publisher.asked.append(Asked(self.path, dict(self.headers.items())))
        answers = publisher.answers.get(path) or [says(404)]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)


Answer = Callable[[_Handler], None]


class _Server(QuietServer):
    publisher: "Publisher"


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]


@dataclass
class Publisher:
    """What it answers at which path, and what it was asked.

    Several answers at a path are given one after another, the last one from then on.
    """

    address: str
    over: threading.Event = field(default_factory=threading.Event)
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def at(self, path: str, *answers: Answer) -> str:
        """Set the answers at a path; return its address."""
        self.answers[path] = list(answers)
        return self.address + path


@contextmanager
def publishing() -> Iterator[Publisher]:
    """Run a server while the block lasts."""
    server = _Server((HERE, 0), _Handler)
    server.publisher = Publisher(f"http://{HERE}:{server.server_address[1]}")
    with running(server, server.publisher.over):
        yield server.publisher


def says(status: int = 200, body: bytes = b"", /, **headers: str) -> Answer:
    """Answer with a status and a body; header names are written with ``_`` for ``-``."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(asked: _Handler) -> None:
        respond(asked, status, {"Content-Length": str(len(body)), **sent}, body)

    return answer


def file(body: bytes, etag: str = '"1"', **headers: str) -> Answer:
    """Answer as a good server does: 304 for a known ETag, and the rest for a range."""

    def answer(asked: _Handler) -> None:
        sent: dict[str, str] = {"ETag": etag, **headers}
        if asked.headers.get("If-None-Match") == etag:
            says(304, **sent)(asked)
            return
        wanted = asked.headers.get("Range")
        if wanted and asked.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            place = f"bytes {start}-{len(body) - 1}/{len(body)}"
            says(206, body[start:], Content_Range=place, **sent)(asked)
            return
        says(200, body, **sent)(asked)

    return answer


def breaks_off(body: bytes, after: int, **headers: str) -> Answer:
    """Announce a whole body, send its beginning and hang up."""

    def answer(asked: _Handler) -> None:
        says(200, body[:after], Content_Length=str(len(body)), **headers)(asked)
        asked.close_connection = True

    return answer


def stalls(body: bytes, after: int, **headers: str) -> Answer:
    """Announce a whole body, send its beginning and then nothing."""

    def answer(asked: _Handler) -> None:
        says(200, body[:after], Content_Length=str(len(body)), **headers)(asked)
        asked.wfile.flush()
        asked.server.publisher.over.wait(10)
        asked.close_connection = True

    return answer


def without_length(body: bytes) -> Answer:
    """Send a body without saying how long it is, and hang up at its end."""

    def answer(asked: _Handler) -> None:
        asked.send_response(200)
        asked.send_header("Connection", "close")
        asked.end_headers()
        asked.wfile.write(body)

    return answer


def drips(body: bytes, every: float) -> Answer:
    """Send one byte at a time."""

    def answer(asked: _Handler) -> None:
        says(200, b"", Content_Length=str(len(body)))(asked)
        for at in range(len(body)):
            asked.wfile.write(body[at : at + 1])
            asked.wfile.flush()
            time.sleep(every)

    return answer


@dataclass
class Waits:
    """Takes the place of sleeping: remembers for how long, and moves a clock on."""

    slept: list[float] = field(default_factory=list)
    time: float = 0.0

    def sleep(self, seconds: float) -> None:
        """Take no time."""
        self.slept.append(seconds)
        self.time += seconds

    def clock(self) -> float:
        """Tell the time."""
        return self.time

    def downloader(self, patience: Patience | None = None) -> Downloader:
        """Make a downloader that may reach the server of the tests and never really waits."""
        return Downloader(
            GuardedTransport(GuardedBackend(allowed=[HERE])),
            patience=patience or Patience(connect=5, read=5),
            sleep=self.sleep,
            clock=self.clock,
            chance=lambda: 1.0,
        )
