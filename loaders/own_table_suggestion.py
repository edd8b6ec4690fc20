"""A mapping file to begin with: guessed from the header of a table, for a person to finish."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from her2kg.loaders.base import Material
from her2kg.loaders.own_table import header_of
from her2kg.loaders.own_table_sections import CHOOSE
from her2kg.loaders.own_table_vocabulary import table_rows, vocabulary
from her2kg.ontology.namespaces import slug

__all__ = ["suggest"]

_FITTING = 6
_LONGEST_NAME = 40
_WIDTH = 98


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a column may hold: its name, what it is for, and the class or prefix of its cells."""

    column: str
    role: str
    means: str


def suggest(material: Material) -> str:
    """Write a mapping file for a table that has none.

    Only the names of the columns are looked at. What nobody can guess is marked ``CHOOSE``, and a
    mapping with that word in it is refused.

    Args:
        material: the table.

    Returns:
        TOML with comments.

    Raises:
        ValueError: the first line names no columns.
    """
    _, header = header_of(material.head)
    columns = [name for name in dict.fromkeys(header) if name]
    if not columns:
        raise ValueError(f"{material.name}: the first line names no columns")
    guesses = [guess for column in columns if (guess := _guess(column))]
    return "\n".join([*_top(material.name, guesses), "", *_claims(columns, guesses)]) + "\n"


def _guess(column: str) -> _Guess | None:
    """Guess what a column is for by the words of its name; the last word counts most."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    words = re.findall(r"[a-z]+", split.casefold())
    rows = {row["word"]: row for row in table_rows("own_table_words.tsv")}
    found = next(
        (rows[stem] for word in reversed(words) for stem in _stems(word) if stem in rows), None
    )
    return _Guess(column, found["role"], found["means"]) if found else None


def _stems(word: str) -> tuple[str, str]:
    return word, word.removesuffix("s")


def _top(file: str, guesses: Sequence[_Guess]) -> Iterator[str]:
    yield f"# What the columns of {_quoted(file)} mean, guessed from their names."
    yield f"# Replace each {CHOOSE}, mend what is guessed wrong, and delete what you do not need."
    yield "# docs/own-tables.md explains every key, docs/reference/ontology.md every property."
    yield from wrap(
        f"Classes: {', '.join(sorted(vocabulary().classes))}.",
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
    )
    yield f"name = {_quoted(_short_name(file))}"
    yield f'title = "{CHOOSE}"  # what the table is, in a few words'
    yield f'licence = "{CHOOSE}"  # for example CC-BY-4.0'
    record = _first(guesses, "record")
    if record:
        yield f"record = {_quoted(record.column)}"
    sources = _first(guesses, "sources")
    if sources:
        prefix = f", prefix = {_quoted(sources.means)}" if sources.means else ""
        yield f"sources = {{ column = {_quoted(sources.column)}{prefix} }}"


def _claims(columns: Sequence[str], guesses: Sequence[_Guess]) -> Iterator[str]:
    things = [guess for guess in guesses if guess.role == "thing"]
    subject = things[0] if things else _Guess(columns[0], "thing", CHOOSE)
    cancers = [each for each in things[1:] if each.means == "Cancer"]
    objects = [each for each in things[1:] if each not in cancers] or cancers
    narrowing = cancers if objects is not cancers else []
    if not objects:
        taken = {subject.column, *(guess.column for guess in guesses)}
        free = next((column for column in columns if column not in taken), CHOOSE)
        objects = [_Guess(free, "value", "")]
    for each in objects:
        yield from _rule(subject, each, narrowing, guesses)
    firsts = [_first(guesses, role) for role in ("record", "sources", "level", "note")]
    used = {each.column for each in [subject, *objects, *narrowing[:1], *firsts] if each}
    for column in columns:
        if column not in used:
            yield f"# The column {_quoted(column)} is not used."


def _rule(
    subject: _Guess, about: _Guess, narrowing: Sequence[_Guess], guesses: Sequence[_Guess]
) -> Iterator[str]:
    yield "[[claims]]"
    yield f"subject = {_thing(subject)}"
    fitting = vocabulary().fitting(subject.means, about.means)[:_FITTING]
    yield f'predicate = "{CHOOSE}"' + (f"  # for example {', '.join(fitting)}" if fitting else "")
    yield f"object = {_thing(about)}"
    if narrowing:
        within = _thing(narrowing[0]).removeprefix("{ ")
        yield f'qualifiers = [{{ predicate = "inCancer", {within}]'
    level, note = _first(guesses, "level"), _first(guesses, "note")
    if level:
        yield f"level = {{ column = {_quoted(level.column)} }}"
        yield f'scheme = "{CHOOSE}"  # whose scale the level is on, for example CIViC'
    if note:
        yield f"note = {{ column = {_quoted(note.column)} }}"
    yield ""


def _thing(guess: _Guess) -> str:
    kind = f', class = "{guess.means}"' if guess.means else ""
    return f"{{ column = {_quoted(guess.column)}{kind} }}"


def _first(guesses: Sequence[_Guess], role: str) -> _Guess | None:
    return next((guess for guess in guesses if guess.role == role), None)


def _quoted(text: str) -> str:
    """Write a text as TOML does; JSON does the same but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _short_name(file: str) -> str:
    """Make the short name of a table from the name of its file."""
    try:
        plain = slug(file.rpartition(".")[0] or file)
    except ValueError:
        return "my-table"
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:_LONGEST_NAME].strip("-") or "my-table"
