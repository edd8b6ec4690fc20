"""Articles and other documents, read sentence by sentence with their sources."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from urllib.parse import quote

from rdflib import URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.documents.document import Document, DocumentFormat
from her2kg.loaders.documents.registry import FORMATS
from her2kg.loaders.text.data import rules_sha256
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.reader import read_document
from her2kg.ontology.model import Claim, Source
from her2kg.ontology.namespaces import expand, mint

__all__ = ["ArticleLoader", "embedded_article"]

_EMBEDDED = "her2-positive-cancer.md"
_RETRACTED = re.compile(r"\W*(?:RETRACTED\b|Retracted(?:\s+Article)?\s*:)")
"""How publishers begin the title of an article that was retracted."""

_ID_LENGTH = 16
_IN_DOI = "/:;()._-~"


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
    title: str = "Articles and other documents"

    def __init__(self, lexicon: Lexicon, formats: tuple[DocumentFormat, ...] = FORMATS) -> None:
        """Take the names to look for.

        Args:
            lexicon: names of all entities that the graph knows.
            formats: forms of documents; the first that recognises a file reads it, else the last.
        """
        self._lexicon = lexicon
        self._formats = formats
        self.version: str = f"2-{rules_sha256()[:8]}"

    def recognises(self, head: str) -> bool:
        """Say whether a file is a document of a form that is known."""
        return self._format(head) is not None

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the documents of a file in order; one that cannot be read does not stop others.

        Args:
            material: the file; a sentence that says nothing readable is no error.

        Yields:
            For each document one Source, the Entities that its claims name, the Claims in its
            order with ``record=""``, and that it was taken. A publication without any claim
            is out of scope; one that was retracted, or that the file had before, is rejected.
        """
        form = self._format(material.head) or self._formats[-1]
        file = _File(material)
        for document in form.documents(material):
            if not isinstance(document, Document):
                yield document
            elif fault := file.refusal(document):
                yield Rejection(material.name, document.line, fault, document.title[:80])
            else:
                yield from self._read(document, file)

    def _format(self, head: str) -> DocumentFormat | None:
        return next((form for form in self._formats if form.recognises(head)), None)

    def _read(self, document: Document, file: "_File") -> Iterator[Record]:
        source, name = file.source(document), file.material.name
        reading = read_document(document.text, self._lexicon, (source.iri,))
        if document.identifier and not reading.claims:
            reason = f"no sentence of {document.identifier} was read as a claim"
            yield OutOfScope(name, document.line, reason)
            return
        yield source
        yield from reading.entities
        claims = (replace(claim, licence=document.licence) for claim in reading.claims)
        yield from file.apart(claims)
        yield Taken(name, document.line)


@dataclass(slots=True)
class _File:
    """What has to be known of the documents of a file before, to keep later ones apart.

    Attributes:
        material: the file.
        identifiers: those of its documents so far.
        unnamed: how many documents had none.
        occurrences: how often each quoted sentence stood in the documents so far.
    """

    material: Material
    identifiers: set[str] = field(default_factory=set)
    unnamed: int = 0
    occurrences: dict[str, int] = field(default_factory=dict)

    def refusal(self, document: Document) -> str:
        """Say why a document is not read, or return an empty text and remember it."""
        if _RETRACTED.match(document.title):
            return f"{document.identifier or 'the document'} was retracted: it is not read"
        if document.identifier in self.identifiers:
            return f"{document.identifier} stands in the file twice: the first one was read"
        if document.identifier:
            self.identifiers.add(document.identifier)
        return ""

    def source(self, document: Document) -> Source:
        """Return the source that the claims of a document cite: the same as other loaders name."""
        curie = document.identifier
        if curie:
            iri = mint("Source", curie)
            url = quote(expand(curie), safe=_IN_DOI)
            title = document.title or curie
            found = Source(URIRef(iri), "Publication", title, url, curie)
        else:
            self.unnamed += 1
            number = f"-{self.unnamed}" if self.unnamed > 1 else ""
            iri = mint("Document", f"{self.material.sha256[:_ID_LENGTH]}{number}")
            title = document.title or self.material.name
            found = Source(URIRef(iri), "Document", title, document.url)
        return replace(found, date=document.date, licence=document.licence)

    def apart(self, claims: Iterator[Claim]) -> Iterator[Claim]:
        """Number the sentences of claims through the file: a claim is told by file and sentence."""
        met: dict[str, int] = {}
        for claim in claims:
            if claim.quote is None:
                yield claim
                continue
            sentence = " ".join(claim.quote.sentence.split())
            ordinal = claim.quote.ordinal + self.occurrences.get(sentence, 0)
            met[sentence] = max(met.get(sentence, 0), ordinal + 1)
            yield replace(claim, quote=replace(claim.quote, ordinal=ordinal))
        self.occurrences.update(met)


def embedded_article() -> Material:
    """Return the article on HER2-positive cancer that comes with the package."""
    file = files("her2kg.loaders").joinpath("material", _EMBEDDED)
    return Material.of_text(_EMBEDDED, file.read_bytes().decode("utf-8"))
