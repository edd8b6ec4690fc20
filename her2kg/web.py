"""The web application: the explorer with its data, and a SPARQL endpoint that can only read."""

import contextlib
import socket
import threading
from collections.abc import AsyncIterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from her2kg.errors import Her2kgError, NoGraph, NotDrawn
from her2kg.explorer import Explorer
from her2kg.home import Home
from her2kg.queries.errors import UnknownName
from her2kg.queries.sandbox import Sandbox
from her2kg.queries.store import open_store
from her2kg.sparql_protocol import answer
from her2kg.viz.page import SERVED_POLICY, asset, assets
from her2kg.web_api import HEADERS, api_routes

__all__ = ["Served", "create_app", "serve"]

_FIRST = "HER2"
_VIEWS = {"/map": "map", "/path": "path", "/questions": "question", "/status": "status"}
_PAGES_KEPT = 64
_TYPES = {"js": "text/javascript", "css": "text/css"}


class _Opened:
    """One build, opened: its store, the workers over it, and the explorer of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = open_store(folder / "store")
        self.explorer = Explorer.of_build(self.store, folder)
        self.page = lru_cache(_PAGES_KEPT)(self.explorer.page)
        self.sandbox = Sandbox(folder / "store")


class Served:
    """The graph in use, opened anew when a build replaced it.

    Args:
        home: the data folder.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def opened(self) -> _Opened:
        """Return the build in use.

        Raises:
            NoGraph: nothing was built yet.
        """
        with self._lock:
            folder = self._home.current()
            if self._opened is None or folder != self._opened.folder:
                self._close()
                self._opened = _Opened(folder)
            return self._opened

    def close(self) -> None:
        """Stop the workers."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.sandbox.close()
            self._opened = None


def create_app(home: Home) -> Starlette:
    """Make the application over a data folder.

    Args:
        home: the data folder with a built graph.

    Returns:
        An ASGI application with ``/``, ``/view/NAME``, the other views at ``/map``, ``/path``,
        ``/questions`` and ``/status``, what the page loads under ``/static`` and asks under
        ``/api``, and ``/sparql``.
    """
    served = Served(home)

    def first_page(request: Request) -> Response:
        opened = served.opened()
        view = _VIEWS.get(request.url.path, "")
        return _page(opened, _first(opened), view)

    def view(request: Request) -> Response:
        name = request.path_params["name"]
        opened = served.opened()
        found = opened.explorer.id_of(name)
        return _page(opened, found) if found == name else RedirectResponse(_address(found))

    def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in assets():
            return PlainTextResponse("there is no such file\n", 404, HEADERS)
        kept = {"Cache-Control": "public, max-age=31536000, immutable"}
        kind = _TYPES[name.rpartition(".")[2]]
        return Response(asset(name), headers={**HEADERS, **kept}, media_type=kind)

    def exploring() -> tuple[Explorer, Sandbox]:
        opened = served.opened()
        return opened.explorer, opened.sandbox

    async def sparql(request: Request) -> Response:
        return await answer(request, served.opened().sandbox)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        with contextlib.suppress(NoGraph):
            opened = served.opened()
            await run_in_threadpool(_page, opened, _first(opened))
        yield
        served.close()

    return Starlette(
        routes=[
            Route("/", first_page),
            *(Route(address, first_page) for address in _VIEWS),
            Route("/view/{name:path}", view),
            Route("/static/{name}", static),
            *api_routes(exploring),
            Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"]),
        ],
        exception_handlers={UnknownName: _not_found, NotDrawn: _not_found, NoGraph: _no_graph},
        lifespan=lifespan,
    )


def _first(opened: _Opened) -> str:
    return opened.explorer.id_of(_FIRST)


def _address(name: str) -> str:
    return f"/view/{quote(name)}"


def _page(opened: _Opened, name: str, view: str = "") -> Response:
    policy = {"Content-Security-Policy": SERVED_POLICY, "Cache-Control": "no-cache"}
    return HTMLResponse(opened.page(name, view), headers={**HEADERS, **policy})


def _not_found(_request: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", 404, HEADERS)


def _no_graph(_request: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", 503, HEADERS)


def serve(home: Home, host: str, port: int) -> None:
    """Serve until interrupted.

    Args:
        home: the data folder with a built graph.
        host: address to listen on.
        port: port; 0 for any free one.

    Raises:
        NoGraph: nothing was built yet.
        Her2kgError: the address cannot be listened on.
    """
    home.current()
    listener = _listen(host, port)
    address = f"http://{host}:{listener.getsockname()[1]}"
    print(f"her2kg is served at {address}  (SPARQL: {address}/sparql)", flush=True)  # noqa: T201
    print("Information, not medical advice. Press Ctrl+C to stop.", flush=True)  # noqa: T201
    config = uvicorn.Config(create_app(home), log_level="warning", lifespan="on")
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise Her2kgError(
            f"cannot listen on {host}:{port}: {error.strerror or error}; choose another --port"
        ) from None
