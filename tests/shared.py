"""Where the folder of real files lies beside a checkout, and how to skip without it."""

from pathlib import Path

import pytest

__all__ = ["ARTICLE", "CIVIC", "FACTS", "ROOT", "SHARED", "needs_shared"]

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
ARTICLE = SHARED / "material" / "her2-positive.txt"
CIVIC = SHARED / "data" / "civic" / "ClinicalEvidenceSummaries.tsv"
FACTS = SHARED / "reference" / "facts"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder of real files does not lie beside this checkout"
)
