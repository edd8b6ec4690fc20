"""The docs: complete, true, linked, and written by what they describe."""

import importlib
import inspect
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer
from rdflib import SKOS, Graph

import her2kg.api
from docs.generating.context import Context
from docs.generating.fragments import FRAGMENTS
from docs.generating.markdown import anchor
from docs.generating.pages import PAGES, make
from docs.generating.transcripts import FENCE, commands, needs
from her2kg.cli import app
from her2kg.home import Home
from her2kg.loaders.base import Loader
from her2kg.ontology.namespaces import SCHEMA
from her2kg.queries.catalogue import bindings, parse, questions, with_values
from her2kg.queries.names import resolve
from her2kg.queries.results import table
from her2kg.queries.store import run, select, text_of
from tests.her2kg.command import her2kg as run_her2kg
from tests.shared import ROOT

pytestmark = pytest.mark.long

PLACES = ("*.md", "docs/**/*.md", "LICENSES/*.md", "loaders/*.md")
MARKDOWN = sorted(path for place in PLACES for path in ROOT.glob(place))
NAMES = [path.relative_to(ROOT).as_posix() for path in MARKDOWN]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _prose(path: Path) -> str:
    """Return a page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def _section(page: str, heading: str) -> str:
    """Return what stands below a heading up to the next one of its level."""
    level = heading.partition(" ")[0]
    _, found, rest = page.partition(f"\n{heading}\n")
    assert found, f"there is no {heading!r}"
    return re.split(rf"^{level} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("name", PAGES)
def test_pages_say_what_is_so_today(name: str, built_home: Home) -> None:
    """Tables come from the code, and the outputs shown are those that the commands give."""
    missing = {program for program in needs(_text(name)) if not shutil.which(program)}
    if missing:
        pytest.skip(f"this page calls {', '.join(missing)}, which is not installed")
    fresh = make(name, Context(ROOT, built_home.root))
    assert fresh.splitlines() == _text(name).splitlines(), "run `python docs/generate.py`"


def test_every_page_with_generated_parts_is_known() -> None:
    """No page has markers or sessions that nobody keeps fresh."""
    for path, name in zip(MARKDOWN, NAMES, strict=True):
        text = path.read_text("utf-8")
        if "<!-- generated:" in text or FENCE.search(text):
            assert name in PAGES, name
        assert text.count("<!-- generated:") == text.count("<!-- end -->"), name
        asked = re.findall(r"<!-- generated: (\S+)", text)
        assert set(asked) <= set(FRAGMENTS), name


def test_a_stale_page_is_told_in_one_line(tmp_path: Path, built_home: Home) -> None:
    """The check changes nothing, names the page and what to run, and fails; writing mends it."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("images"))
    page = tmp_path / "docs" / "reference" / "commands.md"
    fresh = page.read_text("utf-8")
    page.write_text(fresh.replace("`her2kg build`", "`her2kg bild`"), encoding="utf-8")

    def generate(*words: str) -> subprocess.CompletedProcess[str]:
        name = page.relative_to(tmp_path).as_posix()
        command = [sys.executable, "docs/generate.py", *words, "--home", str(built_home.root), name]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    checked = generate("--check")
    assert checked.returncode == 1
    assert checked.stdout == (
        "docs/reference/commands.md is stale: run `python docs/generate.py`\n"
    )
    assert "her2kg bild" in page.read_text("utf-8")
    assert generate().returncode == 0
    assert page.read_text("utf-8") == fresh
    assert generate("--check").returncode == 0


def _click_commands() -> dict[str, set[str]]:
    """Return the options of each command, as the real command line knows them."""
    group = typer.main.get_command(app)
    found = vars(group)["commands"]
    return {name: {o for p in one.params for o in p.opts} for name, one in found.items()}


