"""Whether a mapping file keeps the rules of SSSOM and of this graph."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from her2kg.ontology.mappings import EXACT, Mapping, MappingSet
from her2kg.ontology.namespaces import PREFIXES, PUBLIC, is_well_formed

__all__ = ["problems"]

_RELATIONS = {EXACT, "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch"}

_JUSTIFICATIONS = {
    f"semapv:{process}"
    for process in (
        "CompositeMatching",
        "LexicalMatching",
        "LexicalSimilarityThresholdMatching",
        "LogicalReasoning",
        "ManualMappingCuration",
        "MappingChaining",
        "MappingReview",
        "SemanticSimilarityThresholdMatching",
        "UnspecifiedMatching",
    )
}
"""What SSSOM 1.0 (https://w3id.org/sssom/schema/) allows as a justification."""

_REQUIRED = ("mapping_set_id", "mapping_set_version", "license")


def problems(mappings: MappingSet) -> list[str]:
    """Check a mapping file.

    Args:
        mappings: the file.

    Returns:
        One line for each breach, naming the row; empty when all is well.
    """
    found = [f"the header lacks {slot}" for slot in _REQUIRED if not mappings.metadata.get(slot)]
    found += _prefix_problems(mappings)
    for mapping in mappings.mappings:
        found += [f"{_name(mapping)}: {what}" for what in _row_problems(mapping)]
    keys = [(m.subject_id, m.predicate_id, m.object_id) for m in mappings.mappings]
    if keys != sorted(set(keys)):
        found.append(
            "the rows are not sorted by subject, predicate and object, or one is there twice"
        )
    found += _shared_objects(mappings)
    found += _several_in_one_vocabulary(mappings)
    return found


def _name(mapping: Mapping) -> str:
    return f"{mapping.subject_id} {mapping.predicate_id} {mapping.object_id}"


def _prefix_problems(mappings: MappingSet) -> Iterator[str]:
    known = {**PREFIXES, **PUBLIC}
    for prefix, base in mappings.prefixes.items():
        if known.get(prefix) != base:
            yield f"prefix {prefix} stands for {base}, in the graph for {known.get(prefix)}"
    used = {
        curie.partition(":")[0]
        for m in mappings.mappings
        for curie in (m.subject_id, m.predicate_id, m.object_id, m.mapping_justification)
    }
    yield from (f"curie_map lacks {prefix}" for prefix in sorted(used - mappings.prefixes.keys()))


def _row_problems(mapping: Mapping) -> Iterator[str]:
    if mapping.predicate_id not in _RELATIONS:
        yield f"the relation is none of {', '.join(sorted(_RELATIONS))}"
    if mapping.mapping_justification not in _JUSTIFICATIONS:
        yield f"the justification is none of {', '.join(sorted(_JUSTIFICATIONS))}"
    if mapping.subject_id.partition(":")[0] not in PREFIXES:
        yield "the subject is no node of the graph"
    if not mapping.subject_label:
        yield "the label of the subject is missing"
    if not is_well_formed(mapping.object_id):
        yield "the object has no preferred prefix, or not the form of its vocabulary"


def _grouped(
    mappings: MappingSet, key: Callable[[Mapping], tuple[str, ...]]
) -> dict[tuple[str, ...], list[Mapping]]:
    groups: dict[tuple[str, ...], list[Mapping]] = defaultdict(list)
    for mapping in mappings.mappings:
        if mapping.predicate_id == EXACT:
            groups[key(mapping)].append(mapping)
    return groups


def _shared_objects(mappings: MappingSet) -> Iterator[str]:
    """Find objects that two subjects claim to be: one of these is wrong."""
    for (curie,), group in _grouped(mappings, lambda m: (m.object_id,)).items():
        if len(group) > 1:
            yield f"{curie} is the exact match of {' and '.join(m.subject_id for m in group)}"


def _several_in_one_vocabulary(mappings: MappingSet) -> Iterator[str]:
    """Find subjects with several records in one vocabulary, which a comment must explain."""
    groups = _grouped(mappings, lambda m: (m.subject_id, m.object_id.partition(":")[0]))
    for (subject, prefix), group in groups.items():
        if len(group) > 1 and not all(m.comment for m in group):
            yield f"{subject} has {len(group)} exact matches in {prefix}: say why in the comments"
