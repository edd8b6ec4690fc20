"""Which pages there are, and how each is made."""

from collections.abc import Callable

from .context import Context
from .fragments import fill
from .reference_api import api_page
from .reference_commands import commands_page
from .reference_ontology import ontology_page
from .reference_questions import questions_page
from .reference_shapes import shapes_page
from .reference_sources import sources_page
from .transcripts import FENCE, Session

__all__ = ["PAGES", "WHOLE", "WRITTEN", "make"]

WHOLE: dict[str, Callable[[Context], str]] = {
    "docs/reference/api.md": api_page,
    "docs/reference/commands.md": commands_page,
    "docs/reference/ontology.md": ontology_page,
    "docs/reference/questions.md": questions_page,
    "docs/reference/shapes.md": shapes_page,
    "docs/reference/sources.md": sources_page,
}
"""Pages that a program writes whole."""

WRITTEN = (
    "LICENSES/README.md",
    "README.md",
    "docs/how-to.md",
    "docs/index.md",
    "docs/model.md",
    "docs/tutorial.md",
    "loaders/README.md",
)
"""Pages that people write; a program fills in tables and the outputs of commands."""

PAGES = tuple(sorted((*WHOLE, *WRITTEN)))
"""All pages, sorted."""


def make(name: str, context: Context) -> str:
    """Return what a page should say today.

    Args:
        name: its path from the root of the checkout, one of ``PAGES``.
        context: what it is made from.

    Raises:
        KeyError: there is no such page.
        FileNotFoundError: a written page is missing.
    """
    if name in WHOLE:
        return WHOLE[name](context)
    if name not in WRITTEN:
        raise KeyError(name)
    text = fill((context.root / name).read_text(encoding="utf-8"), context)
    if not FENCE.search(text):
        return text
    with Session(context.home) as session:
        return session.replay(text)
