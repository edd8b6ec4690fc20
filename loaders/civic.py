"""CIViC's ClinicalEvidenceSummaries (the TSV published today) as evidence items and claims."""

import re
from collections.abc import Iterable, Iterator

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic_rows import (
    FORMS,
    REPEATED,
    disease,
    problem,
    profile_records,
    records,
    therapies,
)
from her2kg.loaders.tables import first_line, read_rows
from her2kg.ontology.folding import fold

__all__ = ["COLUMNS", "CivicLoader", "Scope"]

COLUMNS = (
    "molecular_profile",
    "molecular_profile_id",
    "disease",
    "doid",
    "phenotypes",
    "therapies",
    "therapy_interaction_type",
    "evidence_type",
    "evidence_direction",
    "evidence_level",
    "significance",
    "evidence_statement",
    "citation_id",
    "source_type",
    "asco_abstract_id",
    "citation",
    "nct_ids",
    "rating",
    "evidence_status",
    "evidence_id",
    "variant_origin",
    "last_review_date",
    "evidence_civic_url",
    "molecular_profile_civic_url",
    "is_flagged",
)

_FORMS = {
    **FORMS,
    "is_flagged": re.compile(r"true|false"),
    "molecular_profile_id": re.compile(r"\d+"),
}


class Scope:
    """Which rows concern HER2.

    A row does when ERBB2 stands in its molecular profile, when one of its therapies targets
    HER2, or when its disease is defined by HER2.

    Args:
        drugs: names and synonyms of the drugs that target HER2.
        diseases: CURIEs of the cancers that are defined by their HER2 status.
        everything: take all rows.
    """

    def __init__(
        self, drugs: Iterable[str], diseases: Iterable[str], *, everything: bool = False
    ) -> None:
        self._drugs = frozenset(fold(name) for name in drugs)
        self._diseases = frozenset(diseases)
        self._everything = everything

    def covers(self, profile: str, therapies: Iterable[str], disease: str) -> bool:
        """Say whether a row with this profile, these therapies and this disease CURIE does."""
        return (
            self._everything
            or re.search(r"\bERBB2\b", profile) is not None
            or disease in self._diseases
            or any(fold(therapy) in self._drugs for therapy in therapies)
        )


class CivicLoader:
    """Reads CIViC's evidence items; conflicting items stay side by side."""

    name = "civic"
    version = "4"
    licence = "CC0-1.0"
    homepage = "https://civicdb.org/releases/main"
    title = "CIViC clinical evidence"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of today's evidence file."""
        first = first_line(head)
        return first.startswith("molecular_profile\t") and "assertion_type" not in first.split("\t")

    def load(self, material: Material) -> Iterator[Record]:
        """Yield evidence items and their claims; a header of other columns gives one rejection."""
        profiles: set[str] = set()
        taken: set[str] = set()
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
                continue
            row = line.cells
            reason = problem(row, _FORMS)
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
                if row["molecular_profile_id"] not in profiles:
                    profiles.add(row["molecular_profile_id"])
                    yield from profile_records(row)
