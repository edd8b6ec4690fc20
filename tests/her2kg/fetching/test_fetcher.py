"""Tests of fetching a source into the cache."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from her2kg.fetching.cache import Cache
from her2kg.fetching.catalogue import Item, Query, Source
from her2kg.fetching.download import Downloader
from her2kg.fetching.fetcher import Failed, Fetched, Fetcher
from tests.her2kg.fetching.publisher import Publisher, breaks_off, file, says

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
ROWS = b"HGNC ID\tApproved symbol\nHGNC:3430\tERBB2\n"


def _source(*items: Item, query: Query | None = None, largest: int = 1_000_000) -> Source:
    return Source("made", "Made up", "CC0-1.0", "https://made.example", 0.0, largest, items, query)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """Give an empty cache."""
    return Cache(tmp_path / "cache")


@pytest.fixture
def fetcher(cache: Cache, downloader: Downloader) -> Fetcher:
    """Make a fetcher that stands in time."""
    return Fetcher(cache, downloader, now=lambda: NOW)


def _only(fetched: list[Fetched | Failed]) -> Fetched:
    assert len(fetched) == 1
    assert isinstance(fetched[0], Fetched), fetched[0]
    return fetched[0]


def _failed(fetched: list[Fetched | Failed]) -> Failed:
    assert len(fetched) == 1
    assert isinstance(fetched[0], Failed)
    assert "\n" not in fetched[0].reason
    return fetched[0]


def test_a_file_is_kept_with_all_that_is_known_of_it(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """A file is kept with all that is known of it."""
    end = publisher.at("/end.tsv", file(ROWS, '"9"', Last_Modified="Sun, 01 Nov 2026 00:00:00 GMT"))
    url = publisher.at("/genes", says(302, Location=end))
    found = _only(list(fetcher.fetch(_source(Item("genes.tsv", url)))))
    entry = found.entry
    assert found.outcome == "new"
    assert found.files == (cache.root / "made" / "genes.tsv",)
    assert found.files[0].read_bytes() == ROWS
    assert (entry.url, entry.final_url, entry.licence) == (url, end, "CC0-1.0")
    assert (entry.fetched, entry.etag, entry.size) == ("2026-11-30T12:00:00Z", '"9"', len(ROWS))
    assert cache.sound("made", "genes.tsv") == entry
    assert sorted(path.name for path in (cache.root / "made").iterdir()) == ["genes.tsv"]


def test_an_unchanged_file_is_not_loaded_again(
    publisher: Publisher, fetcher: Fetcher, cache: Cache, downloader: Downloader
) -> None:
    """An unchanged file is not loaded again."""
    source = _source(Item("genes.tsv", publisher.at("/genes", file(ROWS))))
    first = _only(list(fetcher.fetch(source)))
    later = Fetcher(cache, downloader, now=lambda: datetime(2026, 12, 24, tzinfo=UTC))
    again = _only(list(later.fetch(source)))
    assert (first.outcome, again.outcome) == ("new", "unchanged")
    assert again.entry.fetched == first.entry.fetched
    assert again.entry.checked == "2026-12-24T00:00:00Z"
    assert publisher.asked[1].headers["If-None-Match"] == '"1"'


def test_refresh_loads_it_again(publisher: Publisher, fetcher: Fetcher) -> None:
    """Refresh loads it again."""
    source = _source(Item("genes.tsv", publisher.at("/genes", file(ROWS))))
    list(fetcher.fetch(source))
    assert _only(list(fetcher.fetch(source, refresh=True))).outcome == "new"
    assert "If-None-Match" not in publisher.asked[1].headers


def test_a_newer_version_takes_its_place_and_the_old_one_is_kept(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """A newer version takes its place and the old one is kept."""
    source = _source(Item("genes.tsv", publisher.at("/genes", file(ROWS), file(b"newer", '"2"'))))
    list(fetcher.fetch(source))
    assert _only(list(fetcher.fetch(source))).files[0].read_bytes() == b"newer"
    assert (cache.root / "made" / "previous" / "genes.tsv").read_bytes() == ROWS


def test_a_file_that_was_changed_by_hand_is_fetched_anew(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """A file that was changed by hand is fetched anew."""
    source = _source(Item("genes.tsv", publisher.at("/genes", file(ROWS))))
    list(fetcher.fetch(source))
    cache.path("made", "genes.tsv").write_bytes(b"changed")
    assert _only(list(fetcher.fetch(source))).files[0].read_bytes() == ROWS


def test_offline_gives_what_is_there_and_asks_nobody(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """Offline gives what is there and asks nobody."""
    source = _source(Item("genes.tsv", publisher.at("/genes", file(ROWS))))
    online = _only(list(fetcher.fetch(source)))
    asked = len(publisher.asked)
    found = _only(list(Fetcher(cache, None).fetch(source)))
    assert (found.entry, found.outcome) == (online.entry, "cached")
    assert len(publisher.asked) == asked


def test_offline_says_what_is_missing_or_was_changed(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """Offline says what is missing or was changed."""
    source = _source(Item("genes.tsv", publisher.at("/genes", file(ROWS))))
    offline = Fetcher(cache, None)
    assert _failed(list(offline.fetch(source))).reason == (
        "genes.tsv is not in the cache: run `her2kg fetch made` with a network"
    )
    list(fetcher.fetch(source))
    cache.path("made", "genes.tsv").write_bytes(b"changed")
    assert "genes.tsv has changed since it came" in _failed(list(offline.fetch(source))).reason


def test_a_file_that_fails_does_not_stop_the_others(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """A file that fails does not stop the others."""
    source = _source(
        Item("gone.tsv", publisher.at("/gone", says(404))),
        Item("genes.tsv", publisher.at("/genes", file(ROWS))),
    )
    first, second = fetcher.fetch(source)
    assert isinstance(first, Failed)
    assert isinstance(second, Fetched)
    assert [entry.name for entry in cache.entries()] == ["genes.tsv"]


def test_what_failed_leaves_the_file_of_before_in_use(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """What failed leaves the file of before in use."""
    url = publisher.at("/genes", file(ROWS), says(404))
    source = _source(Item("genes.tsv", url))
    list(fetcher.fetch(source))
    _failed(list(fetcher.fetch(source)))
    assert cache.sound("made", "genes.tsv") is not None


def test_a_part_is_continued_by_the_next_run(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """A part is continued by the next run."""
    body = ROWS * 1000
    bad = [breaks_off(body, 9000, ETag='"1"')] + [says(500)] * 4
    source = _source(Item("genes.tsv", publisher.at("/genes", *bad, file(body))))
    _failed(list(fetcher.fetch(source)))
    assert cache.part("made", "genes.tsv").stat().st_size == 9000
    assert _only(list(fetcher.fetch(source))).files[0].read_bytes() == body
    assert publisher.asked[-1].headers["Range"] == "bytes=9000-"


def test_the_release_is_read_from_the_head_of_a_file(
    publisher: Publisher, fetcher: Fetcher
) -> None:
    """The release is read from the head of a file."""
    head = b"format-version: 1.2\ndata-version: doid/releases/2026-07-31/subsets/x.obo\n"
    url = publisher.at("/x.obo", file(head))
    item = Item("x.obo", url, release=r"data-version: doid/releases/([\d-]+)/")
    assert _only(list(fetcher.fetch(_source(item)))).entry.release == "2026-07-31"


def _archive(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("_", "."), body)
    return content.getvalue()


def test_the_newest_archive_of_a_listing_is_unpacked(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """The newest archive of a listing is unpacked."""
    names = [f"made-{day}-gpml-Homo_sapiens.zip" for day in ("20260910", "20261010", "20260810")]
    listing = "".join(f'<a href="./{name}">{name}</a>' for name in names).encode()
    url = publisher.at("/gpml/", says(200, listing))
    packed = _archive(WP1_gpml=b"ERBB2", WP2_gpml=b"TP53", README_md=b"ERBB2")
    end = publisher.at(f"/gpml/{names[1]}", file(packed))
    item = Item(
        "human.zip",
        url,
        listing=r"made-(\d{8})-gpml-Homo_sapiens\.zip",
        unpack=(".gpml",),
        mentions=("erbb",),
    )
    found = _only(list(fetcher.fetch(_source(item))))
    assert (found.entry.url, found.entry.release, found.entry.left) == (end, "20261010", 1)
    assert found.files == (cache.root / "made" / "human" / "WP1.gpml",)
    assert found.files[0].read_bytes() == b"ERBB2"
    again = _only(list(fetcher.fetch(_source(item))))
    assert (again.outcome, again.files) == ("unchanged", found.files)
    assert not list((cache.root / "made").glob("*.part*"))


def test_a_listing_without_the_file_is_told(publisher: Publisher, fetcher: Fetcher) -> None:
    """A listing without the file is told."""
    url = publisher.at("/gpml/", says(200, b"<html>moved</html>"))
    item = Item("human.zip", url, listing=r"made-(\d{8})\.zip")
    assert "lists no such file any more" in _failed(list(fetcher.fetch(_source(item)))).reason


def test_an_archive_that_is_refused_leaves_nothing_behind(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """An archive that is refused leaves nothing behind."""
    packed = _archive(good_gpml=b"1", **{"../evil_gpml": b"2"})
    url = publisher.at("/a.zip", file(packed))
    failed = _failed(list(fetcher.fetch(_source(Item("a.zip", url, unpack=(".gpml",))))))
    assert failed.reason.startswith("a.zip names the path")
    assert [path for path in cache.root.rglob("*") if path.is_file()] == []


def _asking(publisher: Publisher, *answers: bytes) -> Source:
    url = publisher.at("/studies", *(says(200, answer) for answer in answers))
    return _source(query=Query("trials.json", "clinicaltrials", url, "HER2 OR ERBB2"))


def test_pages_of_an_api_are_kept_as_one_file(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """Pages of an API are kept as one file."""
    pages = (
        b'{"totalCount":3,"studies":[{"n":1},{"n":2}],"nextPageToken":"x"}',
        b'{"studies":[{"n":3}]}',
    )
    found = _only(list(fetcher.fetch(_asking(publisher, *pages))))
    entry = found.entry
    assert (entry.query, entry.records, entry.announced) == ("HER2 OR ERBB2", 3, 3)
    assert found.files[0].read_text("utf-8") == '{"studies":[\n{"n": 1},\n{"n": 2},\n{"n": 3}\n]}\n'
    assert cache.sound("made", "trials.json") == entry
    assert "query.term=HER2+OR+ERBB2" in publisher.asked[0].path


def test_another_query_has_a_file_of_its_own(publisher: Publisher, fetcher: Fetcher) -> None:
    """Another query has a file of its own."""
    source = _asking(publisher, b'{"studies":[{"n":1}]}')
    default = _only(list(fetcher.fetch(source)))
    other = _only(list(fetcher.fetch(source, query="  trastuzumab   deruxtecan ")))
    assert other.entry.query == "trastuzumab deruxtecan"
    assert other.entry.name.startswith("trials-trastuzumab-deruxtecan-")
    assert default.files[0].exists()
    third = _only(list(fetcher.fetch(source, query="Trastuzumab deruxtecan!")))
    assert third.entry.name != other.entry.name
    same = _only(list(fetcher.fetch(source, query="HER2 OR ERBB2")))
    assert same.entry.name == "trials.json"


@pytest.mark.parametrize("query", ["../../evil", "/etc/passwd", "ä\0ö", "*" * 500])
def test_no_query_leads_out_of_the_cache(
    publisher: Publisher, fetcher: Fetcher, cache: Cache, query: str
) -> None:
    """No query leads out of the cache."""
    source = _asking(publisher, b'{"studies":[{"n":1}]}')
    found = _only(list(fetcher.fetch(source, query=query)))
    assert found.files[0].parent == cache.root / "made"
    assert len(found.files[0].name) < 80


def test_pages_that_fail_leave_no_half_file(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """Pages that fail leave no half file."""
    source = _asking(publisher, b'{"studies":[{"n":1}],"nextPageToken":"x"}', b"<html>")
    assert "no sound JSON" in _failed(list(fetcher.fetch(source))).reason
    assert [path for path in cache.root.rglob("*") if path.is_file()] == []


def test_a_page_that_breaks_off_leaves_nothing_behind(
    publisher: Publisher, fetcher: Fetcher, cache: Cache
) -> None:
    """It is not continued, since the pages begin again."""
    url = publisher.at("/studies", breaks_off(b'{"studies":[{"n":1}]}', 5, ETag='"1"'))
    source = _source(query=Query("trials.json", "clinicaltrials", url, "HER2"))
    assert "5 times in a row" in _failed(list(fetcher.fetch(source))).reason
    assert [path for path in cache.root.rglob("*") if path.is_file()] == []


def test_a_page_is_tried_again_like_any_file(publisher: Publisher, fetcher: Fetcher) -> None:
    """A page is tried again like any file."""
    url = publisher.at("/studies", says(503), says(200, b'{"studies":[{"n":1}]}'))
    source = _source(query=Query("trials.json", "clinicaltrials", url, "HER2"))
    assert _only(list(fetcher.fetch(source))).entry.records == 1
