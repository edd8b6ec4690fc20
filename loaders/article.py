"""Articles and other documents, read sentence by sentence with their sources."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files

from rdflib import URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.documents.document import Document, DocumentFormat
from her2kg.loaders.documents.registry import FORMATS
from her2kg.loaders.documents.sources import is_retracted, source_of
from her2kg.loaders.text.data import rules_sha256
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.loaders.text.parts import Part, cut, moved
from her2kg.loaders.text.quotes import Occurrences
from her2kg.loaders.text.reader import read_part
from her2kg.loaders.text.reading import Reading
from her2kg.loaders.text.short_forms import ShortForms
from her2kg.ontology.model import Source

__all__ = ["ArticleLoader", "Section", "embedded_article"]

_EMBEDDED = "her2-positive-cancer.md"
_LONGEST = 2_000


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

    def is_whole(self, material: Material) -> bool:
        """Say whether a file is one document that is parsed as a whole, such as a PDF."""
        return self._form(material).whole

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the documents of a file in order; one that cannot be read does not stop others.

        Args:
            material: the file; a sentence that says nothing readable is no error.

        Yields:
            For each document one Source, the Entities that its claims name, the Claims in its
            order with ``record=""``, and that it was taken. A publication without any claim
            is out of scope; one that was retracted, or that the file had before, is rejected.
        """
        for each in self.sections(material):
            if isinstance(each, Section):
                yield from each.records(self.read(each.part, each.source.iri))
            else:
                yield each

    def sections(self, material: Material) -> Iterator["Record | Section"]:
        """Yield what is to be read of a file in order, and what is said of documents that are not.

        The sections can be read in any order; ``Section.records`` is called in theirs.
        """
        file = _File(material, ShortForms(self._lexicon))
        for document in self._form(material).documents(material):
            if not isinstance(document, Document):
                yield document
            elif fault := file.refusal(document):
                if not document.begin:
                    yield Rejection(material.name, document.line, fault, document.title[:80])
            else:
                yield from file.sections(document)

    def read(self, part: Part, source: URIRef) -> Reading:
        """Read a part of a document, whose claims are to cite a source."""
        return read_part(part.text, self._lexicon, (source,), part.known, infer=False)

    def _form(self, material: Material) -> DocumentFormat:
        return self._format(material.head) or self._formats[-1]

    def _format(self, head: str) -> DocumentFormat | None:
        return next((form for form in self._formats if form.recognises(head)), None)


@dataclass(slots=True)
class _Told:
    """What was told of a file so far, section by section.

    Attributes:
        occurrences: how often each quoted sentence stood in it.
        source: whether the source of the document at hand was told.
    """

    occurrences: Occurrences = field(default_factory=Occurrences)
    source: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A document that is to be read, or a part of a long one.

    Attributes:
        document: what is known of it.
        source: the source that its claims cite.
        part: its text.
        file: name of the file.
        told: what was told of the file before.
    """

    document: Document
    source: Source
    part: Part
    file: str
    told: _Told

    def records(self, reading: Reading) -> Iterator[Record]:
        """Yield what was read of it, the sections of a file in order."""
        told, document = self.told, self.document
        told.source = told.source and self.part.begin > 0
        if not told.source and (reading.claims or not document.identifier):
            told.source = True
            yield self.source
        yield from reading.entities
        claims = (replace(claim, licence=document.licence) for claim in reading.claims)
        yield from told.occurrences.apart(moved(claims, self.part.begin))
        if self.part.ends and told.source:
            yield Taken(self.file, document.line)
        elif self.part.ends:
            reason = f"no sentence of {document.identifier} was read as a claim"
            yield OutOfScope(self.file, document.line, reason)


@dataclass(slots=True)
class _File:
    """What has to be known of the documents of a file before, to keep later ones apart.

    Attributes:
        material: the file.
        forms: the short forms of the document at hand, where it comes in parts.
        source: the source of the document at hand.
        fault: why the document at hand is not read, or empty.
        identifiers: those of its documents so far.
        unnamed: how many documents had none.
        told: what was told of them.
    """

    material: Material
    forms: ShortForms
    source: Source | None = None
    fault: str = ""
    identifiers: set[str] = field(default_factory=set)
    unnamed: int = 0
    told: _Told = field(default_factory=_Told)

    def refusal(self, document: Document) -> str:
        """Say why a document is not read, or return an empty text and remember it."""
        if not document.begin:
            self.fault = self._fault(document)
        return self.fault

    def _fault(self, document: Document) -> str:
        if is_retracted(document.title):
            return f"{document.identifier or 'the document'} was retracted: it is not read"
        if document.identifier in self.identifiers:
            return f"{document.identifier} stands in the file twice: the first one was read"
        if document.identifier:
            self.identifiers.add(document.identifier)
        return ""

    def sections(self, document: Document) -> Iterator[Section]:
        """Yield a document, or the parts of a long one."""
        title, licence = _short(document.title), _short(document.licence)
        known = replace(document, text="", title=title, licence=licence)
        if self.source is None or not document.begin:
            self.unnamed += not known.identifier
            name, sha256 = self.material.name, self.material.sha256
            self.source = source_of(known, name, sha256, self.unnamed)
            self.forms = ShortForms(self.forms.lexicon)
        for part in cut(document.text, self.forms, document.begin, ends=document.ends):
            yield Section(known, self.source, part, self.material.name, self.told)


def _short(words: str) -> str:
    """Cut what every claim of a document is shown with, where it is no title but a whole text."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"


def embedded_article() -> Material:
    """Return the article on HER2-positive cancer that comes with the package."""
    file = files("her2kg.loaders").joinpath("material", _EMBEDDED)
    return Material.of_text(_EMBEDDED, file.read_bytes().decode("utf-8"))
