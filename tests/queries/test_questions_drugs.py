"""What oncologists and developers ask: drugs, indications, trials, safety."""

import pyoxigraph as ox
import pytest

from her2kg.queries.errors import UnknownName
from tests.queries.asking import column, rows


def test_drugs_by_domain(graph_store: ox.Store) -> None:
    """Domain IV: trastuzumab and its conjugates; II: pertuzumab; both: zanidatamab."""
    second = column(rows(graph_store, "drugs-by-region", region="HER2 domain II"), "drug")
    fourth = column(rows(graph_store, "drugs-by-region", region="HER2 domain IV"), "drug")
    assert {"trastuzumab", "trastuzumab emtansine", "trastuzumab deruxtecan"} <= fourth - second
    assert "pertuzumab" in second - fourth
    assert "zanidatamab" in second & fourth


def test_payloads_of_the_two_conjugates(graph_store: ox.Store) -> None:
    """DM1 on an uncleavable linker against DXd on a cleavable one."""
    answer = {row["drug"]: row for row in rows(graph_store, "payloads")}
    emtansine, deruxtecan = answer["trastuzumab emtansine"], answer["trastuzumab deruxtecan"]
    assert (emtansine["payload"], deruxtecan["payload"]) == ("DM1", "DXd")
    assert "microtubule inhibitor" in emtansine["what_it_is"]
    assert "topoisomerase I inhibitor" in deruxtecan["what_it_is"]
    assert "non-cleavable thioether" in emtansine["linker_and_ratio"]
    assert "cleavable tetrapeptide; DAR ~8" in deruxtecan["linker_and_ratio"]


def test_drugs_side_by_side(graph_store: ox.Store) -> None:
    """Each side keeps its own verification: the drug-to-antibody ratio of T-DM1 is not verified."""
    answer = {row["property_name"]: row for row in rows(graph_store, "compare-drugs")}
    linker = answer["linker and drug-to-antibody ratio"]
    assert (linker["first_verified"], linker["second_verified"]) == ("no", "yes")
    assert answer["carries payload"]["first"] == "DM1"
    swapped = rows(graph_store, "compare-drugs", first="Enhertu", second="Kadcyla")
    assert {r["property_name"]: r["second"] for r in swapped}["carries payload"] == "DM1"


def test_approved_kinase_inhibitors(graph_store: ox.Store) -> None:
    """Five are approved in the US; the last two only for mutations of the kinase domain."""
    answer = {row["drug"]: row for row in rows(graph_store, "approved-tkis")}
    assert {drug: row["first_us_approval"][:4] for drug, row in answer.items()} == {
        "lapatinib": "2007",
        "neratinib": "2017",
        "tucatinib": "2020",
        "zongertinib": "2025",
        "sevabertinib": "2025",
    }
    by_mutation = {drug for drug, row in answer.items() if row["required_variant"]}
    assert by_mutation == {"zongertinib", "sevabertinib"}
    assert column([answer[drug] for drug in by_mutation], "required_status") == {""}


def test_biosimilars(graph_store: ox.Store) -> None:
    """Six of trastuzumab in the US; the one of pertuzumab is interchangeable."""
    answer = {row["biosimilar"]: row for row in rows(graph_store, "biosimilars")}
    dates = {
        "trastuzumab-dkst": ("2017-12-01", "yes"),
        "trastuzumab-pkrb": ("2018-12-14", "yes"),
        "trastuzumab-dttb": ("2019-01-18", "yes"),
        "trastuzumab-qyyp": ("2019-03-11", "yes"),
        "pertuzumab-dpzb": ("2025-11-13", "yes"),
    }
    for drug, (date, verified) in dates.items():
        assert (answer[drug]["first_us_approval"], answer[drug]["date_verified"]) == (
            date,
            verified,
        )
    assert answer["trastuzumab-strf"]["date_verified"] == "no"
    assert answer["pertuzumab-dpzb"]["interchangeable"] == "yes"
    of_pertuzumab = rows(graph_store, "biosimilars", reference="Perjeta")
    assert column(of_pertuzumab, "biosimilar") == {"pertuzumab-dpzb"}


