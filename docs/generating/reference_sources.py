"""The sources: what is read, under which licence, and what rests on which source."""

from collections import Counter
from collections.abc import Iterator

from her2kg.loaders.base import Loader
from her2kg.loaders.civic import Scope
from her2kg.loaders.curated import CuratedLoader, curated_material
from her2kg.loaders.own_table import OwnTableLoader
from her2kg.loaders.registry import PROSE, TABLES
from her2kg.loaders.tables import read_rows
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.queries.store import select, text_of

from .context import Context
from .markdown import cell, code, table

__all__ = ["curated_table", "kinds_table", "licences_table", "sources_in_full"]

_SOURCES = """
SELECT ?title ?kind ?url ?licence (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?source a ?class ; rdfs:label ?title .
  ?class rdfs:subClassOf her2:Source ; rdfs:label ?kind .
  OPTIONAL { ?source rdfs:seeAlso ?url }
  OPTIONAL { ?source dcterms:license ?licence }
  OPTIONAL { ?claim prov:wasDerivedFrom ?source }
} GROUP BY ?source ?title ?kind ?url ?licence ORDER BY ?kind ?title ?source
"""


def _loaders() -> list[Loader | type[OwnTableLoader]]:
    tables = (make(Scope((), ())) for make in TABLES)
    prose = (make(Lexicon.from_entities(())) for make in PROSE)
    return [CuratedLoader(), *tables, OwnTableLoader, *prose]


def licences_table() -> str:
    """Return a table of the loaders, each with its licence and where its material is offered."""
    return table(["loader", "what it reads", "licence", "where from"], _loader_rows())


def _loader_rows() -> Iterator[list[str]]:
    for loader in _loaders():
        place = f"<{loader.homepage}>" if loader.homepage else "your own files"
        if isinstance(loader, CuratedLoader):
            place = "within the package"
        yield [code(loader.name), cell(loader.title), cell(loader.licence), place]


def _sources(context: Context) -> list[dict[str, str]]:
    rows = select(context.graph.store, _SOURCES)
    names = ("title", "kind", "url", "licence", "claims")
    return [{name: text_of(row, name) for name in names} for row in rows]


def kinds_table(context: Context) -> str:
    """Count the sources of each kind, and the claims that rest on them."""
    sources = _sources(context)
    many = Counter(source["kind"] for source in sources)
    rests = Counter[str]()
    for source in sources:
        rests[source["kind"]] += int(source["claims"])
    rows = ([cell(kind), f"{many[kind]:,}", f"{rests[kind]:,}"] for kind in sorted(many))
    return table(["kind of source", "sources", "times that a claim cites one"], rows)


def curated_table() -> str:
    """Return a table of the curated tables with their numbers of rows."""
    return table(["table", "rows"], _tables())


def sources_in_full(context: Context) -> str:
    """Return a section for each kind of source, with every source and its number of claims."""
    return "\n".join(_listed(context))


def _tables() -> Iterator[list[str]]:
    for material in curated_material():
        if not material.name.startswith("_"):
            link = f"[{material.name}](../../loaders/curated/{material.name})"
            yield [link, f"{sum(1 for _ in read_rows(material)):,}"]


def _listed(context: Context) -> Iterator[str]:
    sources = _sources(context)
    for kind in sorted({source["kind"] for source in sources}):
        yield f"### {kind}\n"
        rows = ([_linked(s), s["claims"]] for s in sources if s["kind"] == kind)
        yield table(["source", "claims"], rows)


def _linked(source: dict[str, str]) -> str:
    title = cell(source["title"]).replace("[", "(").replace("]", ")")
    address = source["url"].replace("(", "%28").replace(")", "%29")
    return f"[{title}]({address})" if address else title
