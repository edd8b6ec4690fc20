"""The command line, run as a user runs it."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from her2kg.home import Home
from tests.her2kg.command import her2kg
from tests.her2kg.sample_inputs import write_inputs
from tests.shared import ROOT

pytestmark = pytest.mark.long

COMMANDS = ["build", "query", "questions", "explain", "view", "serve", "validate", "export"]
TARGETS = "SELECT ?drug WHERE { ?drug her2:targets protein:HER2 } ORDER BY ?drug"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    """Help says what the command does and what it takes."""
    shown = her2kg(command, "--help", home=tmp_path)
    assert shown.code == 0
    assert "Usage:" in shown.out
    assert len(shown.out.splitlines()) > 5


def test_without_words_it_shows_what_it_can_do(tmp_path: Path) -> None:
    """The bare command lists the commands and says that it is no medical advice."""
    shown = her2kg(home=tmp_path)
    assert all(command in shown.out + shown.err for command in COMMANDS)
    assert "no medical advice" in " ".join((shown.out + shown.err).split())


@pytest.mark.parametrize(
    "words",
    [
        ("query", "ASK {}"),
        ("explain", "HER2"),
        ("view", "HER2", "-o", "x.html"),
        ("serve",),
        ("validate",),
        ("export", "nquads", "-o", "x.nq"),
    ],
)
def test_without_a_graph_it_says_to_build(words: tuple[str, ...], tmp_path: Path) -> None:
    """Each command that needs a graph names the one that makes it."""
    assert "her2kg build" in her2kg(*words, home=tmp_path).one_line_error()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("build", "nothere.txt"), "does not exist"),
        (("build", "."), "is a folder"),
        (("query", "SELECT ?x WHERE { ?x"), "not SPARQL"),
        (("query", "biosimilar"), "did you mean biosimilars"),
        (("query", "nothere.rq"), "cannot be read"),
        (("query", "SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }"), "SERVICE"),
        (("query", "DELETE WHERE { ?s ?p ?o }"), "refused"),
        (("query", "biosimilars", "drug"), "name=value"),
        (("questions", "biosimilar"), "biosimilars"),
        (("explain", "Herceptn"), "did you mean Herceptin"),
        (("view", "nosuchthing", "-o", "x.html"), "no entity"),
        (("view", "HER2", "-o", "missing/x.html"), "cannot be written"),
        (("export", "nquads", "-o", "."), "is a folder"),
    ],
)
def test_a_wrong_word_gives_one_line(words: tuple[str, ...], reason: str, built_home: Home) -> None:
    """Whatever is wrong, one line says so, without a traceback, and the code is not 0."""
    assert reason in her2kg(*words, home=built_home.root).one_line_error()


def test_a_format_that_does_not_exist_is_refused(built_home: Home) -> None:
    """A wrong option is a wrong use of the command: code 2."""
    done = her2kg("query", "ASK {}", "--format", "smoke", home=built_home.root)
    assert done.code == 2
    assert "smoke" in done.err


def test_a_query_is_answered_as_a_table(built_home: Home) -> None:
    """IRIs are shortened; the number of rows and the notice go to the error stream."""
    done = her2kg("query", TARGETS, home=built_home.root)
    assert "drug:trastuzumab" in done.out
    assert "rows" in done.err
    assert "not medical advice" in done.err


def test_a_query_is_answered_in_the_standard_formats(built_home: Home) -> None:
    """CSV, TSV, JSON and XML hold the same drugs, with whole IRIs."""
    outs = {
        form: her2kg("query", TARGETS, "--format", form, home=built_home.root).out
        for form in ("csv", "tsv", "json", "xml")
    }
    from_csv = [row["drug"] for row in csv.DictReader(io.StringIO(outs["csv"]))]
    bindings = json.loads(outs["json"])["results"]["bindings"]
    assert [row["drug"]["value"] for row in bindings] == from_csv
    assert "https://w3id.org/her2kg/drug/trastuzumab" in from_csv
    assert outs["tsv"].count("<https://w3id.org/her2kg/drug/") == len(from_csv)
    assert outs["xml"].count("<uri>") == len(from_csv)


def test_triples_are_answered_as_turtle(built_home: Home) -> None:
    """CONSTRUCT gives readable Turtle."""
    sparql = "CONSTRUCT { ?d her2:targets ?p } WHERE { ?d her2:targets ?p }"
    done = her2kg("query", sparql, "--format", "turtle", home=built_home.root)
    assert "drug:trastuzumab her2:targets protein:HER2" in done.out


def test_a_query_comes_from_a_file_or_from_input(built_home: Home, tmp_path: Path) -> None:
    """A file and the input stream give what the words give."""
    path = tmp_path / "targets.rq"
    path.write_text(TARGETS, encoding="utf-8")
    direct = her2kg("query", TARGETS, "--format", "csv", home=built_home.root).out
    assert her2kg("query", str(path), "--format", "csv", home=built_home.root).out == direct
    piped = her2kg("query", "-", "--format", "csv", home=built_home.root, given=TARGETS)
    assert piped.out == direct


def test_a_question_is_asked_by_name_with_parameters(built_home: Home) -> None:
    """The catalogue's questions take names as people write them."""
    done = her2kg(
        "query", "biosimilars", "reference=Herceptin", "--format", "csv", home=built_home.root
    )
    assert done.code == 0, done.err
    assert "trastuzumab-dkst" in done.out


