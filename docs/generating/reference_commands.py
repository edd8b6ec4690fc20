"""The page of the commands, from the command line itself."""

from collections.abc import Iterator
from typing import Any

import typer.main

from her2kg.cli import app

from .context import Context
from .markdown import GENERATED, cell, code, table

__all__ = ["commands_page", "commands_table"]


def _commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    commands: dict[str, Any] = group.commands
    return commands


def _summary(command: Any) -> str:
    return str(command.help).split("\n\n", maxsplit=1)[0].replace("\n", " ")


def commands_table() -> str:
    """Return a table of the commands, each with one line."""
    rows = ([code(f"her2kg {name}"), cell(_summary(one))] for name, one in _commands().items())
    return table(["command", "what it does"], rows)


def commands_page(_context: Context) -> str:
    """Write the page of the commands: what each takes and an example."""
    parts = [
        f"{GENERATED}\n\n# Commands\n",
        "Every command of `her2kg`, what it takes and an example. `her2kg COMMAND --help` says the"
        " same. Results go to the output, remarks to the error stream. A command that fails prints"
        " one line and ends with a code other than 0: 1 for what you can mend, 2 for a wrong way to"
        " call it, 70 for a fault of the program.\n",
        commands_table(),
        *(_section(name, command) for name, command in _commands().items()),
        "## Environment\n",
        table(
            ["variable", "what it does"],
            [
                ["`HER2KG_HOME`", "The data folder; without it, the user's data folder."],
                ["`HER2KG_DEBUG`", "Set to 1, a fault of the program shows where it is."],
            ],
        ),
    ]
    return "\n".join(parts)


def _section(name: str, command: Any) -> str:
    lines = [f"## her2kg {name}\n", f"{_unwrapped(command.help)}\n"]
    parameters = [[code(_call(one)), _help(one)] for one in command.params]
    if parameters:
        lines.append(table(["argument or option", "what it means"], parameters))
    if command.epilog:
        lines.append("```sh\n" + "\n".join(_examples(command.epilog)) + "\n```\n")
    return "\n".join(lines)


def _unwrapped(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _examples(epilog: str) -> Iterator[str]:
    for example in epilog.partition(":")[2].split(" | "):
        yield example.strip()


def _call(parameter: Any) -> str:
    """Write a parameter as it is typed."""
    if parameter.param_type_name == "argument":
        shown = str(parameter.metavar or parameter.name.upper()).strip("[].")
        shown += "..." if parameter.nargs == -1 else ""
        return shown if parameter.required else f"[{shown}]"
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag else f"{names} {_values(parameter)}"


def _values(parameter: Any) -> str:
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return "|".join(str(getattr(choice, "value", choice)) for choice in choices)
    return str(parameter.type.name).split()[0].upper()


def _help(parameter: Any) -> str:
    said = cell(parameter.help or "")
    default = getattr(parameter.default, "value", parameter.default)
    low, high = (getattr(parameter.type, name, None) for name in ("min", "max"))
    if low is not None and high is not None:
        said += f" From {low} to {high}."
    choices = getattr(parameter.type, "choices", None)
    if choices and parameter.param_type_name == "argument":
        said += f" One of: {', '.join(str(getattr(c, 'value', c)) for c in choices)}."
    shown = isinstance(default, str | int) and not isinstance(default, bool)
    return said + (f" Default: {code(str(default))}." if shown else "")