def test_every_command_and_option_is_documented() -> None:
    """The page of commands has each command, each option, argument and example."""
    page = _text("docs/reference/commands.md")
    for name, options in _click_commands().items():
        section = _section(page, f"## her2kg {name}")
        for option in options:
            shown = option if option.startswith("-") else ""
            assert shown in section, f"{name} {option}"
        assert name == "validate" or f"\nher2kg {name} " in section


def test_help_and_page_agree(tmp_path: Path) -> None:
    """What the page says of an option is what --help says of it."""
    page = _text("docs/reference/commands.md")
    for name in _click_commands():
        shown = " ".join(run_her2kg(name, "--help", home=tmp_path).out.split())
        rows = re.findall(
            r"^\| `(.+?)` \| (.*?) \|$", _section(page, f"## her2kg {name}"), re.MULTILINE
        )
        for called, said in rows:
            words = said.partition(" Default:")[0].partition(" From ")[0]
            assert words in shown, f"{name} {called}"


def _called() -> Iterator[tuple[str, str]]:
    """Yield every call of her2kg in the pages: in code, in blocks and in sessions."""
    for name in NAMES:
        text = _text(name)
        sessions = [
            c for kind, body in FENCE.findall(text) if kind == "console" for c in commands(body)
        ]
        blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        lines = [line for block in blocks for line in block.splitlines()]
        spans = re.findall(r"`((?:her2kg|make) [a-z][^`]*)`", text)
        for command in [*sessions, *lines, *spans]:
            for part in re.findall(r"(?:^|\| |=\S+ )((?:her2kg|make) [a-z].*)", command, re.DOTALL):
                yield name, part


