"""Small drug labels in the two formats of the FDA, invented and in our own words."""

import json
from typing import Any

from her2kg.loaders.base import Material
from her2kg.loaders.civic import Scope

__all__ = ["SCOPE", "SET_ID", "as_json", "as_xml", "label", "material", "section"]

SCOPE = Scope(["trastuzumab", "Herceptin", "ado-trastuzumab emtansine", "lapatinib"], [])
SET_ID = "00000000-aaaa-4bbb-8ccc-0123456789ab"


def material(text: str, name: str = "labels.json") -> Material:
    """Make an input of a text."""
    return Material.of_text(name, text)


def label(**changes: Any) -> dict[str, Any]:
    """Return a label as openFDA gives it; a change replaces the field of that name."""
    return {
        "spl_product_data_elements": ["Samplia trastuzumab-smpl"],
        "indications_and_usage": [
            (
                "1 INDICATIONS AND USAGE Samplia treats breast cancer that overexpresses HER2 "
                "[see Clinical Studies (14)]. Do not give it by mouth. It treats stomach cancer "
                "with ERBB2 amplification."
            )
        ],
        "boxed_warning": ["WARNING: HEART Samplia can harm the heart."],
        "set_id": SET_ID,
        "id": "11111111-aaaa-4bbb-8ccc-0123456789ab",
        "effective_time": "20240611",
        "version": "12",
        "openfda": {
            "brand_name": ["Samplia"],
            "generic_name": ["TRASTUZUMAB-SMPL"],
            "substance_name": ["TRASTUZUMAB"],
            "rxcui": ["224905"],
            "unii": ["P188ANX8CK"],
        },
        **changes,
    }


def as_json(*labels: object) -> Material:
    """Write labels as a page of a search, one field to a line."""
    meta = {"disclaimer": "an example", "results": {"skip": 0, "limit": 1, "total": 1}}
    return material(json.dumps({"meta": meta, "results": labels}, indent=1))


def section(code: str, title: str, text: str, below: str = "") -> str:
    """Write a section of SPL."""
    return f"""<component><section>
      <code code="{code}" codeSystem="2.16.840.1.113883.6.1"/>
      <title>{title}</title>
      <text>{text}</text>
      <excerpt><highlight><text>
        <paragraph>HER2 in the highlights.</paragraph>
      </text></highlight></excerpt>
      {below}
    </section></component>"""


_INDICATIONS = section(
    "34067-9",
    "1 INDICATIONS AND USAGE",
    "",
    section(
        "42229-5",
        "1.1 Breast<br/>Cancer",
        """
        <paragraph>Samplia treats breast cancer that overexpresses HER2
          [<content styleCode="italics">see
            <linkHtml href="#S14">Clinical Studies (14)</linkHtml></content>].
          Do not give it by mouth.</paragraph>""",
    ),
)
_WARNING = section(
    "34066-1",
    "WARNING: HEART",
    """<paragraph>Samplia<sup>®</sup> can harm the heart:</paragraph>
       <list><item>Listen to it.</item><item><caption>•</caption>Look at it.</item></list>""",
)


def as_xml(body: str = _INDICATIONS + _WARNING, **changes: str) -> Material:
    """Write the same label in SPL; a change replaces the value of an element."""
    fields = {
        "effectiveTime": "20240611",
        "setId": SET_ID.upper(),
        "versionNumber": "12",
        "generic": "trastuzumab-smpl",
        **changes,
    }
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="https://www.accessdata.fda.gov/spl/stylesheet/spl.xsl" type="text/xsl"?>
<document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <id root="11111111-aaaa-4bbb-8ccc-0123456789ab"/>
  <code code="34391-3" codeSystem="2.16.840.1.113883.6.1"/>
  <title>How to use SAMPLIA</title>
  <effectiveTime value="{fields["effectiveTime"]}"/>
  <setId root="{fields["setId"]}"/>
  <versionNumber value="{fields["versionNumber"]}"/>
  <component><structuredBody>
    <component><section>
      <code code="48780-1" codeSystem="2.16.840.1.113883.6.1"/>
      <subject><manufacturedProduct><manufacturedProduct>
        <name>Samplia</name>
        <asEntityWithGeneric><genericMedicine>
          <name>{fields["generic"]}</name>
        </genericMedicine></asEntityWithGeneric>
        <ingredient classCode="ACTIB"><ingredientSubstance>
          <code code="P188ANX8CK" codeSystem="2.16.840.1.113883.4.9"/><name>TRASTUZUMAB</name>
        </ingredientSubstance></ingredient>
        <ingredient classCode="IACT"><ingredientSubstance>
          <name>LAPATINIB</name>
        </ingredientSubstance></ingredient>
        <part><partProduct>
          <name>Water</name>
          <asEntityWithGeneric><genericMedicine><name>water</name></genericMedicine></asEntityWithGeneric>
        </partProduct></part>
      </manufacturedProduct></manufacturedProduct></subject>
    </section></component>
    {body}
  </structuredBody></component>
</document>
"""
    return material(text, "label.xml")
