"""CIViC's ClinicalEvidenceSummaries (the TSV published today) as evidence items and claims."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from rdflib import XSD, Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.linker import regimen_name
from her2kg.loaders.tables import read_rows
from her2kg.ontology.encode import partial_date
from her2kg.ontology.folding import fold
from her2kg.ontology.model import (
    Claim,
    Entity,
    EvidenceItem,
    Name,
    Node,
    Polarity,
    Qualifier,
    Source,
    Value,
)
from her2kg.ontology.namespaces import expand, mint

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

_POLARITY = {
    "Supports": Polarity.SUPPORTS,
    "Does Not Support": Polarity.REFUTES,
    "N/A": Polarity.SUPPORTS,
}
_COMPONENT = re.compile(r"\s+(?:AND|OR)\s+|[()]|\bNOT\s+")


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
    version = "2"
    licence = "CC0-1.0"
    homepage = "https://civicdb.org/releases/main"
    title = "CIViC clinical evidence"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the first line names the columns of today's evidence file."""
        return head.split("\n", 1)[0].rstrip("\r").startswith("molecular_profile\t")

    def load(self, material: Material) -> Iterator[Record]:
        """Yield evidence items and their claims; a header of other columns gives one rejection."""
        profiles: set[str] = set()
        for line in read_rows(material, COLUMNS, delimiter="\t", quoted=False):
            if isinstance(line, Rejection):
                yield line
                continue
            row = line.cells
            problem = _problem(row)
            if problem:
                yield Rejection(material.name, line.line, problem, f"EID{row['evidence_id']}")
            elif not self._scope.covers(row["molecular_profile"], _therapies(row), _disease(row)):
                yield OutOfScope(material.name, line.line, "does not concern HER2")
            else:
                yield from _records(row)
                if row["molecular_profile_id"] not in profiles:
                    profiles.add(row["molecular_profile_id"])
                    yield from _profile_records(row)


Row = Mapping[str, str]


@cache
def _meanings() -> dict[tuple[str, str], tuple[str, str]]:
    table = resources.files("her2kg.loaders") / "civic_significance.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {
        (row["evidence_type"], row["significance"]): (row["predicate"], row["object"])
        for row in rows
    }


_FORMS = {
    "citation_id": re.compile(r"\d+|10\.\d+/[\w.()/:;-]+"),
    "doid": re.compile(r"\d*"),
    "evidence_id": re.compile(r"\d+"),
    "is_flagged": re.compile(r"true|false"),
    "molecular_profile": re.compile(r".*\w.*"),
    "molecular_profile_id": re.compile(r"\d+"),
    "nct_ids": re.compile(r"(NCT\d{8}([,;]\s*NCT\d{8})*)?"),
    "rating": re.compile(r"[1-5]?"),
}
"""What cells that become identifiers and numbers must look like."""


def _problem(row: Row) -> str:
    for column, form in _FORMS.items():
        if not form.fullmatch(row[column]):
            return f"{column} {row[column]!r} has the wrong form"
    if row["evidence_direction"] not in _POLARITY:
        return f"evidence_direction {row['evidence_direction']!r} is not known"
    key = (row["evidence_type"], row["significance"])
    if key not in _meanings():
        return f"evidence type {key[0]!r} with significance {key[1]!r} is not known"
    needed = _meanings()[key][1]
    return "" if row[needed] else f"{key[0]} evidence needs {needed}, and the row has none"


def _therapies(row: Row) -> list[str]:
    """Split the therapies; a lone name may hold a comma, so only a declared list is split."""
    if not row["therapy_interaction_type"]:
        return [row["therapies"]] if row["therapies"] else []
    return [name.strip() for name in row["therapies"].split(",") if name.strip()]


def _disease(row: Row) -> str:
    return f"DOID:{row['doid']}" if row["doid"] else ""


def _cancer(row: Row) -> Name:
    identifiers = (_disease(row),) if row["doid"] else ()
    return Name("Cancer", row["disease"], identifiers)


def _profile(row: Row) -> URIRef:
    return URIRef(mint("MolecularProfile", f"MP{row['molecular_profile_id']}"))


def _variants(row: Row) -> list[str]:
    parts = (part.strip() for part in _COMPONENT.split(row["molecular_profile"]))
    return sorted({part for part in parts if part})


def _subject(row: Row) -> Node:
    variants = _variants(row)
    return Name("Variant", variants[0]) if variants == [row["molecular_profile"]] else _profile(row)


