"""Words that tell which type of evidence a sentence gives, and how they stand to its names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from her2kg.loaders.text.data import read_rows
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.response_features import pair_features, tokens_of
from her2kg.loaders.text.response_passages import Spoken

__all__ = ["SUBJECTS", "Cued", "cued", "evidence_features"]

SUBJECTS = {"Gene", "Variant", "HER2Status"}
"""Classes of what evidence is of."""

_DRUGS = {"Drug", "DrugClass", "Regimen"}
_FAR = (10, 30, 80)
_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|whereas|which|although)\b")


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    rows = read_rows("responses/evidence_cues.tsv")
    return {row["id"]: re.compile(row["cue"], re.IGNORECASE) for row in rows}


@cache
def _topics() -> Mapping[str, tuple[str, ...]]:
    rows = read_rows("responses/evidence_types.tsv")
    return {row["type"]: tuple(row["topic"].split("|")) for row in rows if row["topic"]}


@dataclass(frozen=True, slots=True)
class Cued:
    """A sentence with the places of the words that tell types of evidence.

    Attributes:
        text: the document.
        spoken: the sentence.
        places: start and end of each of these words, by the name of the cue; those that a
            sentence does not have are left out.
    """

    text: str
    spoken: Spoken
    places: Mapping[str, tuple[tuple[int, int], ...]]

    def first(self, cue: str) -> str:
        """Return the first words of a cue, or an empty text."""
        places = self.places.get(cue)
        return self.text[slice(*places[0])] if places else ""

    @property
    def topic(self) -> str:
        """The type of evidence of which most words speak, the first on a tie."""
        counts = {
            kind: sum(len(self.places.get(cue, ())) for cue in cues)
            for kind, cues in _topics().items()
        }
        return max(counts, key=counts.__getitem__)


def cued(text: str, spoken: Spoken) -> Cued:
    """Find the words that tell types of evidence in a sentence.

    Args:
        text: the document.
        spoken: the sentence.
    """
    found = {
        name: tuple(one.span() for one in cue.finditer(text, *spoken.bounds))
        for name, cue in _cues().items()
    }
    return Cued(text, spoken, {name: places for name, places in found.items() if places})


def evidence_features(told: Cued, subject: Mention, target: Mention) -> frozenset[str]:
    """Describe how a sentence joins a gene or alteration to a cancer or drug.

    Args:
        told: the sentence.
        subject: the gene or alteration.
        target: the cancer or drug.
    """
    names = {subject.start: "THIS", target.start: "THAT"}
    words = tokens_of(told.text, told.spoken.bounds, told.spoken.slots, names)
    drugs = any(one.kind in _DRUGS for one in told.spoken.mentions)
    beside = "drug" if drugs else "no drug"
    cues = {*_present(told, subject, target), f"topic {told.topic}"}
    return frozenset(
        {
            *pair_features(words, "THIS", "THAT"),
            *cues,
            *(f"{beside}, {one}" for one in cues),
            beside,
            f"of {target.kind}",
            *_belonging(told, subject),
        }
    )


def _present(told: Cued, subject: Mention, target: Mention) -> Iterator[str]:
    """Yield which words a sentence has, how many, and which of them between the two names."""
    low, high = min(subject.start, target.start), max(subject.end, target.end)
    for name, places in told.places.items():
        yield f"cue {name}"
        yield f"cue {name} {min(3, len(places))}"
        if any(low <= start and end <= high for start, end in places):
            yield f"between {name}"


def _belonging(told: Cued, subject: Mention) -> Iterator[str]:
    """Yield how far the words stand from a name, and whether another name stands nearer."""
    rivals = [
        one for one in told.spoken.mentions if one.kind in SUBJECTS and one.iri != subject.iri
    ]
    for name, places in told.places.items():
        far, span = min((_gap(span, subject), span) for span in places)
        nearer = any(_gap(span, one) < far for one in rivals)
        yield f"{name} {'rivalled' if nearer else 'owned'}"
        yield f"{name} off {sum(far > limit for limit in _FAR)}"
        low, high = sorted((subject.start, span[0]))
        yield f"{name} {'beyond' if _CLAUSE.search(told.text, low, high) else 'within'}"


def _gap(span: tuple[int, int], mention: Mention) -> int:
    return max(0, span[0] - mention.end, mention.start - span[1])
