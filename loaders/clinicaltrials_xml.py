"""ClinicalTrials.gov: a study in the XML that the site gave until 2024.

Schema: https://clinicaltrials.gov/ct2/html/images/info/public.xsd (``clinical_study``).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.clinicaltrials_criteria import unwrapped
from her2kg.loaders.clinicaltrials_records import LICENCE, records_of
from her2kg.loaders.clinicaltrials_study import Intervention, Study, StudyDate
from her2kg.loaders.xml_text import begins_as, line_of, root_of

__all__ = ["ClinicalTrialsXmlLoader"]

_ROOT = re.compile(r"<clinical_study[\s>]")


class ClinicalTrialsXmlLoader:
    """Reads one study; of it, what concerns the trial itself and its eligibility for HER2."""

    name = "clinicaltrials-xml"
    version = "1"
    licence = LICENCE
    homepage = "https://clinicaltrials.gov"
    title = "ClinicalTrials.gov, XML"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the text is XML with a study at its root."""
        return begins_as(head, _ROOT)

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the records of the study; a file that is no sound XML gives one rejection."""
        root, line = root_of(material, _ROOT), line_of(material, _ROOT)
        if isinstance(root, Rejection):
            yield root
        elif root.tag == "clinical_study":
            yield from records_of(_study(root), self._scope, material, line)
        else:
            yield Rejection(material.name, line, "the root is not clinical_study")


def _study(root: Element) -> Study:
    criteria = root.findtext("eligibility/criteria/textblock") or ""
    return Study(
        nct=_text(root, "id_info/nct_id"),
        aliases=_texts(root, "id_info/nct_alias"),
        acronym=_text(root, "acronym"),
        brief_title=_text(root, "brief_title"),
        official_title=_text(root, "official_title"),
        status=_text(root, "overall_status"),
        start=_date(root, "start_date"),
        completion=_date(root, "completion_date"),
        updated=_text(root, "last_update_posted") or _text(root, "lastchanged_date"),
        sponsor=_text(root, "sponsors/lead_sponsor/agency"),
        phases=tuple(filter(None, re.split(r"/(?=Phase)", _text(root, "phase")))),
        conditions=_texts(root, "condition"),
        interventions=tuple(_intervention(each) for each in root.iterfind("intervention")),
        criteria=unwrapped(criteria),
    )


def _text(element: Element, path: str) -> str:
    """Return the text of the first element at a path, its white space folded."""
    return " ".join((element.findtext(path) or "").split())


def _texts(element: Element, path: str) -> tuple[str, ...]:
    found = (" ".join((each.text or "").split()) for each in element.iterfind(path))
    return tuple(text for text in found if text)


def _date(root: Element, path: str) -> StudyDate:
    element = root.find(path)
    kind = element.get("type", "") if element is not None else ""
    return StudyDate(_text(root, path), kind)


def _intervention(element: Element) -> Intervention:
    kind, name = _text(element, "intervention_type"), _text(element, "intervention_name")
    return Intervention(kind, name, _texts(element, "other_name"))
