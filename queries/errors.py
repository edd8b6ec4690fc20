"""Everything that can go wrong when the graph is asked.

QueryError
├── BadParameter       a question was given a value that it cannot use
├── BadQuestionFile    a file of the catalogue is not written as it must be
├── ForbiddenQuery     the query would leave the graph or change it
├── ImpossibleMeasurement  a measurement is outside its range, or at odds with itself
├── MalformedQuery     the query is not SPARQL
├── MissingLibrary     an optional library is not installed
├── NotAcceptable      the answer cannot be given in a format that was asked for
├── QueryFailed        the query is SPARQL and could not be answered
│   ├── QueryTimeout   it took too long and was stopped
│   ├── QueryTooLarge  it needed too much memory and was stopped
│   └── SandboxBusy    no worker became free in time
├── UnknownName        no entity has this name
└── UnknownQuestion    the catalogue has no question of this name
"""

# ruff: noqa: N818  (the names say what happened, as the drawn tree reads; all end up as QueryError)

import re

__all__ = [
    "BadParameter",
    "BadQuestionFile",
    "ForbiddenQuery",
    "ImpossibleMeasurement",
    "MalformedQuery",
    "MissingLibrary",
    "NotAcceptable",
    "QueryError",
    "QueryFailed",
    "QueryTimeout",
    "QueryTooLarge",
    "SandboxBusy",
    "UnknownName",
    "UnknownQuestion",
    "malformed",
]


class QueryError(Exception):
    """The base of all errors of this part; its text is one line for people."""


class BadParameter(QueryError):
    """A question was given a value that it cannot use, or a parameter that it does not have."""


class BadQuestionFile(QueryError):
    """A file of the catalogue is not written as it must be.

    Attributes:
        file: name of the file.
        line: line number, from 1.
        reason: what is wrong there.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)
        self.file = file
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class ForbiddenQuery(QueryError):
    """The query would leave the graph or change it."""


class ImpossibleMeasurement(QueryError):
    """A measurement that cannot be: outside its range, or at odds with itself."""


class MalformedQuery(QueryError):
    """The query is not SPARQL.

    Attributes:
        reason: what the parser says.
        line: line of the query, from 1; 0 when not known.
        column: column of that line, from 1; 0 when not known.
    """

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason, line, column)
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = f" (line {self.line}, column {self.column})" if self.line else ""
        return f"the query is not SPARQL{place}: {self.reason}"


class MissingLibrary(QueryError):
    """An optional library is not installed."""


class NotAcceptable(QueryError):
    """The answer cannot be given in a format that was asked for."""


class QueryFailed(QueryError):
    """The query is SPARQL and could not be answered."""


class QueryTimeout(QueryFailed):
    """The query took too long and was stopped."""


class QueryTooLarge(QueryFailed):
    """The query needed too much memory and was stopped."""


class SandboxBusy(QueryFailed):
    """No worker became free in time: ask again later."""


class UnknownName(QueryError):
    """No entity has this name.

    Attributes:
        text: the name that was asked for.
        kind: local name of the class that was asked for, or None.
        suggestions: names that come near, the nearest first.
    """

    def __init__(self, text: str, kind: str | None, suggestions: tuple[str, ...]) -> None:
        super().__init__(text, kind, suggestions)
        self.text = text
        self.kind = kind
        self.suggestions = suggestions

    def __str__(self) -> str:
        what = f"{self.kind} named" if self.kind else "entity named"
        return f"there is no {what} {self.text!r} in the graph{_hint(self.suggestions)}"


class UnknownQuestion(QueryError):
    """The catalogue has no question of this name.

    Attributes:
        name: the name that was asked for.
        suggestions: names that come near, the nearest first.
    """

    def __init__(self, name: str, suggestions: tuple[str, ...]) -> None:
        super().__init__(name, suggestions)
        self.name = name
        self.suggestions = suggestions

    def __str__(self) -> str:
        hint = _hint(self.suggestions)
        return f"there is no question named {self.name!r} in the catalogue{hint}"


def _hint(suggestions: tuple[str, ...]) -> str:
    return f"; did you mean {' | '.join(suggestions)}?" if suggestions else ""


_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FEW = 6


def malformed(error: SyntaxError) -> MalformedQuery:
    """Put a parser's complaint into one readable line with its place.

    A long list of what could stand there helps nobody and is left out.

    >>> str(malformed(SyntaxError("error at 1:8: expected one of A, B")))
    'the query is not SPARQL (line 1, column 8): expected one of A, B'
    """
    text = " ".join(str(error.msg or error).split())
    found = _PLACE.search(text)
    if found is None:
        return MalformedQuery(text)
    reason = found[3] if found[3].count(", ") < _FEW else "something else must stand here"
    return MalformedQuery(reason, int(found[1]), int(found[2]))
