"""The sources that the graph can be built from; adding one adds one line here."""

from collections.abc import Callable

from her2kg.loaders.article import ArticleLoader
from her2kg.loaders.base import Loader
from her2kg.loaders.civic import CivicLoader, Scope
from her2kg.loaders.hgnc import HgncLoader
from her2kg.loaders.obo import OboLoader
from her2kg.loaders.oncotree import OncoTreeLoader
from her2kg.loaders.text.lexicon import Lexicon

__all__ = ["PROSE", "TABLES"]

TABLES: tuple[Callable[[Scope], Loader], ...] = (
    CivicLoader,
    HgncLoader,
    OboLoader,
    OncoTreeLoader,
)
"""Loaders of tables and databases; what concerns HER2 is handed to them."""

PROSE: tuple[Callable[[Lexicon], Loader], ...] = (ArticleLoader,)
"""Readers of prose; they get the names of everything that the tables brought."""
