"""The page's data over real HTTP."""

import json
import urllib.parse
from typing import Any

import pytest

from her2kg.web_api import api_routes
from tests.serving import Got, Server
from tests.shared import ROOT


def _get(server: Server, call: str, **given: str) -> Got:
    return server.ask(f"/api/{call}?{urllib.parse.urlencode(given)}")


def _post(server: Server, call: str, given: object) -> Got:
    return server.ask(f"/api/{call}", json.dumps(given).encode(), Content_Type="application/json")


def _rows(columns: dict[str, Any]) -> list[dict[str, Any]]:
    def value(column: Any, row: int) -> Any:
        if isinstance(column, list):
            return column[row]
        return column["values"][column["at"][row]]

    fields = columns["fields"].items()
    return [{name: value(c, row) for name, c in fields} for row in range(columns["length"])]


def _read(got: Got) -> Any:
    assert got.status == 200, got.body
    assert got.kind.startswith("application/json")
    assert got.headers["cache-control"] == "no-store"
    return json.loads(got.body)


def test_search(server: Server) -> None:
    """A brand name finds its drug and says by which name."""
    told = _read(_get(server, "search", text="Herceptin"))
    assert _rows(told["nodes"])[0]["id"] == "drug:trastuzumab"
    assert told["aliases"][0] == "Herceptin"
    assert _read(_get(server, "search", text="Herceptn"))["near"][0] == "Herceptin"


def test_focus_and_scene(server: Server) -> None:
    """A focus brings its nodes with all links among them, as asking for the nodes does."""
    told = _read(_get(server, "focus", id="protein:HER2"))
    assert told["ids"][0] == "protein:HER2"
    assert _read(_post(server, "scene", {"ids": told["ids"]})) == told["scene"]
    edges = _rows(told["scene"]["edges"])
    assert {edge["from"] for edge in edges} | {edge["to"] for edge in edges} <= set(told["ids"])


def test_neighbours(server: Server) -> None:
    """All direct neighbours, the best supported first."""
    told = _read(_get(server, "neighbours", id="protein:HER2"))
    names = [node["id"] for node in _rows(told["nodes"])]
    assert len(names) == len(set(names)) > 30
    assert {"protein:EGFR", "drug:trastuzumab"} <= set(names)


def test_entity_section_and_link(server: Server) -> None:
    """What is known of a thing; a section whole; and why a link is there."""
    told = _read(_get(server, "entity", id="drug:trastuzumab"))
    place = next(i for i, s in enumerate(told["sections"]) if s["left"])
    whole = _read(_get(server, "section", id="drug:trastuzumab", place=str(place)))
    section = told["sections"][place]
    assert len(whole["claims"]) == len(section["claims"]) + section["left"]
    link = _read(_get(server, "link", id="drug:trastuzumab her2:targets supports protein:HER2"))
    assert link["why"]
    assert link["claims"][0]["sentence"] == "trastuzumab targets HER2"


def test_path(server: Server) -> None:
    """Ways between two things, and round one."""
    given = {"start": "variant:ERBB2-L755S", "end": "cancer:gastric-adenocarcinoma"}
    ways = _read(_post(server, "path", given))["ways"]
    assert ways[0]["nodes"][1] == "drug:trastuzumab"
    barred = _read(_post(server, "path", {**given, "avoid": ["drug:trastuzumab"]}))["ways"]
    assert all("drug:trastuzumab" not in way["nodes"] for way in barred)


def test_question_and_sparql(server: Server) -> None:
    """A question of the catalogue and a query of one's own come with what they name."""
    told = _read(_post(server, "question", {"name": "biosimilars", "given": {}}))
    assert told["columns"][0] == "biosimilar"
    assert "drug:trastuzumab-dkst" in told["ids"]
    asked = {"query": "ASK { drug:trastuzumab her2:targets protein:HER2 }"}
    assert _read(_post(server, "sparql", asked))["rows"] == [["yes"]]


def test_status(server: Server) -> None:
    """A measurement comes back with its status and the way there."""
    told = _read(_post(server, "status", {"cancer": "breast", "ihc": "3+"}))
    assert told["answer"]["status"] == "HER2-positive"
    assert "rule:BR-IHC-3" in told["way"]
    assert told["answer"]["notice"]


