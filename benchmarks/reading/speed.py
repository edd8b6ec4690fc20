"""How fast one core reads, and how much memory it takes; run as a process of its own.

``python -m benchmarks.reading.speed FOLDER`` prints the figures as JSON. The text is that of the
articles in full of the folder, or else of the embedded article, over and over up to a size.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.reading.material import Folder
from benchmarks.reading.names import graph_names, mentions_of
from her2kg.loaders.article import embedded_article
from her2kg.loaders.documents.document import Document
from her2kg.loaders.documents.registry import FORMATS
from her2kg.loaders.text.reader import read_document
from her2kg.material import read_material

__all__ = ["Speed", "main", "measure", "prose", "speed_of"]

_SIZE = 1_000_000


@dataclass(frozen=True, slots=True)
class Speed:
    """What reading costs on one core.

    Attributes:
        megabytes: size of the text, in MB of UTF-8.
        recognition: MB a second of finding sentences and names.
        reader: MB a second of reading claims as a build does, that step within.
        predicting: MB a second of reading claims and predicting more, as this benchmark does.
        peak: MB of memory of the whole process at its peak.
    """

    megabytes: float
    recognition: float
    reader: float
    predicting: float
    peak: float


def prose(folder: Folder) -> list[str]:
    """Return the texts of the articles in full, or else that of the embedded article."""
    materials = [read_material(file) for file in folder.articles] or [embedded_article()]
    return [
        document.text
        for material in materials
        for document in next(f for f in FORMATS if f.recognises(material.head)).documents(material)
        if isinstance(document, Document)
    ]


def measure(texts: list[str], size: int = _SIZE) -> Speed:
    """Read texts over and over, each time with other words at the end, up to a size.

    Args:
        texts: documents.
        size: bytes of UTF-8 that are read at least.
    """
    lexicon = graph_names().lexicon
    documents: list[str] = []
    total = 0
    while total < size:
        documents.append(f"{texts[len(documents) % len(texts)]}\n\nCopy {len(documents)}.")
        total += len(documents[-1].encode())
    begun = time.process_time()
    for document in documents:
        for _ in mentions_of(document, lexicon):
            pass
    recognised = time.process_time()
    for document in documents:
        read_document(document, lexicon, infer=False)
    read = time.process_time()
    for document in documents:
        read_document(document, lexicon)
    predicted = time.process_time()
    megabytes = total / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Speed(
        megabytes=megabytes,
        recognition=megabytes / (recognised - begun),
        reader=megabytes / (read - recognised),
        predicting=megabytes / (predicted - read),
        peak=peak,
    )


def speed_of(root: Path) -> Speed:
    """Measure in a process of its own, so that its memory is that of reading alone.

    Args:
        root: the folder of real files.
    """
    command = [sys.executable, "-m", "benchmarks.reading.speed", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"measuring the speed failed: {done.stderr.strip()}")
    return Speed(**json.loads(done.stdout))


def main() -> None:
    """Measure and print."""
    print(json.dumps(asdict(measure(prose(Folder(Path(sys.argv[1])))))))


if __name__ == "__main__":
    main()
