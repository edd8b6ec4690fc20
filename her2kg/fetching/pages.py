"""APIs that give their answer in pages, written as the one file that a loader reads.

- ClinicalTrials.gov, version 2: ``pageSize``, then ``pageToken`` from ``nextPageToken``
  (https://clinicaltrials.gov/data-api/api).
- openFDA: ``limit`` and ``skip`` (https://open.fda.gov/apis/paging/).
- PubMed: a search kept on NCBI's history server, fetched in batches
  (https://www.ncbi.nlm.nih.gov/books/NBK25499/).
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from her2kg.errors import FetchError, NotThereError
from her2kg.fetching.download import Tick

__all__ = ["APIS", "Api", "Counted", "Page", "write_pages"]

Get = Callable[[str], bytes]
"""Downloads a page."""

_STUDIES = 200
_LABELS = 100
_LABELS_REACHED = 26_000
_ARTICLES = 200
_ARTICLES_REACHED = 9_999
_SET = re.compile(rb"<PubmedArticleSet\b[^<>]*>(.*)</PubmedArticleSet>", re.DOTALL)
_ARTICLE = re.compile(rb"<Pubmed(?:Book)?Article[\s>]")


@dataclass(frozen=True, slots=True)
class Page:
    """The records of one page, as they go into the file.

    Attributes:
        body: the records.
        count: how many.
        announced: how many the publisher says that there are in all.
    """

    body: bytes
    count: int
    announced: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What was written.

    Attributes:
        records: how many records.
        announced: how many the publisher said that there are.
    """

    records: int
    announced: int


@dataclass(frozen=True, slots=True)
class Api:
    """How an API is asked, and what stands around its records in the file.

    Attributes:
        pages: yields the pages for an address and a query.
        opening: begins the file.
        between: stands between two pages.
        closing: ends the file.
    """

    pages: Callable[[str, str, Get], Iterator[Page]]
    opening: bytes
    between: bytes
    closing: bytes


def write_pages(
    api: Api, url: str, text: str, get: Get, path: Path, *, largest: int, tick: Tick
) -> Counted:
    """Ask for every page and write its records to a file as they come.

    Args:
        api: the API.
        url: its address.
        text: the query.
        get: downloads a page.
        path: the file.
        largest: bytes that it may have.
        tick: told of the bytes written.

    Returns:
        How many records it holds, and should hold.

    Raises:
        FetchError: nothing matches, or it is too much.
    """
    records = announced = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(api.opening)
        for page in api.pages(url, text, get):
            announced = max(announced, page.announced)
            if page.count:
                file.write(api.between if records else b"")
                file.write(page.body)
                records += page.count
            tick(file.tell(), 0)
            if file.tell() > largest:
                raise FetchError(
                    f"the answer is larger than {largest // 1_000_000} MB: ask for less, "
                    "with --query"
                )
        file.write(api.closing)
    if not records:
        raise FetchError(f"nothing matches {text!r}: ask otherwise, with --query")
    return Counted(records, announced)


def _trials(url: str, text: str, get: Get) -> Iterator[Page]:
    # Results are left out: they are most of the bytes, and the loader reads the protocol.
    asked = {
        "query.term": text,
        "fields": "protocolSection",
        "format": "json",
        "countTotal": "true",
        "pageSize": str(_STUDIES),
    }
    given: set[str] = set()
    while True:
        page = _json(get(f"{url}?{urlencode(asked)}"), url)
        yield _page(page, "studies", page.get("totalCount"))
        token = page.get("nextPageToken")
        if not token:
            return
        if str(token) in given:
            raise FetchError("ClinicalTrials.gov gives the same page again: try again later")
        given.add(str(token))
        asked["pageToken"] = str(token)


def _labels(url: str, text: str, get: Get) -> Iterator[Page]:
    # A query without a field or quotes would find labels with any one of its words.
    search = text if re.search(r'[:"]', text) else f'"{text}"'
    skip, total = 0, 1
    while skip < total:
        asked = {"search": search, "limit": str(_LABELS), "skip": str(skip)}
        try:
            page = _json(get(f"{url}?{urlencode(asked)}"), url)
        except NotThereError:  # how openFDA says that nothing matches
            return
        meta = page.get("meta")
        results = meta.get("results") if isinstance(meta, dict) else None
        total = _whole(results.get("total") if isinstance(results, dict) else None)
        _within_reach(total, _LABELS_REACHED, "labels")
        found = _page(page, "results", total)
        yield found
        if not found.count:
            return
        skip += found.count


def _articles(url: str, text: str, get: Get) -> Iterator[Page]:
    search = {"db": "pubmed", "term": text, "retmax": "0", "retmode": "json", "usehistory": "y"}
    address = f"{urljoin(url, 'esearch.fcgi')}?{urlencode({**search, 'tool': 'her2kg'})}"
    found = _json(get(address), url).get("esearchresult")
    if not isinstance(found, dict) or "count" not in found:
        raise FetchError("PubMed does not understand the query: see --query")
    total = _whole(found["count"])
    _within_reach(total, _ARTICLES_REACHED, "articles")
    for start in range(0, total, _ARTICLES):
        asked = {
            "db": "pubmed",
            "WebEnv": str(found.get("webenv")),
            "query_key": str(found.get("querykey")),
            "retstart": str(start),
            "retmax": str(_ARTICLES),
            "retmode": "xml",
            "tool": "her2kg",
        }
        content = get(f"{urljoin(url, 'efetch.fcgi')}?{urlencode(asked)}")
        articles = _SET.search(content)
        if not articles:
            raise FetchError("PubMed gave no articles where there should be some: try again later")
        yield Page(articles[1].strip(), len(_ARTICLE.findall(articles[1])), total)


def _json(content: bytes, url: str) -> dict[str, Any]:
    try:
        page = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"{url} gave no sound JSON ({error}): try again later") from None
    if not isinstance(page, dict):
        raise FetchError(f"{url} gave another answer than its documentation says")
    return page


def _page(page: dict[str, Any], key: str, announced: Any) -> Page:
    records = page.get(key)
    if not isinstance(records, list):
        raise FetchError(f"the answer has no list {key!r}: the API may have changed")
    lines = [json.dumps(record, ensure_ascii=False).encode() for record in records]
    return Page(b",\n".join(lines), len(lines), _whole(announced))


def _whole(number: Any) -> int:
    text = str(number)
    return int(text) if text.isascii() and text.isdigit() else 0


def _within_reach(total: int, reached: int, what: str) -> None:
    if total > reached:
        raise FetchError(
            f"the query finds {total:,} {what}, and the API gives {reached:,} at most: "
            "ask for less, with --query"
        )


APIS = {
    "clinicaltrials": Api(_trials, b'{"studies":[\n', b",\n", b"\n]}\n"),
    "openfda": Api(_labels, b'{"results":[\n', b",\n", b"\n]}\n"),
    "pubmed": Api(
        _articles,
        b'<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n',
        b"\n",
        b"\n</PubmedArticleSet>\n",
    ),
}
"""Each API by the name that sources.toml gives it."""
