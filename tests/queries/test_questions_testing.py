"""What the pathologist asks: scores, groups, statuses, guidelines, assays."""

import pyoxigraph as ox
import pytest

from tests.queries.asking import Row, column, rows

_ASCO_CAP_2018 = "2018 focused update, affirmed 2023"


def _rule(answer: list[Row], rule: str) -> Row:
    return next(row for row in answer if row["rule"] == rule)


def test_ihc_three_plus_in_breast_cancer(graph_store: ox.Store) -> None:
    """3+ is complete, intense staining of more than 10 % and needs no further test."""
    row = _rule(rows(graph_store, "ihc-scores", cancer="breast cancer"), "BR-IHC-3")
    assert (row["result"], row["meaning"], row["final"], row["next_step"]) == (
        "3+",
        "positive",
        "yes",
        "none",
    )
    assert (row["intensity"], row["completeness"], row["cells_stained"]) == (
        "intense",
        "complete circumferential",
        "> 10 %",
    )
    assert row["verified"] == "yes"
    assert row["url"].startswith("https://meridian.allenpress.com/")


def test_two_plus_needs_another_test(graph_store: ox.Store) -> None:
    """2+ is equivocal: ISH on the same specimen or a new test on a new one."""
    row = _rule(rows(graph_store, "rule-for-score", score="2+"), "BR-IHC-2")
    assert (row["meaning"], row["final"]) == ("equivocal", "no")
    assert "reflex test (same specimen by ISH)" in row["next_step"]
    assert column(rows(graph_store, "rule-for-score", score="2+"), "result") == {"2+"}


def test_faint_incomplete_staining_is_split_at_ten_percent(graph_store: ox.Store) -> None:
    """Faint incomplete staining is 0 up to 10 % of cells and 1+ above."""
    answer = rows(graph_store, "ihc-scores", cancer="invasive breast carcinoma")
    assert _rule(answer, "BR-IHC-0b")["cells_stained"] == "<= 10 %"
    assert _rule(answer, "BR-IHC-1")["cells_stained"] == "> 10 %"
    assert (_rule(answer, "BR-IHC-0b")["result"], _rule(answer, "BR-IHC-1")["result"]) == (
        "0",
        "1+",
    )


def test_the_five_ish_groups(graph_store: ox.Store) -> None:
    """Groups 1 to 5 with their bounds; only 1 and 5 are final."""
    bounds = ("ratio_at_least", "ratio_below", "copies_at_least", "copies_below")
    answer = rows(graph_store, "ish-groups")
    assert {row["group"]: tuple(row[b] for b in bounds) for row in answer} == {
        "1": ("2", "", "4", ""),
        "2": ("2", "", "", "4"),
        "3": ("", "2", "6", ""),
        "4": ("", "2", "4", "6"),
        "5": ("", "2", "", "4"),
    }
    assert {row["group"]: row["meaning"] for row in answer if row["final"] == "yes"} == {
        "1": "positive",
        "5": "negative",
    }


@pytest.mark.parametrize(
    ("group", "ihc", "recount", "meaning"),
    [
        ("2", "0 or 1+", "", "negative"),
        ("2", "3+", "", "positive"),
        ("3", "2+", "still group 3", "positive"),
        ("4", "2+", "still group 4", "negative"),
        ("4", "2+", "other ISH group", "adjudicate"),
    ],
)
def test_the_workup_of_ish_groups(
    graph_store: ox.Store, group: str, ihc: str, recount: str, meaning: str
) -> None:
    """Ratio 2.3 with 3.2 copies and IHC 1+ is negative; so is group 4, 2+, recount unchanged."""
    answer = rows(graph_store, "ish-workup", group=group)
    found = [r for r in answer if (r["ihc"], r["recount"]) == (ihc, recount)]
    assert [row["meaning"] for row in found] == [meaning]
    assert column(answer, "group") == {group}


