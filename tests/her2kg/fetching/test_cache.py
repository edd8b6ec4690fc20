"""Tests of the cache and its manifest."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import filelock
import pytest

from her2kg.errors import FetchError
from her2kg.fetching.cache import Cache, Entry

DAY = "2026-11-30T12:00:00Z"


def _entry(content: bytes, name: str = "genes.tsv") -> Entry:
    return Entry(
        source="hgnc",
        name=name,
        url="https://example.org/genes",
        final_url="https://example.org/genes.tsv",
        fetched=DAY,
        checked=DAY,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        licence="CC0-1.0",
        etag='"1"',
    )


def _keep(cache: Cache, content: bytes, name: str = "genes.tsv") -> Entry:
    entry = _entry(content, name)
    part = cache.part("hgnc", name)
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(content)
    cache.keep(entry, part)
    return entry


def test_what_was_kept_is_found_with_where_it_came_from(tmp_path: Path) -> None:
    """What was kept is found with where it came from."""
    cache = Cache(tmp_path / "cache")
    entry = _keep(cache, b"ERBB2")
    assert cache.sound("hgnc", "genes.tsv") == entry
    assert cache.entries() == [entry]
    assert [path.read_bytes() for path in cache.files(entry)] == [b"ERBB2"]
    stored = json.loads((tmp_path / "cache" / "manifest.json").read_text("utf-8"))
    assert stored["files"]["hgnc/genes.tsv"]["final_url"] == "https://example.org/genes.tsv"


def test_an_empty_cache_has_nothing(tmp_path: Path) -> None:
    """An empty cache has nothing."""
    cache = Cache(tmp_path / "cache")
    assert cache.entries() == []
    assert cache.sound("hgnc", "genes.tsv") is None
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("change", [b"ERBB3", b"ERBB2 ", b""])
def test_a_file_that_changed_is_not_sound(tmp_path: Path, change: bytes) -> None:
    """A file that changed is not sound."""
    cache = Cache(tmp_path)
    _keep(cache, b"ERBB2")
    cache.path("hgnc", "genes.tsv").write_bytes(change)
    assert cache.sound("hgnc", "genes.tsv") is None


def test_a_file_that_is_gone_is_not_sound(tmp_path: Path) -> None:
    """A file that is gone is not sound."""
    cache = Cache(tmp_path)
    _keep(cache, b"ERBB2")
    cache.path("hgnc", "genes.tsv").unlink()
    assert cache.sound("hgnc", "genes.tsv") is None


def test_the_newest_two_versions_are_kept(tmp_path: Path) -> None:
    """The newest two versions are kept."""
    cache = Cache(tmp_path)
    for content in (b"first", b"second", b"third"):
        _keep(cache, content)
    assert cache.path("hgnc", "genes.tsv").read_bytes() == b"third"
    assert (tmp_path / "hgnc" / "previous" / "genes.tsv").read_bytes() == b"second"
    stored = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert stored["previous"]["hgnc/genes.tsv"] == {
        **stored["files"]["hgnc/genes.tsv"],
        "sha256": hashlib.sha256(b"second").hexdigest(),
        "size": 6,
    }


def test_the_same_content_again_does_not_push_out_the_version_before(tmp_path: Path) -> None:
    """The same content again does not push out the version before."""
    cache = Cache(tmp_path)
    for content in (b"first", b"second", b"second"):
        _keep(cache, content)
    assert (tmp_path / "hgnc" / "previous" / "genes.tsv").read_bytes() == b"first"


def test_files_of_an_archive_are_kept_and_watched(tmp_path: Path) -> None:
    """Files of an archive are kept and watched."""
    cache = Cache(tmp_path)
    part, folder = cache.part("hgnc", "a.zip"), tmp_path / "unpacking"
    for round_ in (b"one", b"two"):
        part.parent.mkdir(exist_ok=True)
        part.write_bytes(b"zip of " + round_)
        folder.mkdir()
        (folder / "x.gpml").write_bytes(round_)
        said = (("x.gpml", hashlib.sha256(round_).hexdigest()),)
        entry = replace(_entry(b"zip of " + round_, "a.zip"), unpacked=said)
        cache.keep(entry, part, folder)
    assert cache.files(entry) == [tmp_path / "hgnc" / "a" / "x.gpml"]
    assert cache.files(entry)[0].read_bytes() == b"two"
    assert (tmp_path / "hgnc" / "previous" / "a" / "x.gpml").read_bytes() == b"one"
    assert cache.sound("hgnc", "a.zip") == entry
    cache.files(entry)[0].write_bytes(b"three")
    assert cache.sound("hgnc", "a.zip") is None


def test_two_downloads_do_not_clash(tmp_path: Path) -> None:
    """Two downloads do not clash."""
    cache = Cache(tmp_path)
    with (
        filelock.FileLock(tmp_path / "fetch.lock"),
        pytest.raises(FetchError, match="another download is running"),
        cache.locked(),
    ):
        pytest.fail("the lock was taken twice")


def test_a_cache_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    """A cache that cannot be written is told in one line."""
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(FetchError, match="cannot be written"), Cache(tmp_path / "cache").locked():
        pytest.fail("there is no folder")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"files": {}}',
        '{"files": 3, "previous": {}}',
        '{"files": {"hgnc/genes.tsv": {"source": "hgnc"}}, "previous": {}}',
        '{"files": {"hgnc/genes.tsv": 4}, "previous": {}}',
        '{"files": {"hgnc/genes.tsv": {"unpacked": [1]}}, "previous": {}}',
    ],
)
def test_a_damaged_manifest_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    """A damaged manifest is told in one line."""
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(FetchError, match="damaged: delete it and fetch again"):
        Cache(tmp_path).entries()
    with pytest.raises(FetchError, match="damaged: delete it and fetch again"):
        Cache(tmp_path).sound("hgnc", "genes.tsv")
