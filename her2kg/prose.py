"""Texts read to records, in this process or in several, always with the same result."""

import io
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import BinaryIO, cast

from rdflib import URIRef

from her2kg.errors import BuildError
from her2kg.loaders.article import ArticleLoader, Section
from her2kg.loaders.base import Material, Record
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.parts import Part
from her2kg.loaders.text.reading import Reading
from her2kg.reading_pool import in_order

__all__ = ["read_prose"]

_WORTH = 1_000_000
"""Characters to read for which it is worth to start processes: what one reads in 2 s."""

_BATCH = 50_000
"""Characters that a process gets at a time: small enough to share, large beside their way."""

Told = Callable[[str, int, int], None]

_Task = tuple[Part, URIRef] | Material
_Result = Reading | list[Record]


def read_prose(
    materials: Sequence[Material], lexicon: Lexicon, told: Told, processes: int
) -> Generator[tuple[int, Record], None, None]:
    """Read texts, document by document.

    Args:
        materials: the files.
        lexicon: the names to look for.
        told: told what is being done, how many bytes are read, and of how many.
        processes: how many may read side by side where there is much to read.

    Yields:
        The number of a file, and a record of it: all records of a file in their order, the
        files in theirs.

    Raises:
        BuildError: memory ran out.
    """
    progress = _Progress([material.size for material in materials], told)
    batches = _batches(_jobs(materials, ArticleLoader(lexicon), progress))
    first: list[_Batch] = []
    found = 0
    while processes > 1 and found < _WORTH and (batch := next(batches, None)):
        first.append(batch)
        found += batch.weight
    much = found >= _WORTH
    tasks = ((batch, batch.tasks) for batch in chain(first, batches))
    begin = partial(_reader, lexicon)
    done = in_order(tasks, begin, processes) if much else _one_by_one(tasks, begin)
    try:
        with closing(done):
            for batch, results in done:
                yield from batch.records(results)
                progress.add(batch)
    except MemoryError:
        raise BuildError(
            "the texts take more memory than there is; the graph of before is kept: "
            "read fewer or smaller files, or free memory"
        ) from None
    progress.end()


@dataclass(slots=True)
class _Job:
    """What is to be done for a file next: a text or a whole file to read, or a record to tell."""

    file: int
    what: Section | Material | Record

    @property
    def weight(self) -> int:
        """Return how much there is to read, in characters, or bytes of a whole file."""
        if isinstance(self.what, Section):
            return len(self.what.part.text)
        return self.what.size if isinstance(self.what, Material) else 0


@dataclass(slots=True)
class _Batch:
    """What one process gets at a time."""

    jobs: list[_Job] = field(default_factory=list)
    weight: int = 0

    @property
    def tasks(self) -> list[_Task]:
        """Return what is to be read."""
        found: list[_Task] = []
        for job in self.jobs:
            if isinstance(job.what, Section):
                found.append((job.what.part, job.what.source.iri))
            elif isinstance(job.what, Material):
                found.append(job.what)
        return found

    def records(self, results: Iterable[_Result]) -> Iterator[tuple[int, Record]]:
        """Yield the records of all jobs in order, with the results of its tasks."""
        left = iter(results)
        for job in self.jobs:
            yield from ((job.file, record) for record in _records(job.what, left))


def _records(what: Section | Material | Record, results: Iterator[_Result]) -> Iterable[Record]:
    if isinstance(what, Section):
        return what.records(cast("Reading", next(results)))
    return cast("list[Record]", next(results)) if isinstance(what, Material) else (what,)


def _jobs(
    materials: Sequence[Material], loader: ArticleLoader, progress: "_Progress"
) -> Iterator[_Job]:
    for number, material in enumerate(materials):
        if loader.is_whole(material):
            yield _Job(number, material)
        else:
            watched = replace(material, open=partial(progress.open, number, material.open))
            yield from (_Job(number, each) for each in loader.sections(watched))


def _batches(jobs: Iterable[_Job]) -> Iterator[_Batch]:
    batch = _Batch()
    for job in jobs:
        batch.jobs.append(job)
        batch.weight += job.weight
        if batch.weight >= _BATCH:
            yield batch
            batch = _Batch()
    if batch.jobs:
        yield batch


def _reader(lexicon: Lexicon) -> Callable[[list[_Task]], list[_Result]]:
    loader = ArticleLoader(lexicon)

    def read(tasks: list[_Task]) -> list[_Result]:
        return [
            [*loader.load(each)] if isinstance(each, Material) else loader.read(*each)
            for each in tasks
        ]

    return read


def _one_by_one(
    tasks: Iterable[tuple[_Batch, list[_Task]]],
    begin: Callable[[], Callable[[list[_Task]], list[_Result]]],
) -> Generator[tuple[_Batch, list[_Result]], None, None]:
    read = begin()
    for batch, each in tasks:
        yield batch, read(each)


class _Progress:
    """How many bytes of which file are read, and how many documents."""

    def __init__(self, sizes: list[int], told: Told) -> None:
        self._sizes = sizes
        self._told = told
        self._done = [0] * len(sizes)
        self._texts = 0

    def open(self, file: int, opener: Callable[[], BinaryIO]) -> BinaryIO:
        """Open a file, and note how far it is read."""
        return io.BufferedReader(_Watched(opener(), partial(self._reached, file)))

    def _reached(self, file: int, place: int) -> None:
        self._done[file] = max(self._done[file], place)

    def add(self, batch: _Batch) -> None:
        """Tell of a batch that is read."""
        for job in batch.jobs:
            if isinstance(job.what, Material):
                self._reached(job.file, job.what.size)
            self._texts += isinstance(job.what, Section | Material)
        self._tell(sum(self._done))

    def end(self) -> None:
        """Tell that all is read."""
        self._tell(sum(self._sizes))

    def _tell(self, done: int) -> None:
        self._told(f"Reading texts ({self._texts:,})", done, sum(self._sizes))


class _Watched(io.RawIOBase):
    """A file that tells how far it is read."""

    def __init__(self, content: BinaryIO, reached: Callable[[int], None]) -> None:
        self._content = content
        self._reached = reached
        self._place = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read the next bytes."""
        data = self._content.read(len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        self._reached(self._place)
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._content.close()
        super().close()
