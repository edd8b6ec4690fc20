"""The sources that the Cancer Genome Interpreter cites: publications, trials, agencies, pages."""

import csv
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from rdflib import URIRef

from her2kg.ontology.model import Source
from her2kg.ontology.namespaces import expand, mint, slug

__all__ = ["sources"]

_BETWEEN = re.compile(r";|(?<=\d),(?=[A-Z])")
_PAGE = re.compile(
    r"https?://[\w.-]+(?::\d{1,5})?(?:[/?](?:[\w.~:/?@!$&'()*+,=-]|%[0-9A-F]{2})*)?"
    r"(?:#(?:[\w.~:/?@!$&'()*+,=-]|%[0-9A-F]{2})*)?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST_NAME = 60
_HASH = 8


@cache
def _forms() -> Sequence[tuple[re.Pattern[str], str, str, str]]:
    """Return how sources are written: pattern, class, identifier and title."""
    table = resources.files("her2kg.loaders") / "cgi_sources.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return [
        (re.compile(row["pattern"], re.ASCII), row["kind"], row["identifier"], row["title"])
        for row in rows
    ]


def sources(cell: str) -> tuple[Source, ...]:
    """Read the sources of a row, each once.

    Args:
        cell: e.g. ``"PMID:26598547;ASCO 2017 (abstr 9071)"``.

    Returns:
        The sources in the order of the cell. What has no public identifier keeps its words.

    Raises:
        ValueError: the cell names none.
    """
    words = (" ".join(part.split()) for part in _BETWEEN.split(cell))
    found = {source.iri: source for source in map(_source, filter(None, words))}
    if not found:
        raise ValueError("the row names no source")
    return tuple(found.values())


def _source(words: str) -> Source:
    for pattern, kind, identifier, title in _forms():
        if match := pattern.fullmatch(words):
            curie, name = identifier.format(*match.groups()), title.format(*match.groups())
            iri = URIRef(mint("Source", curie or _local(words)))
            return Source(iri, kind, name or curie, expand(curie) if curie else "", curie)
    page = words if _PAGE.fullmatch(words) else ""
    return Source(URIRef(mint("Source", _local(words))), "Publication", words, page)


def _local(words: str) -> str:
    """Make a local name; words that are long or leave little of themselves get a hash."""
    plain = slug(f"CGI-{words}")
    if plain != "CGI" and len(plain) <= _LONGEST_NAME:
        return plain
    return f"{plain[:_LONGEST_NAME]}-{hashlib.sha256(words.encode()).hexdigest()[:_HASH]}"
