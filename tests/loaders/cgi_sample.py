"""Hand-written rows of the Cancer Genome Interpreter's biomarkers, for the tests."""

from collections.abc import Iterable

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.cgi import COLUMNS, CgiLoader
from her2kg.loaders.civic import Scope
from her2kg.ontology.model import Claim, EvidenceItem
from tests.shared import SHARED

__all__ = [
    "AMPLIFIED",
    "CGI",
    "EVERYTHING",
    "HEADER",
    "ROW",
    "SCOPE",
    "cancers",
    "items",
    "load",
    "material",
    "rejections",
    "responses",
    "table",
]

CGI = SHARED / "data" / "cgi" / "cgi_biomarkers_per_variant.tsv"
HEADER = ("Alteration", "Alteration type", *(c for c in COLUMNS if not c.startswith("Alteration")))
SCOPE = Scope(["Trastuzumab", "Neratinib"], ["DOID:0060079"])
EVERYTHING = Scope([], [], everything=True)
ROW = {
    "Alteration": "ERBB2:L755S,V777L",
    "Alteration type": "MUT",
    "Association": "Responsive",
    "Biomarker": "ERBB2 (L755S,V777L)",
    "Drug": "Neratinib",
    "Drug family": "ERBB2 inhibitor",
    "Drug full name": "Neratinib (ERBB2 inhibitor)",
    "Evidence level": "Pre-clinical",
    "Gene": "ERBB2",
    "Primary Tumor type": "Breast adenocarcinoma",
    "Source": "PMID:23220880",
    "individual_mutation": "ERBB2:L755S",
}
AMPLIFIED = {
    "Alteration": "ERBB2:amp",
    "Alteration type": "CNA",
    "Biomarker": "ERBB2 amplification",
    "individual_mutation": "",
}


def table(rows: Iterable[dict[str, str]], header: tuple[str, ...] = HEADER) -> str:
    """Write rows as a table, what they leave out as in ``ROW``."""
    lines = ["\t".join(header)]
    lines += ["\t".join({**ROW, **row}.get(column, "") for column in header) for row in rows]
    return "\n".join(lines) + "\n"


def material(text: str) -> Material:
    """Make a file of a text."""
    return Material.of_text("cgi.tsv", text)


def load(*rows: dict[str, str], scope: Scope = SCOPE) -> list[Record]:
    """Load rows."""
    return list(CgiLoader(scope).load(material(table(rows))))


def responses(*rows: dict[str, str], scope: Scope = SCOPE) -> list[Claim]:
    """Load rows and return what they say of responses."""
    claims = (r for r in load(*rows, scope=scope) if isinstance(r, Claim))
    return [claim for claim in claims if claim.predicate.startswith("confers")]


def items(*rows: dict[str, str]) -> list[EvidenceItem]:
    """Load rows and return their evidence items."""
    return [record for record in load(*rows) if isinstance(record, EvidenceItem)]


def rejections(*rows: dict[str, str]) -> list[Rejection]:
    """Load rows and return what was rejected."""
    return [record for record in load(*rows) if isinstance(record, Rejection)]


def cancers(claim: Claim) -> list[object]:
    """Return the cancers that narrow a claim."""
    return [q.value for q in claim.qualifiers if q.predicate == "inCancer"]
