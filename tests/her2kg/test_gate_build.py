"""Curated tables with one cell broken: the build stops and names file and row."""

from collections.abc import Sequence

import pytest

from her2kg.build import make_graph
from her2kg.errors import BuildError
from her2kg.failures import one_line
from tests.her2kg.broken_tables import Breach, build_with, refusal, row_of

pytestmark = pytest.mark.long

CELLS = [
    Breach("indications.csv", "I042", "sources", "FDA:none", "sources.csv has no row 'FDA:none'"),
    Breach("genes.csv", "GENE-ERBB2", "sources", "nowhere", "sources.csv has no row 'nowhere'"),
    Breach("sources.csv", "FDA-LABEL:022059s3s6", "id", "FDA-LABEL:022059", "already that of line"),
    Breach("drugs.csv", "D02", "id", "D01", "the id is already that of line 2"),
    Breach("drugs.csv", "D03", "unverified_cells", "linker", "no column of the table"),
]
"""Ids, sources and columns that do not exist or exist twice: found before all else."""

REJECTED = [
    Breach("trial_outcomes.csv", "O-TR04-1", "hazard_ratio", "0,49", "not a decimal number"),
    Breach("trial_outcomes.csv", "O-TR04-2", "ci_upper", "0.81 %", "no unit"),
    Breach("prevalence.csv", "P-CRC", "share_upper", "4 %", "no unit"),
    Breach("indications.csv", "I001", "approval_date", "2025-02-30", "not a day of the calendar"),
    Breach("indications.csv", "I002", "approval_date", "16.11.2006", "is not a date"),
    Breach("indications.csv", "I003", "drug", "trastuzumb", "defines Drug 'trastuzumb'"),
    Breach("indications.csv", "I004", "regulator", "FAD", "defines Regulator 'FAD'"),
    Breach("rule_conditions.csv", "BR-IHC-3-1-percent", "quantity", "per cent", "Quantity 'per"),
    Breach("scoring_rules.csv", "BR-IHC-3", "final", "maybe", "neither yes nor no"),
    Breach("variant_responses.csv", "V01a", "polarity", "perhaps", "not a valid Polarity"),
    Breach("drugs.csv", "D05", "label", "trastuzumab", "another row is already named"),
]
"""Cells that cannot be read, and names that no table defines."""

DATES = [
    Breach("sources.csv", "FDA-LABEL:022059", "date", "2007-02-30", "not a day of the calendar"),
    Breach("sources.csv", "FDA-LABEL:103792s5175", "date", "May 2008", "is not a date"),
    Breach("indications.csv", "I032", "valid_until", "2023-13", "not a day of the calendar"),
    Breach(
        "conflicts.csv",
        "resistance_mechanisms R21 overcome_by",
        "record",
        "R21",
        "no row makes the claim 'R21'",
        "conflicts.csv, line 3: ",
    ),
]
"""Dates that are not claimed but say when something held, and conflicts of unknown claims."""

RECORDS = [
    Breach("variant_responses.csv", "V01a", "scheme", "", "means nothing without its scheme"),
    Breach("sources.csv", "FDA-LABEL:022059", "title", "", "exactly one label"),
]
"""What the shapes of records find."""

