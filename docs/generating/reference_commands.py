"""The commands, from the command line itself."""

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from her2kg.cli import app

from .markdown import cell, code, table

__all__ = ["commands_in_full", "commands_table"]


def _commands() -> Iterator[tuple[str, CommandInfo, Callable[..., Any]]]:
    for command in app.registered_commands:
        if command.callback is not None:
            yield command.name or command.callback.__name__, command, command.callback


def _help(callback: Callable[..., Any]) -> list[str]:
    """Return the paragraphs that a command's help consists of."""
    paragraphs = inspect.getdoc(callback) or ""
    return [" ".join(paragraph.split()) for paragraph in paragraphs.split("\n\n")]


def commands_table() -> str:
    """Return a table of the commands, each with one line."""
    rows = ([code(f"her2kg {name}"), cell(_help(call)[0])] for name, _, call in _commands())
    return table(["command", "what it does"], rows)


def commands_in_full() -> str:
    """Return a section for each command: what it takes, and examples."""
    return "\n".join(_section(name, command, call) for name, command, call in _commands())


def _section(name: str, command: CommandInfo, callback: Callable[..., Any]) -> str:
    parts = [f"## her2kg {name}", *_help(callback)]
    rows = list(_parameters(callback))
    if rows:
        parts.append(table(["argument or option", "what it means"], rows).rstrip())
    if command.epilog:
        examples = command.epilog.partition(":")[2].split(" | ")
        parts.append("\n".join(["```sh", *(one.strip() for one in examples), "```"]))
    return "\n\n".join(parts) + "\n"


def _parameters(callback: Callable[..., Any]) -> Iterator[list[str]]:
    hints = get_type_hints(callback, include_extras=True)
    for name, parameter in inspect.signature(callback).parameters.items():
        kind, info = get_args(hints[name])[:2]
        if get_origin(kind) is Annotated:
            kind, info = get_args(kind)[:2]
        default = parameter.default
        if isinstance(info, OptionInfo):
            value = "" if kind is bool else f" {_value(kind)}"
            yield [code(_option(name, info) + value), _said(info, default)]
        elif isinstance(info, ArgumentInfo):
            yield [code(_argument(name, kind, info, default)), _said(info, default)]


def _option(name: str, info: OptionInfo) -> str:
    """Return the spellings of an option; inside Annotated the first one stands as its default."""
    spellings = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str)]
    return ", ".join(spellings or [f"--{name.replace('_', '-')}"])


def _argument(name: str, kind: Any, info: ArgumentInfo, default: object) -> str:
    shown = (info.metavar or name.upper()).removesuffix("...").strip("[]")
    shown += "..." if "list[" in str(kind) else ""
    return shown if default is inspect.Parameter.empty else f"[{shown}]"


def _value(kind: Any) -> str:
    """Return what stands for the value of an option."""
    if isinstance(kind, UnionType):
        kind = get_args(kind)[0]
    if issubclass(kind, Enum):
        return "|".join(str(member.value) for member in kind)
    return "FILE" if issubclass(kind, Path) else {int: "NUMBER"}.get(kind, "TEXT")


def _said(info: OptionInfo | ArgumentInfo, default: object) -> str:
    said = cell(info.help or "")
    if info.min is not None and info.max is not None:
        said += f" From {info.min} to {info.max}."
    if isinstance(default, Enum):
        default = default.value
    if isinstance(default, str | int) and not isinstance(default, bool):
        said += f" Default: {code(str(default))}."
    return said
