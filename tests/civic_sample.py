"""Rows in the format of CIViC's evidence file, with invented facts."""

from her2kg.loaders.civic import COLUMNS

__all__ = ["ROW", "evidence_table"]

ROW = {
    "molecular_profile": "ERBB2 L755S",
    "molecular_profile_id": "39",
    "disease": "Breast Cancer",
    "doid": "1612",
    "therapies": "Neratinib",
    "evidence_type": "Predictive",
    "evidence_direction": "Supports",
    "evidence_level": "D",
    "significance": "Sensitivity/Response",
    "evidence_statement": 'Cells with the change "responded" to the drug.',
    "citation_id": "23220880",
    "source_type": "PubMed",
    "citation": "A. Author et al., 2013",
    "rating": "5",
    "evidence_status": "accepted",
    "evidence_id": "283",
    "variant_origin": "Somatic",
    "last_review_date": "2023-01-09 21:46:26 UTC",
    "is_flagged": "false",
}


def evidence_table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    """Write a table: each row is ``ROW`` with some cells changed."""
    lines = ["\t".join(columns)]
    lines += ["\t".join({**ROW, **row}.get(c, "") for c in columns) for row in rows]
    return "\n".join(lines) + "\n"
