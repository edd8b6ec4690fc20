"""The mapping file: well formed by SSSOM, kept by its rules, and carried into the graph."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import OWL, RDF, SKOS, Literal, URIRef

from her2kg.loaders.curated import load_all
from her2kg.ontology.encode import encode_mappings
from her2kg.ontology.mapping_checks import problems
from her2kg.ontology.mappings import (
    EXACT,
    Mapping,
    MappingSet,
    exact_identifiers,
    mapping_set,
    parse,
)
from her2kg.ontology.model import Claim, Entity
from her2kg.ontology.namespaces import PUBLIC, expand, mint, schema
from her2kg.queries.store import select, text_of

SET_SLOTS = {
    "mapping_set_id",
    "mapping_set_version",
    "mapping_set_title",
    "mapping_set_description",
    "license",
    "other",
    "comment",
}
"""Slots of a mapping set in SSSOM 1.0 that the header may use."""

ROW_SLOTS = {
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_source_version",
    "comment",
}
"""Slots of a mapping in SSSOM 1.0 that the columns may use."""

INVENTED = {f"NCIT:C{number}" for number in range(173791, 173800)} | {
    "NCIT:C155379",
    "NCIT:C64636",
}
"""Codes that a public list gives to HER2 categories and drugs, and that are not theirs."""

OF_ONE_SUBJECT = {
    "NCIT:C1647": "drug:trastuzumab",
    "NCIT:C38692": "drug:pertuzumab",
    "NCIT:C128799": "drug:trastuzumab-deruxtecan",
    "loinc:85319-2": "test:HER2-immunohistochemistry",
    "loinc:85318-4": "test:HER2-fluorescence-in-situ-hybridization",
}
"""Codes that public files give to something else, and what they are."""

CHANGES = {
    "missense": "SO:0001583",
    "in-frame insertion": "SO:0001821",
    "in-frame deletion": "SO:0001822",
    "in-frame indel": "SO:0001820",
    "copy-number gain": "SO:0001742",
    "fusion": "SO:0001565",
}

HEAD = (
    '#mapping_set_id: "https://example.org/m"\n#curie_map:\n#  drug: "https://example.org/drug/"\n'
)
COLUMNS = "\t".join(field.name for field in fields(Mapping))
ROW = Mapping(
    "drug:lapatinib",
    EXACT,
    "CHEBI:49603",
    "lapatinib",
    "lapatinib",
    "semapv:LexicalMatching",
    "",
    "",
)
CELL = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20)


def rows(prefix: str) -> Iterator[Mapping]:
    """Yield the mappings whose objects have a prefix."""
    return (m for m in mapping_set().mappings if m.object_id.startswith(f"{prefix}:"))


def broken(*changed: Mapping) -> list[str]:
    """Check the mappings with some more rows among them."""
    known = mapping_set()
    every = sorted({*known.mappings, *changed})
    return problems(replace(known, mappings=tuple(every)))


@cache
def entities() -> dict[str, Entity]:
    """Return the things of the curated tables by IRI."""
    return {str(e.iri): e for e in load_all() if isinstance(e, Entity)}


def said(predicate: str) -> Iterator[Claim]:
    """Yield what the curated tables say with a property."""
    return (c for c in load_all() if isinstance(c, Claim) and c.predicate == predicate)


def test_the_file_keeps_its_rules() -> None:
    """Prefixes, forms, relations, justifications, order and uniqueness are as they should be."""
    assert problems(mapping_set()) == []


def test_only_slots_of_sssom_are_used() -> None:
    """Header and columns use names that SSSOM defines."""
    assert set(mapping_set().metadata) <= SET_SLOTS
    assert {field.name for field in fields(Mapping)} <= ROW_SLOTS


def test_the_licence_is_named() -> None:
    """SSSOM asks for the licence of a mapping set, LOINC for its notice."""
    metadata = mapping_set().metadata
    assert metadata["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "content from LOINC" in metadata["other"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"predicate_id": "owl:sameAs"}, "the relation is none of"),
        ({"mapping_justification": "semapv:Guessing"}, "the justification is none of"),
        ({"object_id": "chebi:1"}, "no preferred prefix"),
        ({"object_id": "CHEBI:x"}, "not the form of its vocabulary"),
        ({"object_id": "snomedct:387003001"}, "no preferred prefix"),
        ({"subject_id": "NCIT:C1"}, "no node of the graph"),
        ({"subject_label": ""}, "the label of the subject is missing"),
        ({"object_id": "NCIT:C1647"}, "is the exact match of drug:lapatinib and drug:trastuzumab"),
        ({"object_id": "CHEBI:1"}, "has 2 exact matches in CHEBI"),
    ],
)
def test_a_bad_row_is_told(changes: dict[str, str], told: str) -> None:
    """Each rule finds the row that breaks it."""
    assert any(told in line for line in broken(replace(ROW, **changes)))


def test_an_explained_second_match_is_allowed() -> None:
    """Two records in one vocabulary stand when each says why."""
    explained = replace(ROW, object_id="CHEBI:1", comment="the salt")
    first = next(m for m in rows("CHEBI") if m.subject_id == ROW.subject_id)
    assert first.comment
    assert broken(explained) == []


def test_disorder_is_told() -> None:
    """Rows out of order would make two people's edits clash."""
    known = mapping_set()
    turned = replace(known, mappings=known.mappings[::-1])
    assert any("not sorted" in line for line in problems(turned))


