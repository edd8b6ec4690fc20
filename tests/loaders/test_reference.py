"""Tests of what reference sources add to the things that the graph speaks of."""

from rdflib import URIRef

from her2kg.loaders.linker import Linker
from her2kg.loaders.reference import Reference, enriched, may_be
from her2kg.ontology.model import Description, Entity, Name
from her2kg.ontology.namespaces import mint


def _cancer(label: str, *identifiers: str, broader: str = "") -> Entity:
    wider = (URIRef(mint("Cancer", broader)),) if broader else ()
    iri = URIRef(mint("Cancer", label))
    return Entity(iri, "Cancer", label, identifiers=identifiers, broader=wider)


def _term(
    number: int, label: str, *broader: int, synonyms: tuple[str, ...] = (), definition: str = ""
) -> Description:
    wider = tuple(f"DOID:{each}" for each in broader)
    return Description("obo", "Cancer", label, (f"DOID:{number}",), synonyms, definition, wider)


TERMS = (
    _term(1, "cancer"),
    _term(2, "stomach cancer", 1),
    _term(3, "stomach carcinoma", 2),
    _term(4, "stomach adenocarcinoma", 3, synonyms=("adenocarcinoma of stomach",), definition="D."),
)


def _added(*entities: Entity) -> dict[str, Entity]:
    found = enriched(entities, Reference(TERMS), "obo", TERMS)
    return {entity.label: entity for entity in found}


def test_names_definition_and_code_are_added() -> None:
    """An entity with the code gets the source's names and words; its own label stays."""
    added = _added(_cancer("gastric adenocarcinoma", "DOID:4"))["gastric adenocarcinoma"]
    assert added.synonyms == ("adenocarcinoma of stomach", "stomach adenocarcinoma")
    assert (added.definition, added.identifiers) == ("D.", ("DOID:4",))


def test_the_nearest_wider_thing_that_the_graph_has_is_above() -> None:
    """Terms in between that the graph does not speak of are passed over."""
    added = _added(_cancer("gastric adenocarcinoma", "DOID:4"), _cancer("cancer", "DOID:1"))
    assert added["gastric adenocarcinoma"].broader == (URIRef(mint("Cancer", "cancer")),)


def test_what_is_above_already_is_not_added_again() -> None:
    """A curated hierarchy that leads there is kept as it is."""
    entities = (
        _cancer("gastric adenocarcinoma", "DOID:4", broader="gastric cancer"),
        _cancer("gastric cancer", broader="cancer"),
        _cancer("cancer", "DOID:1"),
    )
    assert _added(*entities)["gastric adenocarcinoma"].broader == ()


def test_no_circle_is_made() -> None:
    """Where the graph has it the other way round, nothing is added."""
    entities = (
        _cancer("stomach adenocarcinoma", "DOID:4"),
        _cancer("cancer", "DOID:1", broader="stomach adenocarcinoma"),
    )
    assert _added(*entities)["stomach adenocarcinoma"].broader == ()


def test_a_name_that_another_thing_bears_is_left_out() -> None:
    """No synonym makes two things answer to one name."""
    added = _added(_cancer("gastric adenocarcinoma", "DOID:4"), _cancer("stomach adenocarcinoma"))
    assert added["gastric adenocarcinoma"].synonyms == ("adenocarcinoma of stomach",)


def test_a_thing_with_another_code_is_another_thing() -> None:
    """The same name does not make it the same when the codes differ."""
    other = _cancer("stomach adenocarcinoma", "DOID:99")
    assert not may_be(other, TERMS[3])
    assert _added(other) == {}


def test_a_near_mapping_is_no_identity() -> None:
    """HER2-negative breast cancer is only close to the Disease Ontology's term of that name."""
    term = _term(60080, "HER2-negative breast cancer")
    term = Description("obo", "Cancer", term.label, ("DOID:0060080",))
    entity = _cancer("HER2-negative breast cancer")
    assert not may_be(entity, term)
    assert list(enriched([entity], Reference([term]), "obo", [term])) == []


def test_a_name_of_one_source_for_two_things_describes_neither() -> None:
    """An alias that two genes share finds none of them."""
    genes = (
        Description("hgnc", "Gene", "AREG", ("hgnc:651",), ("AR",)),
        Description("hgnc", "Gene", "XYZ1", ("hgnc:1",), ("AR",)),
        Description("hgnc", "Gene", "AR", ("hgnc:644",)),
    )
    assert [x.label for x in Reference(genes).find(Name("Gene", "AR"))] == ["AR"]
    assert Reference(genes[:2]).find(Name("Gene", "AR")) == []


def test_a_name_links_by_way_of_a_reference_source() -> None:
    """A synonym that only the source knows leads to the entity that it describes."""
    entity = _cancer("gastric adenocarcinoma", "DOID:4")
    linker = Linker([entity], Reference(TERMS))
    assert linker.resolve(Name("Cancer", "Adenocarcinoma of Stomach")) == entity.iri
    assert linker.unlinked == []


def test_a_thing_that_only_the_source_knows_becomes_a_node() -> None:
    """It gets the source's name and code, and is not called unlinked."""
    linker = Linker([], Reference(TERMS))
    iri = linker.resolve(Name("Cancer", "adenocarcinoma of stomach"))
    [made] = linker.made
    assert (made.iri, made.label, made.identifiers) == (iri, "stomach adenocarcinoma", ("DOID:4",))
    assert linker.unlinked == []


def test_what_no_source_knows_stays_unlinked() -> None:
    """It is listed with what it resembles, and never guessed."""
    linker = Linker([_cancer("gastric adenocarcinoma")], Reference(TERMS))
    linker.resolve(Name("Cancer", "gastric adenocarcinomas of old"))
    [unlinked] = linker.unlinked
    assert unlinked.candidates == ("gastric adenocarcinoma",)


def test_everything_can_be_taken() -> None:
    """Each description becomes a node once, and those that exist are not doubled."""
    entity = _cancer("gastric adenocarcinoma", "DOID:4")
    linker = Linker([entity], Reference(TERMS))
    linker.take(TERMS)
    assert [made.label for made in linker.made] == ["cancer", "stomach cancer", "stomach carcinoma"]


def test_two_files_of_one_source_describe_one_thing() -> None:
    """The same term in two files is one, and each file adds what it says of it."""
    again = Description("obo", "Cancer", "stomach adenocarcinoma", ("DOID:4",), ("made-up name",))
    entity = _cancer("gastric adenocarcinoma", "DOID:4")
    reference = Reference([*TERMS, again])
    [one] = enriched([entity], reference, "obo", TERMS)
    [other] = enriched([entity], reference, "obo", [again])
    assert one.synonyms == ("adenocarcinoma of stomach", "stomach adenocarcinoma")
    assert other.synonyms == ("made-up name", "stomach adenocarcinoma")
