"""In which fields two states of one record differ, and what each difference amounts to."""

from collections.abc import Iterator

from her2kg.differing.fields import field_of
from her2kg.differing.model import FieldChange, Nature
from her2kg.differing.records import Key, Records
from her2kg.differing.values import Comparison, Values
from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import PREFIXES, schema

__all__ = ["field_changes"]

_PREDICATE, _OBJECT = PREFIXES["rdf"] + "predicate", PREFIXES["rdf"] + "object"
_POLARITY, _STATEMENT, _CANCER = schema("polarity"), schema("statement"), schema("inCancer")
_NOT = {"refutes": "not ", "nullResult": "looked for and not found: "}

_Cells = dict[tuple[str, str], Values]
"""What the claims of a record say, by their property and the folded label of their subject."""


def field_changes(old: Records, new: Records, was: Key, now: Key) -> list[FieldChange]:
    """Compare two states of one record.

    Of an evidence item the fields count that its database gives; what its claims say follows
    from them, and is told when the fields cannot account for it. Of a row or a sentence each
    claim is a field.

    Args:
        old: the records of the old graph.
        new: those of the new one.
        was: which record of the old graph.
        now: which record of the new graph, the same under perhaps another id.

    Returns:
        What differs, most important first.
    """
    comparison = Comparison(old.nodes, new.nodes)
    cells = list(_cell_changes(comparison, _cells(old, was), _cells(new, now)))
    if old.item(was) and new.item(now):
        pair = old.nodes.said(old.item(was)), new.nodes.said(new.item(now))
        found = list(comparison.of_nodes(*pair))
        if all(each.nature is not Nature.CHANGED for each in found):
            found += [each for each in cells if each.nature is Nature.CHANGED]
    else:
        # The statement of a cell repeats its row, so it says nothing that the cells do not.
        ignored = {_POLARITY, _STATEMENT} if cells else {_POLARITY}
        found = [*cells, *_details(comparison, old, new, (was, now), ignored)]
    return sorted(dict.fromkeys(found), key=lambda each: (each.rank, each.field))


def _cells(records: Records, key: Key) -> _Cells:
    main, cells = records.subject(key), _Cells()
    for claim in records.claims(key):
        said = records.nodes.said(claim)
        subject = records.subject_of(claim)
        about = "" if subject == main else fold(records.nodes.label(subject))
        negation = _NOT.get(min(said[_POLARITY], default=""), "")
        cancers = sorted(said[_CANCER].values())
        where = f" in {', '.join(cancers)}" if cancers and not records.item(key) else ""
        for value, label in said[_OBJECT].items():
            cell = cells.setdefault((min(said[_PREDICATE]), about), {})
            marked = f"({negation}{where}) {value}" if negation or where else value
            cell[marked] = f"{negation}{label}{where}"
    return cells


def _cell_changes(comparison: Comparison, before: _Cells, after: _Cells) -> Iterator[FieldChange]:
    for cell in sorted(before.keys() | after.keys()):
        field = field_of(cell[0])
        yield from comparison.of_values(field, before.get(cell, {}), after.get(cell, {}))


def _details(
    comparison: Comparison, old: Records, new: Records, pair: tuple[Key, Key], ignored: set[str]
) -> Iterator[FieldChange]:
    """Compare what stands beside the claims that both have: levels, dates, sources."""
    for claim in sorted(set(old.claims(pair[0])) & set(new.claims(pair[1]))):
        said, says = old.nodes.said(claim), new.nodes.said(claim)
        name = field_of(min(said[_PREDICATE])).name
        for each in comparison.of_nodes(said, says, ignored):
            yield FieldChange(f"{each.field} of {name}", each.nature, each.was, each.now, each.rank)
