"""The checks of a finished graph, each broken by changing one record of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from her2kg.checks import in_order, problems
from her2kg.gather import silent
from her2kg.loaders.curated import curated_material
from her2kg.loaders.text.patterns import all_patterns
from her2kg.ontology.namespaces import curie_of, expand, graph_iri
from her2kg.places import Places, by_row
from her2kg.queries.store import select, text_of
from her2kg.queries.valid_time import first_day, last_day
from her2kg.validate import validate

pytestmark = pytest.mark.long

_Claim = tuple[str, str, list[ox.NamedNode | ox.Literal], str, str]
_Node = tuple[str, str, ox.NamedNode | ox.Literal, str, str]

CURATED = ox.NamedNode(graph_iri("curated"))
ENTITIES = ox.NamedNode(graph_iri("entities"))


def _node(curie: str) -> ox.NamedNode:
    return ox.NamedNode(expand(curie))


@pytest.fixture(scope="module")
def graph(graph_store: ox.Store) -> ox.Store:
    """A copy of the graph that may be changed."""
    copy = ox.Store()
    copy.bulk_extend(graph_store)
    return copy


@contextmanager
def _with(graph: ox.Store, gone: list[ox.Quad], come: list[ox.Quad]) -> Iterator[None]:
    """Replace quads, and put them back."""
    new = [quad for quad in come if quad not in graph]
    for quad in gone:
        graph.remove(quad)
    graph.extend(new)
    yield
    for quad in new:
        graph.remove(quad)
    graph.extend(gone)


def _claim(graph: ox.Store, record: str) -> ox.NamedNode:
    """Return the first claim of a record of the tables."""
    sparql = f'SELECT ?c WHERE {{ ?c her2:recordId "{record}" }} ORDER BY ?c'
    found = next(select(graph, sparql))["c"]
    assert isinstance(found, ox.NamedNode)
    return found


def _changed(
    graph: ox.Store, claim: ox.NamedNode, predicate: str, *values: ox.NamedNode | ox.Literal
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Return the quads of a claim to take away, and those to put in their place."""
    gone = list(graph.quads_for_pattern(claim, _node(predicate), None, CURATED))
    assert gone
    return gone, [ox.Quad(claim, _node(predicate), value, CURATED) for value in values]


def test_the_graph_is_sound(graph: ox.Store) -> None:
    """No check finds anything in the embedded material."""
    assert problems(graph) == []


CLAIMS: list[_Claim] = [
    (
        "drugs D01 target",
        "rdf:object",
        [_node("gene:ERBB2")],
        "drugs.csv, line 2 (D01), target",
        "Found: gene:ERBB2 is not of class Protein, as targets asks.",
    ),
    (
        "drugs D03 target",
        "rdf:subject",
        [_node("cancer:breast-cancer")],
        "drugs.csv, line 4 (D03), target",
        "Found: cancer:breast-cancer is not of class Drug, as targets asks.",
    ),
    (
        "drugs D05 target",
        "rdf:object",
        [ox.Literal("HER2")],
        "drugs.csv, line 6 (D05), target",
        "A claim gives words where a node is due.",
    ),
    (
        "drugs D01 route",
        "rdf:object",
        [_node("protein:HER2")],
        "drugs.csv, line 2 (D01), route",
        "A claim names a node where a value is due.",
    ),
    (
        "drugs D07 target",
        "prov:wasDerivedFrom",
        [],
        "drugs.csv, line 8 (D07), target",
        "names none, or one that says it does not names one. Found: no source.",
    ),
    (
        "drugs D08 target",
        "her2:primarySourceKnown",
        [ox.Literal(value=False)],
        "drugs.csv, line 9 (D08), target",
        "names none, or one that says it does not names one. Found: source:",
    ),
    (
        "variant_responses V01a confersResistanceTo",
        "her2:inCancer",
        [_node("gene:ERBB2")],
        "variant_responses.csv, line 2 (V01a), confersResistanceTo",
        "Found: gene:ERBB2 is not of class Cancer, as inCancer asks.",
    ),
    (
        "indications I042 drug",
        "rdf:object",
        [_node("protein:HER2")],
        "indications.csv, line 43 (I042), drug",
        "Found: protein:HER2 is not of class Drug, as drug asks.",
    ),
    (
        "trial_outcomes O-TR04-1 hazard_ratio",
        "rdf:object",
        [ox.Literal("0.49")],
        "trial_outcomes.csv, line 7 (O-TR04-1)",
        "A hazard ratio is one number above 0.",
    ),
    (
        "indications I042 approval_date",
        "rdf:object",
        [ox.Literal("2025-11-13")],
        "indications.csv, line 43 (I042)",
        "A date is a day, a month or a year.",
    ),
]
"""Claims to break, each its own: record, predicate, values, and the row and words of the line."""

