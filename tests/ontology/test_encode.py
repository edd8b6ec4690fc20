"""From value types to quads."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, XSD, Literal, URIRef

from her2kg.ontology.encode import (
    claim_iri,
    encode_claim,
    encode_entity,
    encode_source,
    fact_iri,
    load_iri,
    partial_date,
)
from her2kg.ontology.model import (
    Claim,
    Entity,
    Load,
    Name,
    Polarity,
    Qualifier,
    Source,
    TextQuote,
)
from her2kg.ontology.namespaces import mint, schema

LOAD = Load("civic", "1", "ab" * 32, "civic", "CIViC", "CC0-1.0")
L755S = URIRef(mint("Variant", "ERBB2 L755S"))
NERATINIB = URIRef(mint("Drug", "neratinib"))
BREAST = URIRef(mint("Cancer", "breast cancer"))
CLAIM = Claim(
    L755S,
    "confersSensitivityTo",
    NERATINIB,
    "EID283",
    qualifiers=(Qualifier("inCancer", BREAST, identifying=True),),
    level="D",
    scheme="CIViC",
)
QUOTE = TextQuote("HER2 is", "", " a", 0, 7, "HER2  is a\nprotein.", 0)


def _objects(claim: Claim, local: str) -> list[str]:
    wanted = URIRef(schema(local))
    return [str(o) for _, p, o, _ in encode_claim(claim, LOAD) if p == wanted]


def test_a_claim_is_known_by_a_literal_hash() -> None:
    """The IRI of a claim comes from its content alone; changing how would orphan links to it."""
    assert claim_iri(CLAIM, LOAD) == URIRef(mint("Claim", "a9af04fca1ac6b295bba"))


def test_a_changed_level_is_a_change_of_the_same_claim() -> None:
    """Identity leaves the level out; the content hash does not."""
    changed = replace(CLAIM, level="C")
    assert claim_iri(changed, LOAD) == claim_iri(CLAIM, LOAD)
    assert _objects(changed, "contentHash") != _objects(CLAIM, "contentHash")


def test_another_record_is_another_claim_of_the_same_fact() -> None:
    """Two records that say the same are two claims of one fact."""
    other = replace(CLAIM, record="EID999")
    assert claim_iri(other, LOAD) != claim_iri(CLAIM, LOAD)
    assert fact_iri(other) == fact_iri(CLAIM)


def test_another_cancer_is_another_fact() -> None:
    """What holds in one cancer says nothing of another."""
    gastric = Qualifier("inCancer", URIRef(mint("Cancer", "gastric cancer")), identifying=True)
    assert fact_iri(replace(CLAIM, qualifiers=(gastric,))) != fact_iri(CLAIM)


def test_who_denies_speaks_of_the_same_fact() -> None:
    """Claims for and against meet in one fact."""
    against = replace(CLAIM, polarity=Polarity.REFUTES)
    assert fact_iri(against) == fact_iri(CLAIM)
    assert _objects(against, "polarity") == ["refutes"]


def test_a_reflowed_document_keeps_its_claims() -> None:
    """White space in the sentence plays no part in the identity of a text claim."""
    claim = replace(CLAIM, record="", quote=QUOTE)
    reflowed = replace(claim, quote=replace(QUOTE, sentence="HER2 is a protein."))
    assert claim_iri(reflowed, LOAD) == claim_iri(claim, LOAD)


def test_the_second_occurrence_of_a_sentence_is_a_claim_of_its_own() -> None:
    """Repeated sentences are told apart by their place in the row."""
    claim = replace(CLAIM, record="", quote=QUOTE)
    again = replace(claim, quote=replace(QUOTE, ordinal=1))
    assert claim_iri(again, LOAD) != claim_iri(claim, LOAD)


def test_a_text_claim_carries_its_selector() -> None:
    """Quote, context and offsets of a text claim are in the graph."""
    claim = replace(CLAIM, record="", quote=QUOTE)
    assert _objects(claim, "quote") == ["HER2 is"]
    assert _objects(claim, "quoteStart") == ["0"]
    assert _objects(claim, "quoteEnd") == ["7"]
    types = {o for _, p, o, _ in encode_claim(claim, LOAD) if p == RDF.type}
    assert URIRef(schema("TextClaim")) in types


def test_a_claim_without_sources_says_so() -> None:
    """A claim says whether its primary source is known."""
    assert _objects(CLAIM, "primarySourceKnown") == ["false"]


def test_a_name_that_was_not_linked_never_reaches_the_graph() -> None:
    """Encoding refuses what the linker has not settled."""
    with pytest.raises(TypeError, match="Herceptin"):
        list(encode_claim(replace(CLAIM, object=Name("Drug", "Herceptin")), LOAD))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [("2018", XSD.gYear), ("2018-08", XSD.gYearMonth), ("2018-08-31", XSD.date)],
)
def test_a_date_is_no_more_exact_than_what_is_known(text: str, datatype: URIRef) -> None:
    """A year stays a year."""
    assert partial_date(text) == Literal(text, datatype=datatype)


@pytest.mark.parametrize("text", ["", "18", "2018-8", "31.08.2018", "2018-08-31T00:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """Dates in other forms are not guessed."""
    with pytest.raises(ValueError, match="YYYY"):
        partial_date(text)


@given(st.permutations([Qualifier("line", Literal(str(n)), identifying=True) for n in range(4)]))
def test_the_order_of_qualifiers_makes_no_difference(qualifiers: list[Qualifier]) -> None:
    """The same qualifiers in any order give the same claim and fact."""
    ordered = tuple(sorted(qualifiers, key=lambda q: str(q.value)))
    one, two = (replace(CLAIM, qualifiers=q) for q in (tuple(qualifiers), ordered))
    assert set(encode_claim(one, LOAD)) == set(encode_claim(two, LOAD))


def test_an_entity_has_its_names_and_identifiers() -> None:
    """Label, synonyms, identifiers and the next wider thing lie in graph/entities."""
    drug = Entity(NERATINIB, "Drug", "neratinib", ("Nerlynx", "neratinib"), "", ("NCIT:C49094",))
    quads = list(encode_entity(drug))
    assert {str(q[3]) for q in quads} == {"https://w3id.org/her2kg/graph/entities"}
    values = {str(q[2]) for q in quads}
    assert {"Nerlynx", "NCIT:C49094", "http://purl.obolibrary.org/obo/NCIT_C49094"} <= values
    assert len(quads) == 5


def test_a_source_shows_only_what_is_known() -> None:
    """A source without a page or licence has none."""
    bare = Source(URIRef(mint("Source", "x")), "Publication", "A paper")
    assert len(list(encode_source(bare))) == 2


def test_a_load_is_named_by_loader_and_input() -> None:
    """The name of a load holds no time and no place."""
    assert load_iri(LOAD) == URIRef("https://w3id.org/her2kg/load/civic-abababababab")
