"""What one row of a table of one's own says, as sources and claims."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import cast

from her2kg.loaders.own_table_cells import date_of, polarity_of, targets
from her2kg.loaders.own_table_mapping import ClaimRule, Qualification, TableMapping
from her2kg.loaders.own_table_sources import sources_of
from her2kg.loaders.own_table_text import folded, tidy, unprintable
from her2kg.ontology.model import Claim, Name, Qualifier, Source, Verification

__all__ = ["RowRecords", "read_row"]

_HASH = 12


@dataclass(frozen=True, slots=True)
class RowRecords:
    """What one row says.

    Attributes:
        id: what tells it from the other rows, however many are put before it.
        sources: what it rests on.
        claims: what it claims.
        faults: why some of its claims could not be made, one sentence each.
    """

    id: str
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    faults: tuple[str, ...]


def read_row(mapping: TableMapping, cells: Mapping[str, str]) -> RowRecords:
    """Read a row.

    Args:
        mapping: what its cells mean.
        cells: its cells by column.

    Returns:
        Its sources and claims; a claim whose cells cannot be read is told as a fault.

    Raises:
        ValueError: nothing of the row can be used; the message names the column.
    """
    for column in mapping.columns:
        if mark := unprintable(cells[column]):
            raise ValueError(f"column {column!r}: the cell holds the character {mark}: remove it")
    cells = {c: "" if folded(v) in mapping.skip_when else v for c, v in cells.items()}
    sources = sources_of(mapping.sources, cells) if mapping.sources else ()
    if not sources and mapping.source:
        sources = (mapping.source,)
    id_, words = _id(mapping, cells), _words(mapping, cells)
    claims: list[Claim] = []
    faults = list(_undecided(mapping, cells))
    for rule in mapping.claims:
        if rule.when and folded(cells[rule.when.column]) not in rule.when.words:
            continue
        try:
            claims.extend(_claims(rule, cells, f"{id_} {rule.name}", words, sources))
        except ValueError as error:
            faults.append(f"{rule.name}: {error}")
    if not claims and not faults:
        raise ValueError("the row claims nothing: its cells are empty")
    return RowRecords(id_, sources, tuple(dict.fromkeys(claims)), tuple(faults))


def _id(mapping: TableMapping, cells: Mapping[str, str]) -> str:
    """Return the id of a row, else a hash of its cells that are read.

    Raises:
        ValueError: the cell of the id is empty.
    """
    if mapping.record:
        found = tidy(cells[mapping.record])
        if not found:
            raise ValueError(f"column {mapping.record!r}: the row has no id")
        return found
    read = [[column, tidy(cells[column])] for column in mapping.columns]
    text = json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    return f"row-{hashlib.sha256(text.encode()).hexdigest()[:_HASH]}"


def _undecided(mapping: TableMapping, cells: Mapping[str, str]) -> Iterator[str]:
    """Name the cells that decide which claims are made, and that no rule knows."""
    for column, words in mapping.conditions.items():
        if cells[column] and folded(cells[column]) not in words:
            known = ", ".join(repr(word) for word in sorted(words))
            yield f"column {column!r}: {cells[column]!r} is not one of {known}"


def _words(mapping: TableMapping, cells: Mapping[str, str]) -> str:
    """Return the words behind a row: its own, else its cells that are read, with their columns.

    Columns that the mapping does not name may hold what is nobody's business.
    """
    own = tidy(cells[mapping.statement]) if mapping.statement else ""
    read = set(mapping.columns)
    named = (f"{tidy(c)}: {tidy(cell)}" for c, cell in cells.items() if cell and c in read)
    return own or "; ".join(named)


def _claims(
    rule: ClaimRule,
    cells: Mapping[str, str],
    record: str,
    words: str,
    sources: tuple[Source, ...],
) -> Iterator[Claim]:
    objects = targets(rule.object, cells)
    if not objects:
        return
    subjects = cast("list[Name]", targets(rule.subject, cells))
    if not subjects:
        raise ValueError(f"{rule.subject.name.place}: the cell is empty")
    level, scheme = tidy(rule.level.of(cells)), tidy(rule.scheme.of(cells))
    if level and not scheme:
        raise ValueError(f"{rule.scheme.place}: the level {level!r} means nothing without a scheme")
    choices = _choices(rule.qualifiers, cells)
    for subject, target, qualifiers in product(subjects, objects, choices):
        yield Claim(
            subject=subject,
            predicate=rule.predicate,
            object=target,
            record=record,
            sources=tuple(source.iri for source in sources),
            polarity=polarity_of(rule.polarity, cells),
            qualifiers=qualifiers,
            verification=Verification.AS_PUBLISHED if sources else Verification.UNVERIFIED,
            level=level,
            scheme=scheme if level else "",
            statement=words,
            hedge=tidy(rule.hedge.of(cells)),
            valid_from=date_of(rule.valid_from, cells),
            note=tidy(rule.note.of(cells)),
        )


def _choices(
    qualifications: tuple[Qualification, ...], cells: Mapping[str, str]
) -> list[tuple[Qualifier, ...]]:
    """Return the sets of qualifiers; several things that identify a claim make several claims."""
    each_of: list[list[tuple[Qualifier, ...]]] = []
    for one in qualifications:
        found = [Qualifier(one.predicate, v, one.identifying) for v in targets(one.target, cells)]
        if found and one.identifying:
            each_of.append([(qualifier,) for qualifier in found])
        else:
            each_of.append([tuple(found)])
    return [tuple(q for part in parts for q in part) for parts in product(*each_of)]
