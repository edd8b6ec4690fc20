"""CIViC's ClinicalEvidenceSummaries as it was published until 2022: one gene and variant a row."""

import re
from collections.abc import Iterator

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic import Scope
from her2kg.loaders.civic_rows import (
    FORMS,
    REPEATED,
    Row,
    disease,
    problem,
    profile_records,
    records,
    therapies,
)
from her2kg.loaders.tables import first_line, read_rows

__all__ = ["COLUMNS", "Civic2021Loader"]

COLUMNS = (
    "gene",
    "entrez_id",
    "variant",
    "disease",
    "doid",
    "phenotypes",
    "drugs",
    "drug_interaction_type",
    "evidence_type",
    "evidence_direction",
    "evidence_level",
    "clinical_significance",
    "evidence_statement",
    "citation_id",
    "source_type",
    "asco_abstract_id",
    "citation",
    "nct_ids",
    "rating",
    "evidence_status",
    "evidence_id",
    "variant_id",
    "variant_origin",
    "last_review_date",
)
"""The columns that are read; coordinates and the summary of the variant are not."""

_RENAMED = {
    "clinical_significance": "significance",
    "drug_interaction_type": "therapy_interaction_type",
    "drugs": "therapies",
}

_FORMS = {
    "gene": re.compile(r"\S+"),
    "variant": re.compile(r".*\w.*"),
    "variant_id": re.compile(r"\d+", re.ASCII),
    **FORMS,
}


class Civic2021Loader:
    """Reads evidence items of a release without molecular profiles.

    Its claims have the identity of those that ``CivicLoader`` makes of the same evidence items,
    so that two graphs can be compared. It is not for a graph that holds a newer release too:
    one release of a source is current, older ones serve comparison only, and a build stops at an
    evidence item that two releases tell differently.
    """

    name = "civic"
    version = "2"
    licence = "CC0-1.0"
    homepage = "https://civicdb.org/releases/main"
    title = "CIViC clinical evidence, format of 2021"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of the evidence file of 2021."""
        first = first_line(head)
        named = set(first.split("\t"))
        return first.startswith("gene\t") and {"evidence_type", "clinical_significance"} <= named

    def load(self, material: Material) -> Iterator[Record]:
        """Yield evidence items and their claims; a header of other columns gives one rejection."""
        variants: set[str] = set()
        taken: set[str] = set()
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
                continue
            row = _todays(line.cells)
            reason = problem(row, _FORMS, "evidence 2021")
            if reason:
                yield Rejection(material.name, line.line, reason, f"EID{row['evidence_id']}")
            elif not self._scope.covers(row["molecular_profile"], therapies(row), disease(row)):
                yield OutOfScope(material.name, line.line, "does not concern HER2")
            elif row["evidence_id"] in taken:
                yield Rejection(material.name, line.line, REPEATED, f"EID{row['evidence_id']}")
            else:
                taken.add(row["evidence_id"])
                yield Taken(material.name, line.line)
                yield from records(row)
                if row["variant_id"] not in variants:
                    variants.add(row["variant_id"])
                    yield from profile_records(row)


def _todays(cells: Row) -> Row:
    """Write a row with the columns of today; what the release does not tell is empty."""
    row = {_RENAMED.get(column, column): cell for column, cell in cells.items()}
    row["molecular_profile"] = f"{row['gene']} {row['variant']}"
    return {**row, "molecular_profile_id": "", "is_flagged": ""}
