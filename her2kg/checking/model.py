"""What a check finds: a verdict on each claim of each sentence, with the evidence behind it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Check",
    "CheckedDocument",
    "CheckedSentence",
    "Evidence",
    "Finding",
    "Reference",
    "Role",
    "Verdict",
]


class Verdict(StrEnum):
    """What the graph makes of a claim; those that an author must look at first stand first."""

    CONTRADICTED = "contradicted"
    DISPUTED = "disputed"
    OUT_OF_DATE = "out of date"
    IMPRECISE = "imprecise"
    UNKNOWN = "unknown"
    ONLY_TEXTS = "only in texts"
    SUPPORTED = "supported"


class Role(StrEnum):
    """How a statement of the graph bears on a claim."""

    FOR = "for"
    AGAINST = "against"
    FORMER = "former"
    BETTER = "better"
    NEARBY = "nearby"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source to look at.

    Attributes:
        title: its title.
        url: its page, or empty.
    """

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement of the graph that bears on a claim.

    Attributes:
        role: how it bears on it.
        says: the statement in English.
        scope: where it speaks of something wider or narrower than the claim; else empty.
        read: whether a program read it from a text, rather than a table or database stating it.
        checked: ``verified``, ``in part verified``, ``unverified``, ``as published``, or ``read
            by a program``.
        origin: input and record that it stands in, or CURIE of the record.
        words: exact words of a text; empty for tables.
        note: remark of the curator, or empty.
        sources: where to read it.
    """

    role: Role
    says: str
    scope: str
    read: bool
    checked: str
    origin: str
    words: str
    note: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim of the document, and what the graph makes of it.

    Attributes:
        says: the claim as the reader understood it, in English.
        subject: CURIE of what it is about.
        predicate: local name of its property.
        object: CURIE of what is said.
        polarity: ``supports``, ``refutes`` or ``nullResult``.
        confidence: of the reader, 0 to 1.
        quote: the words of the document.
        start: offset of their first character in the text of the document.
        end: offset behind their last character.
        verdict: what the graph makes of it.
        why: the same in a sentence.
        evidence: what it rests on, the weightiest of each role first.
    """

    says: str
    subject: str
    predicate: str
    object: str
    polarity: str
    confidence: float
    quote: str
    start: int
    end: int
    verdict: Verdict
    why: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the document; without findings when no claim was read in it.

    Attributes:
        text: the sentence.
        start: offset of its first character in the text of the document.
        end: offset behind its last character.
        heading: whether it is a heading.
        findings: its claims.
    """

    text: str
    start: int
    end: int
    heading: bool
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict | None:
        """The verdict of its claims that needs most attention; None without claims."""
        order = list(Verdict)
        return min((each.verdict for each in self.findings), key=order.index, default=None)


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document with its sentences.

    Attributes:
        title: what it is called.
        text: the text in which offsets count.
        sentences: all of them, in order.
    """

    title: str
    text: str
    sentences: tuple[CheckedSentence, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of a file found.

    Attributes:
        file: name of the file.
        day: the day from which approvals and rules are seen, ``YYYY-MM-DD``; empty for a graph
            without a date.
        documents: what it holds.
        notes: what of it could not be read, each one line.
    """

    file: str
    day: str
    documents: tuple[CheckedDocument, ...]
    notes: tuple[str, ...]

    @property
    def sentences(self) -> list[CheckedSentence]:
        """All sentences of all documents, without headings."""
        return [each for doc in self.documents for each in doc.sentences if not each.heading]

    def claims(self) -> dict[Verdict, int]:
        """Count the claims by verdict."""
        return self._counted(each.verdict for one in self.sentences for each in one.findings)

    def verdicts(self) -> dict[Verdict, int]:
        """Count the sentences with a claim by verdict."""
        return self._counted(one.verdict for one in self.sentences if one.verdict)

    @staticmethod
    def _counted(verdicts: Iterable[Verdict]) -> dict[Verdict, int]:
        found = Counter(verdicts)
        return {verdict: found[verdict] for verdict in Verdict if found[verdict]}
