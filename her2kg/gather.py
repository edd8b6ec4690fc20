"""From files to records: which loader reads what, and how names become nodes."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeVar

from rdflib import Literal, URIRef

from her2kg.errors import InputError
from her2kg.loaders.article import ArticleLoader, embedded_article
from her2kg.loaders.base import Loader, Material, OutOfScope, Rejection, Taken, TooLargeError
from her2kg.loaders.civic import Scope
from her2kg.loaders.curated import CuratedLoader, curated_material
from her2kg.loaders.linked_names import LinkedNames, tally
from her2kg.loaders.linker import Linker, Unlinked
from her2kg.loaders.merging import merged
from her2kg.loaders.own_table import OwnTableLoader
from her2kg.loaders.own_table_reading import read_mapping
from her2kg.loaders.own_table_sections import MappingError
from her2kg.loaders.proposals import ProposalsLoader
from her2kg.loaders.reference import Reference, enriched
from her2kg.loaders.registry import PROSE, RELEASES, TABLES
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.ontology.model import Claim, Description, Entity, EvidenceItem, Load, Source
from her2kg.ontology.namespaces import mint
from her2kg.prose import read_prose

__all__ = ["Gathered", "LoadedInput", "Tick", "gather", "joint_hash", "scope_of_her2", "silent"]

Tick = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def silent(_what: str, _done: int, _of: int) -> None:
    """Take progress and say nothing."""


_HASH_SHOWN = 12


@dataclass(slots=True)
class LoadedInput:
    """Everything that one input says."""

    load: Load
    name: str
    entities: list[Entity] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    items: list[EvidenceItem] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    descriptions: list[Description] = field(default_factory=list)
    taken: int = 0
    out_of_scope: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    names: list[LinkedNames] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows or documents it has: each is taken, out of scope or rejected."""
        return self.taken + self.out_of_scope + sum(not row.partial for row in self.rejected)


@dataclass(slots=True)
class Gathered:
    """All inputs of a build, their names linked to nodes.

    Attributes:
        inputs: the embedded tables, then tables, then prose, each sorted by hash.
        made: nodes that were made because no entity bears their name.
        unlinked: the names behind those nodes.
    """

    inputs: list[LoadedInput]
    made: list[Entity]
    unlinked: list[Unlinked]


def gather(
    materials: Iterable[Material], *, everything: bool, tick: Tick, processes: int = 1
) -> Gathered:
    """Load the embedded material and some files, and link their names.

    Args:
        materials: files of the user, in any order; one given twice is read once.
        everything: also take what does not concern HER2.
        tick: told of the progress.
        processes: how many may read texts side by side; the result is the same.

    Returns:
        The records of all inputs; the order of the files makes no difference.

    Raises:
        BuildError: memory ran out, or a process was ended from outside.
        InputError: no loader knows the kind of a file,
            or a file of a known kind has not one sound row.
    """
    curated = _load_curated()
    scope = _scope(curated, everything=everything)
    chosen = [(_choose(material, scope), material) for material in _distinct(materials)]
    _one_release_each(chosen)
    tables = [curated, *(_load_table(loader, files) for loader, files in _together(chosen))]
    reference = Reference(each for table in tables for each in table.descriptions)
    linker = Linker((entity for table in tables for entity in table.entities), reference)
    linker.settle(record for table in tables for record in _named(table))
    if everything:
        linker.take(each for table in tables for each in table.descriptions)
    for table in tables:
        table.names = tally(linker, _named(table))
        table.claims = [linker.link(claim) for claim in table.claims]
        table.items = [linker.link_evidence(item) for item in table.items]
    prose = [embedded_article(), *(m for loader, m in chosen if loader is None)]
    entities = [entity for table in tables for entity in table.entities] + linker.made
    # Aliases of reference sources are too short and too many to be looked for in prose.
    lexicon = Lexicon.from_entities(merged(entities))
    _enrich(tables, linker.made, reference)
    documents = _read_texts(_distinct(prose), lexicon, tick, processes)
    return Gathered([*tables, *documents], linker.made, linker.unlinked)


_Chosen = list[tuple[Loader | None, Material]]


def _one_release_each(chosen: _Chosen) -> None:
    """Refuse two releases of the same records: the older would contradict the newer.

    Raises:
        InputError: two files are releases of one source.
    """
    taken: dict[str, str] = {}
    for loader, material in chosen:
        if loader and (loader.name in RELEASES or material.mapping):
            if loader.name in taken:
                raise InputError(
                    f"{taken[loader.name]} and {material.name} are releases of the same records "
                    f"({loader.title}): build with one of them"
                )
            taken[loader.name] = material.name


def _together(chosen: _Chosen) -> list[tuple[Loader, list[Material]]]:
    """Put the files of one archive that one loader reads into one input; sorted by hash."""
    inputs: dict[tuple[str, str], tuple[Loader, list[Material]]] = {}
    for loader, material in chosen:
        if loader:
            key = loader.name, material.archive or material.sha256
            inputs.setdefault(key, (loader, []))[1].append(material)
    return sorted(inputs.values(), key=lambda each: joint_hash([m.sha256 for m in each[1]]))


def _load_table(loader: Loader, files: list[Material]) -> LoadedInput:
    name = files[0].archive or files[0].name
    return _load(loader, files, loader.name, name)


def _enrich(tables: list[LoadedInput], made: list[Entity], reference: Reference) -> None:
    """Take from reference sources what they say of the things that the graph speaks of."""
    entities = [*(entity for table in tables for entity in table.entities), *made]
    for table in tables:
        if table.descriptions:
            source = table.load.loader
            added = list(enriched(entities, reference, source, table.descriptions))
            table.entities += added
            table.taken += len(added)
            table.out_of_scope += len(table.descriptions) - len(added)