NODES: list[_Node] = [
    (
        "status:HER2-low",
        "rdf:type",
        _node("her2:ReportedResult"),
        "statuses.csv, line 6 (ST05)",
        "is a kind of the other. Found: ReportedResult and TherapeuticCategory.",
    ),
    (
        "status:HER2-low",
        "skos:broader",
        _node("status:HER2-positive"),
        "statuses.csv, line 6 (ST05)",
        "HER2-low, ultralow and null are narrower than HER2-negative, and than nothing else.",
    ),
    (
        "drug:trastuzumab",
        "rdfs:label",
        ox.Literal("x"),
        "drugs.csv, line 2 (D01)",
        "A node has more than one label. Found: trastuzumab and x.",
    ),
]
"""Nodes to say too much of: node, predicate, value, and the row and words of the line."""

UNKNOWN_CLAIMS: list[_Claim] = [
    (
        "drugs D06 target",
        "rdf:predicate",
        [_node("her2:enchants")],
        "drugs.csv, line 7 (D06), target",
        "A property is used that the ontology does not define. Found: her2:enchants.",
    ),
]
UNKNOWN_NODES: list[_Node] = [
    (
        "drug:trastuzumab",
        "her2:magic",
        ox.Literal("x"),
        "drugs.csv, line 2 (D01)",
        "A property is used that the ontology does not define. Found: her2:magic.",
    ),
    (
        "drug:trastuzumab",
        "rdf:type",
        _node("her2:Potion"),
        "drugs.csv, line 2 (D01)",
        "A node is of a class that the ontology does not define. Found: her2:Potion.",
    ),
]
"""Words that the ontology lacks: of a graph that uses some, nothing else is told."""


def _lines_of(graph: ox.Store, claims: list[_Claim], nodes: list[_Node]) -> list[str]:
    """Break everything at once, and return what the checks say of it."""
    gone: list[ox.Quad] = []
    come = [ox.Quad(_node(node), _node(what), value, ENTITIES) for node, what, value, *_ in nodes]
    for record, predicate, values, *_ in claims:
        old, new = _changed(graph, _claim(graph, record), predicate, *values)
        gone, come = gone + old, come + new
    with _with(graph, gone, come):
        return Places(graph, curated_material()).lines(problems(graph))


@pytest.fixture(scope="module")
def lines(graph: ox.Store) -> list[str]:
    """What is said of the broken claims and nodes."""
    return _lines_of(graph, CLAIMS, NODES)


@pytest.fixture(scope="module")
def unknown(graph: ox.Store) -> list[str]:
    """What is said of unknown words."""
    return _lines_of(graph, UNKNOWN_CLAIMS, UNKNOWN_NODES)


@pytest.mark.parametrize(("row", "says"), [case[-2:] for case in (*CLAIMS, *NODES)])
def test_what_is_broken_is_found(lines: list[str], row: str, says: str) -> None:
    """The line names the row behind the claim or the node, and what is wrong with it."""
    assert any(line.startswith(f"{row}: ") and says in line for line in lines), lines


@pytest.mark.parametrize(("row", "says"), [case[-2:] for case in (*UNKNOWN_CLAIMS, *UNKNOWN_NODES)])
def test_an_unknown_word_is_found(unknown: list[str], row: str, says: str) -> None:
    """Likewise, and nothing else is told."""
    assert any(line.startswith(f"{row}: ") and says in line for line in unknown), unknown
    assert all("does not define" in line for line in unknown), unknown


