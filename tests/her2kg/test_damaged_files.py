"""Files that are damaged, on the whole way from the disk to the graph in use."""

import shutil
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from her2kg import gather as gathering
from her2kg.build import build
from her2kg.errors import InputError
from her2kg.gather import Gathered, LoadedInput, gather, silent
from her2kg.home import Home
from her2kg.inputs import Inputs
from her2kg.loaders.base import Material, Rejection
from her2kg.loaders.curated import curated_material
from her2kg.loaders.curated_rows import CuratedRows, rows_of
from her2kg.loaders.documents.registry import FORMATS
from her2kg.loaders.own_table import OwnTableLoader
from her2kg.loaders.registry import TABLES
from her2kg.ontology.gate import check
from her2kg.quads import records, to_ox
from her2kg.queries.store import open_store, select
from her2kg.record_checks import _broken_dates
from her2kg.report import read_report
from tests.her2kg.command import her2kg
from tests.her2kg.damage import HARMLESS, Damage, damages, is_xml, packed_damages, with_doctype
from tests.her2kg.small_sources import PACKED, SOURCES, SmallFile
from tests.pace import in_time

pytestmark = pytest.mark.long

_LONGEST_LINE = 1500
_MOST_SECONDS = 10
_SOUND_IN_PART = (
    ("civic", "twice with another word", 2, 3),
    ("clinicaltrials", "a 10 MB line", 1, 1),
    ("nbib", "twice", 1, 1),
    ("own-table", "its first line twice", 2, 1),
)
"""Name, damage, and how many rows are taken and rejected."""

_REFUSED = (
    ("civic", "empty", "is empty"),
    ("plain", "blanks", "is empty"),
    ("cgi", "a NUL byte", "is a binary file"),
    ("hgnc", "Latin-1", "is not UTF-8 text"),
    ("jats", "cut inside a letter", "is not UTF-8 text"),
    ("html", "UTF-16", "is UTF-16 text"),
    ("wikipathways", "a billion laughs", "declares types or entities"),
    ("pubmed-xml", "a billion laughs", "declares types or entities"),
    ("clinicaltrials-xml", "elements 100,000 deep", "line 1"),
    ("oncotree", "lists 100,000 deep", "no sound JSON"),
    ("civic-variants", "its first line lost", "of no known kind"),
    ("pdf", "cut at", "no sound PDF"),
    ("gzip", "cut at 30", "cut off or damaged"),
    ("zip", "cut at 30", "damaged"),
)
"""Name, damage, and what is said of it."""

_TEXTS = [file for file in SOURCES if file.word]
_XML = [file for file in SOURCES if is_xml(file)]


@cache
def _curated() -> LoadedInput:
    return gathering._load_curated()


