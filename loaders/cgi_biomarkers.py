"""A row of the Cancer Genome Interpreter's biomarkers, checked and understood."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from her2kg.loaders.cgi_alterations import Alteration, alterations, profile_label
from her2kg.loaders.cgi_sources import sources
from her2kg.loaders.linker import regimen_name
from her2kg.ontology.model import Name, Polarity, Source
from her2kg.ontology.namespaces import slug

__all__ = ["Association", "Biomarker", "Row", "Treatment", "read_biomarker"]

Row = Mapping[str, str]
"""The cells of a row by the names of the columns."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ASSOCIATION = re.compile(r"(?P<word>[^()]+?)(?: \((?P<effect>[^()]+)\))?")
_BRACKETS = re.compile(r"\[(?P<list>[^\[\]]*)\]")
_READABLE = 48
_HASH = 10


@dataclass(frozen=True, slots=True)
class Association:
    """What the biomarker does to the response.

    Attributes:
        predicate: local name of the property in the ontology.
        polarity: whether the source says so or denies it.
        effect: the toxic effect that is named, or empty.
    """

    predicate: str
    polarity: Polarity
    effect: str


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the biomarker predicts the response to.

    Attributes:
        parts: drugs or classes that are given together, mostly one.
        examples: drugs that the source names as examples of the class.
    """

    parts: tuple[Name, ...]
    examples: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The drug, the class, or the regimen of several."""
        if len(self.parts) == 1:
            return self.parts[0]
        return Name("Regimen", regimen_name([part.text for part in self.parts]))


@dataclass(frozen=True, slots=True)
class Biomarker:
    """A sound row, understood.

    Attributes:
        row: its cells.
        parts: the alterations that a tumour has together, mostly one.
        association: what they do to the response.
        treatment: to what.
        cancers: in which cancers.
        sources: on which sources it rests.
        record: id made from what identifies the biomarker; the source has none of its own.
    """

    row: Row
    parts: tuple[Alteration, ...]
    association: Association
    treatment: Treatment
    cancers: tuple[Name, ...]
    sources: tuple[Source, ...]
    record: str

    @property
    def label(self) -> str:
        """The alterations in words."""
        return profile_label(self.parts)

    @property
    def profile(self) -> str:
        """The id of the molecular profile."""
        return _readable_id(self.label, [self.row["Alteration"], self.row["Alteration type"]])


@cache
def _associations() -> Mapping[str, tuple[str, Polarity]]:
    rows = _table("cgi_associations.csv")
    return {row["association"]: (row["predicate"], Polarity(row["polarity"])) for row in rows}


@cache
def _names() -> Mapping[tuple[str, str], Name]:
    """Return what is meant by words that are misspelt or name a place and no disease."""
    return {
        (row["column"], row["written"]): Name(
            row["kind"], row["name"], tuple(filter(None, [row["identifiers"]]))
        )
        for row in _table("cgi_names.csv")
    }


def _table(file: str) -> list[dict[str, str]]:
    text = (resources.files("her2kg.loaders") / file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def read_biomarker(row: Row) -> Biomarker:
    """Understand a row.

    Raises:
        ValueError: it cannot be taken; the message says why.
    """
    for column, cell in row.items():
        if _CONTROL.search(cell):
            raise ValueError(f"{column} holds a control character")
    parts = alterations(row["Alteration"], row["Alteration type"])
    _check_genes(row, parts)
    tumours = _split(row["Primary Tumor type"], ";")
    if not tumours:
        raise ValueError("the row names no tumour type")
    association, treatment = _association(row["Association"]), _treatment(row)
    found = sources(row["Source"])
    cancers = tuple(_name("Primary Tumor type", "Cancer", tumour) for tumour in tumours)
    record = _readable_id(profile_label(parts), _identity(row, treatment, found))
    return Biomarker(row, parts, association, treatment, cancers, found, record)


def _check_genes(row: Row, parts: Sequence[Alteration]) -> None:
    """See that the columns speak of the same genes and variants.

    Raises:
        ValueError: they do not.
    """
    genes = {gene for part in parts for gene in part.genes}
    named = set(_split(row["Gene"], ";"))
    if not named or not named <= genes:
        raise ValueError(f"Gene {row['Gene']!r} is not the gene of {row['Alteration']!r}")
    single = row["individual_mutation"].replace(":", " ")
    if single and not any(single in part.variants for part in parts):
        raise ValueError(f"individual_mutation {single!r} is not among {row['Alteration']!r}")


def _association(cell: str) -> Association:
    match = _ASSOCIATION.fullmatch(cell)
    known = _associations().get(match["word"]) if match else None
    if match is None or known is None:
        raise ValueError(f"association {cell!r} is not known")
    return Association(*known, match["effect"] or "")


def _treatment(row: Row) -> Treatment:
    """Tell drugs from classes: a class stands in brackets, its drugs are examples ("etc")."""
    family = _BRACKETS.fullmatch(row["Drug family"])
    drugs = _BRACKETS.fullmatch(row["Drug"])
    examples: tuple[Name, ...] = ()
    if family and (drugs or not row["Drug"]):
        classes = _split(family["list"], ";")
        parts = tuple(_name("Drug family", "DrugClass", each) for each in classes)
        listed = _split(drugs["list"], ",") if drugs else []
        examples = tuple(_name("Drug", "Drug", each) for each in listed)
    else:
        parts = tuple(_drugs(row))
    if not parts:
        raise ValueError("the row names no drug")
    return Treatment(parts, examples)


def _drugs(row: Row) -> Iterator[Name]:
    """Yield drugs given together; one that is called as its family is a class."""
    if re.search(r"[\[\]]", row["Drug"]):
        raise ValueError(f"the brackets of drug {row['Drug']!r} do not match its family")
    drugs, families = _split(row["Drug"], ";"), _split(row["Drug family"], ";")
    for place, drug in enumerate(drugs):
        is_class = families[place : place + 1] == [drug]
        yield _name("Drug", "DrugClass" if is_class else "Drug", drug)


def _name(column: str, kind: str, written: str) -> Name:
    return _names().get((column, written)) or Name(kind, written)


def _split(cell: str, separator: str) -> list[str]:
    return [part.strip() for part in cell.split(separator) if part.strip()]


def _identity(row: Row, treatment: Treatment, found: Sequence[Source]) -> list[str]:
    """List what makes a biomarker the same in two rows."""
    columns = ("Alteration", "Alteration type", "Primary Tumor type", "Metastatic Tumor Type")
    names = (f"{name.kind} {name.text}" for name in (*treatment.parts, *treatment.examples))
    cited = sorted({str(source.iri) for source in found})
    said = [row["Association"], row["Evidence level"]]
    return [*(row[column] for column in columns), *names, *said, *cited]


def _readable_id(label: str, identity: Sequence[str]) -> str:
    canonical = json.dumps(identity, ensure_ascii=False)
    mark = hashlib.sha256(canonical.encode()).hexdigest()[:_HASH]
    return f"CGI-{slug(label)[:_READABLE].rstrip('-_.')}-{mark}"
