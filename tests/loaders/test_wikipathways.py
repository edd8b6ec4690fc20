"""Pathways of WikiPathways: small drawings of our own, broken ones, and the real files."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.wikipathways import WikiPathwaysLoader
from her2kg.material import read_material
from her2kg.ontology.model import Claim, Entity, Name, Qualifier, Source
from her2kg.ontology.namespaces import mint
from tests.shared import SHARED, needs_shared
from tests.wikipathways_sample import (
    EVERYTHING,
    SCOPE,
    as_2021,
    drawing,
    edge,
    group,
    material,
    node,
)

REAL = SHARED / "data" / "wikipathways"
HER2, HER3, EGFR = (Name("Protein", text) for text in ("HER2", "HER3", "EGFR"))
ERBB2 = node("b", "ERBB2", xref=("Ensembl", "ENSG00000141736"))
GENE = node("x", "XYZ1")
_SAMPLE = drawing(
    ERBB2,
    GENE,
    node("d", "Trastuzumab", "Metabolite", ("DrugBank", "DB00072")),
    edge("e", "d", "b", "mim-inhibition"),
    edge("f", "b", "x", "Arrow"),
).text
_LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE Pathway [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n'
    '<Pathway xmlns="http://pathvisio.org/GPML/2013a" Name="&b;"></Pathway>'
)


def _load(given: Material, scope: Scope = SCOPE) -> list[Record]:
    return list(WikiPathwaysLoader(scope).load(given))


def _claims(records: list[Record], *, members: bool = False) -> list[Claim]:
    claims = [record for record in records if isinstance(record, Claim)]
    return [claim for claim in claims if (claim.predicate == "playsRoleIn") is members]


def _said(*parts: str, scope: Scope = SCOPE) -> list[tuple[object, str, object, str]]:
    claims = _claims(_load(drawing(*parts), scope))
    return [(claim.subject, claim.predicate, claim.object, claim.hedge) for claim in claims]


def _rejections(records: list[Record]) -> list[Rejection]:
    return [record for record in records if isinstance(record, Rejection)]


def test_a_pathway_with_erbb2_has_its_members() -> None:
    """Each gene product is named once: the curated protein, else the gene."""
    again = node("c", "HER2", "Protein")
    records = _load(drawing(ERBB2, again, GENE, node("m", "glucose", "Metabolite")))
    pathway = URIRef(mint("Pathway", "WP9901"))
    page = URIRef(mint("Source", "wikipathways-WP9901"))
    assert Entity(pathway, "Pathway", "An invented pathway", ("WP9901",)) in records
    found = [(c.subject, c.object, c.record, c.sources) for c in _claims(records, members=True)]
    assert found == [
        (HER2, pathway, "WP9901 node b", (page,)),
        (Name("Gene", "XYZ1"), pathway, "WP9901 node x", (page,)),
    ]
    assert OutOfScope("x.gpml", 6, "names no protein, gene or drug") in records


def test_the_source_is_the_page_with_its_revision() -> None:
    """Revision, day, licence and address of the pathway are kept."""
    (page,) = (r for r in _load(drawing(ERBB2)) if isinstance(r, Source))
    assert page.kind == "Database"
    assert page.title == "WikiPathways WP9901, revision 7: An invented pathway"
    assert (page.date, page.licence) == ("2025-11-23", "CC0-1.0")
    assert page.url == "https://www.wikipathways.org/pathways/WP9901.html"


@pytest.mark.parametrize("day", ["", "20251399", "tomorrow"])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    """A wrong date gives a source without a date, not a wrong one."""
    records = _load(drawing(ERBB2, Last_Modified=day))
    assert [r.date for r in records if isinstance(r, Source)] == [""]


def test_a_pathway_without_erbb2_gives_interactions_only() -> None:
    """Members come from pathways that hold ERBB2; what acts on its family from all."""
    records = _load(drawing(node("a", "EGFR"), GENE, edge("e", "a", "x", "Arrow")))
    assert OutOfScope("x.gpml", 2, "the pathway does not hold ERBB2") in records
    assert not _claims(records, members=True)
    assert [c.subject for c in _claims(records)] == [EGFR]
    assert _claims(_load(drawing(GENE), EVERYTHING), members=True)


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
    (claim,) = _claims(_load(drawing(ERBB2, GENE, edge("e", "x", "b", head))))
    assert (claim.subject, claim.predicate, claim.object) == (Name("Gene", "XYZ1"), predicate, HER2)
    assert claim.qualifiers == (Qualifier("arrowType", Literal(head)),)
    assert claim.record == "WP9901 edge e"
    assert claim.statement == f"An invented pathway: XYZ1 [{head}] ERBB2"


def test_a_line_without_head_gets_no_direction() -> None:
    """However it is drawn, an undirected line is one and the same fact."""
    expected = [(Name("Gene", "XYZ1"), "interactsWith", HER2, "no effect named")]
    assert _said(ERBB2, GENE, edge("e", "x", "b")) == expected
    assert _said(ERBB2, GENE, edge("e", "b", "x")) == expected


def test_a_head_at_the_start_turns_the_direction() -> None:
    """Direction follows the head, not the order of the points."""
    gene = Name("Gene", "XYZ1")
    assert _said(ERBB2, GENE, edge("e", "b", "x", "TBar", "")) == [(gene, "inhibits", HER2, "")]
    assert _said(ERBB2, GENE, edge("e", "b", "x", "Arrow", "mim-binding")) == [
        (HER2, "binds", gene, ""),
        (gene, "actsOn", HER2, "no effect named"),
    ]


def test_transcription_points_at_the_gene() -> None:
    """What is transcribed is the gene, not its product; a gene and its own product say nothing."""
    head = "mim-transcription-translation"
    assert _said(ERBB2, GENE, edge("e", "x", "b", head)) == [
        (Name("Gene", "XYZ1"), "actsOn", Name("Gene", "ERBB2"), "no effect named")
    ]
    assert _said(ERBB2, node("c", "HER2", "Protein"), edge("e", "b", "c", head)) == []


def test_a_group_is_each_member_with_a_hedge() -> None:
    """What binds a complex need not bind each part, so no member is said to without a hedge."""
    parts = [node("b", "ERBB2", group="in-g"), node("c", "ERBB3", group="in-g")]
    found = _said(*parts, GENE, group("g", "Complex"), edge("e", "x", "g", "mim-binding"))
    gene, hedge = Name("Gene", "XYZ1"), "member of a complex"
    assert found == [(gene, "binds", HER2, hedge), (gene, "binds", HER3, hedge)]


def test_a_homodimer_is_its_protein() -> None:
    """A complex of one protein with itself needs no hedge and gives one claim."""
    parts = [node("b", "ERBB2", group="in-g"), node("c", "ERBB2", group="in-g")]
    found = _said(*parts, GENE, group("g", "Complex"), edge("e", "x", "g", "mim-binding"))
    assert found == [(Name("Gene", "XYZ1"), "binds", HER2, "")]


def test_groups_in_groups_and_in_circles() -> None:
    """Members of inner groups count; groups that hold each other end all the same."""
    parts = [node("b", "ERBB2", group="in-g"), node("c", "ERBB3", group="in-h"), GENE]
    circle = [group("g", parent="h"), group("h", parent="g"), edge("e", "x", "h", "Arrow")]
    found = _said(*parts, *circle)
    assert Counter(row[2] for row in found) == {HER2: 1, HER3: 1}


def test_an_anchor_is_a_place_on_a_line() -> None:
    """What ends on a line bears, with a hedge, on what that line leads to, never more exactly."""
    parts = [ERBB2, GENE, node("y", "XYZ2"), edge("e", "x", "b", "Arrow")]
    found = _said(*parts, edge("f", "y", "on-e", "mim-inhibition"))
    assert found[1:] == [(Name("Gene", "XYZ2"), "actsOn", HER2, "line on a line; no effect named")]
    parts[-1] = edge("e", "b", "x", "Arrow")
    branch = _said(*parts, edge("f", "on-e", "y", "Arrow"))
    assert branch[1:] == [(HER2, "actsOn", Name("Gene", "XYZ2"), "line on a line; no effect named")]


def test_anchors_that_lead_nowhere_say_nothing() -> None:
    """An anchor on a line without direction, or on itself, stands for nothing."""
    parts = [ERBB2, GENE, edge("e", "x", "b")]
    assert len(_said(*parts, edge("f", "b", "on-e", "Arrow"))) == 1
    assert len(_said(*parts, edge("f", "b", "on-f", "Arrow"))) == 1


def test_a_broken_line_is_hedged() -> None:
    """Authors draw broken what is indirect or not sure."""
    line = edge("e", "x", "b", "TBar", style="Broken")
    assert _said(ERBB2, GENE, line) == [(Name("Gene", "XYZ1"), "inhibits", HER2, "broken line")]


def test_a_state_is_its_node() -> None:
    """A line to a phosphorylation drawn on HER2 is a line to HER2."""
    state = '<State TextLabel="P" GraphId="s" GraphRef="b" />'
    assert len(_said(ERBB2, GENE, state, edge("e", "x", "s", "Arrow"))) == 1


def test_drugs_are_known_by_name_or_by_drugbank() -> None:
    """Other metabolites are no drugs, and a line from one is counted."""
    metabolites = [
        node("d", "Herceptin", "Metabolite"),
        node("f", "Xyzinib", "Metabolite", ("DrugBank", "DB99999")),
        node("m", "Growth factors", "Metabolite", ("ChEBI", "CHEBI:1")),
    ]
    lines = [edge(f"e{each}", each, "b", "mim-inhibition") for each in "dfm"]
    assert [row[0] for row in _said(ERBB2, *metabolites, *lines)] == [
        Name("Drug", "trastuzumab"),
        Name("Drug", "Xyzinib", ("drugbank:DB99999",)),
    ]


def test_a_drug_of_the_scope_counts_without_the_family() -> None:
    """What a HER2 drug is said to do is taken, whatever it does it to."""
    line = edge("e", "d", "x", "TBar")
    assert len(_said(node("d", "Trastuzumab", "Metabolite"), GENE, line)) == 1
    assert _said(node("d", "Gefitinib", "Metabolite"), GENE, line) == []


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
    records = _load(drawing(node("n", label, kind, xref), node("z", "ERBB2", "Rna")))
    assert _claims(records, members=True)[0].subject == name


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
    records = _load(drawing(node("n", label, xref=xref), ERBB2))
    assert [c.subject for c in _claims(records, members=True)] == [HER2]
    assert OutOfScope("x.gpml", 3, "names no protein, gene or drug") in records


@pytest.mark.parametrize(
    ("label", "xref", "reason"),
    [
        ("EGFR", ("Entrez Gene", "3840"), "name different things"),
        ("EGFR", ("Entrez Gene", "2064"), "name different things"),
        ("EGFR", ("HGNC", "KPNA4"), "name different things"),
        (" ", ("Entrez Gene", "2064"), "no label"),
    ],
)
def test_a_node_that_contradicts_itself_is_rejected(
    label: str, xref: tuple[str, str], reason: str
) -> None:
    """Label and identifier of different genes give neither, and no line of the node is taken."""
    wrong = node("n", label, xref=xref)
    records = _load(drawing(ERBB2, wrong, edge("e", "n", "b", "Arrow")))
    (rejection,) = _rejections(records)
    assert reason in rejection.reason
    assert (rejection.line, rejection.excerpt) == (4, "node n")
    assert not _claims(records)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (edge("e", "b", "", "Arrow"), "attached to nothing"),
        (edge("e", "b", "nowhere", "Arrow"), "'nowhere', which the file does not have"),
        (edge("e", "b", "x", "mim-magic"), "'mim-magic' is not known"),
        (edge("e", "b", "twice", "Arrow"), "borne by several"),
    ],
)
def test_a_wrong_line_is_rejected_with_its_place(line: str, reason: str) -> None:
    """A line of HER2 that cannot be read is told; the others are taken."""
    twice = node("twice", "XYZ2") + node("twice", "XYZ3")
    records = _load(drawing(ERBB2, GENE, twice, line, edge("ok", "b", "x", "Arrow")))
    (rejection,) = _rejections(records)
    assert reason in rejection.reason
    assert (rejection.line, rejection.excerpt) == (6, "line e")
    assert [claim.record for claim in _claims(records)] == ["WP9901 edge ok"]


def test_lines_that_do_not_concern_her2_are_counted() -> None:
    """Others' lines are out of scope, broken or not; with everything they count."""
    lines = [edge("e", "x", "y", "Arrow"), edge("f", "x", "", "Arrow")]
    parts = [GENE, node("y", "XYZ2"), *lines]
    found = [r for r in _load(drawing(*parts)) if isinstance(r, OutOfScope)]
    assert [r.line for r in found if "does not concern HER2" in r.reason] == [5, 6]
    assert [r.line for r in found if "hold ERBB2" in r.reason] == [2, 3, 4]
    everything = _load(drawing(*parts), EVERYTHING)
    assert len(_claims(everything)) == 1
    assert [r.line for r in _rejections(everything)] == [6]


