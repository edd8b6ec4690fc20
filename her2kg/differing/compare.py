"""Which records are new, gone, changed, or different in form only, and how many of each kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from her2kg.differing.field_changes import field_changes
from her2kg.differing.model import FieldChange, Nature, RecordChange, Status, Tally
from her2kg.differing.records import Key, Records
from her2kg.ontology.folding import fold

__all__ = ["compare", "tallies"]

Held = Mapping[str, str] | None
"""The evidence items of a file with why they would not be taken; None where nobody knows."""

_SUBSTANCE = frozenset({Nature.CHANGED, Nature.REWORDED})


def compare(
    old: Records,
    new: Records,
    touched: AbstractSet[str],
    only: str = "",
    held: tuple[Held, Held] = (None, None),
) -> list[RecordChange]:
    """Compare the records of two graphs.

    A record is found again by its id. Rows that have another id but the name and kind of
    exactly one row that the other graph lacks are the same, and differ in form; this is how a
    variant of a release without molecular profiles meets its profile.

    Args:
        old: the records of the old graph.
        new: those of the new one.
        touched: everything of which the graphs say different things; other records are equal.
        only: the one source to compare, or empty for all.
        held: what the files of both sides hold, as ``Side.held`` has it.

    Returns:
        The records that differ, by source, kind and id.
    """
    before, after = _keys(old, only), _keys(new, only)
    renumbered = dict(_renumbered(old, new, before - after, after - before))
    came, gone = after - before - set(renumbered.values()), before - after - renumbered.keys()
    found = [_one_sided(new, key, Status.NEW, held[0]) for key in came]
    found += [_one_sided(old, key, Status.GONE, held[1]) for key in gone]
    for key in before & after:
        if not touched.isdisjoint((*old.members[key], *new.members[key])):
            found += _differing(old, new, key, key)
    for was, now in renumbered.items():
        found += _differing(old, new, was, now)
    return sorted(found, key=lambda each: (each.loader, each.kind, each.record))


def _keys(records: Records, only: str) -> set[Key]:
    return {key for key in records.members if not only or key.loader == only}


def _renumbered(
    old: Records, new: Records, gone: AbstractSet[Key], came: AbstractSet[Key]
) -> Iterator[tuple[Key, Key]]:
    before, after = _by_name(old, gone), _by_name(new, came)
    for name in sorted(before.keys() & after.keys()):
        if len(before[name]) == len(after[name]) == 1:
            yield before[name][0], after[name][0]


def _by_name(records: Records, keys: Iterable[Key]) -> dict[tuple[str, str, str], list[Key]]:
    """Index rows by source, kind and name; evidence items and sentences go by their id alone."""
    found = defaultdict[tuple[str, str, str], list[Key]](list)
    for key in keys:
        if records.is_row(key):
            name = fold(records.nodes.label(records.subject(key)))
            found[key.loader, records.kind(key), name].append(key)
    return found


def _one_sided(records: Records, key: Key, status: Status, held: Held) -> RecordChange:
    told = _told(records, key, status)
    if held is None or not records.item(key):
        return told
    return replace(told, elsewhere=held.get(key.record, ""))


def _told(
    records: Records, key: Key, status: Status, fields: tuple[FieldChange, ...] = ()
) -> RecordChange:
    told = records.told(key)
    return RecordChange(
        key.loader,
        records.kind(key),
        key.record,
        status,
        told.about,
        told.thing,
        told.level,
        told.says,
        fields,
    )


def _differing(old: Records, new: Records, was: Key, now: Key) -> Iterator[RecordChange]:
    fields = field_changes(old, new, was, now)
    if was != now:
        fields.append(FieldChange("record id", Nature.FORM, (was.record,), (now.record,), 9))
    if fields:
        real = any(each.nature in _SUBSTANCE for each in fields)
        yield _told(new, now, Status.CHANGED if real else Status.FORM, tuple(fields))


def tallies(new: Records, changes: Iterable[RecordChange], only: str = "") -> Iterator[Tally]:
    """Count the records of each kind of each source.

    Args:
        new: the records of the new graph.
        changes: the records that differ.
        only: the one source that was compared, or empty for all.

    Yields:
        One entry a kind, by source and name of the kind.
    """
    after = Counter((key.loader, new.kind(key)) for key in _keys(new, only))
    by_status = Counter((each.loader, each.kind, each.status) for each in changes)
    gone_only = {(loader, kind) for loader, kind, _ in by_status}
    for loader, kind in sorted(after.keys() | gone_only):
        came, gone, changed, form = (
            by_status[loader, kind, status]
            for status in (Status.NEW, Status.GONE, Status.CHANGED, Status.FORM)
        )
        there = after[loader, kind]
        before = there - came + gone
        same = there - came - changed - form
        yield Tally(loader, kind, before, came, gone, there, changed, form, same)