def test_kadcyla_is_not_trastuzumab(graph_store: ox.Store) -> None:
    """Trastuzumab emtansine must not be used in place of trastuzumab."""
    (row,) = rows(graph_store, "must-not-substitute")
    assert (row["drug"], row["must_not_replace"]) == ("trastuzumab emtansine", "trastuzumab")


def test_zenocutuzumab(graph_store: ox.Store) -> None:
    """It targets HER2 and HER3 and is chosen by an NRG1 fusion, not by HER2 status."""
    assert column(rows(graph_store, "drugs-by-target", target="HER3"), "drug") == {"zenocutuzumab"}
    answer = rows(graph_store, "variant-selected-drugs", variant="NRG1 fusion")
    american = [row for row in answer if row["regulator"] == "FDA"]
    assert column(american, "drug") == {"zenocutuzumab"}
    assert {"non-small cell lung cancer", "pancreatic adenocarcinoma"} <= column(american, "cancer")


def test_codes_of_trastuzumab_deruxtecan(graph_store: ox.Store) -> None:
    """The checked codes, and not the wrong one of a public file."""
    answer = rows(graph_store, "codes-of", thing="Enhertu")
    assert column(answer, "identifier") == {"NCIT:C128799", "rxnorm:2267582", "drugbank:DB14962"}
    assert column(answer, "relation") == {"same"}
    pages = {row["identifier"]: row["page"] for row in answer}
    assert pages["NCIT:C128799"] == "http://purl.obolibrary.org/obo/NCIT_C128799"


def test_codes_tell_their_relation_and_justification(graph_store: ox.Store) -> None:
    """A close code is told apart from the same, with how it was found and a remark."""
    answer = {
        r["identifier"]: r
        for r in rows(graph_store, "codes-of", thing="HER2 negative breast cancer")
    }
    assert answer["NCIT:C168519"]["relation"] == "same"
    close = answer["DOID:0060080"]
    assert (close["relation"], close["justification"]) == ("close", "ManualMappingCuration")
    assert "absence of the protein" in close["remark"]


def test_first_line_breast_cancer(graph_store: ox.Store) -> None:
    """The first-line indications of the FDA, each with its date."""
    answer = {(row["drug"], row["date"]) for row in rows(graph_store, "first-line")}
    assert {
        ("trastuzumab", "1998-09-25"),
        ("pertuzumab", "2012-06-08"),
        ("pertuzumab + trastuzumab + hyaluronidase", "2020-06-29"),
        ("trastuzumab deruxtecan", "2025-12-15"),
        ("palbociclib", "2026-06-24"),
    } <= answer


def test_later_lines_leave_first_line_out(graph_store: ox.Store) -> None:
    """T-DXd of May 2022 is there; what asks for no earlier treatment is not."""
    answer = {(row["drug"], row["date"]) for row in rows(graph_store, "later-lines")}
    assert ("trastuzumab deruxtecan", "2022-05-04") in answer
    assert ("pertuzumab", "2012-06-08") not in answer


def test_second_line_evidence(graph_store: ox.Store) -> None:
    """DESTINY-Breast03 stands behind the second-line indication with a hazard ratio of 0.28."""
    answer = rows(graph_store, "evidence-for-indications", cancer="breast cancer")
    found = {(r["date"], r["trial"], r["metric"], r["hazard_ratio"]) for r in answer}
    assert ("2022-05-04", "DESTINY-Breast03", "PFS", "0.28") in found


def test_brain_metastases(graph_store: ox.Store) -> None:
    """Tucatinib with trastuzumab and capecitabine, by HER2CLIMB."""
    answer = rows(graph_store, "brain-metastases")
    assert any("HER2CLIMB" in row["what"] and "tucatinib" in row["drug"] for row in answer)
    assert any(row["row"] == "indication:I016" for row in answer)


