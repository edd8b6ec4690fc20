"""The command line: every command of her2kg."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from her2kg import display
from her2kg.add_command import ADD_EXAMPLES, REMOVE_EXAMPLES, add, remove
from her2kg.check_command import CHECK_EXAMPLES, check
from her2kg.diff_command import DIFF_EXAMPLES, diff
from her2kg.fetch_command import FETCH_EXAMPLES, fetch
from her2kg.home import default_home
from her2kg.propose_command import PROPOSE_EXAMPLES, propose
from her2kg.shapes import Format, Shape
from her2kg.status_command import STATUS_EXAMPLES, status
from her2kg.viz import LIMIT, MOST

if TYPE_CHECKING:
    from her2kg.api import HER2Graph
    from her2kg.exporting.licences import LeftOut

__all__ = ["app", "main"]

_INTERRUPTED = 130
"""Exit code when Ctrl+C was pressed, as shells expect it."""

app = typer.Typer(
    name="her2kg",
    help="A knowledge graph of HER2, with the sentence or row behind every fact. "
    "It informs; it is no medical advice and decides for no patient.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Answer(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"


class ExportFormat(StrEnum):
    """What the graph can be exported as."""

    CSV = "csv"
    GRAPHML = "graphml"
    JSONLD = "jsonld"
    KGX = "kgx"
    NQUADS = "nquads"
    SSSOM = "sssom"


class Use(StrEnum):
    """What an export is for."""

    ANY = "any"
    COMMERCIAL = "commercial"


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        display.done(f"her2kg {version('her2kg')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Take what stands before the command."""


AsOf = Annotated[
    str, typer.Option(help="The graph of that day: what was approved, which rule was in force.")
]


def _open(day: str) -> "HER2Graph":
    """Open the graph, or work out that of a day."""
    from her2kg.api import open_graph

    graph = open_graph()
    if not day:
        return graph
    with display.progress() as tick:
        found = graph.as_of(day, tick)
    display.beyond(graph, found.day)
    return found


@app.command(epilog="Example: her2kg build article.md ClinicalEvidenceSummaries.tsv")
def build(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Texts, Markdown or tables; what each is, is seen from its content."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also take what does not concern HER2.")
    ] = False,
    embedded_only: Annotated[
        bool, typer.Option("--embedded-only", help="Forget the files of the last build.")
    ] = False,
    accept_losses: Annotated[
        bool,
        typer.Option("--accept-losses", help="Build even when a file yields fewer claims."),
    ] = False,
    shape: Format = Shape.TEXT,
) -> None:
    """Build the graph from the embedded material and your files.

    Without files the files of the last build are read again; what was added stays either way.
    The graph in use stays until the new one is whole.
    """
    from her2kg.build import build as run_build
    from her2kg.inputs import wanted
    from her2kg.reading_pool import cores
    from her2kg.report_display import print_report

    home = default_home()
    inputs = wanted(home.inputs(), files or (), everything=everything, embedded_only=embedded_only)
    with display.progress() as tick:
        report = run_build(home, inputs, accept_losses=accept_losses, tick=tick, processes=cores())
    if shape is Shape.JSON:
        display.as_json(report)
    else:
        print_report(report)


@app.command(epilog="Example: her2kg report --unlinked")
def report(
    unlinked: Annotated[
        bool, typer.Option("--unlinked", help="List the names that are linked to nothing known.")
    ] = False,
    shape: Format = Shape.TEXT,
) -> None:
    """Print what the last build read, took, left out and rejected."""
    from her2kg.report import read_report
    from her2kg.report_display import print_report, print_unlinked

    found = read_report(default_home().current() / "report.json")
    if shape is Shape.JSON:
        display.as_json(found)
    elif unlinked:
        print_unlinked(found)
    else:
        print_report(found)


@app.command(
    epilog='Examples: her2kg query indications cancer="breast cancer" | '
    'her2kg query "SELECT ?d WHERE { ?d her2:targets protein:HER2 }"'
)
def query(
    asked: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="SPARQL, a file with SPARQL, - for input, or a question's name."
        ),
    ],
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME=VALUE]...", help="Parameters of the question."),
    ] = None,
    answer: Annotated[
        Answer, typer.Option("--format", help="How to print the answer.")
    ] = Answer.TABLE,
    as_of: AsOf = "",
) -> None:
    """Ask the graph in SPARQL, or ask a question of the catalogue."""
    graph = _open(as_of)
    parameters = display.parameters(given or [])
    result = graph.result(display.sparql_of(asked), **parameters)
    display.answer(result, answer.value)


@app.command(
    epilog="Examples: her2kg questions biosimilars | her2kg questions --audience pathologist"
)
def questions(
    name: Annotated[str | None, typer.Argument(help="Show this one with its query.")] = None,
    audience: Annotated[
        str, typer.Option(help="Only what these people ask: pathologist, oncologist, student …")
    ] = "",
    shape: Format = Shape.TEXT,
) -> None:
    """List the questions of the catalogue, or show one."""
    from her2kg.queries.catalogue import for_audience, question
    from her2kg.queries.catalogue import questions as catalogue

    every = for_audience(audience) if audience else list(catalogue().values())
    chosen = [question(name)] if name else every
    if shape is Shape.JSON:
        display.as_json(chosen)
    else:
        display.questions(chosen, whole=name is not None)


