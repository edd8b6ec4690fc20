"""The names that the reader looks for, and the mentions that it finds."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import URIRef

from her2kg.gather import gather, silent
from her2kg.loaders.linker import Linker
from her2kg.loaders.merging import merged
from her2kg.loaders.text.criteria import with_criteria
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.local_names import LOCAL_NAMES, local_mentions
from her2kg.loaders.text.losses import lost_treatment
from her2kg.loaders.text.mentions import Mention, find_mentions
from her2kg.loaders.text.reading import Reading
from her2kg.loaders.text.scores import with_scores
from her2kg.loaders.text.sentences import Sentence, split_sentences
from her2kg.material import read_materials
from her2kg.ontology.model import Entity

__all__ = [
    "Names",
    "flat",
    "graph_entities",
    "graph_names",
    "label_of",
    "label_of_words",
    "mentions_of",
]


@dataclass(frozen=True, slots=True)
class Names:
    """What a graph speaks of.

    Attributes:
        lexicon: its names, as a build hands them to the reader.
        linker: finds the node of a name that the gold writes.
    """

    lexicon: Lexicon
    linker: Linker = field(repr=False)

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> "Names":
        """Take the names of entities."""
        known = tuple(merged(entities))
        lexicon = Lexicon.from_entities(known)
        return cls(lexicon, Linker([*known, *lexicon.concepts.values()]))


def graph_entities(files: Sequence[Path] = ()) -> list[Entity]:
    """Return the entities of the graph of the curated tables, and of whole vocabularies.

    CIViC is never among the files: its rows are the gold of a measure.

    Args:
        files: vocabularies, taken whole.
    """
    materials = [material for file in files for material in read_materials(file)]
    gathered = gather(materials, everything=bool(files), tick=silent)
    tables = [loaded for loaded in gathered.inputs if loaded.load.loader != "article"]
    entities = [entity for loaded in tables for entity in loaded.entities]
    return [*entities, *gathered.made]


def graph_names(files: Sequence[Path] = ()) -> Names:
    """Return the names of those entities.

    Args:
        files: vocabularies, taken whole.
    """
    return Names.of(graph_entities(files))


def mentions_of(text: str, lexicon: Lexicon) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Yield each sentence with the names in it, as the reader sees them before any pattern."""
    hits = lexicon.find(text)
    starts = [hit.start for hit in hits]
    for sentence in split_sentences(text):
        bounds = (sentence.start, sentence.end)
        first, last = (bisect_left(starts, bound) for bound in bounds)
        inside = [hit for hit in hits[first:last] if hit.end <= sentence.end]
        yield sentence, find_mentions(text, inside, bounds, lexicon) if inside else []


def flat(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions with those inside of them that are of another class.

    "HER2-positive breast cancer" names a status too, "trastuzumab emtansine" no second drug.
    """
    for mention in mentions:
        yield mention
        yield from (part for part in flat(mention.parts) if part.kind != mention.kind)


def label_of(node: object, reading: Reading, lexicon: Lexicon) -> str:
    """Return the label of a node that a claim names, or its words where it is a literal."""
    if not isinstance(node, URIRef):
        return str(node)
    return reading.labels.get(node) or lexicon.labels.get(node) or str(node)


def label_of_words(words: str, lexicon: Lexicon) -> str:
    """Return the label of the one thing that words as a whole name, or an empty text.

    Names that count for some relations only are names here: "node-positive disease" names what
    the reader calls lymph node involvement wherever it takes it for a name.
    """
    entry = lexicon.lookup(words)
    if entry:
        return entry.label
    bounds = (0, len(words))
    named = find_mentions(words, lexicon.find(words), bounds, lexicon)
    scored = with_criteria(with_scores(named, words, bounds, lexicon), words, bounds)
    local = (one for names in LOCAL_NAMES for one in local_mentions(names, words, bounds, lexicon))
    lost = filter(None, (lost_treatment(words, one) for one in named))
    whole = [one for one in (*scored, *local, *lost) if (one.start, one.end) == bounds]
    return whole[0].label if whole else ""
