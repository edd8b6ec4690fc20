"""Tests of the measure on texts that hold the words of a fact, and of those texts."""

import json
from pathlib import Path

import pytest

from benchmarks.reading.frames import Frame, frame_measures, read_frames
from benchmarks.reading.material import Folder
from tests.loaders.lexicon_fixture import LEXICON
from tests.shared import ROOT

FRAMES = list(read_frames(Folder(ROOT).frames))


def test_a_plain_triple_counts_where_nothing_is_asserted_and_where_it_is() -> None:
    """What is read and what lies side by side is shown for each text, by what it asserts."""
    texts = [
        Frame("judge", False, "Legend has it that tucatinib inhibits HER2."),
        Frame("tune", False, "Tucatinib inhibits HER2."),
        Frame("judge", True, "Furthermore, tucatinib inhibits HER2."),
    ]
    nothing, asserted = frame_measures(texts, LEXICON)
    triple = ("inhibits", "tucatinib", "HER2")
    assert [case.read for case in nothing.cases] == [frozenset(), {triple}]
    assert [case.read for case in asserted.cases] == [{triple}]
    assert [case.split for case in nothing.cases] == ["judge", "tune"]
    assert all(case.baseline for case in (*nothing.cases, *asserted.cases))


@pytest.mark.parametrize("line", ["{", '{"split": "tune", "text": "x"}', "[]"])
def test_a_broken_line_is_named(line: str, tmp_path: Path) -> None:
    """File and line stand in the message."""
    file = tmp_path / "frames.jsonl"
    good = json.dumps({"id": "F1", "split": "tune", "asserts": True, "text": "x"})
    file.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"frames\.jsonl, line 2"):
        list(read_frames(file))


def test_no_text_lies_in_both_halves() -> None:
    """Each text stands once, and the halves are equal for each kind."""
    assert len({frame.text for frame in FRAMES}) == len(FRAMES)
    for asserts in (True, False):
        halves = [frame.split for frame in FRAMES if frame.asserts is asserts]
        assert halves.count("tune") == halves.count("judge")
