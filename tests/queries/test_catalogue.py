"""The catalogue: its files, its parameters, and what holds for every question."""

import contextlib
import re
from functools import partial

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.ontology.namespaces import curie_of
from her2kg.queries.catalogue import (
    ASKED,
    AUDIENCES,
    Question,
    ask,
    bindings,
    for_audience,
    parse,
    question,
    questions,
    standalone,
    with_values,
)
from her2kg.queries.errors import BadParameter, BadQuestionFile, UnknownName, UnknownQuestion
from her2kg.queries.names import resolve
from her2kg.queries.results import table
from her2kg.queries.store import select, text_of

_TEXT = """\
# Which drugs target a protein?
# Drugs and their targets.
# audience: student, oncologist
# param target (Protein) = HER2 : the protein
# param count (integer) = 1 : a number
# param day (date) = 2020-01-31 : a day
# param words (text) = any : words
SELECT ?d WHERE { ?d her2:targets ?asked_target }
"""
_LISTS = {"codes-of", "inputs", "names-of", "sources", "status-categories", "thing-of-code"}
_EVERY = sorted(questions())


def test_a_file_is_read_whole() -> None:
    """Title, description, parameters and query come out of one file."""
    read = parse("x", _TEXT)
    assert (read.title, read.description) == (
        "Which drugs target a protein?",
        "Drugs and their targets.",
    )
    first = read.parameters[0]
    assert (first.name, first.kind, first.default, first.help) == (
        "target",
        "Protein",
        "HER2",
        "the protein",
    )
    assert read.audience == ("student", "oncologist")
    assert read.sparql == "SELECT ?d WHERE { ?d her2:targets ?asked_target }\n"
    assert first.variable == ASKED + "target"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT * {}", 1),
        ("# No question\n# text\nASK {}", 1),
        ("# A question?\nASK {}", 1),
        ("# A question?\n# text\nASK {}", 2),
        ("# A question?\n# text\n# audience: dentist\nASK {}", 3),
        ("# A question?\n# text\n# audience:\nASK {}", 3),
        ("# A question?\n# text\n# audience: student, student\nASK {}", 3),
        ("# A question?\n# text\n# audience: student\n# audience: student\nASK {}", 4),
        ("# A question?\n# text\n# audience: student\n# param x = 1 : help\nASK {}", 4),
        ("# A question?\n# text\n# audience: student\n# param x (text) = 1\nASK {}", 4),
        ("# A question?\n# text\n# audience: student\n# param x (text) = 1 : y\nASK {}", 5),
    ],
)
def test_a_bad_file_says_where(text: str, line: int) -> None:
    """A header that is not as it must be names file and line."""
    with pytest.raises(BadQuestionFile, match=rf"x\.rq, line {line}: ") as caught:
        parse("x", text)
    assert caught.value.line == line


@given(st.text())
def test_any_text_is_a_question_or_a_bad_file(text: str) -> None:
    """No text ends in another error."""
    with contextlib.suppress(BadQuestionFile):
        assert isinstance(parse("x", text), Question)


def test_questions_are_found_by_audience() -> None:
    """Each audience asks something, and is told of no question that names it not."""
    for audience in AUDIENCES:
        found = for_audience(audience)
        assert found
        assert all(audience in asked.audience for asked in found)
    with pytest.raises(BadParameter, match="'dentist' is no audience; there are: data steward"):
        for_audience("dentist")


def test_values_stand_where_the_search_begins() -> None:
    """The values of parameters come first in the query; without values nothing is added."""
    asked = parse("x", _TEXT)
    bound = {"asked_target": ox.NamedNode("https://w3id.org/her2kg/protein/HER2")}
    assert with_values(asked, bound) == (
        "SELECT ?d WHERE {\n  VALUES (?asked_target) { (<https://w3id.org/her2kg/protein/HER2>) }"
        " ?d her2:targets ?asked_target }\n"
    )
    assert with_values(asked, {}) == asked.sparql


def test_an_identifier_may_be_written_in_any_case(graph_store: ox.Store) -> None:
    """The prefix of a code is spelt as the graph spells it; a word is no code."""
    found = [
        table(ask(graph_store, "thing-of-code", {"code": c}))
        for c in ("ncit:C128799", "NCIT:C128799")
    ]
    assert found[0].rows
    assert found[0] == found[1]
    with pytest.raises(BadParameter, match="code must be an identifier, not 'trastuzumab'"):
        ask(graph_store, "thing-of-code", {"code": "trastuzumab"})


def test_an_unknown_question_gets_suggestions() -> None:
    """A mistyped name is answered with near ones in one line."""
    with pytest.raises(UnknownQuestion, match="indications") as caught:
        question("indication")
    assert "indications" in caught.value.suggestions


def test_parameters_are_linked_and_typed(sample: ox.Store) -> None:
    """Names become IRIs, numbers and dates typed literals, ``any`` the root class."""
    bound = bindings(parse("x", _TEXT), {"count": "7"}, partial(resolve, sample))
    assert [str(bound[f"asked_{name}"]) for name in ("target", "count", "day", "words")] == [
        "<https://w3id.org/her2kg/protein/HER2>",
        '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"2020-01-31"^^<http://www.w3.org/2001/XMLSchema#date>',
        "<https://w3id.org/her2kg/schema#Thing>",
    ]


