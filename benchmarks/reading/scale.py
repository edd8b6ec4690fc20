"""How memory and time grow with the size of a text, and what further cores bring.

``python -m benchmarks.reading.scale [--size MB] [--one-core]`` makes a file of PubMed XML and one
of plain text, each of that size and of a quarter of it, in a temporary folder, and reads them in
processes of their own. Promised: memory that does not grow with the file, and a time that grows
no faster. In one of a hundred sentences HER2 or a drug is named, as in a wide collection; what is
read is counted and let go, for the graph itself grows with its claims.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.reading.names import graph_names
from her2kg.gather import silent
from her2kg.loaders.base import Taken
from her2kg.material import read_material
from her2kg.ontology.model import Claim
from her2kg.prose import read_prose
from her2kg.reading_pool import cores

__all__ = ["Run", "main", "plain_text", "pubmed"]

_NAMING = (
    "Trastuzumab targets HER2 and improves survival in breast cancer.",
    "Lapatinib inhibits EGFR and HER2.",
    "Patients with HER2-positive breast cancer were given lapatinib; diarrhea was common.",
)
_WORDS = (
    *("age", "analysis", "cell", "control", "data", "effect", "group", "growth", "level", "method"),
    *("model", "patient", "response", "result", "risk", "sample", "study", "time", "treatment"),
)
_SENTENCES = 10
_LENGTH = 18
_ONE_IN = 100
_SMALLER = 4


@dataclass(frozen=True, slots=True)
class Run:
    """One file read once.

    Attributes:
        seconds: of the wall clock.
        busiest: processor seconds of the process that has most to do, if the others share alike.
        megabytes: memory at the peak: of this process and, of the others, the largest.
        documents: how many documents were taken.
        claims: how many claims were read.
    """

    seconds: float
    busiest: float
    megabytes: float
    documents: int
    claims: int


def pubmed(size: int) -> Iterator[str]:
    """Yield PubMed XML of some size in bytes, article by article, always the same."""
    yield '<?xml version="1.0"?>\n<PubmedArticleSet>\n'
    done = 0
    for number, abstract in enumerate(_abstracts(), 1):
        if done >= size:
            break
        article = (
            f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><ArticleTitle>Study "
            f"{number}.</ArticleTitle><Abstract><AbstractText>{abstract}</AbstractText></Abstract>"
            "</Article></MedlineCitation></PubmedArticle>\n"
        )
        done += len(article)
        yield article
    yield "</PubmedArticleSet>\n"


def plain_text(size: int) -> Iterator[str]:
    """Yield one plain text of some size in bytes, paragraph by paragraph, always the same."""
    done = 0
    for abstract in _abstracts():
        if done >= size:
            break
        done += len(abstract) + 2
        yield f"{abstract}\n\n"


def _abstracts() -> Iterator[str]:
    chance = random.Random(7)  # noqa: S311 - not for secrets
    while True:
        yield " ".join(_sentence(chance) for _ in range(_SENTENCES))


def _sentence(chance: random.Random) -> str:
    if chance.randrange(_ONE_IN) == 0:
        return chance.choice(_NAMING)
    return " ".join(chance.choices(_WORDS, k=_LENGTH)).capitalize() + "."


def _read(path: Path, processes: int) -> Run:
    """Read a file in this process and some others, and let go what is read."""
    material, lexicon = read_material(path), graph_names().lexicon
    documents = claims = 0
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for _, record in read_prose([material], lexicon, silent, processes):
        documents += isinstance(record, Taken)
        claims += isinstance(record, Claim)
    seconds = time.perf_counter() - begun
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    busiest = max(own.ru_utime - before, others.ru_utime / processes)
    peak = max(own.ru_maxrss, others.ru_maxrss) / 1024
    return Run(seconds, busiest, peak, documents, claims)


def _in_child(path: Path, processes: int) -> Run:
    command = [sys.executable, "-m", "benchmarks.reading.scale", "--read", str(path)]
    done = subprocess.run(
        [*command, "--processes", str(processes)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip())
    return Run(**json.loads(done.stdout))


def _measure(name: str, make: Callable[[int], Iterator[str]], size: int, *, one_core: bool) -> None:
    """Measure a form, and print a line for each run and one for the ratios."""
    runs: list[Run] = []
    for part in (size // _SMALLER, size):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "input.txt"
            with path.open("w", encoding="utf-8") as file:
                file.writelines(make(part))
            counts = [cores(), 1] if one_core and part == size else [cores()]
            runs += [_printed(name, part, count, _in_child(path, count)) for count in counts]
    small, large = runs[:2]
    print(
        f"{_SMALLER} times the size: {large.megabytes / small.megabytes:.2f} times the memory, "
        f"{large.seconds / small.seconds:.1f} times the time"
    )
    if one_core:
        faster, less = runs[2].seconds / large.seconds, runs[2].busiest / large.busiest
        print(
            f"{cores()} processes: {faster:.1f} times as fast as one; "
            f"the busiest has {less:.1f} times less to do"
        )


def _printed(name: str, size: int, count: int, run: Run) -> Run:
    megabytes = size / 1e6
    print(
        f"{name:<11} {megabytes:6.0f} MB, {count} processes: {run.seconds:7.1f} s, "
        f"{megabytes / run.seconds:5.2f} MB/s, peak {run.megabytes:4.0f} MB; "
        f"{run.documents:,} documents, {run.claims:,} claims",
        flush=True,
    )
    return run


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser("benchmarks.reading.scale", description=__doc__)
    parser.add_argument("--size", type=float, default=64, metavar="MB", help="of the larger files")
    parser.add_argument("--one-core", action="store_true", help="also read in one process")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, default=1, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.read:
        print(json.dumps(asdict(_read(chosen.read, chosen.processes))))
        return
    for name, make in (("PubMed XML", pubmed), ("plain text", plain_text)):
        _measure(name, make, int(chosen.size * 1e6), one_core=chosen.one_core)


if __name__ == "__main__":
    main()