def test_groups_too_large_to_mean_each_are_rejected() -> None:
    """A line between huge groups ends in one rejection, not in a claim for each pair."""
    many = [node(f"n{i}", f"XYZ{i}", group="in-g") for i in range(101)]
    records = _load(
        drawing(node("b", "ERBB2", group="in-g"), *many, group("g"), edge("e", "g", "g", "Arrow"))
    )
    (rejection,) = _rejections(records)
    assert "too many" in rejection.reason


def test_publications_of_a_line_are_its_sources() -> None:
    """The publication that a line cites stands beside the page; one that is not known is told."""
    space = 'xmlns:bp="http://www.biopax.org/release/biopax-level3.owl#" xmlns:rdf="urn:r"'
    cited = (
        f'<Biopax><bp:PublicationXref {space} rdf:id="p"><bp:ID>12345</bp:ID>'
        "<bp:DB>PubMed</bp:DB><bp:TITLE>A study.</bp:TITLE></bp:PublicationXref></Biopax>"
    )
    inside = "<BiopaxRef>p</BiopaxRef><BiopaxRef>q</BiopaxRef><Comment>Seen  in mice.</Comment>"
    records = _load(drawing(ERBB2, GENE, edge("e", "x", "b", "TBar", inside=inside), cited))
    (claim,) = _claims(records)
    names = ("wikipathways-WP9901", "pubmed:12345")
    assert claim.sources == tuple(URIRef(mint("Source", name)) for name in names)
    assert claim.statement.endswith("XYZ1 [TBar] ERBB2. Seen in mice")
    titles = {r.iri: r.title for r in records if isinstance(r, Source)}
    assert titles[claim.sources[1]] == "A study"
    assert ["'q'" in r.reason for r in _rejections(records)] == [True]


