"""CIViC's MolecularProfileSummaries: variants alone and combined, with CIViC's summary of them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic import Scope
from her2kg.loaders.civic_names import components
from her2kg.loaders.civic_rows import REPEATED
from her2kg.loaders.tables import Row, first_line, misformed, read_rows
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Claim, Entity, Name, Polarity, Source
from her2kg.ontology.namespaces import expand, mint

__all__ = ["COLUMNS", "CivicProfilesLoader"]

COLUMNS = ("name", "molecular_profile_id", "summary", "variant_ids", "aliases")
"""The columns that are read."""

_FORMS = {
    "molecular_profile_id": re.compile(r"\d+", re.ASCII),
    "name": re.compile(r".*\w.*"),
    "variant_ids": re.compile(r"\d+(,\s*\d+)*", re.ASCII),
}

Cells = Mapping[str, str]


class CivicProfilesLoader:
    """Reads molecular profiles.

    The aliases of a combination become its synonyms. Those of a lone variant are the variant's
    own, without its gene, and come with the file of variants.
    """

    name = "civic-profiles"
    version = "1"
    licence = "CC0-1.0"
    homepage = "https://civicdb.org/releases/main"
    title = "CIViC molecular profiles"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of the file of molecular profiles."""
        first = first_line(head)
        return first.startswith("name\tmolecular_profile_id\t")

    def load(self, material: Material) -> Iterator[Record]:
        """Yield each profile with its variants and its summary."""
        rows: list[Row] = []
        met: set[str] = set()
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
                continue
            number = line.cells["molecular_profile_id"]
            if fault := _problem(line.cells) or (REPEATED if number in met else ""):
                yield Rejection(material.name, line.line, fault, f"MP{number}")
            else:
                met.add(number)
                rows.append(line)
        bearers = Counter(name for row in rows for name in _folded_names(row.cells))
        for row in rows:
            if self._scope.covers(row.cells["name"], (), ""):
                yield Taken(material.name, row.line)
                yield from _records(row.cells, bearers)
            else:
                yield OutOfScope(material.name, row.line, "does not concern ERBB2")


def _problem(cells: Cells) -> str:
    if fault := misformed(cells, _FORMS):
        return fault
    named, listed = len(components(cells["name"])), len(_listed(cells["variant_ids"]))
    if named != listed:
        return f"the name has {named} variants and variant_ids lists {listed}"
    return ""


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def _aliases(cells: Cells) -> list[str]:
    combined = len(_listed(cells["variant_ids"])) > 1
    return _listed(cells["aliases"]) if combined else []


def _folded_names(cells: Cells) -> set[str]:
    return {fold(name) for name in (cells["name"], *_aliases(cells))}


def _records(cells: Cells, bearers: Counter[str]) -> Iterator[Record]:
    number, name = cells["molecular_profile_id"], cells["name"]
    node, record = URIRef(mint("MolecularProfile", f"MP{number}")), f"MP{number}"
    curie = f"civic.mpid:{number}"
    synonyms = sorted({a for a in _aliases(cells) if bearers[fold(a)] == 1})
    yield Entity(node, "MolecularProfile", name, tuple(synonyms), identifiers=(curie,))
    page = URIRef(mint("Source", curie))
    yield Source(page, "Database", f"CIViC molecular profile {record}", expand(curie), curie)
    for variant, present in _variants(cells):
        polarity = Polarity.SUPPORTS if present else Polarity.REFUTES
        yield Claim(node, "hasVariant", variant, record, (page,), polarity, statement=name)
    if cells["summary"]:
        yield Claim(node, "summary", Literal(cells["summary"]), record, (page,))


def _variants(cells: Cells) -> list[tuple[Name, bool]]:
    """Name the variants; of several, the row does not say which number is whose."""
    numbers = _listed(cells["variant_ids"])
    identifiers = (f"civic.vid:{numbers[0]}",) if len(numbers) == 1 else ()
    return [
        (Name("Variant", variant, identifiers), present)
        for variant, present in components(cells["name"])
    ]
