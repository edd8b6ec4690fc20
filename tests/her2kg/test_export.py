"""The graph in the formats of other tools, and what each says it cannot hold."""

import csv
import io
import json
import warnings
from collections import Counter
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from her2kg.errors import ExportError
from her2kg.export import nquads
from her2kg.exporting.biolink import category, identifier, names, predicate
from her2kg.exporting.kgx import EDGE_COLUMNS, NODE_COLUMNS
from her2kg.exporting.licences import commercial
from her2kg.exporting.output import Output, write_output
from her2kg.exporting.records import claims, things
from her2kg.exporting.registry import FORMATS
from her2kg.exporting.tables import csv_bytes, tsv_bytes
from her2kg.home import Home
from her2kg.ontology.mappings import parse
from her2kg.queries.store import run
from tests.her2kg.command import her2kg

pytestmark = pytest.mark.long

Made = dict[str, Output]
Row = dict[str, str]


@pytest.fixture(scope="module")
def made(graph_store: ox.Store) -> Made:
    """The embedded graph in every format."""
    return {name: make(graph_store) for name, make in FORMATS.items()}


def _rows(made: Made, kind: str, file: str) -> list[Row]:
    text = made[kind].files[file].decode()
    if file.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(text)))
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def _lost(output: Output) -> Counter[str]:
    return Counter({loss.what.partition(" (")[0]: loss.count for loss in output.losses})


def _select(store: ox.Store, sparql: str) -> int:
    solutions = run(store, sparql)
    assert isinstance(solutions, ox.QuerySolutions)
    return len(list(solutions))


@pytest.fixture(scope="module")
def other(graph_store: ox.Store) -> ox.Store:
    """The same graph, filled in another order."""
    store = ox.Store()
    store.extend(sorted(graph_store, key=str, reverse=True))
    return store


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(made: Made, other: ox.Store, name: str) -> None:
    """Every format depends on the graph alone, not on how the store keeps it."""
    assert FORMATS[name](other).files == made[name].files


def test_json_ld_holds_every_quad(made: Made, graph_store: ox.Store) -> None:
    """Read back it is the same graph, with the same named graphs."""
    again = ox.Store()
    again.load(made["jsonld"].files[""], format=ox.RdfFormat.JSON_LD)
    assert nquads(again) == nquads(graph_store)
    assert made["jsonld"].losses == made["nquads"].losses == ()


def test_json_ld_is_read_by_rdflib(graph_store: ox.Store) -> None:
    """Another reader understands it as well."""
    few = ox.Store()
    few.extend(graph_store.quads_for_pattern(None, None, None, ox.NamedNode(_GENES)))
    text = FORMATS["jsonld"](few).files[""]
    read = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own parser
        read.parse(data=text.decode(), format="json-ld")
    assert len(list(read.quads())) == len(few)


_GENES = "https://w3id.org/her2kg/graph/mappings"


def test_graphml_reads_back_in_networkx(made: Made, graph_store: ox.Store) -> None:
    """Nodes and edges keep their names, counts keep their types."""
    graph = nx.read_graphml(io.BytesIO(made["graphml"].files[""]), force_multigraph=True)
    assert (
        graph.number_of_nodes() == made["graphml"].holds["nodes"] == len(list(things(graph_store)))
    )
    assert graph.number_of_edges() == made["graphml"].holds["edges"]
    assert graph.nodes["drug:trastuzumab"]["label"] == "trastuzumab"
    edges = graph.get_edge_data("drug:trastuzumab", "protein:HER2")
    (targets,) = [edge for edge in edges.values() if edge["predicate"] == "targets"]
    assert targets["supports"] >= 1
    assert targets["refutes"] == 0
    assert targets["verified"] is True
    assert "CC" in targets["licences"]


def test_graphml_says_what_it_cannot_hold(made: Made, graph_store: ox.Store) -> None:
    """Values, and claims that fall together, are counted as they are."""
    lost = _lost(made["graphml"])
    values = sum(1 for claim in claims(graph_store) if not claim.object)
    assert lost["claims that say a value and not a thing"] == values > 0
    edges = [
        d
        for *_ends, d in nx.read_graphml(
            io.BytesIO(made["graphml"].files[""]), force_multigraph=True
        ).edges(data=True)
        if d["predicate"] != "broader"
    ]
    told = sum(d["supports"] + d["refutes"] + d["null_results"] for d in edges)
    assert lost["claims that share an edge with another"] == told - len(edges)


def test_tables_hold_every_claim_and_source(made: Made, graph_store: ox.Store) -> None:
    """Claims keep polarity, quote, source, licence and validity; sources keep their pages."""
    rows = _rows(made, "csv", "claims.csv")
    assert len(rows) == _select(graph_store, "SELECT ?c WHERE { ?c a her2:Claim }")
    assert all(row["licence"] for row in rows)
    assert {row["polarity"] for row in rows} >= {"supports"}
    quoted = [row for row in rows if row["quote"]]
    assert all(row["quote"] in row["statement"] for row in quoted)
    assert len(quoted) == _lost(made["csv"])["quotes lose their place in the document"]
    sources = {row["source"] for row in _rows(made, "csv", "sources.csv")}
    assert "source:G03" in sources


