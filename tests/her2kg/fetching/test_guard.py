"""Tests of which addresses a download may reach."""

import ipaddress
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.errors import FetchError
from her2kg.fetching.download import Downloader
from her2kg.fetching.guard import GuardedBackend, GuardedTransport, is_public, onward, resolve
from tests.her2kg.fetching.publisher import HERE, Publisher, Waits, file

FORBIDDEN = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.2.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "255.255.255.255/32",
    "::/128",
    "::1/128",
    "2001:db8::/32",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
]
PRIVATE = st.sampled_from([n for n in FORBIDDEN if ":" not in n]).flatmap(
    lambda network: st.ip_addresses(network=network)
)


@given(st.sampled_from(FORBIDDEN).flatmap(lambda network: st.ip_addresses(network=network)))
def test_no_address_of_a_special_network_is_public(address: IPv4Address | IPv6Address) -> None:
    """No address of a special network is public."""
    assert not is_public(address)


@given(PRIVATE.map(int))
def test_no_ipv6_address_carries_a_private_one_of_ipv4(carried: int) -> None:
    """No IPv6 address carries a private one of IPv4."""
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | carried)
    translated = ipaddress.IPv6Address((0x64FF9B << 96) | carried)
    tunnelled = ipaddress.IPv6Address((0x2002 << 112) | (carried << 80) | 1)
    assert not any(map(is_public, (mapped, translated, tunnelled)))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "140.82.112.3", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    """Addresses of the internet are public."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "localhost"])
def test_however_it_is_written_this_machine_is_refused(host: str) -> None:
    """However it is written this machine is refused."""
    with pytest.raises(FetchError, match="not of the public internet"):
        GuardedBackend().connect_tcp(host, 80, 1)


def test_one_private_address_among_public_ones_is_refused() -> None:
    """One private address among public ones is refused."""
    backend = GuardedBackend(resolve=lambda _host, _port: ["1.1.1.1", "10.0.0.1"])
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        backend.connect_tcp("two-faced.example", 80, 1)


def test_the_connection_goes_to_the_address_that_was_checked(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    """The connection goes to the address that was checked."""
    addresses: Iterator[list[str]] = iter([[HERE], ["10.0.0.1"]])
    backend = GuardedBackend(allowed=[HERE], resolve=lambda _host, _port: next(addresses))
    publisher.at("/f", file(b"sound"))
    port = httpx.URL(publisher.address).port
    # No name server knows this name: only the address that was resolved leads to the server.
    url = f"http://rebinding.invalid:{port}/f"
    with Downloader(GuardedTransport(backend), sleep=waits.sleep) as downloader:
        assert downloader.fetch(url, tmp_path / "f", largest=100)
    assert publisher.asked[0].headers["Host"] == f"rebinding.invalid:{port}"
    assert next(addresses) == ["10.0.0.1"]


def test_the_next_address_is_tried_when_one_does_not_answer(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    """The next address is tried when one does not answer."""
    allowed = ["127.0.0.9", HERE]
    backend = GuardedBackend(allowed=allowed, resolve=lambda _host, _port: allowed)
    url = publisher.at("/f", file(b"sound"))
    with Downloader(GuardedTransport(backend), sleep=waits.sleep) as downloader:
        assert downloader.fetch(url, tmp_path / "f", largest=100)
    assert waits.slept == []


def test_a_name_that_cannot_be_one_is_told() -> None:
    """A label of a name has 63 characters at most."""
    with pytest.raises(FetchError, match="is not known: check that there is a network"):
        resolve("a" * 64 + ".invalid", 80)


@pytest.mark.parametrize(
    ("number", "kind"), [(socket.EAI_AGAIN, httpcore.ConnectError), (socket.EAI_NONAME, FetchError)]
)
def test_only_a_name_server_that_may_answer_later_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    """A name that nobody knows is known no better a second later."""

    def failing(*_words: object, **_options: object) -> object:
        raise socket.gaierror(number, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", failing)
    with pytest.raises(kind):
        resolve("civicdb.org", 443)


def test_a_redirect_out_of_encryption_is_refused() -> None:
    """A redirect out of encryption is refused."""
    with pytest.raises(FetchError, match="without encryption"):
        onward(httpx.URL("https://civicdb.org/f"), "http://civicdb.org/f")


@pytest.mark.parametrize(
    ("start", "location", "end"),
    [
        ("http://a.org/x", "https://b.org/y", "https://b.org/y"),
        ("https://a.org/x/1", "2?q=3", "https://a.org/x/2?q=3"),
        ("https://a.org/x", "//b.org/y", "https://b.org/y"),
    ],
)
def test_other_redirects_lead_on(start: str, location: str, end: str) -> None:
    """Other redirects lead on."""
    assert str(onward(httpx.URL(start), location)) == end


@pytest.mark.parametrize("location", ["http://[", "https://a.org:99999999/", "https://a.org:0/"])
def test_a_redirect_to_no_sound_address_is_refused(location: str) -> None:
    """A redirect to no sound address is refused."""
    with pytest.raises(FetchError):
        onward(httpx.URL("https://a.org/x"), location)
