"""Pathways of WikiPathways: what is rejected, broken files, and the real ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from her2kg.loaders.base import OutOfScope, Record, Rejection
from her2kg.loaders.wikipathways import WikiPathwaysLoader
from her2kg.material import read_material
from her2kg.ontology.model import Entity, Name, Source
from her2kg.ontology.namespaces import mint
from tests.loaders.wikipathways_drawings import (
    EGFR,
    ERBB2,
    GENE,
    HER2,
    HER3,
    LAUGHS,
    REAL,
    SMALL,
    claims_of,
    load,
    rejections_of,
    said,
)
from tests.shared import needs_shared
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
    records = load(drawing(ERBB2, wrong, edge("e", "n", "b", "Arrow")))
    (rejection,) = rejections_of(records)
    assert reason in rejection.reason
    assert (rejection.line, rejection.excerpt) == (4, "node n")
    assert not claims_of(records)


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
    records = load(drawing(ERBB2, GENE, twice, line, edge("ok", "b", "x", "Arrow")))
    (rejection,) = rejections_of(records)
    assert reason in rejection.reason
    assert (rejection.line, rejection.excerpt) == (6, "line e")
    assert [claim.record for claim in claims_of(records)] == ["WP9901 edge ok"]


def test_lines_that_do_not_concern_her2_are_counted() -> None:
    """Others' lines are out of scope, broken or not; with everything they count."""
    lines = [edge("e", "x", "y", "Arrow"), edge("f", "x", "", "Arrow")]
    parts = [GENE, node("y", "XYZ2"), *lines]
    found = [r for r in load(drawing(*parts)) if isinstance(r, OutOfScope)]
    assert [r.line for r in found if "does not concern HER2" in r.reason] == [5, 6]
    assert [r.line for r in found if "hold ERBB2" in r.reason] == [2, 3, 4]
    everything = load(drawing(*parts), EVERYTHING)
    assert len(claims_of(everything)) == 1
    assert [r.line for r in rejections_of(everything)] == [6]


def test_groups_too_large_to_mean_each_are_rejected() -> None:
    """A line between huge groups ends in one rejection, not in a claim for each pair."""
    many = [node(f"n{i}", f"XYZ{i}", group="in-g") for i in range(101)]
    records = load(
        drawing(node("b", "ERBB2", group="in-g"), *many, group("g"), edge("e", "g", "g", "Arrow"))
    )
    (rejection,) = rejections_of(records)
    assert "too many" in rejection.reason


def test_publications_of_a_line_are_its_sources() -> None:
    """The publication that a line cites stands beside the page; one that is not known is told."""
    space = 'xmlns:bp="http://www.biopax.org/release/biopax-level3.owl#" xmlns:rdf="urn:r"'
    cited = (
        f'<Biopax><bp:PublicationXref {space} rdf:id="p"><bp:ID>12345</bp:ID>'
        "<bp:DB>PubMed</bp:DB><bp:TITLE>A study.</bp:TITLE></bp:PublicationXref></Biopax>"
    )
    inside = "<BiopaxRef>p</BiopaxRef><BiopaxRef>q</BiopaxRef><Comment>Seen  in mice.</Comment>"
    records = load(drawing(ERBB2, GENE, edge("e", "x", "b", "TBar", inside=inside), cited))
    (claim,) = claims_of(records)
    names = ("wikipathways-WP9901", "pubmed:12345")
    assert claim.sources == tuple(URIRef(mint("Source", name)) for name in names)
    assert claim.statement.endswith("XYZ1 [TBar] ERBB2. Seen in mice")
    titles = {r.iri: r.title for r in records if isinstance(r, Source)}
    assert titles[claim.sources[1]] == "A study"
    assert ["'q'" in r.reason for r in rejections_of(records)] == [True]


def test_the_format_of_2021_is_read_alike() -> None:
    """Other names of elements and attributes, the same claims."""
    records = load(as_2021())
    egf, hedge = Name("Protein", "EGF"), "member of a complex"
    assert [(c.subject, c.predicate, c.object, c.hedge) for c in claims_of(records)] == [
        (egf, "binds", HER2, hedge),
        (egf, "binds", HER3, hedge),
        (egf, "actsOn", HER2, "no effect named"),
    ]
    assert len(claims_of(records, members=True)) == 3
    assert [len(c.sources) for c in claims_of(records)] == [2, 2, 1]
    assert not rejections_of(records)


