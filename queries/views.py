"""What is shown of an entity, of a claim and of its sources."""

from dataclasses import dataclass
from datetime import date

from her2kg.queries.valid_time import validity

__all__ = ["ClaimView", "EntityView", "Section", "SourceView"]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as a list of references shows it.

    Attributes:
        iri: its IRI in the graph.
        kind: local name of its class, e.g. ``Publication``.
        title: its title.
        url: the publisher's page, or empty.
        identifier: its CURIE elsewhere, or empty.
        licence: its licence, or empty.
        issued: when it was published, as far as known, or empty.
    """

    iri: str
    kind: str
    title: str
    url: str
    identifier: str
    licence: str
    issued: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """A thing as a page about it shows it.

    Attributes:
        iri: its IRI.
        curie: the same, shortened.
        kind: local name of its class.
        kind_label: its class in plain English.
        label: its name.
        synonyms: other names, sorted.
        definition: one sentence, or empty.
        identifiers: CURIE and address of the same thing elsewhere, sorted.
        near_identifiers: relation (``close``, ``wider`` or ``narrower``), CURIE and address of
            things elsewhere that are not quite the same, sorted.
    """

    iri: str
    curie: str
    kind: str
    kind_label: str
    label: str
    synonyms: tuple[str, ...]
    definition: str
    identifiers: tuple[tuple[str, str], ...]
    near_identifiers: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that is needed to judge it; fields that do not apply are empty.

    Attributes:
        iri: its IRI.
        sentence: what it says, in plain English.
        subject: IRI of what it is about.
        subject_label: the label of that.
        predicate: local name of the property.
        predicate_label: the label of the property.
        object: IRI of what is said, or empty for a literal.
        object_label: label of the object, or the literal's text.
        polarity: ``supports``, ``refutes`` or ``nullResult``.
        verification: ``verified``, ``unverified`` or ``asPublished``.
        hedge: hedging words.
        attribution: whom the text names as its authority.
        level: evidence level as the source gives it.
        scheme: whose scale that is.
        statement: the sentence or row behind it.
        quote: the exact words in the document.
        quote_prefix: the characters before them.
        quote_suffix: the characters after them.
        record: the record it stands in.
        sources: what it rests on, sorted by title.
        load_title: title of the input that it came from.
        load_hash: SHA-256 of that input: its version, exactly.
        licence: licence of the claim, or of its input.
        confidence: of the reader of text, 0 to 1; None otherwise.
        proposed: whether a model proposed it, so that it counts for nothing.
        disputed: whether sources disagree on its fact.
        note: remark of the curator or of the reader of text.
        valid_from: first day on which it holds.
        valid_until: first day on which it no longer holds.
        qualifiers: label and text of what narrows it, sorted.
    """

    iri: str
    sentence: str
    subject: str
    subject_label: str
    predicate: str
    predicate_label: str
    object: str
    object_label: str
    polarity: str
    verification: str
    hedge: str
    attribution: str
    level: str
    scheme: str
    statement: str
    quote: str
    quote_prefix: str
    quote_suffix: str
    record: str
    sources: tuple[SourceView, ...]
    load_title: str
    load_hash: str
    licence: str
    confidence: float | None
    proposed: bool
    disputed: bool
    note: str
    valid_from: str
    valid_until: str
    qualifiers: tuple[tuple[str, str], ...]

    def validity(self, now: date, *, undated: bool) -> str:
        """Say when the claim held, seen from a day.

        Args:
            now: the day from which it is seen.
            undated: whether to say so where no date is known.
        """
        return validity(self.valid_from, self.valid_until, now) or ("undated" if undated else "")

    @property
    def unsourced(self) -> str:
        """What to say where no primary source is named; empty where one is."""
        if self.sources:
            return ""
        seen = "checked on a secondary page, " if self.verification == "verified" else ""
        return f"{seen}primary source not known"


@dataclass(frozen=True, slots=True)
class Section:
    """Claims that belong together, under a heading.

    Attributes:
        title: the heading.
        claims: the claims, in a fixed order.
    """

    title: str
    claims: tuple[ClaimView, ...]
