"""The classes, properties and prefixes, from the ontology itself."""

import re
from collections.abc import Iterator
from importlib.resources import files

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from her2kg.ontology.namespaces import KINDS, PREFIXES, PUBLIC, curie_of, schema

from .markdown import cell, code, table

__all__ = ["identifiers_table", "prefixes_table", "terms_in_full"]

_SECTION = re.compile(r"^# --- (.+?) -+$|^her2:(\w+) a ", re.MULTILINE)


def terms_in_full() -> str:
    """Return a section for each part of the ontology, with its classes and properties."""
    text = (files("her2kg.ontology") / "her2.ttl").read_text(encoding="utf-8")
    return "\n".join(_sections(text, Graph().parse(data=text, format="turtle")))


def prefixes_table() -> str:
    """Return a table of the prefixes that a query may use."""
    return table(["prefix", "namespace", "class"], _prefixes())


def identifiers_table() -> str:
    """Return a table of the public identifier spaces."""
    rows = ([code(prefix), code(iri)] for prefix, iri in sorted(PUBLIC.items()))
    return table(["prefix", "address"], rows)


def _prefixes() -> Iterator[list[str]]:
    for prefix, iri in sorted(PREFIXES.items()):
        kind = KINDS.get(prefix, "")
        yield [code(f"{prefix}:"), code(iri), code(f"her2:{kind}") if kind else ""]


def _sections(text: str, graph: Graph) -> Iterator[str]:
    """Yield one section for each part of the file, with its terms in their order."""
    groups: dict[str, list[str]] = {}
    title = ""
    for heading, local in _SECTION.findall(text):
        title = heading or title
        terms = groups.setdefault(title, [])
        if local and local not in terms:
            terms.append(local)
    for heading, terms in groups.items():
        yield f"## {heading}\n"
        classes = [t for t in terms if _is(graph, t, OWL.Class)]
        if classes:
            yield table(["class", "label", "below", "meaning"], (_class(graph, t) for t in classes))
        properties = [t for t in terms if t not in classes]
        if properties:
            header = ["property", "label", "from", "to", "meaning"]
            yield table(header, (_property(graph, t) for t in properties))


def _is(graph: Graph, local: str, kind: URIRef) -> bool:
    return (URIRef(schema(local)), RDF.type, kind) in graph


def _names(graph: Graph, local: str, predicate: URIRef) -> str:
    found = sorted(curie_of(str(o)) for o in graph.objects(URIRef(schema(local)), predicate))
    return ", ".join(map(code, found))


def _words(graph: Graph, local: str) -> tuple[str, str]:
    term = URIRef(schema(local))
    return (
        cell(str(graph.value(term, RDFS.label) or "")),
        cell(str(graph.value(term, SKOS.definition) or "")),
    )


def _class(graph: Graph, local: str) -> list[str]:
    label, meaning = _words(graph, local)
    return [code(f"her2:{local}"), label, _names(graph, local, RDFS.subClassOf), meaning]


def _property(graph: Graph, local: str) -> list[str]:
    label, meaning = _words(graph, local)
    to = _names(graph, local, RDFS.range)
    if not to and _is(graph, local, OWL.DatatypeProperty):
        to = "a value"
    return [code(f"her2:{local}"), label, _names(graph, local, RDFS.domain), to, meaning]
