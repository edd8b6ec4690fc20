"""The SPARQL files of the ontology: rules that derive facts, and checks."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["SparqlFile", "sparql_files"]


@dataclass(frozen=True, slots=True)
class SparqlFile:
    """A query with what its comments say.

    Attributes:
        title: its first comment, one sentence.
        sparql: the whole text.
    """

    title: str
    sparql: str

    def directive(self, name: str) -> str:
        """Return what stands behind ``# name: `` on a line of its own, or an empty text."""
        start = f"# {name}: "
        lines = (line for line in self.sparql.splitlines() if line.startswith(start))
        return next(lines, "").removeprefix(start).strip()


@cache
def sparql_files(folder: str) -> tuple[SparqlFile, ...]:
    """Return the queries of a folder of the ontology, by file name.

    Args:
        folder: e.g. ``rules`` or ``checks/order``; folders within it are left out.
    """
    place = resources.files("her2kg.ontology").joinpath(*folder.split("/"))
    texts = sorted(
        (entry.name, entry.read_text(encoding="utf-8"))
        for entry in place.iterdir()
        if entry.name.endswith(".rq")
    )
    return tuple(SparqlFile(t.split("\n", 1)[0].removeprefix("# "), t) for _, t in texts)