def test_the_format_of_2021_is_read_alike() -> None:
    """Other names of elements and attributes, the same claims."""
    records = _load(as_2021())
    egf, hedge = Name("Protein", "EGF"), "member of a complex"
    assert [(c.subject, c.predicate, c.object, c.hedge) for c in _claims(records)] == [
        (egf, "binds", HER2, hedge),
        (egf, "binds", HER3, hedge),
        (egf, "actsOn", HER2, "no effect named"),
    ]
    assert len(_claims(records, members=True)) == 3
    assert [len(c.sources) for c in _claims(records)] == [2, 2, 1]
    assert not _rejections(records)


def test_other_species_are_counted() -> None:
    """Genes of mice are not taken for human ones."""
    mouse = drawing(ERBB2, Organism="Mus musculus")
    assert _load(mouse) == [OutOfScope("x.gpml", 2, "is no pathway of humans")]


@pytest.mark.parametrize(
    "text",
    [
        _LAUGHS,
        _SAMPLE[:-20],
        _SAMPLE.replace("XYZ1", "\0"),
        _SAMPLE.replace("XYZ1", "&nothing;"),
        _SAMPLE.replace("WP9901", "9901"),
        _SAMPLE.replace("GPML/2013a", "GPML/2010a"),
        _SAMPLE.replace("Pathway", "Gateway"),
        _SAMPLE.replace("XYZ1", "&#xD800;"),
        '<Pathway xmlns="http://pathvisio.org/GPML/2013a">' + "<Group>" * 20_000,
        "<Pathway " * 200_000,
        "",
    ],
)
def test_broken_files_end_in_one_rejection(text: str) -> None:
    """Entities of its own, depth, nonsense and old formats are told, never a traceback."""
    (found,) = _load(material(text))
    assert isinstance(found, Rejection)
    assert "\n" not in found.reason


