"""Small studies in the two formats of ClinicalTrials.gov, with invented numbers."""

import json
from typing import Any
from xml.sax.saxutils import escape

from her2kg.loaders.base import Material
from her2kg.loaders.civic import Scope

__all__ = ["CRITERIA", "SCOPE", "as_json", "as_xml", "material", "study"]

SCOPE = Scope(["trastuzumab", "Kadcyla", "T-DM1"], [])

CRITERIA = (
    "Inclusion Criteria:\n\n"
    "* HER2-positive tumour (IHC 3+). Age \\> 18 years.\n"
    "* No earlier treatment with:\n\n"
    "  * an anthracycline\n"
    "  * an anti-HER2 antibody\n\n"
    "Exclusion Criteria:\n\n"
    "* HER2-negative tumour"
)


def study(nct: str = "NCT99000001", **changes: Any) -> dict[str, Any]:
    """Return a study as the API gives it; a change replaces the module of that name."""
    section: dict[str, Any] = {
        "identificationModule": {
            "nctId": nct,
            "nctIdAliases": ["NCT99000009"],
            "acronym": "SAMPLE-1",
            "briefTitle": "A drug for breast cancer",
            "officialTitle": "An invented study of a drug for breast cancer",
        },
        "statusModule": {
            "overallStatus": "ACTIVE_NOT_RECRUITING",
            "startDateStruct": {"date": "2018-08-02", "type": "ACTUAL"},
            "completionDateStruct": {"date": "2031-01", "type": "ESTIMATED"},
            "lastUpdatePostDateStruct": {"date": "2026-05-29", "type": "ACTUAL"},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": "A Hospital", "class": "OTHER"}},
        "conditionsModule": {"conditions": ["Breast Cancer"]},
        "designModule": {"phases": ["PHASE2", "PHASE3"]},
        "armsInterventionsModule": {
            "interventions": [
                {"type": "DRUG", "name": "T-DM1", "otherNames": ["Kadcyla"]},
                {"type": "DRUG", "name": "Placebo"},
                {"type": "PROCEDURE", "name": "Biopsy"},
            ]
        },
        "eligibilityModule": {"eligibilityCriteria": CRITERIA},
    }
    return {"protocolSection": {**section, **changes}, "hasResults": False}


def material(text: str, name: str = "studies.json") -> Material:
    """Make an input of a text."""
    return Material.of_text(name, text)


def as_json(*studies: dict[str, Any]) -> Material:
    """Write studies as a page of a search, one field to a line."""
    return material(json.dumps({"studies": studies, "nextPageToken": "abc"}, indent=1))


def as_xml(**changes: str) -> Material:
    """Write the same study in XML; a change replaces the text of an element."""
    fields = {
        "nct_id": "NCT99000001",
        "phase": "Phase 2/Phase 3",
        "overall_status": "Active, not recruiting",
        "start_date": "August 2, 2018",
        "intervention_type": "Drug",
        **changes,
    }
    values = {key: escape(text) for key, text in fields.items()}
    text = f"""<clinical_study>
  <id_info><nct_id>{values["nct_id"]}</nct_id><nct_alias>NCT99000009</nct_alias></id_info>
  <brief_title>A drug for breast cancer</brief_title>
  <acronym>SAMPLE-1</acronym>
  <official_title>An invented study of a drug for breast cancer</official_title>
  <sponsors><lead_sponsor><agency>A Hospital</agency></lead_sponsor></sponsors>
  <overall_status>{values["overall_status"]}</overall_status>
  <start_date type="Actual">{values["start_date"]}</start_date>
  <completion_date type="Anticipated">January 2031</completion_date>
  <phase>{values["phase"]}</phase>
  <condition>Breast Cancer</condition>
  <intervention>
    <intervention_type>{values["intervention_type"]}</intervention_type>
    <intervention_name>T-DM1</intervention_name>
    <other_name>Kadcyla</other_name>
  </intervention>
  <intervention>
    <intervention_type>Drug</intervention_type>
    <intervention_name>Placebo</intervention_name>
  </intervention>
  <intervention>
    <intervention_type>Procedure</intervention_type>
    <intervention_name>Biopsy</intervention_name>
  </intervention>
  <eligibility>
    <criteria>
      <textblock>
        Inclusion Criteria:

          -  HER2-positive tumour
             (IHC 3+). Age &gt; 18 years.

          -  No earlier treatment with:

               -  an anthracycline

               -  an anti-HER2
                  antibody

        Exclusion Criteria:

          -  HER2-negative tumour
      </textblock>
    </criteria>
  </eligibility>
  <last_update_posted type="Actual">May 29, 2026</last_update_posted>
</clinical_study>
"""
    return material(text, "study.xml")
