"""Logistic regression by stochastic gradient descent: sparse, deterministic, plain Python."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from her2kg.loaders.text.response_ranker import BIAS

__all__ = ["Example", "Weights", "fit"]

Weights = dict[str, tuple[float, ...]]

_ROUNDS = 30
_STEP = 0.1
_SMALLEST = 0.02


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to tell: its features, and the classes that it belongs to.

    Attributes:
        features: what is there.
        targets: 1 for each class that it belongs to, else 0.
        document: what it was taken from; a document is never split.
    """

    features: frozenset[str]
    targets: tuple[int, ...]
    document: str


def fit(examples: Sequence[Example], *, rarest: int, decay: float) -> Weights:
    """Learn the weights of features for each class, each class on its own.

    The same examples in the same order give the same weights. Steps shrink with the square root
    of the gradients met (AdaGrad), and every weight is drawn towards zero.

    Args:
        examples: what to learn from.
        rarest: features of fewer documents are left out.
        decay: how strongly weights are drawn towards zero.
    """
    met: Counter[str] = Counter()
    for feature, _ in {(f, one.document) for one in examples for f in one.features}:
        met[feature] += 1
    known = {feature for feature, times in met.items() if times >= rarest} | {BIAS}
    rows = [sorted((one.features & known) | {BIAS}) for one in examples]
    size = len(examples[0].targets)
    columns = [_column(rows, [one.targets[at] for one in examples], decay) for at in range(size)]
    every = sorted({feature for column in columns for feature in column})
    table = {f: tuple(round(column.get(f, 0.0), 2) for column in columns) for f in every}
    return {f: w for f, w in table.items() if max(map(abs, w)) >= _SMALLEST}


def _column(rows: list[list[str]], wanted: list[int], decay: float) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    for turn in range(_ROUNDS):
        for at in sorted(range(len(rows)), key=lambda at: (crc32(f"{turn} {at}".encode()), at)):
            row = rows[at]
            total = sum(weights[feature] for feature in row)
            wrong = 1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, total)))) - wanted[at]
            for feature in row:
                slope = wrong + (decay * weights[feature] if feature != BIAS else 0.0)
                squares[feature] += slope * slope
                weights[feature] -= _STEP * slope / math.sqrt(squares[feature])
    return dict(weights)
