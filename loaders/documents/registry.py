"""The formats of documents, in the order in which they are recognised."""

from her2kg.loaders.documents.document import DocumentFormat
from her2kg.loaders.documents.html import Html
from her2kg.loaders.documents.jats import Jats
from her2kg.loaders.documents.nbib import Nbib
from her2kg.loaders.documents.pdf import Pdf
from her2kg.loaders.documents.plain import Plain
from her2kg.loaders.documents.pubmed_xml import PubmedXml

__all__ = ["FORMATS"]

FORMATS: tuple[DocumentFormat, ...] = (Pdf(), PubmedXml(), Jats(), Nbib(), Html(), Plain())
"""JATS before HTML, for both have articles; plain text last, for it takes what is left."""
