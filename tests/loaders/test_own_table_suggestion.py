"""A mapping to begin with: guessed from the header, and of no use until a person finishes it."""

import csv
import io
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.loaders.base import Material
from her2kg.loaders.own_table_reading import read_mapping
from her2kg.loaders.own_table_sections import CHOOSE, MappingError
from her2kg.loaders.own_table_suggestion import suggest

DRUGS = "id,Drug name,Targets,tumourType,Evidence level,PMID,Route,Comments,DOI\n1,x,y,z,A,1,iv,,\n"


def _suggest(text: str, name: str = "My drugs (2).csv") -> str:
    return suggest(Material.of_text(name, text))


def test_columns_are_guessed_by_the_words_of_their_names() -> None:
    """Subject, object, what narrows them, level, note, id and sources are found."""
    found = tomllib.loads(_suggest(DRUGS))
    (claim,) = found["claims"]
    assert found["name"] == "my-drugs-2"
    assert (found["record"], found["sources"]) == ("id", {"column": "PMID", "prefix": "pubmed"})
    assert claim["subject"] == {"column": "Drug name", "class": "Drug"}
    assert claim["object"] == {"column": "Targets", "class": "Protein"}
    assert claim["qualifiers"] == [
        {"predicate": "inCancer", "column": "tumourType", "class": "Cancer"}
    ]
    assert claim["level"] == {"column": "Evidence level"}
    assert claim["note"] == {"column": "Comments"}


def test_what_is_not_guessed_is_marked_or_named() -> None:
    """Title, licence and property are a person's to choose; unused columns are told."""
    text = _suggest(DRUGS)
    assert text.count(f'"{CHOOSE}"') == 4
    assert "for example targets" in text
    assert '# The column "Route" is not used.' in text
    assert '# The column "DOI" is not used.' in text


def test_a_suggestion_is_refused_until_it_is_finished() -> None:
    """Nothing guessed gets into a graph without the person; finished, it is a mapping."""
    text = _suggest(DRUGS)
    with pytest.raises(MappingError, match="title: it still has to be chosen"):
        read_mapping(text, "m")
    for words in ("My drugs", "CC0-1.0", "targets", "CIViC"):
        text = text.replace(f'"{CHOOSE}"', f'"{words}"', 1)
    mapping = read_mapping(text, "m")
    assert mapping.claims[0].predicate == "targets"
    assert "Route" not in mapping.columns


def test_a_table_of_two_things_ties_the_first_to_the_second() -> None:
    """A cancer that stands alone beside a drug is what the drug is tied to."""
    (claim,) = tomllib.loads(_suggest("drug\tdisease\n"))["claims"]
    assert claim["object"] == {"column": "disease", "class": "Cancer"}
    assert "qualifiers" not in claim


def test_a_header_without_a_known_word_is_left_to_the_person() -> None:
    """The first column is taken for the subject, its class to be chosen."""
    (claim,) = tomllib.loads(_suggest("foo;bar\n"))["claims"]
    assert claim["subject"] == {"column": "foo", "class": CHOOSE}
    assert claim["object"] == {"column": "bar"}


def test_a_table_without_a_header_is_told() -> None:
    """There is nothing to guess from."""
    with pytest.raises(ValueError, match=r"a\.csv: the first line names no columns"):
        _suggest(",,\n", "a.csv")


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=5), st.text()
)
def test_any_header_gives_a_file_that_can_be_read_and_is_refused(
    names: list[str], file: str
) -> None:
    """Quotes, line ends and control characters of a header do not break the file."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow(names)
    try:
        text = suggest(Material.of_text(file, buffer.getvalue()))
    except ValueError as error:
        assert "names no columns" in str(error)  # noqa: PT017 - a header of blanks
        return
    assert tomllib.loads(text)["claims"]
    with pytest.raises(MappingError, match="it still has to be chosen"):
        read_mapping(text, "m")