@pytest.mark.parametrize("depth", [5_000])
def test_depth_and_length_end(depth: int) -> None:
    """Deep elements, deep groups, chains of anchors and a line of 10 MB are only records."""
    deep = "<Group>" * depth + "</Group>" * depth
    groups = [group(f"g{i}", parent=f"g{i + 1}") for i in range(depth)]
    lines = [edge(f"e{i}", "x", f"on-e{i + 1}", "Arrow") for i in range(depth)]
    long = node("l", "Z" * 10_000_000, "Metabolite")
    ends = [edge("m", "b", f"g{depth - 1}", "Arrow"), edge(f"e{depth}", "x", "b", "Arrow")]
    member = node("b", "ERBB2", group="in-g0")
    records = _load(drawing(deep, member, GENE, *groups, *lines, *ends, long))
    assert len(_claims(records)) > 1


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (_SAMPLE, True),
        ("\ufeff" + _SAMPLE, True),
        (as_2021().text, True),
        (_LAUGHS, True),
        ("<Pathway><x/></Pathway>", False),
        ("a text on <Pathway xmlns='http://pathvisio.org/GPML/2013a'>", False),
        ("", False),
    ],
)
def test_recognition(text: str, *, known: bool) -> None:
    """XML with a pathway in GPML is recognised."""
    assert WikiPathwaysLoader(SCOPE).recognises(text) is known


