"""Tests of downloading one file from servers good and bad."""

import hashlib
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from her2kg.errors import FetchError, NotThereError
from her2kg.fetching.download import Downloader, Known, Patience
from tests.her2kg.fetching.publisher import (
    Answer,
    Publisher,
    Waits,
    breaks_off,
    drips,
    file,
    says,
    stalls,
)

BODY = b"HER2 is the receptor that ERBB2 encodes.\n" * 500
MB = 1_000_000


def test_a_file_comes_with_its_hash_and_what_the_server_says_of_it(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A file comes with its hash and what the server says of it."""
    day = "Mon, 02 Nov 2026 04:05:06 GMT"
    url = publisher.at("/f", file(BODY, '"7"', Last_Modified=day))
    seen: list[tuple[int, int]] = []
    received = downloader.fetch(
        url, tmp_path / "f", largest=MB, tick=lambda *step: seen.append(step)
    )
    assert received
    assert (tmp_path / "f").read_bytes() == BODY
    assert received.sha256 == hashlib.sha256(BODY).hexdigest()
    assert (received.url, received.size) == (url, len(BODY))
    assert received.known == Known('"7"', day)
    assert seen[0] == (0, len(BODY))
    assert seen[-1] == (len(BODY), len(BODY))
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_requests_name_her2kg_and_its_version(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """Requests name her2kg and its version."""
    downloader.fetch(publisher.at("/f", file(BODY)), tmp_path / "f", largest=MB)
    assert publisher.asked[0].headers["User-Agent"].startswith("her2kg/")


def test_what_broke_off_is_continued_where_it_ended(
    publisher: Publisher, downloader: Downloader, waits: Waits, tmp_path: Path
) -> None:
    """What broke off is continued where it ended."""
    url = publisher.at("/f", breaks_off(BODY, 7000, ETag='"1"'), file(BODY))
    received = downloader.fetch(url, tmp_path / "f", largest=MB)
    assert received
    assert (tmp_path / "f").read_bytes() == BODY
    assert received.sha256 == hashlib.sha256(BODY).hexdigest()
    assert publisher.asked[1].headers["Range"] == "bytes=7000-"
    assert publisher.asked[1].headers["If-Range"] == '"1"'
    assert waits.slept == [1.0]


def test_a_later_run_continues_what_an_earlier_one_left(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    """A later run continues what an earlier one left."""
    url = publisher.at("/f", breaks_off(BODY, 9000, ETag='"1"'), file(BODY))
    with waits.downloader(Patience(tries=1)) as first, pytest.raises(FetchError):
        first.fetch(url, tmp_path / "f", largest=MB)
    assert (tmp_path / "f").stat().st_size == 9000
    with waits.downloader() as second:
        assert second.fetch(url, tmp_path / "f", largest=MB)
    assert (tmp_path / "f").read_bytes() == BODY
    assert publisher.asked[1].headers["Range"] == "bytes=9000-"


def test_a_file_that_changed_meanwhile_is_taken_anew(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A file that changed meanwhile is taken anew."""
    newer = BODY.upper()
    url = publisher.at("/f", breaks_off(BODY, 7000, ETag='"1"'), file(newer, '"2"'))
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert (tmp_path / "f").read_bytes() == newer


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}])
def test_without_a_strong_validator_a_part_is_not_continued(
    publisher: Publisher, downloader: Downloader, tmp_path: Path, headers: dict[str, str]
) -> None:
    """Without a strong validator a part is not continued."""
    url = publisher.at("/f", breaks_off(BODY, 7000, **headers), file(BODY))
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert (tmp_path / "f").read_bytes() == BODY
    assert "Range" not in publisher.asked[1].headers


