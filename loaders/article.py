"""Articles in plain text or Markdown, read sentence by sentence."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

from rdflib import URIRef

from her2kg.loaders.base import Material, Record
from her2kg.loaders.text.data import rules_sha256
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.loaders.text.sentences import split_sentences
from her2kg.ontology.model import Source
from her2kg.ontology.namespaces import mint

__all__ = ["ArticleLoader", "embedded_article"]

_EMBEDDED = "her2-positive-cancer.md"
_MARKUP = re.compile(r"\s*(?:<[!?a-zA-Z]|[\[{]\s*[\[{\"\]}])")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_FEWEST_WORDS = 3
_FEWEST_LINES = 2
_ID_LENGTH = 16


class ArticleLoader:
    """Reads prose: every claim carries the exact words of the document it stands in.

    Attributes:
        name: short name, also that of its graph.
        version: changes with the code and with every table of patterns, cues and words.
        licence: what is known of the licence when the document itself is silent.
        homepage: empty, for articles come from anywhere.
        title: what it is, in a few words.
    """

    name: str = "article"
    licence: str = "as stated by the document"
    homepage: str = ""
    title: str = "Articles in plain text or Markdown"

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the names to look for.

        Args:
            lexicon: names of all entities that the graph knows.
        """
        self._lexicon = lexicon
        self.version: str = f"1-{rules_sha256()[:8]}"

    def recognises(self, head: str) -> bool:
        """Say whether a text is prose: no table, markup language, data or binary content."""
        text = head.removeprefix("\ufeff")
        if _CONTROL.search(text) or _MARKUP.match(text) or _is_table(text):
            return False
        return len(_WORDS.findall(text)) >= _FEWEST_WORDS

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the document, the concepts that its claims name, and the claims in its order.

        Args:
            material: the document; a sentence that says nothing readable is no error.

        Yields:
            One Source, then Entities, then Claims with ``record=""``.
        """
        document = URIRef(mint("Document", material.sha256[:_ID_LENGTH]))
        reading = read_document(material.text, self._lexicon, (document,))
        licence = _licence(material.text)
        yield Source(document, "Document", _title(material), licence=licence)
        yield from reading.entities
        yield from (replace(claim, licence=licence) for claim in reading.claims)


def _is_table(text: str) -> bool:
    """Tell whether the first lines have the same number of tabs or of commas, as tables do."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    tabs = {line.count("\t") for line in lines}
    if tabs != {0} and len(tabs) == 1:
        return True
    commas = {line.count(",") for line in lines}
    tight = not any(", " in line for line in lines)
    return len(lines) >= _FEWEST_LINES and len(commas) == 1 and commas != {0} and tight


def _title(material: Material) -> str:
    """Return the first heading or line of a document, or its file name."""
    for sentence in split_sentences(material.text):
        return " ".join(material.text[sentence.start : sentence.end].strip("*_` ").split())
    return material.name


def _licence(text: str) -> str:
    """Return the licence that a line ``Licence: …`` of the document states, or empty."""
    found = re.search(r"^\W*Licen[cs]e:\s*(.+?)\.?\s*$", text, re.IGNORECASE | re.MULTILINE)
    return found[1] if found else ""


def embedded_article() -> Material:
    """Return the article on HER2-positive cancer that comes with the package."""
    content = files("her2kg.loaders").joinpath("material", _EMBEDDED).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return Material(_EMBEDDED, content.decode("utf-8"), digest)
