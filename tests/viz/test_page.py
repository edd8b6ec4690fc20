"""Tests of the page as text: what is in it, and what must never be."""

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pyoxigraph as ox
import pytest

from her2kg.ontology.namespaces import mint
from her2kg.viz.kinds import contractions, groups, kinds
from her2kg.viz.neighbourhood import neighbourhood
from her2kg.viz.page import render
from her2kg.viz.panel import Panel, describe
from tests.viz.sample import HER2, HOSTILE, SEEN, TRASTUZUMAB, node, sample_store

_EMPTY = Panel([], {}, {})


def _page(store: ox.Store, iri: str = HER2, *, served: bool = False, index: Any = None) -> str:
    graph = neighbourhood(store, iri)
    return render(graph, iri, describe(store, graph, SEEN), served=served, index=index)


def _data(page: str, name: str) -> Any:
    found = re.search(
        f'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL
    )
    assert found
    return json.loads(found[1])


class _Tags(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def _tags(page: str) -> list[tuple[str, dict[str, str]]]:
    parser = _Tags()
    parser.feed(page)
    return parser.found


def test_the_page_needs_nothing_from_elsewhere(store: ox.Store) -> None:
    """No element loads anything: no src, no stylesheet, no import, no frame."""
    page = _page(store)
    tags = _tags(page)
    assert not {name for name, _ in tags} & {"iframe", "object", "embed", "img", "form", "base"}
    assert not any("src" in attributes for _, attributes in tags)
    assert [a["href"][:5] for name, a in tags if name == "link"] == ["data:"]
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0]
    assert not re.search(r"@import|url\(", style)


def test_the_policy_allows_its_own_code_only(store: ox.Store) -> None:
    """Scripts and style are allowed by hash; nothing inline or remote besides."""
    page = _page(store)
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    blocks = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_no_attribute_holds_code_or_style(store: ox.Store) -> None:
    """There are no on… handlers and no style attributes, which the policy would stop."""
    names = {attribute for _, attributes in _tags(_page(store)) for attribute in attributes}
    assert not any(name.startswith("on") or name == "style" for name in names)


def test_a_hostile_label_cannot_leave_its_data(store: ox.Store) -> None:
    """A label that closes a script element stays inside its JSON, and reads back whole."""
    page = _page(store, mint("Drug", "hostile"))
    assert "<script>window.hacked" not in page
    assert "<img src=x" not in page
    names = [one["name"] for one in _data(page, "graph")["nodes"]]
    assert HOSTILE in names


def test_nodes_have_no_titles(store: ox.Store) -> None:
    """vis-network would show a title as HTML, so there is none; and edges have ids."""
    data = _data(_page(store), "graph")
    assert not any("title" in one for one in data["nodes"])
    ids = [edge["id"] for edge in data["edges"]]
    assert len(set(ids)) == len(ids) > 0


def test_physics_is_off(store: ox.Store) -> None:
    """Nodes stand where the layout puts them."""
    options = _data(_page(store), "options")
    assert options["physics"] == {"enabled": False}


def test_a_denied_statement_does_not_read_as_one(store: ox.Store) -> None:
    """The label of a link that sources only deny says so first."""
    edges = _data(_page(store, str(node("ERBB2 S310F"))), "graph")["edges"]
    denied = [edge["label"] for edge in edges if edge["polarity"] == "refutes"]
    assert denied == ["denied: confers sensitivity to"]


def test_a_link_says_how_well_it_is_supported(store: ox.Store) -> None:
    """Each link says in words whether it was checked, who read it, and how much is behind."""
    edges = _data(_page(store, TRASTUZUMAB), "graph")["edges"]
    words = {edge["id"]: [text for text, _ in edge["words"]] for edge in edges}
    start = "drug:trastuzumab her2:"
    indicated = f"{start}indicatedFor supports cancer:gastric-adenocarcinoma"
    assert words[indicated] == ["verified", "1 record"]
    assert words[f"{start}inhibits supports protein:EGFR"] == ["only read by machine", "1 claim"]
    assert words[f"{start}targets supports protein:HER2"] == ["verified", "2 claims"]
    disputed = "variant:ERBB2-L755S her2:confersSensitivityTo supports drug:trastuzumab"
    assert words[disputed][0] == "disputed"


def test_the_page_says_that_it_is_no_advice(store: ox.Store) -> None:
    """The notice is part of the page itself, not of its script."""
    assert "<strong>Information, not medical advice.</strong>" in _page(store)


def test_the_index_serves_the_search(store: ox.Store) -> None:
    """Entries of the whole graph carry their group, for shape and colour."""
    index = [
        {"curie": "cancer:x", "label": "x", "kind": "Cancer", "aliases": ["y"]},
        {"curie": "status:z", "label": "z", "kind": "HER2Status", "aliases": []},
    ]
    page = _data(_page(store, served=True, index=index), "page")
    assert page["served"] is True
    assert [(e["group"], e["kind"], e["aliases"]) for e in page["index"]] == [
        ("cancer", "Cancer", ["y"]),
        ("cancer", "HER2 status", []),
    ]
    assert _data(_page(store), "page")["index"] is None


def test_the_same_graph_gives_the_same_bytes(store: ox.Store) -> None:
    """A page depends on the graph alone, not on the run."""
    assert _page(store) == _page(sample_store())


def test_the_hash_seed_changes_nothing() -> None:
    """Two processes with different hash seeds draw the same page."""
    code = (
        "import hashlib; from tests.viz.sample import HER2, SEEN, sample_store as s;"
        "from her2kg.viz.neighbourhood import neighbourhood as n;"
        "from her2kg.viz.panel import describe as d; from her2kg.viz.page import render as r;"
        "x = s(); g = n(x, HER2); page = r(g, HER2, d(x, g, SEEN), served=True);"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_a_focus_outside_the_graph_is_an_error(store: ox.Store) -> None:
    """A page about something that is not in the picture is refused by name."""
    graph = neighbourhood(store, HER2, limit=3)
    with pytest.raises(LookupError, match="drug:elsewhere"):
        render(graph, mint("Drug", "elsewhere"), _EMPTY, served=False)


def test_the_tables_of_types_fit_together() -> None:
    """Every kind has a group, every contraction a record; no two groups look the same."""
    assert {kind.group for kind in kinds().values()} == set(groups())
    assert all(kinds()[rule.record].record for rule in contractions())
    looks = [(group.shape, group.colour) for group in groups().values()]
    assert len(set(looks)) == len(looks)
