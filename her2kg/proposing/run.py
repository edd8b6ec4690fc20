"""Asking about every document, and sorting what is proposed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from her2kg.gather import Tick
from her2kg.loaders.proposing.judging import Judged, judge
from her2kg.loaders.proposing.proposal import Proposal, Reason, Refused, proposal_of
from her2kg.loaders.proposing.stored import KeptSentence
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.proposing.answers import UnusableError, items_of
from her2kg.proposing.client import Answer
from her2kg.proposing.preparing import Prepared, batches
from her2kg.proposing.prompt import question

__all__ = ["Ask", "Asked", "Proposed", "Run", "propose"]

Ask = Callable[[str], Answer]
"""Given numbered sentences, returns the answer of a model."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request and its answer.

    Attributes:
        sentences: numbers of the sentences.
        answer: the answer, as it came.
        failure: why nothing in it can be used, or empty.
    """

    sentences: tuple[int, ...]
    answer: Answer
    failure: str = ""


@dataclass(slots=True)
class Proposed:
    """A document with what was proposed of it.

    Attributes:
        document: the document.
        accepted: what passed every check.
        known: what passed, and patterns read in the document already.
        refused: what did not pass, as the model wrote it, and why.
        asked: the requests.
    """

    document: Prepared
    accepted: list[tuple[Proposal, Judged]] = field(default_factory=list)
    known: list[tuple[Proposal, Judged]] = field(default_factory=list)
    refused: list[tuple[object, Refused]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """What came of asking, as far as it went.

    Attributes:
        documents: those asked about, in order.
        requests: how many requests there are.
    """

    documents: list[Proposed] = field(default_factory=list)
    requests: int = 0

    @property
    def answered(self) -> int:
        """How many requests were answered."""
        return sum(len(each.asked) for each in self.documents)

    @property
    def accepted(self) -> int:
        """How many proposals were accepted."""
        return sum(len(each.accepted) for each in self.documents)

    @property
    def known(self) -> int:
        """How many proposals patterns read already."""
        return sum(len(each.known) for each in self.documents)

    @property
    def reasons(self) -> Counter[Reason]:
        """How many proposals were refused for which reason."""
        return Counter(why.reason for each in self.documents for _, why in each.refused)

    @property
    def failures(self) -> Counter[str]:
        """How many answers could not be used, and why."""
        return Counter(
            asked.failure for each in self.documents for asked in each.asked if asked.failure
        )


def propose(
    documents: Sequence[Prepared], ask: Ask, lexicon: Lexicon, run: Run, tick: Tick
) -> None:
    """Ask about documents, and put what comes into a run.

    Args:
        documents: the documents.
        ask: asks a model.
        lexicon: the names that the documents were prepared with.
        run: filled answer by answer, so that it holds what came when this is interrupted.
        tick: told of the progress.

    Raises:
        ProposeError: the model cannot be asked any more.
    """
    work = [(document, list(batches(document.kept.sentences))) for document in documents]
    run.requests = sum(len(parts) for _, parts in work)
    for document, parts in work:
        proposed = Proposed(document)
        run.documents.append(proposed)
        for part in parts:
            tick("Asking", run.answered, run.requests)
            _sort_in(proposed, part, ask(question(part)), lexicon)


def _sort_in(
    proposed: Proposed, part: Sequence[KeptSentence], answer: Answer, lexicon: Lexicon
) -> None:
    numbers = tuple(each.number for each in part)
    try:
        items = items_of(answer, len(part))
    except UnusableError as error:
        proposed.asked.append(Asked(numbers, answer, str(error)))
        return
    said: set[tuple[object, ...]] = set()
    for item in items:
        try:
            proposal, judged = _passed(proposed.document, item, numbers, lexicon, said)
        except Refused as why:
            proposed.refused.append((item, why))
            continue
        read = (*judged.triple, str(judged.assertion.polarity)) in proposed.document.known
        (proposed.known if read else proposed.accepted).append((proposal, judged))
    proposed.asked.append(Asked(numbers, answer))


def _passed(
    document: Prepared,
    item: object,
    numbers: Sequence[int],
    lexicon: Lexicon,
    said: set[tuple[object, ...]],
) -> tuple[Proposal, Judged]:
    """Read and judge a proposal, and remember what it says.

    Raises:
        Refused: it is malformed, of a sentence that was not shown, fails a check, or was said.
    """
    proposal = proposal_of(item)
    if proposal.sentence not in numbers:
        raise Refused(Reason.NO_SENTENCE, str(proposal.sentence))
    judged = judge(proposal, document.named[proposal.sentence], lexicon)
    key = (proposal.sentence, *judged.triple)
    if key in said:
        raise Refused(Reason.AGAIN)
    said.add(key)
    return proposal, judged