def test_a_cell_that_would_run_as_a_formula_is_made_harmless() -> None:
    """A spreadsheet shows it and does not run it; other cells are untouched."""
    text = csv_bytes(["a", "b"], [{"a": "=1+1", "b": "-"}, {"a": "HER2", "b": '"x", y'}]).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows == [["a", "b"], ["'=1+1", "'-"], ["HER2", '"x", y']]


def test_a_cell_of_a_tsv_cannot_break_its_row() -> None:
    """Tabs and line breaks become spaces."""
    assert tsv_bytes(["a", "b"], [{"a": "x\ty\nz"}]) == b"a\tb\nx y z\t\n"


def test_the_mapping_set_is_read_back(made: Made) -> None:
    """It has the header of SSSOM, every prefix that it uses, and no row twice."""
    again = parse(made["sssom"].files[""].decode())
    assert again.metadata["mapping_set_id"].startswith("https://w3id.org/her2kg/")
    used = {
        cell.partition(":")[0]
        for mapping in again.mappings
        for cell in (mapping.subject_id, mapping.predicate_id, mapping.object_id)
    }
    assert used <= set(again.prefixes)
    assert len(set(again.mappings)) == len(again.mappings) == made["sssom"].holds["mappings"]
    assert ("drug:trastuzumab-deruxtecan", "NCIT:C128799") in {
        (mapping.subject_id, mapping.object_id) for mapping in again.mappings
    }


def test_kgx_uses_names_of_the_biolink_model_alone(made: Made) -> None:
    """Categories and predicates are in the pinned list, and every edge joins two nodes."""
    nodes, edges = _rows(made, "kgx", "nodes.tsv"), _rows(made, "kgx", "edges.tsv")
    assert nodes[0].keys() == set(NODE_COLUMNS)
    assert edges[0].keys() == set(EDGE_COLUMNS)
    assert {row["category"].removeprefix("biolink:") for row in nodes} <= names("class")
    assert {row["predicate"].removeprefix("biolink:") for row in edges} <= names("predicate")
    ids = {row["id"] for row in nodes}
    assert len(ids) == len(nodes)
    assert len({row["id"] for row in edges}) == len(edges)
    assert all(row["subject"] in ids and row["object"] in ids for row in edges)
    own = set(EDGE_COLUMNS) - names("slot")
    assert own == {
        "license",
        "original_evidence_level",
        "verification",
        "valid_from",
        "valid_until",
    }


def test_kgx_prefers_the_identifiers_of_biolink(made: Made) -> None:
    """Drugs by RxNorm, genes by HGNC, proteins by UniProt, cancers by Mondo."""
    by_name = {(r["category"], r["name"]): r["id"] for r in _rows(made, "kgx", "nodes.tsv")}
    assert by_name["biolink:Gene", "ERBB2"] == "HGNC:3430"
    assert by_name["biolink:Protein", "HER2"] == "UniProtKB:P04626"
    assert by_name["biolink:Drug", "trastuzumab"] == "RXCUI:224905"
    assert by_name["biolink:Disease", "breast cancer"] == "MONDO:0007254"


def test_an_identifier_that_biolink_does_not_know_is_a_cross_reference() -> None:
    """A node without any preferred identifier keeps its own name."""
    assert identifier("Drug", "drug:x", ("loinc:1-1",)) == ("drug:x", ("loinc:1-1",))
    assert identifier("Drug", "drug:x", ("NCIT:C1", "rxnorm:2")) == (
        "RXCUI:2",
        ("NCIT:C1", "drug:x"),
    )


def test_kgx_keeps_negation_and_never_asserts_a_doubt(made: Made, graph_store: ox.Store) -> None:
    """A refuted claim is negated; hedged claims and null results are counted, not drawn."""
    edges = {row["id"]: row for row in _rows(made, "kgx", "edges.tsv")}
    doubted = [c for c in claims(graph_store) if c.object and (c.hedge or c.polarity != "supports")]
    assert doubted
    for claim in doubted:
        if claim.hedge or claim.polarity == "nullResult":
            assert claim.curie not in edges
        elif claim.curie in edges:
            assert edges[claim.curie]["negated"] == "true"
    lost = _lost(made["kgx"])
    hedged = sum(
        1 for c in claims(graph_store) if c.object and c.hedge and c.polarity != "nullResult"
    )
    assert lost["hedged claims"] == hedged


def test_kgx_keeps_where_each_edge_comes_from(made: Made) -> None:
    """Source, knowledge level, agent, licence and words travel with the edge."""
    edges = [r for r in _rows(made, "kgx", "edges.tsv") if r["id"].startswith("claim:")]
    for row in edges:
        assert row["primary_knowledge_source"].startswith("infores:")
        assert row["knowledge_level"]
        assert row["agent_type"]
        assert row["license"]
        assert row["supporting_text"]
    assert any(row["publications"].startswith("PMID:") for row in edges)