def test_the_date_of_change_stands_in_for_an_etag(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """The date of change stands in for an ETag."""
    day = "Mon, 02 Nov 2026 04:05:06 GMT"
    url = publisher.at("/f", breaks_off(BODY, 7000, Last_Modified=day), file(BODY))
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert publisher.asked[1].headers["If-Range"] == day


@pytest.mark.parametrize(
    "odd",
    [
        says(206, BODY[5:], Content_Range=f"bytes 5-{len(BODY) - 1}/{len(BODY)}"),
        says(206, BODY, Content_Range="all of it"),
        says(416, Content_Range=f"bytes */{len(BODY)}"),
    ],
)
def test_a_rest_that_does_not_fit_starts_the_file_anew(
    publisher: Publisher, downloader: Downloader, tmp_path: Path, odd: Answer
) -> None:
    """A rest that does not fit starts the file anew."""
    url = publisher.at("/f", breaks_off(BODY, 7000, ETag='"1"'), odd, file(BODY))
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert (tmp_path / "f").read_bytes() == BODY
    assert "Range" not in publisher.asked[2].headers


def test_a_server_that_stalls_is_asked_again(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    """A server that stalls is asked again."""
    url = publisher.at("/f", stalls(BODY, 7000, ETag='"1"'), file(BODY))
    with waits.downloader(Patience(read=0.2)) as downloader:
        assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert (tmp_path / "f").read_bytes() == BODY
    assert publisher.asked[1].headers["Range"] == "bytes=7000-"


def test_a_server_that_always_stalls_is_given_up(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    """A server that always stalls is given up."""
    url = publisher.at("/f", stalls(BODY, 0))
    with (
        waits.downloader(Patience(read=0.1, tries=2)) as downloader,
        pytest.raises(FetchError, match="it stopped sending, 2 times in a row: try again later"),
    ):
        downloader.fetch(url, tmp_path / "f", largest=MB)


def test_a_server_that_drips_is_given_up(
    publisher: Publisher, waits: Waits, tmp_path: Path
) -> None:
    """A server that drips is given up."""
    url = publisher.at("/f", drips(BODY, 0.02))
    waits.clock = time.monotonic  # type: ignore[method-assign]
    patience = Patience(window=0.2, least=1000, tries=1)
    with (
        waits.downloader(patience) as downloader,
        pytest.raises(FetchError, match="it sends too slowly"),
    ):
        downloader.fetch(url, tmp_path / "f", largest=MB)


def test_an_unchanged_file_is_not_sent_again(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """An unchanged file is not sent again."""
    url = publisher.at("/f", file(BODY, '"7"'))
    known = Known('"7"', "Mon, 02 Nov 2026 04:05:06 GMT")
    assert downloader.fetch(url, tmp_path / "f", largest=MB, known=known) is None
    assert publisher.asked[0].headers["If-Modified-Since"] == known.last_modified
    assert not (tmp_path / "f").exists()


def test_304_without_a_question_is_no_file(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """304 without a question is no file."""
    with pytest.raises(FetchError, match="304"):
        downloader.fetch(publisher.at("/f", says(304)), tmp_path / "f", largest=MB)


def test_429_waits_as_long_as_it_asks_for(
    publisher: Publisher, downloader: Downloader, waits: Waits, tmp_path: Path
) -> None:
    """429 waits as long as it asks for."""
    url = publisher.at("/f", says(429, Retry_After="17"), file(BODY))
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert waits.slept == [17.0]


def test_retry_after_may_be_a_date(
    publisher: Publisher, downloader: Downloader, waits: Waits, tmp_path: Path
) -> None:
    """Retry after may be a date."""
    day = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    url = publisher.at("/f", says(503, Retry_After=day), file(BODY))
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert 80 < waits.slept[0] <= 90


def test_a_server_that_asks_to_wait_for_long_is_left_alone(
    publisher: Publisher, downloader: Downloader, waits: Waits, tmp_path: Path
) -> None:
    """A server that asks to wait for long is left alone."""
    url = publisher.at("/f", says(429, Retry_After="3600"), file(BODY))
    with pytest.raises(FetchError, match="asks to wait 3600 seconds"):
        downloader.fetch(url, tmp_path / "f", largest=MB)
    assert waits.slept == []
    assert len(publisher.asked) == 1


def test_500_is_tried_again_after_waits_that_double_and_then_given_up(
    publisher: Publisher, downloader: Downloader, waits: Waits, tmp_path: Path
) -> None:
    """500 is tried again after waits that double and then given up."""
    url = publisher.at("/f", says(500))
    with pytest.raises(FetchError, match=r"it answers 500 .*, 5 times in a row: try again later"):
        downloader.fetch(url, tmp_path / "f", largest=MB)
    assert waits.slept == [1.0, 2.0, 4.0, 8.0]
    assert len(publisher.asked) == 5


def test_404_is_not_tried_again(
    publisher: Publisher, downloader: Downloader, waits: Waits, tmp_path: Path
) -> None:
    """404 is not tried again."""
    with pytest.raises(NotThereError, match="404 Not Found for /f: it may have moved"):
        downloader.fetch(publisher.at("/f", says(404)), tmp_path / "f", largest=MB)
    assert waits.slept == []


def test_a_connection_that_fails_is_tried_again_and_then_given_up(
    waits: Waits, downloader: Downloader, tmp_path: Path
) -> None:
    """A connection that fails is tried again and then given up."""
    with pytest.raises(FetchError, match="5 times in a row"):
        downloader.fetch("http://127.0.0.1:9/f", tmp_path / "f", largest=MB)
    assert len(waits.slept) == 4


def test_a_body_shorter_than_announced_is_never_taken_for_whole(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A body shorter than announced is never taken for whole."""
    url = publisher.at("/f", breaks_off(BODY, len(BODY) - 1))
    with pytest.raises(FetchError, match="5 times in a row"):
        downloader.fetch(url, tmp_path / "f", largest=MB)


def test_two_requests_to_a_host_keep_their_distance(
    publisher: Publisher, downloader: Downloader, waits: Waits, tmp_path: Path
) -> None:
    """Two requests to a host keep their distance."""
    url = publisher.at("/f", file(BODY))
    for _ in range(3):
        downloader.fetch(url, tmp_path / "f", largest=MB, pause=0.4)
    assert waits.slept == pytest.approx([0.4, 0.4])


def test_a_folder_that_cannot_be_written_is_told_in_one_line(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """A folder that cannot be written is told in one line."""
    (tmp_path / "in-the-way").write_text("a file")
    url = publisher.at("/f", file(BODY))
    with pytest.raises(FetchError, match="cannot be written"):
        downloader.fetch(url, tmp_path / "in-the-way" / "f", largest=MB)


def test_what_came_stays_when_a_person_interrupts(
    publisher: Publisher, downloader: Downloader, tmp_path: Path
) -> None:
    """What came stays when a person interrupts."""
    url = publisher.at("/f", file(BODY * 20))

    def interrupted(done: int, _of: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        downloader.fetch(url, tmp_path / "f", largest=MB, tick=interrupted)
    kept = (tmp_path / "f").stat().st_size
    assert kept
    assert downloader.fetch(url, tmp_path / "f", largest=MB)
    assert publisher.asked[1].headers["Range"] == f"bytes={kept}-"
    assert (tmp_path / "f").read_bytes() == BODY * 20
