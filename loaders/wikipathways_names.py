"""What the nodes of a WikiPathways drawing name: proteins, genes and drugs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from her2kg.loaders.curated import load_all
from her2kg.loaders.wikipathways_gpml import Node
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Claim, Entity, Name
from her2kg.ontology.namespaces import is_well_formed

__all__ = ["Thing", "thing"]

_PREFIXES = {
    "chebi": "CHEBI",
    "drugbank": "drugbank",
    "ensembl": "ensembl",
    "entrez gene": "NCBIGene",
    "hgnc": "hgnc",
    "hgnc accession number": "hgnc",
    "ncbigene": "NCBIGene",
    "uniprot": "uniprot",
    "uniprot-trembl": "uniprot",
}
"""WikiPathways' names of identifier spaces, folded, and the graph's."""

_GENE_PRODUCTS = frozenset({"GeneProduct", "Protein", "Rna"})
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]+(orf\d+)?(-[A-Z0-9]+)*", re.ASCII)
_HUMAN_GENE = re.compile(r"ensembl:ENSG\d{11}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Thing:
    """What a node names.

    Attributes:
        kind: class of the node in the graph: ``Protein``, ``Gene`` or ``Drug``.
        name: the node.
        gene: for a gene product, its gene.
        symbol: the symbol of the gene, or empty.
    """

    kind: str
    name: Name
    gene: Name
    symbol: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Curated things of one class, by name and by identifier.

    Attributes:
        by_name: label of each by its folded names.
        by_identifier: label of each by its identifiers.
        spaces: the prefixes of the identifiers of each.
    """

    by_name: Mapping[str, str]
    by_identifier: Mapping[str, str]
    spaces: Mapping[str, frozenset[str]]


def thing(node: Node) -> Thing | None:
    """Say what a node names.

    A gene product whose gene is in the curated tables is the protein that the gene encodes, or
    the gene when the node is an RNA. Other gene products are genes; those with an identifier of
    UniProt are proteins. A metabolite is a drug when the curated tables know it as one, or when
    it has a number of DrugBank. An identifier counts before the label; where the label is a
    symbol of its own, of a gene that the tables do not have, the symbol alone names it, because
    in real drawings symbols are right where identifiers are slips.

    Args:
        node: a node of the drawing.

    Returns:
        The thing, or None when the node is of another kind, or names no one gene because it has
        neither an identifier nor a symbol.

    Raises:
        ValueError: it has no label, or label and identifier name different things.
    """
    if node.type in _GENE_PRODUCTS:
        return _gene_product(node)
    return _drug(node) if node.type == "Metabolite" else None


def _gene_product(node: Node) -> Thing | None:
    curie = _curie(node)
    symbol = _agreed(node, curie, _genes())
    if symbol:
        gene = Name("Gene", symbol)
        protein = _encodes().get(symbol)
        name = Name("Protein", protein) if protein and node.type != "Rna" else gene
        return Thing(name.kind, name, gene, symbol)
    text = _hgnc_symbol(node) or node.label
    if curie.startswith("uniprot:"):
        name = Name("Protein", text, (curie,))
        return Thing("Protein", name, Name("Gene", text), "")
    is_symbol = bool(_SYMBOL.fullmatch(text))
    if not is_symbol and not curie:
        return None
    gene = Name("Gene", text, () if is_symbol else (curie,))
    return Thing("Gene", gene, gene, text)


def _drug(node: Node) -> Thing | None:
    curie = _curie(node)
    label = _agreed(node, curie, _drugs())
    if not label and not curie.startswith("drugbank:"):
        return None
    name = Name("Drug", label) if label else Name("Drug", node.label, (curie,))
    return Thing("Drug", name, name, "")


def _curie(node: Node) -> str:
    """Return the identifier of a node when it is a sound one of a space that is known."""
    prefix = _PREFIXES.get(node.database.casefold(), "")
    curie = f"{prefix}:{node.identifier.removeprefix(f'{prefix}:').removeprefix('HGNC:')}"
    if not prefix or not is_well_formed(curie):
        return ""
    return curie if prefix != "ensembl" or _HUMAN_GENE.fullmatch(curie) else ""


def _hgnc_symbol(node: Node) -> str:
    """Return the symbol that stands where others write an identifier, or an empty text."""
    is_symbol = node.database.casefold() == "hgnc" and not _curie(node)
    return node.identifier if is_symbol else ""


def _agreed(node: Node, curie: str, known: _Known) -> str:
    """Return the curated thing that label and identifier name, or an empty text.

    Raises:
        ValueError: there is no label, or label and identifier name different things.
    """
    if not node.label:
        raise ValueError("the node has no label")
    by_label = known.by_name.get(fold(node.label), "")
    by_identifier = known.by_identifier.get(curie, "")
    other = bool(curie) and curie.partition(":")[0] in known.spaces.get(by_label, frozenset())
    if symbol := _hgnc_symbol(node):
        by_identifier = known.by_name.get(fold(symbol), "")
        other = True
    if by_label and by_identifier != by_label and (by_identifier or other):
        raise ValueError(
            f"the label {node.label!r} and the identifier {node.database} {node.identifier} "
            "name different things"
        )
    return by_identifier or by_label


@cache
def _entities() -> tuple[Entity, ...]:
    return tuple(r for r in load_all() if isinstance(r, Entity))


@cache
def _encodes() -> Mapping[str, str]:
    """Return the label of the protein that each curated gene encodes, by the gene's label."""
    labels = {entity.iri: entity.label for entity in _entities()}
    claims = (r for r in load_all() if isinstance(r, Claim) and r.predicate == "encodes")
    return {
        labels[claim.subject]: labels[claim.object]  # type: ignore[index]
        for claim in claims
    }


@cache
def _genes() -> _Known:
    """Index genes by their symbol and the name of their protein, and by identifiers of both."""
    proteins = {e.label: e for e in _entities() if e.kind == "Protein"}
    genes = [e for e in _entities() if e.kind == "Gene"]
    encoded = {e.label: proteins[_encodes()[e.label]] for e in genes if e.label in _encodes()}
    both = [(gene, encoded.get(gene.label, gene)) for gene in genes]
    return _known(
        (gene.label, (gene.label, product.label), (*gene.identifiers, *product.identifiers))
        for gene, product in both
    )


@cache
def _drugs() -> _Known:
    """Index drugs; a salt has identifiers of its own, so another identifier is no contradiction."""
    drugs = (e for e in _entities() if e.kind == "Drug")
    known = _known([(e.label, (e.label, *e.synonyms), e.identifiers) for e in drugs])
    return replace(known, spaces={})


def _known(rows: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> _Known:
    """Index things; a name that two of them bear names neither."""
    rows = [(label, tuple(names), tuple(identifiers)) for label, names, identifiers in rows]
    return _Known(
        _alone((fold(name), label) for label, names, _ in rows for name in names),
        _alone((curie, label) for label, _, identifiers in rows for curie in identifiers),
        {label: frozenset(c.partition(":")[0] for c in curies) for label, _, curies in rows},
    )


def _alone(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, label in pairs:
        found.setdefault(key, set()).add(label)
    return {key: next(iter(labels)) for key, labels in found.items() if len(labels) == 1}
