"""Words of sentences that state things plainly, to know strange ones by."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reading.civicmine_gold import read_standoff
from benchmarks.reading.gold_texts import read_gold
from benchmarks.reading.material import Folder, half
from benchmarks.reading.names import graph_entities, graph_names
from benchmarks.reading.speed import prose
from her2kg.loaders.text.assertion import is_weak
from her2kg.loaders.text.data import words_in
from her2kg.loaders.text.familiar import words_of
from her2kg.loaders.text.sentences import split_sentences

__all__ = ["familiar_words"]

_PLAIN = 0.5
_STRANGE = Path(__file__).with_name("strange.txt")


@dataclass(slots=True)
class _Met:
    """In which sentences words were met.

    Attributes:
        every: of each word, in how many sentences.
        plain: of each word, in how many that hold no cue of a weak statement.
    """

    every: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)

    def meet(self, text: str) -> None:
        """Count the words of a text, each once in a sentence."""
        for bounds in split_sentences(text):
            sentence = text[bounds.start : bounds.end]
            words = set(words_of(sentence))
            self.every.update(words)
            if not is_weak(sentence):
                self.plain.update(words)

    def familiar(self) -> set[str]:
        """Return the words that mostly stand in plain sentences."""
        return {word for word, met in self.every.items() if self.plain[word] >= _PLAIN * met}


def familiar_words(folder: Folder) -> list[str]:
    """Learn words from CIViC, CIViCmine, the articles and the gold, of the tune half.

    Args:
        folder: the folder of real files.
    """
    met = _Met()
    for text in _texts(folder):
        met.meet(text)
    return sorted(
        (met.familiar() | _names(folder)) - words_in(_STRANGE.read_text(encoding="utf-8"))
    )


def _texts(folder: Folder) -> Iterator[str]:
    with folder.civic.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if half(row["citation_id"]) == "tune":
                yield row["evidence_statement"]
    archive = next(file for split, file in folder.civicmine if split == "tune")
    for sentence in read_standoff(archive):
        yield sentence.text
    yield from [*prose(folder), folder.article[0].read_text("utf-8")]
    lexicon = graph_names().lexicon
    for group, file in folder.gold:
        for gold in read_gold(file, group, lexicon):
            if gold.split == "tune":
                yield gold.text


def _names(folder: Folder) -> set[str]:
    """Return the words of the names of cancers that the graph may not know."""
    entities = graph_entities([file for file in folder.vocabularies if "hgnc" not in file.name])
    names = [name for one in entities for name in (one.label, *one.synonyms)]
    return {word for name in names if not is_weak(name) for word in words_of(name)}
