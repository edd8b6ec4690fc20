"""A small drawing in GPML, with invented identifiers, and ways to change it."""

from xml.sax.saxutils import quoteattr

from her2kg.loaders.base import Material
from her2kg.loaders.civic import Scope

__all__ = ["EVERYTHING", "SCOPE", "as_2021", "drawing", "edge", "group", "material", "node"]

SCOPE = Scope(["trastuzumab", "pertuzumab"], [])
EVERYTHING = Scope([], [], everything=True)
_SPACE = "http://pathvisio.org/GPML/2013a"


def material(text: str) -> Material:
    """Return a text as a file."""
    return Material.of_text("x.gpml", text)


def node(
    identifier: str,
    label: str,
    kind: str = "GeneProduct",
    xref: tuple[str, str] = ("", ""),
    group: str = "",
) -> str:
    """Return a node, in a group where one is named."""
    inside = f" GroupRef={quoteattr(group)}" if group else ""
    database, number = map(quoteattr, xref)
    return (
        f"<DataNode TextLabel={quoteattr(label)} GraphId={quoteattr(identifier)} "
        f"Type={quoteattr(kind)}{inside}><Xref Database={database} ID={number} /></DataNode>"
    )


def group(identifier: str, style: str = "Group", parent: str = "") -> str:
    """Return a group; its members refer to ``in-`` and its identifier."""
    inside = f' GroupRef="in-{parent}"' if parent else ""
    return f'<Group GroupId="in-{identifier}" GraphId="{identifier}" Style="{style}"{inside} />'


def edge(
    identifier: str, start: str, end: str, *heads: str, inside: str = "", style: str = ""
) -> str:
    """Return a line with the head at its end, or with the heads at its start and end."""
    first, last = heads if len(heads) > 1 else ("", *(heads or ("",)))
    points = ""
    for reference, head in ((start, first), (end, last)):
        attached = f' GraphRef="{reference}"' if reference else ""
        arrow = f' ArrowHead="{head}"' if head else ""
        points += f'<Point X="1.0" Y="1.0"{attached}{arrow} />'
    drawn = f' LineStyle="{style}"' if style else ""
    anchor = f'<Anchor GraphId="on-{identifier}" Position="0.5" />'
    graphics = f"<Graphics{drawn}>{points}{anchor}</Graphics>"
    return f'<Interaction GraphId="{identifier}">{inside}{graphics}</Interaction>'


def drawing(*parts: str, **changes: str) -> Material:
    """Return a pathway of some parts, each on a line of its own from line 3 on."""
    attributes = {
        "Name": "An invented pathway",
        "Version": "WP9901_r7",
        "Last-Modified": "20251123002720",
        "Organism": "Homo sapiens",
        **{name.replace("_", "-"): value for name, value in changes.items()},
    }
    said = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<Pathway xmlns="{_SPACE}" {said}>']
    return material("\n".join([*lines, *parts, "</Pathway>"]))


def as_2021() -> Material:
    """Return a pathway in the format of 2021: a ligand that binds a complex, and a citation."""
    return material(
        """<?xml version="1.0" encoding="UTF-8"?>
<Pathway xmlns="http://pathvisio.org/GPML/2021" title="An invented pathway" version="r7"
  organism="Homo sapiens">
<Xref identifier="WP9901" dataSource="WikiPathways" />
<DataNodes>
<DataNode elementId="a" textLabel="EGF" type="Protein"><Xref identifier="1950"
  dataSource="Entrez Gene" /></DataNode>
<DataNode elementId="b" textLabel="ERBB2" type="Protein" groupRef="g">
<States><State elementId="s" textLabel="P" /></States></DataNode>
<DataNode elementId="c" textLabel="ERBB3" type="Protein" groupRef="g" />
</DataNodes>
<Interactions>
<Interaction elementId="e"><Waypoints><Point elementRef="a" arrowHead="Undirected" />
<Point elementRef="g" arrowHead="Binding" /></Waypoints>
<CitationRefs><CitationRef elementRef="p" /></CitationRefs></Interaction>
<Interaction elementId="f"><Waypoints><Point elementRef="a" /><Point elementRef="s"
  arrowHead="Directed" /></Waypoints></Interaction>
</Interactions>
<Groups><Group elementId="g" type="Complex" /></Groups>
<Citations><Citation elementId="p"><Xref identifier="12345" dataSource="PubMed" /></Citation>
</Citations>
</Pathway>"""
    )
