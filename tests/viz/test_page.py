"""Tests of the page as text: what is in it, and what must never be."""

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pyoxigraph as ox
import pytest

from her2kg.queries.catalogue import questions
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import groups, read_text
from her2kg.viz.offline import BYTES, offline, within_steps
from her2kg.viz.page import (
    SERVED_POLICY,
    asset,
    assets,
    file_page,
    page_facts,
    served_page,
)
from her2kg.viz.panel import Panel
from her2kg.viz.scene import OPTIONS, scene
from tests.viz.atlases import rows_of
from tests.viz.sample import HOSTILE, LONG, SEEN

HER2, TRASTUZUMAB, HOSTILE_DRUG = "protein:HER2", "drug:trastuzumab", "drug:hostile"

Written = Callable[..., str]


@pytest.fixture(scope="module")
def filed(store: ox.Store, atlas: Atlas) -> Written:
    """Writes the file of a thing of the sample."""

    def written(focus: str = HER2, view: str = "") -> str:
        held = within_steps(atlas, focus, 2, 800)
        part = atlas.within(held)
        facts = page_facts(part, focus, served=False)
        data = offline(part, Panel(store, atlas, SEEN), held, room=BYTES // 2)
        return file_page(atlas.nodes[focus].label, facts, data, view)

    return written


@pytest.fixture(scope="module")
def served(atlas: Atlas) -> Written:
    """Writes the served page of a thing of the sample."""

    def written(focus: str = HER2) -> str:
        facts = page_facts(
            atlas, focus, served=True, questions=list(questions().values()), now="2026-11-23"
        )
        data = {"focus": {"scene": scene(atlas, atlas.nodes)}}
        return served_page(atlas.nodes[focus].label, facts, data)

    return written


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


def _loaded(page: str) -> list[str]:
    """Return the addresses that the elements of a page load."""
    names = ("src", "srcset", "data", "poster", "action", "href", "background")
    return [
        attributes[name]
        for tag, attributes in _tags(page)
        for name in names
        if name in attributes and tag != "a"
    ]


def test_the_file_needs_nothing_from_elsewhere(filed: Written) -> None:
    """No element loads anything: no src, no stylesheet, no import, no frame."""
    page = filed()
    tags = _tags(page)
    assert not {name for name, _ in tags} & {"iframe", "object", "embed", "img", "form", "base"}
    assert not any("src" in attributes for _, attributes in tags)
    assert [address[:5] for address in _loaded(page)] == ["data:"]
    assert [a["href"][:1] for name, a in tags if name == "a"] == ["#"]


def test_the_style_loads_nothing() -> None:
    """The style sheet names no other file and no address."""
    assert not re.search(r"@import|url\(\s*['\"]?(?!data:)", asset("page.css"))


def test_our_scripts_name_no_address_to_load() -> None:
    """The scripts ask their own server alone: every address that is fetched begins with /api."""
    parts = read_text("static", "scripts.txt").split()
    ours = "\n".join(read_text("static", part) for part in parts)
    assert not re.search(r"""(?:fetch|import|open|Worker|WebSocket)\(\s*["'`]\w+:""", ours)
    fetched = re.findall(r"fetch\(\s*([\"'`][^\"'`$]*)", ours)
    assert all(address[1:].startswith("/api/") for address in fetched)
    assert "XMLHttpRequest" not in ours
    assert "sendBeacon" not in ours


def test_the_served_page_refers_only_to_its_own_files(served: Written) -> None:
    """Scripts and style come from /static, each with a version of its content; nothing else."""
    page = served()
    found = [address for address in _loaded(page) if not address.startswith("data:")]
    versions = {
        f"/static/{name}?v={hashlib.sha256(asset(name).encode()).hexdigest()[:16]}"
        for name in assets()
    }
    assert set(found) == versions
    assert not re.findall(r"<script>|<style>", page)


def test_the_served_policy_allows_its_own_server_only() -> None:
    """Code, style and data come from the server itself, and nothing may be inline."""
    assert SERVED_POLICY.startswith("default-src 'none'; ")
    assert "unsafe" not in SERVED_POLICY
    assert "http" not in SERVED_POLICY
    assert {"script-src 'self'", "style-src 'self'", "connect-src 'self'"} <= set(
        SERVED_POLICY.split("; ")
    )


def test_the_policy_allows_its_own_code_only(filed: Written) -> None:
    """Scripts and style are allowed by hash; nothing inline or remote besides."""
    page = filed()
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    blocks = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    assert len(blocks) == 3
    digests = {
        f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"
        for block in blocks
    }
    assert set(re.findall(r"'sha256-[^']*'", policy)) == digests


def test_code_cannot_end_its_element() -> None:
    """No script or style that a file holds contains what would close it."""
    assert not any(re.search(r"</(?:script|style)|<!--", asset(name)) for name in assets())


def test_every_script_is_in_the_list() -> None:
    """The list of scripts names each of them once, so none is forgotten."""
    parts = read_text("static", "scripts.txt").split()
    assert len(set(parts)) == len(parts) > 0
    assert all(read_text("static", part) in asset("app.js") for part in parts)
    assert (parts[0], parts[-1]) == ("core.js", "main.js")


@pytest.mark.parametrize("kind", ["filed", "served"])
def test_no_attribute_holds_code_or_style(request: pytest.FixtureRequest, kind: str) -> None:
    """There are no on… handlers and no style attributes, which the policy would stop."""
    page: str = request.getfixturevalue(kind)()
    names = {attribute for _, attributes in _tags(page) for attribute in attributes}
    assert not any(name.startswith("on") or name == "style" for name in names)


@pytest.mark.parametrize("kind", ["filed", "served"])
def test_a_hostile_label_cannot_leave_its_data(request: pytest.FixtureRequest, kind: str) -> None:
    """A label that closes a script element stays inside its JSON, and reads back whole."""
    page: str = request.getfixturevalue(kind)(HOSTILE_DRUG)
    assert "<script>window.hacked" not in page
    assert "<img src=x" not in page
    tags = [name for name, _ in _tags(page)]
    assert "img" not in tags
    assert tags.count("script") == 6
    data = _data(page, "data")
    nodes = rows_of((data.get("scene") or data["focus"]["scene"])["nodes"])
    assert HOSTILE in [one["name"] for one in nodes]


def test_a_hostile_view_cannot_leave_its_data(filed: Written) -> None:
    """The address that a page opens with is data as well."""
    page = filed(view=HOSTILE)
    assert _data(page, "view") == HOSTILE
    assert "<script>window.hacked" not in page


def test_a_page_without_a_view_says_so(filed: Written) -> None:
    """The view of a page is its address, or nothing."""
    assert _data(filed(), "view") is None
    assert _data(filed(view="#v=map"), "view") == "#v=map"


def test_the_title_is_short_and_escaped(filed: Written) -> None:
    """A long name does not make a long title, and a hostile one stays a text."""
    title = re.findall(r"<title>(.*?)</title>", filed("drug:long"), re.DOTALL)[0]
    assert title == f"{LONG[:200]} · HER2 knowledge graph"
    title = re.findall(r"<title>(.*?)</title>", filed(HOSTILE_DRUG), re.DOTALL)[0]
    assert html.unescape(title) == f"{HOSTILE} · HER2 knowledge graph"


@pytest.mark.parametrize("kind", ["filed", "served"])
def test_the_page_says_that_it_is_no_advice(request: pytest.FixtureRequest, kind: str) -> None:
    """The notice is part of the page itself, not of its script."""
    page: str = request.getfixturevalue(kind)()
    assert "<strong>Information, not medical advice.</strong>" in page


def test_physics_is_off(filed: Written) -> None:
    """The page passes vis-network the options that let nodes stand where they are put."""
    assert _data(filed(), "options") == OPTIONS


def test_the_page_knows_its_kinds(filed: Written, atlas: Atlas) -> None:
    """Each kind that the file holds has its column, English name and number of nodes."""
    page = _data(filed(TRASTUZUMAB), "page")
    held = within_steps(atlas, TRASTUZUMAB, 2, 800)
    found = {name: kind["count"] for name, kind in page["kinds"].items()}
    assert found == {
        kind: sum(atlas.nodes[name].kind == kind for name in held)
        for kind in {atlas.nodes[name].kind for name in held}
    }
    assert page["kinds"]["HER2Status"]["label"] == "HER2 status"
    assert page["kinds"]["HER2Status"]["group"] == "cancer"
    assert [group["name"] for group in page["groups"]] == list(groups())


def test_relations_are_counted_most_frequent_first(atlas: Atlas) -> None:
    """The filter of relations knows each with its number, and they add up to all links."""
    told = page_facts(atlas, HER2, served=True)["relations"]
    assert sum(number for _, number in told) == len(atlas.links)
    assert told == sorted(told, key=lambda pair: (-pair[1], pair[0]))


def test_records_do_not_count_as_things(atlas: Atlas) -> None:
    """The number of things is that of the map."""
    assert page_facts(atlas, HER2, served=True)["map"] == len(atlas.places)


def test_only_the_served_page_asks_a_server(filed: Written, served: Written) -> None:
    """A file knows that there is no server; the served page offers the whole catalogue."""
    assert _data(filed(), "page")["served"] is False
    page = _data(served(), "page")
    assert page["served"] is True
    assert [question["name"] for question in page["questions"]] == list(questions())
    assert page["now"] == "2026-11-23"


def test_a_file_is_written_twice_alike(filed: Written) -> None:
    """A page depends on the graph alone, not on the run."""
    assert filed() == filed()


def test_writing_one_page_leaves_no_trace_in_the_next(filed: Written, served: Written) -> None:
    """Pages of other things and other kinds in between change nothing."""
    before = filed(), served()
    filed(HOSTILE_DRUG, "#v=map")
    served(HOSTILE_DRUG)
    assert (filed(), served()) == before


def test_the_hash_seed_changes_nothing() -> None:
    """Two processes with different hash seeds write the same file and the same served page."""
    code = (
        "import hashlib; from her2kg.explorer import Explorer;"
        "from tests.viz.sample import sample_store; e = Explorer(sample_store());"
        "print([hashlib.sha256(page.encode()).hexdigest()"
        " for page in (e.file('protein:HER2'), e.page('drug:hostile'))])"
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
    assert len(hashes.pop()) > 2 * 64
