"""One address to one file: with resuming, limits of size and time, and bounded retries."""

import hashlib
import random
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import httpcore
import httpx

from her2kg.errors import FetchError, NotThereError
from her2kg.fetching.guard import onward, require_http
from her2kg.fetching.part import Part, strong_validator
from her2kg.fetching.retry import PASSING, TransientError, back_off, retry_after

__all__ = ["Downloader", "Known", "Patience", "Received", "Tick", "quiet"]

Tick = Callable[[int, int], None]
"""Told how many bytes have come, and of how many; 0 when that is not known."""

_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DECODED = frozenset({"identity", "gzip", "deflate"})
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_TROUBLE = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpx.DecodingError,
)


def quiet(_done: int, _of: int) -> None:
    """Take progress and say nothing."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download may take to get on.

    Attributes:
        connect: seconds to connect.
        read: seconds without a byte.
        window: seconds in which at least `least` bytes must come.
        least: bytes that must come in that time.
        tries: how often a file is tried.
        longest: seconds that a server may ask to wait.
    """

    connect: float = 15.0
    read: float = 60.0
    window: float = 120.0
    least: int = 10_000
    tries: int = 5
    longest: float = 180.0


@dataclass(frozen=True, slots=True)
class Known:
    """What a server said of the copy that is there already, for a conditional request.

    Attributes:
        etag: its ETag, or nothing.
        last_modified: its Last-Modified, or nothing.
    """

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for the file only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Received:
    """A file that has come whole.

    Attributes:
        url: where it came from in the end, behind redirects.
        size: bytes.
        sha256: hash of the bytes, hexadecimal.
        known: what the server said of this copy.
    """

    url: str
    size: int
    sha256: str
    known: Known