@app.command(epilog="Example: her2kg explain T-DXd")
def explain(
    name: Annotated[str, typer.Argument(help="A name, synonym or identifier: Herceptin, HER2 …")],
    as_of: AsOf = "",
    shape: Format = Shape.TEXT,
) -> None:
    """Print every claim about a thing in English, with its sources and quotes."""
    explanation = _open(as_of).explain(name)
    if shape is Shape.JSON:
        display.as_json(explanation)
    else:
        display.explanation(explanation)


app.command(epilog=STATUS_EXAMPLES)(status)

app.command(epilog=ADD_EXAMPLES)(add)

app.command(epilog=REMOVE_EXAMPLES)(remove)

app.command(epilog=CHECK_EXAMPLES)(check)

app.command(epilog=DIFF_EXAMPLES)(diff)

app.command(epilog=FETCH_EXAMPLES)(fetch)

app.command(epilog=PROPOSE_EXAMPLES)(propose)


@app.command(
    epilog="Examples: her2kg disagreements | her2kg disagreements --about trastuzumab | "
    "her2kg disagreements --between civic --between genome"
)
def disagreements(
    about: Annotated[str, typer.Option(help="Only where either side is about this thing.")] = "",
    between: Annotated[
        list[str] | None,
        typer.Option(help="Only with this input on one side; twice for both: civic, curated …"),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="Show long words to their end.")] = False,
    as_of: AsOf = "",
    shape: Format = Shape.TEXT,
) -> None:
    """Show which sources disagree, and the words of both sides."""
    from her2kg.disagreements import disagreement_lines
    from her2kg.disagreements import disagreements as find

    found = find(_open(as_of), about, between or ())
    if shape is Shape.JSON:
        display.as_json(found)
        return
    for line in disagreement_lines(found, whole=whole):
        display.done(line)
    display.done(f"{len(found)} disagreement{'' if len(found) == 1 else 's'}. {display.NOTICE}")


@app.command(
    epilog="Examples: her2kg view trastuzumab -o trastuzumab.html | "
    "her2kg view HER2 -o her2.html --ask \"indications cancer='breast cancer'\""
)
def view(
    *,
    entity: Annotated[str, typer.Argument(help="The thing in the middle of the picture.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    limit: Annotated[
        int, typer.Option(min=2, max=MOST, help="How many nodes a picture draws at most.")
    ] = LIMIT,
    steps: Annotated[
        int, typer.Option(min=1, max=8, help="How many steps around the thing the file holds.")
    ] = 2,
    nodes: Annotated[
        int, typer.Option(min=2, max=5000, help="How many nodes the file holds at most.")
    ] = 800,
    ask: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION [NAME=VALUE]...",
            help="Hold the answer of this question; by default those about such a thing.",
        ),
    ] = None,
    as_of: AsOf = "",
) -> None:
    """Write the explorer around a thing as one HTML file that needs no network."""
    from her2kg.export import write_file

    graph = _open(as_of)
    asked = display.questions_asked(ask) if ask else None
    with display.progress() as tick:
        tick("Drawing", 0, 0)
        page = graph.picture(entity, limit=limit, steps=steps, most=nodes, asked=asked)
    write_file(output, page.encode())
    display.done(f"Wrote {output} ({len(page.encode()) / 1e6:.1f} MB). Open it in a browser.")


@app.command(epilog="Example: her2kg serve --port 8080")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for any free one.")] = 8000,
) -> None:
    """Serve the explorer and a SPARQL endpoint until Ctrl+C is pressed."""
    from her2kg.web import serve as run_server

    run_server(default_home(), host, port)


@app.command()
def validate(shape: Format = Shape.TEXT) -> None:
    """Check the graph in use against its shapes and rules."""
    from her2kg.api import open_graph
    from her2kg.validate import validate as run_validate

    with display.progress() as tick:
        problems = run_validate(open_graph().store, tick)
    if shape is Shape.JSON:
        display.as_json({"problems": problems})
    else:
        display.problems(problems)
    if problems:
        raise typer.Exit(1)


@app.command(
    epilog="Examples: her2kg export nquads -o her2.nq | her2kg export kgx -o her2-kgx "
    "--use commercial"
)
def export(
    kind: Annotated[ExportFormat, typer.Argument(help="The format.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; a folder for csv and kgx.")
    ],
    use: Annotated[
        Use, typer.Option(help="Leave out what its licence does not allow for this use.")
    ] = Use.ANY,
    as_of: AsOf = "",
    shape: Format = Shape.TEXT,
) -> None:
    """Write the whole graph in a format of other tools, and say what that cannot hold."""
    from her2kg.exporting.licences import commercial
    from her2kg.exporting.output import write_output
    from her2kg.exporting.registry import FORMATS

    store = _open(as_of).store
    left: tuple[LeftOut, ...] = ()
    with display.progress() as tick:
        if use is Use.COMMERCIAL:
            store, left = commercial(store, tick)
        tick(f"Writing {kind.value}", 0, 0)
        made = FORMATS[kind.value](store)
        write_output(made, output)
    display.export(made, output, left, as_data=shape is Shape.JSON)


def main() -> None:
    """Run the command line; every failure ends in one line and a code other than 0."""
    from her2kg.failures import one_line

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except SystemExit as stop:
        if stop.code == _INTERRUPTED:
            print("her2kg: interrupted; what was there before is unchanged", file=sys.stderr)  # noqa: T201
        raise
    except Exception as error:  # noqa: BLE001  # the last stop before a traceback
        sys.exit(one_line(error))
