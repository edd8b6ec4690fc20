"""Small files of the data folder, replaced as a whole or not at all."""

from pathlib import Path

__all__ = ["replace_text"]


def replace_text(path: Path, text: str) -> None:
    """Write a file beside the one in use and move it into its place; its folder is made.

    Args:
        path: the file.
        text: its new content, written as UTF-8.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