def _named(loaded: LoadedInput) -> list[Claim | EvidenceItem]:
    return [*loaded.claims, *loaded.items]


def _distinct(materials: Iterable[Material]) -> list[Material]:
    return [m for _, m in sorted({m.sha256: m for m in materials}.items())]


def _load_curated() -> LoadedInput:
    loader = CuratedLoader()
    return _load(loader, curated_material(), loader.name, loader.title)


def scope_of_her2() -> Scope:
    """Return what concerns HER2, as the curated tables say it."""
    return _scope(_load_curated(), everything=False)


def _scope(curated: LoadedInput, *, everything: bool) -> Scope:
    """Take from the curated tables which drugs and cancers concern HER2."""
    her2 = URIRef(mint("Protein", "HER2"))
    drugs = {c.subject for c in curated.claims if c.predicate == "targets" and c.object == her2}
    defined = {
        c.subject
        for c in curated.claims
        if c.predicate == "hasAlteration" and c.object == Literal("defining")
    }
    names = (n for e in curated.entities if e.iri in drugs for n in (e.label, *e.synonyms))
    diseases = (i for e in curated.entities if e.iri in defined for i in e.identifiers)
    return Scope(names, diseases, everything=everything)


def _choose(material: Material, scope: Scope) -> Loader | None:
    """Pick the loader of tables for a file, or none for prose.

    Raises:
        InputError: it is neither.
    """
    if material.mapping:
        return _own_table(material)
    head = material.head
    for table in TABLES:
        loader = table(scope)
        if loader.recognises(head):
            return loader
    empty = Lexicon.from_entities(())
    if any(reader(empty).recognises(head) for reader in PROSE):
        return None
    known = ", ".join(sorted({make(scope).title for make in TABLES}))
    raise InputError(
        f"{material.name} is of no known kind: give an article (PubMed XML, JATS, NBIB, HTML, PDF, "
        f"Markdown, text), a table with a mapping file beside it, or one of these: {known}"
    )


def _own_table(material: Material) -> Loader:
    """Make the loader of a table that comes with a mapping.

    Raises:
        InputError: the mapping cannot be used.
    """
    try:
        return OwnTableLoader(read_mapping(material.mapping, f"the mapping of {material.name}"))
    except MappingError as error:
        raise InputError(str(error)) from None


def _read_texts(
    materials: list[Material], lexicon: Lexicon, tick: Tick, processes: int
) -> list[LoadedInput]:
    """Read prose, and what was proposed of prose, each file into a graph of its own."""
    stored = ProposalsLoader(lexicon)
    articles: list[Material] = []
    documents: list[LoadedInput] = []
    for material in materials:
        if stored.recognises(material.head):
            documents.append(_load(stored, [material], _graph(stored, material), material.name))
        else:
            articles.append(material)
    documents += _read_prose(articles, lexicon, tick, processes)
    return sorted(documents, key=lambda loaded: loaded.load.sha256)


def _graph(loader: Loader, material: Material) -> str:
    return f"{loader.name}-{material.sha256[:_HASH_SHOWN]}"


def _read_prose(
    materials: list[Material], lexicon: Lexicon, tick: Tick, processes: int
) -> list[LoadedInput]:
    loader = ArticleLoader(lexicon)
    documents = [
        _begun(loader, [material], _graph(loader, material), material.name)
        for material in materials
    ]
    with closing(read_prose(materials, lexicon, tick, processes)) as records:
        for number, record in _in_memory(records):
            _sort_in(documents[number], record)
    for loaded in documents:
        _refuse_unsound(loaded)
    return documents


def _load(loader: Loader, materials: list[Material], graph: str, name: str) -> LoadedInput:
    loaded = _begun(loader, materials, graph, name)
    for record in _in_memory(record for material in materials for record in loader.load(material)):
        _sort_in(loaded, record)
    _refuse_unsound(loaded)
    return loaded


def _begun(loader: Loader, materials: list[Material], graph: str, name: str) -> LoadedInput:
    sha256 = joint_hash([material.sha256 for material in materials])
    load = Load(loader.name, loader.version, sha256, graph, loader.title, loader.licence)
    return LoadedInput(load, name)


T = TypeVar("T")


def _in_memory(records: Iterable[T]) -> Iterator[T]:
    """Yield records as long as memory can hold what they are read from.

    Raises:
        InputError: a file, or a line of it, is too large.
    """
    try:
        yield from records
    except TooLargeError as error:
        raise InputError(str(error)) from None


def _refuse_unsound(loaded: LoadedInput) -> None:
    """Refuse an input of which nothing can be read.

    Raises:
        InputError: it has rejections alone.
    """
    if loaded.rejected and not (
        loaded.claims or loaded.entities or loaded.descriptions or loaded.out_of_scope
    ):
        first = min(loaded.rejected)
        raise InputError(f"{first.file}, line {first.line}: {first.reason}; nothing was loaded")


def joint_hash(hashes: list[str]) -> str:
    """Return the hash of an input that has several files, whatever their order."""
    if len(hashes) == 1:
        return hashes[0]
    return hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


def _sort_in(loaded: LoadedInput, record: object) -> None:
    match record:
        case Entity():
            loaded.entities.append(record)
        case Description():
            loaded.descriptions.append(record)
        case Source():
            loaded.sources.append(record)
        case EvidenceItem():
            loaded.items.append(record)
        case Claim():
            loaded.claims.append(record)
        case Taken():
            loaded.taken += 1
        case OutOfScope():
            loaded.out_of_scope += 1
        case Rejection():
            loaded.rejected.append(record)