@pytest.mark.parametrize(
    ("given_values", "reason"),
    [
        ({"cout": "7"}, "x has no parameter 'cout'; it has: count, day, target, words"),
        ({"count": "seven"}, "count must be an integer, not 'seven'"),
        ({"day": "2020"}, "day must be a date, not '2020'"),
    ],
)
def test_bad_parameters_say_why(
    sample: ox.Store, given_values: dict[str, str], reason: str
) -> None:
    """One line says which parameter is wrong and what it must be."""
    with pytest.raises(BadParameter) as caught:
        bindings(parse("x", _TEXT), given_values, partial(resolve, sample))
    assert str(caught.value) == reason


def test_a_parameter_of_the_wrong_kind_is_unknown(sample: ox.Store) -> None:
    """A drug is no protein."""
    with pytest.raises(UnknownName, match="no Protein named"):
        bindings(parse("x", _TEXT), {"target": "trastuzumab"}, partial(resolve, sample))


def test_hostile_text_stays_a_value(graph_store: ox.Store) -> None:
    """A parameter cannot add to the query, only be compared."""
    hostile = '3+" } ; DROP ALL # \N{RIGHT-TO-LEFT OVERRIDE}\n'
    assert table(ask(graph_store, "rule-for-score", {"score": hostile})).rows == []


@pytest.mark.parametrize("name", _EVERY)
def test_every_question_is_well_made(name: str) -> None:
    """Names are kebab case, parameters are used, and rows come in a fixed order."""
    asked = question(name)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert not re.search(r"\bPREFIX\b|\bSERVICE\b|\bFROM\b", asked.sparql)
    projection = asked.sparql.partition("WHERE")[0]
    assert set(asked.audience) <= set(AUDIENCES)
    for parameter in asked.parameters:
        assert f"?{parameter.variable}" in asked.sparql
    assert "ORDER BY" in asked.sparql.rpartition("}")[2]
    if name not in _LISTS:
        assert re.search(r"verified|verification", projection)
        assert "source" in projection or name == "sources-unknown"
        assert "url" in projection or name in {"sources-unknown", "compare-drugs"}


@pytest.mark.parametrize("name", _EVERY)
def test_every_question_is_answered(graph_store: ox.Store, name: str) -> None:
    """With its defaults every question has an answer, and no row comes twice."""
    answer = ask(graph_store, name)
    assert isinstance(answer, ox.QuerySolutions)
    rows = [tuple(map(str, solution)) for solution in answer]
    assert rows
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", _EVERY)
def test_every_question_stands_alone(graph_store: ox.Store, name: str) -> None:
    """Printed with prefixes and values, a query gives the same rows in any SPARQL 1.1 tool."""
    bound = bindings(question(name), {}, partial(resolve, graph_store))
    text = standalone(question(name), bound)
    alone = graph_store.query(text, use_default_graph_as_union=True)
    assert isinstance(alone, ox.QuerySolutions)
    assert table(alone) == table(ask(graph_store, name))
    assert standalone(question(name)).startswith(f"# {question(name).title}\n")


@pytest.mark.parametrize("name", _EVERY)
def test_every_question_is_published(graph_store: ox.Store, name: str) -> None:
    """The graph holds each question as a SPARQL executable that gives the same rows."""
    (row,) = select(
        graph_store,
        f"""
        SELECT ?query ?title (GROUP_CONCAT(?who; separator=", ") AS ?audience) WHERE {{
          question:{name} a sh:SPARQLExecutable, sh:SPARQLSelectExecutable, her2:Question ;
            sh:select ?query ; rdfs:comment ?title ; <https://schema.org/keywords> ?who .
        }} GROUP BY ?query ?title""",
    )
    declared = select(
        graph_store,
        f"""
        SELECT ?prefix ?namespace WHERE {{
          question:{name} sh:prefixes/sh:declare [ sh:prefix ?prefix ; sh:namespace ?namespace ]
        }}""",
    )
    head = "".join(
        f"PREFIX {text_of(line, 'prefix')}: <{text_of(line, 'namespace')}>\n" for line in declared
    )
    answer = graph_store.query(head + text_of(row, "query"), use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    assert table(answer) == table(ask(graph_store, name))
    assert text_of(row, "title") == question(name).title
    assert set(text_of(row, "audience").split(", ")) == set(question(name).audience)


def test_published_parameters_tell_kind_and_default(graph_store: ox.Store) -> None:
    """A parameter has name, class or datatype, help, and its default unless it is open."""
    sparql = """
        SELECT ?question ?name ?kind ?default WHERE {
          ?question sh:parameter ?p . ?p a sh:Parameter ; sh:name ?name ; sh:description ?help ;
            sh:class|sh:datatype ?kind ; sh:path ?path ; sh:order ?order ; sh:optional true .
          OPTIONAL { ?p sh:defaultValue ?default }
        }"""
    found = {
        (text_of(row, "question").rpartition("/")[2], text_of(row, "name")): row
        for row in select(graph_store, sparql)
    }
    assert set(found) == {(q.name, p.name) for q in questions().values() for p in q.parameters}
    cancer = found["first-line", "cancer"]
    assert curie_of(text_of(cancer, "kind")) == "her2:Cancer"
    assert curie_of(text_of(cancer, "default")) == "cancer:breast-cancer"
    assert "default" not in found["indications", "cancer"]


def test_answers_do_not_depend_on_the_order_of_loading(graph_store: ox.Store) -> None:
    """The same quads loaded in another order, into another kind of store, answer alike."""
    other = ox.Store()
    other.extend(sorted(graph_store, key=lambda quad: str(quad)[::-1]))
    for name in _EVERY:
        assert table(ask(other, name)) == table(ask(graph_store, name)), name
