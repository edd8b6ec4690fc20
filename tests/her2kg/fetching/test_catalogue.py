"""Tests of the list of sources."""

import re
from urllib.parse import urlsplit

import pytest

from her2kg.errors import FetchError
from her2kg.fetching.catalogue import Item, Query, Source, chosen, read_sources, sources
from her2kg.fetching.pages import APIS
from her2kg.loaders.civic import Scope
from her2kg.loaders.hgnc import COLUMNS
from her2kg.loaders.registry import TABLES
from tests.shared import SHARED, needs_shared

ALL = list(sources().values())
NAMES = [source.name for source in ALL]


@pytest.mark.parametrize("source", ALL, ids=NAMES)
def test_every_source_has_files_or_an_api_over_https(source: Source) -> None:
    """Every source has files or an API over HTTPS."""
    assert bool(source.files) != bool(source.query)
    offers: list[Item | Query] = [*source.files, *([source.query] if source.query else [])]
    addresses = [source.homepage, *(each.url for each in offers)]
    assert all(urlsplit(address).scheme == "https" for address in addresses)
    assert source.query is None or source.query.api in APIS
    assert source.licence
    assert source.pause > 0
    assert source.largest >= 1_000_000


@pytest.mark.parametrize("source", ALL, ids=NAMES)
def test_patterns_have_the_group_that_is_read(source: Source) -> None:
    """Patterns have the group that is read."""
    patterns = [p for item in source.files for p in (item.listing, item.release) if p]
    assert all(re.compile(pattern).groups == 1 for pattern in patterns)


def test_names_of_files_are_plain_and_each_is_there_once() -> None:
    """Names of files are plain and each is there once."""
    for source in ALL:
        names = [item.name for item in source.files]
        names += [source.query.name] if source.query else []
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[\w-]+\.[a-z]+", name) for name in names)
        assert "previous" not in {name.partition(".")[0] for name in names}


def test_licences_are_those_that_the_loaders_state() -> None:
    """Licences are those that the loaders state."""
    loaders = {loader.name: loader.licence for loader in (make(Scope((), ())) for make in TABLES)}
    pairs = {
        "civic": "civic",
        "cgi": "cgi",
        "doid": "obo",
        "hgnc": "hgnc",
        "oncotree": "oncotree",
        "wikipathways": "wikipathways",
        "trials": "clinicaltrials",
        "labels": "drug-labels",
    }
    for source, loader in pairs.items():
        assert sources()[source].licence == loaders[loader]


def test_hgnc_is_asked_for_the_columns_that_its_loader_reads() -> None:
    """The form's names of columns, in the order of the loader's."""
    asked = re.findall(r"col=(\w+)", sources()["hgnc"].files[0].url)
    assert dict(zip(asked, COLUMNS, strict=True)) == {
        "gd_hgnc_id": "HGNC ID",
        "gd_app_sym": "Approved symbol",
        "gd_app_name": "Approved name",
        "gd_status": "Status",
        "gd_aliases": "Alias symbols",
        "gd_prev_sym": "Previous symbols",
        "gd_pub_ensembl_id": "Ensembl gene ID",
    }


def test_a_name_that_no_source_has_is_told_with_those_that_there_are() -> None:
    """A name that no source has is told with those that there are."""
    with pytest.raises(FetchError, match="no source is called 'cosmic': choose among civic, cgi"):
        chosen(["civic", "cosmic"], sources())


def test_a_source_named_twice_is_taken_once() -> None:
    """A source named twice is taken once."""
    assert [source.name for source in chosen(["hgnc", "civic", "hgnc"], sources())] == [
        "hgnc",
        "civic",
    ]


def test_an_unknown_key_is_no_slip_that_passes() -> None:
    """An unknown key is no slip that passes."""
    text = '[x]\ntitle="x"\nlicence="x"\nhomepage="x"\npause=1\nlargest=1\nlargets=2\n'
    with pytest.raises(TypeError, match="largets"):
        read_sources(text)


@needs_shared
def test_the_release_of_a_real_file_is_found() -> None:
    """The release of a real file is found."""
    item = sources()["doid"].files[0]
    head = (SHARED / "data" / "disease_ontology" / item.name).read_text("utf-8")[:65536]
    found = re.search(item.release, head)
    assert found
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", found[1])


@needs_shared
def test_real_pathways_of_her2_are_not_left_in_their_archive() -> None:
    """Real pathways of HER2 are not left in their archive."""
    item = sources()["wikipathways"].files[0]
    files = sorted((SHARED / "data" / "wikipathways").glob("*.gpml"))
    words = [word.lower() for word in item.mentions]
    left = [f.name for f in files if not any(w in f.read_text("utf-8").lower() for w in words)]
    assert files
    assert not left
