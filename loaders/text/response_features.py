"""What the rankers look at: words around names, the names themselves hidden."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from her2kg.loaders.text.masking import Slot

__all__ = [
    "Tokens",
    "around",
    "between",
    "direction_features",
    "drug_features",
    "pair_features",
    "tokens_of",
]

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?|[%+<>=/;:,()]")
_NEAR = 4
_CLOSE = 3
_STEM = 6
_FAR = (2, 5, 10, 20)
_BIOMARKERS = {"Gene": "GENE", "Protein": "GENE", "Variant": "ALT", "HER2Status": "ALT"}
_HIDDEN = {
    **_BIOMARKERS,
    "Drug": "DRUG",
    "Regimen": "DRUG",
    "DrugClass": "CLASS",
    "Cancer": "CANCER",
}

Tokens = Sequence[str]
"""A sentence in lower-case words and signs; names are upper-case words, numbers are ``0``."""


def tokens_of(
    text: str, bounds: tuple[int, int], slots: Iterable[Slot], names: Mapping[int, str]
) -> list[str]:
    """Cut a sentence into words, each name one word that tells its class alone.

    Args:
        text: the document.
        bounds: start and end of the sentence.
        slots: its names, in order.
        names: what to write instead of the class, by the offset at which a mention begins.
    """
    words: list[str] = []
    place = bounds[0]
    for mention in (one for slot in slots for one in slot.mentions):
        hidden = names.get(mention.start) or _HIDDEN.get(mention.kind)
        if hidden is None or mention.start < place:
            continue
        words += _plain(text[place : mention.start])
        words.append(hidden)
        place = mention.end
    return words + _plain(text[place : bounds[1]])


def _plain(text: str) -> list[str]:
    return ["0" if word[0].isdigit() else word.casefold() for word in _TOKEN.findall(text)]


def around(words: Tokens, place: int) -> Iterator[str]:
    """Yield the words before and behind a place, near ones with their distance."""
    before = [*words[max(0, place - _NEAR) : place]][::-1]
    behind = [*words[place + 1 : place + 1 + _NEAR]]
    for side, run in (("L", before), ("R", behind)):
        yield from (f"{side} {word}" for word in run)
        yield from (f"{side}{at} {word}" for at, word in enumerate(run[:2], 1))
        if len(run) > 1:
            yield f"{side}12 {run[0]} {run[1]}"


def between(words: Tokens, first: int, last: int) -> Iterator[str]:
    """Yield the words between two places, alone and in pairs, and how many they are."""
    inside = [*words[first + 1 : last]]
    yield f"far {sum(len(inside) > limit for limit in _FAR)}"
    if len(inside) > _FAR[-1]:
        return
    yield from (f"B {word}" for word in inside)
    yield from (f"B {one} {other}" for one, other in pairwise(inside))
    if len(inside) <= _CLOSE:
        yield f"B= {' '.join(inside)}"


def drug_features(
    sentences: Sequence[Tokens], name: str, signs: Sequence[Sequence[str]], told: int
) -> set[str]:
    """Describe how a passage speaks of one drug.

    Args:
        sentences: its sentences; the drug is written as ``name``, other drugs as ``DRUG``.
        name: the word that stands for the drug.
        signs: the outcomes told in each sentence, as ``sign:id``.
        told: how many sentences tell an outcome of the drug.
    """
    found: set[str] = set()
    count = 0
    for number, words in enumerate(sentences):
        for place, word in enumerate(words):
            if word == name:
                count += 1
                found |= set(around(words, place))
                found.add(f"in {'first' if number == 0 else 'later'}")
                if number == len(sentences) - 1:
                    found.add("in last")
    own = [words for words in sentences if name in words]
    found.update(_outcomes(sentences, name, signs))
    found.add(f"told {min(told, 2)}")
    found |= {f"S {word}" for words in own for word in words if word != name}
    others = sum(word == "DRUG" for words in sentences for word in words)
    found.add(f"said {min(count, 4)}")
    found.add(f"others {min(others, 6)}")
    found.add(f"share {4 * count // max(1, count + others)}")
    return found


def _outcomes(
    sentences: Sequence[Tokens], name: str, signs: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Yield the outcomes beside a drug, and how many sentences tell some of it or of others."""
    own = others = 0
    for words, said in zip(sentences, signs, strict=True):
        if name in words:
            own += bool(said)
            yield from (f"E {one}" for one in said)
            yield from (f"H {one.partition(':')[0]}" for one in said)
        elif "DRUG" in words:
            others += bool(said)
    yield f"outcomes {min(own, 2)} {min(others, 2)}"


def direction_features(
    sentences: Sequence[Tokens], name: str, signs: Sequence[Sequence[str]]
) -> set[str]:
    """Describe what a passage says came of one drug.

    Args:
        sentences: its sentences; the drug is written as ``name``, other drugs as ``DRUG``. Those
            that speak of other drugs alone tell nothing.
        name: the word that stands for the drug.
        signs: the outcomes told in each sentence, as ``sign:id``.
    """
    found: set[str] = set()
    told: Counter[str] = Counter()
    for words, said in zip(sentences, signs, strict=True):
        if name not in words and "DRUG" in words:
            continue
        told.update(s.partition(":")[0] for s in said)
        found |= {f"E {s.partition(':')[2]}" for s in said}
        if name in words:
            found |= {f"H {s.partition(':')[0]}" for s in said}
        found |= {f"D {word}" for word in words}
        found |= {f"D {one} {other}" for one, other in pairwise(words)}
        for place, word in enumerate(words):
            if word == name:
                found |= set(around(words, place))
    return found


def _stem(word: str) -> str:
    return word[:_STEM] if word.islower() else word


def pair_features(words: Tokens, subject: str, target: str) -> set[str]:
    """Describe how a sentence joins two names.

    Args:
        words: the sentence.
        subject: the word that stands for the gene or alteration.
        target: the word that stands for the cancer or drug.
    """
    first, last = words.index(subject), words.index(target)
    order = "forth" if first < last else "back"
    low, high = sorted((first, last))
    found = {f"order {order}"}
    found |= {f"{order} {one}" for one in between(words, low, high)}
    found |= set(between(words, low, high))
    stems = [_stem(word) for word in words]
    found |= {f"S {stem}" for stem in stems}
    found |= {f"S {one} {other}" for one, other in pairwise(stems)}
    for kind in ("GENE", "ALT", "CANCER", "DRUG"):
        found.add(f"n{kind} {min(3, words.count(kind))}")
    return found
