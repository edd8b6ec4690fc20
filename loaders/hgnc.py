"""HGNC's genes: approved symbols, aliases and identifiers, as its custom downloads give them."""

import re
from collections.abc import Iterator, Mapping

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.tables import read_rows
from her2kg.ontology.model import Description

__all__ = ["COLUMNS", "HgncLoader"]

COLUMNS = (
    "HGNC ID",
    "Approved symbol",
    "Approved name",
    "Status",
    "Alias symbols",
    "Previous symbols",
    "Ensembl gene ID",
)
_ID = re.compile(r"HGNC:\d+", re.ASCII)
_ENSEMBL = re.compile(r"ENSG\d{11}", re.ASCII)


class HgncLoader:
    """Reads approved genes; withdrawn entries are counted."""

    name = "hgnc"
    version = "1"
    licence = "free for anyone, with a reference to HGNC"
    homepage = "https://www.genenames.org/download/custom"
    title = "HGNC gene nomenclature"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names HGNC's columns."""
        return head.removeprefix("\ufeff").startswith("HGNC ID\tApproved symbol\t")

    def load(self, material: Material) -> Iterator[Record]:
        """Yield a description of each approved gene; a header of other columns one rejection."""
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
            elif not _ID.fullmatch(line.cells["HGNC ID"]) or not line.cells["Approved symbol"]:
                reason = "the row has no identifier or no symbol of HGNC"
                yield Rejection(material.name, line.line, reason, line.cells["HGNC ID"])
            elif line.cells["Status"] != "Approved":
                yield OutOfScope(material.name, line.line, "is no approved gene")
            else:
                yield _description(line.cells)


def _description(row: Mapping[str, str]) -> Description:
    names = [row["Approved name"]]
    for column in ("Alias symbols", "Previous symbols"):
        names += [name.strip() for name in row[column].split(",")]
    ensembl = row["Ensembl gene ID"]
    identifiers = [row["HGNC ID"].lower()]
    if _ENSEMBL.fullmatch(ensembl):
        identifiers.append(f"ensembl:{ensembl}")
    return Description(
        "hgnc",
        "Gene",
        row["Approved symbol"],
        tuple(identifiers),
        tuple(sorted({name for name in names if name})),
    )
