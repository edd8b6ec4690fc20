"""Tests of APIs that answer in pages, and of the files that are made of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.errors import FetchError, NotThereError
from her2kg.fetching.download import quiet
from her2kg.fetching.pages import APIS, Counted, write_pages
from her2kg.loaders.base import OutOfScope, Rejection
from her2kg.loaders.clinicaltrials import ClinicalTrialsLoader
from her2kg.loaders.drug_labels import DrugLabelsLoader
from her2kg.material import read_material
from tests import clinicaltrials_sample, drug_label_sample

MB = 1_000_000
Asked = list[dict[str, str]]


def _write(
    api: str, path: Path, get: Callable[[str], bytes], text: str = "HER2", largest: int = MB
) -> Counted:
    url = "https://example.org/api/"
    return write_pages(APIS[api], url, text, get, path, largest=largest, tick=quiet)


def _answering(
    answer: Callable[[dict[str, str]], object],
) -> tuple[Callable[[str], bytes], Asked]:
    """Return what downloads a page, and the parameters that it is asked with."""
    asked: Asked = []

    def get(url: str) -> bytes:
        given = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        asked.append({**given, "at": urlsplit(url).path})
        content = answer(given)
        return content if isinstance(content, bytes) else json.dumps(content).encode()

    return get, asked


def _studies(*pages: list[Any]) -> tuple[Callable[[str], bytes], Asked]:
    def answer(given: dict[str, str]) -> object:
        number = int(given.get("pageToken", "0"))
        page: dict[str, Any] = {"studies": pages[number]}
        if not number:
            page["totalCount"] = sum(map(len, pages))
        if number + 1 < len(pages):
            page["nextPageToken"] = str(number + 1)
        return page

    return _answering(answer)


def test_pages_of_trials_become_the_list_that_the_loader_reads(tmp_path: Path) -> None:
    """Pages of trials become the list that the loader reads."""
    make = clinicaltrials_sample.study
    get, asked = _studies([make("NCT99000001"), make("NCT99000002")], [], [make("NCT99000003")])
    assert _write("clinicaltrials", tmp_path / "t.json", get) == Counted(3, 3)
    assert [each.get("pageToken") for each in asked] == [None, "1", "2"]
    assert {each["query.term"] for each in asked} == {"HER2"}
    material = read_material(tmp_path / "t.json")
    loader = ClinicalTrialsLoader(clinicaltrials_sample.SCOPE)
    assert loader.recognises(material.head)
    records = list(loader.load(material))
    assert records
    assert not [each for each in records if isinstance(each, Rejection)]


def test_a_page_of_trials_that_comes_again_ends_it(tmp_path: Path) -> None:
    """A page of trials that comes again ends it."""
    get, _ = _answering(lambda _given: {"studies": [{}], "nextPageToken": "same"})
    with pytest.raises(FetchError, match="gives the same page again"):
        _write("clinicaltrials", tmp_path / "t.json", get)


def test_trials_that_were_announced_and_did_not_come_are_counted(tmp_path: Path) -> None:
    """Trials that were announced and did not come are counted."""
    get, _ = _answering(lambda _given: {"studies": [{"a": 1}], "totalCount": 5})
    assert _write("clinicaltrials", tmp_path / "t.json", get) == Counted(1, 5)


def _labels(records: list[Any]) -> tuple[Callable[[str], bytes], Asked]:
    def answer(given: dict[str, str]) -> object:
        start, size = int(given["skip"]), int(given["limit"])
        results = {"skip": start, "limit": size, "total": len(records)}
        return {"meta": {"results": results}, "results": records[start : start + size]}

    return _answering(answer)


def test_pages_of_labels_become_the_list_that_the_loader_reads(tmp_path: Path) -> None:
    """Pages of labels become the list that the loader reads."""
    made = [drug_label_sample.label(version=str(number)) for number in range(230)]
    get, asked = _labels(made)
    assert _write("openfda", tmp_path / "l.json", get) == Counted(230, 230)
    assert [each["skip"] for each in asked] == ["0", "100", "200"]
    material = read_material(tmp_path / "l.json")
    loader = DrugLabelsLoader(drug_label_sample.SCOPE)
    assert loader.recognises(material.head)
    records = list(loader.load(material))
    assert [each for each in records if not isinstance(each, Rejection | OutOfScope)]
    assert not [each for each in records if isinstance(each, Rejection)]


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("trastuzumab deruxtecan", '"trastuzumab deruxtecan"'),
        ("openfda.generic_name:trastuzumab", "openfda.generic_name:trastuzumab"),
        ('"HER2" OR "ERBB2"', '"HER2" OR "ERBB2"'),
    ],
)
def test_words_are_asked_of_openfda_as_a_phrase(tmp_path: Path, text: str, search: str) -> None:
    """Words are asked of openFDA as a phrase."""
    get, asked = _labels([{"a": 1}])
    _write("openfda", tmp_path / "l.json", get, text)
    assert asked[0]["search"] == search


def test_openfda_says_with_404_that_nothing_matches(tmp_path: Path) -> None:
    """It answers 404 then, which is not a missing page."""

    def get(_url: str) -> bytes:
        raise NotThereError("404")

    with pytest.raises(FetchError, match="nothing matches 'HER2': ask otherwise"):
        _write("openfda", tmp_path / "l.json", get)


def test_more_labels_than_the_api_gives_are_not_begun(tmp_path: Path) -> None:
    """More labels than the API gives are not begun."""
    get, asked = _answering(
        lambda _given: {"meta": {"results": {"total": 26_001}}, "results": [{"a": 1}]}
    )
    with pytest.raises(FetchError, match=r"finds 26,001 labels, and the API gives 26,000"):
        _write("openfda", tmp_path / "l.json", get)
    assert len(asked) == 1


def _articles(count: int) -> tuple[Callable[[str], bytes], Asked]:
    def answer(given: dict[str, str]) -> object:
        if "term" in given:
            found = {"count": str(count), "webenv": "MCID_1", "querykey": "1", "idlist": []}
            return {"header": {}, "esearchresult": found}
        first = int(given["retstart"])
        last = min(count, first + int(given["retmax"]))
        made = "".join(
            f"<PubmedArticle><MedlineCitation><PMID>{n}</PMID></MedlineCitation></PubmedArticle>\n"
            for n in range(first, last)
        )
        return (
            '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://x">\n'
            f"<PubmedArticleSet>\n{made}</PubmedArticleSet>"
        ).encode()

    return _answering(answer)


def test_batches_of_pubmed_become_one_set_of_articles(tmp_path: Path) -> None:
    """Batches of PubMed become one set of articles."""
    get, asked = _articles(450)
    assert _write("pubmed", tmp_path / "p.xml", get) == Counted(450, 450)
    root = ET.parse(tmp_path / "p.xml").getroot()  # noqa: S314  # made by this test
    assert root.tag == "PubmedArticleSet"
    assert [int(each.text or "") for each in root.iter("PMID")] == list(range(450))
    assert [each["at"] for each in asked] == ["/api/esearch.fcgi", *["/api/efetch.fcgi"] * 3]
    assert asked[0]["usehistory"] == "y"
    assert {(each["WebEnv"], each["query_key"]) for each in asked[1:]} == {("MCID_1", "1")}
    assert {each["tool"] for each in asked} == {"her2kg"}


def test_more_articles_than_pubmed_gives_are_not_begun(tmp_path: Path) -> None:
    """More articles than PubMed gives are not begun."""
    get, asked = _articles(10_000)
    with pytest.raises(FetchError, match="ask for less, with --query"):
        _write("pubmed", tmp_path / "p.xml", get)
    assert len(asked) == 1


@pytest.mark.parametrize("broken", [{"esearchresult": {"ERROR": "x"}}, {"error": "x"}])
def test_a_query_that_pubmed_does_not_understand_is_told(
    tmp_path: Path, broken: dict[str, Any]
) -> None:
    """A query that PubMed does not understand is told."""
    get, _ = _answering(lambda _given: broken)
    with pytest.raises(FetchError, match="does not understand the query"):
        _write("pubmed", tmp_path / "p.xml", get)


def test_an_error_in_the_place_of_articles_is_told(tmp_path: Path) -> None:
    """An error in the place of articles is told."""

    def answer(given: dict[str, str]) -> object:
        found = {"esearchresult": {"count": "3", "webenv": "M", "querykey": "1"}}
        return found if "term" in given else b"<ERROR>Unable to obtain query</ERROR>"

    get, _ = _answering(answer)
    with pytest.raises(FetchError, match="PubMed gave no articles"):
        _write("pubmed", tmp_path / "p.xml", get)


@pytest.mark.parametrize("api", sorted(APIS))
@pytest.mark.parametrize("answer", [b"<html>", b"[]", b"3", b"[" * 100_000, b"\xff"])
def test_another_answer_than_documented_is_one_line(
    tmp_path: Path, api: str, answer: bytes
) -> None:
    """Another answer than documented is one line."""
    get, _ = _answering(lambda _given: answer)
    with pytest.raises(FetchError) as told:
        _write(api, tmp_path / "f", get)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("api", ["clinicaltrials", "openfda"])
@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda v: (
            st.lists(v)
            | st.dictionaries(st.sampled_from(["studies", "results", "meta", "total", "x"]), v)
        ),
    )
)
def test_no_json_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory, api: str, answer: object
) -> None:
    """No JSON breaks the reading."""
    path = tmp_path_factory.mktemp("pages") / "f.json"
    get, asked = _answering(lambda _given: answer if len(asked) < 2 else {})
    try:
        counted = _write(api, path, get)
    except FetchError:
        return
    assert counted.records
    assert json.loads(path.read_text("utf-8"))


def test_an_answer_that_is_too_large_is_cut(tmp_path: Path) -> None:
    """An answer that is too large is cut."""
    get, _ = _studies([{"a": "x" * 600_000}], [{"a": "x" * 600_000}], [{"a": 1}])
    with pytest.raises(FetchError, match="larger than 1 MB"):
        _write("clinicaltrials", tmp_path / "t.json", get)


def test_nothing_found_is_an_error_and_not_an_empty_file(tmp_path: Path) -> None:
    """Nothing found is an error and not an empty file."""
    get, _ = _studies([])
    with pytest.raises(FetchError, match="nothing matches 'HER2'"):
        _write("clinicaltrials", tmp_path / "t.json", get)
