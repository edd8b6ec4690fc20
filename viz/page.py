"""The page: one template for the single file and for the server; no data becomes code."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from her2kg.queries.catalogue import ANY, Question
from her2kg.viz.atlas import Atlas
from her2kg.viz.kinds import groups, kinds, origin_title, read_text
from her2kg.viz.scene import network

__all__ = ["SERVED_POLICY", "asset", "assets", "file_page", "page_facts", "served_page"]

_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"

SERVED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The Content-Security-Policy of the served page."""


def file_page(title: str, page: Mapping[str, Any], data: Mapping[str, Any], view: str = "") -> str:
    """Write the page that holds its data and code, and makes no request.

    Its Content-Security-Policy allows only its own two scripts and one style, by hash. Names
    and claims travel as JSON and are shown as text.

    Args:
        title: of the page.
        page: what ``page_facts`` gives, and ``about``: what the file holds, in words.
        data: what ``offline`` gives.
        view: the address of the view that it opens with, as the page writes it, or empty.

    Returns:
        The HTML. The same input gives the same text, character for character.
    """
    style, script, library = asset("page.css"), asset("app.js"), asset("vis.js")
    policy = (
        f"default-src 'none'; script-src {_hash(library)} {_hash(script)}; "
        f"style-src {_hash(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return _page(
        title,
        page,
        data,
        view=view or None,
        style=style,
        script=script,
        library=library,
        policy=policy,
        inline=True,
    )


def served_page(title: str, page: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Write the page that asks its own server, and no other.

    Args:
        title: of the page.
        page: what ``page_facts`` gives.
        data: what the page shows first, so that it need not ask for it.

    Returns:
        The HTML, to be sent with ``SERVED_POLICY``.
    """
    versions = {name: _digest(asset(name)).hex()[:16] for name in assets()}
    return _page(title, page, data, view=None, versions=versions, inline=False)


def page_facts(
    atlas: Atlas,
    focus: str,
    *,
    served: bool,
    questions: Sequence[Question] = (),
    status_form: Sequence[Mapping[str, Any]] = (),
    day: str = "",
    now: str = "",
) -> dict[str, Any]:
    """Tell the page what it must know besides nodes and links.

    Args:
        atlas: what the page can show.
        focus: CURIE of the entity that it opens with.
        served: whether a server answers what the page does not hold.
        questions: the catalogue that the page offers.
        status_form: the fields of the form from slide to drug.
        day: the day that the graph is of, or empty.
        now: the date of the data.
    """
    counts = Counter(node.kind for node in atlas.nodes.values())
    relations = Counter(link.label for link in atlas.links)
    labels = {node.kind: node.kind_label for node in atlas.nodes.values()}
    return {
        "focus": focus,
        "served": served,
        "day": day,
        "now": now,
        "groups": [
            {
                "name": g.name,
                "title": g.title,
                "shape": g.shape,
                "colour": g.colour,
                "border": g.border,
            }
            for g in groups().values()
        ],
        "kinds": {
            name: {
                "label": labels[name],
                "group": kind.group,
                "hollow": kind.hollow,
                "record": kind.record,
                "count": counts[name],
            }
            for name, kind in kinds().items()
            if name in labels
        },
        "relations": sorted(relations.items(), key=lambda pair: (-pair[1], pair[0])),
        "origins": _origins(atlas),
        "levels": sorted({link.level for link in atlas.links} - {""}),
        "questions": [_question(question) for question in questions],
        "status": list(status_form),
        "map": len(atlas.things),
    }


def _origins(atlas: Atlas) -> list[dict[str, str]]:
    """List whose claims stand behind the links, as people call these sources."""
    used = {origin for link in atlas.links for origin in link.origins}
    return [{"name": name, "title": origin_title(name)} for name in sorted(used)]


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "audience": list(question.audience),
        "parameters": [
            {
                "name": p.name,
                "kind": p.kind,
                "default": "" if p.default == ANY else p.default,
                "help": p.help,
            }
            for p in question.parameters
        ],
    }


def _page(title: str, page: Mapping[str, Any], data: Mapping[str, Any], **parts: object) -> str:
    made = network([], [])
    made.path = "page.html.j2"
    made.templateEnv = _environment()
    made.templateEnv.globals.update(title=title[:200], page=page, data=data, **parts)
    html: str = made.generate_html()
    return html


def _environment() -> Environment:
    """Make pyvis' template environment anew: its own one escapes nothing."""
    environment = Environment(
        loader=FunctionLoader(lambda name: read_text("template", name)),
        autoescape=True,
        keep_trailing_newline=True,
    )
    environment.filters["embed"] = _embed
    environment.filters["embed_json"] = lambda text: _embed(json.loads(text))
    return environment


def _embed(value: object) -> Markup:
    """Write JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)  # noqa: S704 - no character that HTML reads is left


def assets() -> tuple[str, ...]:
    """Return the names of the files that the served page loads."""
    return ("app.js", "page.css", "vis.js")


@cache
def asset(name: str) -> str:
    """Return the text of a file that the page loads or holds.

    Args:
        name: one of ``assets``: ``app.js`` is all scripts in the order of ``scripts.txt``,
            ``page.css`` begins with the colours.
    """
    if name == "app.js":
        parts = read_text("static", "scripts.txt").split()
        return "\n".join(read_text("static", part) for part in parts)
    if name == "vis.js":
        text = files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8")
        return text.partition("//# sourceMappingURL=")[0]
    if name == "page.css":
        return read_text("static", "colours.css") + read_text("static", name)
    return read_text("static", name)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(_digest(text)).decode()}'"
