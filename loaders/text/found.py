"""One statement that a pattern finds in a sentence."""

from dataclasses import dataclass, replace

from her2kg.loaders.text.assertion import Assertion
from her2kg.loaders.text.mentions import Mention
from her2kg.loaders.text.patterns import Pattern
from her2kg.loaders.text.sentences import Sentence

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """One statement found in a sentence, before it becomes a claim.

    Attributes:
        subject: the subject.
        object: the object.
        context: what narrows it, or None.
        pattern: the pattern that found it.
        assertion: what the words around it make of it.
        confidence: how sure it is, 0 to 1, if only its words were familiar.
        strange: words of the sentence, and of those that speak of it, that are on no list.
        span: start and end in the document.
        words: start and end, in the masked sentence, of the words that say it.
        antecedents: start of the sentence and of the words that its pronouns point back to.
        subject_at: offset of the subject in the masked sentence, 0 where it has no words.
        object_at: that of the object, or of the match.
        value: the amount said of the object, or empty.
    """

    subject: Mention
    object: Mention
    context: Mention | None
    pattern: Pattern
    assertion: Assertion
    confidence: float
    strange: tuple[str, ...]
    span: tuple[int, int]
    words: tuple[int, int]
    antecedents: tuple[tuple[int, int], ...]
    subject_at: int
    object_at: int
    value: str

    @property
    def spelt_out(self) -> tuple[int, int]:
        """Start and end of what to quote: what a pronoun points back to is part of it."""
        return min([self.span[0], *(at for _, at in self.antecedents)]), self.span[1]

    def quoted(self, sentence: Sentence) -> Sentence:
        """Return the sentence, and those before it back to the one that it points back to."""
        return replace(sentence, start=min([sentence.start, *(at for at, _ in self.antecedents)]))

    @property
    def ends(self) -> tuple[str, str]:
        """What the statement joins."""
        return self.subject.iri, self.object.iri

    def is_told_by(self, other: "Found") -> bool:
        """Tell whether another pattern read the same words, of both names or of one of them.

        Of one pattern only the same names count: its other statements are items of a list.
        """
        overlapping = self.words[0] < other.words[1] and other.words[0] < self.words[1]
        same = self.ends == other.ends
        shared = self.subject.iri == other.subject.iri or self.object.iri == other.object.iri
        elsewhere = self.pattern.id != other.pattern.id
        alike = shared and elsewhere and self.pattern.predicate == other.pattern.predicate
        return overlapping and (same or alike)

    @property
    def has_direction(self) -> bool:
        """Whether it says that an outcome became better or worse."""
        return self.pattern.predicate in {"improves", "worsens"}

    @property
    def triple(self) -> tuple[str, str, str]:
        """Identity of the statement within its sentence."""
        return self.subject.iri, self.pattern.predicate, self.object.iri
