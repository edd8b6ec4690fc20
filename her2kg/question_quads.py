"""The catalogue of questions as quads that other tools can list and run.

Source: SPARQL executables of SHACL (https://www.w3.org/TR/shacl/#sparql-prefixes and
https://www.w3.org/TR/shacl-af/), as the collection of SPARQL examples of the SIB Swiss Institute
of Bioinformatics uses them (https://github.com/sib-swiss/sparql-examples).
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

import pyoxigraph as ox
from rdflib import RDF, RDFS, SDO, SH, SKOS, XSD, Literal, URIRef

from her2kg.ontology.encode import Quad
from her2kg.ontology.namespaces import BASE, PREFIXES, graph_iri, mint, schema
from her2kg.queries.catalogue import Parameter, Question, bindings, questions, with_values
from her2kg.queries.names import resolve
from her2kg.queries.question_file import ANY, SCALARS
from her2kg.queries.store import Term

__all__ = ["question_quads"]

_GRAPH = URIRef(graph_iri("questions"))
_PREFIXES = URIRef(f"{BASE}prefixes")
_FORMS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
}

Pair = tuple[URIRef, URIRef | Literal]


def question_quads(store: ox.Store) -> Iterator[Quad]:
    """Yield the catalogue, for graph/questions: each question with a query that runs as it is.

    Args:
        store: where the defaults of parameters are found by name.

    Yields:
        Quads without blank nodes: the prefixes once, and for each question its title, audience,
        parameters, and its query with the defaults filled in.
    """
    link = partial(resolve, store)
    for prefix in sorted(PREFIXES):
        node = URIRef(f"{BASE}prefix/{prefix}")
        yield _PREFIXES, SH.declare, node, _GRAPH
        yield node, RDF.type, SH.PrefixDeclaration, _GRAPH
        yield node, SH.prefix, Literal(prefix), _GRAPH
        yield node, SH.namespace, Literal(PREFIXES[prefix], datatype=XSD.anyURI), _GRAPH
    for question in questions().values():
        iri = URIRef(mint("Question", question.name))
        bound = bindings(question, {}, link)
        for predicate, value in _question(question, bound):
            yield iri, predicate, value, _GRAPH
        for number, parameter in enumerate(question.parameters):
            node = URIRef(f"{iri}/{parameter.name}")
            yield iri, SH.parameter, node, _GRAPH
            for predicate, value in _parameter(parameter, number, bound[parameter.variable]):
                yield node, predicate, value, _GRAPH


def _question(question: Question, bound: Mapping[str, Term]) -> Iterator[Pair]:
    kind, body = _FORMS[_form(question.sparql)]
    yield RDF.type, URIRef(schema("Question"))
    yield RDF.type, SH.SPARQLExecutable
    yield RDF.type, kind
    yield RDFS.label, Literal(question.title)
    yield RDFS.comment, Literal(question.title)
    yield SKOS.definition, Literal(question.description)
    yield SH.prefixes, _PREFIXES
    yield body, Literal(with_values(question, bound))
    for audience in question.audience:
        yield SDO.keywords, Literal(audience)


def _form(sparql: str) -> str:
    found = re.search(r"\b(SELECT|ASK|CONSTRUCT)\b", sparql)
    return found[1] if found else "SELECT"


def _parameter(parameter: Parameter, number: int, value: Term) -> Iterator[Pair]:
    yield RDF.type, SH.Parameter
    yield SH.name, Literal(parameter.name)
    yield SH.description, Literal(parameter.help)
    yield SH.path, URIRef(f"{BASE}parameter/{parameter.variable}")
    yield SH.order, Literal(number)
    yield SH.optional, Literal(True)
    if parameter.kind in SCALARS:
        yield SH.datatype, XSD[SCALARS[parameter.kind][1]]
    else:
        yield SH["class"], URIRef(schema(parameter.kind))
    if parameter.default != ANY:
        yield SH.defaultValue, _rdf(value)


def _rdf(value: Term) -> URIRef | Literal:
    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if isinstance(value, ox.Literal):
        return Literal(value.value, datatype=URIRef(value.datatype.value))
    raise TypeError(f"{value} cannot be the default of a parameter")