GRAPH = [
    Breach("indications.csv", "I001", "drug", "", "of exactly one drug"),
    Breach("indications.csv", "I002", "cancer", "", "names at least one cancer"),
    Breach("indications.csv", "I003", "regulator", "", "names exactly one regulator"),
    Breach("indications.csv", "I042", "status", "", "asks for a HER2 status or a variant"),
    Breach("indications.csv", "I022", "variant", "", "asks for a HER2 status or a variant"),
    Breach("indications.csv", "I041", "approval_date", "2031-06-24", "than the tables' own date"),
    Breach(
        "indications.csv", "I032", "valid_until", "2021-05-05", "must have begun to hold before"
    ),
    Breach("indications.csv", "I033", "approval_date", "2025-03-20", "is not older than it"),
    Breach("indications.csv", "I091", "valid_until", "2022-07-10", "on which the older one ended"),
    Breach("guidelines.csv", "G01", "year", "2014", "is not older than it"),
    Breach("guidelines.csv", "G02", "valid_until", "2012", "must have begun to hold before"),
    Breach("scoring_rules.csv", "BR07-EQ", "valid_until", "2006", "must have begun to hold before"),
    Breach("sources.csv", "FDA-LABEL:761139s028", "date", "2031", "than the tables' own date"),
    Breach("drugs.csv", "D07", "first_us_approval", "2031", "than the tables' own date"),
    Breach("trial_outcomes.csv", "O-TR04-1", "hazard_ratio", "0", "one number above 0"),
    Breach("trial_outcomes.csv", "O-TR04-2", "hazard_ratio", "0.36", "lies around its value"),
    Breach("trial_outcomes.csv", "O-TR05-1", "ci_lower", "0.96", "not above the upper bound"),
    Breach("trial_outcomes.csv", "O-TR05-2", "ci_upper", "", "a lower and an upper bound"),
    Breach("trial_outcomes.csv", "O-TR05-3", "confidence_interval", "0.68-0.89", "its wording"),
    Breach("trial_outcomes.csv", "O-TR05-4", "trial", "", "belongs to exactly one trial"),
    Breach("trial_outcomes.csv", "O-TR06-1", "metric", "", "is of exactly one metric"),
    Breach("trial_outcomes.csv", "O-TR01-1", "relative_risk", "-0.80", "one number above 0"),
    Breach("prevalence.csv", "P-BRCA", "share_upper", "200", "from 0 to 100"),
    Breach("prevalence.csv", "P-STAD", "share_lower", "16", "not above the upper end"),
    Breach("prevalence.csv", "P-GEJ", "share_upper", "25", "stand in its wording"),
    Breach("prevalence.csv", "P-USC", "share_percent", "~300", "between 0 and 100 per cent"),
    Breach("prevalence.csv", "P-CRC", "cancer", "", "of exactly one cancer"),
    Breach("statuses.csv", "ST05", "broader", "HER2-positive", "narrower than HER2-negative"),
    Breach("statuses.csv", "ST06", "broader", "", "narrower than HER2-negative"),
    Breach("statuses.csv", "ST15", "class", "Drug", "is of class HER2Status"),
    Breach("quantities.csv", "percent", "unit", "cells", "given in %"),
    Breach("quantities.csv", "ratio", "unit", "signals per cell", "has the unit 1"),
    Breach("quantities.csv", "copies", "unit", "%", "in signals per cell"),
    Breach("quantities.csv", "cluster", "unit", "nuclei", "signals per cell"),
    Breach("quantities.csv", "ihc", "unit", "1", "a list of values"),
    Breach("quantities.csv", "assessable", "usual", "perhaps", "values of the list"),
    Breach("scoring_rules.csv", "BR-IHC-3", "priority", "-1", "a whole number from 0"),
    Breach("scoring_rules.csv", "BR-IHC-2", "stage", "", "in exactly one stage"),
    Breach("scoring_rules.csv", "BR-IHC-1", "final", "", "whether its result is final"),
    Breach("scoring_rules.csv", "BR-IHC-0b", "cancer", "", "names the cancers"),
    Breach("scoring_stages.csv", "ihc_score", "kind", "guess", "is interpretation, category"),
    Breach("rule_conditions.csv", "BR-IHC-3-1-percent", "quantity", "", "exactly one quantity"),
    Breach("rule_conditions.csv", "BR-IHC-3-1-intensity", "allowed", "deep", "can have"),
    Breach("rule_conditions.csv", "BR-IHC-3-1-completeness", "allowed", "", "bounds or for values"),
    Breach("rule_conditions.csv", "BR-DISH-G1-1-ratio", "minimum", "-2.0", "in the range"),
    Breach(
        "rule_conditions.csv", "BR-DISH-G1-1-copies", "minimum_inclusive", "", "itself included"
    ),
    Breach("rule_conditions.csv", "BR-DISH-G2-1-ratio", "quantity", "ihc", "one of numbers"),
    Breach("rule_conditions.csv", "BR-DISH-G2-1-copies", "minimum", "5.0", "not above its maximum"),
    Breach(
        "rule_conditions.csv", "BR-DISH-G4-1-copies", "maximum", "4.0", "Some value lies between"
    ),
    Breach("rule_conditions.csv", "BR-DISH-G3-1-copies", "quantity", "ratio", "a quantity once"),
    Breach(
        "adverse_event_rates.csv", "AE01", "boxed_warning", "sure", "A boxed warning is yes, no"
    ),
    Breach("cancers.csv", "C-BRCA", "broader", "breast cancer", "narrower than itself"),
]
"""What the shapes of rows and the checks across records find."""