def test_every_call_in_the_docs_is_possible() -> None:
    """Commands and options that pages name exist, and so do the targets of make."""
    known = _click_commands()
    targets = set(re.findall(r"^(\w+):", _text("Makefile"), re.MULTILINE))
    calls = list(_called())
    assert len(calls) > 40
    for name, call in calls:
        words = shlex.split(call.partition(" |")[0], comments=True)
        if words[0] == "make":
            assert words[1] in targets, f"{name}: {call}"
            continue
        assert words[1] in known, f"{name}: {call}"
        options = {word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
        assert options <= known[words[1]] | {"--help"}, f"{name}: {call}"
        asked = words[2:3] if words[1] in {"query", "questions"} else []
        named = [word for word in asked if re.fullmatch(r"[a-z]+(-[a-z]+)+", word)]
        assert set(named) <= set(questions()), f"{name}: {call}"


def test_every_question_is_documented() -> None:
    """Each question has its section with its title, parameters and columns, and its file."""
    page = _text("docs/reference/questions.md")
    headings = set(re.findall(r"^## (.+)$", page, re.MULTILINE))
    assert headings == set(questions())
    for question in questions().values():
        section = _section(page, f"## {question.name}")
        assert question.title in section
        assert all(f"| `{p.name}` |" in section for p in question.parameters), question.name


def test_the_columns_of_a_question_are_those_it_answers_with(graph_store: ox.Store) -> None:
    """The columns named on the page are those of the answer."""
    page = _text("docs/reference/questions.md")
    for question in questions().values():
        bound = bindings(question, {}, partial(resolve, graph_store))
        columns = table(run(graph_store, with_values(question, bound))).columns
        said = re.search(r"^Columns: (.+)\.$", _section(page, f"## {question.name}"), re.MULTILINE)
        assert said
        assert re.findall(r"`(\w+)`", said[1]) == columns


def test_every_term_of_the_ontology_is_documented() -> None:
    """Each class and property stands on the page with its definition."""
    page = _text("docs/reference/ontology.md")
    graph = Graph().parse(ROOT / "ontology" / "her2.ttl")
    defined = {str(s): str(o) for s, o in graph.subject_objects(SKOS.definition)}
    assert len(defined) > 100
    for term, meaning in defined.items():
        local = term.removeprefix(SCHEMA)
        rows = [line for line in page.splitlines() if line.startswith(f"| `her2:{local}` |")]
        assert len(rows) == 1, local
        assert meaning in rows[0].replace("&lt;", "<").replace("\\|", "|"), local


def _modules() -> list[str]:
    found = pkgutil.walk_packages([str(Path(her2kg.api.__file__).parent)], "her2kg.")
    return [module.name for module in found if module.name != "her2kg.__main__"]


def test_every_public_name_is_documented() -> None:
    """Each name of each module's __all__ has its row; what users call has all its methods."""
    page = _text("docs/reference/api.md")
    names = _modules()
    assert len(names) > 60
    for name in names:
        offered = getattr(importlib.import_module(name), "__all__", ())
        if not offered or hasattr(importlib.import_module(name), "__path__"):
            continue
        section = _section(page, f"### {name}")
        for one in offered:
            assert re.search(rf"^\| `{re.escape(one)}[`(].*\| \S.* \|$", section, re.MULTILINE), one
    for member, _ in inspect.getmembers(her2kg.api.HER2Graph):
        if not member.startswith("_"):
            assert f"\n### HER2Graph.{member}\n" in page


def _loads(one: type) -> bool:
    return one.__module__.startswith("her2kg.") and hasattr(one, "load")


def test_every_loader_is_documented_and_registered() -> None:
    """Each class that loads material has its row with licence, and adding one is told of."""
    modules = [importlib.import_module(n) for n in _modules() if n.startswith("her2kg.loaders.")]
    members = {one for m in modules for _, one in inspect.getmembers(m, inspect.isclass)}
    classes = {vars(one)["name"]: vars(one) for one in members - {Loader} if _loads(one)}
    assert len(classes) >= 3
    for page in ("README.md", "LICENSES/README.md", "docs/reference/sources.md"):
        for loader in classes.values():
            row = f"| `{loader['name']}` | {loader['title']} | {loader['licence']} |"
            assert row in _text(page), f"{page}: {row}: add it to loaders/registry.py"


def test_every_shape_check_and_rule_is_documented() -> None:
    """Each message of a shape and the first line of each query stands on the page."""
    page = _text("docs/reference/shapes.md")
    shapes = _text("ontology/shapes.ttl") + _text("ontology/row-shapes.ttl")
    messages = re.findall(r'sh:message "(.+?)"', shapes)
    files = [*(ROOT / "ontology").rglob("checks/**/*.rq"), *(ROOT / "ontology").glob("rules/*.rq")]
    firsts = [path.read_text("utf-8").split("\n", 1)[0].removeprefix("# ") for path in files]
    assert len(messages) > 20
    assert len(firsts) > 10
    assert [said for said in [*messages, *firsts] if said not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_links_and_images_resolve(name: str) -> None:
    """Every relative link leads to a file, and to a heading where it names one."""
    path = ROOT / name
    for link in _LINK.findall(_prose(path)):
        if link.startswith(("http://", "https://")):
            continue
        file, _, place = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{name}: {link}"
        assert target.is_relative_to(ROOT), f"{name}: {link}"
        if place:
            headings = re.findall(r"^#+ (.+)$", _prose(target), re.MULTILINE)
            assert place in {anchor(heading) for heading in headings}, f"{name}: {link}"


def test_every_page_can_be_reached() -> None:
    """From the README, links lead to every page and picture of the docs."""
    seen, open_ends = set(), [ROOT / "README.md"]
    while open_ends:
        path = open_ends.pop()
        if path in seen:
            continue
        seen.add(path)
        if path.suffix == ".md":
            links = [link.partition("#")[0] for link in _LINK.findall(_prose(path))]
            open_ends += [(path.parent / link).resolve() for link in links if "://" not in link]
        elif path.is_dir():
            open_ends += path.glob("*.md")
    pages = {*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs" / "images").iterdir()}
    assert sorted(pages - seen) == []


@pytest.mark.parametrize("name", NAMES)
def test_pages_name_no_machine_and_no_index(name: str) -> None:
    """No path of a machine, no package index, no leftover of work."""
    text = _text(name)
    wrong = r"(?<![\w.:/])/(?:work|root|home|tmp|farm)/|pypi\.org|pythonhosted|TODO|FIXME|Traceback"
    assert not re.search(wrong, text)


def test_the_readme_begins_with_a_sentence_and_two_commands() -> None:
    """After one sentence come at most ten lines, first make run and make test, then a picture."""
    lines = [line for line in _text("README.md").splitlines() if line]
    assert lines[0] == "# her2kg"
    assert lines[1].endswith(".")
    assert lines[1].count(". ") == 0
    assert lines[2] == "```sh"
    assert lines[3].startswith("make run ")
    assert lines[4].startswith("make test ")
    assert lines[5] == "```"
    picture = next(i for i, line in enumerate(lines) if line.startswith("!["))
    assert picture <= 12
    assert "not medical advice" in _text("README.md")


def test_the_newest_version_is_the_package_s() -> None:
    """The changelog's newest version equals that of the project, and so does the citation's."""
    version = tomllib.loads(_text("pyproject.toml"))["project"]["version"]
    text = _text("CHANGELOG.md")
    newest = re.search(r"^## \[(.+?)\] - (unreleased|\d{4}-\d{2}-\d{2})$", text, re.MULTILINE)
    assert newest
    assert newest[1] == version
    assert f"version {version}," in _text("LICENSES/CC-BY-4.0.md")
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_files_named_in_the_notice_exist() -> None:
    """What CC BY 4.0 covers is there, and what names a licence of its own names that one."""
    notice = _text("LICENSES/CC-BY-4.0.md")
    patterns = re.findall(r"^\| `(.+?)` \|", notice, re.MULTILINE)
    assert len(patterns) == 3
    assert all(list(ROOT.glob(pattern)) for pattern in patterns)
    assert "creativecommons.org/licenses/by/4.0/" in _text("ontology/her2.ttl")
    assert "Licence: CC BY 4.0" in _text("loaders/material/her2-positive-cancer.md")
    assert _text("LICENSE").startswith("MIT License\n\nCopyright (c) ")


def test_the_question_of_the_recipe_works(graph_store: ox.Store) -> None:
    """The file shown in the recipe is read, and answers with and without its parameter."""
    shown = re.search(r"^```sparql\n(.*?)^```$", _text("docs/how-to.md"), re.MULTILINE | re.DOTALL)
    assert shown
    question = parse("of-the-recipe", shown[1])
    link = partial(resolve, graph_store)

    def answer(**given: str) -> set[tuple[str, ...]]:
        text = with_values(question, bindings(question, given, link))
        rows = table(run(graph_store, text)).rows
        return {tuple(row[:2]) for row in rows}

    pertuzumab = ("pertuzumab", "ERBB2 ECD subdomain II")
    assert answer(drug="Perjeta") == {pertuzumab}
    assert answer() > answer(drug="Perjeta")


def test_the_picture_of_the_model_shows_what_is_in_the_graph(graph_store: ox.Store) -> None:
    """Names, counts, quote and date in the drawing are those of the graph."""
    drawing = _text("docs/images/model.svg")
    fact = next(
        select(
            graph_store,
            "SELECT * WHERE { ?f a her2:Fact ; rdf:subject drug:trastuzumab-deruxtecan ;"
            " rdf:predicate her2:hasPayload ; her2:supportCount ?for ; her2:refuteCount ?against ;"
            " her2:factVerification ?checked . ?c her2:claimOf ?f ; her2:quote ?quote ;"
            " her2:confidence ?sure . indication:I020 her2:approvalDate ?date }",
        )
    )
    count = f"{text_of(fact, 'for')} claims for it, {text_of(fact, 'against')} against"
    assert count in drawing
    for name in ("checked", "quote", "sure", "date"):
        assert text_of(fact, name) in drawing
    for curie in re.findall(r">((?:drug|payload|indication):[\w-]+)<", drawing):
        assert resolve(graph_store, curie)
