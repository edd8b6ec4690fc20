"""WikiPathways: what takes part in pathways with ERBB2, and what acts on the ERBB family.

Format: GPML 2013a and 2021 (https://github.com/PathVisio/GPML). Nodes typed ``GeneProduct`` and
``Protein`` are read as proteins where the curated tables have the protein that the gene encodes,
since in a drawing of signals it is the product that acts; others are genes, because nothing says
which of their products is meant. The target of ``mim-transcription-translation`` is always the
gene. What is drawn on a group is claimed of each member with a hedge, so that no plain triple
comes of it.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from rdflib import URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic import Scope
from her2kg.loaders.wikipathways_gpml import NAMESPACES, Diagram, Node, read
from her2kg.loaders.wikipathways_lines import LineReader
from her2kg.loaders.wikipathways_names import Thing, thing
from her2kg.loaders.xml_text import begins_as, line_of, root_of
from her2kg.ontology.model import Claim, Entity, Name, Source
from her2kg.ontology.namespaces import mint

__all__ = ["WikiPathwaysLoader"]

_ROOT = re.compile(r"<Pathway\s[^<>]*?http://(pathvisio|genmapp)\.org/GPML/", re.ASCII)
_PAGE = "https://www.wikipathways.org/pathways/{}.html"
_HUMAN = "Homo sapiens"


class WikiPathwaysLoader:
    """Reads one pathway; of another species it takes nothing, for genes here are human."""

    name = "wikipathways"
    version = "2"
    licence = "CC0-1.0"
    homepage = "https://www.wikipathways.org"
    title = "WikiPathways"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the text is XML with a pathway in GPML at its root."""
        return begins_as(head, _ROOT)

    def load(self, material: Material) -> Iterator[Record]:
        """Yield what the pathway says; a file that is no sound GPML gives one rejection."""
        found = _root(material)
        if isinstance(found, Rejection):
            yield found
            return
        diagram = read(found, material.text)
        if not diagram.number or not diagram.title:
            reason = "the pathway has no name or no number of WikiPathways, such as WP673"
            yield Rejection(material.name, line_of(material, _ROOT), reason, diagram.title)
        elif diagram.organism != _HUMAN:
            yield OutOfScope(material.name, line_of(material, _ROOT), "is no pathway of humans")
        else:
            yield from self._records(diagram, material)

    def _records(self, diagram: Diagram, material: Material) -> Iterator[Record]:
        page = _page(diagram)
        yield page
        things: dict[Node, Thing] = {}
        for node in diagram.nodes:
            try:
                named = thing(node)
            except ValueError as error:
                yield Rejection(material.name, node.line, str(error), f"node {node.id}")
                continue
            if named:
                things[node] = named
            else:
                yield OutOfScope(material.name, node.line, "names no protein, gene or drug")
        yield from self._members(diagram, things, material, page.iri)
        yield from LineReader(diagram, things, self._scope, material, page.iri).records()

    def _members(
        self, diagram: Diagram, things: dict[Node, Thing], material: Material, page: URIRef
    ) -> Iterator[Record]:
        """Yield the pathway and a claim for each gene product that is drawn in it."""
        lines = [line_of(material, _ROOT), *(node.line for node in things)]
        if not any(self._scope.covers(each.symbol, (), "") for each in things.values()):
            reason = "the pathway does not hold ERBB2"
            yield from (OutOfScope(material.name, line, reason) for line in lines)
            return
        yield from (Taken(material.name, line) for line in lines)
        pathway = URIRef(mint("Pathway", diagram.number))
        yield Entity(pathway, "Pathway", diagram.title, (diagram.number,))
        said: set[Name] = set()
        for node, each in things.items():
            if each.name.kind != "Drug" and each.name not in said:
                said.add(each.name)
                record = f"{diagram.number} node {node.id or node.label}"
                drawn = " ".join(filter(None, (node.type, node.database, node.identifier)))
                words = f"{diagram.title}: {node.label} ({drawn})"
                yield Claim(each.name, "playsRoleIn", pathway, record, (page,), statement=words)


def _root(material: Material) -> Element | Rejection:
    """Parse the XML, and see that it is a pathway."""
    root = root_of(material, _ROOT)
    if isinstance(root, Rejection):
        return root
    space, _, tag = root.tag.rpartition("}")
    if tag == "Pathway" and f"{space}}}" in NAMESPACES:
        return root
    reason = "the root is not a pathway of GPML 2013a or 2021: download it again"
    return Rejection(material.name, line_of(material, _ROOT), reason)


def _page(diagram: Diagram) -> Source:
    number = diagram.number
    revision = f", revision {diagram.revision}" if diagram.revision else ""
    return Source(
        URIRef(mint("Source", f"wikipathways-{number}")),
        "Database",
        f"WikiPathways {number}{revision}: {diagram.title}",
        _PAGE.format(number),
        date=diagram.date,
        licence=WikiPathwaysLoader.licence,
    )
