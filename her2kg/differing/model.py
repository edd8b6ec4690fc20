"""What a comparison finds: records, facts, plain triples, names, counted and one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Difference",
    "FieldChange",
    "Nature",
    "RecordChange",
    "Renamed",
    "Status",
    "Tally",
    "VerdictChange",
]


class Status(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    FORM = "form"


class Nature(StrEnum):
    """What a difference in a field amounts to."""

    CHANGED = "changed"
    REWORDED = "reworded"
    RENAMED = "renamed"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record that differs.

    Attributes:
        field: what the field is called.
        nature: a change of value or words; the same thing under another name; or only of form
            (spelling, identifier, date of review).
        was: its values that only the old graph has.
        now: its values that only the new graph has.
        rank: 0 for what matters most.
    """

    field: str
    nature: Nature
    was: tuple[str, ...]
    now: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that differs.

    Attributes:
        loader: the source, by the name of its loader.
        kind: what it is: ``evidence item``, ``indication``, ``sentence`` …
        record: its id in the source; of a text, the sentence.
        status: new, changed, gone, or different in form only.
        about: the record in a few words.
        thing: the drug or other thing to list it under.
        level: evidence level as the source gives it, or empty.
        says: what it says, in English; empty where ``about`` says it all.
        fields: what differs, most important first; empty for what is new or gone.
        elsewhere: of what is new or gone, why it was not taken from the file of the other side,
            which has it as well; empty when that does not have it, None where nobody knows.
    """

    loader: str
    kind: str
    record: str
    status: Status
    about: str
    thing: str
    level: str
    says: tuple[str, ...]
    fields: tuple[FieldChange, ...] = ()
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The records of one kind of one source, counted.

    ``before + new - gone == after``, and ``before - gone == changed + form + same``.

    Attributes:
        loader: the source, by the name of its loader.
        kind: what they are.
        before: how many the old graph has.
        new: how many only the new graph has.
        gone: how many only the old graph has.
        after: how many the new graph has.
        changed: how many differ in what they say.
        form: how many differ in form only.
        same: how many do not differ.
    """

    loader: str
    kind: str
    before: int
    new: int
    gone: int
    after: int
    changed: int
    form: int
    same: int


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A fact on which the sources, taken together, say something else than before.

    Attributes:
        fact: its IRI.
        says: what it says, in English.
        was: ``supported``, ``refuted``, ``disputed``, ``null result``, or empty when absent.
        now: the same of the new graph.
        support: claims for it in the new graph.
        refute: claims against it in the new graph.
    """

    fact: str
    says: str
    was: str
    now: str
    support: int
    refute: int


@dataclass(frozen=True, slots=True, order=True)
class Renamed:
    """A thing that has another label.

    Attributes:
        kind: its class in words.
        iri: its IRI.
        was: the old label.
        now: the new one.
    """

    kind: str
    iri: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two graphs.

    Attributes:
        old: what the old graph is called.
        new: what the new graph is called.
        only: the one source that was compared, or empty for all.
        tallies: the records counted, by source and kind.
        records: those that differ.
        verdicts: facts whose verdict changed; empty when one source was asked for.
        triples_new: plain triples that appeared, in English; likewise.
        triples_gone: plain triples that vanished; likewise.
        renamed: things that have another label.
        unlinked_new: names that no entity bears and that the old graph did not have, each with
            its kind; None where a graph does not tell.
        unlinked_gone: those that are linked now, or no longer there.
        quads: by named graph, how many quads were added and removed.
    """

    old: str
    new: str
    only: str
    tallies: tuple[Tally, ...]
    records: tuple[RecordChange, ...]
    verdicts: tuple[VerdictChange, ...]
    triples_new: tuple[str, ...]
    triples_gone: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    unlinked_new: tuple[str, ...] | None
    unlinked_gone: tuple[str, ...] | None
    quads: Mapping[str, tuple[int, int]]
