"""The catalogue of questions: one .rq file each, with its title, help and parameters."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, preferred, schema
from her2kg.queries.errors import BadParameter, UnknownQuestion
from her2kg.queries.names import Match, resolve
from her2kg.queries.near import nearest
from her2kg.queries.question_file import (
    ANY,
    ASKED,
    AUDIENCES,
    SCALARS,
    Parameter,
    Question,
    parse,
)
from her2kg.queries.store import Result, Term, run

__all__ = [
    "ANY",
    "ASKED",
    "AUDIENCES",
    "Parameter",
    "Question",
    "ask",
    "bindings",
    "for_audience",
    "parse",
    "question",
    "questions",
    "standalone",
    "with_values",
]


@cache
def questions() -> dict[str, Question]:
    """Read the whole catalogue.

    Returns:
        All questions by name, in the order of the alphabet.

    Raises:
        BadQuestionFile: a file is not written as it must be.
    """
    folder = files("her2kg.queries") / "questions"
    found = {
        entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".rq")
    }
    return {name: parse(name, found[name]) for name in sorted(found)}


def question(name: str) -> Question:
    """Return one question of the catalogue.

    Raises:
        UnknownQuestion: there is none of this name; the error suggests near ones.
    """
    catalogue = questions()
    if name not in catalogue:
        raise UnknownQuestion(name, nearest(name, catalogue))
    return catalogue[name]


def for_audience(audience: str) -> list[Question]:
    """Return the questions that an audience asks, in the order of the alphabet.

    Raises:
        BadParameter: it is none of ``AUDIENCES``.
    """
    if audience not in AUDIENCES:
        raise BadParameter(f"{audience!r} is no audience; there are: {', '.join(AUDIENCES)}")
    return [found for found in questions().values() if audience in found.audience]


def bindings(
    asked: Question, given: Mapping[str, str], link: Callable[[str, str | None], Match]
) -> dict[str, Term]:
    """Turn what people typed into terms for the variables of a question.

    Args:
        asked: the question.
        given: texts by parameter name; a missing one takes its default.
        link: finds an entity by name and class, e.g. ``partial(names.resolve, store)``.

    Returns:
        One term for each parameter, by variable name.

    Raises:
        BadParameter: a parameter that the question does not have, or a text of the wrong form.
        UnknownName: no entity of the class has this name.
    """
    known = {parameter.name for parameter in asked.parameters}
    for name in given:
        if name not in known:
            some = ", ".join(sorted(known)) or "none"
            raise BadParameter(f"{asked.name} has no parameter {name!r}; it has: {some}")
    return {
        parameter.variable: _term(parameter, given.get(parameter.name, parameter.default), link)
        for parameter in asked.parameters
    }


def _term(parameter: Parameter, text: str, link: Callable[[str, str | None], Match]) -> Term:
    if text == ANY:
        return ox.NamedNode(schema("Thing"))
    if parameter.kind not in SCALARS:
        kind = None if parameter.kind == "Thing" else parameter.kind
        return ox.NamedNode(link(text, kind).iri)
    return _scalar(parameter, text)


def _scalar(parameter: Parameter, text: str) -> ox.Literal:
    form, datatype = SCALARS[parameter.kind]
    if not form.fullmatch(text):
        article = "an" if parameter.kind.startswith("i") else "a"
        raise BadParameter(f"{parameter.name} must be {article} {parameter.kind}, not {text!r}")
    value = preferred(text) if parameter.kind == "identifier" else text
    return ox.Literal(value, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


def ask(store: ox.Store, name: str, given: Mapping[str, str] | None = None) -> Result:
    """Answer a question of the catalogue.

    Args:
        store: where to ask.
        name: the name of the question.
        given: texts by parameter name.

    Returns:
        What pyoxigraph gives for the form of the query.

    Raises:
        UnknownQuestion: there is no question of this name.
        BadParameter: a parameter is not known or has the wrong form.
        UnknownName: no entity of the class asked for has this name.
    """
    asked = question(name)

    def link(text: str, kind: str | None) -> Match:
        return resolve(store, text, kind)

    return run(store, with_values(asked, bindings(asked, given or {}, link)))


def with_values(asked: Question, bound: Mapping[str, Term]) -> str:
    """Return the query of a question with its parameters bound.

    Args:
        asked: the question.
        bound: terms by variable name, see ``bindings``; a parameter without one stays open.

    Returns:
        SPARQL without prefixes; a value stands in it as a term and cannot add to the query.
    """
    names = " ".join(f"?{name}" for name in bound)
    values = " ".join(map(str, bound.values()))
    return asked.given(f"VALUES ({names}) {{ ({values}) }}" if bound else "")


def standalone(asked: Question, bound: Mapping[str, Term] | None = None) -> str:
    """Write a question so that any SPARQL 1.1 tool can run it.

    Args:
        asked: the question.
        bound: terms by variable name, see ``bindings``. Without them a parameter takes its
            default where that needs no graph to look it up in, and else stays open.

    Returns:
        Title and description as comments, the prefixes that it uses, and the query, with a
        VALUES block for the parameters.
    """
    text = with_values(asked, dict(_defaults(asked)) if bound is None else bound)
    used = [p for p in sorted(PREFIXES) if re.search(rf"(?<![\w?$]){p}:", text)]
    head = [f"# {asked.title}", f"# {asked.description}"]
    head += [f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in used]
    return "\n".join([*head, "", text.rstrip()]) + "\n"


def _defaults(asked: Question) -> Iterator[tuple[str, Term]]:
    for parameter in asked.parameters:
        if parameter.default == ANY:
            yield parameter.variable, ox.NamedNode(schema("Thing"))
        elif parameter.kind in SCALARS:
            yield parameter.variable, _scalar(parameter, parameter.default)
