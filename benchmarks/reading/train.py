"""Learn rankers and familiar words, and write them where the reader looks for them.

Run ``python -m benchmarks.reading.train``. It learns from the *tune* halves alone: CIViC's
statements on publications of that half, of any gene, and CIViCmine's training sentences; familiar
words from the articles and the gold, too. The same files give the same tables. What is learned
are words and pairs of words, never sentences.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.material import Folder
from benchmarks.reading.train_civic import alteration_examples, drug_examples, statements
from benchmarks.reading.train_civicmine import KINDS, evidence_examples
from benchmarks.reading.train_familiar import familiar_words
from benchmarks.reading.training import Example, Weights, fit

__all__ = ["main", "table_of"]

_SHARED = Path(__file__).parents[3] / "shared"
_TEXT = Path(__file__).parents[2] / "loaders" / "text"
_OUT = _TEXT / "responses"


def table_of(title: str, names: Sequence[str], weights: Weights) -> str:
    """Lay weights out as a table of the reader.

    Args:
        title: what they tell apart, for the first line.
        names: the classes.
        weights: of each feature, for each class.
    """
    rows = [
        "\t".join([feature, *(f"{weight:g}" for weight in each)])
        for feature, each in sorted(weights.items())
    ]
    told = f"# {title} Learned by python -m benchmarks.reading.train; do not edit."
    return "\n".join([told, "\t".join(["feature", *names]), *rows, ""])


@dataclass(frozen=True, slots=True)
class _Ranker:
    """What one ranker tells apart, and how it is learned.

    Attributes:
        name: name of its table.
        title: what it tells apart, in words.
        classes: its classes.
        rarest: features of fewer documents are left out.
        decay: how strongly weights are drawn towards zero.
    """

    name: str
    title: str
    classes: tuple[str, ...]
    rarest: int
    decay: float


_DRUG = _Ranker("drug", "Which drug a passage tells the outcome of.", ("given",), 4, 0.1)
_DIRECTION = _Ranker("direction", "Whether a drug did not work.", ("against",), 8, 0.1)
_ALTERATION = _Ranker("alteration", "Which alteration it belongs to.", ("meant",), 4, 0.3)
_EVIDENCE = _Ranker("evidence", "Which type of evidence joins two names.", KINDS, 6, 0.3)


def _learn(ranker: _Ranker, examples: Iterable[Example]) -> None:
    every = list(examples)
    weights = fit(every, rarest=ranker.rarest, decay=ranker.decay)
    table = table_of(ranker.title, ranker.classes, weights)
    (_OUT / f"{ranker.name}.tsv").write_text(table, encoding="utf-8")
    print(f"{ranker.name}: {len(weights)} features from {len(every)} examples")


def _list_words(words: Sequence[str]) -> None:
    told = "# Words of plain texts. Learned by python -m benchmarks.reading.train; do not edit."
    text = "\n".join([told, *words, ""])
    (_TEXT / "familiar" / "learned.txt").write_text(text, encoding="utf-8")
    print(f"familiar words: {len(words)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn and write.

    Args:
        arguments: of the command line; those of the process where there are none.
    """
    parser = argparse.ArgumentParser("benchmarks.reading.train", description=__doc__)
    told = "folder that holds the data"
    parser.add_argument("--data", type=Path, default=_SHARED, metavar="FOLDER", help=told)
    folder = Folder(parser.parse_args(arguments).data)
    drugs, directions = drug_examples(statements(folder.civic))
    archive = next(file for split, file in folder.civicmine if split == "tune")
    _learn(_DRUG, drugs)
    _learn(_DIRECTION, directions)
    _learn(_ALTERATION, alteration_examples(folder.civic))
    _learn(_EVIDENCE, evidence_examples(archive))
    _list_words(familiar_words(folder))


if __name__ == "__main__":
    main()
