"""CIViC's AssertionSummaries: what CIViC concludes from several evidence items."""

import re
from collections.abc import Iterator

from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic import Scope
from her2kg.loaders.civic_rows import (
    POLARITY,
    REPEATED,
    Row,
    cancer,
    disease,
    evidence_page,
    meaning_problem,
    meanings,
    profile,
    profile_records,
    review_fields,
    subject,
)
from her2kg.loaders.tables import first_line, misformed, read_rows
from her2kg.ontology.model import Claim, EvidenceItem, Name, Qualifier, Value
from her2kg.ontology.namespaces import mint

__all__ = ["COLUMNS", "CivicAssertionsLoader"]

COLUMNS = (
    "molecular_profile",
    "molecular_profile_id",
    "disease",
    "doid",
    "phenotypes",
    "therapies",
    "assertion_type",
    "assertion_direction",
    "significance",
    "acmg_codes",
    "amp_category",
    "nccn_guideline",
    "nccn_guideline_version",
    "regulatory_approval",
    "fda_companion_test",
    "assertion_summary",
    "assertion_description",
    "assertion_id",
    "evidence_item_ids",
    "last_review_date",
    "is_flagged",
)
"""The columns that are read."""

_NUMBER = re.compile(r"\d+", re.ASCII)
_YES_NO = re.compile(r"(true|false)?")
_FORMS = {
    "assertion_id": _NUMBER,
    "doid": re.compile(r"\d*", re.ASCII),
    "evidence_item_ids": re.compile(r"\d+(,\s*\d+)*", re.ASCII),
    "fda_companion_test": _YES_NO,
    "is_flagged": re.compile(r"true|false"),
    "molecular_profile": re.compile(r".*\w.*"),
    "molecular_profile_id": _NUMBER,
    "regulatory_approval": _YES_NO,
}
_SEPARATOR = re.compile(r",\s*(?=[^\W\d])")
_SCHEME = "AMP/ASCO/CAP"


class CivicAssertionsLoader:
    """Reads assertions as evidence items and claims that rest on other evidence items.

    The level is the tier and level that CIViC gives by the guideline of AMP, ASCO and CAP
    (Li et al., J Mol Diagn 2017;19:4-23). The file does not say whether several therapies are
    given together or in place of each other: the evidence item then names them, and no claim is
    made of any.
    """

    name = "civic-assertions"
    version = "1"
    licence = "CC0-1.0"
    homepage = "https://civicdb.org/releases/main"
    title = "CIViC assertions"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of today's file of assertions."""
        first = first_line(head)
        named = first.split("\t")
        return named[0] == "molecular_profile" and "assertion_type" in named

    def load(self, material: Material) -> Iterator[Record]:
        """Yield evidence items, their claims, and the profiles that they are about."""
        profiles: set[str] = set()
        taken: set[str] = set()
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
                continue
            row = line.cells
            reason = _problem(row)
            if reason:
                yield Rejection(material.name, line.line, reason, f"AID{row['assertion_id']}")
            elif not self._scope.covers(row["molecular_profile"], _therapies(row), disease(row)):
                yield OutOfScope(material.name, line.line, "does not concern HER2")
            elif row["assertion_id"] in taken:
                yield Rejection(material.name, line.line, REPEATED, f"AID{row['assertion_id']}")
            else:
                taken.add(row["assertion_id"])
                yield Taken(material.name, line.line)
                yield from _records(row)
                if row["molecular_profile_id"] not in profiles:
                    profiles.add(row["molecular_profile_id"])
                    yield from profile_records(row)


def _problem(row: Row) -> str:
    if fault := misformed(row, _FORMS):
        return fault
    if row["assertion_direction"] not in POLARITY:
        return f"assertion_direction {row['assertion_direction']!r} is not known"
    kind = row["assertion_type"]
    if fault := meaning_problem(kind, row["significance"], "assertions"):
        return fault
    needed = meanings()[kind, row["significance"]].object
    return "" if row[needed] else f"a {kind} assertion needs {needed}, and the row has none"


def _therapies(row: Row) -> list[str]:
    """Split the therapies; a comma before a number stands within a name."""
    return [name.strip() for name in _SEPARATOR.split(row["therapies"]) if name.strip()]


def _records(row: Row) -> Iterator[Record]:
    sources = [evidence_page(number) for number in _NUMBER.findall(row["evidence_item_ids"])]
    yield from sources
    rests_on = tuple(source.iri for source in sources)
    iri = URIRef(mint("EvidenceItem", f"AID{row['assertion_id']}"))
    yield EvidenceItem(iri, _label(row), tuple(_fields(row)), rests_on)
    for target in _objects(row):
        yield _claim(row, iri, rests_on, target)


def _objects(row: Row) -> list[Value]:
    kind = meanings()[row["assertion_type"], row["significance"]].object
    if kind == "disease":
        return [cancer(row)]
    if kind == "significance":
        return [Literal(row["significance"])]
    names = _therapies(row)
    return [Name("Drug", names[0])] if len(names) == 1 else []


def _claim(row: Row, item: URIRef, sources: tuple[URIRef, ...], target: Value) -> Claim:
    meaning = meanings()[row["assertion_type"], row["significance"]]
    qualifiers = [Qualifier("statedIn", item)]
    if meaning.object != "disease" and row["disease"]:
        qualifiers.append(Qualifier("inCancer", cancer(row), identifying=True))
    return Claim(
        subject=subject(row),
        predicate=meaning.predicate,
        object=target,
        record=f"AID{row['assertion_id']}",
        sources=sources,
        polarity=POLARITY[row["assertion_direction"]],
        qualifiers=tuple(qualifiers),
        level=row["amp_category"],
        scheme=_SCHEME if row["amp_category"] else "",
        statement=row["assertion_description"] or row["assertion_summary"],
        hedge=meaning.hedge,
    )


def _fields(row: Row) -> Iterator[Qualifier]:
    texts = {
        "acmgCodes": row["acmg_codes"],
        "evidenceDirection": row["assertion_direction"],
        "evidenceLevel": row["amp_category"],
        "evidenceScheme": _SCHEME if row["amp_category"] else "",
        "evidenceType": row["assertion_type"],
        "nccnGuideline": _guideline(row),
        "recordId": f"AID{row['assertion_id']}",
        "significance": row["significance"],
        "statement": row["assertion_description"],
        "summary": row["assertion_summary"],
    }
    yield from (Qualifier(local, Literal(text)) for local, text in texts.items() if text)
    for local, column in (
        ("fdaCompanionTest", "fda_companion_test"),
        ("regulatoryApproval", "regulatory_approval"),
    ):
        if row[column]:
            yield Qualifier(local, Literal(row[column] == "true"))
    yield from review_fields(row)
    yield Qualifier("molecularProfile", profile(row))
    if row["disease"]:
        yield Qualifier("cancer", cancer(row))
    yield from (Qualifier("therapy", Name("Drug", name)) for name in _therapies(row))
    for phenotype in filter(None, (part.strip() for part in row["phenotypes"].split(","))):
        yield Qualifier("phenotype", Literal(phenotype))


def _guideline(row: Row) -> str:
    version = row["nccn_guideline_version"]
    return row["nccn_guideline"] + (f", version {version}" if version else "")


def _label(row: Row) -> str:
    parts = [row["molecular_profile"], ", ".join(_therapies(row)), row["disease"]]
    about = ", ".join(part for part in parts if part)
    return f"AID{row['assertion_id']}: {about}: {row['significance']}"
