"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence

__all__ = ["anchor", "cell", "code", "table"]


def cell(text: str) -> str:
    """Make a text safe for a cell of a table: one line, no bar, no markup of HTML."""
    folded = " ".join(text.split())
    return folded.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def code(text: str) -> str:
    """Set a short text as code, safe for a cell of a table."""
    return f"`{' '.join(text.split())}`".replace("|", "\\|")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a table.

    Args:
        header: the names of the columns.
        rows: one text a column, made safe before (see ``cell`` and ``code``).

    Returns:
        Lines that end with a line break.
    """
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def anchor(heading: str) -> str:
    """Return the anchor that a heading gets: lower case, hyphens for spaces, no punctuation."""
    plain = heading.replace("`", "").strip().lower()
    return "".join("-" if c == " " else c for c in plain if c.isalnum() or c in " -_")
