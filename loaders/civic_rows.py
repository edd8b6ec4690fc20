"""What rows of CIViC's evidence say, whichever release they come from, as records."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rdflib import XSD, Literal, URIRef

from her2kg.loaders.base import Record
from her2kg.loaders.civic_names import components
from her2kg.loaders.linker import regimen_name
from her2kg.loaders.tables import misformed
from her2kg.ontology.encode import partial_date
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

__all__ = [
    "FORMS",
    "POLARITY",
    "REPEATED",
    "Meaning",
    "Row",
    "cancer",
    "disease",
    "evidence_page",
    "meaning_problem",
    "meanings",
    "problem",
    "profile",
    "profile_records",
    "records",
    "review_fields",
    "subject",
    "therapies",
]

Row = Mapping[str, str]
"""The cells of a row by the names of the columns of today's evidence file.

A row of a release without molecular profiles has no ``molecular_profile_id`` but the
``variant_id`` of its one variant, whose name stands in ``molecular_profile``.
"""

REPEATED = "the record stands in the file already"
"""Why a row is rejected whose number a row before it has."""

POLARITY = {
    "Supports": Polarity.SUPPORTS,
    "Does Not Support": Polarity.REFUTES,
    "N/A": Polarity.SUPPORTS,
}
"""What CIViC's directions say of the statement."""

