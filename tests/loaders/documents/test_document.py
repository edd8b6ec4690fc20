"""Tests of what is known of a document: identifiers, dates, languages."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.documents.document import best_identifier, is_english, sound_date


@pytest.mark.parametrize(
    ("pubmed", "doi", "pmc", "curie"),
    [
        ("17129383", "10.1186/bcr1622", "1797029", "pubmed:17129383"),
        ("", "10.1186/bcr1622", "1797029", "doi:10.1186/bcr1622"),
        ("", "https://doi.org/10.1186/bcr1622", "", "doi:10.1186/bcr1622"),
        ("", "doi: 10.1186/bcr1622", "", "doi:10.1186/bcr1622"),
        ("", "", "1797029", "pmc:PMC1797029"),
        ("", "", "PMC1797029.1", "pmc:PMC1797029"),
        ("no number", "bcr1622", "x", ""),
        ("\u0661\u0662", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_pubmed_comes_before_doi_and_pmc(pubmed: str, doi: str, pmc: str, curie: str) -> None:
    """What has not the form of its kind is no identifier."""
    assert best_identifier(pubmed, doi, pmc) == curie


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("2020", "Mar", "5"), "2020-03-05"),
        (("2020", "12", ""), "2020-12"),
        (("2020", "September", ""), "2020-09"),
        (("2020", "Spring", ""), "2020"),
        (("2020", "2", "31"), "2020-02"),
        (("2020", "", "7"), "2020"),
        (("20", "1", "1"), ""),
        (("", "", ""), ""),
    ],
)
def test_a_date_is_no_more_exact_than_what_is_known(
    parts: tuple[str, str, str], written: str
) -> None:
    """Seasons and days that no month has are left out."""
    assert sound_date(*parts) == written


@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_day_of_the_calendar_is_written_as_it_is(day: dt.date) -> None:
    """A whole date stays whole."""
    assert sound_date(str(day.year), str(day.month), str(day.day)) == day.isoformat()


@given(st.text(), st.text(max_size=5), st.text(max_size=3))
def test_nothing_but_a_date_is_a_date(year: str, month: str, day: str) -> None:
    """Whatever stands in the file, the graph gets a sound date or none."""
    written = sound_date(year, month, day)
    assert not written or dt.date.fromisoformat((written + "-01-01")[:10])


@pytest.mark.parametrize("code", ["", "en", "EN", "en-GB", "en_US", "eng"])
def test_english_is_english_in_every_spelling(code: str) -> None:
    """Where no language is given, the text may be English."""
    assert is_english(code)


@pytest.mark.parametrize("code", ["fr", "de-DE", "enm", "ger"])
def test_other_languages_are_not_english(code: str) -> None:
    """Middle English is another language too."""
    assert not is_english(code)
