"""The gate and the shapes."""

from dataclasses import replace
from importlib.resources import files

import pytest
from rdflib import RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef

from her2kg.ontology.encode import Quad, encode_claim, encode_entity, encode_load
from her2kg.ontology.gate import RECORDS, ROWS, check, check_graph, shapes
from her2kg.ontology.model import AgentType, Claim, Entity, Load, TextQuote
from her2kg.ontology.namespaces import KINDS, SCHEMA, mint, schema

LOAD = Load("curated", "1", "0" * 64, "curated", "Tables", "CC-BY-4.0")
DRUG = URIRef(mint("Drug", "trastuzumab"))
CLAIM = Claim(DRUG, "targets", URIRef(mint("Protein", "HER2")), "drugs D01 target")
TEXT_CLAIM = replace(CLAIM, record="", agent_type=AgentType.TEXT_MINING)
QUOTE = TextQuote("targets", "", "", 3, 10, "It targets HER2.")


def _quads(claim: Claim = CLAIM) -> list[Quad]:
    return list(encode_claim(claim, LOAD))


def test_a_whole_record_passes() -> None:
    """A claim, its load and its entity as the encoder writes them are sound."""
    entity = Entity(DRUG, "Drug", "trastuzumab")
    assert check([*_quads(), *encode_load(LOAD), *encode_entity(entity)]) == []


@pytest.mark.parametrize(
    ("local", "value", "rule"),
    [
        ("polarity", "perhaps", "The polarity of a claim"),
        ("verification", "sort of", "A claim is verified, unverified or asPublished"),
        ("knowledgeLevel", "hearsay", "one of Biolink's values"),
        ("agentType", "robot", "one of Biolink's values"),
    ],
)
def test_a_value_outside_the_vocabulary_is_stopped(local: str, value: str, rule: str) -> None:
    """Polarity, verification and Biolink's values are closed lists."""
    predicate = URIRef(schema(local))
    quads = [q if q[1] != predicate else (q[0], q[1], Literal(value), q[3]) for q in _quads()]
    (violation,) = check(quads)
    assert rule in str(violation)
    assert value in str(violation)


def test_a_level_without_its_scheme_is_stopped() -> None:
    """A level means nothing without the scale that it is on."""
    assert "scheme" in str(check(_quads(replace(CLAIM, level="A")))[0])


def test_a_claim_without_a_subject_is_stopped() -> None:
    """What a claim needs, it must have."""
    quads = [q for q in _quads() if q[1] != RDF.subject]
    assert [v.rule for v in check(quads)] == ["A claim is about exactly one node."]


def test_two_contents_under_one_identity_are_stopped() -> None:
    """Two claims of the same record and triple that differ in the rest do not slip through."""
    quads = [*_quads(), *_quads(replace(CLAIM, note="another"))]
    assert any("exactly one content" in violation.rule for violation in check(quads))


def test_a_quote_that_ends_before_it_starts_is_stopped() -> None:
    """Offsets of a text claim are in order."""
    claim = replace(TEXT_CLAIM, quote=QUOTE, confidence=0.9, pattern="p", sources=(DRUG,))
    assert check(_quads(claim)) == []
    turned = replace(claim, quote=replace(QUOTE, start=10, end=3))
    assert [v.rule for v in check(_quads(turned))] == ["A quote starts before it ends."]


def test_a_confidence_above_one_is_stopped() -> None:
    """Confidence lies between 0 and 1."""
    claim = replace(TEXT_CLAIM, quote=QUOTE, confidence=1.2, pattern="p", sources=(DRUG,))
    assert "between 0 and 1" in str(check(_quads(claim))[0])


def test_a_node_without_a_label_is_stopped() -> None:
    """People must be able to read every node."""
    quads = [q for q in encode_entity(Entity(DRUG, "Drug", "x")) if q[1] != RDFS.label]
    assert [str(v) for v in check(quads)] == ["drug:trastuzumab: A node has exactly one label."]


@pytest.mark.parametrize("file", [RECORDS, ROWS])
def test_every_shape_speaks_plain_english(file: str) -> None:
    """Each constraint has a message and a target, and no shape is a blank node."""
    graph = shapes(file)
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf)
    found = set(graph.subjects(SH.path))
    assert len(found) > 30
    for shape in found:
        assert isinstance(shape, URIRef)
        assert str(next(graph.objects(shape, SH.message))).endswith(".")
        assert any((shape, target, None) in graph for target in targets)
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_the_shapes_speak_of_what_the_ontology_defines() -> None:
    """A shape for a class or property that does not exist would never find anything."""
    text = (files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    defined = set(Graph().parse(data=text, format="turtle").subjects(SKOS.definition))
    used = {
        node
        for file in (RECORDS, ROWS)
        for triple in shapes(file)
        for node in triple
        if str(node).startswith(SCHEMA)
    }
    assert len(used) > 60
    assert used <= defined


def test_every_kind_of_thing_needs_a_label() -> None:
    """The shape of labels names each class that nodes of the graph can have."""
    named = set(shapes().objects(URIRef("https://w3id.org/her2kg/shape/label"), SH.targetClass))
    without = {"Claim", "Fact", "Question", "Source"}
    assert {URIRef(schema(kind)) for kind in set(KINDS.values()) - without} <= named


def test_what_a_row_says_is_checked() -> None:
    """An indication of two drugs, without cancer and regulator, breaks three shapes."""
    data = Graph()
    indication = URIRef(mint("Indication", "I1"))
    data.add((indication, RDF.type, URIRef(schema("Indication"))))
    for name in ("trastuzumab", "lapatinib"):
        data.add((indication, URIRef(schema("drug")), URIRef(mint("Drug", name))))
    found = [
        violation for violation in check_graph(data, ROWS) if violation.node == "indication:I1"
    ]
    assert {violation.rule for violation in found} == {
        "An indication is of exactly one drug.",
        "An indication names at least one cancer.",
        "An indication names exactly one regulator.",
    }
