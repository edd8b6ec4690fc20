"""The bare SPARQL query finds the same rules as the walk through them."""

from decimal import Decimal

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from her2kg.queries.scoring.conditions import meets
from her2kg.queries.scoring.rulebook import RuleBook
from her2kg.queries.scoring.sparql import met_query
from her2kg.queries.store import run, select, text_of

_SOME = st.one_of(
    st.sampled_from([Decimal(n) for n in ("0", "1.8", "2.0", "2.2", "4.0", "6.0", "10", "30")]),
    st.decimals(0, 100, places=2),
)


def _points(book: RuleBook) -> st.SearchStrategy[dict[str, Decimal | str]]:
    kinds = {
        name: st.sampled_from(quantity.allowed) if quantity.allowed else _SOME
        for name, quantity in book.quantities.items()
    }
    return st.fixed_dictionaries({}, optional=kinds)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_sparql_and_python_find_the_same_rules(
    graph_store: ox.Store, book: RuleBook, data: st.DataObject
) -> None:
    """Whatever is measured or missing, both name the same rules as met."""
    facts = data.draw(_points(book))
    found = {text_of(row, "rule") for row in select(graph_store, met_query(facts))}
    assert found == {rule.name for rule in book.rules if meets(rule, facts)}


def test_the_query_carries_its_prefixes(graph_store: ox.Store) -> None:
    """It runs as it stands, without prefixes from elsewhere."""
    text = met_query({"ihc": "3+", "percent": Decimal(40)})
    plain = graph_store.query(text, use_default_graph_as_union=True)
    assert isinstance(plain, ox.QuerySolutions)
    assert len(list(plain)) == len(list(run(graph_store, text)))  # type: ignore[arg-type]
    assert "(quantity:percent 40.0)" in text
