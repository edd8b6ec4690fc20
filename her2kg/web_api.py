"""The page's data over HTTP: each call of the explorer as one address under ``/api``."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from her2kg.errors import Her2kgError, NoGraph, NotDrawn
from her2kg.explorer import Explorer
from her2kg.queries.errors import QueryError, UnknownName, UnknownQuestion
from her2kg.queries.results import cells_of_json, cells_of_triples
from her2kg.queries.sandbox import Sandbox
from her2kg.viz.answers import pictured

__all__ = ["HEADERS", "api_routes"]

HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}

_LARGEST = 1_000_000
_MOST = 5_000
_IN_FILE = 400
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.5"

Given = Mapping[str, Any]
Opened = tuple[Explorer, Sandbox]
Call = Callable[[Opened, Given], Any]


class _BadRequestError(Exception):
    """What was sent is not what the call takes."""


def _text(given: Given, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise _BadRequestError(f"say which {name}, as a text")
    return value


def _texts(given: Given, name: str) -> list[str]:
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _BadRequestError(f"{name} must be a list of texts")
    if len(value) > _MOST:
        raise _BadRequestError(f"{name} has more than {_MOST} entries")
    return value


def _values(given: Given, name: str) -> dict[str, str]:
    value = given.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise _BadRequestError(f"{name} must be an object of texts")
    return value


def _place(given: Given) -> int:
    text = str(given.get("place", ""))
    if not text.isdecimal():
        raise _BadRequestError("say which place, as a number from 0")
    return int(text)


def _path(explorer: Explorer, given: Given) -> Any:
    return explorer.path(_text(given, "start"), _text(given, "end"), _texts(given, "avoid"))


def _status(explorer: Explorer, given: Given) -> Any:
    if not all(isinstance(value, str) for value in given.values()):
        raise _BadRequestError("the findings must be texts")
    return explorer.status(given)


def _sparql(opened: Opened, given: Given) -> Any:
    explorer, sandbox = opened
    found = sandbox.answer(_text(given, "query"), accept=_ACCEPT)
    if found.media_type.startswith("application/n-triples"):
        triples = ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES)
        return pictured(explorer.named, *cells_of_triples(triples))
    return pictured(explorer.named, *cells_of_json(json.loads(found.body)))


def _file(explorer: Explorer, given: Given) -> str:
    focus = explorer.id_of(_text(given, "focus"))
    nodes = [name for name in _texts(given, "nodes") if name in explorer.atlas.nodes]
    return explorer.file(focus, nodes=nodes, most=_IN_FILE, view=str(given.get("view", "")))


_GET: dict[str, Call] = {
    "search": lambda opened, given: opened[0].search(str(given.get("text", ""))),
    "focus": lambda opened, given: opened[0].focus(_text(given, "id")),
    "neighbours": lambda opened, given: opened[0].neighbours(_text(given, "id")),
    "entity": lambda opened, given: opened[0].entity(_text(given, "id")),
    "section": lambda opened, given: opened[0].section(_text(given, "id"), _place(given)),
    "link": lambda opened, given: opened[0].link(_text(given, "id")),
    "map": lambda opened, _: opened[0].map(),
}

_POST: dict[str, Call] = {
    "scene": lambda opened, given: opened[0].scene(_texts(given, "ids")),
    "path": lambda opened, given: _path(opened[0], given),
    "question": lambda opened, given: opened[0].question(
        _text(given, "name"), _values(given, "given")
    ),
    "status": lambda opened, given: _status(opened[0], given),
    "sparql": _sparql,
    "file": lambda opened, given: _file(opened[0], given),
}


def api_routes(opened: Callable[[], Opened]) -> Iterator[Route]:
    """Make the routes of the page's data.

    Args:
        opened: gives the explorer and the workers for queries of the build in use.

    Yields:
        ``GET /api/search?text=``, ``focus?id=``, ``neighbours?id=``, ``entity?id=``,
        ``section?id=&place=``, ``link?id=`` and ``map``; ``POST /api/scene``, ``path``,
        ``question``, ``status``, ``sparql`` and ``file`` with a JSON object. All answer JSON
        but ``file``, which is HTML. Errors are ``{"error": one line}`` with status 400, 404
        or 503.
    """
    for name, call in _GET.items():
        yield Route(f"/api/{name}", _answering(opened, call, _query), methods=["GET"])
    for name, call in _POST.items():
        yield Route(f"/api/{name}", _answering(opened, call, _body), methods=["POST"])


async def _query(request: Request) -> Given:
    return dict(request.query_params)


async def _body(request: Request) -> Given:
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise _BadRequestError("send JSON, with the content type application/json")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise _BadRequestError("more than a megabyte was sent")
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise _BadRequestError("what was sent is not JSON") from None
    if not isinstance(given, dict):
        raise _BadRequestError("send a JSON object")
    return given


def _answering(
    opened: Callable[[], Opened],
    call: Call,
    read: Callable[[Request], Awaitable[Given]],
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            given = await read(request)
            told = await run_in_threadpool(call, opened(), given)
        except (_BadRequestError, LookupError, QueryError, Her2kgError) as error:
            return _failure(error)
        if isinstance(told, str):
            return HTMLResponse(told, headers=HEADERS)
        return JSONResponse(told, headers={**HEADERS, "Cache-Control": "no-store"})

    return answer


def _failure(error: Exception) -> Response:
    missing = isinstance(error, LookupError | NotDrawn | UnknownName | UnknownQuestion)
    status = 404 if missing else 503 if isinstance(error, NoGraph) else 400
    text = str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error)
    return JSONResponse({"error": text}, status, HEADERS)