def test_a_header_that_lies_is_told() -> None:
    """A prefix of the file must stand for what it stands for in the graph."""
    known = mapping_set()
    prefixes = {**known.prefixes, "DOID": "http://example.org/"}
    told = problems(MappingSet({}, prefixes, known.mappings))
    assert any("DOID stands for" in line for line in told)
    assert "the header lacks license" in told
    without = {k: v for k, v in known.prefixes.items() if k != "DOID"}
    assert "curie_map lacks DOID" in problems(replace(known, prefixes=without))


@given(st.lists(st.tuples(*[CELL] * 8), max_size=5))
@example([("#", *[""] * 7)])
def test_every_row_is_read_as_it_stands(cells: list[tuple[str, ...]]) -> None:
    """Whatever stands in the cells, nothing is lost and nothing is changed."""
    body = "".join("\t".join(row) + "\n" for row in cells)
    read = parse(f"{HEAD}{COLUMNS}\n{body}")
    assert read.mappings == tuple(Mapping(*row) for row in cells)
    assert read.metadata == {"mapping_set_id": "https://example.org/m"}
    assert read.prefixes == {"drug": "https://example.org/drug/"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD, "line 4: the columns must be"),
        (f"{HEAD}subject_id\tobject_id\n", "line 4: the columns must be"),
        (f"{HEAD}{COLUMNS}\nonly one cell\n", "line 5: 1 cells, but the table has 8"),
        (f"#license: CC0\n{COLUMNS}\n", 'line 1: write slot: "value"'),
        (f"#license\n{COLUMNS}\n", 'line 1: write slot: "value"'),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text: str, told: str) -> None:
    """The line and the remedy are named."""
    with pytest.raises(ValueError, match=re.escape(told)):
        parse(text)


def test_exact_matches_are_the_identifiers_of_things() -> None:
    """The curated tables take their identifiers from here, near ones left out."""
    cancer = str(mint("Cancer", "HER2-negative breast cancer"))
    assert exact_identifiers(cancer) == ("MONDO:0000618", "NCIT:C168519")
    assert entities()[cancer].identifiers == ("MONDO:0000618", "NCIT:C168519")


def test_no_table_names_public_identifiers_besides() -> None:
    """Every identifier of a curated thing is a row of this file: there is one place for them."""
    stated = {(expand(m.subject_id), m.object_id) for m in mapping_set().mappings}
    assert {(iri, i) for iri, e in entities().items() for i in e.identifiers} <= stated


