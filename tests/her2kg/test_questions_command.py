"""The catalogue on the command line: listed, narrowed to those who ask, shown with its query."""

import json
from pathlib import Path

from her2kg.queries.catalogue import for_audience, question
from tests.her2kg.command import her2kg


def test_questions_are_narrowed_to_an_audience(tmp_path: Path) -> None:
    """Only what pathologists ask is listed, each with everybody who asks it; no graph is needed."""
    listed = her2kg("questions", "--audience", "pathologist", "--format", "json", home=tmp_path)
    found = json.loads(listed.out)
    assert [entry["name"] for entry in found] == [q.name for q in for_audience("pathologist")]
    assert all("pathologist" in entry["audience"] for entry in found)
    shown = her2kg("questions", "--audience", "pathologist", home=tmp_path).out
    assert "ish-groups" in shown
    assert "boxed-warnings" not in shown


def test_an_unknown_audience_gets_one_line(tmp_path: Path) -> None:
    """The line names all that there are."""
    line = her2kg("questions", "--audience", "dentist", home=tmp_path).one_line_error()
    assert "'dentist' is no audience; there are: data steward, drug developer" in line


def test_a_question_is_shown_with_its_audience(tmp_path: Path) -> None:
    """Title, audience, parameters and the query are printed."""
    shown = her2kg("questions", "disagreements", home=tmp_path).out
    assert f"For: {', '.join(question('disagreements').audience)}" in shown
    assert "about (Thing, any)" in shown
    assert "her2:disagreesWith" in shown
