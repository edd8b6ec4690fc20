"""From exceptions to what a person reads, and the exit code."""

import os
import sys

from her2kg.errors import BuildError, Her2kgError
from her2kg.queries.errors import QueryError

__all__ = ["one_line"]

_KNOWN = 1
_UNEXPECTED = 70


def one_line(error: Exception) -> int:
    """Print a failure and return the exit code.

    It takes one line; a build that stopped takes one for each thing that is wrong.

    Args:
        error: what a command raised.

    Returns:
        0 when the reader of a pipe just went away, 1 for what a user can mend, 70 for a fault
        of the program.
    """
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    if isinstance(error, Her2kgError | QueryError):
        parts = str(error).splitlines() if isinstance(error, BuildError) else [str(error)]
        lines = [" ".join(part.split()) for part in parts]
        print("her2kg: " + "\n  ".join(lines), file=sys.stderr)  # noqa: T201
        return _KNOWN
    if os.environ.get("HER2KG_DEBUG"):
        raise error
    what = " ".join(f"{type(error).__name__}: {error}".split())
    print(  # noqa: T201
        f"her2kg: something went wrong inside the program ({what}); "
        "set HER2KG_DEBUG=1 to see where, and please report it",
        file=sys.stderr,
    )
    return _UNEXPECTED
