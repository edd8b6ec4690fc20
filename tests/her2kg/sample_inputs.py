"""Small inputs of one's own, written for the tests."""

from pathlib import Path

from her2kg.loaders.civic import COLUMNS

__all__ = ["EVIDENCE", "PROSE", "write_inputs"]

_ROW = {
    "molecular_profile": "ERBB2 L755S",
    "molecular_profile_id": "39",
    "disease": "Breast Cancer",
    "doid": "1612",
    "therapies": "Neratinib",
    "evidence_type": "Predictive",
    "evidence_direction": "Supports",
    "evidence_level": "D",
    "significance": "Sensitivity/Response",
    "evidence_statement": 'Cells "responded".',
    "citation_id": "23220880",
    "source_type": "PubMed",
    "citation": "A. Author et al., 2013",
    "rating": "5",
    "evidence_id": "900001",
    "is_flagged": "false",
}
_ROWS = (
    _ROW,
    {**_ROW, "evidence_id": "900002", "evidence_direction": "Does Not Support"},
    {**_ROW, "evidence_id": "900003", "molecular_profile": "KRAS G12C", "therapies": "Imatinib"},
    {**_ROW, "evidence_id": "900004", "rating": "7"},
)
EVIDENCE = "\n".join(
    ["\t".join(COLUMNS), *("\t".join(row.get(c, "") for c in COLUMNS) for row in _ROWS)]
)
PROSE = "# A note on HER2\n\nTrastuzumab targets HER2. Pertuzumab does not target EGFR.\n"


def write_inputs(folder: Path) -> list[Path]:
    """Write a table of evidence and a text into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    table, text = folder / "evidence.tsv", folder / "note.md"
    table.write_text(EVIDENCE, encoding="utf-8")
    text.write_text(PROSE, encoding="utf-8")
    return [table, text]