@cache
def _rows() -> CuratedRows:
    return rows_of(curated_material())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``gather`` load the curated tables once, and read a sentence in place of the article.

    Of the curated tables that is kept which tells what concerns HER2, and what files name.
    """
    curated = _curated()
    named = [e for e in curated.entities if e.kind in {"Cancer", "Drug", "Gene", "Protein"}]
    telling = [c for c in curated.claims if c.predicate in {"targets", "hasAlteration"}]
    article = Material.of_text("article.md", "Trastuzumab is an antibody that targets HER2.\n")

    def load_curated() -> LoadedInput:
        return replace(curated, entities=[*named], claims=[*telling], items=[])

    monkeypatch.setattr(gathering, "_load_curated", load_curated)
    monkeypatch.setattr(gathering, "embedded_article", lambda: article)


def _gathered(file: SmallFile, folder: Path, ending: str = ".txt") -> Gathered:
    """Read a file as a build does, and leave out of the records what is embedded."""
    found = gather(file.materials(folder, ending), everything=True, tick=silent)
    own = [loaded for loaded in found.inputs[1:] if loaded.name != "article.md"]
    return Gathered(own, found.made, found.unlinked)


def _said(found: Gathered) -> list[object]:
    """Return what inputs say, without what tells where in which bytes it stands."""
    return [
        (
            {replace(claim, sources=(), quote=None) for claim in loaded.claims},
            {entity.iri for entity in loaded.entities},
            {item.iri for item in loaded.items},
            [(row.line, row.reason) for row in loaded.rejected],
            (loaded.load.loader, loaded.taken, loaded.out_of_scope),
        )
        for loaded in found.inputs
    ]


def _check_line(text: str, longest: int = _LONGEST_LINE) -> None:
    assert text.strip()
    assert len(text.splitlines()) == 1, text[:longest]
    assert len(text) <= longest, f"{len(text)} characters: {text[:longest]}"


def _check_rejection(row: Rejection, content: bytes) -> None:
    _check_line(row.reason)
    assert len(row.excerpt.splitlines()) <= 1
    assert len(row.excerpt) <= _LONGEST_LINE
    assert 1 <= row.line <= content.count(b"\n") + content.count(b"\r") + 2


def _check_sound(found: Gathered, content: bytes) -> None:
    """Check that the gate lets through what was read, and that what was not is told."""
    quads = [quad for record in records(found) for quad in record]
    for quad in quads:
        to_ox(quad)
    assert check(quads) == []
    assert list(_broken_dates(found, _rows())) == []
    for loaded in found.inputs:
        for row in loaded.rejected:
            _check_rejection(row, content)


def _outcome(file: SmallFile, folder: Path) -> Gathered | str:
    """Return what was read of a file, or why it was refused."""
    try:
        return _gathered(file, folder)
    except InputError as refusal:
        return str(refusal)


def _check_survival(file: SmallFile, folder: Path) -> bool:
    """Check that a file is refused in one line or read soundly; return whether it was read."""
    begun = time.process_time()
    outcome = _outcome(file, folder)
    assert in_time(time.process_time() - begun, _MOST_SECONDS)
    if isinstance(outcome, str):
        _check_line(outcome)
        assert file.name in outcome
        return False
    _check_sound(outcome, file.content)
    return True


def _check_all(file: SmallFile, damaged: Iterable[Damage], folder: Path) -> tuple[int, int]:
    """Check each broken state of a file; return how many were refused, and how many read."""
    outcomes = [0, 0]
    for kind, content in damaged:
        try:
            outcomes[_check_survival(replace(file, content=content), folder)] += 1
        except BaseException as failure:
            failure.add_note(f"{file}: {kind}")
            raise
    return outcomes[0], outcomes[1]


def test_every_source_has_a_small_file(tmp_path: Path) -> None:
    """A loader or format that is registered, and not here, is not tried with broken files."""
    scope = gathering._scope(_curated(), everything=False)
    loaders, formats = set(), set()
    for file in SOURCES:
        (material,) = file.materials(tmp_path)
        loader = gathering._choose(material, scope)
        loaders.add(type(loader))
        if loader is None:
            formats.add(next(form.name for form in FORMATS if form.recognises(material.head)))
    assert loaders - {type(None)} == {*TABLES, OwnTableLoader}
    assert formats == {form.name for form in FORMATS}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("file", [*SOURCES, *PACKED], ids=str)
def test_a_sound_file_says_something(file: SmallFile, tmp_path: Path) -> None:
    """The small files are worth breaking: each has rows that are taken and pass the gate."""
    found = _gathered(file, tmp_path)
    _check_sound(found, b"\n" * 1000)
    assert sum(loaded.taken for loaded in found.inputs) >= 1
    assert any(loaded.claims or loaded.entities for loaded in found.inputs)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("kind", HARMLESS)
@pytest.mark.parametrize("file", _TEXTS, ids=str)
def test_line_ends_and_marks_change_nothing(file: SmallFile, kind: str, tmp_path: Path) -> None:
    """Files from Windows and from old Macs say what they say."""
    changed = replace(file, content=HARMLESS[kind](file.content))
    found, sound = _gathered(changed, tmp_path), _gathered(file, tmp_path)
    assert _said(found) == _said(sound)
    _check_sound(found, changed.content)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("file", [*SOURCES, *PACKED], ids=str)
def test_the_ending_of_a_name_says_nothing(file: SmallFile, tmp_path: Path) -> None:
    """What a file is, is seen from its content."""
    sound = _said(_gathered(file, tmp_path))
    for ending in (".exe", ".zip", ".pdf", ".json.gz", ""):
        assert _said(_gathered(file, tmp_path, ending)) == sound, ending


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("file", SOURCES, ids=str)
def test_a_damaged_file_is_refused_in_one_line_or_read_soundly(
    file: SmallFile, tmp_path: Path
) -> None:
    """No other error, nothing that the gate would stop at, and never more than ten seconds."""
    refused, read = _check_all(file, damages(file), tmp_path)
    assert refused + read >= 20
    assert refused >= 8


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("file", PACKED, ids=str)
def test_a_damaged_package_is_refused_in_one_line_or_read_soundly(
    file: SmallFile, tmp_path: Path
) -> None:
    """Also where its head, its check sum or the list of its files is damaged."""
    refused, read = _check_all(file, packed_damages(file), tmp_path)
    assert refused > read > 0


@pytest.mark.usefixtures("quick")
def test_a_damaged_mapping_is_refused_in_one_line_or_read_soundly(tmp_path: Path) -> None:
    """The table beside it is whole."""
    table = next(file for file in SOURCES if file.mapping)
    for kind, content in damages(SmallFile(table.name, table.mapping, "lab")):
        try:
            _check_survival(replace(table, mapping=content), tmp_path)
        except BaseException as failure:
            failure.add_note(kind)
            raise


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("file", _XML, ids=str)
def test_nothing_beside_an_xml_file_is_read(file: SmallFile, tmp_path: Path) -> None:
    """An entity that names another file brings nothing of it into the graph or a message."""
    secret = tmp_path / "secret"
    secret.write_text("Pertuzumab", "utf-8")
    content = with_doctype(file, f'<!ENTITY entity SYSTEM "{secret.as_uri()}">')
    outcome = _outcome(replace(file, content=content), tmp_path)
    if isinstance(outcome, Gathered):
        _check_sound(outcome, content)
        outcome = "\n".join(str(quad[2]) for record in records(outcome) for quad in record)
    assert "pertuzumab" not in outcome.casefold()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("name", "words", "address"),
    [
        ("cgi", b"PMID:23220880", b"http://[x"),
        ("cgi", b"PMID:23220880", b"https://example.org/%zz"),
        ("html", b'rel="license" href="https:', b'rel="canonical" href="http://[x]/a" class="'),
        ("html", b'rel="license" href="https:', b'rel="canonical" href="http://x/%zz" class="'),
    ],
)
def test_a_broken_address_is_none(name: str, words: bytes, address: bytes, tmp_path: Path) -> None:
    """What no node of the graph can be called is kept as words, or not at all."""
    sound = _small(name)
    file = replace(sound, content=sound.content.replace(words, address))
    assert file != sound
    assert _check_survival(file, tmp_path)


def _small(name: str) -> SmallFile:
    return next(file for file in (*SOURCES, *PACKED) if file.name == name)


def _broken(name: str, kind: str) -> SmallFile:
    """Return a small file in the first broken state of a kind."""
    file = _small(name)
    every = packed_damages(file) if file in PACKED else damages(file)
    return replace(file, content=next(left for what, left in every if what.startswith(kind)))


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A data folder with a graph of files that are sound in part, built by the command."""
    folder = tmp_path_factory.mktemp("used")
    files = [str(_broken(name, kind).write(folder)) for name, kind, _, _ in _SOUND_IN_PART]
    home = Home(folder / "home")
    done = her2kg("build", *files, home=home.root)
    assert done.code == 0, done.err
    assert done.err == ""
    return home


