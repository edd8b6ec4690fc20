"""Tables of one's own in a built graph: linked, counted, and no reason for it to stop."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from her2kg.build import make_graph
from her2kg.loaders.base import Material
from her2kg.loaders.curated import load_all
from her2kg.loaders.own_table_mapping import TableMapping
from her2kg.loaders.own_table_reading import KEYS, read_mapping
from her2kg.loaders.own_table_vocabulary import Property, vocabulary
from her2kg.ontology.model import Entity
from her2kg.queries.store import select, text_of
from her2kg.report import Report
from tests.loaders.own_table_sample import COLUMNS, MAPPING, table, with_mapping
from tests.shared import ROOT

pytestmark = pytest.mark.long

EXAMPLES = ROOT / "docs" / "examples"
PAGE = ROOT / "docs" / "own-tables.md"
EXAMPLE = EXAMPLES / "variants-and-drugs.csv"
EXAMPLE_MAPPING = EXAMPLES / "variants-and-drugs.map.toml"
SAMPLES = (
    "<script>alert(1)</script>",
    'he said "no"',
    "a\nb",
    "\u200fHER2\u200e",
    "\u05d0\u05d1",
    "乳癌",
    "🎗",
    "HER2; EGFR; HER2",
    "n/a",
    "trastuzumab + pertuzumab",
    "2024-02",
    "PMID:23220880; https://example.org/%20?q='x'",
    "\\",
    "{}",
    "x" * 5000,
)
ODD = (
    st.text(st.characters(codec="utf-8"), max_size=30)
    | st.text(st.characters(codec="utf-8"), min_size=1).map(lambda text: text * 400)
    | st.sampled_from(SAMPLES)
)


def _text(path: Path) -> Material:
    return Material.of_text(path.name, path.read_text(encoding="utf-8"))


def _example_mapping() -> TableMapping:
    return read_mapping(EXAMPLE_MAPPING.read_text(encoding="utf-8"), EXAMPLE_MAPPING.name)


@pytest.fixture(scope="module")
def built() -> tuple[ox.Store, Report]:
    """A graph of the curated tables, the example of the docs and a small table."""
    mapping = EXAMPLE_MAPPING.read_text(encoding="utf-8")
    small = table({"drug": "Herceptin"}, {"drug": "labmab", "ref": "", "effect": "no"}, {"id": ""})
    return make_graph([with_mapping(_text(EXAMPLE), mapping), with_mapping(small, MAPPING)])


def _asked(store: ox.Store, where: str) -> set[str]:
    return {text_of(row, "x") for row in select(store, f"SELECT ?x WHERE {{ {where} }}")}


def test_the_example_of_the_docs_is_taken_whole(built: tuple[ox.Store, Report]) -> None:
    """Each of its rows is one claim, and every name is one that the graph knows."""
    store, report = built
    (read,) = [each for each in report.inputs if each.name == EXAMPLE.name]
    assert (read.claims, read.rejected) == (6, [])
    assert not [each for each in report.unlinked if each.text != "labmab"]
    named = "?c prov:wasGeneratedBy/her2:loaderName 'table-variants-and-drugs'"
    assert _asked(store, f"{named} ; her2:recordId 'L04 confersResistanceTo' ; rdf:object ?x") == {
        "https://w3id.org/her2kg/drug/pertuzumab"
    }
    assert _asked(store, f"{named} ; rdf:subject ?x ; her2:polarity 'refutes'") == {
        "https://w3id.org/her2kg/variant/ERBB2-T798I"
    }


def test_rows_say_the_facts_that_others_say(built: tuple[ox.Store, Report]) -> None:
    """A claim of one's own on a known fact stands beside the claims of the curated tables."""
    store, _ = built
    fact = "?x rdf:subject variant:ERBB2-V777L ; rdf:predicate her2:confersSensitivityTo"
    loaders = "?claim her2:claimOf ?fact ; prov:wasGeneratedBy/her2:loaderName ?x"
    about = fact.replace("?x", "?fact") + " ; rdf:object drug:neratinib ."
    assert _asked(store, f"{about} {loaders}") >= {"curated", "table-variants-and-drugs"}


def test_claims_lie_in_the_graph_of_their_table(built: tuple[ox.Store, Report]) -> None:
    """Two tables do not mix, and each has its licence."""
    store, report = built
    found = _asked(store, "GRAPH ?x { ?load her2:loaderName ?n } FILTER (STRSTARTS(?n, 'table-'))")
    assert {each.rpartition("/")[2] for each in found} == {"table-lab", "table-variants-and-drugs"}
    (read,) = [each for each in report.inputs if each.name == "lab.csv"]
    assert [fault.line for fault in read.rejected] == [4]


def test_what_nobody_gives_a_source_for_is_unverified(built: tuple[ox.Store, Report]) -> None:
    """A row without a source does not count as checked."""
    store, _ = built
    about = "?claim rdf:subject ?drug . ?drug rdfs:label 'labmab' . ?claim her2:verification ?x"
    assert _asked(store, about) == {"unverified"}


