"""CIViC's VariantSummaries: the variants it knows, with their aliases and public identifiers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.tables import Row, first_line, misformed, read_rows
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Claim, Description, Name, Source
from her2kg.ontology.namespaces import expand, mint

__all__ = ["COLUMNS", "CivicVariantsLoader"]

COLUMNS = (
    "variant_id",
    "feature_type",
    "feature_name",
    "variant",
    "variant_aliases",
    "gene",
    "entrez_id",
    "hgvs_descriptions",
    "allele_registry_id",
    "clinvar_ids",
)
"""The columns that are read."""

_FORMS = {
    "entrez_id": re.compile(r"\d*", re.ASCII),
    "feature_name": re.compile(r"\S(.*\S)?"),
    "variant": re.compile(r".*\w.*"),
    "variant_id": re.compile(r"\d+", re.ASCII),
}
_NOTHING = frozenset({"n/a", "none found", "unregistered"})
_CHANGE = re.compile(
    r"[A-Z*]\d+(_[A-Z*]\d+)?([A-Z*]|del|dup|fs|ins[A-Z]+|delins[A-Z]+)", re.ASCII | re.IGNORECASE
)
_REFERENCE_SNP = re.compile(r"rs\d+", re.ASCII | re.IGNORECASE)
_ALLELE = re.compile(r"CA\d+", re.ASCII)

Cells = Mapping[str, str]


class CivicVariantsLoader:
    """Reads variants; what a name means of several variants is no name of any of them.

    A variant is described, so that it is found by its CIViC number or its name and gets the
    aliases that no other thing of the graph bears. An alias that two variants share, the number
    of a record in ClinVar, dbSNP or the ClinGen Allele Registry, and a change of the DNA are
    cross-references: several changes of the DNA can give one change of the protein, and one
    number of dbSNP stands for all changes at its place.
    """

    name = "civic-variants"
    version = "2"
    licence = "CC0-1.0"
    homepage = "https://civicdb.org/releases/main"
    title = "CIViC variants"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of today's file of variants."""
        first = first_line(head)
        return first.startswith("variant_id\t") and "feature_name" in first.split("\t")

    def load(self, material: Material) -> Iterator[Record]:
        """Yield a description of each variant; of ERBB2's also their gene and references."""
        rows: list[Row] = []
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
            elif fault := misformed(line.cells, _FORMS):
                yield Rejection(material.name, line.line, fault, f"VID{line.cells['variant_id']}")
            else:
                rows.append(line)
        bearers = Counter(name for row in rows for name in {fold(n) for n in _names(row.cells)})
        for row in rows:
            if self._scope.covers(_label(row.cells), (), ""):
                yield from _records(row.cells, bearers)
            else:
                yield _description(row.cells, bearers)


def _label(cells: Cells) -> str:
    return f"{cells['feature_name']} {cells['variant']}"


def _listed(cell: str) -> list[str]:
    """Split a list, without the words that say that there is nothing."""
    parts = (part.strip() for part in cell.split(","))
    return [part for part in parts if part and part.casefold() not in _NOTHING]


def _aliases(cells: Cells) -> list[str]:
    """Return the aliases with their gene: many genes have a change of the same name."""
    gene = cells["feature_name"]
    named = (a if gene in a else f"{gene} {a}" for a in _listed(cells["variant_aliases"]))
    aliases = [name for name in named if not _REFERENCE_SNP.fullmatch(name.split()[-1])]
    if _CHANGE.fullmatch(cells["variant"]):
        aliases += [text for text in _listed(cells["hgvs_descriptions"]) if ":p." in text]
    return aliases


def _names(cells: Cells) -> list[str]:
    return [_label(cells), *_aliases(cells)]


def _records(cells: Cells, bearers: Counter[str]) -> Iterator[Record]:
    described = _description(cells, bearers)
    yield described
    number = cells["variant_id"]
    variant = Name("Variant", described.label, described.identifiers)
    source = _source(number)
    yield source
    for predicate, value in _statements(cells, bearers):
        yield Claim(variant, predicate, value, f"VID{number}", (source.iri,))


def _description(cells: Cells, bearers: Counter[str]) -> Description:
    label, number = _label(cells), cells["variant_id"]
    own = {name for name in _aliases(cells) if bearers[fold(name)] == 1}
    names = tuple(sorted(name for name in own if fold(name) != fold(label)))
    return Description(CivicVariantsLoader.name, "Variant", label, (f"civic.vid:{number}",), names)


def _source(number: str) -> Source:
    curie = f"civic.vid:{number}"
    iri = URIRef(mint("Source", curie))
    return Source(iri, "Database", f"CIViC variant VID{number}", expand(curie), curie)


def _statements(cells: Cells, bearers: Counter[str]) -> Iterator[tuple[str, Name | Literal]]:
    if cells["feature_type"] == "Gene" and cells["gene"]:
        identifiers = (f"NCBIGene:{cells['entrez_id']}",) if cells["entrez_id"] else ()
        yield "variantOf", Name("Gene", cells["gene"], identifiers)
    for text in dict.fromkeys(_references(cells, bearers)):
        yield "crossReference", Literal(text)


def _references(cells: Cells, bearers: Counter[str]) -> Iterator[str]:
    label = fold(_label(cells))
    yield from (f"ClinVar {number}" for number in _listed(cells["clinvar_ids"]))
    if _ALLELE.fullmatch(cells["allele_registry_id"]):
        yield f"ClinGen Allele Registry {cells['allele_registry_id']}"
    aliases = _aliases(cells)
    yield from (
        f"HGVS {text}" for text in _listed(cells["hgvs_descriptions"]) if text not in aliases
    )
    for alias in _listed(cells["variant_aliases"]):
        if _REFERENCE_SNP.fullmatch(alias):
            yield f"dbSNP {alias.casefold()}"
    for alias in aliases:
        if bearers[fold(alias)] > 1 and fold(alias) != label:
            yield f"CIViC alias {alias}"
