"""How many names are linked."""

from rdflib import URIRef

from her2kg.loaders.linked_names import LinkedNames, tally
from her2kg.loaders.linker import Linker
from her2kg.ontology.model import Claim, Entity, Name
from her2kg.ontology.namespaces import mint

KNOWN = [
    Entity(URIRef(mint("Drug", "lapatinib")), "Drug", "lapatinib", ("Tykerb",)),
    Entity(URIRef(mint("Cancer", "breast cancer")), "Cancer", "breast cancer"),
]


def _tally(*claims: Claim) -> list[LinkedNames]:
    linker = Linker(KNOWN)
    linker.settle(claims)
    return tally(linker, claims)


def _claim(drug: str, cancer: str = "Breast Cancer", kind: str = "Drug") -> Claim:
    return Claim(Name(kind, drug), "studiedIn", Name("Cancer", cancer), "R1")


def test_names_are_counted_by_class_and_the_unknown_ones_named() -> None:
    """A name that several records use counts once."""
    claims = (_claim("Tykerb"), _claim("Tykerb"), _claim("Xyzumab"), _claim("Abcnib", "Zyx"))
    assert _tally(*claims) == [
        LinkedNames("Cancer", 2, 1, ("Zyx",)),
        LinkedNames("Drug", 3, 1, ("Abcnib", "Xyzumab")),
    ]


def test_a_regimen_counts_as_its_drugs() -> None:
    """The names of its drugs are what must be known."""
    claim = _claim("Lapatinib + Xyzumab", kind="Regimen")
    assert _tally(claim)[1:] == [LinkedNames("Drug", 2, 1, ("Xyzumab",))]


def test_an_input_without_names_has_no_table() -> None:
    """What names nothing is not counted as linked."""
    node = URIRef(mint("Drug", "lapatinib"))
    assert _tally(Claim(node, "targets", node, "R1")) == []