def test_validating_a_finished_graph_says_what_the_build_says(graph: ox.Store) -> None:
    """File, line and reason are those of the build."""
    gone, come = _changed(graph, _claim(graph, "indications I042 regulator"), "rdf:object")
    polarity = _changed(
        graph, _claim(graph, "drugs D01 target"), "her2:polarity", ox.Literal("perhaps")
    )
    with _with(graph, gone + polarity[0], come + polarity[1]):
        lines = validate(graph, silent)
    assert "indications.csv, line 43 (I042): An indication names exactly one regulator." in lines
    assert any(
        line.startswith("drugs.csv, line 2 (D01), target: The polarity of a claim is supports")
        for line in lines
    )


def test_no_line_is_named_of_tables_that_are_not_here(graph: ox.Store) -> None:
    """A graph that other tables were built into has their row ids, but not their lines."""
    claim = curie_of(_claim(graph, "drugs D01 target").value)
    (load,) = graph.quads_for_pattern(None, _node("her2:loaderName"), ox.Literal("curated"), None)
    (known,) = graph.quads_for_pattern(load.subject, _node("her2:inputHash"), None, None)
    other = ox.Quad(known.subject, known.predicate, ox.Literal("0" * 64), known.graph_name)
    assert Places(graph, curated_material()).of(claim) == "drugs.csv, line 2 (D01), target"
    with _with(graph, [known], [other]):
        places = Places(graph, curated_material())
    assert places.of(claim) == "drugs.csv, row D01, target"
    assert places.of("drug:trastuzumab") == "drug:trastuzumab"


def test_a_claim_of_a_text_is_found_in_its_text(graph: ox.Store) -> None:
    """What prose says has no row: its place is the text and the character."""
    sparql = """SELECT ?c ?start ?title WHERE {
      ?c her2:quoteStart ?start ; prov:wasDerivedFrom/rdfs:label ?title } ORDER BY ?c LIMIT 1"""
    (row,) = select(graph, sparql)
    place = Places(graph, curated_material()).of(curie_of(text_of(row, "c")))
    assert place == f"{text_of(row, 'title')}, at character {text_of(row, 'start')}"


def test_lines_are_sorted_as_people_count() -> None:
    """Line 9 comes before line 10, whatever the digits."""
    lines = ["a.csv, line 10 (A2): x", "a.csv, line 9 (A1): x", "B", "a.csv, line 9 (A1): w"]
    assert by_row(lines) == ["B", lines[3], lines[1], lines[0]]


DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)


@given(DATES, DATES, st.booleans())
def test_dates_are_out_of_order_only_when_no_reading_helps(
    earlier: str, later: str, strictly: bool
) -> None:
    """The first day of the one and the last day of the other decide."""
    days = (last_day(later) - first_day(earlier)).days
    assert in_order(earlier, later, strictly=strictly) is (days > 0 if strictly else days >= 0)


@given(DATES, DATES)
def test_two_dates_are_in_order_one_way_or_the_other(one: str, other: str) -> None:
    """Of two dates at least one order can be true, and a date is never before itself."""
    assert in_order(one, other, strictly=False) or in_order(other, one, strictly=False)
    assert in_order(one, one, strictly=False)
    assert in_order(one, one, strictly=True) is (len(one) < len("YYYY-MM-DD"))


def test_a_text_cannot_break_domain_or_range(graph: ox.Store) -> None:
    """The patterns that read prose ask for the classes that the ontology asks for.

    Otherwise an article of a user, read wrongly, would stop the build.
    """
    sparql = """SELECT ?property ?side ?class WHERE {
      VALUES ?side { rdfs:domain rdfs:range }
      ?property ?side ?due . ?class rdfs:subClassOf* ?due }"""
    asked: dict[tuple[str, str], set[str]] = {}
    for row in select(graph, sparql):
        names = (text_of(row, name) for name in ("property", "side", "class"))
        property_, side, kind = (name.rpartition("#")[2] for name in names)
        asked.setdefault((property_, side), set()).add(kind)
    checked = 0
    for pattern in all_patterns():
        for side, argument in (("domain", pattern.subject), ("range", pattern.object)):
            due = asked.get((pattern.predicate, side))
            if due:
                checked += 1
                assert argument.kinds <= due, (pattern.id, side)
    assert checked > 20
