"""What the ends of a line in a WikiPathways drawing are attached to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from her2kg.loaders.wikipathways_gpml import Diagram, Node

__all__ = ["End", "Ends"]


_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class End:
    """What an end of a line stands for.

    Attributes:
        nodes: the nodes; several where the end is on a group.
        hedge: why what is said of the end may not hold of each node, or empty.
        on_line: whether the end lies on another line.
        words: the end in words.
        fault: why the file cannot be right here, or empty.
    """

    nodes: tuple[Node, ...] = ()
    hedge: str = ""
    on_line: bool = False
    words: str = ""
    fault: str = ""


class Ends:
    """Resolves nodes, groups, states and anchors.

    An end on a group stands for each of its members, with a hedge where the members differ: a
    ligand that binds a complex need not bind each part of it. An anchor is a place on another
    line: a line that ends there bears on what that line leads to, a line that begins there
    comes from where that line begins; both are hedged. An anchor on a line without direction,
    a label and a shape stand for nothing.

    Args:
        diagram: the drawing.
    """

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._nodes = {node.id: node for node in diagram.nodes if node.id}
        self._members = _members(diagram)
        self._known = {*self._nodes, *diagram.groups, *diagram.anchors, *diagram.captions}
        borne = Counter([*(n.id for n in diagram.nodes if n.id), *diagram.groups])
        self._double = frozenset(key for key, count in borne.items() if count > 1)

    def at(self, line: int, side: int, seen: frozenset[int] = frozenset()) -> End:
        """Resolve one end of a line.

        Args:
            line: index of the line in the drawing.
            side: 0 for its start, 1 for its end.
            seen: the lines passed on the way here, for anchors that lead in a circle.
        """
        reference = self._diagram.lines[line].ends[side]
        reference = self._diagram.states.get(reference, reference)
        if fault := self._fault(reference):
            return End(fault=fault)
        if node := self._nodes.get(reference):
            return End((node,), words=node.label)
        if reference in self._diagram.groups:
            return self._group(reference)
        if reference in self._diagram.anchors:
            return self._anchor(reference, side, seen | {line})
        return End(words="a label or shape")

    def _fault(self, reference: str) -> str:
        if not reference:
            return "one end of the line is attached to nothing"
        if reference in self._double:
            return f"the identifier {reference!r} is borne by several things"
        if reference in self._known:
            return ""
        return f"the line refers to {reference!r}, which the file does not have"

    def _group(self, reference: str) -> End:
        group = self._diagram.groups[reference]
        nodes = self._members_of(group.id)
        style = "complex" if group.style.casefold() == "complex" else "group"
        labels = list(dict.fromkeys(node.label for node in nodes))
        hedge = f"member of a {style}" if len(labels) > 1 else ""
        return End(nodes, hedge, words=f"{style} of {', '.join(labels)}")

    def _members_of(self, group: str) -> tuple[Node, ...]:
        """List the nodes of a group and of the groups in it, each once."""
        found: dict[Node, None] = {}
        seen: set[str] = set()
        front: list[Node | str] = [group]
        while front:
            member = front.pop()
            if isinstance(member, Node):
                found[member] = None
            elif member not in seen:
                seen.add(member)
                front += reversed(self._members.get(member, ()))
        return tuple(found)

    def _anchor(self, reference: str, side: int, seen: frozenset[int]) -> End:
        number = self._diagram.anchors[reference]
        heads = self._diagram.lines[number].heads
        circle = number in seen or len(seen) > _DEEPEST
        if circle or bool(heads[0]) == bool(heads[1]):
            return End(words="a line without one direction")
        found = self.at(number, side if heads[1] else 1 - side, seen)
        if found.fault:
            return found
        return End(
            found.nodes,
            "line on a line",
            on_line=True,
            words=f"a line {('from', 'to')[side]} {found.words}",
        )


def _members(diagram: Diagram) -> Mapping[str, list[Node | str]]:
    """List the nodes of each group, and the groups in it by their identifiers."""
    members: dict[str, list[Node | str]] = {}
    for node in diagram.nodes:
        members.setdefault(node.group, []).append(node)
    for group in diagram.groups.values():
        members.setdefault(group.parent, []).append(group.id)
    members.pop("", None)
    return members
