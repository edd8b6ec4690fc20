"""Claims that a rebuild loses unexpectedly."""

from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Literal, URIRef

from her2kg.differing.losses import LostClaims, losses
from her2kg.ontology.model import Claim, Entity, TextQuote
from her2kg.ontology.namespaces import mint
from her2kg.queries.store import select, text_of
from tests.her2kg.differing.graphs import civic, civic_2021, claims_graph

_ROWS = [{"evidence_id": str(number)} for number in range(1, 301)]


@dataclass(frozen=True)
class _Input:
    name: str
    loader: str
    sha256: str


def _inputs(store: ox.Store, name: str) -> list[_Input]:
    asked = "SELECT ?l ?h { ?x her2:loaderName ?l ; her2:inputHash ?h }"
    return [_Input(name, text_of(row, "l"), text_of(row, "h")) for row in select(store, asked)]


def _losses(old: ox.Store, new: ox.Store, names: tuple[str, str]) -> list[LostClaims]:
    return losses(old, _inputs(old, names[0]), new, _inputs(new, names[1]))


def _tables(*cells: tuple[str, str], content: str = "one") -> ox.Store:
    node = URIRef(mint("Drug", "a-drug"))
    claims = [
        Claim(node, "brandName", Literal(f"{table} {row}"), f"{table} {row} brand")
        for table, row in cells
    ]
    return claims_graph("curated", Entity(node, "Drug", "a drug"), *claims, content=content)


def _text(*sentences: str, content: str) -> ox.Store:
    drug = URIRef(mint("Drug", "a-drug"))
    claims = [
        Claim(drug, "brandName", Literal("X"), "", quote=TextQuote(s, "", "", 0, 1, s), statement=s)
        for s in sentences
    ]
    return claims_graph("article", Entity(drug, "Drug", "a drug"), *claims, content=content)


def test_the_same_graph_loses_nothing() -> None:
    """A rebuild of the same."""
    store = civic(*_ROWS[:5])
    assert _losses(store, store, ("a.tsv", "a.tsv")) == []


def test_the_same_file_with_fewer_claims_is_a_loss_however_small() -> None:
    """Only the program can be the cause."""
    old = claims_graph("civic", *_items(3))
    lost = _losses(old, claims_graph("civic", *_items(2)), ("a.tsv", "b.tsv"))
    assert lost == [LostClaims("b.tsv", "civic", "", 3, 1, same_file=True)]
    assert str(lost[0]) == ("b.tsv (civic): 1 of 3 claims are lost, though the file is the same")


def _items(count: int) -> list[object]:
    node = URIRef(mint("Drug", "a-drug"))
    claims = [Claim(node, "brandName", Literal(str(n)), f"EID{n}") for n in range(count)]
    return [Entity(node, "Drug", "a drug"), *claims]


def test_a_release_may_lose_a_few_records() -> None:
    """Up to 5 % of many, or up to ten."""
    assert _losses(civic(*_ROWS), civic(*_ROWS[15:]), ("2025.tsv", "2026.tsv")) == []
    assert _losses(civic(*_ROWS[:12]), civic(*_ROWS[10:12]), ("2025.tsv", "2026.tsv")) == []


def test_a_release_that_loses_many_records_is_a_loss() -> None:
    """More than 5 % and more than ten."""
    found = _losses(civic(*_ROWS), civic(*_ROWS[16:]), ("2025.tsv", "2026.tsv"))
    assert found == [LostClaims("2026.tsv", "civic", "", 300, 16, same_file=False)]


def test_as_many_new_records_do_not_make_up_for_lost_ones() -> None:
    """Records count, not their number."""
    others = [{"evidence_id": str(number)} for number in range(5000, 5100)]
    found = _losses(civic(*_ROWS[:100]), civic(*_ROWS[50:100], *others), ("a", "b"))
    assert [each.lost for each in found] == [50]


def test_records_that_changed_are_not_lost() -> None:
    """Although all their claims have other IRIs."""
    changed = [{**row, "therapies": "Lapatinib"} for row in _ROWS]
    assert _losses(civic(*_ROWS), civic(*changed), ("a", "b")) == []


def test_the_format_of_today_loses_nothing_of_2021() -> None:
    """Other ids of profiles are no loss."""
    old = [{"evidence_id": str(n), "variant": f"L{n}S", "variant_id": str(n)} for n in range(40)]
    new = [
        {"evidence_id": str(n), "molecular_profile": f"ERBB2 L{n}S", "molecular_profile_id": str(n)}
        for n in range(40)
    ]
    assert _losses(civic_2021(*old), civic(*new), ("a", "b")) == []


def test_an_input_that_was_removed_loses_nothing() -> None:
    """The person asked for it."""
    store = civic(*_ROWS[:50])
    assert losses(store, _inputs(store, "a.tsv"), ox.Store(), []) == []


def test_another_file_of_another_name_is_no_successor_where_a_source_has_many() -> None:
    """A trial is not a release of another."""
    old = claims_graph("clinicaltrials", *_items(40), content="one")
    new = claims_graph("clinicaltrials", content="two")
    assert _losses(old, new, ("NCT1.json", "NCT2.json")) == []
    assert [each.lost for each in _losses(old, new, ("NCT1.json", "NCT1.json"))] == [40]


def test_a_curated_table_that_lost_rows_is_named() -> None:
    """And one that lost none is not."""
    drugs = [("drugs", f"D{number}") for number in range(40)]
    cancers = [("cancers", f"C{number}") for number in range(40)]
    old = _tables(*drugs, *cancers)
    found = _losses(old, _tables(*drugs, *cancers[20:], content="two"), ("tables", "tables"))
    assert found == [LostClaims("tables", "curated", "cancers", 40, 20, same_file=False)]


def test_a_text_loses_sentences_only_while_all_inputs_are_there() -> None:
    """Without a table there are fewer names to read."""
    sentences = [f"A sentence {number}." for number in range(20)]
    old, new = _text(*sentences, content="one"), _text(*sentences[:9], content="one")
    texts = _inputs(old, "note.md")
    assert [each.lost for each in losses(old, texts, new, texts)] == [11]
    table = _Input("evidence.tsv", "civic", "0")
    assert losses(old, [*texts, table], new, texts) == []
