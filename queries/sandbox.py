"""Queries of strangers, run in processes that are killed when they take too long."""

import multiprocessing
import queue
import signal
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from her2kg.queries.errors import (
    QueryError,
    QueryFailed,
    QueryTimeout,
    QueryTooLarge,
    SandboxBusy,
)
from her2kg.queries.guard import check_read_only
from her2kg.queries.worker import Answer, Request, serve

__all__ = ["Sandbox"]

_START_SECONDS = 60.0
_DYING_SECONDS = 5.0


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, folder: Path, megabytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(str(folder), megabytes, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        self._ready = False

    def answer(self, request: Request, seconds: float) -> Answer:
        """Run one query; any exception but QueryError means that the process is of no more use."""
        self._wait_until_ready()
        self._pipe.send(request)
        if not self._pipe.poll(seconds):
            raise TimeoutError
        reply: Answer | QueryError = self._pipe.recv()
        if isinstance(reply, QueryError):
            raise reply
        return reply

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        if not self._pipe.poll(_START_SECONDS):
            raise QueryFailed("a worker for queries did not start")
        trouble: QueryError | None = self._pipe.recv()
        if trouble is not None:
            raise trouble
        self._ready = True

    def ran_out_of_memory(self) -> bool:
        """Say whether the process, which closed its pipe, aborted for want of memory."""
        self._process.join(_DYING_SECONDS)
        return self._process.exitcode == -signal.SIGABRT

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


class Sandbox:
    """A few worker processes over one store; each query has a limit of time and memory.

    Use it as a context manager, or call ``close`` at the end. It may be used by many threads.
    """

    def __init__(
        self, store_folder: Path, workers: int = 2, seconds: float = 10, megabytes: int = 1024
    ) -> None:
        """Start the workers; they open the store on their own.

        Args:
            store_folder: the folder of a finished store.
            workers: how many queries may run at the same time.
            seconds: how long a query may take, and how long one may wait for a free worker.
            megabytes: how much memory a query may need (enforced on Linux).
        """
        self._folder = store_folder
        self._seconds = seconds
        self._megabytes = megabytes
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._workers: set[_Worker] = set()
        for _ in range(workers):
            self._start()

    def answer(
        self,
        sparql: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        accept: str = "*/*",
    ) -> Answer:
        """Answer one query.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; the graph's prefixes are declared.
            default_graphs: IRIs of the graphs to see by default; none for the union of all.
            named_graphs: IRIs of the graphs that GRAPH may name; none for all.
            accept: the formats wanted, as in HTTP's Accept header.

        Returns:
            The answer in the format wanted most.

        Raises:
            ForbiddenQuery: the query would leave the graph or change it.
            MalformedQuery: it is not SPARQL.
            NotAcceptable: no format that is wanted fits the answer.
            QueryTimeout: it took too long; its worker was replaced.
            QueryTooLarge: it needed too much memory; its worker was replaced.
            SandboxBusy: all workers stayed busy.
            QueryFailed: the engine could not answer it.
        """
        check_read_only(sparql)
        try:
            worker = self._free.get(timeout=self._seconds)
        except queue.Empty:
            raise SandboxBusy("all workers are busy: ask again in a few seconds") from None
        try:
            answer = worker.answer(
                Request(sparql, tuple(default_graphs), tuple(named_graphs), accept), self._seconds
            )
        except QueryError:
            self._free.put(worker)
            raise
        except (EOFError, OSError) as error:
            trouble = self._trouble(worker, error)
            self._replace(worker)
            raise trouble from None
        self._free.put(worker)
        return answer

    def _trouble(self, worker: _Worker, error: EOFError | OSError) -> QueryFailed:
        """Say what became of a query whose worker is lost."""
        if isinstance(error, TimeoutError):
            return QueryTimeout(f"the query took longer than {self._seconds:g} s and was stopped")
        if worker.ran_out_of_memory():
            return QueryTooLarge(f"the query needed over {self._megabytes} MB and was stopped")
        return QueryFailed("the process that ran the query ended without an answer")

    def _start(self) -> None:
        worker = _Worker(self._folder, self._megabytes)
        self._workers.add(worker)
        self._free.put(worker)

    def _replace(self, worker: _Worker) -> None:
        if worker in self._workers:  # else the sandbox was closed meanwhile
            self._workers.discard(worker)
            worker.kill()
            self._start()

    def close(self) -> None:
        """End all workers; no query is answered after that."""
        while self._workers:
            self._workers.pop().kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
