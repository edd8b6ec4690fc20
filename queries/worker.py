"""The process that runs one query after another for the sandbox, and may be killed at any time."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES
from her2kg.queries.accept import best
from her2kg.queries.errors import QueryError, QueryFailed, QueryTooLarge, malformed
from her2kg.queries.results import GRAPH_FORMATS, ROW_FORMATS, serialise
from her2kg.queries.store import Result, open_store

__all__ = ["Answer", "Request", "serve"]


@dataclass(frozen=True, slots=True)
class Request:
    """A query as the SPARQL protocol sends it.

    Attributes:
        sparql: the query.
        default_graphs: IRIs of the graphs to see by default; none for the union of all.
        named_graphs: IRIs of the graphs that GRAPH may name; none for all.
        accept: the formats wanted, as in HTTP's Accept header.
    """

    sparql: str
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in a standard format.

    Attributes:
        media_type: its format.
        body: its bytes, UTF-8.
    """

    media_type: str
    body: bytes


def serve(folder: str, megabytes: int, pipe: Connection) -> None:
    """Answer requests from a pipe until it closes; send answers and errors back.

    The first message is None, once the store is open. A query that needs more memory than
    allowed ends the process.

    Args:
        folder: the folder of the store.
        megabytes: how much more memory than now the process may use.
        pipe: where requests come from and answers go to.
    """
    try:
        store = open_store(Path(folder))
    except OSError as error:
        pipe.send(QueryFailed(f"the graph cannot be opened: {error}"))
        return
    _limit_memory(megabytes)
    pipe.send(None)
    while True:
        try:
            request = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(store, request))


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 (there is none on Windows)

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    limit = pages * resource.getpagesize() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _answer(store: ox.Store, request: Request) -> Answer | QueryError:
    try:
        result = _run(store, request)
        formats = GRAPH_FORMATS if isinstance(result, ox.QueryTriples) else ROW_FORMATS
        media_type = best(request.accept, list(formats))
        return Answer(media_type, serialise(result, media_type))
    except QueryError as error:
        return error
    except SyntaxError as error:
        return malformed(error)
    except MemoryError:
        return QueryTooLarge("the query needed too much memory and was stopped")
    except (OSError, RuntimeError, ValueError) as error:
        return QueryFailed(f"the query could not be answered: {' '.join(str(error).split())}")


def _run(store: ox.Store, request: Request) -> Result:
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named: list[ox.NamedNode | ox.BlankNode]
    default = [ox.NamedNode(iri) for iri in request.default_graphs]
    named = [ox.NamedNode(iri) for iri in request.named_graphs]
    return store.query(
        request.sparql,
        prefixes=PREFIXES,
        use_default_graph_as_union=not default and not named,
        default_graph=default or None,
        named_graphs=named or None,
    )
