"""The folder of real files, the tables beside this module, and halves of a set of texts."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from her2kg.ontology.folding import fold

__all__ = ["Folder", "half", "json_lines", "same", "table"]

_Made = TypeVar("_Made")

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the real files lie; any of them may be missing.

    Attributes:
        root: the folder that holds ``data``, ``material`` and ``reference``.
    """

    root: Path

    @property
    def civic(self) -> Path:
        """CIViC's evidence, in the format published today."""
        return self.root / "data" / "civic" / "ClinicalEvidenceSummaries.tsv"

    @property
    def civicmine(self) -> tuple[tuple[str, Path], ...]:
        """The archives of CIViCmine's gold, with the split that each is."""
        folder = self.root / "data" / "civicmine"
        return ("tune", folder / "training.tar.gz"), ("judge", folder / "testing.tar.gz")

    @property
    def vocabularies(self) -> tuple[Path, ...]:
        """Public vocabularies of genes and cancers."""
        data = self.root / "data"
        return (
            data / "disease_ontology" / "DO_cancer_slim.obo",
            data / "hgnc" / "hgnc_entries.tsv",
            data / "oncotree" / "oncotree_2025_10_03.json",
        )

    @property
    def article(self) -> tuple[Path, Path]:
        """The article that the reader was written on, and the list of its claims."""
        return (
            self.root / "material" / "her2-positive.txt",
            self.root / "reference" / "article-claims.md",
        )

    @property
    def articles(self) -> list[Path]:
        """Articles in full, to measure speed on."""
        return sorted((self.root / "data" / "jats").glob("*.nxml"))

    @property
    def gold(self) -> tuple[tuple[str, Path], ...]:
        """The project's own gold, with what each file groups its texts by."""
        folder = _HERE / "gold"
        return ("kind", folder / "sentences.jsonl"), ("genre", folder / "passages.jsonl")

    @property
    def wordings(self) -> Path:
        """The project's own texts of many wordings, to tune on."""
        return _HERE / "gold" / "wordings.jsonl"

    @property
    def frames(self) -> Path:
        """Texts that hold the words of a statement, and do or do not assert it."""
        return _HERE / "gold" / "frames.jsonl"


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Read a table beside this module; lines that begin with ``#`` are remarks."""
    text = (_HERE / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


@cache
def same(measure: str) -> Mapping[str, tuple[str, ...]]:
    """Return what counts as the same in a measure, by the words of the gold."""
    return {
        row["written"]: tuple(row["means"].split("|"))
        for row in table("same.tsv")
        if row["measure"] == measure
    }


def json_lines(file: Path, make: Callable[[Mapping[str, Any]], _Made]) -> Iterator[_Made]:
    """Yield what is made of each line of a file of JSON objects; blank lines are passed over.

    Args:
        file: one object a line.
        make: makes something of an object.

    Raises:
        ValueError: a line is not what it should be; file and line are named.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield make(json.loads(line))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{file.name}, line {number}: {error!r}") from None


def half(document: str) -> str:
    """Say in which half of a set a document lies, by its name; case and spaces do not matter."""
    digest = hashlib.sha256(fold(document).encode()).digest()
    return "judge" if digest[0] % 2 else "tune"