@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS[1:-2], ODD)), min_size=60, max_size=90))
def test_no_cell_stops_the_build(rows: list[dict[str, str]]) -> None:
    """Whatever cells hold, each row is taken or told, and the graph holds together."""
    mapping = MAPPING + (
        "[[claims]]\n"
        'subject = { column = "drug", class = "Regimen" }\npredicate = "treats"\n'
        'object = { column = "cancer", class = "Cancer", identifier_column = "level" }\n'
        'hedge = { column = "target" }\nnote = { column = "cancer" }\n'
        "[[claims]]\n"
        'subject = { column = "target", class = "Drug" }\npredicate = "brandName"\n'
        'object = { column = "drug", separator = ";" }\n'
        'qualifiers = [{ predicate = "frequency", column = "effect", separator = ";" }]\n'
    )
    sources = ["PMID:23220880", "https://example.org/a?b=(c)&d='e'", "10.1056/NEJMoa2203690", ""]
    odd = [
        {name: SAMPLES[(n + k) % len(SAMPLES)] for k, name in enumerate(("drug", "target"))}
        for n in range(len(SAMPLES))
    ]
    full = [row | {"ref": sources[n % 4]} for n, row in enumerate([*rows, *odd, {"cancer": "a;b"}])]
    _, report = make_graph([with_mapping(table(*full), mapping)])
    (read,) = [each for each in report.inputs if each.name == "lab.csv"]
    assert read.claims


def _a_known(names: Mapping[str, list[str]], kind: str, number: int) -> str:
    """Return a name of a class that the curated tables have, or one of a thing to be made."""
    known = names[kind]
    return known[number] if number < len(known) else f"own {kind} {number}"


def _everything() -> Iterator[tuple[str, Property, str, str]]:
    """Yield all properties with classes of their ends, each class at least once."""
    classes = sorted(vocabulary().classes)
    for number, (name, found) in enumerate(sorted(vocabulary().predicates.items())):
        subjects = sorted(found.subjects)
        objects = sorted(found.objects) or [""]
        yield name, found, subjects[number % len(subjects)], objects[number % len(objects)]
    for kind in classes:
        yield "associatedWith", vocabulary().predicates["associatedWith"], kind, kind


def _rule(name: str, found: Property, kind: str, other: str, said: str) -> str:
    target = f'value = "{said}"' + (f', class = "{other}"' if found.links else "")
    subject = f'subject = {{ column = "{kind}", class = "{kind}" }}'
    return f'[[claims]]\n{subject}\npredicate = "{name}"\nobject = {{ {target} }}\n'


_VALUES = {"boolean": ("yes", "no"), "date": ("1998", "2035-01-01"), "decimal": ("-1", "9999.5")}


def test_nothing_that_a_mapping_may_say_stops_the_build() -> None:
    """Every property, said twice and differently of things that the graph knows, is taken.

    What the checks of the whole graph allow only once, or only in order, is refused in mappings.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for record in load_all():
        if isinstance(record, Entity) and '"' not in record.label:
            names[record.kind].append(record.label)
    rules = []
    for name, found, kind, other in _everything():
        for turn in (0, 1):
            said = _VALUES.get(found.datatype, ("5", "6"))[turn]
            if found.links:
                said = _a_known(names, other, turn + 1)
            rules.append(_rule(name, found, kind, other, said))
    for name, found in sorted(vocabulary().qualifiers.items()):
        kind = next(iter(sorted(found.objects)), "")
        target = f'value = "{_a_known(names, kind, 1) if kind else 7}"'
        within = f'predicate = "{name}", {target}' + (f', class = "{kind}"' if kind else "")
        rules.append(_rule(*next(_everything()), said="x") + f"qualifiers = [{{ {within} }}]\n")
    top = 'name = "all"\ntitle = "All"\nlicence = "CC0-1.0"\n'
    classes = sorted(vocabulary().classes)
    cells = {kind: _a_known(names, kind, 0) for kind in classes}
    everything = with_mapping(table(cells, columns=classes), top + "\n".join(rules))
    _, report = make_graph([everything])
    (read,) = [each for each in report.inputs if each.name == "lab.csv"]
    assert read.rejected == []
    assert read.claims > 2 * len(vocabulary().predicates)


def test_the_example_and_the_page_agree() -> None:
    """The page shows the files that are tested here."""
    page = PAGE.read_text(encoding="utf-8")
    assert EXAMPLE_MAPPING.read_text(encoding="utf-8").partition("\n")[2] in page
    assert EXAMPLE.read_text(encoding="utf-8") in page


def test_the_page_explains_every_key() -> None:
    """No key of a mapping is known to the program alone."""
    page = PAGE.read_text(encoding="utf-8")
    for place, keys in KEYS.items():
        missing = [key for key in keys if f"| `{key}` |" not in page]
        assert not missing, place


def test_the_example_can_be_opened_in_a_spreadsheet() -> None:
    """Its rows are as long as its header."""
    lines: Iterable[list[str]] = csv.reader(io.StringIO(EXAMPLE.read_text(encoding="utf-8")))
    assert len({len(line) for line in lines}) == 1
    assert set(_example_mapping().columns) == {
        "cancer",
        "drug",
        "id",
        "level",
        "reference",
        "response",
        "variant",
    }