@pytest.fixture
def home(used: Home, tmp_path: Path) -> Home:
    """The same, of the test's own."""
    shutil.copytree(used.root, tmp_path / "home")
    return Home(tmp_path / "home")


def _targeting(home: Home) -> int:
    store = open_store(home.current() / "store")
    return len(list(select(store, "SELECT ?d WHERE { ?d her2:targets protein:HER2 }")))


def _state(home: Home) -> tuple[object, ...]:
    """Return everything that a build which fails must leave alone."""
    builds = sorted(path.name for path in home.builds.iterdir())
    return home.current(), home.inputs(), builds, _targeting(home)


@pytest.mark.parametrize(("name", "kind", "taken", "rejected"), _SOUND_IN_PART)
def test_what_is_rejected_of_a_file_is_reported(
    used: Home, name: str, kind: str, taken: int, rejected: int
) -> None:
    """The sound rows are in the graph, the others in the report with their lines."""
    report = read_report(used.current() / "report.json")
    (entry,) = (each for each in report.inputs if each.name == f"{name}.txt")
    assert (entry.taken, len(entry.rejected)) == (taken, rejected)
    for row in entry.rejected:
        _check_rejection(row, _broken(name, kind).content)
    assert {folder.name for folder in used.builds.iterdir()} == set(used.kept())
    assert _targeting(used) >= 10


@pytest.mark.parametrize(("name", "kind", "reason"), _REFUSED)
def test_a_file_that_is_refused_changes_nothing(
    home: Home, tmp_path: Path, name: str, kind: str, reason: str
) -> None:
    """The graph of before stays in use, and nothing is left of the build."""
    before = _state(home)
    path = _broken(name, kind).write(tmp_path)
    with pytest.raises(InputError, match=f"{name}.*{reason}") as refused:
        build(home, Inputs((path,)))
    _check_line(str(refused.value))
    assert _state(home) == before


def test_a_file_that_breaks_between_two_builds_does_no_harm(home: Home, tmp_path: Path) -> None:
    """The command fails in one line, and questions are answered from the graph of before."""
    path = _small("civic").write(tmp_path)
    home.remember(Inputs((path,)))
    path.write_bytes(path.read_bytes()[:-40] + b"\xff")
    before = _state(home)
    line = her2kg("build", home=home.root).one_line_error()
    assert f"{path} is not UTF-8 text (line 3)" in line
    assert _state(home) == before
    query = "SELECT ?c WHERE { ?c a her2:Claim ; her2:recordId 'EID283' }"
    answer = her2kg("query", query, "--format", "csv", home=home.root)
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 1 + 1