def test_neoadjuvant_options(graph_store: ox.Store) -> None:
    """Pertuzumab, its fixed combination, and T-DXd since May 2026."""
    answer = rows(graph_store, "early-disease")
    neoadjuvant = {(r["drug"], r["date"]) for r in answer if r["setting"] == "neoadjuvant"}
    assert {
        ("pertuzumab", "2013-09-30"),
        ("pertuzumab", "2017-12-20"),
        ("pertuzumab + trastuzumab + hyaluronidase", "2020-06-29"),
        ("trastuzumab deruxtecan", "2026-05-15"),
    } <= neoadjuvant


def test_gastric_first_line_depends_on_pd_l1(graph_store: ox.Store) -> None:
    """Pembrolizumab asks for PD-L1 since 2023; the wider indication of 2021 was replaced."""
    answer = rows(graph_store, "biomarker-restrictions", cancer="gastric adenocarcinoma")
    assert ("pembrolizumab", "PD-L1 CPS>=1", "2023-11-07") in {
        (r["drug"], r["biomarker"], r["date"]) for r in answer
    }
    replaced = {(r["drug"], r["date"]) for r in rows(graph_store, "superseded-indications")}
    assert ("pembrolizumab", "2021-05-05") in replaced


def test_wider_cancers_are_included(graph_store: ox.Store) -> None:
    """Zanidatamab for gastro-oesophageal cancer counts for gastric cancer, and is not verified."""
    answer = rows(
        graph_store, "indications", cancer="gastric adenocarcinoma", regulator="FDA", drug="Ziihera"
    )
    assert [(row["date"], row["verified"]) for row in answer] == [("2026-08-25", "no")]


def test_colorectal_options(graph_store: ox.Store) -> None:
    """Tucatinib with trastuzumab needs RAS wild-type; approval was accelerated."""
    answer = rows(graph_store, "biomarker-restrictions", cancer="colorectal cancer")
    assert ("tucatinib", "RAS wild-type", "2023-01-19", "accelerated") in {
        (r["drug"], r["biomarker"], r["date"], r["approval"]) for r in answer
    }


def test_mutant_lung_cancer(graph_store: ox.Store) -> None:
    """Untreated: zongertinib only; T-DXd and sevabertinib after earlier treatment."""
    answer = rows(graph_store, "variant-selected-drugs")
    lung = [r for r in answer if "lung" in r["cancer"] and r["regulator"] == "FDA"]
    untreated = {r["drug"] for r in lung if "first line" in r["setting"]}
    assert untreated == {"zongertinib"}
    treated = {r["drug"] for r in lung if r["setting"] == "previously treated"}
    assert {"trastuzumab deruxtecan", "sevabertinib"} <= treated


def test_neratinib_differs_between_regulators(graph_store: ox.Store) -> None:
    """The EMA asks for hormone receptors and less than a year after trastuzumab."""
    answer = rows(graph_store, "regulators-compared", drug="Nerlynx")
    european = next(row for row in answer if row["regulator"] == "EMA")
    american = next(row for row in answer if row["regulator"] == "FDA")
    assert "HR+" in european["status"]
    assert "HR+" not in american["status"]


def test_negative_gastric_trials(graph_store: ox.Store) -> None:
    """JACOB, GATSBY, TyTAN and LOGiC."""
    answer = rows(graph_store, "negative-trials", cancer="gastroesophageal adenocarcinoma")
    names = " ".join(column(answer, "trial"))
    for trial in ("JACOB", "GATSBY", "TyTAN", "LOGiC"):
        assert trial in names


