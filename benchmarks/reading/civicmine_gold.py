"""CIViCmine's gold: sentences in standoff form, in an archive."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

__all__ = ["Marked", "Sentence", "read_standoff"]


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """Marked words: ``text[start:end]``.

    Attributes:
        start: offset of the first character.
        end: offset behind the last one.
        type: ``gene``, ``cancer``, ``drug`` or ``variant``.
    """

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its marks.

    Attributes:
        text: the sentence.
        marks: what is marked, in order.
        relations: type and the marks that it joins, by their role.
    """

    text: str
    marks: tuple[Marked, ...]
    relations: tuple[tuple[str, dict[str, Marked]], ...]


def read_standoff(archive: Path) -> Iterator[Sentence]:
    """Yield the sentences of an archive by name.

    Args:
        archive: ``.tar.gz`` with a ``.txt``, ``.a1`` (marks) and ``.a2`` (relations) for each
            sentence, as BioNLP's shared tasks write them.

    Raises:
        ValueError: words of a mark are not those of the text.
    """
    parts: dict[str, dict[str, str]] = {}
    with tarfile.open(archive) as opened:
        for member in opened:
            path = PurePosixPath(member.name)
            content = opened.extractfile(member) if member.isfile() else None
            if content is not None and path.suffix in {".txt", ".a1", ".a2"}:
                parts.setdefault(path.stem, {})[path.suffix] = content.read().decode("utf-8")
    for name in sorted(parts):
        yield _sentence(name, parts[name])


def _sentence(name: str, parts: dict[str, str]) -> Sentence:
    text = parts[".txt"]
    marks: dict[str, Marked] = {}
    for line in filter(None, parts[".a1"].splitlines()):
        key, place, words = line.split("\t")
        kind, start, end = place.split()
        marks[key] = Marked(int(start), int(end), kind)
        if text[int(start) : int(end)] != words:
            raise ValueError(f"{name}.a1: {key} does not mark {words!r} in the text")
    relations = []
    for line in filter(None, parts[".a2"].splitlines()):
        kind, *roles = line.split("\t")[1].split()
        joined = dict(role.split(":") for role in roles)
        relations.append((kind, {role: marks[key] for role, key in joined.items()}))
    return Sentence(text, tuple(sorted(marks.values())), tuple(relations))
