"""The page's data over HTTP: each call of the explorer as one address under ``/api``."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from her2kg.errors import Her2kgError, NoGraph
from her2kg.explorer import Explorer
from her2kg.queries.errors import QueryError, UnknownName, UnknownQuestion
from her2kg.queries.results import Cell, cells_of_json, cells_of_triples
from her2kg.queries.sandbox import Sandbox
from her2kg.viz.answers import pictured

__all__ = ["HEADERS", "api_routes"]

HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}

_LARGEST = 1_000_000
_MOST = 5_000
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.5"

Given = Mapping[str, Any]
Call = Callable[[Explorer, Given], Any]


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


def _search(explorer: Explorer, given: Given) -> Any:
    return explorer.search(str(given.get("text", "")))


def _path(explorer: Explorer, given: Given) -> Any:
    return explorer.path(_text(given, "start"), _text(given, "end"), _texts(given, "avoid"))


def _status(explorer: Explorer, given: Given) -> Any:
    if not all(isinstance(value, str) for value in given.values()):
        raise _BadRequestError("the findings must be texts")
    return explorer.status(given)


_GET: dict[str, Call] = {
    "search": _search,
    "focus": lambda explorer, given: explorer.focus(_text(given, "id")),
    "neighbours": lambda explorer, given: explorer.neighbours(_text(given, "id")),
    "entity": lambda explorer, given: explorer.entity(_text(given, "id")),
    "section": lambda explorer, given: explorer.section(_text(given, "id"), _place(given)),
    "link": lambda explorer, given: explorer.link(_text(given, "id")),
    "map": lambda explorer, _: explorer.map(),
}

_POST: dict[str, Call] = {
    "scene": lambda explorer, given: explorer.scene(_texts(given, "ids")),
    "path": _path,
    "question": lambda e, given: e.question(_text(given, "name"), _values(given, "given")),
    "status": _status,
}


def api_routes(opened: Callable[[], tuple[Explorer, Sandbox]]) -> Iterator[Route]:
    """Make the routes of the page's data.

    Args:
        opened: gives the explorer and the workers for queries of the build in use.

    Yields:
        ``GET /api/search?text=``, ``focus?id=``, ``neighbours?id=``, ``entity?id=``,
        ``section?id=&place=``, ``link?id=`` and ``map``; ``POST /api/scene``, ``path``,
        ``question``, ``status``, ``sparql`` and ``file`` with a JSON object. Errors are
        ``{"error": one line}`` with status 400, 404 or 503.
    """
    for name, call in _GET.items():
        yield Route(f"/api/{name}", _answering(opened, call, _query), methods=["GET"])
    for name, call in _POST.items():
        yield Route(f"/api/{name}", _answering(opened, call, _body), methods=["POST"])
    yield Route("/api/sparql", _sparql(opened), methods=["POST"])
    yield Route("/api/file", _file(opened), methods=["POST"])


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
    opened: Callable[[], tuple[Explorer, Sandbox]],
    call: Call,
    read: Callable[[Request], Awaitable[Given]],
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            given = await read(request)
            explorer, _ = opened()
            return _json(await run_in_threadpool(call, explorer, given))
        except _FAILURES as error:
            return _failure(error)

    return answer


_FAILURES = (_BadRequestError, LookupError, QueryError, Her2kgError)


def _json(told: Any) -> Response:
    return JSONResponse(told, headers={**HEADERS, "Cache-Control": "no-store"})


def _failure(error: Exception) -> Response:
    missing = isinstance(error, LookupError | UnknownName | UnknownQuestion)
    status = 404 if missing else 503 if isinstance(error, NoGraph) else 400
    text = str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error)
    return JSONResponse({"error": text}, status, HEADERS)


def _sparql(
    opened: Callable[[], tuple[Explorer, Sandbox]],
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            given = await _body(request)
            explorer, sandbox = opened()
            return _json(await run_in_threadpool(_asked, explorer, sandbox, _text(given, "query")))
        except _FAILURES as error:
            return _failure(error)

    return answer


def _asked(explorer: Explorer, sandbox: Sandbox, query: str) -> Any:
    found = sandbox.answer(query, accept=_ACCEPT)
    read: tuple[list[str], list[list[Cell]]]
    if found.media_type.startswith("application/n-triples"):
        read = cells_of_triples(ox.parse(found.body, format=ox.RdfFormat.N_TRIPLES))
    else:
        read = cells_of_json(json.loads(found.body))
    return pictured(explorer.named, *read)


def _file(
    opened: Callable[[], tuple[Explorer, Sandbox]],
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            given = await _body(request)
            explorer, _ = opened()
            focus = explorer.id_of(_text(given, "focus"))
            view = str(given.get("view", ""))
            nodes = [name for name in _texts(given, "nodes") if name in explorer.atlas.nodes]
            text = await run_in_threadpool(_saved, explorer, focus, nodes, view)
            return HTMLResponse(text, headers=HEADERS)
        except _FAILURES as error:
            return _failure(error)

    return answer


def _saved(explorer: Explorer, focus: str, nodes: list[str], view: str) -> str:
    return explorer.file(focus, nodes=nodes, most=400, view=view)
