"""The curated tables against the folder of checked facts and public files."""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

import pytest

from her2kg.loaders.curated import curated_material, load_all
from her2kg.loaders.curated_values import split
from her2kg.loaders.tables import Row, read_rows
from her2kg.ontology.model import Claim, Verification
from tests.shared import FACTS, SHARED, needs_shared

pytestmark = needs_shared

LEFT_OUT = {"R20"}
CARRIED = {
    "adverse_events": ("adverse_event_rates", "frequency grade3plus:grade_three_plus"),
    "drugs": ("drugs", "first_us_approval route mechanism:mechanism_of_action brand"),
    "guidelines": ("guidelines", "key_statement doi title topic status:guideline_status"),
    "indications": (
        "indications",
        """approval_date approval_type line_setting population combination nct:registry_number
        her2_status:status_wording cancer:cancer_wording companion_diagnostic:companion_wording""",
    ),
    "proteins_genes": ("proteins", "statement:summary role relation_to_HER2:relation_to_her2"),
    "resistance": (
        "resistance_mechanisms",
        "mechanism effect setting alteration:alteration_wording evidence:evidence_wording",
    ),
    "status_rules": (
        "scoring_rules",
        """priority result_code result_label final next_action comment_required""",
    ),
    "tests": ("tests", "pma_number approval_note clone_or_probe method:method_wording"),
    "trials": ("trials", "phase setting population nct:registry_number outcome:verdict"),
}
"""Table of facts, curated table, and columns whose cells must be equal."""

LATER = re.compile(r"later|longer|long-term|11-year|2011 report|update|as reported by the FDA")
"""Names of results that the first report of a trial cannot hold."""


def facts(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of facts."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def curated() -> dict[str, list[Mapping[str, str]]]:
    """Return the cells of the curated tables."""
    return {
        m.name.removesuffix(".csv"): [r.cells for r in read_rows(m) if isinstance(r, Row)]
        for m in curated_material()
    }


def test_every_fact_is_carried_but_the_one_marked_not_to_load() -> None:
    """Each row id of the facts is the id or the fact of a curated row."""
    wanted = {next(iter(r.values())) for path in FACTS.glob("*.csv") for r in facts(path.stem)}
    have = {
        name
        for rows in curated().values()
        for row in rows
        for name in (row.get("id", ""), *split(row.get("fact", ""), ";"))
    }
    assert len(wanted) == 543
    assert wanted - have == LEFT_OUT


@pytest.mark.parametrize("name", sorted(CARRIED))
def test_words_and_numbers_are_carried_as_they_stand(name: str) -> None:
    """Thresholds, dates, frequencies and wordings equal the fact's cell."""
    table, columns = CARRIED[name]
    by_id = {row["id"]: row for row in curated()[table]}
    for fact in facts(name):
        own = by_id.get(next(iter(fact.values())))
        if own is None:
            continue
        for pair in columns.split():
            theirs, _, ours = pair.partition(":")
            assert own[ours or theirs] == fact[theirs].strip(), (own["id"], theirs)


def test_numbers_of_trials_are_carried_as_they_stand() -> None:
    """Ratio, interval, p value and medians of the first outcome equal the fact's."""
    by_id = {row["id"]: row for row in curated()["trial_outcomes"]}
    for fact in facts("trials"):
        own = by_id.get(f"O-{fact['trial_id']}-1")
        if own is None:
            assert not fact["hr"]
            continue
        assert own["hazard_ratio"] + own["relative_risk"] == fact["hr"]
        bounds = "-".join(filter(None, (own["ci_lower"], own["ci_upper"])))
        assert own["confidence_interval"] == bounds == fact["ci95"]
        assert own["p_value"] == fact["p_value"]
        assert own["experimental_value"] == fact["experimental_value"]
        assert own["control_value"] == fact["control_value"]


def test_numbers_of_further_outcomes_stand_in_the_fact() -> None:
    """Each figure of an added outcome is found in the words of its fact."""
    words = {r["trial_id"]: r["other_results"] for r in facts("trials")}
    for row in curated()["trial_outcomes"]:
        if row["id"].endswith("-1"):
            continue
        cells = (row["hazard_ratio"], row["ci_lower"], row["ci_upper"], row["control_value"])
        numbers = re.findall(r"\d+(?:\.\d+)?", " ".join((*cells, row["experimental_value"])))
        assert set(numbers) <= set(re.findall(r"\d+(?:\.\d+)?", words[row["fact"]])), row["id"]


def test_evidence_items_are_carried() -> None:
    """Each publication and evidence item of a variant's row is a source of its responses."""
    cited: dict[str, set[str]] = {}
    for row in curated()["variant_responses"]:
        cited.setdefault(row["fact"], set()).update(split(row["sources"], ";"))
    for fact in facts("variants"):
        if fact["therapy"]:
            items = {f"pubmed:{i}" for i in split(fact["pmid"], ";")}
            items |= {f"civic.eid:{i[3:]}" for i in split(fact["civic_evidence_ids"], ";")}
            assert items <= cited[fact["variant_id"]], fact["variant_id"]


def test_nothing_unverified_becomes_verified() -> None:
    """A row from general knowledge makes only unverified claims, whatever table it went to."""
    doubtful = {
        next(iter(r.values()))
        for path in FACTS.glob("*.csv")
        for r in facts(path.stem)
        if r["verification"].startswith("from knowledge") or r["unverified_cells"] == "all"
    }
    claims = [r for r in load_all() if isinstance(r, Claim)]
    rows = [c for c in claims if c.record.rsplit(" ", 1)[0].split(" ", 1)[1] in doubtful]
    assert len(rows) > 200
    assert {c.verification for c in rows} == {Verification.UNVERIFIED}


def test_genes_bear_their_approved_names() -> None:
    """The approved name of each gene is that of HGNC's file."""
    with (SHARED / "data" / "hgnc" / "hgnc_entries.tsv").open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        names = {row["Approved symbol"]: row["Approved name"] for row in reader}
    for row in curated()["genes"]:
        assert row["approved_name"] == names[row["label"]]


def host(url: str) -> str:
    """Return the host of a page without ``www.``."""
    return urlsplit(url).netloc.removeprefix("www.")


def sources_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of the sources of a row, in order."""
    return split(row.get("sources", ""), ";")


@lru_cache(maxsize=1)
def checked_text() -> str:
    """Return the facts and CIViC's evidence in one text, to look identifiers up in."""
    paths = [*FACTS.glob("*.csv"), *(SHARED / "data" / "civic").rglob("*EvidenceSummaries.tsv")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths))
    return text.casefold()