def test_negative_after_workup_carries_a_comment(graph_store: ox.Store) -> None:
    """Groups 2 and 4 end in negative with a comment."""
    negative = [row for row in rows(graph_store, "ish-workup") if row["meaning"] == "negative"]
    assert negative
    assert column(negative, "comment_required") == {"yes"}


def test_single_probe_bounds(graph_store: ox.Store) -> None:
    """Six copies and more are positive, fewer than four negative."""
    current = [
        row
        for row in rows(graph_store, "single-probe-ish")
        if row["version"] == _ASCO_CAP_2018 and row["final"] == "yes"
    ]
    assert ("6", "positive") in {(row["copies_at_least"], row["meaning"]) for row in current}
    assert ("4", "negative") in {(row["copies_below"], row["meaning"]) for row in current}


def test_what_2007_called_positive(graph_store: ox.Store) -> None:
    """In 2007 the ratio had to exceed 2.2 and 3+ more than 30 % of cells."""
    row = _rule(rows(graph_store, "former-rules"), "BR07-POS")
    assert "2.2" in row["condition"]
    assert "30" in row["condition"]
    assert row["version"] == "2007 (superseded)"


def test_former_rules_are_no_current_rules(graph_store: ox.Store) -> None:
    """No rule of the guideline in force is among the former ones."""
    assert _ASCO_CAP_2018 not in column(rows(graph_store, "former-rules"), "version")


def test_guidelines_do_not_report_her2_low(graph_store: ox.Store) -> None:
    """Low, ultralow and null are therapeutic categories within HER2-negative, not results."""
    answer = {row["status"]: row for row in rows(graph_store, "status-categories")}
    for status in ("HER2-low", "HER2-ultralow", "HER2-null"):
        assert answer[status]["kind"] == "Therapeutic category"
        assert answer[status]["part_of"] == "HER2-negative"
    reported = {s for s, row in answer.items() if row["kind"] == "Reported result"}
    assert reported == {"HER2-positive", "HER2-equivocal", "HER2-negative", "HER2-indeterminate"}


def test_the_2023_update_affirms_2018(graph_store: ox.Store) -> None:
    """The update of 2023 calls new result categories premature."""
    answer = {
        row["guideline"].partition(":")[0]: row for row in rows(graph_store, "guideline-versions")
    }
    assert "2018" in answer["ASCO/CAP 2023"]["affirms"]
    assert "premature" in answer["ASCO/CAP 2023"]["key_statement"]
    assert "2018" in answer["ASCO/CAP 2013"]["superseded_by"]


@pytest.mark.parametrize(
    ("status", "rules"),
    [
        ("HER2-low", {"CAT-LOW", "BR-IHC-1"}),
        ("HER2-ultralow", {"CAT-ULTRALOW", "BR-IHC-0b"}),
        ("HER2 null", {"CAT-NULL", "BR-IHC-0a"}),
    ],
)
def test_categories_have_definitions(graph_store: ox.Store, status: str, rules: set[str]) -> None:
    """Low, ultralow and null are each defined by a label's rule and fed by an IHC score."""
    answer = rows(graph_store, "status-definition", status=status)
    assert rules <= column(answer, "rule")
    assert all("IHC" in row["definition"] for row in answer)


def test_gastric_biopsies_need_a_cluster_and_no_complete_stain(graph_store: ox.Store) -> None:
    """Strong basolateral staining is 3+ in a gastric biopsy, and 2+ in breast cancer."""
    row = _rule(rows(graph_store, "ihc-scores", cancer="gastric adenocarcinoma"), "GE-BX-3")
    assert row["cluster_of_at_least"] == "5"
    assert "basolateral" in row["completeness"]
    breast = _rule(rows(graph_store, "ihc-scores", cancer="breast cancer"), "BR-IHC-2u1")
    assert (breast["result"], "basolateral" in breast["completeness"]) == ("2+", True)


