"""CIViC's statements on ERBB2: which drug, which direction, which alteration."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rdflib import URIRef

from benchmarks.reading.cues import chosen
from benchmarks.reading.material import half, same
from benchmarks.reading.names import Names, flat, label_of, mentions_of
from benchmarks.reading.scores import Case, Item, Measure, project
from her2kg.loaders.civic_names import components
from her2kg.loaders.civic_rows import POLARITY, meanings, therapies
from her2kg.loaders.text.reader import read_document
from her2kg.ontology.model import Name, Polarity
from her2kg.ontology.namespaces import curie_of

__all__ = [
    "RESPONSES",
    "civic_cases",
    "civic_measures",
    "civic_rows",
    "direction_of",
    "drugs_of",
    "node_of",
    "wanted",
]

RESPONSES = frozenset(
    meaning.predicate
    for meaning in meanings().values()
    if meaning.object == "therapies" and meaning.predicate != "associatedWith"
)
"""Predicates of a response to a drug."""

_TOWARD = "confersSensitivityTo"
_AGAINST = "confersResistanceTo"
_CLASS = "drugclass:"


def civic_rows(file: Path) -> Iterator[Mapping[str, str]]:
    """Yield the evidence items on a response of ERBB2 to a drug, from CIViC's file."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kind = (row["evidence_type"], row["significance"])
            meaning = meanings().get(kind)
            about = re.search(r"\bERBB2\b", row["molecular_profile"])
            if about and meaning and meaning.predicate in RESPONSES and row["therapies"]:
                yield row


def civic_cases(rows: Iterable[Mapping[str, str]], names: Names) -> tuple[Case, ...]:
    """Read each statement once, whatever the number of evidence items it stands under.

    The gold of a statement is the union of its items: one triple (direction, drug, alteration)
    for each drug and each alteration that the profile asks for. Directions are CIViC's
    significance and whether the item supports it. All statements on one publication lie in one
    half, for curators write several in nearly the same words.

    Drugs and alterations are the same when they are the same node of the graph, or one that
    ``same.tsv`` says: CIViC files HER2-positive and overexpressing tumours as amplified. Of the
    reader count all claims on the response to a drug, as of the baseline, and none on that to a
    class of drugs, of which the gold is silent; hedged ones too, for CIViC's items hedge nothing; a
    regimen counts as its drugs, as in the gold; a claim on a drug without an alteration counts
    for its drug and direction. A claim that a drug improves something says sensitivity.

    Args:
        rows: evidence items.
        names: the names of a graph into which CIViC was not loaded.
    """
    gold: dict[str, set[Item]] = {}
    documents: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row["citation_id"]):
        text = row["evidence_statement"]
        gold.setdefault(text, set()).update(wanted(row, names))
        documents.setdefault(text, row["citation_id"])
    return tuple(
        Case(
            half(documents[text]),
            text,
            frozenset(items),
            _read(text, names),
            _baseline(text, names),
        )
        for text, items in sorted(gold.items())
    )


def civic_measures(cases: Iterable[Case]) -> list[Measure]:
    """Ask for the drug, then for its direction too, then for the whole triple."""
    full = tuple(cases)
    return [
        Measure("CIViC, drug", project(full, lambda item: ("drug", item[1]))),
        Measure("CIViC, drug and direction", project(full, lambda item: item[:2]), macro=True),
        Measure("CIViC, with alteration", full),
    ]


def direction_of(predicate: str, polarity: Polarity) -> str:
    """Join a predicate and its polarity to one direction."""
    return predicate if polarity is Polarity.SUPPORTS else f"not {predicate}"


def node_of(iri: object) -> str:
    """Return a node as a CURIE, or the node that counts as the same."""
    curie = curie_of(str(iri))
    return same("civic").get(curie, (curie,))[0]


def wanted(row: Mapping[str, str], names: Names) -> Iterator[Item]:
    """Yield what an evidence item says: direction, drug and alteration."""
    meaning = meanings()[row["evidence_type"], row["significance"]]
    direction = direction_of(meaning.predicate, POLARITY[row["evidence_direction"]])
    variants = [name for name, present in components(row["molecular_profile"]) if present]
    for drug in therapies(row):
        for variant in variants:
            nodes = (
                names.linker.resolve(Name(*each)) for each in (("Drug", drug), ("Variant", variant))
            )
            yield (direction, *map(node_of, nodes))


def _read(text: str, names: Names) -> frozenset[Item]:
    reading = read_document(text, names.lexicon)
    found: set[Item] = set()
    for claim in reading.everything:
        if claim.predicate in RESPONSES:
            direction, drug, about = claim.predicate, claim.object, node_of(claim.subject)
        elif claim.predicate == "improves":
            direction, drug, about = _TOWARD, claim.subject, ""
        else:
            continue
        for each in drugs_of(str(drug), label_of(drug, reading, names.lexicon), names):
            if not each.startswith(_CLASS):
                found.add((direction_of(direction, claim.polarity), each, about))
    return frozenset(found)


def drugs_of(iri: str, label: str, names: Names) -> list[str]:
    """Return a drug, or those that a regimen is made of."""
    parts = names.linker.parts(Name("Regimen", label))
    if len(parts) == 1:
        return [node_of(iri)]
    return [node_of(names.linker.resolve(part)) for part in parts]


def _baseline(text: str, names: Names) -> frozenset[Item]:
    """Join every drug of a sentence to every alteration in it, by the majority of its cues."""
    found: set[Item] = set()
    for sentence, mentions in mentions_of(text, names.lexicon):
        toward = chosen("direction", text[sentence.start : sentence.end]) == "toward"
        named = list(flat(mentions))
        about = {node_of(each.iri) for each in named if each.kind in {"Variant", "HER2Status"}}
        found |= {
            (_TOWARD if toward else _AGAINST, node_of(URIRef(each.iri)), alteration)
            for each in named
            if each.kind == "Drug"
            for alteration in about or {""}
        }
    return frozenset(found)