def _source(row: Row) -> Source:
    number = row["citation_id"]
    if row["source_type"] == "PubMed" or number.startswith("10."):
        curie = f"doi:{number}" if number.startswith("10.") else f"pubmed:{number}"
        iri = URIRef(mint("Source", curie))
        return Source(iri, "Publication", row["citation"] or curie, expand(curie), curie)
    record = f"{row['source_type']}-{row['asco_abstract_id'] or number}"
    return Source(URIRef(mint("Source", record)), "Publication", row["citation"] or record)


def _records(row: Row) -> Iterator[Record]:
    source = _source(row)
    item = _evidence_item(row, source)
    yield source
    yield item
    for target in _objects(row):
        yield _claim(row, source, item, target)


def _objects(row: Row) -> list[Value]:
    kind = _meanings()[row["evidence_type"], row["significance"]][1]
    if kind == "disease":
        return [_cancer(row)]
    if kind == "significance":
        return [Literal(row["significance"])]
    return list(_therapy_names(row))


def _therapy_names(row: Row) -> Iterator[Name]:
    therapies = _therapies(row)
    interaction = row["therapy_interaction_type"]
    if len(therapies) > 1 and interaction in {"Combination", "Sequential"}:
        yield Name("Regimen", regimen_name(therapies, sequential=interaction == "Sequential"))
    else:
        yield from (Name("Drug", therapy) for therapy in therapies)


def _claim(row: Row, source: Source, item: EvidenceItem, target: Value) -> Claim:
    predicate, kind = _meanings()[row["evidence_type"], row["significance"]]
    qualifiers = [Qualifier("statedIn", item.iri)]
    if kind != "disease" and row["disease"]:
        qualifiers.append(Qualifier("inCancer", _cancer(row), identifying=True))
    return Claim(
        subject=_subject(row),
        predicate=predicate,
        object=target,
        record=f"EID{row['evidence_id']}",
        sources=(source.iri,),
        polarity=_POLARITY[row["evidence_direction"]],
        qualifiers=tuple(qualifiers),
        level=row["evidence_level"],
        scheme="CIViC" if row["evidence_level"] else "",
        statement=row["evidence_statement"],
    )


def _evidence_item(row: Row, source: Source) -> EvidenceItem:
    texts = {
        "evidenceDirection": row["evidence_direction"],
        "evidenceLevel": row["evidence_level"],
        "evidenceScheme": "CIViC",
        "evidenceType": row["evidence_type"],
        "interactionType": row["therapy_interaction_type"],
        "recordId": f"EID{row['evidence_id']}",
        "significance": row["significance"],
        "statement": row["evidence_statement"],
        "variantOrigin": row["variant_origin"],
    }
    fields = [Qualifier(local, Literal(text)) for local, text in texts.items() if text]
    fields.extend(_linked_fields(row))
    if row["rating"]:
        fields.append(Qualifier("rating", Literal(row["rating"], datatype=XSD.integer)))
    if re.match(r"\d{4}-\d{2}-\d{2}", row["last_review_date"]):
        fields.append(Qualifier("reviewDate", partial_date(row["last_review_date"][:10])))
    fields.append(Qualifier("flagged", Literal(row["is_flagged"] == "true")))
    iri = URIRef(mint("EvidenceItem", f"EID{row['evidence_id']}"))
    return EvidenceItem(iri, _label(row), tuple(fields), (source.iri,))


def _linked_fields(row: Row) -> Iterator[Qualifier]:
    yield Qualifier("molecularProfile", _profile(row))
    if row["disease"]:
        yield Qualifier("cancer", _cancer(row))
    for therapy in _therapies(row):
        yield Qualifier("therapy", Name("Drug", therapy))
    for phenotype in filter(None, row["phenotypes"].split(",")):
        yield Qualifier("phenotype", Literal(phenotype.strip()))
    for nct in re.findall(r"NCT\d{8}", row["nct_ids"]):
        yield Qualifier("clinicalTrial", Name("Trial", nct, (f"clinicaltrials:{nct}",)))


def _label(row: Row) -> str:
    parts = [row["molecular_profile"], " + ".join(_therapies(row)), row["disease"]]
    about = ", ".join(part for part in parts if part)
    return f"EID{row['evidence_id']}: {about}: {row['significance']}"


def _profile_records(row: Row) -> Iterator[Record]:
    """Name a profile, and say of which variants it is made and of which genes these are."""
    number = row["molecular_profile_id"]
    identifier = (f"civic.mpid:{number}",)
    yield Entity(
        _profile(row), "MolecularProfile", row["molecular_profile"], identifiers=identifier
    )
    for variant in _variants(row):
        yield Claim(_profile(row), "hasVariant", Name("Variant", variant), f"MP{number}")
        gene = variant.split(" ", 1)[0]
        if gene != variant and "::" not in gene:
            yield Claim(Name("Variant", variant), "variantOf", Name("Gene", gene), f"MP{number}")
