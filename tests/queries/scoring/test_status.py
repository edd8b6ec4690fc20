"""From a measurement to the status, the next step, the category and the drugs."""

import pyoxigraph as ox
import pytest

from her2kg.queries.errors import BadParameter, ImpossibleMeasurement, UnknownName
from her2kg.queries.scoring.answer import StatusAnswer
from her2kg.queries.scoring.status import her2_status


def _read(store: ox.Store, cancer: str, **measured: object) -> StatusAnswer:
    variant, day = str(measured.pop("variant", "")), str(measured.pop("day", ""))
    given = {name.replace("_", "-"): value for name, value in measured.items()}
    return her2_status(store, cancer, given, variant=variant, day=day)


def _names(answer: StatusAnswer) -> str:
    return " or ".join(rule.name for rule in answer.rules)


@pytest.mark.parametrize(
    ("measured", "status", "final", "rule"),
    [
        ({"ihc": "3+"}, "HER2-positive", True, "BR-IHC-3"),
        ({"ihc": "2+"}, "HER2-equivocal", False, "BR-IHC-2"),
        ({"ihc": "1+"}, "HER2-negative", True, "BR-IHC-1"),
        ({"ihc": "0"}, "HER2-negative", True, "BR-IHC-0b or BR-IHC-0a"),
        ({"ihc": "2+", "ratio": 1.6, "copies": 6.8}, "pending", False, "BR-WU-G3-IHC2"),
        ({"ihc": "2+", "ratio": 1.6, "copies": 6}, "pending", False, "BR-WU-G3-IHC2"),
        ({"ihc": "2+", "ratio": 1.6, "copies": 5.9}, "pending", False, "BR-WU-G4-IHC2"),
        ({"ihc": "2+", "ratio": 1.6, "copies": 3.9}, "HER2-negative", True, "BR-DISH-G5"),
        ({"ihc": "2+", "ratio": 2, "copies": 6.8}, "HER2-positive", True, "BR-DISH-G1"),
        ({"ihc": "2+", "ratio": 2, "copies": 3.9}, "pending", False, "BR-WU-G2-IHC2"),
        ({"ihc": "3+", "ratio": 1.6, "copies": 6.8}, "HER2-positive", True, "BR-WU-G3-IHC3"),
        ({"ihc": "1+", "ratio": 1.6, "copies": 6.8}, "HER2-negative", True, "BR-WU-G3-IHC01"),
        ({"ihc": "1+", "ratio": 2.3, "copies": 3.2}, "HER2-negative", True, "BR-WU-G2-IHC01"),
        ({"copies": 4.5}, "pending", False, "BR-SISH-MID-NOIHC"),
        ({"copies": 6.5}, "HER2-positive", True, "BR-SISH-POS"),
        ({"assessable": "no"}, "HER2-indeterminate", False, "BR-IHC-INDET"),
    ],
)
def test_breast_cancer(
    graph_store: ox.Store, measured: dict[str, object], status: str, final: bool, rule: str
) -> None:
    """Scores, groups and their work-up, each by the rule that the guideline has for it."""
    answer = _read(graph_store, "breast", **measured)
    assert (answer.status, answer.final, _names(answer)) == (status, final, rule)


def test_two_plus_asks_for_another_test(graph_store: ox.Store) -> None:
    """An equivocal score must be followed by ISH or a new test, and opens nothing."""
    answer = _read(graph_store, "breast", ihc="2+")
    assert "reflex test" in answer.next_action
    assert answer.indications == ()


def test_a_group_that_needs_a_recount_says_how(graph_store: ox.Store) -> None:
    """Group 3 with 2+ is recounted by an observer blinded to the result, in 20 cells."""
    answer = _read(graph_store, "breast", ihc="2+", ratio=1.6, copies=6.8)
    assert (answer.score, answer.ish_group) == ("2+", "3")
    assert "blinded" in answer.next_action
    assert "20 cells" in answer.next_action
    again = _read(
        graph_store,
        "breast",
        ihc="2+",
        ratio=1.6,
        copies=6.8,
        recount_ratio=1.7,
        recount_copies=6.1,
    )
    assert (again.status, again.final, _names(again)) == (
        "HER2-positive",
        True,
        "BR-WU-G3-IHC2-same",
    )


