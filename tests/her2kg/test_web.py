"""The web application, over real HTTP."""

import json
import re
import shutil
import urllib.parse
from pathlib import Path

import pytest

from her2kg.home import Home
from tests.her2kg.command import her2kg
from tests.serving import Server, serving

TARGETS = "SELECT ?drug WHERE { ?drug her2:targets protein:HER2 } ORDER BY ?drug"


def test_the_first_page_shows_her2(server: Server) -> None:
    """The root is the explorer around HER2, under a policy that allows no other address."""
    page = server.ask("/")
    assert (page.status, page.kind) == (200, "text/html; charset=utf-8")
    assert b"protein:HER2" in page.body
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/map", "/path", "/questions", "/status"])
def test_every_view_has_a_short_address(server: Server, path: str) -> None:
    """The views can be linked to without a fragment."""
    assert server.ask(path).status == 200


def test_what_the_page_loads_is_kept_by_the_browser(server: Server) -> None:
    """Scripts and style are named with their content's hash, so they can be kept for good."""
    page = server.ask("/").body.decode()
    for address, kind in re.findall(r'(?:src|href)="(/static/\w+\.(\w+)\?v=[0-9a-f]{16})"', page):
        reply = server.ask(address)
        assert reply.status == 200
        assert {"js": "javascript", "css": "css"}[kind] in reply.kind
        assert "immutable" in reply.headers["cache-control"]
    assert server.ask("/static/../web.py").status == 404
    assert server.ask("/static/page.html.j2").status == 404


def test_what_cannot_be_drawn_is_said(server: Server) -> None:
    """A source is in the graph and has no picture: 404 with the reason."""
    source = server.sparql("SELECT ?s WHERE { ?s a her2:Publication } LIMIT 1", "text/csv")
    iri = source.body.decode().split()[1]
    reply = server.ask(f"/view/{urllib.parse.quote(iri, safe='')}")
    assert reply.status == 404
    assert b"nothing that can be drawn" in reply.body


def test_a_name_leads_to_its_page(server: Server) -> None:
    """A synonym is sent on to the page of its thing."""
    assert b"trastuzumab deruxtecan" in server.ask("/view/T-DXd").body


def test_an_unknown_name_is_not_found_and_says_what_is_near(server: Server) -> None:
    """404 with suggestions."""
    reply = server.ask("/view/Herceptn")
    assert reply.status == 404
    assert b"did you mean Herceptin" in reply.body


def test_get_and_both_posts_give_the_same_answer(server: Server) -> None:
    """The three ways of the SPARQL Protocol."""
    json_type = "application/sparql-results+json"
    got = server.sparql(TARGETS, json_type)
    form = urllib.parse.urlencode({"query": TARGETS}).encode()
    posted = server.ask(
        "/sparql", form, Accept=json_type, Content_Type="application/x-www-form-urlencoded"
    )
    direct = server.ask(
        "/sparql", TARGETS.encode(), Accept=json_type, Content_Type="application/sparql-query"
    )
    assert got.body == posted.body == direct.body
    drugs = [row["drug"]["value"] for row in json.loads(got.body)["results"]["bindings"]]
    assert "https://w3id.org/her2kg/drug/trastuzumab" in drugs


@pytest.mark.parametrize(
    ("query", "accept", "part"),
    [
        ("ASK { drug:trastuzumab her2:targets protein:HER2 }", "application/json", b"true"),
        (TARGETS, "text/csv", b"drug\r\n"),
        (TARGETS, "application/sparql-results+xml", b"<sparql"),
        ("DESCRIBE drug:trastuzumab", "text/turtle", b"drug:trastuzumab"),
        (
            "CONSTRUCT { ?s her2:targets ?o } WHERE { ?s her2:targets ?o }",
            "application/n-triples",
            b"<https://w3id.org/her2kg/schema#targets>",
        ),
    ],
)
def test_each_form_of_query_in_its_formats(
    server: Server, query: str, accept: str, part: bytes
) -> None:
    """SELECT, ASK, CONSTRUCT and DESCRIBE, in the format asked for."""
    reply = server.sparql(query, accept)
    assert reply.status == 200
    assert part in reply.body


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT ?x WHERE { ?x", 400),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
        ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", 403),
        ("DROP ALL", 403),
    ],
)
def test_what_is_wrong_or_forbidden_gets_one_line(server: Server, query: str, status: int) -> None:
    """Bad queries get a status and one line, and the server lives on."""
    reply = server.sparql(query)
    assert reply.status == status
    assert reply.body.count(b"\n") == 1
    assert b"Traceback" not in reply.body
    assert server.sparql("ASK {}").status == 200


def test_updates_are_refused(server: Server) -> None:
    """The endpoint only reads."""
    form = urllib.parse.urlencode({"update": "DROP ALL"}).encode()
    posted = server.ask("/sparql", form, Content_Type="application/x-www-form-urlencoded")
    direct = server.ask("/sparql", b"DROP ALL", Content_Type="application/sparql-update")
    assert (posted.status, direct.status) == (403, 403)


def test_a_request_without_a_query_is_told_how(server: Server) -> None:
    """The endpoint explains itself."""
    reply = server.ask("/sparql")
    assert reply.status == 400
    assert b"?query=" in reply.body


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"ASK {}", 415),
        ("application/sparql-query", b"x" * 1_000_001, 413),
        ("application/x-www-form-urlencoded", b"query=ASK+%7B%7D&query=ASK+%7B%7D", 400),
    ],
)
def test_requests_of_another_form_are_refused(
    server: Server, kind: str, body: bytes, status: int
) -> None:
    """Wrong content types, huge bodies and several queries have their own answers."""
    assert server.ask("/sparql", body, Content_Type=kind).status == status


def test_a_format_that_cannot_be_given_is_refused(server: Server) -> None:
    """An answer in a picture format is not to be had."""
    assert server.sparql(TARGETS, "image/png").status == 406


def test_other_pages_may_ask(server: Server) -> None:
    """Cross-origin queries are allowed: the graph is public and the endpoint only reads."""
    assert server.sparql("ASK {}").headers["access-control-allow-origin"] == "*"
    assert server.ask("/sparql", method="OPTIONS").status == 204


def test_a_port_in_use_is_named(server: Server, built_home: Home) -> None:
    """A second server on the same port says so in one line."""
    port = server.address.rsplit(":", 1)[1]
    line = her2kg("serve", "--port", port, home=built_home.root).one_line_error()
    assert f"cannot listen on 127.0.0.1:{port}" in line


def test_a_new_build_is_served_without_a_restart(built_home: Home, tmp_path: Path) -> None:
    """When the pointer moves, the next request is answered from the new build."""
    home = Home(tmp_path / "home")
    shutil.copytree(built_home.root, home.root)
    pointer = home.root / "current"
    kept = pointer.read_text("utf-8")
    with serving(home) as server:
        assert server.ask("/").status == 200
        pointer.write_text("gone\n", encoding="utf-8")
        assert server.ask("/").status == 503
        pointer.write_text(kept, encoding="utf-8")
        assert server.ask("/").status == 200
