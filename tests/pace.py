"""Limits of time in tests: they hold on a machine as it was set, and longer on a slower one."""

import time

__all__ = ["in_time"]

_USUAL = 0.045
"""Seconds of processor time that ``_work`` takes on a machine that builds the graph in 12 s."""


def _work() -> float:
    begun = time.process_time()
    sum(number * number % 7 for number in range(1_000_000))
    return time.process_time() - begun


def in_time(took: float, limit: float) -> bool:
    """Tell whether a measured time keeps to a limit, by the pace of this machine just now.

    Args:
        took: what was measured, in any unit of time.
        limit: what is promised, in the same unit; never less is allowed.
    """
    return took <= limit or took <= limit * min(_work() for _ in range(3)) / _USUAL
