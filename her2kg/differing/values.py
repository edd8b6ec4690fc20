"""What a difference between the values of one property amounts to."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from her2kg.differing.excerpt import same_words
from her2kg.differing.fields import Field, Treatment, field_of
from her2kg.differing.model import FieldChange, Nature
from her2kg.ontology.folding import fold
from her2kg.ontology.namespaces import BASE, PREFIXES
from her2kg.queries.nodes import Nodes, Said

__all__ = ["Comparison", "Values"]

_NOTATION = PREFIXES["skos"] + "notation"

Values = dict[str, str]
"""Values of a property by IRI or text, each with its label."""


class Comparison:
    """Compares what two graphs say.

    Args:
        old: the nodes of the old graph.
        new: those of the new one.
    """

    def __init__(self, old: Nodes, new: Nodes) -> None:
        self._old = old
        self._new = new

    def of_nodes(
        self, was: Said, now: Said, ignored: AbstractSet[str] = frozenset()
    ) -> Iterator[FieldChange]:
        """Compare all that is said of a node, but for some properties."""
        for predicate in sorted((was.keys() | now.keys()) - ignored):
            field = field_of(predicate)
            yield from self.of_values(field, was.get(predicate, {}), now.get(predicate, {}))

    def of_values(self, field: Field, was: Values, now: Values) -> Iterator[FieldChange]:
        """Compare the values of one property."""
        before = {value: was[value] for value in was if value not in now}
        after = {value: now[value] for value in now if value not in was}
        if field.treatment is Treatment.IGNORE or not (before or after):
            return
        told = (before.keys() | after.keys()) - {field.absent}
        if field.absent and told:
            before, after = (side or {field.absent: field.absent} for side in (before, after))
        if field.treatment is Treatment.FORM or not told:
            yield _change(field, Nature.FORM, before, after)
        elif field.treatment is Treatment.TEXT:
            yield _text_change(field, before, after)
        else:
            yield from self._value_changes(field, before, after)

    def _value_changes(self, field: Field, before: Values, after: Values) -> Iterator[FieldChange]:
        """Tell apart what is only spelled otherwise, what is only renamed, and the rest."""
        for one, two in _pairs(before, after, lambda a, b: fold(before[a]) == fold(after[b])):
            yield _change(field, Nature.FORM, {one: before.pop(one)}, {two: after.pop(two)})
        for one, two in _pairs(before, after, self._share_identifier):
            yield _change(field, Nature.RENAMED, {one: before.pop(one)}, {two: after.pop(two)})
        if before or after:
            yield _change(field, Nature.CHANGED, before, after)

    def _share_identifier(self, one: str, two: str) -> bool:
        if not (one.startswith(BASE) and two.startswith(BASE)):
            return False
        was, now = self._old.said(one)[_NOTATION], self._new.said(two)[_NOTATION]
        return bool(was.keys() & now.keys())


def _pairs(
    before: Values, after: Values, alike: Callable[[str, str], bool]
) -> list[tuple[str, str]]:
    """Pair values that are alike, each at most once, in their order."""
    free, found = sorted(after), list[tuple[str, str]]()
    for one in sorted(before):
        two = next((each for each in free if alike(one, each)), None)
        if two is not None:
            free.remove(two)
            found.append((one, two))
    return found


def _text_change(field: Field, before: Values, after: Values) -> FieldChange:
    was, now = " ".join(sorted(before.values())), " ".join(sorted(after.values()))
    nature = Nature.FORM if same_words(was, now) else Nature.REWORDED
    return _change(field, nature, before, after)


def _change(field: Field, nature: Nature, was: Values, now: Values) -> FieldChange:
    values = tuple(sorted(was.values())), tuple(sorted(now.values()))
    return FieldChange(field.name, nature, *values, field.rank)