def test_other_species_are_counted() -> None:
    """Genes of mice are not taken for human ones."""
    mouse = drawing(ERBB2, Organism="Mus musculus")
    assert load(mouse) == [OutOfScope("x.gpml", 2, "is no pathway of humans")]


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        SMALL[:-20],
        SMALL.replace("XYZ1", "\0"),
        SMALL.replace("XYZ1", "&nothing;"),
        SMALL.replace("WP9901", "9901"),
        SMALL.replace("GPML/2013a", "GPML/2010a"),
        SMALL.replace("Pathway", "Gateway"),
        SMALL.replace("XYZ1", "&#xD800;"),
        '<Pathway xmlns="http://pathvisio.org/GPML/2013a">' + "<Group>" * 20_000,
        "<Pathway " * 200_000,
        "",
    ],
)
def test_broken_files_end_in_one_rejection(text: str) -> None:
    """Entities of its own, depth, nonsense and old formats are told, never a traceback."""
    (found,) = load(material(text))
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
    records = load(drawing(deep, member, GENE, *groups, *lines, *ends, long))
    assert len(claims_of(records)) > 1


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (SMALL, True),
        ("\ufeff" + SMALL, True),
        (as_2021().text, True),
        (LAUGHS, True),
        ("<Pathway><x/></Pathway>", False),
        ("a text on <Pathway xmlns='http://pathvisio.org/GPML/2013a'>", False),
        ("", False),
    ],
)
def test_recognition(text: str, *, known: bool) -> None:
    """XML with a pathway in GPML is recognised."""
    assert WikiPathwaysLoader(SCOPE).recognises(text) is known


@given(st.integers(0, len(SMALL) - 1), st.characters(codec="utf-8"), st.booleans())
def test_any_damage_ends_in_records(at: int, letter: str, cut: bool) -> None:
    """A changed letter or a lost end never stops the loader."""
    text = SMALL[:at] + letter + ("" if cut else SMALL[at + 1 :])
    records = load(material(text))
    assert records
    assert all(len(claim.record) > 7 for claim in claims_of(records))


@given(st.permutations([ERBB2, GENE, node("y", "XYZ2"), edge("e", "x", "b", "Arrow")]))
def test_the_order_of_the_parts_makes_no_difference(parts: list[str]) -> None:
    """Nodes may stand behind the lines that use them."""
    assert said(*parts) == [(Name("Gene", "XYZ1"), "actsOn", HER2, "no effect named")]


@needs_shared
def test_the_real_pathways() -> None:
    """All files are read, and known lines of them say what a reader sees."""
    records: list[Record] = []
    for path in sorted(REAL.glob("*.gpml")):
        given = read_material(path)
        assert WikiPathwaysLoader(SCOPE).recognises(given.text[:65536])
        found = load(given)
        assert found == load(given)
        records += found
    assert sum(isinstance(r, Entity) for r in records) == 28
    claims = claims_of(records)
    facts = {(c.subject, c.predicate, c.object, c.hedge) for c in claims}
    assert (Name("Drug", "tucatinib"), "inhibits", HER2, "") in facts
    assert (HER2, "actsOn", Name("Protein", "GRB2"), "no effect named") in facts
    assert (Name("Gene", "PAK1"), "interactsWith", HER2, "no effect named") in facts
    grouped = (Name("Drug", "trastuzumab"), "inhibits", EGFR)
    assert {f[3] for f in facts if f[:3] == grouped} == {"member of a group"}
    assert not [f for f in facts if f[1:] == ("binds", HER2, "")]
    touching = {c.record for c in claims if HER2 in (c.subject, c.object)}
    assert len(touching) == 80
    wrong = [r for r in rejections_of(records) if "'EGFR'" in r.reason]
    assert [(r.file, r.line) for r in wrong] == [("WP2034.gpml", 347)]
