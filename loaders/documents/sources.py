"""The source that claims of a document cite, whoever read it."""

import re
from urllib.parse import quote

from rdflib import URIRef

from her2kg.loaders.documents.document import Document
from her2kg.ontology.model import Source
from her2kg.ontology.namespaces import expand, mint

__all__ = ["is_retracted", "source_of"]

_RETRACTED = re.compile(r"\W*(?:RETRACTED\b|Retracted(?:\s+Article)?\s*:)")
_ID_LENGTH = 16
_IN_DOI = "/:;()._-~"


def is_retracted(title: str) -> bool:
    """Say whether a title begins as publishers begin that of a retracted article."""
    return bool(_RETRACTED.match(title))


def source_of(document: Document, file: str, sha256: str, number: int) -> Source:
    """Return the source of a document: for a publication the one that other loaders name too.

    Args:
        document: what is known of it; its identifier, where it has one, is well formed.
        file: name of its file.
        sha256: hash of its file, hexadecimal.
        number: which document of the file without identifier it is, from 1.
    """
    curie = document.identifier
    if curie:
        iri = mint("Source", curie)
        url = quote(expand(curie), safe=_IN_DOI)
        kind, title = "Publication", document.title or curie
    else:
        apart = f"-{number}" if number > 1 else ""
        iri = mint("Document", f"{sha256[:_ID_LENGTH]}{apart}")
        kind, title, url = "Document", document.title or file, document.url
    return Source(URIRef(iri), kind, title, url, curie, document.date, document.licence)
