"""Tests of servers that have to show that they are themselves."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from her2kg.errors import FetchError
from her2kg.fetching.download import Downloader
from her2kg.fetching.guard import GuardedBackend, GuardedTransport
from tests.her2kg.fetching.publisher import HERE, Waits

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(not OPENSSL, reason="openssl makes the certificate")


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the base
        """Say nothing."""


class _Server(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that do not trust it."""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate of made-up.invalid, with its key."""
    path = tmp_path / "certificate.pem"
    name = ["-subj", "/CN=made-up.invalid", "-addext", "subjectAltName=DNS:made-up.invalid"]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    places = ["-keyout", str(path), "-out", str(tmp_path / "only.pem")]
    made = [str(OPENSSL), "req", *kind, "-days", "2", *name, *places]
    subprocess.run(made, check=True, capture_output=True)
    path.write_text(path.read_text() + (tmp_path / "only.pem").read_text())
    return path


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    """Run a server with it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = _Server((HERE, 0), _Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def _fetch(host: str, port: int, waits: Waits, path: Path) -> None:
    backend = GuardedBackend(allowed=[HERE], resolve=lambda _host, _port: [HERE])
    with Downloader(GuardedTransport(backend), sleep=waits.sleep) as downloader:
        downloader.fetch(f"https://{host}:{port}/", path, largest=1_000_000)


def test_a_server_without_a_trusted_certificate_is_refused_at_once(
    port: int, waits: Waits, tmp_path: Path
) -> None:
    """Another try would not change it."""
    with pytest.raises(FetchError, match="no certificate that is trusted here"):
        _fetch("made-up.invalid", port, waits, tmp_path / "f")
    assert waits.slept == []


def test_a_certificate_is_checked_against_the_name_and_not_the_address(
    port: int, certificate: Path, waits: Waits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to an address, and the name must be that of the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("only.pem")))
    _fetch("made-up.invalid", port, waits, tmp_path / "f")
    assert (tmp_path / "f").stat().st_size
    with pytest.raises(FetchError, match="no certificate that is trusted here"):
        _fetch("another.invalid", port, waits, tmp_path / "g")
