"""Run the shell and Python sessions of a page, and write what they give below each input."""

import doctest
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from her2kg import api

__all__ = ["FENCE", "Session", "commands", "needs"]

FENCE = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A session in a page: ``console`` for the shell, ``pycon`` for Python."""

_PORT = "8000"
_SECONDS = 300
_RUN_PYTHON = Path(__file__).with_name("run_python.py")


def commands(session: str) -> Iterator[str]:
    """Yield the commands of a shell session; a line that begins with ``>`` goes on with one."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        first, *rest = part.splitlines()
        lines = [first]
        for line in rest:
            if line != ">" and not line.startswith("> "):
                break
            lines.append(line[2:])
        yield "\n".join(lines)


def needs(text: str) -> set[str]:
    """Return the programs, of those not installed everywhere, that the sessions of a page call."""
    called = [c for kind, body in FENCE.findall(text) if kind == "console" for c in commands(body)]
    return {name for name in ("curl",) for command in called if re.search(rf"\b{name}\b", command)}


class Session:
    """A folder in which the sessions of one page run, one after the other.

    Args:
        built: a data folder with a graph; it is copied, never changed.
    """

    def __init__(self, built: Path) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="her2kg-docs-"))
        self._work = self._scratch / "work"
        self._work.mkdir()
        shutil.copytree(built, self._scratch / "home")
        self._servers: list[subprocess.Popen[str]] = []
        self._port = _free_port()
        self._environment = self._make_environment()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
            if server.stdout:
                server.stdout.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _make_environment(self) -> dict[str, str]:
        programs = self._scratch / "bin"
        programs.mkdir()
        for name, words in (("her2kg", " -m her2kg"), ("python", "")):
            shim = programs / name
            shim.write_text(f'#!/bin/sh\nexec "{sys.executable}"{words} "$@"\n', encoding="utf-8")
            shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
        root = Path(api.__file__).parents[1]
        return {
            **os.environ,
            "HER2KG_HOME": str(self._scratch / "home"),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(root),
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
        }

    def replay(self, text: str) -> str:
        """Return a page with the outputs of all its sessions written anew."""
        return FENCE.sub(lambda found: self._block(found[1], found[2]), text)

    def _block(self, kind: str, body: str) -> str:
        lines = self._console(body) if kind == "console" else self._python(body)
        return f"```{kind}\n{''.join(lines)}```"

    def _console(self, body: str) -> Iterator[str]:
        for command in commands(body):
            first, *rest = command.split("\n")
            yield f"$ {first}\n" + "".join(f"> {line}".rstrip() + "\n" for line in rest)
            yield _tidy(self._shell(command))

    def _shell(self, command: str) -> str:
        ours = command.replace(_PORT, self._port)
        given = self._serve(ours[:-1]) if ours.endswith("&") else self._run(["sh", "-c", ours])
        return given.replace(self._port, _PORT).replace(str(self._scratch), "")

    def _run(self, command: list[str], given: str = "") -> str:
        done = subprocess.run(  # noqa: S603  # the commands stand in our own pages
            command,
            input=given,
            cwd=self._work,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        return done.stdout

    def _serve(self, command: str) -> str:
        """Start a server and return what it says until it listens."""
        server = subprocess.Popen(  # noqa: S603  # the commands stand in our own pages
            ["sh", "-c", f"exec {command}"],  # noqa: S607  # any shell of POSIX will do
            cwd=self._work,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._servers.append(server)
        said = ""
        for line in server.stdout or ():
            said += line
            if "Ctrl+C" in line:
                break
        return said

    def _python(self, body: str) -> Iterator[str]:
        examples = doctest.DocTestParser().get_examples(body)
        sources = json.dumps([example.source for example in examples])
        given = self._run([sys.executable, str(_RUN_PYTHON)], sources)
        try:
            outputs = json.loads(given)
        except json.JSONDecodeError:
            raise RuntimeError(f"the Python session failed: {given}") from None
        for example, output in zip(examples, outputs, strict=True):
            first, *rest = example.source.splitlines()
            yield f">>> {first}\n" + "".join(f"... {line}".rstrip() + "\n" for line in rest)
            yield _tidy(output)


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


def _tidy(output: str) -> str:
    """Drop blanks at the ends of lines and empty lines at both ends."""
    lines = [line.rstrip() for line in output.splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)
