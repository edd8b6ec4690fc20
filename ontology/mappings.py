"""The mapping file: which public identifiers things, classes and properties of the graph have."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import takewhile

from her2kg.ontology.namespaces import expand

__all__ = ["EXACT", "Mapping", "MappingSet", "exact_identifiers", "mapping_set", "parse"]

EXACT = "skos:exactMatch"
"""The relation of mappings that name the same thing."""

_FILE = "mappings.sssom.tsv"


@dataclass(frozen=True, slots=True, order=True)
class Mapping:
    """One row of the mapping file; the names of its fields are slots of SSSOM.

    Attributes:
        subject_id: CURIE of a thing, class or property of the graph.
        predicate_id: how the object relates to it, e.g. ``skos:broadMatch``: the object is wider.
        object_id: CURIE of the public record.
        subject_label: label of the subject in the graph.
        object_label: name of the object in its vocabulary, or empty where it was not seen.
        mapping_justification: how the two were found to match, a term of SEMAPV.
        object_source_version: release of the vocabulary that the row was compared with, or empty.
        comment: what there is to say about it, or empty.
    """

    subject_id: str
    predicate_id: str
    object_id: str
    subject_label: str
    object_label: str
    mapping_justification: str
    object_source_version: str
    comment: str


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A mapping file.

    Attributes:
        metadata: values of its header by slot, without the prefixes.
        prefixes: its ``curie_map``: IRI beginnings by prefix.
        mappings: its rows, in the order of the file.
    """

    metadata: dict[str, str]
    prefixes: dict[str, str]
    mappings: tuple[Mapping, ...]


def parse(text: str) -> MappingSet:
    """Read a mapping file in SSSOM/TSV with an embedded header.

    Source: SSSOM 1.0 (https://w3id.org/sssom/schema/), TSV with its metadata in front; of the
    YAML there only ``slot: "value"`` in double quotes and the nested ``curie_map`` are read.

    Args:
        text: the content of the file.

    Returns:
        Its header and rows.

    Raises:
        ValueError: a line cannot be read; the message names it.
    """
    lines = text.splitlines()
    comments = takewhile(lambda line: line.startswith("#"), lines)
    head = [line.removeprefix("#") for line in comments]
    metadata, prefixes = _header(head)
    body = lines[len(head) :]
    return MappingSet(metadata, prefixes, tuple(_rows(body, len(head))))


def _header(lines: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    metadata: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        key, _, value = line.partition(":")
        if line == "curie_map:":
            continue
        target = prefixes if line.startswith(" ") else metadata
        try:
            target[key.strip()] = str(json.loads(value))
        except json.JSONDecodeError:
            raise ValueError(f'{_FILE}, line {number}: write slot: "value"') from None
    return metadata, prefixes


def _rows(lines: list[str], before: int) -> Iterator[Mapping]:
    columns = lines[0].split("\t") if lines else []
    wanted = {field.name for field in fields(Mapping)}
    if set(columns) != wanted or len(columns) != len(wanted):
        raise ValueError(f"{_FILE}, line {before + 1}: the columns must be {sorted(wanted)}")
    for number, line in enumerate(lines[1:], start=before + 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(
                f"{_FILE}, line {number}: {len(cells)} cells, but the table has {len(columns)}"
            )
        yield Mapping(**dict(zip(columns, cells, strict=True)))


@cache
def mapping_set() -> MappingSet:
    """Return the mappings that come with the package."""
    return parse(files("her2kg.ontology").joinpath(_FILE).read_text(encoding="utf-8"))


@cache
def _exact() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for mapping in mapping_set().mappings:
        if mapping.predicate_id == EXACT:
            subject = expand(mapping.subject_id)
            found[subject] = (*found.get(subject, ()), mapping.object_id)
    return found


def exact_identifiers(iri: str) -> tuple[str, ...]:
    """Return the CURIEs of the public records of the same thing, in the order of the file."""
    return _exact().get(str(iri), ())
