"""What a file would claim, in English, before it is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import RDFS, Literal, URIRef

from her2kg.gather import Gathered, LoadedInput, Tick, gather, silent
from her2kg.loaders.base import Material, Rejection
from her2kg.loaders.linker import Unlinked
from her2kg.ontology.model import Claim
from her2kg.ontology.namespaces import curie_of, schema
from her2kg.quads import schema_quads
from her2kg.queries.sentence import Saying, sentence

__all__ = ["Preview", "preview"]

_IN_CANCER = "inCancer"
_INTERNAL = "statedIn"


@dataclass(frozen=True, slots=True)
class Preview:
    """What one input would bring.

    Attributes:
        name: its file name.
        loader: which loader reads it.
        read: how many rows or documents it has.
        taken: how many of them are loaded.
        out_of_scope: how many do not concern HER2.
        claims: each claim as a sentence, with its polarity, sources and words.
        rejected: what cannot be read, with the reason.
        unlinked: names that nothing in the graph bears.
    """

    name: str
    loader: str
    read: int
    taken: int
    out_of_scope: int
    claims: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    unlinked: tuple[Unlinked, ...]


def preview(
    materials: Sequence[Material],
    *,
    everything: bool = False,
    tick: Tick = silent,
    processes: int = 1,
) -> list[Preview]:
    """Read material as a build would, beside the embedded tables alone, and change nothing.

    Args:
        materials: what is to be added.
        everything: also take what does not concern HER2.
        tick: told of the progress.
        processes: how many may read texts side by side; the result is the same.

    Returns:
        One preview each. Names that other files of the graph bring may be listed as unlinked.

    Raises:
        InputError: a material is of no known kind, or has not one sound row.
    """
    gathered = gather(materials, everything=everything, tick=tick, processes=processes)
    hashes = {material.sha256 for material in materials}
    files = {material.archive or material.name for material in materials}
    labels = _labels(gathered)
    return [
        _of_input(loaded, labels, gathered.unlinked)
        for loaded in gathered.inputs
        if loaded.load.sha256 in hashes or loaded.name in files
    ]


def _labels(gathered: Gathered) -> dict[str, str]:
    labels = {
        str(subject): str(value)
        for subject, predicate, value, _ in schema_quads()
        if predicate == RDFS.label
    }
    for loaded in gathered.inputs:
        labels.update((str(source.iri), source.title) for source in loaded.sources)
        labels.update((str(entity.iri), entity.label) for entity in loaded.entities)
    labels.update((str(entity.iri), entity.label) for entity in gathered.made)
    return labels


def _of_input(loaded: LoadedInput, labels: dict[str, str], unlinked: Sequence[Unlinked]) -> Preview:
    missing = {(each.kind, name) for each in loaded.names for name in each.unlinked}
    return Preview(
        loaded.name,
        loaded.load.loader,
        loaded.read,
        loaded.taken,
        loaded.out_of_scope,
        tuple(_in_words(claim, labels) for claim in dict.fromkeys(loaded.claims)),
        tuple(sorted(loaded.rejected)),
        tuple(each for each in unlinked if (each.kind, each.text) in missing),
    )


def _in_words(claim: Claim, labels: dict[str, str]) -> str:
    cancers = [q.value for q in claim.qualifiers if q.predicate == _IN_CANCER]
    said = sentence(
        Saying(
            _text(claim.subject, labels),
            claim.predicate,
            labels[schema(claim.predicate)],
            _text(claim.object, labels),
            claim.polarity.value,
            claim.hedge,
            claim.attribution,
            " or ".join(_text(cancer, labels) for cancer in cancers),
            tuple(_narrowed(claim, labels)),
        )
    )
    return f"{said} [{'; '.join(_behind(claim, labels))}]"


def _narrowed(claim: Claim, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    for each in claim.qualifiers:
        if each.predicate not in {_IN_CANCER, _INTERNAL}:
            yield labels[schema(each.predicate)], _text(each.value, labels)


def _behind(claim: Claim, labels: dict[str, str]) -> Iterator[str]:
    """Say what the claim rests on: its record or quote, level and sources."""
    if claim.quote:
        quote = " ".join(claim.quote.exact.split())
        yield f"\N{LEFT DOUBLE QUOTATION MARK}{quote}\N{RIGHT DOUBLE QUOTATION MARK}"
    elif claim.record:
        yield claim.record
    if claim.level:
        yield f"{claim.scheme} {claim.level}"
    yield ", ".join(_text(source, labels) for source in claim.sources) or "no source"
    if claim.note:
        yield claim.note


def _text(value: object, labels: dict[str, str]) -> str:
    if isinstance(value, URIRef):
        return labels.get(str(value)) or curie_of(value)
    return str(value) if isinstance(value, Literal) else repr(value)