@pytest.mark.parametrize(
    ("measured", "rules"),
    [
        ({"ihc": "3+", "ratio": 1.6, "copies": 3.8}, {"BR-IHC-3", "BR-DISH-G5"}),
        ({"ihc": "1+", "ratio": 2.6, "copies": 4.8}, {"BR-IHC-1", "BR-DISH-G1"}),
        ({"ihc": "3+", "copies": 3.8}, {"BR-IHC-3", "BR-SISH-NEG"}),
        ({"ihc": "3+", "ish": "negative"}, {"BR-IHC-3", "BR-DISH-G5"}),
    ],
)
def test_results_that_contradict_each_other_end_in_no_status(
    graph_store: ox.Store, measured: dict[str, object], rules: set[str]
) -> None:
    """IHC and ISH at odds: neither wins, no drug is opened, and what to do is said."""
    answer = _read(graph_store, "breast", **measured)
    assert answer.status == "discordant"
    assert not answer.final
    assert {rule.name for rule in answer.against} == rules
    assert answer.conflict is not None
    assert answer.next_action == answer.conflict.next_action != ""
    assert answer.indications == ()
    assert answer.category is None


@pytest.mark.parametrize(
    ("measured", "category"),
    [
        ({"ihc": "1+"}, "HER2-low"),
        ({"ihc": "2+", "ish": "negative"}, "HER2-low"),
        ({"ihc": "2+", "ratio": 1.2, "copies": 2}, "HER2-low"),
        ({"ihc": "0", "percent": 5}, "HER2-ultralow"),
        ({"intensity": "faint", "completeness": "incomplete", "percent": 8}, "HER2-ultralow"),
        ({"intensity": "faint", "completeness": "incomplete", "percent": 15}, "HER2-low"),
        ({"ihc": "0", "percent": 0}, "HER2-null"),
        ({"intensity": "none"}, "HER2-null"),
        ({"ihc": "0"}, ""),
        ({"ihc": "2+"}, ""),
        ({"ihc": "3+"}, "HER2-positive"),
    ],
)
def test_therapeutic_categories(
    graph_store: ox.Store, measured: dict[str, object], category: str
) -> None:
    """Low, ultralow and null by the rules of the labels; open while a test is missing."""
    found = _read(graph_store, "breast", **measured).category
    assert found is not None
    assert found.label == category


def test_her2_low_is_negative_and_no_result_of_the_guideline(graph_store: ox.Store) -> None:
    """The label speaks of HER2-low, ASCO/CAP does not; and it opens only what asks for it."""
    answer = _read(graph_store, "breast", ihc="1+")
    assert answer.status == "HER2-negative"
    assert answer.category is not None
    assert "FDA" in answer.category.recognised_by
    assert any("ASCO/CAP 2023" in name for name in answer.category.not_recognised_by)
    assert {i.drug for i in answer.indications} == {"trastuzumab deruxtecan"}
    assert all("HER2-low" in i.asks_for for i in answer.indications)


@pytest.mark.parametrize(
    ("measured", "status", "final", "rule"),
    [
        (
            {"specimen": "biopsy", "intensity": "strong", "cluster": 6},
            "HER2-positive",
            True,
            "GE-BX-3",
        ),
        ({"ihc": "3+"}, "HER2-positive", True, "GE-BX-3 or GE-RX-3"),
        ({"ihc": "2+", "ratio": 2.0}, "HER2-positive", True, "GE-ISH-POS"),
        ({"ihc": "2+", "ratio": 1.9, "copies": 7}, "HER2-positive", False, "GE-ISH-COPY"),
        ({"ihc": "1+", "ratio": 2.5}, "HER2-negative", True, "GE-BX-1 or GE-RX-1"),
    ],
)
def test_gastric_cancer_has_rules_of_its_own(
    graph_store: ox.Store, measured: dict[str, object], status: str, final: bool, rule: str
) -> None:
    """Specimens differ, ISH follows 2+ alone, and there are no groups."""
    answer = _read(graph_store, "gastric", **measured)
    assert (answer.status, answer.final, _names(answer)) == (status, final, rule)
    assert answer.ish_group == ""


def test_a_positive_that_is_not_final_opens_nothing_that_asks_for_positive(
    graph_store: ox.Store,
) -> None:
    """A gastric count that must be confirmed opens only what asks for IHC 2+ in so many words."""
    answer = _read(graph_store, "gastric", ihc="2+", ratio=1.9, copies=7)
    assert {i.asks_for for i in answer.indications} == {"HER2-overexpressing (IHC 2+ or 3+)"}