def test_a_mapping_becomes_a_node_with_its_justification() -> None:
    """A near match is a triple and an axiom about it; an exact one of a thing the axiom only."""
    near = replace(ROW, predicate_id="skos:closeMatch", comment="a remark")
    term = replace(ROW, subject_id="her2:Drug", object_id="biolink:Drug")
    metadata = mapping_set().metadata
    quads = list(encode_mappings(MappingSet(metadata, {}, (ROW, near, term))))
    bare = {(s, p) for s, p, _, _ in quads if str(p).startswith(str(SKOS)) and p != SKOS.notation}
    assert bare == {
        (URIRef(mint("Drug", "lapatinib")), SKOS.closeMatch),
        (URIRef(schema("Drug")), SKOS.exactMatch),
    }
    axioms = [s for s, p, o, _ in quads if (p, o) == (RDF.type, OWL.Axiom)]
    assert len(set(axioms)) == 3
    told = {o for s, _, o, _ in quads if s == axioms[1]}
    lexical = URIRef("https://w3id.org/semapv/vocab/LexicalMatching")
    assert {SKOS.closeMatch, URIRef(expand("CHEBI:49603")), lexical, Literal("a remark")} <= told


def test_every_subject_is_in_the_graph_under_its_label(graph_store: ox.Store) -> None:
    """A mapping of something that was renamed or left would hang in the air."""
    query = "SELECT ?label ?thing WHERE { ?thing rdfs:label ?label }"
    for mapping in {m.subject_id: m for m in mapping_set().mappings}.values():
        thing = ox.NamedNode(expand(mapping.subject_id))
        labels = [text_of(row, "label") for row in select(graph_store, query, {"thing": thing})]
        assert labels == [mapping.subject_label]


def test_untrustworthy_codes_stay_out() -> None:
    """Codes that public files give to the wrong thing are not there, or are what they should be."""
    subjects: dict[str, set[str]] = {}
    for mapping in mapping_set().mappings:
        subjects.setdefault(mapping.object_id, set()).add(mapping.subject_id)
    assert subjects.keys() & INVENTED == set()
    assert "oncotree:GIST" not in subjects
    for code, wanted in OF_ONE_SUBJECT.items():
        assert subjects[code] == {wanted}, code


def test_nothing_comes_from_snomed() -> None:
    """The licence of SNOMED CT allows neither its codes nor its descriptions here."""
    assert not [prefix for prefix in PUBLIC if "snomed" in prefix.casefold()]
    assert not [m for m in mapping_set().mappings if "snomed" in str(m).casefold()]


def test_what_biolink_dropped_is_not_used() -> None:
    """Predicates that Biolink 4.4.4 no longer has, or calls deprecated, are no targets."""
    gone = {"affects_response_to", "increases_response_to", "decreases_response_to", "binds"}
    assert {m.object_id for m in rows("biolink")} & {f"biolink:{name}" for name in gone} == set()


def test_near_diseases_are_not_called_the_same() -> None:
    """HER2-negative by the Disease Ontology is the absence of the protein; OncoTree EGC is wide."""
    relations = {(m.subject_id, m.object_id): m.predicate_id for m in mapping_set().mappings}
    negative = relations["cancer:HER2-negative-breast-cancer", "DOID:0060080"]
    assert negative == "skos:closeMatch"
    wide = relations["cancer:gastroesophageal-adenocarcinoma", "oncotree:EGC"]
    assert wide == "skos:closeMatch"


def test_variants_have_the_class_of_their_change() -> None:
    """The class of a variant in the table and its term of the Sequence Ontology agree."""
    classes = {
        str(claim.subject): str(claim.object).partition(" (")[0] for claim in said("variantClass")
    }
    wanted = {(iri, CHANGES[kind]) for iri, kind in classes.items() if kind in CHANGES}
    assert {
        (expand(m.subject_id), m.object_id) for m in rows("SO") if m.subject_id[:5] != "her2:"
    } == (wanted)