def test_questions_are_listed_and_shown(built_home: Home) -> None:
    """The list has titles; one question is shown with its query."""
    listed = json.loads(her2kg("questions", "--format", "json", home=built_home.root).out)
    assert len(listed) >= 20
    assert all(question["title"].endswith("?") for question in listed)
    shown = her2kg("questions", "biosimilars", home=built_home.root)
    assert "PREFIX her2:" in shown.out


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Herceptin", "trastuzumab"),
        ("T-DXd", "trastuzumab deruxtecan"),
        ("Enhertu", "trastuzumab deruxtecan"),
        ("DS-8201", "trastuzumab deruxtecan"),
        ("her2", "HER2"),
        ("ERBB2", "ERBB2"),
        ("CD340", "HER2"),
        ("neu", "ERBB2"),
        ("drug:trastuzumab", "trastuzumab"),
        ("NCIT:C1647", "trastuzumab"),
        ("hgnc:3430", "ERBB2"),
    ],
)
def test_names_find_their_thing(name: str, label: str, built_home: Home) -> None:
    """Brands, abbreviations, code names and identifiers resolve."""
    explained = json.loads(her2kg("explain", name, "--format", "json", home=built_home.root).out)
    assert explained["entity"]["label"] == label


def test_an_explanation_tells_the_same_from_the_near(built_home: Home) -> None:
    """Identifiers of the same thing are listed with their pages, near ones apart from them."""
    lines = her2kg("explain", "HER2-negative breast cancer", home=built_home.root).out.splitlines()
    same, near = lines.index("Identifiers:"), lines.index("Near it, and not the same:")
    assert "  NCIT:C168519 <http://purl.obolibrary.org/obo/NCIT_C168519>" in lines[same:near]
    assert "  close: DOID:0060080 <http://purl.obolibrary.org/obo/DOID_0060080>" in lines[near:]


def test_an_explanation_names_sources_and_quotes(built_home: Home) -> None:
    """Every claim about trastuzumab is a sentence with its source, quote or doubt."""
    done = her2kg("explain", "drug:trastuzumab", home=built_home.root)
    assert "trastuzumab targets HER2" in done.out
    assert "read by a program" in done.out
    assert "https://dailymed.nlm.nih.gov/" in done.out
    assert "unverified" in done.out
    assert "Information, not medical advice." in done.out


def test_a_picture_is_one_file(built_home: Home, tmp_path: Path) -> None:
    """The page is whole and names no other file or address to load."""
    path = tmp_path / "picture.html"
    assert her2kg("view", "trastuzumab", "-o", str(path), home=built_home.root).code == 0
    page = path.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<script src=" not in page
    assert '<link rel="stylesheet"' not in page


def test_the_graph_is_sound(built_home: Home) -> None:
    """SHACL and the checks across records pass on the embedded material."""
    done = her2kg("validate", "--format", "json", home=built_home.root)
    assert json.loads(done.out) == {"problems": []}
    assert done.code == 0


def test_an_export_is_sorted_nquads(built_home: Home, tmp_path: Path) -> None:
    """One quad a line, in order, none twice."""
    path = tmp_path / "graph.nq"
    her2kg("export", "nquads", "-o", str(path), home=built_home.root)
    lines = path.read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(b" .") for line in lines)


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="needs root to mount")
def test_a_full_disk_loses_nothing(built_home: Home, tmp_path: Path) -> None:
    """When the disk is full the build says so and the graph of before still answers."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(small)],  # noqa: S607
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("no small disk can be mounted here")
    try:
        shutil.copytree(built_home.root, small / "home")
        filler = small / "filler"
        filler.write_bytes(b"\0" * (shutil.disk_usage(small).free - 2_000_000))
        files = [str(path) for path in write_inputs(tmp_path)]
        line = her2kg("build", *files, home=small / "home").one_line_error()
        assert "the graph of before is kept" in line
        filler.unlink()
        assert her2kg("query", "ASK { ?c a her2:Claim }", home=small / "home").out.strip()
        assert not list((small / "home" / "builds").glob("unfinished-*"))
    finally:
        subprocess.run(["umount", str(small)], check=True)  # noqa: S607


def test_an_interrupted_build_changes_nothing(tmp_path: Path) -> None:
    """Ctrl+C ends a build with one line and code 130, and leaves no half-finished build."""
    home = tmp_path / "home"
    environment = {**os.environ, "HER2KG_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "her2kg", "build"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        while not (home / "build.lock").exists():
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert error.strip().splitlines() == ["her2kg: interrupted; what was there before is unchanged"]
    assert list((home / "builds").iterdir()) == []
