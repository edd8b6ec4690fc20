"""A comparison as JSON, for programs."""

import json
from dataclasses import asdict

from her2kg.differing.model import Difference

__all__ = ["FORMAT", "as_json"]

FORMAT = "her2kg-diff/1"
"""Name of the form; its number rises when a key changes its meaning or goes."""


def as_json(found: Difference) -> str:
    """Write a comparison, with the keys of ``Difference`` behind ``format``."""
    return json.dumps({"format": FORMAT, **asdict(found)}, indent=2, ensure_ascii=False)
