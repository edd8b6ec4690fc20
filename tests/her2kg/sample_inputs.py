"""Small inputs of one's own, written for the tests."""

from pathlib import Path

from tests.civic_sample import evidence_table

__all__ = ["EVIDENCE", "PROSE", "write_inputs"]

EVIDENCE = evidence_table(
    {"evidence_id": "900001"},
    {"evidence_id": "900002", "evidence_direction": "Does Not Support"},
    {"evidence_id": "900003", "molecular_profile": "KRAS G12C", "therapies": "Imatinib"},
    {"evidence_id": "900004", "rating": "7"},
)
PROSE = "# A note on HER2\n\nTrastuzumab targets HER2. Pertuzumab does not target EGFR.\n"


def write_inputs(folder: Path) -> list[Path]:
    """Write a table of evidence and a text into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    table, text = folder / "evidence.tsv", folder / "note.md"
    table.write_text(EVIDENCE, encoding="utf-8")
    text.write_text(PROSE, encoding="utf-8")
    return [table, text]