def test_map(server: Server) -> None:
    """The whole graph with its places."""
    told = _read(_get(server, "map"))
    nodes = _rows(told["nodes"])
    assert len(nodes) > 500
    assert max(told["edges"]) < len(nodes)
    assert told["left"] == 0


def test_a_file(server: Server) -> None:
    """A view comes back as one HTML file."""
    given = {"focus": "drug:lapatinib", "nodes": ["drug:neratinib"], "view": "view=list"}
    reply = _post(server, "file", given)
    assert (reply.status, reply.kind) == (200, "text/html; charset=utf-8")
    assert b"drug:neratinib" in reply.body
    assert b'"view=list"' in reply.body


@pytest.mark.parametrize(
    ("call", "given", "status", "words"),
    [
        ("focus", {"id": "no:such"}, 404, "no:such is not in the graph"),
        ("focus", {}, 400, "say which id"),
        ("neighbours", {"id": "no:such"}, 404, "no:such"),
        ("entity", {"id": ""}, 400, "say which id"),
        ("section", {"id": "drug:trastuzumab", "place": "9999"}, 404, "no section 9999"),
        ("section", {"id": "drug:trastuzumab", "place": "x"}, 400, "say which place"),
        ("link", {"id": "a b c d"}, 404, "no link"),
    ],
)
def test_what_cannot_be_had_is_said(
    server: Server, call: str, given: dict[str, str], status: int, words: str
) -> None:
    """One line as JSON, with a fitting status."""
    reply = _get(server, call, **given)
    assert reply.status == status
    assert words in json.loads(reply.body)["error"]


@pytest.mark.parametrize(
    ("call", "given", "status", "words"),
    [
        ("scene", {"ids": "drug:x"}, 400, "list of texts"),
        ("scene", {"ids": ["x"] * 5001}, 400, "more than 5000"),
        ("path", {"start": "drug:trastuzumab"}, 400, "say which end"),
        ("path", {"start": "no:such", "end": "drug:trastuzumab"}, 404, "no:such"),
        ("question", {"name": "no-such"}, 404, "no-such"),
        ("question", {"name": "indications", "given": {"drug": 3}}, 400, "object of texts"),
        ("question", {"name": "indications", "given": {"drug": "Herceptn"}}, 404, "Herceptin"),
        ("question", {"name": "indications", "given": {"x": "y"}}, 400, "no parameter"),
        ("sparql", {"query": "DROP ALL"}, 400, "read-only"),
        ("sparql", {"query": "SELECT"}, 400, "SPARQL"),
        ("sparql", {}, 400, "say which query"),
        ("status", {"cancer": "breast"}, 400, "nothing was measured"),
        ("status", {"cancer": "breast", "ihc": "9+"}, 400, "9+"),
        ("status", {"cancer": ["breast"]}, 400, "must be texts"),
        ("status", {"cancer": "brest", "ihc": "3+"}, 404, "breast"),
        ("file", {"focus": "no such thing"}, 404, "no such thing"),
        ("scene", ["no", "object"], 400, "send a JSON object"),
    ],
)
def test_what_cannot_be_asked_is_said(
    server: Server, call: str, given: object, status: int, words: str
) -> None:
    """The same for what is sent with POST; nothing ends in a traceback."""
    reply = _post(server, call, given)
    assert reply.status == status
    assert words in json.loads(reply.body)["error"]


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"{", "application/json", "not JSON"),
        (b"\xff\xfe", "application/json", "not JSON"),
        (b"{}", "text/plain", "send JSON"),
        (b" " * 1_000_001, "application/json", "more than a megabyte"),
        (b"[" * 100_000, "application/json", "not JSON"),
    ],
)
def test_bodies_of_another_form_are_refused(
    server: Server, body: bytes, kind: str, words: str
) -> None:
    """Broken, huge and deeply nested bodies get one line, and the server lives on."""
    reply = server.ask("/api/scene", body, Content_Type=kind)
    assert reply.status == 400
    assert words in json.loads(reply.body)["error"]
    assert server.ask("/api/map").status == 200


def test_every_call_is_documented() -> None:
    """The page of the explorer names each call with its method."""
    page = (ROOT / "docs" / "explorer.md").read_text("utf-8")
    for route in api_routes(lambda: pytest.fail("nothing is asked")):
        methods = sorted((route.methods or set()) - {"HEAD"})
        assert f"`{methods[0]} {route.path}`" in page
