"""Texts read side by side: the same result, one error when a process dies, nothing left behind."""

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from her2kg import prose
from her2kg.errors import BuildError
from her2kg.gather import gather, silent
from her2kg.loaders.base import Material, Record, Rejection, Taken
from her2kg.loaders.text.lexicon import Lexicon
from her2kg.material import read_material, read_materials
from her2kg.ontology.model import Claim
from her2kg.reading_pool import cores, in_order
from tests.loaders.lexicon_fixture import LEXICON

ARTICLE = (
    "<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><ArticleTitle>Study {number}."
    "</ArticleTitle><Abstract><AbstractText>{text}</AbstractText></Abstract></Article>"
    "</MedlineCitation></PubmedArticle>"
)
SAYINGS = ("Trastuzumab targets HER2.", "It rained.", "Lapatinib inhibits EGFR in many cells.")


def _pubmed(count: int) -> str:
    articles = (
        ARTICLE.format(number=number % (count - 2) + 1, text=SAYINGS[number % 3])
        for number in range(count)
    )
    return f"<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Material]:
    """Return files of several forms: many documents, one, a page, and a text in parts."""
    monkeypatch.setattr("her2kg.loaders.text.parts.LONGEST", 2_000)
    monkeypatch.setattr(prose, "_BATCH", 1_000)
    contents = {
        "many.xml": _pubmed(200),
        "one.txt": "Pertuzumab targets HER2. Pertuzumab targets HER2.\n",
        "page.html": "<html><body><p>Tucatinib inhibits HER2.</p></body></html>",
        "long.txt": "Trastuzumab (TRZ) is a drug.\n\n" + "TRZ targets HER2. It rained.\n\n" * 300,
        "broken.pdf": "%PDF-1.7 and nothing more",
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content, "utf-8")
    return [read_material(tmp_path / name) for name in contents]


def _read(files: list[Material], processes: int) -> list[tuple[int, Record]]:
    return list(prose.read_prose(files, LEXICON, silent, processes))


def test_the_result_is_the_same_in_any_number_of_processes(
    files: list[Material], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Record by record, of every form of documents, in the order of the files."""
    alone = _read(files, 1)
    monkeypatch.setattr(prose, "_WORTH", 10_000)
    assert _read(files, 2) == alone
    assert [file for file, _ in alone] == sorted(file for file, _ in alone)
    assert {file for file, record in alone if isinstance(record, Claim)} == {0, 1, 2, 3}
    rejected = [record for _, record in alone if isinstance(record, Rejection)]
    assert len(rejected) == 3
    assert not active_children()


def test_a_long_text_is_one_document_whose_offsets_are_those_of_the_file(
    files: list[Material],
) -> None:
    """Short forms hold in the parts behind the one that defines them; each claim stands apart."""
    records = [record for file, record in _read(files, 1) if file == 3]
    claims = [record for record in records if isinstance(record, Claim)]
    assert sum(isinstance(record, Taken) for record in records) == 1
    assert len(claims) == 300
    text = files[3].text
    quotes = [claim.quote for claim in claims if claim.quote]
    assert all(text[q.start : q.end] == q.exact == "TRZ targets HER2" for q in quotes)
    assert [quote.ordinal for quote in quotes] == list(range(300))


def test_little_to_read_starts_no_process(
    files: list[Material], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few short documents are read where they are."""
    monkeypatch.setattr(prose, "in_order", None)
    assert _read(files[1:3], 2)


def test_progress_tells_how_many_bytes_are_read(files: list[Material]) -> None:
    """It never goes back, and ends with all of them."""
    told: list[tuple[int, int]] = []
    for _ in prose.read_prose(files, LEXICON, lambda _, *done: told.append(done), 1):
        pass
    total = sum(file.size for file in files)
    assert told == sorted(told)
    assert len({done for done, _ in told}) > 2
    assert told[-1] == (total, total)


def test_gathering_is_the_same_in_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that a build takes from its inputs is."""
    path = tmp_path / "many.xml"
    path.write_text(_pubmed(100), "utf-8")
    monkeypatch.setattr(prose, "_WORTH", 5_000)
    materials = [read_material(path)]
    alone, shared = (
        gather(materials, everything=False, tick=silent, processes=count) for count in (1, 2)
    )
    assert shared == alone


def _raising(error: type[BaseException]) -> Callable[[int], int]:
    def work(_task: int) -> int:
        raise error

    return work


def _dying() -> Callable[[int], int]:
    def work(_task: int) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    return work


def _adding() -> Callable[[int], int]:
    return (1).__add__


def test_a_process_that_is_killed_is_one_clear_error() -> None:
    """As the system does when memory runs out; the other processes end with it."""
    with pytest.raises(BuildError, match="ended from outside"):
        list(in_order(((n, n) for n in range(5)), _dying, 2))
    assert not active_children()


def test_memory_that_runs_out_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to do."""
    monkeypatch.setattr(prose, "_reader", lambda _: _raising(MemoryError))
    with pytest.raises(BuildError, match="more memory than there is"):
        _read([Material.of_text("x.txt", "HER2 is a receptor.")], 1)


def test_processes_end_when_nobody_wants_their_results() -> None:
    """An interrupted command leaves none behind."""
    with closing(in_order(((n, n) for n in range(1000)), _adding, 2)) as results:
        assert next(results) == (0, 1)
    assert not active_children()


def test_few_tasks_are_ahead_of_what_is_taken() -> None:
    """Memory holds a few of them, however many there are."""
    begun: list[int] = []

    def tasks() -> Iterator[tuple[int, int]]:
        for number in range(1000):
            begun.append(number)
            yield number, number

    with closing(in_order(tasks(), _adding, 2)) as results:
        next(results)
        assert len(begun) <= 8


def test_an_error_in_a_process_is_that_of_the_command() -> None:
    """It comes with its own type."""
    with pytest.raises(KeyError):
        list(in_order([(0, 0)], partial(_raising, KeyError), 1))


def test_materials_and_names_can_be_sent(files: list[Material], tmp_path: Path) -> None:
    """Opened files, compressed ones and names work in another process."""
    assert cores() >= 1
    again = pickle.loads(pickle.dumps(files))  # noqa: S301 - our own
    assert [each.text for each in again[:4]] == [each.text for each in files[:4]]
    lexicon: Lexicon = pickle.loads(pickle.dumps(LEXICON))  # noqa: S301 - our own
    assert lexicon == LEXICON
    assert lexicon.find("Herceptin targets HER2") == LEXICON.find("Herceptin targets HER2")
    assert read_materials(tmp_path / "one.txt") == [files[1]]
