"""The build, end to end."""

import hashlib
import json
import shutil
from pathlib import Path

import filelock
import pyoxigraph as ox
import pytest

from her2kg.build import build, make_graph
from her2kg.errors import BuildError, InputError
from her2kg.export import nquads
from her2kg.home import Home
from her2kg.inputs import Inputs
from her2kg.material import read_material
from her2kg.queries.store import open_store, select
from her2kg.report import Report, read_report
from tests.her2kg.command import Run, her2kg
from tests.her2kg.sample_inputs import write_inputs
from tests.shared import ARTICLE, CIVIC, SHARED, needs_shared

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Report]:
    """A build with a table and a text of one's own."""
    folder = tmp_path_factory.mktemp("sample")
    home = Home(folder / "home")
    return home, build(home, Inputs(tuple(write_inputs(folder / "inputs"))))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Run]:
    """What the command builds of the same, given in the other order and lying elsewhere."""
    folder = tmp_path_factory.mktemp("other")
    home = Home(folder / "b" / "c" / "home")
    files = [str(path) for path in reversed(write_inputs(folder / "elsewhere"))]
    return home, her2kg("build", *files, "--format", "json", home=home.root, seed="2")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Report]:
    """A build with the article and every real file of which the newest release is there."""
    home = Home(tmp_path_factory.mktemp("real"))
    return home, build(home, Inputs((ARTICLE, *_releases())))


def _releases() -> list[Path]:
    data = SHARED / "data"
    return [
        CIVIC,
        *sorted(p for p in (data / "civic" / "2025-07").iterdir() if "Evidence" not in p.name),
        *sorted((data / "disease_ontology").glob("*.obo")),
        *sorted((data / "oncotree").glob("*.json")),
        *sorted((data / "hgnc").glob("*.tsv")),
        *sorted((data / "cgi").glob("*.tsv")),
        *sorted((data / "clinicaltrials").glob("*.xml")),
        *sorted((data / "wikipathways").glob("*.gpml")),
    ]


def _store(home: Home) -> ox.Store:
    return open_store(home.current() / "store")


