"""Logistic regression over listed features: its weights are a table, its sums are plain Python."""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from her2kg.loaders.text.data import read_rows

__all__ = ["BIAS", "classes", "probabilities", "scored"]

BIAS = "*"
"""The feature that is always there."""

_FOLDER = "responses"
_FEATURE = "feature"


@cache
def classes(ranker: str) -> tuple[str, ...]:
    """Return the classes that a ranker tells apart, in the order of its table.

    Args:
        ranker: name of its table, without folder and ending.
    """
    return tuple(column for column in read_rows(f"{_FOLDER}/{ranker}.tsv")[0] if column != _FEATURE)


@cache
def _weights(ranker: str) -> Mapping[str, tuple[float, ...]]:
    return {
        row[_FEATURE]: tuple(float(row[one]) for one in classes(ranker))
        for row in read_rows(f"{_FOLDER}/{ranker}.tsv")
    }


def scored(
    features: Iterable[str], weights: Mapping[str, tuple[float, ...]], size: int
) -> tuple[float, ...]:
    """Add up the weights of features and turn each sum into a probability.

    Args:
        features: the features that are there, each once, in any order.
        weights: weight of each known feature for each class; unknown features weigh nothing.
        size: how many classes there are.

    Returns:
        A probability for each class; several may be high, for a sentence may say several things.
    """
    sums = [0.0] * size
    for feature in sorted({*features, BIAS}):
        for place, weight in enumerate(weights.get(feature, ())):
            sums[place] += weight
    return tuple(1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, one)))) for one in sums)


def probabilities(ranker: str, features: Iterable[str]) -> dict[str, float]:
    """Return the probability of each class of a ranker.

    Args:
        ranker: name of its table.
        features: the features that are there.
    """
    names = classes(ranker)
    return dict(zip(names, scored(features, _weights(ranker), len(names)), strict=True))
