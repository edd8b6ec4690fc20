"""How a command prints its data: text for people, or JSON for programs."""

from enum import StrEnum
from typing import Annotated

import typer

__all__ = ["Format", "Shape"]


class Shape(StrEnum):
    """How a command prints its data."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[Shape, typer.Option("--format", help="Text for people, or JSON.")]
"""The option that chooses it."""
