"""Tests of what a download refuses: where it may not go, and what is too large."""

import gzip
from pathlib import Path

import pytest

from her2kg.errors import FetchError
from her2kg.fetching.download import Downloader
from tests.her2kg.fetching.publisher import (
    Publisher,
    breaks_off,
    file,
    says,
    without_length,
)

BODY = b"HER2 is the receptor that ERBB2 encodes.\n" * 500
MB = 1_000_000


def test_redirects_are_followed_and_the_last_address_is_told(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """Redirects are followed and the last address is told."""
    end = publisher.at("/end", file(BODY))
    url = publisher.at("/f", says(302, Location="/next"))
    publisher.at("/next", says(307, Location=end))
    received = downloader.fetch(url, tmp_path / "f", largest=MB)
    assert received
    assert received.url == end


def test_redirects_without_end_are_refused(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """Redirects without end are refused."""
    url = publisher.at("/f", says(301, Location="/f"))
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        downloader.fetch(url, tmp_path / "f", largest=MB)
    assert len(publisher.asked) == 6


@pytest.mark.parametrize(
    "place", ["file:///etc/hostname", "ftp://example.org/f", "javascript:0", "data:,x"]
)
def test_a_redirect_to_another_scheme_is_refused(
    publisher: Publisher, downloader: Downloader, tmp_path: Path, place: str
) -> None:
    """A redirect to another scheme is refused."""
    url = publisher.at("/f", says(302, Location=place))
    with pytest.raises(FetchError, match="only addresses with http and https"):
        downloader.fetch(url, tmp_path / "f", largest=MB)


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:192.168.1.1]"])
def test_a_redirect_to_a_private_address_is_refused(
    publisher: Publisher, downloader: Downloader, tmp_path: Path, host: str
) -> None:
    """A redirect to a private address is refused."""
    url = publisher.at("/f", says(302, Location=f"http://{host}/latest/meta-data"))
    with pytest.raises(FetchError, match="not of the public internet"):
        downloader.fetch(url, tmp_path / "f", largest=MB)


def test_a_body_that_is_announced_too_large_is_not_begun(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A body that is announced too large is not begun."""
    url = publisher.at("/f", says(200, BODY, Content_Length="2000001"))
    with pytest.raises(FetchError, match="sends more than 2 MB"):
        downloader.fetch(url, tmp_path / "f", largest=2 * MB)
    assert not list(tmp_path.iterdir())


def test_a_body_that_grows_too_large_is_cut_and_not_kept(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A body that grows too large is cut and not kept."""
    url = publisher.at("/f", without_length(BODY * 100))
    with pytest.raises(FetchError, match="sends more than 1 MB"):
        downloader.fetch(url, tmp_path / "f", largest=MB)
    assert not list(tmp_path.iterdir())


def test_a_gzip_bomb_is_cut_and_not_kept(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A gzip bomb is cut and not kept."""
    bomb = gzip.compress(bytes(200 * MB), compresslevel=9)
    assert len(bomb) < MB
    url = publisher.at("/f", says(200, bomb, Content_Encoding="gzip"))
    with pytest.raises(FetchError, match="sends more than 1 MB"):
        downloader.fetch(url, tmp_path / "f", largest=MB)
    assert not list(tmp_path.iterdir())


def test_a_body_that_comes_compressed_is_unpacked_and_never_continued(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A body that comes compressed is unpacked and never continued."""
    packed = gzip.compress(BODY)
    broken = breaks_off(packed, 60, ETag='"1"', Content_Encoding="gzip")
    url = publisher.at("/f", broken, says(200, packed, ETag='"1"', Content_Encoding="gzip"))
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert (tmp_path / "f").read_bytes() == BODY
    assert "Range" not in publisher.asked[1].headers


def test_a_gzip_file_stays_packed(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A gzip file stays packed."""
    packed = gzip.compress(BODY)
    url = publisher.at("/f.gz", says(200, packed, Content_Type="application/gzip"))
    assert downloader.fetch(url, tmp_path / "f.gz", largest=MB)
    assert (tmp_path / "f.gz").read_bytes() == packed


def test_a_compression_that_was_not_asked_for_is_refused(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A compression that was not asked for is refused."""
    url = publisher.at("/f", says(200, BODY, Content_Encoding="br"))
    with pytest.raises(FetchError, match="compressed as br"):
        downloader.fetch(url, tmp_path / "f", largest=MB)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/f", "civicdb.org/f"])
def test_only_addresses_of_the_web_are_fetched(
    downloader: Downloader, tmp_path: Path, url: str
) -> None:
    """Only addresses of the web are fetched."""
    with pytest.raises(FetchError, match="only addresses with http and https"):
        downloader.fetch(url, tmp_path / "f", largest=MB)