def _count(store: ox.Store, pattern: str) -> int:
    row = next(select(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"))
    return int(str(getattr(row["n"], "value", -1)))


def test_nothing_is_dropped_without_a_word(sample: tuple[Home, Report]) -> None:
    """Each row is an evidence item, out of scope or rejected with line and reason."""
    _, report = sample
    civic = next(entry for entry in report.inputs if entry.loader == "civic")
    assert (civic.read, civic.taken, civic.evidence_items, civic.out_of_scope) == (4, 2, 2, 1)
    assert [(row.line, row.reason) for row in civic.rejected] == [
        (5, "rating '7' has the wrong form")
    ]


def test_the_report_is_kept_with_the_build(sample: tuple[Home, Report]) -> None:
    """What the build reports can be read again from its folder."""
    home, report = sample
    assert read_report(home.current() / "report.json") == report


def test_conflicting_evidence_meets_in_one_disputed_fact(sample: tuple[Home, Report]) -> None:
    """One row for and one against: the fact counts both and gets no plain triple."""
    home, _ = sample
    query = """SELECT ?for ?against WHERE {
      ?fact rdf:subject variant:ERBB2-L755S ; rdf:predicate her2:confersSensitivityTo ;
        rdf:object drug:neratinib ; her2:disputed true ;
        her2:supportCount ?for ; her2:refuteCount ?against . FILTER (?against > 0) }"""
    rows = list(select(_store(home), query))
    assert len(rows) == 1
    assert _count(_store(home), "variant:ERBB2-L755S her2:confersSensitivityTo drug:neratinib") == 0


def test_negated_text_leaves_no_plain_triple(sample: tuple[Home, Report]) -> None:
    """'does not target' is kept as a claim that refutes, and as nothing else."""
    home, _ = sample
    refuting = """?c rdf:subject drug:pertuzumab ; rdf:predicate her2:targets ;
        rdf:object protein:EGFR ; her2:polarity "refutes" """
    assert _count(_store(home), refuting) == 1
    assert _count(_store(home), "drug:pertuzumab her2:targets protein:EGFR") == 0


def test_a_database_and_the_tables_speak_of_the_same_nodes(sample: tuple[Home, Report]) -> None:
    """'Neratinib' and 'Breast Cancer' of CIViC are the drug and the cancer of the tables."""
    home, report = sample
    linked = """evidence:EID900001 her2:therapy drug:neratinib ; her2:cancer cancer:breast-cancer"""
    assert _count(_store(home), linked) == 1
    assert not [u for u in report.unlinked if u.text in {"Neratinib", "Breast Cancer"}]


def test_no_triple_stands_in_two_graphs(sample: tuple[Home, Report]) -> None:
    """Counting quads and counting triples gives the same number."""
    store = _store(sample[0])
    triples = {(q.subject, q.predicate, q.object) for q in store}
    assert len(triples) == len(store)


def test_every_quote_is_exact(sample: tuple[Home, Report]) -> None:
    """Each text claim's offsets cut its quote out of the document."""
    inputs = [read_material(path) for path in sample[0].inputs().files]
    texts = {material.sha256[:16]: material.text for material in inputs}
    query = """SELECT ?doc ?quote ?start ?end WHERE {
      ?c a her2:TextClaim ; prov:wasDerivedFrom ?doc ; her2:quote ?quote ;
        her2:quoteStart ?start ; her2:quoteEnd ?end }"""
    checked = 0
    for row in select(_store(sample[0]), query):
        values = {name: str(getattr(term, "value", "")) for name, term in row.items()}
        text = texts.get(values["doc"].rsplit("/", 1)[1])
        if text is not None:
            assert text[int(values["start"]) : int(values["end"])] == values["quote"]
            checked += 1
    assert checked >= 2


def test_the_graph_has_no_blank_nodes_times_or_places(sample: tuple[Home, Report]) -> None:
    """What would differ from run to run is not in the graph."""
    content = nquads(_store(sample[0])).decode()
    assert "_:" not in content.replace("_:)", "")
    assert str(sample[0].root) not in content


def test_the_same_inputs_give_the_same_bytes(
    sample: tuple[Home, Report], other: tuple[Home, Run], tmp_path: Path
) -> None:
    """Other folder, other process, other hash seed, other order: the same N-Quads."""
    hashes = set()
    assert other[1].code == 0, other[1].err
    for number, home in enumerate((sample[0], other[0])):
        out = tmp_path / f"{number}.nq"
        assert her2kg("export", "nquads", "-o", str(out), home=home.root).code == 0
        hashes.add(hashlib.sha256(out.read_bytes()).hexdigest())
    assert len(hashes) == 1
    assert sample[0].current().name == other[0].current().name


def test_a_bare_build_reads_the_same_files_again(other: tuple[Home, Run], tmp_path: Path) -> None:
    """Inputs are remembered, and forgotten when asked."""
    home = tmp_path / "home"
    shutil.copytree(other[0].root, home)
    bare = her2kg("build", "--format", "json", home=home)
    forgetting = her2kg("build", "--embedded-only", "--format", "json", home=home)
    for done, civic in ((other[1], True), (bare, True), (forgetting, False)):
        loaders = {entry["loader"] for entry in json.loads(done.out)["inputs"]}
        assert ("civic" in loaders) is civic


def test_a_failed_build_loses_nothing(sample: tuple[Home, Report], tmp_path: Path) -> None:
    """A file that cannot be read leaves graph and list of inputs as they were."""
    home, _ = sample
    before = (home.current(), home.inputs())
    bad = tmp_path / "bad.bin"
    bad.write_bytes(b"\0\1")
    with pytest.raises(InputError):
        build(home, Inputs((bad,)))
    assert (home.current(), home.inputs()) == before


def test_one_build_at_a_time(sample: tuple[Home, Report]) -> None:
    """A second build beside a running one is told to wait."""
    home, _ = sample
    with filelock.FileLock(home.lock), pytest.raises(BuildError, match="another build"):
        build(home, Inputs())


def test_a_half_finished_build_is_not_taken_for_a_graph(
    sample: tuple[Home, Report], tmp_path: Path
) -> None:
    """What a killed build left behind is ignored, and swept by the next one."""
    home = Home(tmp_path / "copy")
    shutil.copytree(sample[0].root, home.root)
    leftover = home.builds / "unfinished-killed" / "build" / "store"
    leftover.mkdir(parents=True)
    (leftover / "CURRENT").write_text("broken", encoding="utf-8")
    assert _count(_store(home), "?c a her2:Claim") > 1000
    home.sweep()
    assert not leftover.exists()


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    """The error names file, line and the missing column."""
    table, _ = write_inputs(tmp_path)
    table.write_text(table.read_text("utf-8").replace("\tis_flagged", "\tflag"), "utf-8")
    with pytest.raises(InputError, match=r"evidence\.tsv, line 1: .*is_flagged"):
        make_graph([read_material(table)])


def test_a_file_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    """The error names what can be read."""
    path = tmp_path / "data.tsv"
    path.write_text("a\tb\n1\t2\n3\t4\n", encoding="utf-8")
    with pytest.raises(InputError, match="no known kind: give an article"):
        make_graph([read_material(path)])


def test_two_releases_of_one_source_are_refused(tmp_path: Path) -> None:
    """The older one would contradict the newer; the error names both files."""
    table, _ = write_inputs(tmp_path)
    other = tmp_path / "older.tsv"
    other.write_text(table.read_text("utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"(evidence|older)\.tsv and .*releases of the same"):
        make_graph([read_material(table), read_material(other)])


@needs_shared
def test_all_current_releases_load_in_one_build(real: tuple[Home, Report]) -> None:
    """Every real file loads beside the others, and its records add up in the report."""
    home, report = real
    files = _releases()
    assert len(files) == 39
    loaders = {entry.loader for entry in report.inputs}
    assert {"civic-variants", "civic-profiles", "civic-assertions", "cgi"} <= loaders
    assert {"hgnc", "obo", "oncotree"} <= loaders
    tables = [file for file in files if file.suffix == ".tsv"]
    assert len(tables) == 7
    for file in tables:
        entry = next(each for each in report.inputs if each.name == file.name)
        assert entry.read == file.read_text("utf-8").rstrip("\n").count("\n")
        assert entry.taken + entry.out_of_scope + len(entry.rejected) == entry.read
        assert entry.taken > 0
    store = _store(home)
    assert _count(store, "gene:ERBB2 skos:notation 'hgnc:3430'") == 1
    wider = "cancer:gastric-adenocarcinoma skos:broader+ ?w . ?w skos:notation 'DOID:162'"
    assert _count(store, wider) >= 1


@needs_shared
def test_the_real_files_load_in_one_build(real: tuple[Home, Report]) -> None:
    """The article and CIViC's file load together; every row and quote is accounted for."""
    home, report = real
    civic = next(entry for entry in report.inputs if entry.loader == "civic")
    rows = CIVIC.read_text("utf-8").rstrip("\n").count("\n")
    assert civic.evidence_items + civic.out_of_scope + len(civic.rejected) == rows
    assert [row.excerpt for row in civic.rejected] == ["EID1266"]
    article = next(entry for entry in report.inputs if entry.name == ARTICLE.name)
    assert article.claims > 20
    text = ARTICLE.read_text("utf-8")
    query = f"""SELECT ?quote ?start ?end WHERE {{
      ?c prov:wasDerivedFrom doc:{article.sha256[:16]} ; her2:quote ?quote ;
        her2:quoteStart ?start ; her2:quoteEnd ?end }}"""
    for row in select(_store(home), query):
        quote, start, end = (str(getattr(row[n], "value", "")) for n in ("quote", "start", "end"))
        assert text[int(start) : int(end)] == quote
