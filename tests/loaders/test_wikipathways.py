"""Pathways of WikiPathways: what small drawings of our own become."""

from collections import Counter

import pytest
from rdflib import Literal, URIRef

from her2kg.loaders.base import OutOfScope
from her2kg.ontology.model import Entity, Name, Qualifier, Source
from her2kg.ontology.namespaces import mint
from tests.loaders.wikipathways_drawings import (
    EGFR,
    ERBB2,
    GENE,
    HER2,
    HER3,
    claims_of,
    load,
    said,
)
from tests.wikipathways_sample import (
    EVERYTHING,
    drawing,
    edge,
    group,
    node,
)


def test_a_pathway_with_erbb2_has_its_members() -> None:
    """Each gene product is named once: the curated protein, else the gene."""
    again = node("c", "HER2", "Protein")
    records = load(drawing(ERBB2, again, GENE, node("m", "glucose", "Metabolite")))
    pathway = URIRef(mint("Pathway", "WP9901"))
    page = URIRef(mint("Source", "wikipathways-WP9901"))
    assert Entity(pathway, "Pathway", "An invented pathway", ("WP9901",)) in records
    found = [(c.subject, c.object, c.record, c.sources) for c in claims_of(records, members=True)]
    assert found == [
        (HER2, pathway, "WP9901 node b", (page,)),
        (Name("Gene", "XYZ1"), pathway, "WP9901 node x", (page,)),
    ]
    assert OutOfScope("x.gpml", 6, "names no protein, gene or drug") in records


def test_the_source_is_the_page_with_its_revision() -> None:
    """Revision, day, licence and address of the pathway are kept."""
    (page,) = (r for r in load(drawing(ERBB2)) if isinstance(r, Source))
    assert page.kind == "Database"
    assert page.title == "WikiPathways WP9901, revision 7: An invented pathway"
    assert (page.date, page.licence) == ("2025-11-23", "CC0-1.0")
    assert page.url == "https://www.wikipathways.org/pathways/WP9901.html"


@pytest.mark.parametrize("day", ["", "20251399", "tomorrow"])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    """A wrong date gives a source without a date, not a wrong one."""
    records = load(drawing(ERBB2, Last_Modified=day))
    assert [r.date for r in records if isinstance(r, Source)] == [""]


def test_a_pathway_without_erbb2_gives_interactions_only() -> None:
    """Members come from pathways that hold ERBB2; what acts on its family from all."""
    records = load(drawing(node("a", "EGFR"), GENE, edge("e", "a", "x", "Arrow")))
    assert OutOfScope("x.gpml", 2, "the pathway does not hold ERBB2") in records
    assert not claims_of(records, members=True)
    assert [c.subject for c in claims_of(records)] == [EGFR]
    assert claims_of(load(drawing(GENE), EVERYTHING), members=True)


@pytest.mark.parametrize(
    ("head", "predicate"),
    [
        ("Arrow", "actsOn"),
        ("TBar", "inhibits"),
        ("mim-inhibition", "inhibits"),
        ("mim-stimulation", "promotes"),
        ("mim-binding", "binds"),
        ("mim-conversion", "actsOn"),
    ],
)
def test_the_head_says_what_is_done(head: str, predicate: str) -> None:
    """A plain arrow has a direction and no effect; the head is kept in the source's word."""
    (claim,) = claims_of(load(drawing(ERBB2, GENE, edge("e", "x", "b", head))))
    assert (claim.subject, claim.predicate, claim.object) == (Name("Gene", "XYZ1"), predicate, HER2)
    assert claim.qualifiers == (Qualifier("arrowType", Literal(head)),)
    assert claim.record == "WP9901 edge e"
    assert claim.statement == f"An invented pathway: XYZ1 [{head}] ERBB2"


def test_a_line_without_head_gets_no_direction() -> None:
    """However it is drawn, an undirected line is one and the same fact."""
    expected = [(Name("Gene", "XYZ1"), "interactsWith", HER2, "no effect named")]
    assert said(ERBB2, GENE, edge("e", "x", "b")) == expected
    assert said(ERBB2, GENE, edge("e", "b", "x")) == expected


def test_a_head_at_the_start_turns_the_direction() -> None:
    """Direction follows the head, not the order of the points."""
    gene = Name("Gene", "XYZ1")
    assert said(ERBB2, GENE, edge("e", "b", "x", "TBar", "")) == [(gene, "inhibits", HER2, "")]
    assert said(ERBB2, GENE, edge("e", "b", "x", "Arrow", "mim-binding")) == [
        (HER2, "binds", gene, ""),
        (gene, "actsOn", HER2, "no effect named"),
    ]


def test_transcription_points_at_the_gene() -> None:
    """What is transcribed is the gene, not its product; a gene and its own product say nothing."""
    head = "mim-transcription-translation"
    assert said(ERBB2, GENE, edge("e", "x", "b", head)) == [
        (Name("Gene", "XYZ1"), "actsOn", Name("Gene", "ERBB2"), "no effect named")
    ]
    assert said(ERBB2, node("c", "HER2", "Protein"), edge("e", "b", "c", head)) == []


def test_a_group_is_each_member_with_a_hedge() -> None:
    """What binds a complex need not bind each part, so no member is said to without a hedge."""
    parts = [node("b", "ERBB2", group="in-g"), node("c", "ERBB3", group="in-g")]
    found = said(*parts, GENE, group("g", "Complex"), edge("e", "x", "g", "mim-binding"))
    gene, hedge = Name("Gene", "XYZ1"), "member of a complex"
    assert found == [(gene, "binds", HER2, hedge), (gene, "binds", HER3, hedge)]