def test_identifiers_of_sources_stand_in_checked_files() -> None:
    """Each PMID, DOI, PMCID, NCT number and label id is in the facts or in CIViC's files."""
    known = ("pubmed", "doi", "pmc", "clinicaltrials", "dailymed", "civic.vid")
    pairs = [row["id"].split(":", 1) for row in curated()["sources"] if ":" in row["id"]]
    numbers = [local.casefold() for prefix, local in pairs if prefix in known]
    assert len(numbers) > 150
    assert [number for number in numbers if number not in checked_text()] == []


def test_a_registry_stands_behind_what_was_published() -> None:
    """Where a row cites a trial's registry entry and something else, the entry comes last."""
    mixed = 0
    for rows in curated().values():
        for row in rows:
            of_registry = [name.startswith("clinicaltrials:") for name in sources_of(row)]
            assert of_registry == sorted(of_registry), row["id"]
            mixed += len(set(of_registry)) == 2
    assert mixed > 100


def test_no_approval_rests_on_a_registry_entry() -> None:
    """An entry of a registry names the trial and cannot show that a drug was approved."""
    for row in curated()["indications"]:
        cited = sources_of(row)
        assert not cited or not all(name.startswith("clinicaltrials:") for name in cited), row["id"]


def test_what_has_a_primary_page_cites_a_source() -> None:
    """A checked fact read on a page of a host that is cited elsewhere has a source too."""
    cited = {host(row["url"]) for row in curated()["sources"] if row["url"]}
    page = {
        next(iter(fact.values())): fact["source_url"]
        for path in FACTS.glob("*.csv")
        for fact in facts(path.stem)
        if fact["verification"].startswith("verified") and host(fact["source_url"]) in cited
    }
    bare = {
        name
        for rows in curated().values()
        for row in rows
        if "sources" in row
        and not row["sources"]
        and "all" not in split(row["unverified_cells"], ";")
        for name in (row["id"], *split(row.get("fact", ""), ";"))
        if name in page
    }
    assert len(page) > 200
    assert bare <= {"TR31"}


def test_later_results_do_not_cite_the_first_report() -> None:
    """A follow-up, or a figure of the regulator, shares no publication with the first result."""
    first = {r["fact"]: r for r in curated()["trial_outcomes"] if r["id"].endswith("-1")}
    kinds = {row["id"]: row["kind"] for row in curated()["sources"]}
    later = [
        row
        for row in curated()["trial_outcomes"]
        if LATER.search(row["metric"]) and not LATER.search(first[row["fact"]]["metric"])
    ]
    assert len(later) > 10
    for row in later:
        shared = set(sources_of(row)) & set(sources_of(first[row["fact"]]))
        assert {kinds[name] for name in shared} <= {"RegulatorPage", "TrialRecord"}, row["id"]


def test_shares_are_of_the_cancer_that_was_counted() -> None:
    """Where the population names the kind of lung cancer, the share is of that kind."""
    by_id = {row["id"]: row for row in curated()["prevalence"]}
    assert by_id["P-LUAD"]["cancer"] == "non-small cell lung cancer"
    assert by_id["P-NSCLC"]["cancer"] == "non-squamous non-small cell lung cancer"


def test_codes_alone_check_no_biology() -> None:
    """A cancer whose only page is a table of codes has no checked statement on HER2."""
    tables_of_codes = ("mondo_exactmatch", "oncotree_2025")
    codes_only = {
        fact["cancer_id"]
        for fact in facts("cancers")
        if any(name in fact["source_url"] for name in tables_of_codes)
    }
    claims = [
        claim
        for claim in load_all()
        if isinstance(claim, Claim)
        and claim.predicate == "hasAlteration"
        and claim.record.split(" ")[1] in codes_only
    ]
    assert len(claims) > 8
    assert {claim.verification for claim in claims} == {Verification.UNVERIFIED}
