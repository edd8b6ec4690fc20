"""Expected answers as data: which rows an answer must hold, and which it must not.

One file a question, ``expected/<question>.tsv``. Blocks are parted by empty lines. A block begins
with lines of the form ``# key: value``: ``id`` (of a competency question, may be several),
``given`` (``name = value``, once a parameter) and ``whole: yes`` when the answer has no other
rows. A tab-separated table follows: ``is`` (``yes`` or ``no``), then columns of the answer. A
cell is compared as it stands; ``~words`` asks that the words are in it, ``*`` takes anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Expectation", "expectations", "named", "read"]

FOLDER = Path(__file__).parent / "expected"

_KEYS = {"id", "given", "whole"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one answer must look like.

    Attributes:
        question: name of the question.
        line: where the block begins.
        ids: competency questions that it answers.
        given: parameters.
        whole: whether the answer has no rows beside the expected ones.
        columns: columns that are compared.
        rows: patterns that a row of the answer must match.
        never: patterns that no row may match.
    """

    question: str
    line: int
    ids: tuple[str, ...]
    given: dict[str, str] = field(hash=False)
    whole: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    never: tuple[tuple[str, ...], ...]

    def faults(self, answer: list[dict[str, str]]) -> list[str]:
        """Say what is wrong with an answer, one line a fault; nothing when it is as expected."""
        shown = [tuple(row[column] for column in self.columns) for row in answer]
        missing = [f"missing: {p}" for p in self.rows if not any(_fits(p, r) for r in shown)]
        wrong = [f"must not be: {r}" for r in shown if any(_fits(p, r) for p in self.never)]
        more = [f"unexpected: {r}" for r in shown if not any(_fits(p, r) for p in self.rows)]
        return missing + wrong + (more if self.whole else [])


def _fits(pattern: tuple[str, ...], row: tuple[str, ...]) -> bool:
    return all(_cell_fits(p, cell) for p, cell in zip(pattern, row, strict=True))


def _cell_fits(pattern: str, cell: str) -> bool:
    if pattern.startswith("~"):
        return pattern[1:] in cell
    return pattern in ("*", cell)


def named() -> list[str]:
    """Return the questions that have a file, in the order of the alphabet."""
    return sorted(path.stem for path in FOLDER.glob("*.tsv"))


def expectations() -> list[Expectation]:
    """Read all files."""
    return [found for name in named() for found in read(name, _text(name))]


def _text(name: str) -> str:
    return (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")


def read(name: str, text: str) -> Iterator[Expectation]:
    """Read the blocks of one file.

    Raises:
        ValueError: a block is not written as it must be; the message says where.
    """
    lines = [*text.splitlines(), ""]
    begin = 0
    for number, line in enumerate(lines):
        if line.strip():
            continue
        if number > begin:
            yield _block(name, begin + 1, lines[begin:number])
        begin = number + 1


def _block(name: str, line: int, lines: list[str]) -> Expectation:
    heads = [text for text in lines if text.startswith("# ")]
    pairs = [tuple(text[2:].split(": ", 1)) for text in heads]
    table = [tuple(text.split("\t")) for text in lines[len(heads) :]]
    if any(len(pair) != len(("key", "value")) or pair[0] not in _KEYS for pair in pairs):
        raise ValueError(f"{name}.tsv, block at line {line}: a wrong '# key: value'")
    header, *rows = table or [()]
    sound = header[:1] == ("is",) and all(len(row) == len(header) for row in rows)
    if not sound or not rows or {row[0] for row in rows} - {"yes", "no"}:
        raise ValueError(f"{name}.tsv, block at line {line}: a wrong table")
    given = (value.partition(" = ") for key, value in pairs if key == "given")
    return Expectation(
        question=name,
        line=line,
        ids=tuple(i for key, value in pairs if key == "id" for i in value.split(", ")),
        given={name: text for name, _, text in given},
        whole=("whole", "yes") in pairs,
        columns=header[1:],
        rows=tuple(row[1:] for row in rows if row[0] == "yes"),
        never=tuple(row[1:] for row in rows if row[0] == "no"),
    )
