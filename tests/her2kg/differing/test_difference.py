"""What is told of two graphs."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from her2kg.differing.difference import difference
from her2kg.differing.model import (
    Difference,
    FieldChange,
    Nature,
    RecordChange,
    Renamed,
    Status,
    VerdictChange,
)
from her2kg.differing.side import Side
from her2kg.errors import InputError
from her2kg.ontology.model import Claim, Entity, TextQuote, Verification
from her2kg.ontology.namespaces import mint
from tests.her2kg.differing.graphs import civic, civic_2021, claims_graph, side

_CHANGES = {
    "rating": ["1", "4"],
    "evidence_level": ["A", "D"],
    "evidence_direction": ["Supports", "Does Not Support"],
    "therapies": ["Neratinib", "Lapatinib"],
    "disease": ["Breast Cancer", "breast cancer"],
    "last_review_date": ["2023-01-09 21:46:26 UTC", "2024-01-09 21:46:26 UTC"],
    "evidence_statement": ["It responded.", "It did not respond.", "It  responded."],
    "is_flagged": ["true", "false"],
}
_ROWS = st.dictionaries(
    st.sampled_from(["1", "2", "3"]),
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in _CHANGES.items()}),
    min_size=1,
)


def _compared(old: ox.Store, new: ox.Store) -> Difference:
    return difference(side(old, "old"), side(new, "new"))


def _graph(rows: dict[str, dict[str, str]]) -> ox.Store:
    return civic(*({**row, "evidence_id": number} for number, row in rows.items()))


def _items(found: Difference, status: Status) -> list[RecordChange]:
    return [e for e in found.records if e.status is status and e.kind == "evidence item"]


def _fields(old: ox.Store, new: ox.Store) -> tuple[Status, tuple[FieldChange, ...]]:
    (record,) = (e for e in _compared(old, new).records if e.kind == "evidence item")
    return record.status, record.fields


@settings(max_examples=15, deadline=None)
@given(_ROWS)
def test_a_graph_does_not_differ_from_itself(rows: dict[str, dict[str, str]]) -> None:
    """Whatever its rows, all of them are the same."""
    found = _compared(_graph(rows), _graph(rows))
    assert [*found.records, *found.verdicts, *found.triples_new, *found.quads] == []
    assert all(each.before == each.same == each.after for each in found.tallies)


@settings(max_examples=15, deadline=None)
@given(_ROWS, _ROWS)
def test_the_other_way_round_swaps_new_and_gone(
    one: dict[str, dict[str, str]], two: dict[str, dict[str, str]]
) -> None:
    """What is changed or differs in form does so both ways."""
    old, new = _graph(one), _graph(two)
    forth, back = _compared(old, new), _compared(new, old)
    swapped = {Status.NEW: Status.GONE, Status.GONE: Status.NEW}
    assert {(e.record, swapped.get(e.status, e.status)) for e in back.records} == {
        (each.record, each.status) for each in forth.records
    }
    assert (back.triples_new, back.triples_gone) == (forth.triples_gone, forth.triples_new)


@settings(max_examples=15, deadline=None)
@given(_ROWS, _ROWS)
def test_the_counts_add_up(one: dict[str, dict[str, str]], two: dict[str, dict[str, str]]) -> None:
    """And they are the counts of the rows."""
    found = _compared(_graph(one), _graph(two))
    (items,) = (each for each in found.tallies if each.kind == "evidence item")
    assert (items.before, items.after) == (len(one), len(two))
    for each in found.tallies:
        assert each.before + each.new - each.gone == each.after
        assert each.before - each.gone == each.changed + each.form + each.same


def test_a_new_record_is_told_with_what_it_says() -> None:
    """With its level and the drug to list it under."""
    found = _compared(civic({}), civic({}, {"evidence_id": "9", "evidence_level": "A"}))
    (record,) = _items(found, Status.NEW)
    assert (record.record, record.level, record.thing) == ("EID9", "A", "Neratinib")
    assert record.says == ("ERBB2 L755S confers sensitivity to Neratinib in Breast Cancer",)


def test_a_record_that_left_is_gone() -> None:
    """By its id."""
    found = _compared(civic({}, {"evidence_id": "9"}), civic({}))
    assert [each.record for each in _items(found, Status.GONE)] == ["EID9"]


@pytest.mark.parametrize(
    ("column", "was", "now", "field"),
    [
        ("evidence_level", "B", "C", FieldChange("level", Nature.CHANGED, ("B",), ("C",), 0)),
        ("rating", "3", "2", FieldChange("rating", Nature.CHANGED, ("3",), ("2",), 2)),
        (
            "evidence_direction",
            "Supports",
            "Does Not Support",
            FieldChange("direction", Nature.CHANGED, ("Supports",), ("Does Not Support",), 0),
        ),
        (
            "is_flagged",
            "false",
            "true",
            FieldChange("flagged", Nature.CHANGED, ("false",), ("true",), 1),
        ),
    ],
)
def test_a_changed_cell_is_told_with_its_old_value(
    column: str, was: str, now: str, field: FieldChange
) -> None:
    """And nothing else is told of the record."""
    assert _fields(civic({column: was}), civic({column: now})) == (Status.CHANGED, (field,))


def test_a_therapy_that_was_added_is_told_alone() -> None:
    """Those that both have are not repeated."""
    both = {"therapies": "Neratinib,Lapatinib", "therapy_interaction_type": "Substitutes"}
    status, fields = _fields(civic({}), civic(both))
    assert status is Status.CHANGED
    assert FieldChange("therapy", Nature.CHANGED, (), ("Lapatinib",), 1) in fields


def test_a_disease_under_another_name_with_the_same_code_is_renamed() -> None:
    """The code says that it is the same disease."""
    old = civic({"disease": "Breast Cancer"})
    status, fields = _fields(old, civic({"disease": "Mammary Carcinoma"}))
    renamed = FieldChange("cancer", Nature.RENAMED, ("Breast Cancer",), ("Mammary Carcinoma",), 1)
    assert (status, fields) == (Status.FORM, (renamed,))


def test_another_disease_with_another_code_is_a_change() -> None:
    """The names alone would not tell."""
    status, fields = _fields(civic({}), civic({"disease": "Lung Cancer", "doid": "1324"}))
    assert status is Status.CHANGED
    assert [each.field for each in fields] == ["cancer"]


def test_a_statement_in_other_words_is_reworded() -> None:
    """Words are no values: they are told apart."""
    old, new = (
        civic({"evidence_statement": "It grew."}),
        civic({"evidence_statement": "It shrank."}),
    )
    status, fields = _fields(old, new)
    assert status is Status.CHANGED
    assert [(each.field, each.nature) for each in fields] == [("statement", Nature.REWORDED)]


@pytest.mark.parametrize(
    ("column", "was", "now"),
    [
        ("evidence_statement", "It grew.", "It  grew."),
        ("last_review_date", "2023-01-09 21:46:26 UTC", "2024-01-09 21:46:26 UTC"),
    ],
)
def test_what_differs_in_form_only_is_no_change(column: str, was: str, now: str) -> None:
    """White space, and the date on which somebody looked."""
    assert _fields(civic({column: was}), civic({column: now}))[0] is Status.FORM


def test_a_profile_with_another_name_is_no_change_of_its_records() -> None:
    """The profile is told once, not with each record."""
    old, new = (civic({"molecular_profile": f"ERBB2 {name}"}) for name in ("GAIN", "Gain"))
    found = _compared(old, new)
    assert ("ERBB2 GAIN", "ERBB2 Gain") in {(each.was, each.now) for each in found.renamed}
    assert not _items(found, Status.CHANGED)


def test_the_order_of_therapies_is_not_even_form() -> None:
    """Releases of CIViC list them in any order."""
    both = {"therapy_interaction_type": "Combination"}
    old = civic({"therapies": "Neratinib,Lapatinib", **both})
    found = _compared(old, civic({"therapies": "Lapatinib,Neratinib", **both}))
    assert not [each for each in found.records if each.kind == "evidence item"]


def test_the_format_of_2021_is_no_change() -> None:
    """Other columns, ids and citations do not drown what is new."""
    found = _compared(civic_2021({}), civic({}))
    assert {each.status for each in found.records} == {Status.FORM}
    (item,) = _items(found, Status.FORM)
    assert {each.field for each in item.fields} == {
        "date of the last review",
        "flagged",
        "molecular profile",
    }
    assert (found.triples_new, found.triples_gone) == ((), ())


def test_a_real_change_shows_across_formats() -> None:
    """A level revised between two formats."""
    found = _compared(civic_2021({"evidence_level": "B"}), civic({"evidence_level": "C"}))
    (item,) = _items(found, Status.CHANGED)
    assert item.fields[0] == FieldChange("level", Nature.CHANGED, ("B",), ("C",), 0)


def test_a_publication_with_another_citation_is_a_thing_with_another_name() -> None:
    """It is told once."""
    found = _compared(civic_2021({}), civic({}))
    assert found.renamed == (
        Renamed(
            "publication",
            mint("Source", "pubmed:23220880"),
            "A. Author et al., 2013, A Journal",
            "A. Author et al., 2013",
        ),
    )


def test_a_fact_becomes_disputed_and_settled_again() -> None:
    """When a record against it comes, and when it leaves."""
    against = {"evidence_id": "9", "evidence_direction": "Does Not Support"}
    one, both = civic({}), civic({}, against)
    (verdict,) = _compared(one, both).verdicts
    says = "ERBB2 L755S confers sensitivity to Neratinib in Breast Cancer"
    assert replace(verdict, fact="") == VerdictChange("", says, "supported", "disputed", 1, 1)
    (verdict,) = _compared(both, one).verdicts
    assert (verdict.was, verdict.now) == ("disputed", "supported")


def test_a_turned_record_refutes_its_fact_and_takes_its_plain_triple() -> None:
    """What the graph says plainly changes with it."""
    found = _compared(civic({}), civic({"evidence_direction": "Does Not Support"}))
    assert [(each.was, each.now) for each in found.verdicts] == [("supported", "refuted")]
    assert found.triples_gone == ("ERBB2 L755S confers sensitivity to Neratinib",)
    assert found.triples_new == ()


def test_a_source_that_neither_graph_has_is_refused_with_those_that_they_have() -> None:
    """A slip is not an empty answer."""
    with pytest.raises(InputError, match=r"no source is called 'cgi': name one of civic"):
        difference(side(civic({})), side(civic({})), "cgi")


def test_one_source_alone_leaves_out_what_follows_from_all() -> None:
    """Facts and names are not those of one source."""
    new = civic({"evidence_direction": "Does Not Support"})
    found = difference(side(civic({})), side(new), "civic")
    assert (found.verdicts, found.triples_gone, found.unlinked_new) == ((), (), None)
    assert set(found.quads) == {"graph:civic"}
    assert _items(found, Status.CHANGED)


def test_names_are_compared_however_they_are_spelled() -> None:
    """Capitals make no new name."""
    old = Side("old", civic({}), frozenset({"KRAS MUTATION (Variant)", "Gone (Drug)"}))
    new = Side("new", civic({}), frozenset({"KRAS Mutation (Variant)", "Come (Drug)"}))
    found = difference(old, new)
    assert (found.unlinked_new, found.unlinked_gone) == (("Come (Drug)",), ("Gone (Drug)",))


def test_an_item_that_the_other_file_holds_is_told_apart_from_one_that_it_lacks() -> None:
    """It left the graph, not the file."""
    old = Side("old", civic({}, {"evidence_id": "8"}, {"evidence_id": "9"}))
    new = Side("new", civic({}), held={"EID283": "x", "EID9": "does not concern HER2"})
    gone = {each.record: each.elsewhere for each in _items(difference(old, new), Status.GONE)}
    assert gone == {"EID8": "", "EID9": "does not concern HER2"}


_NODE = URIRef(mint("Indication", "I1"))
_INDICATION = Entity(_NODE, "Indication", "FDA: a drug for a cancer")


def _cell(predicate: str, value: str, **more: object) -> Claim:
    record = f"indications I1 {predicate}"
    cell = Claim(_NODE, predicate, Literal(value), record, statement=f"the row; {value}")
    return replace(cell, **more)  # type: ignore[arg-type]


def test_a_cell_of_a_row_is_told_as_one_change() -> None:
    """Not as a claim that went and another that came."""
    line = _cell("lineSetting", "first line")
    old = claims_graph("curated", _INDICATION, _cell("approvalType", "accelerated"), line)
    new = claims_graph("curated", _INDICATION, _cell("approvalType", "regular"), line)
    (record,) = _compared(old, new).records
    assert (record.record, record.kind, record.about) == (
        "indications I1",
        "indication",
        "FDA: a drug for a cancer",
    )
    field = FieldChange("approval type", Nature.CHANGED, ("accelerated",), ("regular",), 3)
    assert (record.status, record.fields) == (Status.CHANGED, (field,))


def test_a_cell_that_was_checked_meanwhile_is_told() -> None:
    """It says the same, and is worth more."""
    unsure = _cell("approvalType", "regular", verification=Verification.UNVERIFIED)
    sure = replace(unsure, verification=Verification.VERIFIED)
    old = claims_graph("curated", _INDICATION, unsure)
    (record,) = _compared(old, claims_graph("curated", _INDICATION, sure)).records
    assert record.fields == (
        FieldChange(
            "verification of approval type", Nature.CHANGED, ("unverified",), ("verified",), 1
        ),
    )


def test_the_end_of_an_indication_is_told() -> None:
    """A label that was withdrawn gets a last day."""
    holds = _cell("approvalType", "accelerated", valid_from="2019")
    ended = replace(holds, valid_until="2024-05")
    old = claims_graph("curated", _INDICATION, holds)
    (record,) = _compared(old, claims_graph("curated", _INDICATION, ended)).records
    field = FieldChange("valid until of approval type", Nature.CHANGED, (), ("2024-05",), 1)
    assert record.fields == (field,)


def _read(sentence: str) -> list[object]:
    drug, protein = URIRef(mint("Drug", "a-drug")), URIRef(mint("Protein", "HER2"))
    quote = TextQuote(sentence, "", "", 0, len(sentence), sentence)
    return [
        Entity(drug, "Drug", "a drug"),
        Entity(protein, "Protein", "HER2"),
        Claim(drug, "targets", protein, "", statement=sentence, quote=quote, confidence=0.9),
    ]


def test_a_text_is_compared_sentence_by_sentence() -> None:
    """Claims of a text have no id but their sentence."""
    old = claims_graph("article", *_read("A drug targets HER2."), content="one")
    new = claims_graph("article", *_read("The drug targets HER2."), content="two")
    found = _compared(old, new)
    assert [(e.kind, e.status, e.record, e.says) for e in found.records] == [
        ("sentence", Status.GONE, "A drug targets HER2.", ("a drug targets HER2",)),
        ("sentence", Status.NEW, "The drug targets HER2.", ("a drug targets HER2",)),
    ]


def test_a_sentence_of_a_text_that_grew_is_the_same() -> None:
    """Although its claim has another IRI in every version."""
    old = claims_graph("article", *_read("A drug targets HER2."), content="one")
    new = claims_graph("article", *_read("A drug  targets HER2."), content="two")
    assert not _compared(old, new).records