def test_colorectal_criteria_can_disagree(graph_store: ox.Store) -> None:
    """3+ in 20 % of cells with a ratio of 1.5: eligible by one definition, not by the other."""
    answer = _read(graph_store, "colorectal", ihc="3+", percent=20, ratio=1.5)
    assert answer.status == "disputed"
    assert {rule.name for rule in answer.against} == {"CRC-HERACLES", "CRC-HARMONIZED"}
    assert all(i.asks_for != "HER2-positive, RAS wild-type" for i in answer.indications)
    agreed = _read(graph_store, "colorectal", ihc="3+", percent=60)
    assert agreed.status == "HER2-positive (CRC)"
    tucatinib = [i for i in agreed.indications if i.drug == "tucatinib"]
    assert [i.also_asks_for for i in tucatinib] == [("RAS wild-type",)]


def test_meeting_the_criterion_of_any_solid_tumour_is_not_a_colorectal_result(
    graph_store: ox.Store,
) -> None:
    """IHC 3+ opens the tumour-agnostic label while the colorectal result is still open."""
    answer = _read(graph_store, "colorectal", ihc="3+")
    assert answer.status == "pending"
    assert [i.drug for i in answer.indications] == ["trastuzumab deruxtecan"]


def test_biliary_cancer_asks_for_3_plus(graph_store: ox.Store) -> None:
    """3+ is selected, 2+ is not."""
    assert _read(graph_store, "biliary", ihc="3+").status == "HER2-positive (IHC 3+)"
    below = _read(graph_store, "biliary", ihc="2+")
    assert (below.status, below.result, below.indications) == ("", "criteria not met", ())


def test_lung_cancer_is_selected_by_mutation(graph_store: ox.Store) -> None:
    """Staining does not decide; an activating mutation does, and its domain opens more."""
    stained = _read(graph_store, "lung", ihc="3+")
    assert (stained.status, stained.final) == ("pending", False)
    assert "mutation" in stained.next_action
    found = _read(graph_store, "lung", variant="Y772_A775dup")
    assert (found.status, _names(found)) == ("HER2-mutant", "NSCLC-MUT")
    drugs = {i.drug for i in found.indications}
    assert {"trastuzumab deruxtecan", "zongertinib", "sevabertinib"} <= drugs
    assert all(
        "non-squamous non-small cell lung cancer" in i.also_asks_for
        for i in found.indications
        if i.drug == "sevabertinib"
    )
    unspecific = _read(graph_store, "lung", mutation="activating")
    assert "sevabertinib" not in {i.drug for i in unspecific.indications}


def test_a_variant_that_no_source_calls_activating_opens_nothing(graph_store: ox.Store) -> None:
    """The answer says so instead of guessing."""
    answer = _read(graph_store, "lung", variant="L755S")
    assert answer.indications == ()
    assert any("No source in the graph calls L755S" in note for note in answer.notes)


def test_nrg1_fusion_opens_zenocutuzumab_without_any_her2_status(graph_store: ox.Store) -> None:
    """Zenocutuzumab asks for the fusion alone."""
    answer = _read(graph_store, "lung", variant="NRG1 fusion")
    assert answer.status == ""
    assert [i.drug for i in answer.indications] == ["zenocutuzumab"]


def test_zongertinib_is_not_opened_by_overexpression(graph_store: ox.Store) -> None:
    """No stain and no count opens a drug that asks for a mutation."""
    for cancer in ("lung", "non-squamous NSCLC", "solid"):
        answer = _read(graph_store, cancer, ihc="3+", ratio=4, copies=12)
        assert "zongertinib" not in {i.drug for i in answer.indications}


def test_a_cancer_without_rules_says_so(graph_store: ox.Store) -> None:
    """There is no status, and the cancers that have rules are named."""
    answer = _read(graph_store, "ovarian", ihc="3+")
    assert (answer.status, answer.rules) == ("", ())
    (note,) = [n for n in answer.notes if n.startswith("No rule in the graph")]
    assert "invasive breast carcinoma" in note
    assert {i.asks_for for i in answer.indications} == {"HER2-positive (IHC 3+)"}
    in_situ = _read(graph_store, "DCIS", ihc="3+")
    assert (in_situ.status, in_situ.indications) == ("", ())