def test_only_approvals_in_force_treat(made: Made) -> None:
    """``treats`` comes from indications that hold; a trial is only a trial."""
    edges = _rows(made, "kgx", "edges.tsv")
    treats = {row["id"] for row in edges if row["predicate"] == "biolink:treats"}
    assert any(name.startswith("indication:I001") for name in treats)
    assert not any(name.startswith(("indication:I032", "indication:I033")) for name in treats)
    trials = [row for row in edges if row["id"].startswith("trial:")]
    assert trials
    assert {row["predicate"] for row in trials} == {"biolink:in_clinical_trials_for"}


def test_every_claim_is_an_edge_or_a_counted_loss(made: Made, graph_store: ox.Store) -> None:
    """The report of KGX adds up to the number of claims."""
    edges = [r for r in _rows(made, "kgx", "edges.tsv") if r["id"].startswith("claim:")]
    lost = _lost(made["kgx"])
    kinds = ("claims", "hedged", "null results")
    missing = sum(count for what, count in lost.items() if what.startswith(kinds))
    assert len(edges) + missing == _select(graph_store, "SELECT ?c WHERE { ?c a her2:Claim }")


def test_a_narrower_class_takes_the_category_of_the_wider() -> None:
    """A test method is a diagnostic aid; an indication has no class in Biolink."""
    assert category("TestMethod") == category("Test") == "DiagnosticAid"
    assert category("Indication") == ""
    assert predicate("targets") == "directly_physically_interacts_with"
    assert predicate("hasBoxedWarning") == ""


def test_commercial_use_leaves_out_what_its_licence_does_not_allow(
    graph_store: ox.Store,
) -> None:
    """Claims under a non-commercial or unknown licence go, with the facts that rest on them."""
    store = ox.Store()
    store.extend(graph_store)
    licence = ox.NamedNode("http://purl.org/dc/terms/license")
    claim = next(
        quad.subject
        for quad in store.quads_for_pattern(None, _HEADED, ox.NamedNode(_SUBJECT), None)
    )
    (old,) = store.quads_for_pattern(claim, licence, None, None)
    store.remove(old)
    store.add(ox.Quad(claim, licence, ox.Literal("CC-BY-NC-4.0"), old.graph_name))
    kept, left = commercial(store, lambda _what, _done, _of: None)
    assert [(entry.licence, entry.count) for entry in left] == [("CC-BY-NC-4.0", 1)]
    assert next(kept.quads_for_pattern(claim, None, None, None), None) is None
    assert next(graph_store.quads_for_pattern(claim, None, None, None), None) is not None


_HEADED = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")
_SUBJECT = "https://w3id.org/her2kg/drug/trastuzumab"


def test_every_claim_carries_its_licence(graph_store: ox.Store) -> None:
    """The licence is on the claim itself, once."""
    bare = """SELECT ?c WHERE { ?c a her2:Claim .
      OPTIONAL { ?c dcterms:license ?l } FILTER (!BOUND(?l)) }"""
    assert _select(graph_store, bare) == 0
    twice = "SELECT ?c WHERE { ?c a her2:Claim ; dcterms:license ?l, ?k . FILTER (?l != ?k) }"
    assert _select(graph_store, twice) == 0


def test_the_command_writes_and_reports(built_home: Home, tmp_path: Path) -> None:
    """Text for people says what is lost; JSON has the same for programs."""
    home = built_home.root
    told = her2kg("export", "graphml", "-o", str(tmp_path / "a.graphml"), home=home)
    assert "What this format cannot hold:" in told.out
    words = ("export", "kgx", "-o", str(tmp_path / "kgx"), "--use", "commercial")
    data = json.loads(her2kg(*words, "--format", "json", home=home).out)
    assert data["holds"]["nodes"] > 0
    assert {"what", "count"} <= data["losses"][0].keys()
    assert {file.name for file in (tmp_path / "kgx").iterdir()} == {"nodes.tsv", "edges.tsv"}


def test_a_folder_that_exists_is_not_overwritten(built_home: Home, tmp_path: Path) -> None:
    """One line says to name a new one, and what was there stays."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("keep", encoding="utf-8")
    failed = her2kg("export", "csv", "-o", str(tmp_path / "mine"), home=built_home.root)
    assert "name a new one" in failed.one_line_error()
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["note.txt"]


def test_a_missing_place_ends_in_one_line(built_home: Home, tmp_path: Path) -> None:
    """Nothing half-written is left behind."""
    for kind in ("csv", "sssom"):
        target = tmp_path / "missing" / "out"
        failed = her2kg("export", kind, "-o", str(target), home=built_home.root)
        assert "cannot be written" in failed.one_line_error()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file that cannot be written takes the whole folder with it."""
    output = Output({"a.csv": b"1", "b/../../x": b"2", "no/such/c.csv": b"3"}, {})
    with pytest.raises(ExportError, match="cannot be written"):
        write_output(output, tmp_path / "out")
    assert not (tmp_path / "out").exists()
