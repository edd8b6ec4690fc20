"""Quads that differ, and the patch between two graphs."""

import re

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from her2kg.differing.delta import Delta, delta, patch
from her2kg.export import nquads

_IRIS = [ox.NamedNode(f"https://example.org/{name}") for name in "abc"]
_VALUES = st.one_of(
    st.sampled_from(_IRIS),
    st.text(alphabet=st.characters(exclude_categories=["Cs"])).map(ox.Literal),
    st.integers().map(ox.Literal),
    st.just(ox.Literal("word", language="en")),
)
_QUADS = st.builds(ox.Quad, *(st.sampled_from(_IRIS),) * 2, _VALUES, st.sampled_from(_IRIS))
_GRAPHS = st.sets(_QUADS, max_size=8)


def _store(quads: set[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


def _applied(store: ox.Store, lines: list[str]) -> None:
    """Apply a patch as an engine would, row by row."""
    for line in lines:
        operation, _, row = line.partition(" ")
        quads = list(ox.parse(row, format=ox.RdfFormat.N_QUADS)) if operation in "AD" else []
        for quad in quads:
            (store.add if operation == "A" else store.remove)(quad)


@given(_GRAPHS, _GRAPHS)
def test_the_patch_turns_the_old_graph_into_the_new_one(
    old: set[ox.Quad], new: set[ox.Quad]
) -> None:
    """Row by row, whatever literals the graphs hold."""
    store = _store(old)
    _applied(store, list(patch(delta(store, _store(new)))))
    assert nquads(store) == nquads(_store(new))


@given(_GRAPHS, _GRAPHS)
def test_every_row_is_one_line_and_one_transaction_holds_them(
    old: set[ox.Quad], new: set[ox.Quad]
) -> None:
    """Header, begin, deletions and additions, commit."""
    head, begin, *rows, end = patch(delta(_store(old), _store(new)))
    assert re.fullmatch(r"H id <uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}> \.", head)
    assert (begin, end) == ("TX .", "TC .")
    assert all(re.fullmatch(r"[AD] <.*> \.", row) for row in rows)
    assert len(rows) == len(old ^ new)


@given(_GRAPHS)
def test_a_graph_does_not_differ_from_itself(quads: set[ox.Quad]) -> None:
    """Nothing is added and nothing removed."""
    assert delta(_store(quads), _store(quads)) == Delta((), ())


@given(_GRAPHS, _GRAPHS)
def test_the_same_changes_give_the_same_patch(old: set[ox.Quad], new: set[ox.Quad]) -> None:
    """The id in the header is made from the changes, not drawn."""
    once = list(patch(delta(_store(old), _store(new))))
    assert once == list(patch(delta(_store(old), _store(new))))


def test_quads_are_counted_by_graph_and_kept_by_graph() -> None:
    """The graph is the last term, even behind a literal that looks like one."""
    a, b, c = _IRIS
    found = delta(_store({ox.Quad(a, b, c, a)}), _store({ox.Quad(a, b, ox.Literal("<x>"), b)}))
    assert found.counts() == {a.value: (0, 1), b.value: (1, 0)}
    assert found.within(frozenset({b.value})).removed == ()
    assert found.subjects() == {a.value}