@pytest.mark.parametrize(
    ("day", "status", "rule"),
    [
        ("2010-01-01", "HER2-equivocal", "BR07-EQ"),
        ("2015-06", "HER2-positive", "BR13-DISH-POS"),
        ("2019", "pending", "BR-DISH-G2"),
        ("", "pending", "BR-DISH-G2"),
    ],
)
def test_a_test_is_read_by_the_rules_of_its_day(
    graph_store: ox.Store, day: str, status: str, rule: str
) -> None:
    """Ratio 2.1 with 3 copies was equivocal in 2010, positive in 2015, and is group 2 now."""
    answer = _read(graph_store, "breast", ratio=2.1, copies=3, day=day)
    assert (answer.status, _names(answer)) == (status, rule)


def test_a_year_in_which_the_rules_changed_is_told(graph_store: ox.Store) -> None:
    """The newer rules are taken, and what the older ones said stands beside it."""
    answer = _read(graph_store, "breast", ratio=2.1, copies=3, day="2018-03-01")
    assert any("rules before" in note and "HER2-positive" in note for note in answer.notes)


def test_only_what_was_approved_on_the_day_is_opened(graph_store: ox.Store) -> None:
    """In 2015 there was pertuzumab and no trastuzumab deruxtecan; before 1998 nothing."""
    then = {i.drug for i in _read(graph_store, "breast", ratio=3, copies=8, day="2015").indications}
    assert {"trastuzumab", "pertuzumab", "lapatinib"} <= then
    assert "trastuzumab deruxtecan" not in then


def test_before_the_first_guideline_there_are_no_rules(graph_store: ox.Store) -> None:
    """The graph knows no rule of 1999 and says so."""
    answer = _read(graph_store, "breast", ihc="3+", day="1999-01-01")
    assert answer.status == ""
    assert any("No rule" in note for note in answer.notes)


def test_missing_measurements_are_named_with_what_they_would_decide(graph_store: ox.Store) -> None:
    """A ratio without copies leaves groups 1 and 2 open."""
    answer = _read(graph_store, "breast", ratio=2.3)
    assert answer.status == ""
    (note,) = [n for n in answer.notes if "not decided" in n]
    assert "mean HER2 copies per cell" in note
    assert "BR-DISH-G1" in note
    assert "BR-DISH-G2" in note


def test_an_assumed_probe_is_told(graph_store: ox.Store) -> None:
    """Copies alone are read as single-probe ISH, and the answer says that."""
    answer = _read(graph_store, "breast", copies=4.5)
    assert any("single-probe" in note for note in answer.notes)
    dual = _read(graph_store, "breast", copies=4.5, probe="dual")
    assert any("HER2/CEP17 ratio" in note for note in dual.notes)


@pytest.mark.parametrize(
    ("measured", "told"),
    [
        ({"ihc": "3+", "percent": 5}, "does not fit"),
        ({"ihc": "0", "percent": 30}, "does not fit"),
        (
            {"ihc": "2+", "intensity": "strong", "completeness": "complete", "percent": 40},
            "the stain gives IHC 3+",
        ),
        ({"ish": "negative", "ratio": 2.5, "copies": 6}, "the counts make ISH positive"),
        ({"ihc": "2+", "ratio": 1.6, "copies": 6.8, "recount_ratio": 1.7}, "recount needs both"),
    ],
)
def test_values_at_odds_with_each_other_are_refused(
    graph_store: ox.Store, measured: dict[str, object], told: str
) -> None:
    """A score that the stain cannot have, or a result that the counts deny, is no input."""
    with pytest.raises(ImpossibleMeasurement, match=told.replace("+", r"\+")):
        _read(graph_store, "breast", **measured)


def test_nothing_measured_is_refused(graph_store: ox.Store) -> None:
    """Without a measurement there is nothing to read."""
    with pytest.raises(BadParameter, match="nothing was measured"):
        _read(graph_store, "breast")


def test_an_unknown_cancer_and_a_wrong_day_are_refused(graph_store: ox.Store) -> None:
    """Errors name near cancers and the form of a day."""
    with pytest.raises(UnknownName, match="breast"):
        _read(graph_store, "brest cancer", ihc="3+")
    with pytest.raises(BadParameter, match="YYYY"):
        _read(graph_store, "breast", ihc="3+", day="June")
