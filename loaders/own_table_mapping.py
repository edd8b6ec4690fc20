"""What a table of one's own says, as its mapping file has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from her2kg.ontology.model import Polarity, Source

__all__ = [
    "ClaimRule",
    "Condition",
    "Direction",
    "Field",
    "Qualification",
    "SourceColumn",
    "TableMapping",
    "Target",
    "Thing",
    "Values",
]


@dataclass(frozen=True, slots=True)
class Field:
    """A text that stands in a column, or is the same in every row.

    Attributes:
        column: name of the column, or empty.
        value: the text of every row where there is no column; empty when nothing is said.
    """

    column: str = ""
    value: str = ""

    def of(self, cells: Mapping[str, str]) -> str:
        """Return the text in a row; empty where the cell is."""
        return cells[self.column] if self.column else self.value

    @property
    def place(self) -> str:
        """Where the text stands, for messages."""
        return f"column {self.column!r}" if self.column else f"value {self.value!r}"


@dataclass(frozen=True, slots=True)
class Thing:
    """Things that a cell names.

    Attributes:
        name: where the name stands.
        kind: class of the thing, a value of ``namespaces.KINDS``.
        separator: what stands between several names; empty for one.
        identifier: where its public identifier stands, if anywhere.
        prefix: public prefix of identifiers that are written without one, or empty. Without
            ``identifier``, the name itself is the identifier.
    """

    name: Field
    kind: str
    separator: str = ""
    identifier: Field = Field()
    prefix: str = ""

    @property
    def columns(self) -> Iterator[str]:
        """The columns that it is read from."""
        yield from filter(None, (self.name.column, self.identifier.column))


@dataclass(frozen=True, slots=True)
class Values:
    """Values that a cell holds.

    Attributes:
        text: where they stand.
        datatype: what they are, one of ``curated_schema.LITERALS``.
        separator: what stands between several values; empty for one.
    """

    text: Field
    datatype: str = "text"
    separator: str = ""

    @property
    def columns(self) -> Iterator[str]:
        """The columns that they are read from."""
        yield from filter(None, (self.text.column,))


Target = Thing | Values
"""What a property leads to."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether a row supports what it says, refutes it, or saw no effect.

    Attributes:
        column: where the word for it stands; empty when every row says the same.
        words: what each word means, case folded; without a column, of the empty word alone.
    """

    column: str
    words: Mapping[str, Polarity]


@dataclass(frozen=True, slots=True)
class Qualification:
    """Something that narrows a claim.

    Attributes:
        predicate: local name of the property.
        target: what it is narrowed to.
        identifying: whether claims that differ in it speak of different facts.
    """

    predicate: str
    target: Target
    identifying: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows a rule is for.

    Attributes:
        column: the column that decides.
        words: the cells that are meant, case folded.
    """

    column: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """The claims that each row makes with one property.

    Attributes:
        name: its name within the mapping, part of the record of its claims.
        subject: what they are about.
        predicate: local name of the property.
        label: label of the property.
        object: what is said.
        polarity: for or against.
        when: which rows it is for; None for all.
        hedge: words that weaken it.
        level: evidence level, as the table gives it.
        scheme: whose scale the level is on.
        valid_from: first day on which it holds.
        note: remark.
        qualifiers: what narrows it.
    """

    name: str
    subject: Thing
    predicate: str
    label: str
    object: Target
    polarity: Direction
    when: Condition | None = None
    hedge: Field = Field()
    level: Field = Field()
    scheme: Field = Field()
    valid_from: Field = Field()
    note: Field = Field()
    qualifiers: tuple[Qualification, ...] = ()

    @property
    def columns(self) -> Iterator[str]:
        """The columns that it is read from."""
        yield from self.subject.columns
        yield from self.object.columns
        yield self.polarity.column
        yield self.when.column if self.when else ""
        for each in (self.hedge, self.level, self.scheme, self.valid_from, self.note):
            yield each.column
        for qualifier in self.qualifiers:
            yield from qualifier.target.columns


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """Where a row names its sources.

    Attributes:
        column: the column.
        separator: what stands between several sources; empty for one.
        prefix: public prefix of identifiers that are written without one, or empty.
    """

    column: str
    separator: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A whole mapping file, checked against the ontology.

    Attributes:
        file: name of the file.
        name: short name of the table, part of the names of its graph and claims.
        title: what it is, in a few words.
        licence: SPDX id or plain words.
        claims: what each row says.
        homepage: where the table is published, or empty.
        delimiter: what stands between its cells; empty when the header shows it.
        record: column with the id of a row, or empty.
        statement: column with the words behind a row, or empty.
        sources: where a row names its sources, or None.
        source: what rows rest on that name none, or None.
        skip_when: cells that count as empty, case folded.
    """

    file: str
    name: str
    title: str
    licence: str
    claims: tuple[ClaimRule, ...]
    homepage: str = ""
    delimiter: str = ""
    record: str = ""
    statement: str = ""
    sources: SourceColumn | None = None
    source: Source | None = None
    skip_when: frozenset[str] = frozenset()

    @property
    def conditions(self) -> Mapping[str, frozenset[str]]:
        """The columns that decide which rules hold, and the words that any rule knows."""
        found: dict[str, frozenset[str]] = {}
        for rule in self.claims:
            if rule.when:
                known = found.get(rule.when.column, frozenset())
                found[rule.when.column] = known | rule.when.words
        return found

    @property
    def columns(self) -> list[str]:
        """The columns that are read, sorted."""
        named = {self.record, self.statement, self.sources.column if self.sources else ""}
        return sorted({*named, *(c for rule in self.claims for c in rule.columns)} - {""})
