"""Biolink's names for the classes and properties of the graph, and its way to write identifiers."""

from functools import cache
from importlib.resources import files

from rdflib import RDFS, Graph, URIRef

from her2kg.exporting.tables import tsv_rows
from her2kg.ontology.mappings import mapping_set
from her2kg.ontology.namespaces import SCHEMA, schema

__all__ = ["category", "evidence_code", "identifier", "names", "predicate"]

_PREFIX = "biolink:"


@cache
def names(kind: str) -> frozenset[str]:
    """Return the pinned names of a kind: ``class``, ``predicate`` or ``slot``."""
    return frozenset(row["name"] for row in tsv_rows("biolink-4.4.4") if row["kind"] == kind)


@cache
def _mapped() -> dict[str, str]:
    """Return Biolink's name for each class and property that has one, from the mapping file."""
    return {
        mapping.subject_id.removeprefix("her2:"): mapping.object_id.removeprefix(_PREFIX)
        for mapping in mapping_set().mappings
        if mapping.subject_id.startswith("her2:") and mapping.object_id.startswith(_PREFIX)
    }


def predicate(name: str) -> str:
    """Return Biolink's predicate for a property of the graph, or empty where it has none."""
    found = _mapped().get(name, "")
    return found if found in names("predicate") else ""


@cache
def category(kind: str) -> str:
    """Return Biolink's class for a class of the graph or for the nearest wider one, or empty."""
    found = _mapped().get(kind, "")
    if found in names("class"):
        return found
    wider = _wider().get(kind, "")
    return category(wider) if wider else ""


@cache
def _wider() -> dict[str, str]:
    text = (files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    found = {}
    for narrow, wide in Graph().parse(data=text, format="turtle").subject_objects(RDFS.subClassOf):
        if (
            isinstance(narrow, URIRef)
            and isinstance(wide, URIRef)
            and wide != URIRef(schema("Thing"))
        ):
            found[narrow.removeprefix(SCHEMA)] = wide.removeprefix(SCHEMA)
    return found


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for mapping in mapping_set().mappings:
        if mapping.subject_id.startswith("level:"):
            found.setdefault(mapping.subject_label, mapping.object_id)
    return found


def evidence_code(level: str) -> str:
    """Return the ECO code that the mapping file has for a level, e.g. ``CIViC D``, or empty."""
    return _codes().get(level, "")


def identifier(kind: str, curie: str, public: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Choose how a node is called in Biolink's world.

    Args:
        kind: Biolink's class of the node.
        curie: its CURIE in the graph.
        public: CURIEs of the same thing elsewhere.

    Returns:
        The identifier that Biolink prefers for the class, or the graph's own where the node has
        none of them; and the others.
    """
    wanted = [row for row in _identifiers() if row["category"] == kind]
    written = {row["prefix"]: row["biolink"] for row in wanted}
    ranked = sorted(
        (list(written).index(prefix), f"{written[prefix]}:{local}")
        for prefix, _, local in (one.partition(":") for one in public)
        if prefix in written
    )
    if not ranked:
        return curie, public
    chosen = ranked[0][1]
    others = {name for _, name in ranked[1:]}
    rest = {one for one in public if one.partition(":")[0] not in written}
    return chosen, tuple(sorted(others | rest | {curie}))


@cache
def _identifiers() -> tuple[dict[str, str], ...]:
    return tuple(tsv_rows("kgx-identifiers"))
