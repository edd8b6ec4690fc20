"""The catalogue of questions: one .rq file each, with its title, help and parameters."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from her2kg.ontology.namespaces import PREFIXES, schema
from her2kg.queries.errors import BadParameter, BadQuestionFile, UnknownQuestion
from her2kg.queries.names import Match, resolve
from her2kg.queries.near import nearest
from her2kg.queries.store import Result, Term, run

__all__ = [
    "ANY",
    "ASKED",
    "Parameter",
    "Question",
    "ask",
    "bindings",
    "parse",
    "question",
    "questions",
    "standalone",
]

ANY = "any"
"""The default of a parameter that narrows an answer only when it is given."""

ASKED = "asked_"
"""What the variable of a parameter begins with: parameter ``drug`` is ``?asked_drug``."""

_PARAMETER = re.compile(r"param (?P<name>[a-z][a-z0-9_]*) \((?P<kind>\w+)\) = (?P<rest>.+)")
_SCALARS = {
    "text": (re.compile(r".+", re.DOTALL), "string"),
    "integer": (re.compile(r"[+-]?\d+"), "integer"),
    "date": (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question can be given.

    Attributes:
        name: how people call it, e.g. ``drug``.
        kind: a class of the ontology (``Thing`` for all), or ``text``, ``integer``, ``date``.
        default: what it is when not given; ``any`` for no restriction.
        help: one line that says what it does.
    """

    name: str
    kind: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        """The variable of the query that it binds, without ``?``."""
        return ASKED + self.name


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue.

    Attributes:
        name: short name in kebab case, that of its file.
        title: the question in English.
        description: what the answer holds, one to three lines joined.
        parameters: what it can be given, in the order of the file.
        sparql: the query, without prefixes and header.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    sparql: str


def parse(name: str, text: str) -> Question:
    """Read one file of the catalogue.

    Args:
        name: its name without ``.rq``.
        text: its content: comment lines (title, description, parameters), then the query.

    Returns:
        The question.

    Raises:
        BadQuestionFile: the header lacks its title or description, or a parameter line is wrong.
    """
    lines = text.splitlines()
    height = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = [line.removeprefix("#").strip() for line in lines[:height]]
    words = [line for line in header if not line.startswith("param ")]
    if len(words) < len(("title", "description")) or not words[0].endswith("?"):
        reason = "begin with '# <a question?>' and then '# <what the answer holds>'"
        raise BadQuestionFile(f"{name}.rq", 1, reason)
    parameters = tuple(
        _parameter(name, number, line)
        for number, line in enumerate(header, start=1)
        if line.startswith("param ")
    )
    body = "\n".join(lines[height:]).strip() + "\n"
    return Question(name, words[0], " ".join(words[1:]), parameters, body)


def _parameter(name: str, number: int, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    default, colon, help_text = found["rest"].partition(" : ") if found else ("", "", "")
    if found is None or not colon:
        reason = f"{line!r} must read 'param <name> (<kind>) = <default> : <help>'"
        raise BadQuestionFile(f"{name}.rq", number, reason)
    return Parameter(found["name"], found["kind"], default.strip(), help_text.strip())


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
    if parameter.kind not in _SCALARS:
        kind = None if parameter.kind == "Thing" else parameter.kind
        return ox.NamedNode(link(text, kind).iri)
    return _scalar(parameter, text)


def _scalar(parameter: Parameter, text: str) -> ox.Literal:
    form, datatype = _SCALARS[parameter.kind]
    if not form.fullmatch(text):
        article = "an" if parameter.kind == "integer" else "a"
        raise BadParameter(f"{parameter.name} must be {article} {parameter.kind}, not {text!r}")
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


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

    return run(store, asked.sparql, bindings(asked, given or {}, link))


def standalone(asked: Question, bound: Mapping[str, Term] | None = None) -> str:
    """Write a question so that any SPARQL 1.1 tool can run it.

    Args:
        asked: the question.
        bound: terms by variable name, see ``bindings``. Without them a parameter takes its
            default where that needs no graph to look it up in, and else stays open.

    Returns:
        Title and description as comments, the prefixes that it uses, and the query, with a
        VALUES block at the end for the parameters.
    """
    terms = dict(_defaults(asked)) if bound is None else dict(bound)
    text = asked.sparql + " ".join(map(str, terms.values()))
    used = [p for p in sorted(PREFIXES) if re.search(rf"(?<![\w?$]){p}:", text)]
    head = [f"# {asked.title}", f"# {asked.description}"]
    head += [f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in used]
    return "\n".join([*head, "", asked.sparql.rstrip(), *_values(terms)]) + "\n"


def _defaults(asked: Question) -> Iterator[tuple[str, Term]]:
    for parameter in asked.parameters:
        if parameter.default == ANY:
            yield parameter.variable, ox.NamedNode(schema("Thing"))
        elif parameter.kind in _SCALARS:
            yield parameter.variable, _scalar(parameter, parameter.default)


def _values(terms: Mapping[str, Term]) -> list[str]:
    if not terms:
        return []
    names = " ".join(f"?{name}" for name in terms)
    return [f"VALUES ({names}) {{ ({' '.join(map(str, terms.values()))}) }}"]
