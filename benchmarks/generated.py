"""Made-up graphs of any size, the same every time, to measure the explorer on."""

import random

from her2kg.viz.atlas import Atlas
from her2kg.viz.links import Link, NodeInfo, merge
from her2kg.viz.map_layout import spread

__all__ = ["generated"]

_KINDS = (
    ("Drug", "drug", "her2:targets"),
    ("Variant", "variant", "her2:confersResistanceTo"),
    ("Trial", "trial", "her2:studiesDrug"),
    ("Cancer", "cancer", "her2:inCancer"),
    ("Protein", "protein", "her2:dimerizesWith"),
    ("TestProduct", "test", "her2:detects"),
    ("AdverseEvent", "event", "her2:hasAdverseEvent"),
)
_LINKS_A_NODE = 2.3


def generated(count: int, seed: int = 7) -> Atlas:
    """Make an atlas with hubs, as such graphs have them: the names are invented.

    Args:
        count: how many nodes.
        seed: of the random numbers.

    Returns:
        An atlas of seven types with 2.3 links a node, laid out.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    nodes = {}
    for number in range(count):
        kind, prefix, _ = _KINDS[number % len(_KINDS)]
        name = f"{prefix}:made-up-{number:05}"
        iri = f"https://w3id.org/her2kg/{prefix}/made-up-{number:05}"
        nodes[name] = NodeInfo(name, iri, kind, kind, f"made-up {kind} {number}")
    names = list(nodes)
    links = [_link(chance, names, number) for number in range(int(count * _LINKS_A_NODE))]
    atlas = Atlas(nodes, merge(links), [])
    atlas.places = spread(atlas)
    return atlas


def _link(chance: random.Random, names: list[str], number: int) -> Link:
    """Join the nodes in turn to others, mostly to the few that have many links already."""
    here = number % len(names)
    there = int(len(names) * chance.random() ** 3)
    if there == here:
        there = (here + 1) % len(names)
    predicate = _KINDS[here % len(_KINDS)][2]
    return Link(
        names[here],
        names[there],
        predicate,
        predicate.partition(":")[2],
        verified=chance.random() < 0.5,  # noqa: PLR2004 - one in two
        claims=1 + number % 5,
        facts=(f"fact{number}",),
        origins=("curated",),
    )
