"""A comparison as lines of English: the counts first, then the most important changes."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from her2kg.differing.model import Difference, RecordChange, Renamed, Status, Tally, VerdictChange
from her2kg.differing.phrases import form_lines, record_text, weight

__all__ = ["difference_lines"]

_SHOWN = 20
"""How many entries a section shows unless all are asked for."""

_FEW = 8
"""How many it shows of what matters less."""

_HEADINGS = {
    Status.NEW: "New",
    Status.CHANGED: "Changed",
    Status.GONE: "No longer there",
}
_ONE_SIDED = "only one of the graphs has this source"
_UNKNOWN = "withdrawn, renumbered or no longer about HER2: the graphs do not say which"

_Entry = tuple[str, str]
"""A heading, or nothing, and the lines below it."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with entries below it, of which so many are shown, and what it counts."""

    title: str
    entries: Sequence[_Entry]
    shown: int = _SHOWN
    count: int = 0


def difference_lines(found: Difference, *, whole: bool = False) -> Iterator[str]:
    """Write a comparison.

    Args:
        found: what differs.
        whole: show every change; otherwise long lists are cut, and say so.

    Yields:
        Lines without their ends.
    """
    yield f"Old: {found.old}"
    yield f"New: {found.new}"
    yield ""
    if not found.quads:
        yield "Nothing changed: what both say is equal."
        return
    yield from _counts(found.tallies)
    for section in _sections(found):
        yield from _section_lines(section, whole=whole)
    yield ""
    yield _quads(found)


def _counts(tallies: Iterable[Tally]) -> Iterator[str]:
    """Count each kind of record that differs, and sum up those that do not."""
    for loader, same_source in groupby(tallies, key=lambda each: each.loader):
        together = list(same_source)
        equal = [each for each in together if each.before == each.same == each.after]
        yield from (_counted(each) for each in together if each not in equal)
        if equal:
            count = sum(each.same for each in equal)
            others = "other " if len(equal) < len(together) else ""
            records = "record" if count == 1 else "records"
            yield f"{loader}: {count:,} {others}{records}, all the same"


def _counted(tally: Tally) -> str:
    total = f"{tally.before:,} + {tally.new:,} new - {tally.gone:,} gone = {tally.after:,}"
    rest = f"{tally.changed:,} changed, {tally.form:,} differ in form only, {tally.same:,} the same"
    return f"{tally.loader}, {tally.kind}: {total}; {rest}"


def _sections(found: Difference) -> Iterator[_Section]:
    one_sided = _one_sided(found.tallies)
    for status, heading in _HEADINGS.items():
        records = [each for each in found.records if each.status is status]
        yield from _record_sections(heading, records, one_sided)
    verdicts = [("", _verdict(each)) for each in found.verdicts]
    yield _Section("Facts on which the sources now say something else", verdicts)
    forms = [each for each in found.records if each.status is Status.FORM]
    yield _Section("The same in another form", _plain(form_lines(forms)), _FEW, len(forms))
    yield _minor("Plain triples that appeared", found.triples_new)
    yield _minor("Plain triples that vanished", found.triples_gone)
    for kind, things in groupby(found.renamed, key=lambda each: each.kind):
        yield _minor(f"Other names, {kind}", map(_renamed, things))
    yield _minor("Names that no entity bears, new", found.unlinked_new or ())
    yield _minor("Names that no entity bore, linked or gone", found.unlinked_gone or ())


def _minor(title: str, lines: Iterable[str]) -> _Section:
    return _Section(title, _plain(lines), _FEW)


def _plain(lines: Iterable[str]) -> list[_Entry]:
    return [("", line) for line in lines]


def _one_sided(tallies: Iterable[Tally]) -> set[str]:
    """Return the sources that only one graph has."""
    grouped = groupby(tallies, key=lambda each: each.loader)
    counts = ((loader, [(each.before, each.after) for each in same]) for loader, same in grouped)
    return {loader for loader, pairs in counts if 0 in map(sum, zip(*pairs, strict=True))}


def _record_sections(
    heading: str, records: Sequence[RecordChange], one_sided: AbstractSet[str]
) -> Iterator[_Section]:
    def kind(each: RecordChange) -> tuple[str, str]:
        return each.loader, each.kind

    grouped = [list(same) for _, same in groupby(sorted(records, key=kind), key=kind)]
    for same in sorted(grouped, key=lambda each: min(map(weight, each))):
        loader, entries = same[0].loader, list(_records(same))
        unknown = any(each.status is Status.GONE and each.elsewhere is None for each in same)
        remark = f" ({_UNKNOWN})" if unknown else ""
        if loader in one_sided:
            remark = f" ({_ONE_SIDED})"
        yield _Section(f"{heading}, {loader}, {same[0].kind}{remark}", entries)


def _records(records: Iterable[RecordChange]) -> Iterator[_Entry]:
    """Yield the heading and the lines of each record, the most important thing first."""

    def thing(each: RecordChange) -> str:
        return each.thing

    grouped = [list(same) for _, same in groupby(sorted(records, key=thing), key=thing)]
    for same in sorted(grouped, key=lambda each: (min(map(weight, each)), each[0].thing)):
        for record in sorted(same, key=lambda each: (weight(each), each.record)):
            yield "" if record.thing == record.about else record.thing, record_text(record)


def _section_lines(section: _Section, *, whole: bool) -> Iterator[str]:
    """Write a heading with a count, and as many entries as are wanted; nothing for none."""
    if not section.entries:
        return
    shown = section.entries if whole else section.entries[: section.shown]
    yield ""
    yield f"{section.title}: {section.count or len(section.entries):,}"
    heading = ""
    for over, text in shown:
        if over != heading:
            heading = over
            yield f"  {heading}"
        yield from (f"    {line}" for line in text.split("\n"))
    more = len(section.entries) - len(shown)
    if more:
        yield f"  … and {more:,} more (--all)"


def _verdict(change: VerdictChange) -> str:
    was, now = change.was or "not in the graph", change.now or "no longer in the graph"
    counts = f" ({change.support} for, {change.refute} against)" if change.now else ""
    return f"{change.says}: {now}{counts}, was {was}"


def _renamed(thing: Renamed) -> str:
    return f"{thing.now}, was {thing.was}"


def _quads(found: Difference) -> str:
    added = sum(counts[0] for counts in found.quads.values())
    removed = sum(counts[1] for counts in found.quads.values())
    return f"Quads: {added:,} added, {removed:,} removed."
