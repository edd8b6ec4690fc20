"""The real command, run as a user runs it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.shared import ROOT

__all__ = ["Run", "her2kg"]


@dataclass(frozen=True)
class Run:
    """What a run of the command gave.

    Attributes:
        code: the exit code.
        out: what it printed.
        err: what it printed on the error stream.
    """

    code: int
    out: str
    err: str

    def one_line_error(self) -> str:
        """Check that it failed with exactly one line and no traceback; return the line."""
        assert self.code not in {0, 70}, self
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


def her2kg(
    *words: str, home: Path, given: str = "", timeout: float = 120, seed: str = "random"
) -> Run:
    """Run ``her2kg`` with a data folder of its own."""
    environment = {
        **os.environ,
        "HER2KG_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": seed,
        "COLUMNS": "160",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "her2kg", *words],
        input=given,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=home if home.is_dir() else ROOT,
        timeout=timeout,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)