class Downloader:
    """Downloads files one at a time.

    Args:
        transport: carries the requests.
        patience: how long it waits for what.
        sleep: waits some seconds.
        clock: seconds since any moment.
        chance: a number from 0 to 1, another each time.
    """

    def __init__(
        self,
        transport: httpx.BaseTransport,
        *,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._patience = patience or Patience()
        self._sleep, self._clock, self._chance = sleep, clock, chance
        self._asked: dict[str, float] = {}
        self._transport = transport
        self._headers = {
            "User-Agent": f"her2kg/{version('her2kg')}",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._transport.close()

    def fetch(
        self,
        url: str,
        path: Path,
        *,
        largest: int,
        pause: float = 0.0,
        known: Known | None = None,
        tick: Tick = quiet,
    ) -> Received | None:
        """Download a file, continuing one that came in part.

        Args:
            url: where it lies.
            path: where its bytes go; what came stays there when it breaks off.
            largest: bytes that it may have, decoded.
            pause: seconds between two requests to one host.
            known: what the server said of an older copy.
            tick: told of the progress.

        Returns:
            What came, or none when the older copy is still the newest.

        Raises:
            FetchError: it did not come.
        """
        tried = 0
        while True:
            try:
                return self._attempt(
                    url,
                    Part(path),
                    largest=largest,
                    pause=pause,
                    known=known or Known(),
                    tick=tick,
                )
            except TransientError as trouble:
                tried += 1
                self._wait(httpx.URL(url).host, trouble, tried)
            except OSError as error:
                reason = error.strerror or error
                raise FetchError(f"{path} cannot be written: {reason}") from None

    def _wait(self, host: str, trouble: TransientError, tried: int) -> None:
        """Wait before the next try.

        Raises:
            FetchError: there was the last one, or the server asks for a long time.
        """
        asked = trouble.wait or 0.0
        if asked > self._patience.longest:
            raise FetchError(
                f"{host} asks to wait {asked:.0f} seconds ({trouble}): try again after that"
            )
        if tried >= self._patience.tries:
            raise FetchError(f"{host}: {trouble}, {tried} times in a row: try again later")
        self._sleep(max(asked, back_off(tried, self._chance())))

    def _attempt(
        self, url: str, part: Part, *, largest: int, pause: float, known: Known, tick: Tick
    ) -> Received | None:
        offset, validator = part.resumable(url)
        if offset:
            headers = {"Range": f"bytes={offset}-", "If-Range": validator}
        else:
            headers = known.headers()
        try:
            with self._answer(httpx.URL(url), headers, pause) as response:
                if response.status_code == httpx.codes.NOT_MODIFIED and not offset and headers:
                    return None
                offset = _start(response, offset, part)
                if not offset:
                    part.begin(url, strong_validator(response.headers))
                try:
                    size = self._body(response, part, offset, largest, tick)
                except FetchError:
                    part.discard()
                    raise
        except _TROUBLE as error:
            if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in error.args):
                raise FetchError(
                    f"{httpx.URL(url).host} has no certificate that is trusted here: nothing is "
                    "fetched from there"
                ) from None
            raise TransientError(_reason(error)) from None
        part.finished()
        said = Known(response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
        return Received(str(response.url), size, _sha256(part.path), said)

    @contextmanager
    def _answer(
        self, url: httpx.URL, headers: dict[str, str], pause: float
    ) -> Iterator[httpx.Response]:
        """Ask, and follow redirects.

        Raises:
            FetchError: they lead where they may not, or do not end.
        """
        require_http(url)
        for _ in range(_HOPS + 1):
            self._pace(url.host, pause)
            response = self._transport.handle_request(self._request(url, headers))
            try:
                location = response.headers.get("Location")
                if response.status_code not in _REDIRECTS or location is None:
                    yield response
                    return
                url = onward(url, location)
            finally:
                response.close()
        raise FetchError(f"{url.host} redirects more than {_HOPS} times: try again later")

    def _request(self, url: httpx.URL, headers: dict[str, str]) -> httpx.Request:
        timeout = httpx.Timeout(self._patience.read, connect=self._patience.connect)
        extensions = {"timeout": timeout.as_dict()}
        return httpx.Request("GET", url, headers=self._headers | headers, extensions=extensions)

    def _pace(self, host: str, pause: float) -> None:
        """Wait until the host may be asked again."""
        since = self._clock() - self._asked.get(host, -pause)
        if host in self._asked and since < pause:
            self._sleep(pause - since)
        self._asked[host] = self._clock()

    def _body(
        self, response: httpx.Response, part: Part, offset: int, largest: int, tick: Tick
    ) -> int:
        """Write the body behind what is there; return the size of the whole.

        Raises:
            FetchError: it is too large.
            TransientError: it comes too slowly, or ends too early.
        """
        announced = _announced(response, offset)
        _refuse_large(response.url.host, announced, largest)
        size, begun, before = offset, self._clock(), offset
        tick(size, announced)
        with part.path.open("ab") as file:
            for chunk in response.iter_bytes():
                size += len(chunk)
                _refuse_large(response.url.host, size, largest)
                file.write(chunk)
                tick(size, announced)
                if self._clock() - begun > self._patience.window:
                    if size - before < self._patience.least:
                        raise TransientError("it sends too slowly")
                    begun, before = self._clock(), size
        if announced and size != announced:
            raise TransientError(f"{size} bytes came of {announced}")
        return size


def _start(response: httpx.Response, offset: int, part: Part) -> int:
    """Return behind how many bytes the body belongs.

    Raises:
        FetchError: the answer is a refusal.
        TransientError: the answer may be another on the next try.
    """
    status = response.status_code
    if status == httpx.codes.OK:
        return 0
    if status == httpx.codes.PARTIAL_CONTENT and offset:
        given = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if given and int(given[1]) == offset:
            return offset
    if status in {httpx.codes.PARTIAL_CONTENT, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE}:
        part.discard()
        raise TransientError("the rest does not fit what had come")
    reason = f"it answers {status} {response.reason_phrase}".rstrip()
    if status in PASSING:
        wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        raise TransientError(reason, wait)
    kind = NotThereError if status == httpx.codes.NOT_FOUND else FetchError
    raise kind(
        f"{response.url.host}: {reason} for {response.url.path}: it may have moved; "
        "look for it on the source's homepage"
    )


def _announced(response: httpx.Response, offset: int) -> int:
    """Return the size that the whole will have, or 0 when that is not known.

    Raises:
        FetchError: the body is compressed in a way that was not asked for.
    """
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding not in _DECODED:
        raise FetchError(
            f"{response.url.host} sends the file compressed as {encoding[:20]}, which was not "
            "asked for: get it with a browser"
        )
    length = response.headers.get("Content-Length", "")
    return offset + int(length) if encoding == "identity" and length.isdigit() else 0


def _refuse_large(host: str, size: int, largest: int) -> None:
    if size > largest:
        raise FetchError(
            f"{host} sends more than {largest // 1_000_000} MB, which is more than this file can "
            "have: nothing is kept"
        )


def _reason(error: Exception) -> str:
    if isinstance(error, httpcore.ConnectTimeout):
        return "it does not answer"
    if isinstance(error, httpcore.TimeoutException):
        return "it stopped sending"
    return f"the connection failed ({' '.join(str(error).split()) or type(error).__name__})"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