def test_ish_groups_are_not_for_gastric_cancer(graph_store: ox.Store) -> None:
    """Gastric ISH is positive from a ratio of 2.0; no group 1 to 5 applies."""
    answer = rows(graph_store, "gastric-ish")
    assert _rule(answer, "GE-ISH-POS")["meaning"] == "positive"
    assert _rule(answer, "GE-ISH-POS")["ratio_at_least"] == "2"
    assert column(rows(graph_store, "ish-groups"), "cancer") == {"invasive breast carcinoma"}


def test_retesting_is_allowed_and_not_required(graph_store: ox.Store) -> None:
    """After a negative biopsy the excision may be tested again."""
    (row,) = rows(graph_store, "retesting")
    assert row["meaning"] == "optional"
    assert "MAY (not must)" in row["next_step"]


def test_what_selects_patients_cancer_by_cancer(graph_store: ox.Store) -> None:
    """IHC 3+ in biliary and any solid tumour; a mutation, not expression, in lung cancer."""
    answer = {row["rule"]: row for row in rows(graph_store, "selection-criteria")}
    assert answer["BTC-POS"]["selected_by"] == "HER2-positive (IHC 3+)"
    assert answer["SOLID-POS"]["selected_by"] == "HER2-positive (IHC 3+)"
    assert answer["NSCLC-MUT"]["selected_by"] == "HER2-mutant"
    assert "pct>=50" in answer["CRC-HERACLES"]["condition"]


def test_what_the_methods_measure(graph_store: ox.Store) -> None:
    """IHC measures protein; FISH, CISH and SISH count genes; sequencing reads DNA."""
    answer = {row["test"]: row for row in rows(graph_store, "test-methods")}
    assert answer["HER2 immunohistochemistry"]["measures"] == "HER2 protein"
    for method in ("fluorescence", "chromogenic", "silver-enhanced"):
        assert "copies" in answer[f"HER2 {method} in situ hybridization"]["measures"]


def test_companion_diagnostics_of_trastuzumab(graph_store: ox.Store) -> None:
    """The twelve tests and their makers."""
    answer = rows(graph_store, "companion-diagnostics", drug="trastuzumab", cancer="breast cancer")
    names = " | ".join(row["test"] for row in answer)
    assert len(answer) == 12
    for name in ("HercepTest", "4B5", "InSite", "Oracle", "PathVysion", "FISH pharmDx", "INFORM"):
        assert name in names
    for name in ("SPOT-Light", "CISH pharmDx", "FoundationOne CDx", "VENTANA HER2 Dual ISH"):
        assert name in names
    assert "Dako" in next(row["made_by"] for row in answer if row["test"] == "HercepTest")


def test_companion_diagnostic_of_zanidatamab(graph_store: ox.Store) -> None:
    """The 4B5 antibody was approved with zanidatamab for biliary cancer in November 2024."""
    (row,) = rows(graph_store, "companion-diagnostics", drug="Ziihera")
    assert "4B5" in row["test"]
    assert "zanidatamab BTC (label approval 21 Nov 2024)" in row["approval"]


def test_pma_numbers_say_which_are_verified(graph_store: ox.Store) -> None:
    """HercepTest, PathVysion and FISH pharmDx are verified, that of 4B5 is not."""
    answer = {r["test"]: (r["pma_number"], r["verified"]) for r in rows(graph_store, "pma-numbers")}
    assert answer["HercepTest"] == ("P980018", "yes")
    assert answer["PathVysion HER-2 DNA Probe Kit"] == ("P980024", "yes")
    assert answer["HER2 FISH pharmDx Kit"] == ("P040005", "yes")
    assert ("P990081", "no") in answer.values()


def test_plasma_tests_reflex_to_tissue(graph_store: ox.Store) -> None:
    """Guardant360 CDx runs on plasma; when negative, tissue follows."""
    answer = {row["test"]: row for row in rows(graph_store, "tests-on-specimen")}
    assert "reflex to tissue" in answer["Guardant360 CDx"]["strengths_and_limits"]