def test_margetuximab_did_not_lengthen_survival(graph_store: ox.Store) -> None:
    """SOPHIA: better progression-free survival, the same overall survival."""
    answer = {row["metric"]: row for row in rows(graph_store, "trial-outcomes", trial="SOPHIA")}
    assert (answer["PFS"]["hazard_ratio"], answer["PFS"]["interval_95"]) == ("0.76", "0.59-0.98")
    final = answer["OS (final)"]
    assert (final["hazard_ratio"], final["interval_95"]) == ("0.95", "0.77-1.17")


def test_patina_is_reported_twice(graph_store: ox.Store) -> None:
    """The journal and the FDA give slightly different ratios; both are shown."""
    answer = {row["metric"]: row for row in rows(graph_store, "trial-outcomes", trial="PATINA")}
    assert (answer["PFS"]["experimental"], answer["PFS"]["control"]) == ("44.3 mo", "29.1 mo")
    assert answer["PFS"]["hazard_ratio"] == "0.75"
    assert answer["PFS (as reported by the FDA)"]["hazard_ratio"] == "0.76"


def test_tumour_agnostic_evidence(graph_store: ox.Store) -> None:
    """DESTINY-PanTumor02 stands behind the tumour-agnostic indication."""
    answer = rows(graph_store, "evidence-for-indications", cancer="any solid tumor")
    assert "DESTINY-PanTumor02" in column(answer, "trial")


def test_trials_of_a_drug(graph_store: ox.Store) -> None:
    """A drug's trials are found by its brand, and no others."""
    answer = rows(graph_store, "trials", drug="Tukysa")
    assert "HER2CLIMB" in column(answer, "trial")
    assert all("tucatinib" in row["drugs"] for row in answer)


@pytest.mark.parametrize(
    ("drug", "events"),
    [
        (
            "trastuzumab",
            {
                "cardiomyopathy",
                "infusion-related reactions",
                "pulmonary toxicity",
                "embryo-fetal toxicity",
            },
        ),
        ("pertuzumab", {"left ventricular dysfunction", "embryo-fetal toxicity"}),
        (
            "trastuzumab deruxtecan",
            {"interstitial lung disease / pneumonitis", "embryo-fetal toxicity"},
        ),
        ("lapatinib", {"hepatotoxicity"}),
        ("zanidatamab", {"embryo-fetal toxicity"}),
        ("neratinib", {"none"}),
        ("tucatinib", {"none"}),
    ],
)
def test_boxed_warnings(graph_store: ox.Store, drug: str, events: set[str]) -> None:
    """The boxed warnings of each drug, no more and no less."""
    assert column(rows(graph_store, "boxed-warnings", drug=drug), "boxed_warning") == events


def test_boxed_warnings_of_emtansine(graph_store: ox.Store) -> None:
    """Liver, heart and unborn child; besides, the drug must not be mixed up."""
    events = column(rows(graph_store, "boxed-warnings", drug="T-DM1"), "boxed_warning")
    assert {"hepatotoxicity", "cardiac toxicity", "embryo-fetal toxicity"} <= events


def test_no_boxed_warning_is_not_verified(graph_store: ox.Store) -> None:
    """That a drug has none comes from general knowledge, and the answer says so."""
    assert column(rows(graph_store, "boxed-warnings", drug="neratinib"), "verified") == {"no"}


def test_adverse_events_keep_their_setting(graph_store: ox.Store) -> None:
    """Lung disease with T-DXd is given trial by trial."""
    answer = rows(
        graph_store,
        "adverse-events",
        drug="trastuzumab deruxtecan",
        event="interstitial lung disease / pneumonitis",
    )
    assert len(answer) > 4
    assert all("interstitial" in row["event"].casefold() or "ILD" in row["event"] for row in answer)


@pytest.mark.parametrize("cancer", ["gastrointestinal stromal tumor", "GIST"])
def test_trastuzumab_is_not_for_stromal_tumours(graph_store: ox.Store, cancer: str) -> None:
    """No cancer of that name is in the graph, so no indication can be for it."""
    with pytest.raises(UnknownName):
        rows(graph_store, "indications", drug="trastuzumab", cancer=cancer)
