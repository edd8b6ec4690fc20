"""What biomarkers of the Cancer Genome Interpreter say, as records."""

from collections.abc import Iterator

from rdflib import Literal, URIRef

from her2kg.loaders.base import Record
from her2kg.loaders.cgi_biomarkers import Biomarker, Row
from her2kg.ontology.model import Claim, Entity, EvidenceItem, Name, Node, Qualifier
from her2kg.ontology.namespaces import mint

__all__ = ["records"]


def records(biomarker: Biomarker, *, with_profile: bool) -> Iterator[Record]:
    """Yield the sources, the evidence item and its claims.

    Variants of which any will do have a claim each, as the source says it of each; variants
    that a tumour has together are one profile. Each cancer has a claim of its own.

    Args:
        biomarker: what to yield.
        with_profile: whether the molecular profile is to be described, too.
    """
    item = _evidence_item(biomarker)
    yield from biomarker.sources
    yield item
    for subject in _subjects(biomarker):
        for cancer in dict.fromkeys(biomarker.cancers):
            yield _claim(biomarker, item, subject, cancer)
    if with_profile:
        yield from _profile_records(biomarker)


def _profile(biomarker: Biomarker) -> URIRef:
    return URIRef(mint("MolecularProfile", biomarker.profile))


def _subjects(biomarker: Biomarker) -> list[Node]:
    if len(biomarker.parts) > 1:
        return [_profile(biomarker)]
    return [Name("Variant", variant) for variant in biomarker.parts[0].variants]


def _claim(biomarker: Biomarker, item: EvidenceItem, subject: Node, cancer: Name) -> Claim:
    level = biomarker.row["Evidence level"]
    return Claim(
        subject=subject,
        predicate=biomarker.association.predicate,
        object=biomarker.treatment.name,
        record=biomarker.record,
        sources=item.sources,
        polarity=biomarker.association.polarity,
        qualifiers=(
            Qualifier("statedIn", item.iri),
            Qualifier("inCancer", cancer, identifying=True),
        ),
        level=level,
        scheme="CGI" if level else "",
        statement=_statement(biomarker.row),
    )


def _statement(row: Row) -> str:
    """Write the row in one line, in the source's words."""
    columns = (
        "Biomarker",
        "Alteration",
        "Association",
        "Drug full name",
        "Primary Tumor type",
        "Metastatic Tumor Type",
        "Evidence level",
        "Source",
    )
    return "; ".join(f"{column}: {row[column]}" for column in columns if row[column])


def _evidence_item(biomarker: Biomarker) -> EvidenceItem:
    row, treatment = biomarker.row, biomarker.treatment
    texts = {
        "evidenceLevel": row["Evidence level"],
        "evidenceScheme": "CGI",
        "interactionType": "Combination" if len(treatment.parts) > 1 else "",
        "phenotype": biomarker.association.effect,
        "recordId": biomarker.record,
        "significance": row["Association"],
        "statement": _statement(row),
    }
    fields = [Qualifier(local, Literal(text)) for local, text in texts.items() if text]
    fields.append(Qualifier("molecularProfile", _profile(biomarker)))
    fields += [Qualifier("cancer", cancer) for cancer in dict.fromkeys(biomarker.cancers)]
    therapies = dict.fromkeys((*treatment.parts, *treatment.examples))
    fields += [Qualifier("therapy", therapy) for therapy in therapies]
    iri = URIRef(mint("EvidenceItem", biomarker.record))
    cited = tuple(dict.fromkeys(source.iri for source in biomarker.sources))
    drugs = " + ".join(part.text for part in treatment.parts)
    label = f"{biomarker.label}: {row['Association']}, {drugs} ({row['Primary Tumor type']})"
    return EvidenceItem(iri, label, tuple(fields), cited)


def _profile_records(biomarker: Biomarker) -> Iterator[Record]:
    """Name a profile, and say of which variants it is made and of which genes these are."""
    node = _profile(biomarker)
    yield Entity(node, "MolecularProfile", biomarker.label)
    for part in biomarker.parts:
        for text in part.variants:
            variant = Name("Variant", text)
            yield Claim(node, "hasVariant", variant, biomarker.profile)
            if len(part.genes) == 1:  # a variant is of one gene; a fusion of two is of neither
                gene = Name("Gene", part.genes[0])
                yield Claim(variant, "variantOf", gene, biomarker.profile)
