"""Names of nodes and identifiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.ontology.namespaces import (
    KINDS,
    PREFIXES,
    PUBLIC,
    curie_of,
    expand,
    graph_iri,
    mint,
    schema,
    slug,
)


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("trastuzumab deruxtecan", "trastuzumab-deruxtecan"),
        ("pertuzumab + trastuzumab + hyaluronidase", "pertuzumab-trastuzumab-hyaluronidase"),
        ("ERBB2 S310F/Y", "ERBB2-S310F-Y"),
        ("Beyoncé (café)", "Beyonce-cafe"),
    ],
)
def test_local_names_are_readable(name: str, local: str) -> None:
    """A local name is the name itself with everything strange made a hyphen."""
    assert slug(name) == local


def test_a_name_that_leaves_nothing_is_refused() -> None:
    """A name without a single Latin letter or digit cannot be minted."""
    with pytest.raises(ValueError, match="readable local name"):
        slug("艾瑞妮")


@given(st.text(min_size=1))
def test_local_names_need_no_escape_in_sparql(name: str) -> None:
    """Whatever the name, its local name is plain or refused."""
    try:
        local = slug(name)
    except ValueError:
        return
    assert local.strip("-.") == local
    assert all(c.isascii() and (c.isalnum() or c in "_.-") for c in local)


def test_iris_are_minted_below_their_kind() -> None:
    """A node's IRI names its kind and itself."""
    assert mint("Drug", "trastuzumab") == "https://w3id.org/her2kg/drug/trastuzumab"
    assert schema("targets") == "https://w3id.org/her2kg/schema#targets"
    assert graph_iri("facts") == "https://w3id.org/her2kg/graph/facts"


def test_an_unknown_kind_is_refused() -> None:
    """Nothing is minted for a class that has no prefix."""
    with pytest.raises(KeyError):
        mint("Unicorn", "x")


@pytest.mark.parametrize("prefix", sorted({**PREFIXES, **PUBLIC}))
def test_every_prefix_goes_there_and_back(prefix: str) -> None:
    """Expanding and shortening with any known prefix are each other's inverse."""
    assert curie_of(expand(f"{prefix}:x1")) == f"{prefix}:x1"


@pytest.mark.parametrize("text", ["trastuzumab", "drug:", "nowhere:x", ":x"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    """Only a known prefix with something behind it is an identifier."""
    with pytest.raises(ValueError, match="known prefix"):
        expand(text)


def test_an_unknown_iri_stays_as_it_is() -> None:
    """An IRI of no known place is shown whole."""
    assert curie_of("https://example.org/x") == "https://example.org/x"


def test_no_two_kinds_share_a_class() -> None:
    """Each prefix stands for a class of its own."""
    assert len(set(KINDS.values())) == len(KINDS)