_IDENTIFIER = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a type of evidence with a significance says.

    Attributes:
        predicate: local name of the property in the ontology.
        object: which cell says what of: ``therapies``, ``disease`` or ``significance``.
        hedge: the word of the significance that weakens it, or empty.
        used_in: the files that may use the pair: ``evidence``, ``evidence 2021``, ``assertions``.
    """

    predicate: str
    object: str
    hedge: str
    used_in: tuple[str, ...]


@cache
def meanings() -> Mapping[tuple[str, str], Meaning]:
    """Return the meaning of each pair of evidence type and significance."""
    table = resources.files("her2kg.loaders") / "civic_significance.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {
        (row["evidence_type"], row["significance"]): Meaning(
            row["predicate"], row["object"], row["hedge"], tuple(row["used_in"].split("; "))
        )
        for row in rows
    }


FORMS: Mapping[str, re.Pattern[str]] = {
    "asco_abstract_id": re.compile(r"([A-Za-z0-9][\w ./-]*)?", re.ASCII),
    "citation_id": re.compile(r"\d+|10\.\d+/[\w.()/:;-]+", re.ASCII),
    "doid": re.compile(r"\d*", re.ASCII),
    "evidence_id": _IDENTIFIER,
    "molecular_profile": re.compile(r".*\w.*"),
    "nct_ids": re.compile(r"(NCT\d{8}([,;]\s*NCT\d{8})*)?", re.ASCII),
    "rating": re.compile(r"[1-5]?"),
}
"""What cells that become identifiers and numbers must look like, in every release."""


def problem(row: Row, forms: Mapping[str, re.Pattern[str]], used_in: str = "evidence") -> str:
    """Say why a row cannot be taken, or return an empty text.

    Args:
        row: an evidence item.
        forms: what its cells must look like.
        used_in: the file it stands in, as ``Meaning.used_in`` calls it.
    """
    if fault := misformed(row, forms):
        return fault
    if row["evidence_direction"] not in POLARITY:
        return f"evidence_direction {row['evidence_direction']!r} is not known"
    if fault := meaning_problem(row["evidence_type"], row["significance"], used_in):
        return fault
    needed = meanings()[row["evidence_type"], row["significance"]].object
    if row[needed]:
        return ""
    return f"{row['evidence_type']} evidence needs {needed}, and the row has none"


def meaning_problem(evidence_type: str, significance: str, used_in: str) -> str:
    """Say that a file does not know a significance, or return an empty text."""
    meaning = meanings().get((evidence_type, significance))
    if meaning is not None and used_in in meaning.used_in:
        return ""
    return f"evidence type {evidence_type!r} with significance {significance!r} is not known"


def therapies(row: Row) -> list[str]:
    """Split the therapies; a lone name may hold a comma, so only a declared list is split."""
    if not row["therapy_interaction_type"]:
        return [row["therapies"]] if row["therapies"] else []
    return [name.strip() for name in row["therapies"].split(",") if name.strip()]


def disease(row: Row) -> str:
    """Return the CURIE of the disease, or an empty text."""
    return f"DOID:{row['doid']}" if row["doid"] else ""


def cancer(row: Row) -> Name:
    """Name the disease, with its identifier where the row has one."""
    identifiers = (disease(row),) if row["doid"] else ()
    return Name("Cancer", row["disease"], identifiers)


def profile(row: Row) -> URIRef:
    """Return the node of the molecular profile."""
    return URIRef(mint("MolecularProfile", _profile_record(row)))


def _profile_record(row: Row) -> str:
    number = row["molecular_profile_id"]
    return f"MP{number}" if number else f"VID{row['variant_id']}"


def _variants(row: Row) -> list[tuple[str, bool]]:
    """Name the variants of a profile, and say of each whether it has to be present."""
    if not row["molecular_profile_id"]:
        return [(row["molecular_profile"], True)]
    return sorted(components(row["molecular_profile"]))


def _variant(row: Row, name: str) -> Name:
    number = row.get("variant_id", "")
    return Name("Variant", name, (f"civic.vid:{number}",) if number else ())


def subject(row: Row) -> Node:
    """Return what the row speaks of: a variant, or the profile that combines several."""
    variants = _variants(row)
    alone = variants == [(row["molecular_profile"], True)]
    return _variant(row, row["molecular_profile"]) if alone else profile(row)


def _source(row: Row) -> Source:
    number = row["citation_id"]
    if row["source_type"] == "PubMed" or number.startswith("10."):
        curie = f"doi:{number}" if number.startswith("10.") else f"pubmed:{number}"
        iri = URIRef(mint("Source", curie))
        return Source(iri, "Publication", row["citation"] or curie, expand(curie), curie)
    record = f"{row['source_type']}-{row['asco_abstract_id'] or number}"
    return Source(URIRef(mint("Source", record)), "Publication", row["citation"] or record)


def evidence_page(number: str) -> Source:
    """Return the page on which CIViC shows an evidence item.

    Args:
        number: of the item, without ``EID``.
    """
    curie = f"civic.eid:{number}"
    title = f"CIViC evidence item EID{number}"
    iri = URIRef(mint("Source", curie))
    return Source(iri, "Database", title, expand(curie), curie, licence="CC0-1.0")


def records(row: Row) -> Iterator[Record]:
    """Yield the publication, the page of the evidence item, the item and its claims."""
    source = _source(row)
    item = _evidence_item(row, source)
    yield source
    yield evidence_page(row["evidence_id"])
    yield item
    for target in _objects(row):
        yield _claim(row, source, item, target)


def _objects(row: Row) -> list[Value]:
    kind = meanings()[row["evidence_type"], row["significance"]].object
    if kind == "disease":
        return [cancer(row)]
    if kind == "significance":
        return [Literal(row["significance"])]
    return list(_treatments(row))


def _treatments(row: Row) -> Iterator[Name]:
    names = therapies(row)
    interaction = row["therapy_interaction_type"]
    if len(names) > 1 and interaction in {"Combination", "Sequential"}:
        yield Name("Regimen", regimen_name(names, sequential=interaction == "Sequential"))
    else:
        yield from (Name("Drug", name) for name in names)


def _claim(row: Row, source: Source, item: EvidenceItem, target: Value) -> Claim:
    meaning = meanings()[row["evidence_type"], row["significance"]]
    qualifiers = [Qualifier("statedIn", item.iri)]
    if meaning.object != "disease" and row["disease"]:
        qualifiers.append(Qualifier("inCancer", cancer(row), identifying=True))
    return Claim(
        subject=subject(row),
        predicate=meaning.predicate,
        object=target,
        record=f"EID{row['evidence_id']}",
        sources=(source.iri,),
        polarity=POLARITY[row["evidence_direction"]],
        qualifiers=tuple(qualifiers),
        level=row["evidence_level"],
        scheme="CIViC" if row["evidence_level"] else "",
        statement=row["evidence_statement"],
        hedge=meaning.hedge,
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
    fields.extend(review_fields(row))
    fields.append(Qualifier("recordPage", evidence_page(row["evidence_id"]).iri))
    iri = URIRef(mint("EvidenceItem", f"EID{row['evidence_id']}"))
    return EvidenceItem(iri, _label(row), tuple(fields), (source.iri,))


def review_fields(row: Row) -> Iterator[Qualifier]:
    """Yield when the record was last reviewed, and whether it is flagged, where it says so."""
    if re.match(r"\d{4}-\d{2}-\d{2}", row["last_review_date"], re.ASCII):
        yield Qualifier("reviewDate", partial_date(row["last_review_date"][:10]))
    if row["is_flagged"]:
        yield Qualifier("flagged", Literal(row["is_flagged"] == "true"))


def _linked_fields(row: Row) -> Iterator[Qualifier]:
    yield Qualifier("molecularProfile", profile(row))
    if row["disease"]:
        yield Qualifier("cancer", cancer(row))
    for therapy in therapies(row):
        yield Qualifier("therapy", Name("Drug", therapy))
    for phenotype in filter(None, row["phenotypes"].split(",")):
        yield Qualifier("phenotype", Literal(phenotype.strip()))
    for nct in re.findall(r"NCT\d{8}", row["nct_ids"]):
        yield Qualifier("clinicalTrial", Name("Trial", nct, (f"clinicaltrials:{nct}",)))


def _label(row: Row) -> str:
    parts = [row["molecular_profile"], " + ".join(therapies(row)), row["disease"]]
    about = ", ".join(part for part in parts if part)
    return f"EID{row['evidence_id']}: {about}: {row['significance']}"


def profile_records(row: Row) -> Iterator[Record]:
    """Name a profile, and say of which variants it is made and of which genes these are."""
    node, record = profile(row), _profile_record(row)
    number = row["molecular_profile_id"]
    identifiers = (f"civic.mpid:{number}",) if number else ()
    yield Entity(node, "MolecularProfile", row["molecular_profile"], identifiers=identifiers)
    for name, present in _variants(row):
        variant = _variant(row, name)
        polarity = Polarity.SUPPORTS if present else Polarity.REFUTES
        yield Claim(node, "hasVariant", variant, record, polarity=polarity)
        gene = name.split(" ", 1)[0]
        if gene != name and "::" not in gene:
            yield Claim(variant, "variantOf", Name("Gene", gene), record)
