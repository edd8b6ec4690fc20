"""Statements in frames: texts that hold the words of a fact and do or do not assert it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.baseline import cooccurring
from benchmarks.reading.claims import plain_triples
from benchmarks.reading.material import json_lines
from benchmarks.reading.names import label_of
from benchmarks.reading.scores import Case, Measure
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document

__all__ = ["Frame", "frame_measures", "read_frames"]

_NOTHING = "frames: asserting nothing, yet read"
_ASSERTED = "frames: asserted, and read as a plain triple"


@dataclass(frozen=True, slots=True)
class Frame:
    """A text around the words of a statement.

    Attributes:
        split: ``tune`` or ``judge``.
        asserts: whether the text asserts the statement as a fact.
        text: the text.
    """

    split: str
    asserts: bool
    text: str


def read_frames(file: Path) -> Iterator[Frame]:
    """Read the texts of the file, in its order.

    Args:
        file: one JSON object a line, with ``id``, ``split``, ``asserts`` and ``text``.

    Raises:
        ValueError: a line is not what it should be; file and line are named.
    """
    return json_lines(file, lambda row: Frame(row["split"], bool(row["asserts"]), row["text"]))


def frame_measures(frames: Iterable[Frame], lexicon: Lexicon) -> tuple[Measure, Measure]:
    """Read each text on its own.

    Args:
        frames: the texts.
        lexicon: the names to look for.

    Returns:
        The texts that assert nothing, of which every plain triple is wrong; and those that
        assert their statement, of which a plain triple should come. Gold is empty in both.
    """
    cases = [(frame.asserts, _case(frame, lexicon)) for frame in frames]
    return (
        Measure(_NOTHING, tuple(case for asserts, case in cases if not asserts)),
        Measure(_ASSERTED, tuple(case for asserts, case in cases if asserts)),
    )


def _case(frame: Frame, lexicon: Lexicon) -> Case:
    reading = read_document(frame.text, lexicon, infer=False)
    read = frozenset(
        (one.predicate, *(label_of(each, reading, lexicon) for each in (one.subject, one.object)))
        for one in plain_triples(reading.claims)
    )
    pairs = cooccurring(frame.text, lexicon)
    baseline = frozenset((pair.predicate, pair.subject.label, pair.object.label) for pair in pairs)
    return Case(frame.split, frame.text, frozenset(), read, baseline)
