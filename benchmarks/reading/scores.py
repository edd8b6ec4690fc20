"""Precision, recall and F1 of what was read, against what a text says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

__all__ = [
    "SPLITS",
    "Case",
    "Counts",
    "Item",
    "Measure",
    "Row",
    "count",
    "errors",
    "project",
    "rows",
]

Item = tuple[str, ...]
"""One statement or mention, its type first; equal items are the same statement."""

SPLITS = ("tune", "judge")
"""Texts to learn from, and texts whose errors nobody looks at."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text, what it says, and what was made of it.

    Attributes:
        split: ``tune`` or ``judge``; the same text never lies in both.
        text: the text.
        gold: what it says.
        read: what the reader says of it.
        baseline: what the baseline says of it.
        group: genre or kind of the text, or empty.
    """

    split: str
    text: str
    gold: frozenset[Item]
    read: frozenset[Item]
    baseline: frozenset[Item]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements were right, read at all, and wanted."""

    right: int = 0
    read: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 0 where nothing was read."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of what is wanted that was read; 0 where nothing is wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.read + self.wanted
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One question put to the reader, on all its texts.

    Attributes:
        name: what is measured.
        cases: the texts.
        types: whether to break the score down by type of statement.
        groups: whether to break it down by group of texts.
        macro: whether to add the mean F1 over the types, each counting alike.
        compared: whether the baseline takes part.
    """

    name: str
    cases: tuple[Case, ...]
    types: bool = False
    groups: bool = False
    macro: bool = False
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        measure: what is measured.
        part: type or group of the texts, ``all``, or ``macro-F1``.
        split: ``tune`` or ``judge``.
        wanted: how many statements the texts make.
        ours: precision, recall and F1 of the reader; F1 alone for the macro mean.
        baseline: the same of the baseline; empty where it takes no part.
    """

    measure: str
    part: str
    split: str
    wanted: int
    ours: tuple[float, ...]
    baseline: tuple[float, ...]


def count(cases: Iterable[Case], of: Callable[[Case], frozenset[Item]]) -> Counts:
    """Count over texts, each statement of each text once.

    Args:
        cases: the texts.
        of: takes from a text what is held against its gold.
    """
    right = read = wanted = 0
    for case in cases:
        found = of(case)
        right += len(found & case.gold)
        read += len(found)
        wanted += len(case.gold)
    return Counts(right, read, wanted)


def project(cases: Iterable[Case], of: Callable[[Item], Item]) -> tuple[Case, ...]:
    """Look at less of each statement, e.g. at its drug alone."""
    return tuple(
        replace(
            case,
            gold=frozenset(map(of, case.gold)),
            read=frozenset(map(of, case.read)),
            baseline=frozenset(map(of, case.baseline)),
        )
        for case in cases
    )


def rows(measure: Measure, split: str) -> list[Row]:
    """Score a measure on one split, broken down as it wants; empty without texts.

    A group that makes no statement has no row of its own: it has no recall.
    """
    cases = [case for case in measure.cases if case.split == split]
    if not cases:
        return []
    found = [_row(measure, "all", split, cases)]
    types = sorted({item[0] for case in cases for item in case.gold})
    per_type = [_row(measure, one, split, _of_type(cases, one)) for one in types]
    if measure.macro:
        found.append(_macro(found[0], per_type))
    if measure.types:
        found += per_type
    if measure.groups:
        for group in sorted({case.group for case in cases}):
            alike = [case for case in cases if case.group == group]
            found.append(_row(measure, group, split, alike))
    return [row for row in found if row.wanted or row is found[0]]


def _row(measure: Measure, part: str, split: str, cases: Sequence[Case]) -> Row:
    ours = count(cases, lambda case: case.read)
    baseline = _three(count(cases, lambda case: case.baseline)) if measure.compared else ()
    return Row(measure.name, part, split, ours.wanted, _three(ours), baseline)


def _three(counts: Counts) -> tuple[float, float, float]:
    return counts.precision, counts.recall, counts.f1


def _macro(whole: Row, per_type: Sequence[Row]) -> Row:
    ours = _mean_f1([row.ours for row in per_type])
    baseline = _mean_f1([row.baseline for row in per_type])
    return replace(whole, part="macro-F1", ours=ours, baseline=baseline)


def _mean_f1(scores: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    found = [each[-1] for each in scores if each]
    return (sum(found) / len(found),) if found else ()


def _of_type(cases: Iterable[Case], wanted: str) -> list[Case]:
    return [
        replace(
            case,
            gold=frozenset(item for item in case.gold if item[0] == wanted),
            read=frozenset(item for item in case.read if item[0] == wanted),
            baseline=frozenset(item for item in case.baseline if item[0] == wanted),
        )
        for case in cases
    ]


def errors(measure: Measure, limit: int) -> list[str]:
    """List what was missed and what was read wrongly, on the tune split only.

    Args:
        measure: what was measured.
        limit: how many of each at most.
    """
    tune = [case for case in measure.cases if case.split == "tune"]
    missed = [("missed", item, case) for case in tune for item in sorted(case.gold - case.read)]
    wrong = [("wrong", item, case) for case in tune for item in sorted(case.read - case.gold)]
    return [
        f"{what:6} {' | '.join(item)}\n       {' '.join(case.text.split())}"
        for what, item, case in [*missed[:limit], *wrong[:limit]]
    ]
