"""A comparison in English."""

import re

import pyoxigraph as ox

from her2kg.differing.difference import difference
from her2kg.differing.english import difference_lines
from her2kg.differing.side import Side
from tests.her2kg.differing.graphs import civic, civic_2021, claims_graph, side


def _lines(old: ox.Store, new: ox.Store, *, whole: bool = False) -> list[str]:
    return list(difference_lines(difference(side(old, "one"), side(new, "two")), whole=whole))


def test_equal_graphs_are_said_to_be_equal() -> None:
    """No empty report."""
    assert _lines(civic({}), civic({}))[-1] == "Nothing changed: what both say is equal."


def test_the_counts_stand_first_and_add_up() -> None:
    """As a sum that a reader can check."""
    old = civic({}, {"evidence_id": "2"}, {"evidence_id": "3"})
    lines = _lines(old, civic({}, {"evidence_id": "2", "rating": "1"}, {"evidence_id": "4"}))
    assert lines[:4] == [
        "Old: one",
        "New: two",
        "",
        (
            "civic, evidence item: 3 + 1 new - 1 gone = 3; "
            "1 changed, 0 differ in form only, 1 the same"
        ),
    ]
    assert lines[4] == "civic: 1 other record, all the same"


def test_a_new_record_reads_like_a_sentence() -> None:
    """Below its drug, with id and level."""
    new = civic({}, {"evidence_id": "9", "evidence_level": "A", "therapies": "Trastuzumab"})
    lines = _lines(civic({}), new)
    at = lines.index("New, civic, evidence item: 1")
    assert lines[at + 1 : at + 3] == [
        "  Trastuzumab",
        "    ERBB2 L755S confers sensitivity to Trastuzumab in Breast Cancer (EID9, level A)",
    ]


def test_a_changed_record_names_the_old_value_after_the_new_one() -> None:
    """Below what the record says."""
    lines = _lines(civic({"evidence_level": "B"}), civic({"evidence_level": "C"}))
    at = lines.index("Changed, civic, evidence item: 1")
    assert lines[at + 2 : at + 4] == [
        "    EID283: ERBB2 L755S confers sensitivity to Neratinib in Breast Cancer",
        "      level C, was B",
    ]


def test_better_evidence_stands_first() -> None:
    """Whatever the drugs are called."""
    rows = [
        {"evidence_id": "1", "evidence_level": "D", "therapies": "Afatinib"},
        {"evidence_id": "2", "evidence_level": "A", "therapies": "Zongertinib"},
        {"evidence_id": "3", "evidence_level": "B", "therapies": "Lapatinib"},
    ]
    lines = _lines(civic({}), civic({}, *rows))
    assert [line.strip() for line in lines if re.fullmatch(r"  \w+", line)] == [
        "Zongertinib",
        "Lapatinib",
        "Afatinib",
    ]


def test_a_changed_level_stands_before_a_changed_rating() -> None:
    """Whatever the level of the record is."""
    rows = [{"evidence_id": str(n), "evidence_level": "A", "rating": "1"} for n in (1, 2)]
    new = civic({**rows[0], "rating": "2"}, {**rows[1], "evidence_level": "B"})
    told = [line.strip() for line in _lines(civic(*rows), new) if ", was " in line]
    assert told == ["level B, was A", "rating 2, was 1"]


def test_what_left_is_never_called_retracted() -> None:
    """Nobody knows why it left."""
    lines = _lines(civic({}, {"evidence_id": "9"}), civic({}))
    assert "the graphs do not say which" in "\n".join(lines)
    assert "retract" not in "\n".join(lines)


def test_what_is_still_in_the_file_is_not_said_to_have_left_it() -> None:
    """Each says where it is now."""
    old = Side("one", civic({}, {"evidence_id": "8"}, {"evidence_id": "9"}))
    new = Side("two", civic({}), held={"EID9": "does not concern HER2"})
    text = "\n".join(difference_lines(difference(old, new)))
    assert "(EID8, level D, no longer in the file)" in text
    assert "(EID9, level D, still in the new file, where it does not concern HER2)" in text


def test_a_source_that_was_removed_is_not_said_to_have_withdrawn_its_records() -> None:
    """It is said once that the source is missing."""
    lines = _lines(civic({}), claims_graph("cgi"))
    assert (
        "No longer there, civic, evidence item (only one of the graphs has this source): 1" in lines
    )


def test_a_long_list_is_cut_and_says_so() -> None:
    """And is whole when that is asked for."""
    new = civic({}, *({"evidence_id": str(number)} for number in range(1000, 1025)))
    assert "  … and 5 more (--all)" in _lines(civic({}), new)
    whole = _lines(civic({}), new, whole=True)
    assert not [line for line in whole if "--all" in line]
    assert len([line for line in whole if "(EID" in line]) == 25


def test_differences_of_format_are_summed_up() -> None:
    """Thirty records take one line."""
    ids = [{"evidence_id": str(number)} for number in range(1, 31)]
    lines = _lines(civic_2021(*ids), civic(*ids))
    at = lines.index("The same in another form: 31")
    assert lines[at + 1] == (
        "    30 of civic, evidence item: another date of the last review; flagged now stated; "
        "molecular profile under another identifier"
    )
    assert len(lines) < 20


def test_a_verdict_is_told_with_its_counts() -> None:
    """How many claims speak for it and against it."""
    against = {"evidence_id": "9", "evidence_direction": "Does Not Support"}
    assert (
        "    ERBB2 L755S confers sensitivity to Neratinib in Breast Cancer: "
        "disputed (1 for, 1 against), was supported"
    ) in _lines(civic({}), civic({}, against))


def test_a_renamed_disease_and_a_therapy_that_was_dropped_are_told_as_such() -> None:
    """Not as other diseases."""
    both = {"therapies": "Neratinib,Lapatinib", "therapy_interaction_type": "Substitutes"}
    text = "\n".join(_lines(civic(both), civic({"disease": "Mammary Cancer"})))
    assert "therapy no longer given: Lapatinib" in text
    assert "cancer renamed: Mammary Cancer, was Breast Cancer" in text
