"""Which pages have generated parts, and how a page is made."""

from .context import Context
from .fragments import fill
from .transcripts import FENCE, Session

__all__ = ["PAGES", "make"]

PAGES = (
    "LICENSES/README.md",
    "README.md",
    "docs/how-to.md",
    "docs/index.md",
    "docs/model.md",
    "docs/reference/api.md",
    "docs/reference/commands.md",
    "docs/reference/ontology.md",
    "docs/reference/questions.md",
    "docs/reference/shapes.md",
    "docs/reference/sources.md",
    "docs/tutorial.md",
    "loaders/README.md",
)
"""Pages with tables from the code or with outputs of commands, sorted."""


def make(name: str, context: Context) -> str:
    """Return what a page should say today.

    Args:
        name: its path from the root of the checkout, one of ``PAGES``.
        context: what it is made from.

    Raises:
        FileNotFoundError: the page is missing.
    """
    text = fill((context.root / name).read_text(encoding="utf-8"), context)
    if not FENCE.search(text):
        return text
    with Session(context.home) as session:
        return session.replay(text)
