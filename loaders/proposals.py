"""Proposals of a language model that a person chose to add, each checked again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from her2kg.loaders.base import Material, Record, Rejection, Taken
from her2kg.loaders.proposing.claims import claim_of, entities_of, source_of
from her2kg.loaders.proposing.judging import Judged, judge
from her2kg.loaders.proposing.naming import NamedSentence, named_sentence
from her2kg.loaders.proposing.proposal import Reason, Refused
from her2kg.loaders.proposing.stored import (
    Kept,
    KeptProposal,
    documents_of,
    is_proposals,
    kept_proposal,
    model_of,
)
from her2kg.loaders.text.data import rules_sha256
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.quotes import OrdinalCounter
from her2kg.ontology.model import Source
from her2kg.ontology.namespaces import curie_of

__all__ = ["ProposalsLoader"]

_EXCERPT = 80


class ProposalsLoader:
    """Reads what a model proposed: predictions that count for nothing and are shown as such.

    Attributes:
        name: short name, also that of its graph.
        version: changes with the code and with every table of patterns, cues and words.
        licence: what is known of the licence when the document itself is silent.
        homepage: empty, for proposals are made by ``her2kg propose``.
        title: what it is, in a few words.
    """

    name: str = "proposals"
    licence: str = "as stated by the document"
    homepage: str = ""
    title: str = "Proposals of a language model"

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the names to look for.

        Args:
            lexicon: names of all entities that the graph knows.
        """
        self._lexicon = lexicon
        self.version: str = f"1-{rules_sha256()[:8]}"

    def recognises(self, head: str) -> bool:
        """Say whether a file holds proposals."""
        return is_proposals(head)

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the accepted proposals of a file; those that fail a check now are rejected.

        Args:
            material: the file, as ``her2kg propose`` writes it.

        Yields:
            For each document its Source, and for each proposal the Entities that it names, its
            Claim and that it was taken, or a Rejection.
        """
        text = material.text
        try:
            model = model_of(text)
        except ValueError as error:
            yield Rejection(material.name, 1, f"it is no sound file of proposals: {error}")
            return
        ordinals = OrdinalCounter()
        for line, kept in documents_of(text):
            if isinstance(kept, str):
                yield Rejection(material.name, line, kept)
                continue
            try:
                document = _Document(kept, source_of(kept), self._lexicon, ordinals)
            except ValueError as error:
                yield Rejection(material.name, line, str(error), kept.title[:_EXCERPT])
                continue
            yield document.source
            for item in kept.accepted:
                yield from _records(document, item, model, (material.name, line))


@dataclass(slots=True)
class _Document:
    """A document, with its sentences by number."""

    kept: Kept
    source: Source
    lexicon: Lexicon
    ordinals: OrdinalCounter
    sentences: dict[int, NamedSentence] = field(init=False)
    numbers: dict[int, int] = field(init=False)
    starts: dict[int, int] = field(init=False)
    said: set[tuple[object, ...]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        every = self.kept.sentences
        self.sentences = {each.number: named_sentence(each.text, self.lexicon) for each in every}
        self.numbers = {each.number: self.ordinals.number(each.text) for each in every}
        self.starts = {each.number: each.start for each in every}

    def judged(self, kept: KeptProposal) -> Judged:
        """Judge a proposal once more.

        Raises:
            ValueError: it does not pass, names another thing than before, or says it again.
        """
        proposal = kept.proposal
        sentence = self.sentences.get(proposal.sentence)
        if sentence is None:
            raise Refused(Reason.NO_SENTENCE, str(proposal.sentence))
        found = judge(proposal, sentence, self.lexicon)
        for was, mention in ((kept.subject_is, found.subject), (kept.object_is, found.object)):
            if was != curie_of(mention.iri):
                raise ValueError(f"{was} was accepted, and the words name {curie_of(mention.iri)}")
        key = (proposal.sentence, *found.triple)
        if key in self.said:
            raise Refused(Reason.AGAIN)
        self.said.add(key)
        return found


def _records(
    document: _Document, item: object, model: str, place: tuple[str, int]
) -> Iterator[Record]:
    try:
        kept = kept_proposal(item)
        judged = document.judged(kept)
    except ValueError as error:
        yield Rejection(*place, str(error), ascii(item)[:_EXCERPT])
        return
    yield from entities_of(judged, document.lexicon)
    number = kept.proposal.sentence
    yield claim_of(
        judged,
        document.sentences[number].text,
        document.starts[number],
        document.numbers[number],
        source=document.source,
        model=model,
    )
    yield Taken(*place)
