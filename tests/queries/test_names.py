"""Names find their entity."""

import contextlib

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import curie_of
from her2kg.queries.errors import UnknownName
from her2kg.queries.names import resolve


@pytest.mark.parametrize(
    ("name", "curie"),
    [
        ("HER2", "protein:HER2"),
        ("ERBB2", "gene:ERBB2"),
        ("Herceptin", "drug:trastuzumab"),
        ("drug:trastuzumab", "drug:trastuzumab"),
        ("https://w3id.org/her2kg/drug/trastuzumab", "drug:trastuzumab"),
        ("<https://w3id.org/her2kg/drug/trastuzumab>", "drug:trastuzumab"),
        ("DOID:1612", "cancer:breast-cancer"),
        ("doid:1612", "cancer:breast-cancer"),
        ("  herceptin ", "drug:trastuzumab"),
        ("Breast-Cancer", "cancer:breast-cancer"),
        ("TGF alpha foe", "drug:lapatinib"),
        ("her2 +", "status:HER2-positive"),
        ("HER2-", "status:HER2-negative"),
    ],
)
def test_names_of_the_sample(sample: ox.Store, name: str, curie: str) -> None:
    """Identifiers, labels, synonyms and folded spellings all lead to the entity."""
    assert curie_of(resolve(sample, name).iri) == curie


@pytest.mark.parametrize(
    ("name", "curies"),
    [
        ("HER2", {"protein:HER2"}),
        ("ERBB2", {"gene:ERBB2"}),
        ("neu", {"gene:ERBB2", "protein:HER2"}),
        ("CD340", {"protein:HER2"}),
        ("Herceptin", {"drug:trastuzumab"}),
        ("T-DXd", {"drug:trastuzumab-deruxtecan"}),
        ("t dxd", {"drug:trastuzumab-deruxtecan"}),
        ("Enhertu", {"drug:trastuzumab-deruxtecan"}),
        ("DS-8201", {"drug:trastuzumab-deruxtecan"}),
        ("Kadcyla", {"drug:trastuzumab-emtansine"}),
        ("HER2+", {"status:HER2-positive"}),
        ("HER2 low", {"status:HER2-low"}),
        ("HercepTest", {"test:HercepTest"}),
    ],
)
def test_names_of_the_graph(graph_store: ox.Store, name: str, curies: set[str]) -> None:
    """The names that people use for HER2, its drugs and tests find them."""
    assert curie_of(resolve(graph_store, name).iri) in curies


@pytest.mark.parametrize(
    ("identifier", "curie"),
    [
        ("DOID:1612", "cancer:breast-cancer"),
        ("doid:1612", "cancer:breast-cancer"),
        ("http://purl.obolibrary.org/obo/DOID_1612", "cancer:breast-cancer"),
        ("NCIT:C1647", "drug:trastuzumab"),
        ("ncit:c1647", "drug:trastuzumab"),
        ("RXNORM:224905", "drug:trastuzumab"),
        ("CHEMBL:CHEMBL554", "drug:lapatinib"),
        ("hgnc:3430", "gene:ERBB2"),
        ("HGNC:3430", "gene:ERBB2"),
        ("UniProtKB:P04626", "protein:HER2"),
        ("NCT:NCT00829166", "trial:NCT00829166"),
        ("PMID:23220880", "source:pubmed-23220880"),
    ],
)
def test_identifiers_may_have_any_case(graph_store: ox.Store, identifier: str, curie: str) -> None:
    """Prefixes in another case, their synonyms and the address of a record all find the thing."""
    assert curie_of(resolve(graph_store, identifier).iri) == curie


def test_near_identifiers_name_nothing(graph_store: ox.Store) -> None:
    """A code that is only close to a thing must not pass for it."""
    with pytest.raises(UnknownName):
        resolve(graph_store, "DOID:0060080")


def test_a_kind_decides_and_the_rest_is_listed(sample: ox.Store) -> None:
    """HER2 is the protein by its label; asked for a gene, it is ERBB2 by its synonym."""
    assert resolve(sample, "HER2", "Gene").label == "ERBB2"
    match = resolve(sample, "CD340")
    assert (match.label, match.others) == ("ERBB2", ())


def test_a_kind_includes_the_kinds_below(sample: ox.Store) -> None:
    """A reported result is a HER2 status."""
    assert resolve(sample, "HER2+", "HER2Status").kind == "ReportedResult"


@pytest.mark.parametrize("name", ["trastuzumb", "drug:trastuzumb", "Herceptn"])
def test_unknown_names_get_near_suggestions(sample: ox.Store, name: str) -> None:
    """The error is one line and names what may have been meant."""
    with pytest.raises(UnknownName) as caught:
        resolve(sample, name)
    assert {"trastuzumab", "Herceptin"} & set(caught.value.suggestions)
    assert "\n" not in str(caught.value)
    assert len(caught.value.suggestions) <= 5


def test_suggestions_are_of_the_kind_asked_for(sample: ox.Store) -> None:
    """A drug is not suggested where a cancer is asked for."""
    with pytest.raises(UnknownName) as caught:
        resolve(sample, "brest cancer", "Cancer")
    assert caught.value.suggestions == ("breast cancer",)


@pytest.mark.parametrize("name", ["", " ", "http://", "drug:", "a b:c", '<x">', "her2:Drug", "\0"])
def test_odd_names_are_unknown(sample: ox.Store, name: str) -> None:
    """Nothing and nonsense end in the same error, classes of the ontology are no entities."""
    with pytest.raises(UnknownName):
        resolve(sample, name)


@given(st.text(max_size=40))
def test_any_text_is_found_or_unknown(sample: ox.Store, name: str) -> None:
    """No text, however odd, ends in another error."""
    with contextlib.suppress(UnknownName):
        assert resolve(sample, name).iri.startswith("http")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded name is its own folding."""
    assert fold(fold(text)) == fold(text)


def test_folding_keeps_opposites_apart() -> None:
    """HER2+ and HER2- never fold alike, whatever minus sign is used."""
    assert fold("HER2+") != fold("HER2-")
    assert fold("HER2-") == fold("her2 \N{MINUS SIGN}") != fold("HER2")


@pytest.mark.parametrize("text", ["L755S", "p.Leu755Ser", "l755s"])
def test_a_change_without_its_gene_is_one_of_her2(graph_store: ox.Store, text: str) -> None:
    """In a graph of HER2, L755S is ERBB2 L755S."""
    assert resolve(graph_store, text).label == "ERBB2 L755S"
