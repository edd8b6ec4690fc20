"""Processes that read texts side by side, and hand the results back in order."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from her2kg.errors import BuildError

__all__ = ["cores", "in_order"]

Held = TypeVar("Held")
Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 4
"""Tasks for each process that may wait or be done before their turn."""

_MOST = 61
"""More processes than these cannot be waited for on Windows."""


def cores() -> int:
    """Return on how many cores this process may run."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    tasks: Iterable[tuple[Held, Task]],
    begin: Callable[[], Callable[[Task], Result]],
    processes: int,
) -> Generator[tuple[Held, Result], None, None]:
    """Do tasks in processes of their own, a few ahead of what is taken.

    Close the iterator when it is left early: the processes end with it, and they end by
    themselves when this process is gone. A program that calls this at its top level needs
    ``if __name__ == "__main__":``, as everything of ``multiprocessing`` does.

    Args:
        tasks: each with something that stays here, to tell what the result belongs to.
        begin: called once in each process; returns what does a task.
        processes: how many.

    Yields:
        What stayed here and the result, in the order of the tasks.

    Raises:
        BuildError: a process was ended from outside.
    """
    context = get_context("spawn")
    watched, held = context.Pipe(duplex=False)
    count = min(processes, _MOST)
    pool = ProcessPoolExecutor(count, context, initializer=_start, initargs=(begin, watched))
    waiting: deque[tuple[Held, Future[Result]]] = deque()
    try:
        for kept, task in tasks:
            with _uninterrupted():
                waiting.append((kept, pool.submit(_do, task)))
            if len(waiting) >= _AHEAD * count:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    except BrokenProcessPool:
        raise BuildError(
            "a process that read texts was ended from outside, as happens when memory runs out; "
            "the graph of before is kept: read fewer or smaller files, or free memory"
        ) from None
    except BaseException:
        held.close()  # the processes end at once, whatever they are at
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        held.close()
        watched.close()


def _next(waiting: deque[tuple[Held, Future[Result]]]) -> tuple[Held, Result]:
    kept, future = waiting.popleft()
    return kept, future.result()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let processes be born deaf to Ctrl+C, which the terminal sends to all of them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_doing: list[Callable[[Any], Any]] = []
"""What does a task in this process, once it has begun."""


def _start(begin: Callable[[], Callable[[Any], Any]], watched: Any) -> None:
    """Begin a process that reads."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
    _doing.append(begin())


def _end_with(watched: Any) -> None:
    """End this process as soon as nobody holds the other end of a pipe any more."""
    try:
        watched.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _do(task: Any) -> Any:
    return _doing[0](task)