def test_a_homodimer_is_its_protein() -> None:
    """A complex of one protein with itself needs no hedge and gives one claim."""
    parts = [node("b", "ERBB2", group="in-g"), node("c", "ERBB2", group="in-g")]
    found = said(*parts, GENE, group("g", "Complex"), edge("e", "x", "g", "mim-binding"))
    assert found == [(Name("Gene", "XYZ1"), "binds", HER2, "")]


def test_groups_in_groups_and_in_circles() -> None:
    """Members of inner groups count; groups that hold each other end all the same."""
    parts = [node("b", "ERBB2", group="in-g"), node("c", "ERBB3", group="in-h"), GENE]
    circle = [group("g", parent="h"), group("h", parent="g"), edge("e", "x", "h", "Arrow")]
    found = said(*parts, *circle)
    assert Counter(row[2] for row in found) == {HER2: 1, HER3: 1}


def test_an_anchor_is_a_place_on_a_line() -> None:
    """What ends on a line bears, with a hedge, on what that line leads to, never more exactly."""
    parts = [ERBB2, GENE, node("y", "XYZ2"), edge("e", "x", "b", "Arrow")]
    found = said(*parts, edge("f", "y", "on-e", "mim-inhibition"))
    assert found[1:] == [(Name("Gene", "XYZ2"), "actsOn", HER2, "line on a line; no effect named")]
    parts[-1] = edge("e", "b", "x", "Arrow")
    branch = said(*parts, edge("f", "on-e", "y", "Arrow"))
    assert branch[1:] == [(HER2, "actsOn", Name("Gene", "XYZ2"), "line on a line; no effect named")]


def test_anchors_that_lead_nowhere_say_nothing() -> None:
    """An anchor on a line without direction, or on itself, stands for nothing."""
    parts = [ERBB2, GENE, edge("e", "x", "b")]
    assert len(said(*parts, edge("f", "b", "on-e", "Arrow"))) == 1
    assert len(said(*parts, edge("f", "b", "on-f", "Arrow"))) == 1


def test_a_broken_line_is_hedged() -> None:
    """Authors draw broken what is indirect or not sure."""
    line = edge("e", "x", "b", "TBar", style="Broken")
    assert said(ERBB2, GENE, line) == [(Name("Gene", "XYZ1"), "inhibits", HER2, "broken line")]


def test_a_state_is_its_node() -> None:
    """A line to a phosphorylation drawn on HER2 is a line to HER2."""
    state = '<State TextLabel="P" GraphId="s" GraphRef="b" />'
    assert len(said(ERBB2, GENE, state, edge("e", "x", "s", "Arrow"))) == 1


def test_drugs_are_known_by_name_or_by_drugbank() -> None:
    """Other metabolites are no drugs, and a line from one is counted."""
    metabolites = [
        node("d", "Herceptin", "Metabolite"),
        node("f", "Xyzinib", "Metabolite", ("DrugBank", "DB99999")),
        node("m", "Growth factors", "Metabolite", ("ChEBI", "CHEBI:1")),
    ]
    lines = [edge(f"e{each}", each, "b", "mim-inhibition") for each in "dfm"]
    assert [row[0] for row in said(ERBB2, *metabolites, *lines)] == [
        Name("Drug", "trastuzumab"),
        Name("Drug", "Xyzinib", ("drugbank:DB99999",)),
    ]


def test_a_drug_of_the_scope_counts_without_the_family() -> None:
    """What a HER2 drug is said to do is taken, whatever it does it to."""
    line = edge("e", "d", "x", "TBar")
    assert len(said(node("d", "Trastuzumab", "Metabolite"), GENE, line)) == 1
    assert said(node("d", "Gefitinib", "Metabolite"), GENE, line) == []


@pytest.mark.parametrize(
    ("kind", "label", "xref", "name"),
    [
        ("GeneProduct", "ErbB-2", ("Ensembl", "ENSG00000141736"), HER2),
        ("GeneProduct", "ERRB2", ("Entrez Gene", "2064"), HER2),
        ("Protein", "Receptor\nerbB-2", ("Uniprot-TrEMBL", "P04626"), HER2),
        ("GeneProduct", "Neu", ("HGNC", "ERBB2"), HER2),
        ("GeneProduct", "Neu", ("HGNC", "HGNC:3430"), HER2),
        ("Rna", "ERBB2", ("", ""), Name("Gene", "ERBB2")),
        ("GeneProduct", "MIR9", ("Ensembl", "ENSG00000999999"), Name("Gene", "MIR9")),
        (
            "GeneProduct",
            "c-Xyz",
            ("Ensembl", "ENSG00000999999"),
            Name("Gene", "c-Xyz", ("ensembl:ENSG00000999999",)),
        ),
        ("Protein", "Xyzin", ("Uniprot", "P99999"), Name("Protein", "Xyzin", ("uniprot:P99999",))),
    ],
)
def test_what_a_node_names(kind: str, label: str, xref: tuple[str, str], name: Name) -> None:
    """Identifiers of every space and symbols lead to the protein, gene or drug."""
    records = load(drawing(node("n", label, kind, xref), node("z", "ERBB2", "Rna")))
    assert claims_of(records, members=True)[0].subject == name


@pytest.mark.parametrize(
    ("label", "xref"),
    [
        ("Frizzled", ("", "")),
        ("Frizzled", ("Ensembl", "ENSMUSG00000000001")),
        ("Gene", ("Pfam", "PF00001")),
    ],
)
def test_a_family_without_identifier_names_no_gene(label: str, xref: tuple[str, str]) -> None:
    """A word that is no symbol and has no human identifier is not taken for a gene."""
    records = load(drawing(node("n", label, xref=xref), ERBB2))
    assert [c.subject for c in claims_of(records, members=True)] == [HER2]
    assert OutOfScope("x.gpml", 3, "names no protein, gene or drug") in records
