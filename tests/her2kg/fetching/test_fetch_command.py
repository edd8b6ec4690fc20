"""Tests of `her2kg fetch` as people and programs call it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock
import pytest
import typer
from typer.testing import CliRunner

from her2kg import fetch_command
from her2kg.errors import Her2kgError
from her2kg.fetching import catalogue
from her2kg.fetching.cache import Cache
from her2kg.fetching.catalogue import Item, Query, Source
from her2kg.fetching.fetcher import Fetcher
from her2kg.fetching.showing import size_of
from tests.her2kg.fetching.publisher import Publisher, Waits, file, says

GENES = b"HGNC ID\tApproved symbol\nHGNC:3430\tERBB2\n"
STUDIES = b'{"totalCount": 2, "studies": [{"n": 1}]}'


@pytest.fixture
def run(
    publisher: Publisher, waits: Waits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "Run":
    """Give the command, with sources that lie on the server of the tests."""
    known = {
        "genes": Source(
            "genes",
            "Made-up genes",
            "CC0-1.0",
            "https://made.example",
            0.0,
            1_000_000,
            (Item("genes.tsv", publisher.at("/genes", file(GENES))),),
        ),
        "trials": Source(
            "trials",
            "Made-up trials",
            "public domain",
            "https://made.example",
            0.0,
            1_000_000,
            query=Query(
                "trials.json",
                "clinicaltrials",
                publisher.at("/studies", says(200, STUDIES)),
                "HER2",
            ),
        ),
        "gone": Source(
            "gone",
            "Gone",
            "CC0-1.0",
            "https://made.example",
            0.0,
            1_000_000,
            (Item("gone.tsv", publisher.at("/gone", says(404))),),
        ),
    }

    @contextmanager
    def fetcher(cache: Cache, *, offline: bool) -> Iterator[Fetcher]:
        with waits.downloader() as downloader:
            yield Fetcher(cache, None if offline else downloader)

    monkeypatch.setattr(catalogue, "sources", lambda: known)
    monkeypatch.setattr(fetch_command, "_fetcher", fetcher)
    monkeypatch.setenv("HER2KG_HOME", str(tmp_path / "home with space"))
    return Run(tmp_path / "home with space" / "cache")


class Run:
    """Runs the command.

    Attributes:
        cache: the folder of the cache.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._app = typer.Typer(pretty_exceptions_enable=False)
        self._app.command()(fetch_command.fetch)

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Return the exit code, what was printed, and what was printed of errors."""
        done = CliRunner().invoke(self._app, list(words), env={"COLUMNS": "160"})
        if isinstance(done.exception, Exception) and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr


def test_alone_it_lists_sources_with_licence_and_what_is_there(run: Run) -> None:
    """Alone it lists sources with licence and what is there."""
    code, out, _ = run()
    assert code == 0
    assert "Made-up genes" in out
    assert "public domain" in out
    assert not run.cache.exists()
    run("genes")
    assert "1 file, 1 kB" in run()[1]


def test_the_list_for_programs_is_json(run: Run) -> None:
    """The list for programs is JSON."""
    run("genes")
    listed = json.loads(run("--format", "json")[1])
    assert [source["name"] for source in listed] == ["genes", "trials", "gone"]
    assert listed[0]["cached"][0]["name"] == "genes.tsv"
    assert listed[1]["query"]["text"] == "HER2"


def test_it_says_where_files_lie_and_how_to_build_with_them(run: Run) -> None:
    """It says where files lie and how to build with them."""
    code, out, err = run("genes", "trials")
    assert (code, err) == (0, "")
    genes, trials = run.cache / "genes" / "genes.tsv", run.cache / "trials" / "trials.json"
    assert genes.read_bytes() == GENES
    assert "genes: genes.tsv, new, 1 kB" in out
    assert f"her2kg build '{genes}' '{trials}'" in out
    assert "1 records for 'HER2'; 1 that it announced did not come" in out


def test_for_programs_it_prints_json(run: Run) -> None:
    """For programs it prints JSON."""
    code, out, err = run("genes", "gone", "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert told["files"][0]["files"] == [str(run.cache / "genes" / "genes.tsv")]
    assert told["files"][0]["licence"] == "CC0-1.0"
    assert told["failed"][0]["name"] == "gone.tsv"
    assert err.startswith("her2kg: gone: ")


def test_one_source_that_fails_does_not_stop_the_others(run: Run) -> None:
    """One source that fails does not stop the others."""
    code, out, err = run("gone", "genes")
    assert code == 1
    assert "genes: genes.tsv, new" in out
    assert len(err.strip().splitlines()) == 1
    assert "404 Not Found" in err


def test_offline_gives_what_is_there(run: Run, publisher: Publisher) -> None:
    """Offline gives what is there."""
    run("genes")
    asked = len(publisher.asked)
    code, out, err = run("genes", "trials", "--offline")
    assert code == 1
    assert "genes: genes.tsv, cached" in out
    assert "trials.json is not in the cache" in err
    assert len(publisher.asked) == asked


def test_offline_writes_nothing(run: Run) -> None:
    """Offline writes nothing."""
    assert run("genes", "--offline")[0] == 1
    assert not run.cache.exists()


def test_a_second_run_asks_only_whether_there_is_a_newer_file(run: Run) -> None:
    """A second run asks only whether there is a newer file."""
    run("genes")
    assert "genes.tsv, unchanged" in run("genes")[1]
    assert "genes.tsv, new" in run("genes", "--refresh")[1]


def test_a_query_is_asked_and_kept_apart(run: Run, publisher: Publisher) -> None:
    """A query is asked and kept apart."""
    code, out, _ = run("trials", "--query", "trastuzumab deruxtecan")
    assert code == 0
    assert "query.term=trastuzumab+deruxtecan" in publisher.asked[0].path
    assert "trials-trastuzumab-deruxtecan-" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["cosmic"], "no source is called 'cosmic': choose among genes, trials, gone"),
        (["genes", "--offline", "--refresh"], "exclude each other"),
        (["genes", "trials", "--query", "x"], "not for genes"),
        (["--query", "x"], "not for the list"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, words: list[str], told: str) -> None:
    """What cannot be done is one line."""
    with pytest.raises(Her2kgError, match=told) as error:
        run(*words)
    assert "\n" not in str(error.value)
    assert not run.cache.exists()


def test_a_second_download_at_the_same_time_is_refused(run: Run) -> None:
    """A second download at the same time is refused."""
    run.cache.mkdir(parents=True)
    with (
        filelock.FileLock(run.cache / "fetch.lock"),
        pytest.raises(Her2kgError, match="another download is running"),
    ):
        run("genes")


def test_an_interrupted_download_says_that_its_part_is_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interrupted download says that its part is kept."""

    def interrupted(*_words: object, **_options: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(Fetcher, "fetch", interrupted)
    code, _, err = run("genes")
    assert code == 130
    assert "is kept, and `her2kg fetch genes` goes on there; a query begins again" in err


@pytest.mark.parametrize(
    ("count", "words"), [(0, "1 kB"), (1600, "2 kB"), (999_499, "999 kB"), (4_154_685, "4.2 MB")]
)
def test_sizes_are_for_people(count: int, words: str) -> None:
    """Sizes are for people."""
    assert size_of(count) == words
