"""Which addresses a download may reach: public ones over HTTP, and no others.

A name is resolved once for each connection, every address that it has is checked, and the
connection goes to the address that was checked: a name that points elsewhere a moment later (DNS
rebinding) gains nothing. Since redirects are followed one by one, each hop passes here.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network

import httpcore
import httpx

from her2kg.errors import FetchError

__all__ = ["GuardedBackend", "GuardedTransport", "is_public", "onward", "resolve"]

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]

_LAST_PORT = 65535
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses that NAT64 translates to the IPv4 address in their last 32 bits (RFC 6052)."""


def is_public(address: Address) -> bool:
    """Say whether an address is one of the public internet.

    An IPv6 address that carries one of IPv4 (mapped, 6to4, NAT64) is as public as that is.
    Registries: https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 sibling.
    """
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host.

    Raises:
        FetchError: it has none.
        httpcore.ConnectError: its name server does not answer for now.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            raise httpcore.ConnectError(f"no name server answers for {host}") from None
        raise FetchError(f"the name {host} is not known: check that there is a network") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def onward(url: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads.

    Raises:
        FetchError: to another scheme than HTTP, or out of HTTPS.
    """
    try:
        target = url.join(location)
    except httpx.InvalidURL:
        raise FetchError(f"{url.host} redirects to no sound address: try again later") from None
    require_http(target)
    if url.scheme == "https" and target.scheme != "https":
        raise FetchError(
            f"{url.host} redirects to {target.host} without encryption, which is not followed: "
            "get the file with a browser"
        )
    return target


def require_http(url: httpx.URL) -> None:
    """Refuse what is no address on the web.

    Raises:
        FetchError: its scheme is neither http nor https, or it names no host or no sound port.
    """
    sound = bool(url.host) and (url.port is None or 0 < url.port <= _LAST_PORT)
    if url.scheme not in {"http", "https"} or not sound:
        raise FetchError(f"{url} is not fetched: only addresses with http and https are")


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses.

    Args:
        allowed: addresses to which it connects besides; tests name their own server here.
        resolve: finds the addresses of a host.
    """

    def __init__(self, allowed: Collection[str] = (), resolve: Resolve = resolve) -> None:
        self._allowed = frozenset(map(ipaddress.ip_address, allowed))
        self._resolve = resolve
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            FetchError: one of its addresses is not public.
            httpcore.ConnectError: none answers.
        """
        trouble: Exception = httpcore.ConnectError(f"the name {host} has no address")
        for address in self._checked(host, port):
            try:
                return self._plain.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble

    def _checked(self, host: str, port: int) -> list[str]:
        addresses = self._resolve(host, port)
        for address in addresses:
            parsed = ipaddress.ip_address(address)
            if parsed not in self._allowed and not is_public(parsed):
                raise FetchError(
                    f"{host} has the address {address}, which is not of the public internet: "
                    "nothing is fetched from there"
                )
        return addresses


class GuardedTransport(httpx.BaseTransport):
    """Carries requests over connections of a backend; no proxy, no HTTP/2."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the errors of a connection are those of httpcore."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        stream = answer.stream
        assert isinstance(stream, Iterable)  # a pool that is not asynchronous
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(stream), request=request
        )

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close:
            close()
