"""The word lists and rules of the reader, read from the tables beside this module."""

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

__all__ = [
    "FAMILIAR_FILES",
    "PATTERN_FILES",
    "RULE_FILES",
    "alternatives",
    "expand_braces",
    "expand_macros",
    "read_rows",
    "read_words",
    "row_of",
    "rules_sha256",
    "words_in",
]

PATTERN_FILES = (
    "patterns/biology.tsv",
    "patterns/certainty.tsv",
    "patterns/frequencies.tsv",
    "patterns/mechanism.tsv",
    "patterns/outcomes.tsv",
    "patterns/responses.tsv",
    "patterns/safety.tsv",
    "patterns/tests.tsv",
    "patterns/treatment.tsv",
    "patterns/triggers.tsv",
)
"""The tables of patterns, one a family of relations, in the order in which they are tried."""

FAMILIAR_FILES = ("familiar/learned.txt", "familiar/written.txt")
"""The lists of familiar words: learned from texts, and written by hand."""

RULE_FILES = (
    "abbreviations.txt",
    "anaphora.tsv",
    "components.tsv",
    "concepts.tsv",
    "contrasts.tsv",
    "criteria.tsv",
    "cues.tsv",
    *FAMILIAR_FILES,
    "familiar/phrases.tsv",
    "findings.tsv",
    "kinds.tsv",
    "macros.tsv",
    "names.tsv",
    *PATTERN_FILES,
    "qualifiers.tsv",
    "responses/alteration.tsv",
    "responses/direction.tsv",
    "responses/drug.tsv",
    "responses/events.tsv",
    "responses/evidence.tsv",
    "responses/evidence_cues.tsv",
    "responses/evidence_types.tsv",
    "responses/roles.tsv",
    "responses/states.tsv",
    "scores.tsv",
    "spellings.tsv",
    "study.tsv",
    "words.tsv",
)
"""Every table that decides what is read; the reader's version covers them."""

_MACRO = re.compile(r"@([A-Z]+)")
_BRACES = re.compile(r"\{([^{}]*)\}")


@cache
def _content(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def read_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Read one table of the reader.

    Args:
        name: file name, tab-separated, first row the column names; lines that begin with
            ``#`` are remarks.

    Returns:
        The rows as mappings from column to text.

    Raises:
        ValueError: a row has more or fewer cells than the table has columns.
    """
    lines = [line for line in _content(name).splitlines() if line and not line.startswith("#")]
    columns, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{name}: {len(row)} cells instead of {len(columns)} in {row!r}")
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)


@cache
def read_words(name: str) -> frozenset[str]:
    """Read a list of words of the reader.

    Args:
        name: file name, with the form of ``words_in``.
    """
    return words_in(_content(name))


def words_in(text: str) -> frozenset[str]:
    """Return the words of a list, parted by white space; lines that begin with ``#`` are remarks.

    Args:
        text: content of the list.
    """
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def rules_sha256() -> str:
    """Hash all tables, so that a changed rule gives the reader a new version."""
    joined = "\0".join(f"{name}\0{_content(name)}" for name in RULE_FILES)
    return hashlib.sha256(joined.encode()).hexdigest()


@cache
def _macros() -> Mapping[str, str]:
    macros: dict[str, str] = {}
    for row in read_rows("macros.tsv"):
        macros[row["name"]] = _MACRO.sub(lambda found: macros[found[1]], row["regex"])
    return macros


def expand_macros(regex: str) -> str:
    """Write out the parts that regular expressions share.

    Args:
        regex: a regular expression with parts such as ``@DET`` of ``macros.tsv``.
    """
    return _MACRO.sub(lambda found: _macros()[found[1]], regex)


def alternatives(patterns: Iterable[str]) -> str:
    """Join patterns to one regular expression, in which an earlier one wins.

    Args:
        patterns: one a row, with macros; :func:`row_of` tells which of them fitted.
    """
    return "|".join(f"(?P<r{number}>{expand_macros(one)})" for number, one in enumerate(patterns))


def row_of(found: re.Match[str]) -> int:
    """Return the number of the pattern of :func:`alternatives` that fitted."""
    return int((found.lastgroup or "r0")[1:])


def expand_braces(template: str) -> tuple[str, ...]:
    """Write out the alternatives of a template.

    Args:
        template: e.g. ``"{too many,excess} HER2 {protein,receptor}"``.

    Returns:
        Every spelling, in the order written: ``"too many HER2 protein"`` and three more.
    """
    found = _BRACES.search(template)
    if found is None:
        return (" ".join(template.split()),)
    before, after = template[: found.start()], template[found.end() :]
    return tuple(
        spelling
        for option in found[1].split(",")
        for spelling in expand_braces(before + option + after)
    )
