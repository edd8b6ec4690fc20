"""The gold for reading prose: sound in form, whole in count, and true to the vocabulary."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from rdflib import Graph

from her2kg.ontology.namespaces import KINDS, SCHEMA, curie_of, mint
from tests.shared import ROOT

GOLD = ROOT / "benchmarks" / "reading" / "gold"
CURATED = ROOT / "loaders" / "curated"
GROUPS = {"sentences": "kind", "passages": "genre"}
GENRES = {"abstract", "evidence statement", "label", "lay page"}
PHRASINGS = {
    "abbreviation",
    "asserted",
    "attribution",
    "comparison",
    "condition",
    "coreference",
    "negation",
    "rare relation",
    "respectively",
    "speculation",
}
NODES = {
    "comparator",
    "inCancer",
    "ofTrial",
    "partnerDrug",
    "performedOn",
    "regulator",
    "requiresBiomarker",
    "requiresStatus",
    "requiresVariant",
}
MARKS = {"note"}
BEYOND_THE_ONTOLOGY = {"comparator"}
POLARITIES = ("supports", "refutes", "nullResult")
QUOTED = re.compile(r'"[^"\s](?:[^"]*[^"\s])?"')
SENTENCE = re.compile(r"\S[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*[.?!](?=\s|$)")

Item = dict[str, Any]


@cache
def _items(name: str) -> tuple[Item, ...]:
    lines = (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def _properties() -> frozenset[str]:
    graph = Graph().parse(ROOT / "ontology" / "her2.ttl")
    found = graph.query(
        "SELECT ?p { VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty } ?p a ?kind }"
    )
    return frozenset(str(row[0]).removeprefix(SCHEMA) for row in found if isinstance(row, tuple))


@cache
def _curated() -> frozenset[str]:
    with (CURATED / "_tables.csv").open(encoding="utf-8", newline="") as file:
        tables = [row for row in csv.DictReader(file) if row["class"]]
    nodes: set[str] = set()
    for table in tables:
        with (CURATED / f"{table['table']}.csv").open(encoding="utf-8", newline="") as file:
            names = [table["node"].format_map(row) for row in csv.DictReader(file)]
        nodes.update(curie_of(mint(table["class"], name)) for name in names)
    return frozenset(nodes)


@cache
def _listed(heading: str, column: int) -> frozenset[str]:
    text = (GOLD / "README.md").read_text("utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("|")]
    return frozenset(name for row in rows for name in re.findall(r"`(\w+)`", row[column]))


def _values(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _stands_in(words: str, text: str) -> bool:
    return bool(words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _nodes(item: Item) -> Iterator[str]:
    for claim in item["claims"]:
        yield claim["subject"]
        yield claim["object"]
        for name, value in claim["qualifiers"].items():
            if name in NODES:
                yield from _values(value)


@pytest.fixture(params=GROUPS)
def name(request: pytest.FixtureRequest) -> str:
    """Name each file of the gold in turn."""
    return str(request.param)


def test_ids_and_texts_occur_once() -> None:
    """No id and no text stands twice, in whatever file."""
    items = [item for name in GROUPS for item in _items(name)]
    for key in ("id", "text"):
        counted = Counter(" ".join(item[key].casefold().split()) for item in items)
        assert [word for word, count in counted.items() if count > 1] == []


def test_there_are_enough_texts_of_each_sort() -> None:
    """Each kind and genre is there in numbers; four in ten sentences at most are assertions."""
    kinds = Counter(item["kind"] for item in _items("sentences"))
    assert kinds.keys() == PHRASINGS
    assert kinds.total() >= 180
    assert min(kinds.values()) >= 10
    assert 0.3 <= kinds["asserted"] / kinds.total() <= 0.4
    genres = Counter(item["genre"] for item in _items("passages"))
    assert genres.keys() == GENRES
    assert min(genres.values()) >= 16


def test_each_sort_is_split_into_halves_of_about_one_size(name: str) -> None:
    """Of each kind and genre, about one half is to tune on and one to judge by."""
    split = Counter((item[GROUPS[name]], item["split"]) for item in _items(name))
    assert {half for _, half in split} == {"tune", "judge"}
    for sort in {sort for sort, _ in split}:
        halves = split[sort, "tune"], split[sort, "judge"]
        assert min(halves) >= 0.85 * max(halves), sort


def test_each_relation_is_in_both_halves_of_the_sentences() -> None:
    """What can be tuned can be judged, and all that the guide lists is there."""
    found: dict[str, set[str]] = {"tune": set(), "judge": set()}
    for item in _items("sentences"):
        found[item["split"]].update(claim["predicate"] for claim in item["claims"])
    assert found["tune"] == found["judge"] == _listed("Relations", 2)


@pytest.mark.parametrize("polarity", POLARITIES)
def test_the_halves_hold_about_as_much_of_each_polarity(name: str, polarity: str) -> None:
    """Neither half is much richer in denials than the other."""
    counted = Counter(
        item["split"]
        for item in _items(name)
        for claim in item["claims"]
        if claim["polarity"] == polarity
    )
    assert len(counted) == 2
    assert min(counted.values()) >= 0.8 * max(counted.values())


def test_an_item_has_the_form_that_is_promised(name: str) -> None:
    """Keys in order, tidy text, one or two sentences or three to eight of a passage."""
    for item in _items(name):
        assert list(item) == ["id", "split", GROUPS[name], "text", "claims"]
        assert item["text"] == " ".join(item["text"].split()), item["id"]
        counted = len(SENTENCE.findall(item["text"]))
        assert counted in (range(3, 9) if name == "passages" else range(1, 3)), item["id"]


def test_words_are_pieces_of_the_text(name: str) -> None:
    """What stands for a node, and every qualifier in words, is copied from it in whole words."""
    for item in _items(name):
        for claim in item["claims"]:
            words = [claim["subject_words"], claim["object_words"]]
            for qualifier, value in claim["qualifiers"].items():
                if qualifier not in NODES | MARKS:
                    words += _values(value)
            assert [each for each in words if not _stands_in(each, item["text"])] == [], item["id"]


def test_predicates_and_qualifiers_are_known_and_listed(name: str) -> None:
    """The ontology has them, and the guide says what they mean here."""
    for item in _items(name):
        predicates = {claim["predicate"] for claim in item["claims"]}
        assert predicates <= _properties() & _listed("Relations", 2), item["id"]
        qualifiers = {key for claim in item["claims"] for key in claim["qualifiers"]}
        assert qualifiers <= _properties() | BEYOND_THE_ONTOLOGY, item["id"]
        assert qualifiers <= _listed("Qualifiers", 1), item["id"]


def test_a_node_is_of_the_curated_tables_or_quoted(name: str) -> None:
    """A CURIE has a known prefix and names a node of the tables; all else is words in quotes."""
    for item in _items(name):
        for node in _nodes(item):
            if not QUOTED.fullmatch(node):
                assert node.partition(":")[0] in KINDS, (item["id"], node)
                assert node in _curated(), (item["id"], node)


def test_what_weakens_a_claim_is_named(name: str) -> None:
    """A claim is hedged just when it tells the words or the authority that weaken it."""
    for item in _items(name):
        for claim in item["claims"]:
            assert claim["polarity"] in POLARITIES
            weakened = claim["qualifiers"].keys() & {"hedge", "attribution"}
            assert claim["hedged"] is bool(weakened), item["id"]


def test_a_claim_is_made_once(name: str) -> None:
    """No two claims of a text say the same of the same patients."""
    for item in _items(name):
        made = [
            [claim[key] for key in ("subject", "predicate", "object", "qualifiers")]
            for claim in item["claims"]
        ]
        assert all(made.count(claim) == 1 for claim in made), item["id"]


def test_kinds_of_sentences_are_what_they_are_called() -> None:
    """Asserted ones are plain; conditions and attributions weaken something."""
    for item in _items("sentences"):
        if item["kind"] == "asserted":
            for claim in item["claims"]:
                assert (claim["hedged"], claim["polarity"]) == (False, "supports"), item["id"]
        if item["kind"] in {"attribution", "condition"}:
            assert any(claim["hedged"] for claim in item["claims"]), item["id"]


def test_wordings_are_new_texts_with_known_relations_and_nodes() -> None:
    """Each stands once and in no other file; its claims are triples of what the guide lists."""
    elsewhere = {" ".join(i["text"].casefold().split()) for n in GROUPS for i in _items(n)}
    items = _items("wordings")
    texts = [" ".join(item["text"].casefold().split()) for item in items]
    assert len({item["id"] for item in items}) == len(set(texts)) == len(items)
    assert elsewhere.isdisjoint(texts)
    for item in items:
        assert list(item) == ["id", "genre", "text", "claims"]
        assert item["genre"] in GENRES | {"sentence"}
        for subject, predicate, obj in item["claims"]:
            assert predicate in _listed("Relations", 2), item["id"]
            for node in (subject, obj):
                assert QUOTED.fullmatch(node) or node in _curated(), (item["id"], node)