@given(st.integers(0, len(_SAMPLE) - 1), st.characters(codec="utf-8"), st.booleans())
def test_any_damage_ends_in_records(at: int, letter: str, cut: bool) -> None:
    """A changed letter or a lost end never stops the loader."""
    text = _SAMPLE[:at] + letter + ("" if cut else _SAMPLE[at + 1 :])
    records = _load(material(text))
    assert records
    assert all(len(claim.record) > 7 for claim in _claims(records))


@given(st.permutations([ERBB2, GENE, node("y", "XYZ2"), edge("e", "x", "b", "Arrow")]))
def test_the_order_of_the_parts_makes_no_difference(parts: list[str]) -> None:
    """Nodes may stand behind the lines that use them."""
    assert _said(*parts) == [(Name("Gene", "XYZ1"), "actsOn", HER2, "no effect named")]


@needs_shared
def test_the_real_pathways() -> None:
    """All files are read, and known lines of them say what a reader sees."""
    records: list[Record] = []
    for path in sorted(REAL.glob("*.gpml")):
        given = read_material(path)
        assert WikiPathwaysLoader(SCOPE).recognises(given.text[:65536])
        found = _load(given)
        assert found == _load(given)
        records += found
    assert sum(isinstance(r, Entity) for r in records) == 28
    claims = _claims(records)
    facts = {(c.subject, c.predicate, c.object, c.hedge) for c in claims}
    assert (Name("Drug", "tucatinib"), "inhibits", HER2, "") in facts
    assert (HER2, "actsOn", Name("Protein", "GRB2"), "no effect named") in facts
    assert (Name("Gene", "PAK1"), "interactsWith", HER2, "no effect named") in facts
    grouped = (Name("Drug", "trastuzumab"), "inhibits", EGFR)
    assert {f[3] for f in facts if f[:3] == grouped} == {"member of a group"}
    assert not [f for f in facts if f[1:] == ("binds", HER2, "")]
    touching = {c.record for c in claims if HER2 in (c.subject, c.object)}
    assert len(touching) == 80
    wrong = [r for r in _rejections(records) if "'EGFR'" in r.reason]
    assert [(r.file, r.line) for r in wrong] == [("WP2034.gpml", 347)]
