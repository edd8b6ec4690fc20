"""Small drawings of pathways and what the loader makes of them, for the tests."""

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.wikipathways import WikiPathwaysLoader
from her2kg.ontology.model import Claim, Name
from tests.shared import SHARED
from tests.wikipathways_sample import (
    SCOPE,
    drawing,
    edge,
    node,
)

__all__ = [
    "EGFR",
    "ERBB2",
    "GENE",
    "HER2",
    "HER3",
    "LAUGHS",
    "REAL",
    "SMALL",
    "claims_of",
    "load",
    "rejections_of",
    "said",
]

REAL = SHARED / "data" / "wikipathways"
HER2, HER3, EGFR = (Name("Protein", text) for text in ("HER2", "HER3", "EGFR"))
ERBB2 = node("b", "ERBB2", xref=("Ensembl", "ENSG00000141736"))
GENE = node("x", "XYZ1")
SMALL = drawing(
    ERBB2,
    GENE,
    node("d", "Trastuzumab", "Metabolite", ("DrugBank", "DB00072")),
    edge("e", "d", "b", "mim-inhibition"),
    edge("f", "b", "x", "Arrow"),
).text
LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE Pathway [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n'
    '<Pathway xmlns="http://pathvisio.org/GPML/2013a" Name="&b;"></Pathway>'
)


def load(given: Material, scope: Scope = SCOPE) -> list[Record]:
    """Load a drawing."""
    return list(WikiPathwaysLoader(scope).load(given))


def claims_of(records: list[Record], *, members: bool = False) -> list[Claim]:
    """Return the claims of interactions, or those of members."""
    claims = [record for record in records if isinstance(record, Claim)]
    return [claim for claim in claims if (claim.predicate == "playsRoleIn") is members]


def said(*parts: str, scope: Scope = SCOPE) -> list[tuple[object, str, object, str]]:
    """Draw some parts and return what is claimed of them, with its hedge."""
    claims = claims_of(load(drawing(*parts), scope))
    return [(claim.subject, claim.predicate, claim.object, claim.hedge) for claim in claims]


def rejections_of(records: list[Record]) -> list[Rejection]:
    """Return what was rejected."""
    return [record for record in records if isinstance(record, Rejection)]
