"""The sources that can be downloaded, read from sources.toml."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from her2kg.errors import FetchError

__all__ = ["Item", "Query", "Source", "chosen", "read_sources", "sources"]

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """A file to download.

    Attributes:
        name: its name in the cache.
        url: where it lies, or the page that lists its releases.
        listing: pattern of its name on that page, the first group its release.
        unpack: ends of the names that are taken out of it, if it is a zip archive.
        mentions: of those, only files with one of these words; all when there are none.
        release: pattern in the head of the file whose first group is the publisher's release.
    """

    name: str
    url: str
    listing: str = ""
    unpack: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    release: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """An API that is asked page by page.

    Attributes:
        name: name of the file in the cache, for the default query.
        api: how its pages are read.
        url: its address.
        text: the default query, in the syntax of the API.
    """

    name: str
    api: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's offer: files, or an API to ask.

    Attributes:
        name: how it is called on the command line.
        title: what it is, in a few words.
        licence: SPDX id or plain words.
        homepage: where a person finds it.
        pause: seconds between two requests.
        largest: bytes that a file of it may have, unpacked too.
        files: what is downloaded.
        query: what is asked instead.
    """

    name: str
    title: str
    licence: str
    homepage: str
    pause: float
    largest: int
    files: tuple[Item, ...] = field(default=())
    query: Query | None = None


def read_sources(text: str) -> dict[str, Source]:
    """Read the description of sources, as the head of sources.toml explains it.

    Raises:
        TypeError: a source lacks a key, or has an unknown one.
    """
    return {name: _source(name, table) for name, table in tomllib.loads(text).items()}


@cache
def sources() -> dict[str, Source]:
    """Return every source by its name, in the order of the file."""
    text = files("her2kg.fetching").joinpath("sources.toml").read_text(encoding="utf-8")
    return read_sources(text)


def chosen(names: Iterable[str], known: dict[str, Source]) -> list[Source]:
    """Return the sources of these names, each once.

    Raises:
        FetchError: there is none of a name.
    """
    wanted = list(dict.fromkeys(names))
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise FetchError(f"no source is called {unknown[0]!r}: choose among {', '.join(known)}")
    return [known[name] for name in wanted]


def _source(name: str, table: dict[str, Any]) -> Source:
    rest = dict(table)
    items = tuple(
        Item(**{k: _frozen(v) for k, v in each.items()}) for each in rest.pop("files", ())
    )
    query = Query(**rest.pop("query")) if "query" in rest else None
    largest = rest.pop("largest") * _MB
    return Source(name=name, largest=largest, files=items, query=query, **rest)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
