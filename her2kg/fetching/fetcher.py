"""From a source to its files in the cache."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from her2kg.errors import FetchError
from her2kg.fetching.archives import Unpacked, unpack
from her2kg.fetching.cache import Cache, Entry, file_hash
from her2kg.fetching.catalogue import Item, Query, Source
from her2kg.fetching.download import Downloader, Known, Received, Tick, quiet
from her2kg.fetching.guard import GuardedBackend, GuardedTransport
from her2kg.fetching.pages import APIS, write_pages
from her2kg.fetching.part import Part

__all__ = ["Failed", "Fetched", "Fetcher", "open_fetcher"]

_HEAD = 65536
_PAGE = 5_000_000
_SLUG = 40
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")

Progress = Callable[[str], Tick]
"""Given the name of a file, returns what is told of its progress."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is in the cache now.

    Attributes:
        entry: where it came from.
        files: the files to build with.
        outcome: "new" if it came now, "unchanged" if the publisher has no newer one, "cached"
            if nobody was asked.
    """

    entry: Entry
    files: tuple[Path, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that did not come.

    Attributes:
        source: name of the source.
        name: name of the file.
        reason: one line that says what to do.
    """

    source: str
    name: str
    reason: str


class Fetcher:
    """Fetches sources into a cache.

    Args:
        cache: the cache.
        downloader: downloads; none where the network may not be touched.
        now: tells the time, in UTC.
    """

    def __init__(
        self,
        cache: Cache,
        downloader: Downloader | None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._cache, self._downloader, self._now = cache, downloader, now

    def fetch(
        self,
        source: Source,
        *,
        query: str = "",
        refresh: bool = False,
        progress: Progress = lambda _name: quiet,
    ) -> Iterator[Fetched | Failed]:
        """Fetch the files of a source; one that fails does not stop the others.

        Args:
            source: the source.
            query: what to ask its API, instead of the default.
            refresh: download again what is unchanged, too.
            progress: told of the progress.

        Yields:
            For each file what is in the cache now, or why it is not.
        """
        wanted: list[Item | Query] = [*source.files]
        if source.query:
            wanted.append(_asked(source.query, query))
        for each in wanted:
            try:
                yield self._one(source, each, refresh=refresh, tick=progress(each.name))
            except FetchError as error:
                yield Failed(source.name, each.name, str(error))

    def _one(self, source: Source, wanted: Item | Query, *, refresh: bool, tick: Tick) -> Fetched:
        there = self._cache.sound(source.name, wanted.name)
        if self._downloader is None:
            return self._from_cache(source, wanted.name, there)
        if isinstance(wanted, Query):
            return self._ask(self._downloader, source, wanted, tick)
        return self._download(self._downloader, source, wanted, None if refresh else there, tick)

    def _from_cache(self, source: Source, name: str, there: Entry | None) -> Fetched:
        if there:
            return self._fetched(there, "cached")
        what = "has changed since it came" if self._cache.path(source.name, name).exists() else ""
        raise FetchError(
            f"{name} {what or 'is not in the cache'}: run `her2kg fetch {source.name}` with a "
            "network"
        )

    def _download(
        self, downloader: Downloader, source: Source, item: Item, there: Entry | None, tick: Tick
    ) -> Fetched:
        url, release = self._newest(downloader, source, item)
        known = there.known if there and there.url == url else Known()
        part = self._cache.part(source.name, item.name)
        received = downloader.fetch(
            url,
            part,
            largest=source.largest,
            pause=source.pause,
            known=known,
            tick=tick,
        )
        if received is None:
            assert there is not None  # only then the answer can be that nothing has changed
            unchanged = replace(there, checked=self._time())
            self._cache.note(unchanged)
            return self._fetched(unchanged, "unchanged")
        entry = self._entry(source, item.name, url, received)
        entry = replace(entry, release=release or _release(part, item.release))
        return self._kept(source, item, entry, part)

    def _kept(self, source: Source, item: Item, entry: Entry, part: Path) -> Fetched:
        folder = part.with_name(f"{item.name}.unpacking") if item.unpack else None
        if folder:
            out = self._unpack(source, item, part, folder)
            hashes = tuple((name, file_hash(folder / name)) for name in out.names)
            entry = replace(entry, unpacked=hashes, left=out.left)
        self._cache.keep(entry, part, folder)
        return self._fetched(entry, "new")

    def _unpack(self, source: Source, item: Item, part: Path, folder: Path) -> Unpacked:
        shutil.rmtree(folder, ignore_errors=True)
        try:
            return unpack(
                part, folder, wanted=item.unpack, mentions=item.mentions, largest=source.largest
            )
        except FetchError as error:
            shutil.rmtree(folder, ignore_errors=True)
            part.unlink(missing_ok=True)
            raise FetchError(str(error).replace(part.name, item.name)) from None

    def _newest(self, downloader: Downloader, source: Source, item: Item) -> tuple[str, str]:
        """Return the address of a file and its release, from a page of releases if there is one.

        Raises:
            FetchError: the page names no release.
        """
        if not item.listing:
            return item.url, ""
        text = self._page(downloader, source, item.name, item.url).decode(errors="replace")
        found = max(re.finditer(item.listing, text), key=lambda match: match[1], default=None)
        if found is None:
            raise FetchError(
                f"{item.url} lists no such file any more: get it with a browser from "
                f"{source.homepage}"
            )
        return urljoin(item.url, found[0]), found[1]

    def _ask(self, downloader: Downloader, source: Source, query: Query, tick: Tick) -> Fetched:
        part = self._cache.part(source.name, query.name)

        def get(url: str) -> bytes:
            return self._page(downloader, source, query.name, url, source.largest)

        try:
            counted = write_pages(
                APIS[query.api],
                query.url,
                query.text,
                get,
                part,
                largest=source.largest,
                tick=tick,
            )
        except BaseException:
            part.unlink(missing_ok=True)  # the pages begin again next time
            raise
        received = Received(query.url, part.stat().st_size, file_hash(part), Known())
        entry = replace(
            self._entry(source, query.name, query.url, received),
            query=query.text,
            records=counted.records,
            announced=counted.announced,
        )
        self._cache.keep(entry, part)
        return self._fetched(entry, "new")

    def _page(
        self, downloader: Downloader, source: Source, name: str, url: str, largest: int = _PAGE
    ) -> bytes:
        """Download a page, which is not kept."""
        path = self._cache.part(source.name, f"{name}.page")
        Part(path).discard()
        try:
            downloader.fetch(url, path, largest=largest, pause=source.pause)
            return path.read_bytes()
        finally:
            Part(path).discard()

    def _entry(self, source: Source, name: str, url: str, received: Received) -> Entry:
        now = self._time()
        return Entry(
            source=source.name,
            name=name,
            url=url,
            final_url=received.url,
            fetched=now,
            checked=now,
            sha256=received.sha256,
            size=received.size,
            licence=source.licence,
            etag=received.known.etag,
            last_modified=received.known.last_modified,
        )

    def _fetched(self, entry: Entry, outcome: str) -> Fetched:
        return Fetched(entry, tuple(self._cache.files(entry)), outcome)

    def _time(self) -> str:
        return self._now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _asked(query: Query, text: str) -> Query:
    """Return a query with another text, kept in a file of its own."""
    asked = " ".join(text.split())
    if not asked or asked == query.text:
        return query
    slug = _NOT_IN_A_NAME.sub("-", asked.lower())[:_SLUG].strip("-")
    digest = hashlib.sha256(asked.encode()).hexdigest()[:8]
    stem, _, ending = query.name.rpartition(".")
    name = "-".join(filter(None, (stem, slug, digest))) + f".{ending}"
    return replace(query, name=name, text=asked)


def _release(path: Path, pattern: str) -> str:
    if not pattern:
        return ""
    with path.open("rb") as file:
        found = re.search(pattern, file.read(_HEAD).decode(errors="replace"))
    return found[1] if found else ""


@contextmanager
def open_fetcher(cache: Cache, *, offline: bool) -> Iterator[Fetcher]:
    """Give a fetcher for the public internet, or one that never touches the network."""
    if offline:
        yield Fetcher(cache, None)
        return
    with Downloader(GuardedTransport(GuardedBackend())) as downloader:
        yield Fetcher(cache, downloader)
