"""From names to nodes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from her2kg.loaders.linker import Linker, regimen_name
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Name, Qualifier
from her2kg.ontology.namespaces import mint


def _entity(kind: str, label: str, *synonyms: str, ids: tuple[str, ...] = ()) -> Entity:
    return Entity(URIRef(mint(kind, label)), kind, label, synonyms, identifiers=ids)


KNOWN = [
    _entity("Drug", "trastuzumab", "Herceptin"),
    _entity("Drug", "lapatinib"),
    _entity("Drug", "fluorouracil", "FU"),
    _entity("Drug", "futuximab", "FU"),
    _entity("DrugClass", "chemotherapy"),
    _entity("Cancer", "breast cancer", ids=("DOID:1612",)),
    _entity("Cancer", "HER2-positive breast cancer", "HER2+ breast cancer"),
    _entity("HER2Status", "HER2-positive", "HER2+"),
    _entity("HER2Status", "HER2-negative", "HER2-"),
    _entity("Regimen", "trastuzumab + lapatinib"),
]


def _local(iri: URIRef) -> str:
    return str(iri).removeprefix("https://w3id.org/her2kg/")


@pytest.mark.parametrize(
    ("name", "node"),
    [
        (Name("Drug", "Trastuzumab"), "drug/trastuzumab"),
        (Name("Drug", "HERCEPTIN"), "drug/trastuzumab"),
        (Name("Cancer", "Carcinoma of the breast", ("DOID:1612",)), "cancer/breast-cancer"),
        (Name("Cancer", "Her2 Positive Breast Cancer"), "cancer/HER2-positive-breast-cancer"),
        (Name("HER2Status", "HER2 +"), "status/HER2-positive"),
        (Name("HER2Status", "HER2-"), "status/HER2-negative"),
        (Name("Regimen", "Lapatinib + Herceptin"), "regimen/trastuzumab-lapatinib"),
    ],
)
def test_a_name_finds_its_node(name: Name, node: str) -> None:
    """By identifier, label, synonym, or the parts of a regimen in any order."""
    linker = Linker(KNOWN)
    assert _local(linker.resolve(name)) == node
    assert linker.unlinked == []


def test_a_name_of_another_class_is_not_taken() -> None:
    """A cancer is never linked to a drug of the same name."""
    linker = Linker(KNOWN)
    assert _local(linker.resolve(Name("Cancer", "trastuzumab"))) == "cancer/trastuzumab"


def test_a_name_of_two_things_is_linked_to_neither() -> None:
    """An ambiguous synonym becomes a node of its own and is reported with what it resembles."""
    linker = Linker(KNOWN)
    assert _local(linker.resolve(Name("Drug", "FU"))) == "drug/FU"
    (unlinked,) = linker.unlinked
    assert (unlinked.text, set(unlinked.candidates)) == ("FU", {"fluorouracil", "futuximab"})


def test_an_unknown_name_is_kept_and_reported() -> None:
    """A name that nothing bears is kept as the source wrote it, with near labels."""
    linker = Linker(KNOWN)
    node = linker.resolve(Name("Drug", "Lapatinip", ("NCIT:C1",)))
    (made,) = linker.made
    assert (made.iri, made.label, made.identifiers) == (node, "Lapatinip", ("NCIT:C1",))
    assert linker.unlinked[0].candidates == ("lapatinib",)


def test_a_new_regimen_is_named_by_the_drugs_it_finds() -> None:
    """Its label speaks of the drugs by their own labels, and the same drugs give the same node."""
    linker = Linker(KNOWN)
    one = linker.resolve(Name("Regimen", "Herceptin + FOLFOX"))
    assert {made.label for made in linker.made} == {"FOLFOX", "FOLFOX + trastuzumab"}
    assert linker.resolve(Name("Regimen", "FOLFOX + trastuzumab")) == one


def test_a_class_of_drugs_may_be_part_of_a_regimen() -> None:
    """Chemotherapy is found as the class that it is, and no drug is made of it."""
    linker = Linker(KNOWN)
    linker.resolve(Name("Regimen", "Herceptin + Chemotherapy"))
    assert [made.label for made in linker.made] == ["chemotherapy + trastuzumab"]
    assert linker.unlinked == []


def test_drugs_in_turn_are_not_drugs_together() -> None:
    """A sequence keeps its order and is another regimen."""
    linker = Linker(KNOWN)
    together = linker.resolve(Name("Regimen", "lapatinib + trastuzumab"))
    in_turn = linker.resolve(Name("Regimen", "lapatinib then trastuzumab"))
    turned = linker.resolve(Name("Regimen", "trastuzumab then lapatinib"))
    assert len({together, in_turn, turned}) == 3


def test_names_that_would_share_an_iri_get_two() -> None:
    """Two names that only differ in what a local name cannot hold stay two nodes."""
    linker = Linker(KNOWN)
    one = linker.resolve(Name("Variant", "ERBB2 A+"))
    two = linker.resolve(Name("Variant", "ERBB2 A"))
    assert one != two


def test_a_name_in_another_script_gets_a_node() -> None:
    """A name without a Latin letter is kept under a hash of itself."""
    linker = Linker(KNOWN)
    node = linker.resolve(Name("Drug", "艾瑞妮"))
    assert node.startswith(mint("Drug", "x")[:-1])
    assert linker.made[0].label == "艾瑞妮"


def test_claims_and_evidence_items_are_rewritten() -> None:
    """Every name in a claim or an evidence item gives way to its node."""
    claim = Claim(
        Name("Drug", "Herceptin"),
        "indicatedFor",
        Name("Cancer", "breast cancer"),
        "r",
        qualifiers=(Qualifier("requiresStatus", Name("HER2Status", "HER2+")),),
    )
    item = EvidenceItem(
        URIRef(mint("EvidenceItem", "EID1")),
        "EID1",
        (Qualifier("therapy", Name("Drug", "lapatinib")),),
    )
    linker = Linker(KNOWN)
    linked = linker.link(claim)
    assert [_local(URIRef(str(x))) for x in (linked.subject, linked.object)] == [
        "drug/trastuzumab",
        "cancer/breast-cancer",
    ]
    assert str(linked.qualifiers[0].value).endswith("status/HER2-positive")
    assert str(linker.link_evidence(item).properties[0].value).endswith("drug/lapatinib")


@given(st.permutations(["Drug A+", "Drug A", "drug-a", "DRUG A", "Drug (A)", "Drug B"]))
def test_the_order_of_sources_makes_no_difference(names: list[str]) -> None:
    """Settled together, names get the same nodes in whatever order they come."""
    items = [
        EvidenceItem(
            URIRef(mint("EvidenceItem", "E")), "E", (Qualifier("therapy", Name("Drug", n)),)
        )
        for n in names
    ]
    shuffled, ordered = Linker(KNOWN), Linker(KNOWN)
    shuffled.settle(items)
    ordered.settle(sorted(items, key=str))
    assert shuffled.made == ordered.made


def test_a_regimen_is_written_in_one_way() -> None:
    """Drugs together stand in alphabetical order, drugs in turn in theirs."""
    assert regimen_name(["trastuzumab", "Lapatinib"]) == "Lapatinib + trastuzumab"
    assert regimen_name(["b", "a"], sequential=True) == "b then a"
