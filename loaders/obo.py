"""Ontologies in the OBO format: the cancers of the Disease Ontology, with names and hierarchy.

The format is that of OBO 1.2 and 1.4 (https://owlcollab.github.io/oboformat), read by obonet.
"""

import io
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import networkx as nx
import obonet

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.ontology.model import Description
from her2kg.ontology.namespaces import is_well_formed

__all__ = ["OboLoader"]

_CANCER = "DOID:162"
"""Disease Ontology's term for cancer: what lies below it is one."""

_SYNONYM = re.compile(r'"((?:[^"\\]|\\.)*)" EXACT\b')
_DEFINITION = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_LONGEST_REASON = 120


class OboLoader:
    """Reads the cancers of the Disease Ontology; terms of other kinds are counted."""

    name = "obo"
    version = "1"
    licence = "CC0-1.0"
    homepage = "https://disease-ontology.org/downloads"
    title = "Disease Ontology"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the text begins as an OBO file does."""
        return head.removeprefix("\ufeff").lstrip().startswith("format-version:")

    def load(self, material: Material) -> Iterator[Record]:
        """Yield a description of each cancer; a file that cannot be read gives one rejection."""
        try:
            with _quiet():
                graph = obonet.read_obo(io.StringIO(material.text, newline=None))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = " ".join(str(error).split())[:_LONGEST_REASON]
            yield Rejection(material.name, 1, f"this is no sound OBO file ({reason})")
            return
        cancers = nx.ancestors(graph, _CANCER) | {_CANCER} if _CANCER in graph else set()
        for term in graph:
            if term in cancers and not is_well_formed(term):
                reason = f"the term {ascii(term)[:40]} has no identifier of a known form"
                yield Rejection(material.name, 1, reason)
            elif term in cancers and graph.nodes[term].get("name"):
                yield _description(term, graph.nodes[term])
            elif "name" in graph.nodes[term]:
                yield OutOfScope(material.name, 1, "is no cancer")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what obonet remarks on a file from the user, who can do nothing about it."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def _description(term: str, data: dict[str, object]) -> Description:
    synonyms = (_SYNONYM.match(text) for text in _texts(data.get("synonym")))
    nci = [x.removeprefix("NCI:") for x in _texts(data.get("xref")) if x.startswith("NCI:")]
    return Description(
        "obo",
        "Cancer",
        str(data["name"]),
        (term,),
        tuple(sorted({_plain(found[1]) for found in synonyms if found})),
        _definition(str(data.get("def", ""))),
        tuple(sorted(_texts(data.get("is_a")))),
        (f"NCIT:{nci[0]}",) if len(nci) == 1 else (),
    )


def _texts(value: object) -> Iterable[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _definition(text: str) -> str:
    found = _DEFINITION.match(text)
    return _plain(found[1]) if found else ""


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
