"""The SPARQL 1.1 Protocol, its query half: what comes in over HTTP and what goes out."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from her2kg.queries.errors import (
    ForbiddenQuery,
    MalformedQuery,
    NotAcceptable,
    QueryError,
    QueryTimeout,
    QueryTooLarge,
    SandboxBusy,
)
from her2kg.queries.sandbox import Sandbox

__all__ = ["answer"]

_LARGEST = 1_000_000
_HOW = (
    "This is a SPARQL endpoint. Send a query as ?query=… with GET, or with POST as a form or as\n"
    "application/sparql-query. \n"
    "Example: /sparql?query=SELECT%20*%20WHERE%20%7B?s%20?p%20?o%7D%20LIMIT%205\n"
)
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "X-Content-Type-Options": "nosniff",
}
_STATUS: tuple[tuple[type[QueryError], int], ...] = (
    (MalformedQuery, 400),
    (ForbiddenQuery, 403),
    (NotAcceptable, 406),
    (QueryTimeout, 503),
    (QueryTooLarge, 503),
    (SandboxBusy, 503),
)


class _BadRequestError(Exception):
    """The request is not of the protocol's form.

    Attributes:
        status: the HTTP status to answer with.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def answer(request: Request, sandbox: Sandbox) -> Response:
    """Answer a request to the endpoint.

    Args:
        request: GET with ``query``, or POST with a form or a query as its body (SPARQL 1.1
            Protocol, section 2.1); ``default-graph-uri`` and ``named-graph-uri`` are heeded.
        sandbox: the workers to ask.

    Returns:
        The answer in the format asked for, or one line that says what is wrong.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_HEADERS)
    try:
        sparql, parameters = await _query(request)
        found = await run_in_threadpool(
            sandbox.answer,
            sparql,
            [str(iri) for iri in parameters.getlist("default-graph-uri")],
            [str(iri) for iri in parameters.getlist("named-graph-uri")],
            request.headers.get("accept", "*/*"),
        )
    except _BadRequestError as error:
        return PlainTextResponse(f"{error}\n", error.status, _HEADERS)
    except QueryError as error:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        return PlainTextResponse(f"{error}\n", status, _HEADERS)
    return Response(found.body, headers=_HEADERS, media_type=found.media_type)


async def _query(request: Request) -> tuple[str, QueryParams | FormData]:
    if request.method == "GET":
        return _only(request.query_params), request.query_params
    body = await _body(request)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        form = QueryParams(body.decode("utf-8", "replace"))
        return _only(form), form
    if kind == "application/sparql-query":
        return body.decode("utf-8", "replace"), request.query_params
    if kind == "application/sparql-update":
        raise _BadRequestError(403, "this endpoint only answers queries; it takes no updates")
    raise _BadRequestError(
        415, "POST a form or application/sparql-query; the content type is neither"
    )


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise _BadRequestError(413, "the query is longer than a megabyte")
    return body


def _only(parameters: QueryParams) -> str:
    if parameters.getlist("update"):
        raise _BadRequestError(403, "this endpoint only answers queries; it takes no updates")
    queries = parameters.getlist("query")
    if not queries:
        raise _BadRequestError(400, _HOW.rstrip())
    if len(queries) > 1:
        raise _BadRequestError(400, "give one query, not several")
    return queries[0]
