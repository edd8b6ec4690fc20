"""Every question of the catalogue is answered as its file of expected answers says."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.queries.catalogue import ANY, ask, question, questions
from her2kg.queries.results import table
from tests.queries.asking import rows
from tests.queries.expectations import Expectation, expectations, named, read

_ALL = expectations()
_IDS = [f"{found.question}-{found.line}" for found in _ALL]
_COMPETENCY = {
    *("CQ01", "CQ02", "CQ03", "CQ04", "CQ05", "CQ07", "CQ09", "CQ10", "CQ11", "CQ12", "CQ14"),
    *("CQ15", "CQ16", "CQ17", "CQ18", "CQ20", "CQ22", "CQ23", "CQ24", "CQ25", "CQ26", "CQ27"),
    *("CQ28", "CQ29", "CQ31", "CQ32", "CQ33", "CQ34", "CQ35", "CQ37", "CQ39", "CQ40", "CQ41"),
    *("CQ42", "CQ44", "CQ46", "CQ47", "CQ49", "CQ50", "CQ52", "CQ53", "CQ54", "CQ56", "CQ57"),
    *("CQ59", "CQ61", "CQ62"),
    *("low is not positive", "not for stromal tumours", "ratio before 2018", "not Ki-67"),
    *("zongertinib is not for overexpression", "zenocutuzumab needs no HER2 status"),
}
_FILE = "# id: CQ01\n# given: drug = x\n# whole: yes\nis\ta\tb\nyes\t1\t~two\nno\t*\t3\n"


def test_every_question_has_an_expected_answer() -> None:
    """A question without a file, or a file without a question, is a mistake."""
    assert named() == sorted(questions())


def test_every_competency_question_is_answered() -> None:
    """Each competency question and each wrong statement is named by an expected answer."""
    assert {name for found in _ALL for name in found.ids} == _COMPETENCY


def test_every_narrowing_parameter_is_tried() -> None:
    """Each parameter that is open by default is given in at least one expected answer."""
    tried = {(found.question, name) for found in _ALL for name in found.given}
    known = {(q.name, p) for q in questions().values() for p in q.parameters}
    assert {(name, p.name) for name, p in known if p.default == ANY} <= tried
    assert tried <= {(name, p.name) for name, p in known}


@pytest.mark.parametrize("expected", _ALL, ids=_IDS)
def test_the_answer_is_as_expected(graph_store: ox.Store, expected: Expectation) -> None:
    """What must be in the answer is there, and what must not be is not."""
    answer = rows(graph_store, expected.question, **expected.given)
    assert expected.faults(answer) == []


@pytest.mark.parametrize("expected", [e for e in _ALL if e.given], ids=lambda e: e.question)
def test_a_narrowed_answer_is_a_part(graph_store: ox.Store, expected: Expectation) -> None:
    """Naming a value of an open parameter never brings rows that were not there without it."""
    for parameter in question(expected.question).parameters:
        if parameter.default != ANY or parameter.name not in expected.given:
            continue
        wider = {key: text for key, text in expected.given.items() if key != parameter.name}
        open_rows = table(ask(graph_store, expected.question, wider)).rows
        narrow = table(ask(graph_store, expected.question, expected.given)).rows
        assert {tuple(row) for row in narrow} <= {tuple(row) for row in open_rows}


def test_a_fault_of_an_answer_is_found() -> None:
    """A missing, a forbidden and an unexpected row are told apart."""
    (found,) = read("x", _FILE)
    assert (found.ids, found.given, found.line) == (("CQ01",), {"drug": "x"}, 1)
    assert found.faults([{"a": "1", "b": "it is two"}]) == []
    assert found.faults([]) == ["missing: ('1', '~two')"]
    assert found.faults([{"a": "1", "b": "two"}, {"a": "9", "b": "3"}]) == [
        "must not be: ('9', '3')",
        "unexpected: ('9', '3')",
    ]


@pytest.mark.parametrize(
    "text",
    ["# is: x\nis\ta\nyes\t1", "is\ta", "is\ta\nyes", "is\ta\nmaybe\t1", "a\tb\nyes\t1", "# x"],
)
def test_a_bad_file_says_where(text: str) -> None:
    """A block that is not as it must be is no silent pass."""
    with pytest.raises(ValueError, match=r"x\.tsv, block at line 3: "):
        list(read("x", f"\n\n{text}\n"))


@given(st.lists(st.text(alphabet="ab~*", min_size=1), min_size=1, max_size=3))
def test_a_row_fits_itself(cells: list[str]) -> None:
    """A cell without signs is matched by itself only; ``*`` is matched by all."""
    plain = [cell.translate({ord("~"): "c", ord("*"): "d"}) for cell in cells]
    header = "\t".join(f"c{i}" for i in range(len(cells)))
    text = f"# whole: yes\nis\t{header}\nyes\t" + "\t".join(plain)
    (found,) = read("x", text)
    row = {f"c{i}": cell for i, cell in enumerate(plain)}
    assert found.faults([row]) == []
    assert found.faults([{**row, "c0": plain[0] + "e"}]) != []
