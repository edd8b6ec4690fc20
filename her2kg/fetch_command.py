"""The command that downloads what publishers offer."""

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from her2kg.home import default_home
from her2kg.shapes import Format, Shape

if TYPE_CHECKING:
    from her2kg.fetching.cache import Cache
    from her2kg.fetching.catalogue import Source
    from her2kg.fetching.fetcher import Failed, Fetched, Fetcher

__all__ = ["FETCH_EXAMPLES", "fetch"]

FETCH_EXAMPLES = (
    "Examples: her2kg fetch civic doid | "
    'her2kg fetch trials --query "trastuzumab deruxtecan" | her2kg fetch civic --offline'
)
_INTERRUPTED = 130

Names = Annotated[
    list[str] | None, typer.Argument(help="What to download; nothing lists what there is.")
]
QueryText = Annotated[
    str, typer.Option("--query", help="What to ask trials, labels or pubmed, in their syntax.")
]
Offline = Annotated[
    bool, typer.Option("--offline", help="Never touch the network: say what was downloaded.")
]
Refresh = Annotated[
    bool, typer.Option("--refresh", help="Download again what has not changed, too.")
]


def fetch(
    names: Names = None,
    query: QueryText = "",
    offline: Offline = False,
    refresh: Refresh = False,
    shape: Format = Shape.TEXT,
) -> None:
    """Download sources from their publishers, with where each file came from.

    Files are kept in the data folder; one that broke off is continued. A source that fails does
    not stop the others.
    """
    from her2kg.fetching.cache import Cache
    from her2kg.fetching.catalogue import chosen, sources
    from her2kg.fetching.showing import show_fetched, show_sources

    cache = Cache(default_home().root / "cache")
    wanted = chosen(names or [], sources())
    _check(wanted, query, offline=offline, refresh=refresh)
    if not wanted:
        show_sources(sources().values(), cache.entries(), as_data=shape is Shape.JSON)
        return
    done, failed = _fetch_all(wanted, cache, query, offline=offline, refresh=refresh)
    show_fetched(done, failed, as_data=shape is Shape.JSON)
    if failed:
        raise typer.Exit(1)


def _check(wanted: "list[Source]", query: str, *, offline: bool, refresh: bool) -> None:
    """Refuse options that do not go together.

    Raises:
        FetchError: they do not.
    """
    from her2kg.errors import FetchError

    if offline and refresh:
        raise FetchError("--offline and --refresh exclude each other: give one of them")
    without = [source.name for source in wanted if source.query is None]
    if query and (without or not wanted):
        raise FetchError(
            f"--query is for trials, labels and pubmed, not for {' '.join(without) or 'the list'}: "
            "fetch the others without it"
        )


def _fetch_all(
    wanted: "list[Source]", cache: "Cache", query: str, *, offline: bool, refresh: bool
) -> "tuple[list[Fetched], list[Failed]]":
    from her2kg.fetching.fetcher import Failed, Fetched
    from her2kg.fetching.showing import progress

    done: list[Fetched] = []
    failed: list[Failed] = []
    try:
        with (
            nullcontext() if offline else cache.locked(),
            _fetcher(cache, offline=offline) as fetcher,
            progress() as shown,
        ):
            for source in wanted:
                for each in fetcher.fetch(source, query=query, refresh=refresh, progress=shown):
                    if isinstance(each, Fetched):
                        done.append(each)
                    else:
                        failed.append(each)
    except KeyboardInterrupt:
        again = " ".join(source.name for source in wanted)
        typer.echo(
            f"her2kg: the part of a file that came is kept, and `her2kg fetch {again}` goes on "
            "there; a query begins again",
            err=True,
        )
        raise typer.Exit(_INTERRUPTED) from None
    return done, failed


def _fetcher(cache: "Cache", *, offline: bool) -> "AbstractContextManager[Fetcher]":
    from her2kg.fetching.fetcher import open_fetcher

    return open_fetcher(cache, offline=offline)
