"""CIViC's FeatureSummaries: aliases and descriptions of the genes of the ERBB family."""

import re
from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.tables import read_rows
from her2kg.ontology.model import Claim, Description, Name, Source
from her2kg.ontology.namespaces import mint

__all__ = ["COLUMNS", "CivicFeaturesLoader"]

COLUMNS = (
    "feature_id",
    "feature_type",
    "name",
    "feature_aliases",
    "description",
    "entrez_id",
)
"""The columns that are read."""

_FAMILY = ("EGFR", "ERBB2", "ERBB3", "ERBB4")
_TYPES = frozenset({"Factor", "Fusion", "Gene"})
_NUMBER = re.compile(r"\d+", re.ASCII)
_PAGE = "https://civicdb.org/links/features/"

Cells = Mapping[str, str]


class CivicFeaturesLoader:
    """Reads genes; fusions and other features are counted.

    An alias that another thing of the graph bears is not taken: HER2 stays the protein's name.
    Neither is ERBB, which EGFR was called once and which now means the family.
    """

    name = "civic-features"
    version = "1"
    licence = "CC0-1.0"
    homepage = "https://civicdb.org/releases/main"
    title = "CIViC features"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of the file of features."""
        return head.removeprefix("\ufeff").startswith("feature_id\tfeature_civic_url\t")

    def load(self, material: Material) -> Iterator[Record]:
        """Yield a description of each gene, and CIViC's summary of what is known of it."""
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
            elif fault := _problem(line.cells):
                record = f"feature {line.cells['feature_id']}"
                yield Rejection(material.name, line.line, fault, record)
            elif line.cells["feature_type"] != "Gene" or not self._covers(line.cells["name"]):
                yield OutOfScope(material.name, line.line, "is no gene of the ERBB family")
            else:
                yield from _records(line.cells)

    def _covers(self, symbol: str) -> bool:
        return symbol in _FAMILY or self._scope.covers(symbol, (), "")


def _problem(cells: Cells) -> str:
    if not _NUMBER.fullmatch(cells["feature_id"]):
        return f"feature_id {cells['feature_id']!r} has the wrong form"
    if cells["feature_type"] not in _TYPES:
        return f"feature_type {cells['feature_type']!r} is not known"
    if not cells["name"]:
        return "the feature has no name"
    if cells["feature_type"] == "Gene" and not _NUMBER.fullmatch(cells["entrez_id"]):
        return f"entrez_id {cells['entrez_id']!r} has the wrong form"
    return ""


def _records(cells: Cells) -> Iterator[Record]:
    symbol, number = cells["name"], cells["feature_id"]
    identifiers = (f"NCBIGene:{cells['entrez_id']}",)
    aliases = {part.strip() for part in cells["feature_aliases"].split(",")} - {"", symbol, "ERBB"}
    name = CivicFeaturesLoader.name
    yield Description(name, "Gene", symbol, identifiers, tuple(sorted(aliases)))
    if cells["description"]:
        page = URIRef(mint("Source", f"civic.feature-{number}"))
        yield Source(page, "Database", f"CIViC feature {number}, {symbol}", _PAGE + number)
        gene, text = Name("Gene", symbol, identifiers), Literal(cells["description"])
        yield Claim(gene, "summary", text, f"feature {number}", (page,))
