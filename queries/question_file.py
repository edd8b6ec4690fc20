"""One file of the catalogue: its question, description, audience, parameters and query."""

import re
from dataclasses import dataclass

from her2kg.queries.errors import BadQuestionFile

__all__ = ["ANY", "ASKED", "AUDIENCES", "SCALARS", "Parameter", "Question", "parse"]

ANY = "any"
"""The default of a parameter that narrows an answer only when it is given."""

ASKED = "asked_"
"""What the variable of a parameter begins with: parameter ``drug`` is ``?asked_drug``."""

AUDIENCES = (
    "data steward",
    "drug developer",
    "oncologist",
    "pathologist",
    "patient educator",
    "student",
    "variant curator",
)
"""Who asks: each question is for one or several of these."""

SCALARS = {
    "identifier": (re.compile(r"[^\s:]+:\S+"), "string"),
    "text": (re.compile(r".+", re.DOTALL), "string"),
    "integer": (re.compile(r"[+-]?\d+"), "integer"),
    "date": (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
}
"""Kinds of parameters that are no class of the ontology: their form, and their XSD type."""

_PARAMETER = re.compile(r"param (?P<name>[a-z][a-z0-9_]*) \((?P<kind>\w+)\) = (?P<rest>.+)")
_AUDIENCE = "audience:"
_BODY = re.compile(r"\bWHERE\s*\{")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question can be given.

    Attributes:
        name: how people call it, e.g. ``drug``.
        kind: a class of the ontology (``Thing`` for all), or ``text``, ``integer``, ``date``,
            ``identifier`` (a CURIE, its prefix in any case).
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
        audience: who asks it, some of ``AUDIENCES``, in the order of the file.
        parameters: what it can be given, in the order of the file.
        sparql: the query, without prefixes and header.
    """

    name: str
    title: str
    description: str
    audience: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    sparql: str

    def given(self, values: str) -> str:
        """Return the query with a VALUES block at the beginning of what it looks for.

        There the values narrow the search from its first step on.
        """
        found = _BODY.search(self.sparql) if values else None
        if found is None:
            return self.sparql
        return f"{self.sparql[: found.end()]}\n  {values}{self.sparql[found.end() :]}"


def parse(name: str, text: str) -> Question:
    """Read one file of the catalogue.

    Args:
        name: its name without ``.rq``.
        text: its content: comment lines (title, description, audience, parameters), then the
            query.

    Returns:
        The question.

    Raises:
        BadQuestionFile: the header lacks its title, description or audience, a line of it is
            wrong, or a query with parameters has no ``WHERE {`` to put their values behind.
    """
    lines = text.splitlines()
    height = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = [line.removeprefix("#").strip() for line in lines[:height]]
    words = [line for line in header if not line.startswith(("param ", _AUDIENCE))]
    if len(words) < len(("title", "description")) or not words[0].endswith("?"):
        reason = "begin with '# <a question?>' and then '# <what the answer holds>'"
        raise BadQuestionFile(f"{name}.rq", 1, reason)
    audience = _audience(name, header)
    parameters = tuple(
        _parameter(name, number, line)
        for number, line in enumerate(header, start=1)
        if line.startswith("param ")
    )
    body = "\n".join(lines[height:]).strip() + "\n"
    if parameters and not _BODY.search(body):
        reason = "write the query of a question with parameters as SELECT … WHERE { … }"
        raise BadQuestionFile(f"{name}.rq", height + 1, reason)
    return Question(name, words[0], " ".join(words[1:]), audience, parameters, body)


def _audience(name: str, header: list[str]) -> tuple[str, ...]:
    found = [(i, line) for i, line in enumerate(header, start=1) if line.startswith(_AUDIENCE)]
    number, line = found[-1] if found else (len(header), _AUDIENCE)
    named = tuple(part.strip() for part in line.removeprefix(_AUDIENCE).split(","))
    if len(found) != 1 or set(named) - set(AUDIENCES) or len(set(named)) != len(named):
        known = ", ".join(AUDIENCES)
        reason = f"one line must read '# audience: <who asks>', with some of: {known}"
        raise BadQuestionFile(f"{name}.rq", number, reason)
    return named


def _parameter(name: str, number: int, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    default, colon, help_text = found["rest"].partition(" : ") if found else ("", "", "")
    if found is None or not colon:
        reason = f"{line!r} must read 'param <name> (<kind>) = <default> : <help>'"
        raise BadQuestionFile(f"{name}.rq", number, reason)
    return Parameter(found["name"], found["kind"], default.strip(), help_text.strip())