WORDS = [
    Breach("sources.csv", "FDA-LABEL:022059", "kind", "Leaflet", "does not define"),
    Breach("statuses.csv", "ST04", "class", "Result", "does not define"),
    Breach(
        "_columns.csv",
        "indications/status",
        "predicate",
        "asksFor",
        "A property is used that the ontology does not define. Found: her2:asksFor.",
        "indications.csv, line ",
    ),
]
"""Classes and properties that the ontology lacks."""

AGAIN = [
    Breach("quantities.csv", "percent", "maximum", "1", "A quantity in % goes from 0 to 100"),
    Breach("trial_outcomes.csv", "O-TR04-1", "ci_lower", "0.50", "lies around its value"),
    Breach("indications.csv", "I042", "cancer", "", "names at least one cancer"),
    Breach(
        "rule_conditions.csv",
        "LABEL-IHC1-TO-3-1-ihc",
        "rule",
        "BR-IHC-2u1",
        "A scoring rule has at least one condition.",
        "scoring_rules.csv, line 78 (LABEL-IHC1-TO-3): ",
    ),
    Breach(
        "_columns.csv",
        "drugs/target",
        "range",
        "text",
        "A claim gives words where a node is due. Found: her2:targets HER2.",
        "drugs.csv, line 2 (D01), target: ",
    ),
    Breach(
        "_columns.csv",
        "trial_outcomes/relative_risk",
        "range",
        "text",
        "A relative risk is one number above 0. Found: 0.80.",
        "trial_outcomes.csv, line 2 (O-TR01-1): ",
    ),
]
"""Second cells of rows that are broken above, and faults that show in other rows."""

RULES = [
    Breach(
        "scoring_rules.csv",
        "BR-IHC-INDET",
        "priority",
        "1",
        "or declare the conflict in rule_conflicts.csv. Found: BR-IHC-INDET.",
        "scoring_rules.csv, line 2 (BR-IHC-3): Two rules of one guideline, stage and priority",
    ),
    Breach(
        "rule_conditions.csv",
        "GE-RX-2-1-specimen",
        "allowed",
        "biopsy",
        "can both be met: give them different priorities, narrow one",
        "scoring_rules.csv, line 41 (GE-BX-2): Two rules of one guideline, stage and priority",
    ),
]
"""Rules that can both be met: found when all else is sound."""

STAGES = (CELLS, REJECTED, DATES, RECORDS, WORDS, GRAPH, AGAIN, RULES)


def _found(breaches: Sequence[Breach]) -> dict[str, list[str]]:
    """Build with all of them broken; return what is said of the row of each."""
    lines = refusal(breaches)
    return {
        str(breach): [line for line in lines if line.startswith(row_of(breach))]
        for breach in breaches
    }


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    """What the builds say: one build for each point at which a build can stop."""
    return {name: lines for stage in STAGES for name, lines in _found(stage).items()}


@pytest.mark.parametrize("breach", [b for stage in STAGES for b in stage], ids=str)
def test_a_broken_cell_stops_the_build(breach: Breach, said: dict[str, list[str]]) -> None:
    """The message names the file and the line, and says what is wrong in that row."""
    lines = said[str(breach)]
    assert any(breach.says in line for line in lines), lines


def test_the_first_five_breaches_are_shown_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """People see what to mend first, in the order of the rows, and how much more there is."""
    broken = [b for b in CELLS if b.column in {"sources", "unverified_cells"}]
    broken += [Breach("drugs.csv", f"D{n:02}", "sources", "no", "") for n in [7, 8, 9, 10, 12]]
    lines = refusal(broken, shown=5)
    assert lines[0] == "rows or dates cannot be taken:"
    assert [line.partition(":")[0] for line in lines[1:]] == [
        "drugs.csv, line 4 (D03)",
        "drugs.csv, line 8 (D07)",
        "drugs.csv, line 9 (D08)",
        "drugs.csv, line 10 (D09)",
        "drugs.csv, line 11 (D10)",
        "… and 3 more",
    ]
    assert one_line(BuildError("\n".join(lines))) == 1
    assert len(capsys.readouterr().err.splitlines()) == len(lines)


def test_sound_changes_pass() -> None:
    """The gate stops what is wrong, and not what is merely new."""
    harmless = [
        Breach("rule_conditions.csv", "BR-DISH-G1-1-ratio", "minimum", "2.1", ""),
        Breach("indications.csv", "I032", "valid_until", "2023-12", ""),
    ]
    with build_with(harmless):
        store, _ = make_graph()
    assert len(store) > 10_000
