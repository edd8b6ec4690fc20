"""The command that goes from a HER2 test to its status and the drugs that this opens."""

from typing import Annotated

import typer

from her2kg import display
from her2kg.shapes import Format, Shape

__all__ = ["STATUS_EXAMPLES", "status"]

STATUS_EXAMPLES = (
    "Examples: her2kg status --cancer breast --ihc 2+ --ratio 1.6 --copies 6.8 | "
    "her2kg status --cancer gastric --specimen biopsy --intensity strong --cluster 6 | "
    "her2kg status --cancer lung --variant Y772_A775dup"
)

Cancer = Annotated[str, typer.Option(help="The cancer: breast, gastric, lung …, or any name.")]
Ihc = Annotated[str | None, typer.Option(help="IHC score: 0, 1+, 2+ or 3+.")]
Intensity = Annotated[
    str | None, typer.Option(help="Stain: none, faint, weak, moderate or intense (strong).")
]
Completeness = Annotated[
    str | None, typer.Option(help="Membrane: complete, incomplete, basolateral or lateral.")
]
Percent = Annotated[
    str | None, typer.Option(help="Percent of tumour cells with that stain, 0 to 100.")
]
Cluster = Annotated[str | None, typer.Option(help="Stained cells that lie together, in a biopsy.")]
Ratio = Annotated[str | None, typer.Option(help="HER2/CEP17 ratio of dual-probe ISH.")]
Copies = Annotated[str | None, typer.Option(help="Mean HER2 copies per cell.")]
Probe = Annotated[
    str | None, typer.Option(help="ISH probes: single or dual; dual when a ratio is given.")
]
Ish = Annotated[str | None, typer.Option(help="ISH result as reported: positive or negative.")]
IshGroup = Annotated[str | None, typer.Option(help="ISH group as reported, 1 to 5.")]
RecountRatio = Annotated[str | None, typer.Option(help="Ratio that a blinded recount found.")]
RecountCopies = Annotated[
    str | None, typer.Option(help="HER2 copies that a blinded recount found.")
]
RecountGroup = Annotated[
    str | None, typer.Option(help="ISH group that a blinded recount found, 1 to 5.")
]
DualProbeGroup = Annotated[
    str | None, typer.Option(help="Group of a dual-probe test beside a single-probe one.")
]
Specimen = Annotated[
    str | None, typer.Option(help="Specimen: biopsy, core needle biopsy or resection.")
]
Assessable = Annotated[str | None, typer.Option(help="Whether the stain can be read: yes or no.")]
Mutation = Annotated[
    str | None, typer.Option(help="ERBB2 mutation found: activating, not activating or none.")
]
Variant = Annotated[str, typer.Option(help="A variant by name: L755S, NRG1 fusion …")]
Only = Annotated[str, typer.Option(help="Show the indications of this regulator only.")]
Sparql = Annotated[bool, typer.Option("--sparql", help="Print the SPARQL that finds the rules.")]
Day = Annotated[str, typer.Option(help="Rules and approvals of that day: YYYY[-MM[-DD]].")]


def status(  # one option a quantity that can be measured
    *,
    cancer: Cancer,
    ihc: Ihc = None,
    intensity: Intensity = None,
    completeness: Completeness = None,
    percent: Percent = None,
    cluster: Cluster = None,
    ratio: Ratio = None,
    copies: Copies = None,
    probe: Probe = None,
    ish: Ish = None,
    ish_group: IshGroup = None,
    recount_ratio: RecountRatio = None,
    recount_copies: RecountCopies = None,
    recount_group: RecountGroup = None,
    dual_probe_group: DualProbeGroup = None,
    specimen: Specimen = None,
    assessable: Assessable = None,
    mutation: Mutation = None,
    variant: Variant = "",
    regulator: Only = "",
    as_of: Day = "",
    sparql: Sparql = False,
    shape: Format = Shape.TEXT,
) -> None:
    """From a HER2 test to its status, the rule behind it, the next step and the drugs.

    Information, not medical advice: it decides for no patient.
    """
    from her2kg.api import open_graph

    found = open_graph().status(
        cancer,
        variant=variant,
        as_of=as_of,
        ihc=ihc,
        intensity=intensity,
        completeness=completeness,
        percent=percent,
        cluster=cluster,
        ratio=ratio,
        copies=copies,
        probe=probe,
        ish=ish,
        ish_group=ish_group,
        recount_ratio=recount_ratio,
        recount_copies=recount_copies,
        recount_group=recount_group,
        dual_probe_group=dual_probe_group,
        specimen=specimen,
        assessable=assessable,
        mutation=mutation,
    )
    if sparql:
        from her2kg.queries.scoring.sparql import met_query

        display.done(met_query(found.known))
        return
    display.status(found, regulator, as_data=shape is Shape.JSON)
