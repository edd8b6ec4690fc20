"""The ontology itself."""

import re
from importlib import resources

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, URIRef

from her2kg.ontology.namespaces import KINDS, SCHEMA, schema


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The ontology, parsed."""
    text = (resources.files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def _terms(ontology: Graph) -> set[URIRef]:
    return {term for term in ontology.subjects() if str(term).startswith(SCHEMA)}  # type: ignore[misc]


def test_every_term_has_one_label_and_one_definition(ontology: Graph) -> None:
    """Every class and property says what it is, once."""
    for term in _terms(ontology):
        assert len(list(ontology.objects(term, RDFS.label))) == 1, f"labels of {term}"
        assert len(list(ontology.objects(term, SKOS.definition))) == 1, f"definitions of {term}"


def test_definitions_are_whole_sentences(ontology: Graph) -> None:
    """A definition begins with a capital or quoted value and ends with a full stop."""
    for definition in ontology.objects(None, SKOS.definition):
        assert str(definition).endswith("."), definition


def test_every_term_is_a_class_or_a_property(ontology: Graph) -> None:
    """Nothing in the ontology is left without a type."""
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    for term in _terms(ontology):
        assert set(ontology.objects(term, RDF.type)) & kinds, term


def test_labels_of_properties_tell_them_apart(ontology: Graph) -> None:
    """No two classes share a label: people could not tell them apart."""
    labels = [
        str(next(ontology.objects(c, RDFS.label))) for c in ontology.subjects(RDF.type, OWL.Class)
    ]
    assert len(labels) == len(set(labels))


def test_every_kind_of_node_has_its_class(ontology: Graph) -> None:
    """Each prefix of the namespaces stands for a class that the ontology defines."""
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    assert {name for name in KINDS.values() if URIRef(schema(name)) not in classes} == set()


def test_no_blank_nodes(ontology: Graph) -> None:
    """The ontology has IRIs only, so that the graph can be put in one order."""
    assert not [node for triple in ontology for node in triple if isinstance(node, BNode)]


def test_domains_and_ranges_are_classes_of_the_ontology(ontology: Graph) -> None:
    """A property's domain and range are defined here."""
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for predicate in (RDFS.domain, RDFS.range):
        assert set(ontology.objects(None, predicate)) <= classes


def test_gene_and_protein_cannot_be_the_same(ontology: Graph) -> None:
    """Gene and protein are kept apart by the ontology itself."""
    gene, protein = URIRef(schema("Gene")), URIRef(schema("Protein"))
    assert (gene, OWL.disjointWith, protein) in ontology


def test_reported_results_and_therapeutic_categories_are_kept_apart(ontology: Graph) -> None:
    """HER2-low is no result of a guideline: the two axes of status are disjoint."""
    result, category = URIRef(schema("ReportedResult")), URIRef(schema("TherapeuticCategory"))
    assert (result, OWL.disjointWith, category) in ontology


def test_turtle_is_written_without_machine_paths() -> None:
    """The ontology's text names no place but its own namespaces."""
    text = (resources.files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    assert not re.search(r"file:|/home/|/tmp/", text)
