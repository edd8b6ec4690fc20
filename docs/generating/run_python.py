"""Run a Python session: sources as JSON on the input, what each printed as JSON on the output."""

import contextlib
import io
import json
import sys
from typing import Any

__all__: list[str] = []


def _run(source: str, names: dict[str, Any]) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(source, "<docs>", "single"), names)  # noqa: S102  # our own pages
    return said.getvalue()


if __name__ == "__main__":
    shared: dict[str, Any] = {"__name__": "__console__"}
    outputs = [_run(source, shared) for source in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(outputs))
