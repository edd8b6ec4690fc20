"""Tables in the formats of CIViC's files with invented ids, and ways in which files break."""

from collections import Counter
from collections.abc import Iterable

from hypothesis import strategies as st

from her2kg.loaders.base import Loader, Material, OutOfScope, Record, Rejection
from her2kg.loaders.linker import Linker
from her2kg.loaders.reference import Reference
from her2kg.ontology.encode import (
    Quad,
    encode_claim,
    encode_entity,
    encode_evidence,
    encode_source,
)
from her2kg.ontology.model import Claim, Description, Entity, EvidenceItem, Load, Source
from her2kg.quads import to_ox
from tests.shared import SHARED

__all__ = ["accounted", "damaged", "encoded", "faults", "material", "of_kind", "real", "table"]


def material(text: str) -> Material:
    """Make an input of a text."""
    return Material.of_text("file.tsv", text)


def table(columns: Iterable[str], row: dict[str, str], *changes: dict[str, str]) -> Material:
    """Write a table in which each row is ``row`` with some cells changed."""
    header = list(columns)
    lines = ["\t".join(header)]
    lines += [
        "\t".join({**row, **change}.get(column, "") for column in header) for change in changes
    ]
    return material("\n".join(lines) + "\n")


def real(loader: Loader, folder: str, name: str) -> tuple[list[Record], int]:
    """Load a published file; return its records and how many rows it has."""
    text = (SHARED / "data" / "civic" / folder / name).read_text("utf-8")
    return list(loader.load(material(text))), len(text.rstrip("\n").split("\n")) - 1


def of_kind(records: Iterable[Record]) -> Counter[type]:
    """Count records by their class."""
    return Counter(type(record) for record in records)


@st.composite
def damaged(draw: st.DrawFn, sound: str) -> str:
    """Damage a sound file: letters changed, cut off, zero bytes, a very long line, doubled."""
    text = draw(st.sampled_from([sound, sound * 2]))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(text)))
        junk = draw(
            st.sampled_from(["\0", "\t", "\n", '"', "\r", "\u0661", "\u2028", "x" * 200_000])
        )
        text = (
            text[:place] + draw(st.one_of(st.just(junk), st.text(max_size=3))) + text[place + 1 :]
        )
    return text[: draw(st.one_of(st.just(len(text)), st.integers(0, len(text))))]


def accounted(records: list[Record], taken: type) -> int:
    """Count the rows that were taken, left out or refused."""
    kinds = of_kind(records)
    return kinds[taken] + kinds[OutOfScope] + kinds[Rejection]


LOAD = Load("civic", "1", "0" * 64, "civic", "A file", "CC0-1.0")


def encoded(records: list[Record]) -> list[Quad]:
    """Link and encode all records as a build does; an IRI that cannot stand raises an error."""
    known = [record for record in records if isinstance(record, Entity)]
    linker = Linker(known, Reference(r for r in records if isinstance(r, Description)))
    quads: list[Quad] = []
    for record in records:
        match record:
            case Claim():
                quads += encode_claim(linker.link(record), LOAD)
            case EvidenceItem():
                quads += encode_evidence(linker.link_evidence(record), LOAD)
            case Source():
                quads += encode_source(record)
    for entity in (*known, *linker.made):
        quads += encode_entity(entity)
    for quad in quads:
        to_ox(quad)
    return quads


def faults(records: list[Record], text: str) -> list[Rejection]:
    """Return rejections that do not say why, or of which line of the text."""
    lines = text.count("\n") + text.count("\r") + 2
    refused = (record for record in records if isinstance(record, Rejection))
    return [r for r in refused if not r.reason or "\n" in r.reason or not 1 <= r.line <= lines]
