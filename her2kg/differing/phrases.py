"""A changed record in English: what it says, and what became of its fields."""

from collections import Counter
from collections.abc import Iterable, Iterator

from her2kg.differing.excerpt import excerpt
from her2kg.differing.model import FieldChange, Nature, RecordChange, Status
from her2kg.ontology.folding import fold

__all__ = ["form_lines", "record_text", "weight"]

_BEHIND = "\N{REPLACEMENT CHARACTER}"
"""Sorts behind every evidence level."""

_HELD = {
    Status.NEW: "in the old file too, where it",
    Status.GONE: "still in the new file, where it",
}
_MISSING = "no longer in the file"


def weight(record: RecordChange) -> tuple[int, str]:
    """Say how much a record matters, least first: what changed in it, then its evidence level."""
    return min((each.rank for each in record.fields), default=0), record.level or _BEHIND


def record_text(record: RecordChange) -> str:
    """Write one record; a changed one takes a line more for each of its fields."""
    said = "; ".join(record.says) or record.about
    fields = [field_text(each) for each in record.fields if each.nature is not Nature.FORM]
    if record.kind == "sentence":
        lines = [said, f"  in: {record.record}"]
    elif record.status is Status.CHANGED:
        lines = [f"{record.record}: {said}"]
    else:
        lines = [f"{said} ({', '.join(_marks(record))})"]
    return "\n".join([*lines, *(f"  {field}" for field in fields)])


def _marks(record: RecordChange) -> Iterator[str]:
    yield record.record
    if record.level:
        yield f"level {record.level}"
    if record.elsewhere:
        yield f"{_HELD[record.status]} {record.elsewhere}"
    elif record.elsewhere == "" and record.status is Status.GONE:
        yield _MISSING


def field_text(change: FieldChange) -> str:
    """Write what became of one field, e.g. ``level C, was B``."""
    was, now = ", ".join(change.was), ", ".join(change.now)
    if change.nature is Nature.RENAMED:
        return f"{change.field} renamed: {now}, was {was}"
    if not was:
        return f"{change.field} added: {now}"
    if not now:
        return f"{change.field} no longer given: {was}"
    if change.nature is Nature.REWORDED:
        return f"{change.field} reworded: {excerpt(was, now)}"
    return f"{change.field} {now}, was {was}"


def form_lines(records: Iterable[RecordChange]) -> Iterator[str]:
    """Sum up, by what differs, the records that say the same as before; the most first."""
    groups = Counter((each.loader, each.kind, _form(each.fields)) for each in records)
    for (loader, kind, form), count in sorted(groups.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{count:,} of {loader}, {kind}: {form}"


def _form(fields: Iterable[FieldChange]) -> str:
    return "; ".join(sorted({_form_of_field(each) for each in fields}))


def _form_of_field(change: FieldChange) -> str:
    if change.nature is Nature.RENAMED:
        return field_text(change)
    if not change.was:
        return f"{change.field} now stated"
    if not change.now:
        return f"{change.field} no longer stated"
    if change.was == change.now:
        return f"{change.field} under another identifier"
    alike = [fold(each) for each in change.was] == [fold(each) for each in change.now]
    return f"{change.field} written otherwise" if alike else f"another {change.field}"
