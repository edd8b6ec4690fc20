"""ClinicalTrials.gov: studies in the JSON of its API, version 2.

One study (``/api/v2/studies/NCT…``), a page of a search (``/api/v2/studies?…``) or the list that
the site offers for download. Fields: https://clinicaltrials.gov/data-api/about-api/study-data-structure.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.clinicaltrials_criteria import unwrapped
from her2kg.loaders.clinicaltrials_records import LICENCE, records_of
from her2kg.loaders.clinicaltrials_study import Intervention, Study, StudyDate
from her2kg.loaders.json_pages import BrokenJsonError, listed

__all__ = ["ClinicalTrialsLoader"]

T = TypeVar("T")

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPTY_PAGE = re.compile(r'\{\s*(?:"(?:totalCount|nextPageToken)"\s*:\s*[^,]{1,99},\s*)*"studies"')


class ClinicalTrialsLoader:
    """Reads studies; of each, what concerns the trial itself and its eligibility for HER2."""

    name = "clinicaltrials"
    version = "1"
    licence = LICENCE
    homepage = "https://clinicaltrials.gov/data-api/api"
    title = "ClinicalTrials.gov, JSON of API version 2"

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def recognises(self, head: str) -> bool:
        """Say whether the text begins as a study or a list of studies does."""
        begin = head.removeprefix("\ufeff").lstrip()
        return begin[:1] in {"{", "["} and (
            '"protocolSection"' in begin or _EMPTY_PAGE.match(begin) is not None
        )

    def load(self, material: Material) -> Iterator[Record]:
        """Yield the records of each study; where the text breaks off, those before are kept."""
        line, counted = 1, 0
        seen: set[str] = set()
        text = material.text
        studies = listed(text, "studies", alone=True)
        while True:
            try:
                offset, content = next(studies)
            except StopIteration:
                return
            except BrokenJsonError as error:
                line += text.count("\n", counted, error.offset)
                yield Rejection(material.name, line, f"this is no sound JSON ({error})")
                return
            line += text.count("\n", counted, offset)
            counted = offset
            yield from self._of_one(content, material, line, seen)

    def _of_one(
        self, content: Any, material: Material, line: int, seen: set[str]
    ) -> Iterator[Record]:
        try:
            study = _study(content)
        except ValueError as error:
            yield Rejection(material.name, line, str(error))
            return
        if study.nct in seen:
            yield Rejection(material.name, line, f"{study.nct} stands in the file already")
            return
        seen.add(study.nct)
        yield from records_of(study, self._scope, material, line)


def _study(content: Any) -> Study:
    """Read a study.

    Raises:
        ValueError: it has no number, or a field of another type than the API gives.
    """
    section = _part(_part({"study": content}, "study"), "protocolSection")
    names, status = _part(section, "identificationModule"), _part(section, "statusModule")
    sponsors, design = _part(section, "sponsorCollaboratorsModule"), _part(section, "designModule")
    arms = _part(section, "armsInterventionsModule")
    criteria = _text(_part(section, "eligibilityModule"), "eligibilityCriteria")
    return Study(
        nct=_text(names, "nctId"),
        aliases=_texts(names, "nctIdAliases"),
        acronym=_text(names, "acronym"),
        brief_title=_text(names, "briefTitle"),
        official_title=_text(names, "officialTitle"),
        status=_text(status, "overallStatus"),
        start=_date(_part(status, "startDateStruct")),
        completion=_date(_part(status, "completionDateStruct")),
        updated=_text(_part(status, "lastUpdatePostDateStruct"), "date"),
        sponsor=_text(_part(sponsors, "leadSponsor"), "name"),
        phases=_texts(design, "phases"),
        conditions=_texts(_part(section, "conditionsModule"), "conditions"),
        interventions=tuple(_intervention(each) for each in _list(arms, "interventions")),
        criteria=_ESCAPED.sub(r"\1", unwrapped(criteria, indented_only=True)),
    )


def _date(content: Mapping[str, Any]) -> StudyDate:
    return StudyDate(_text(content, "date"), _text(content, "type"))


def _intervention(content: Any) -> Intervention:
    each = _part({"interventions": content}, "interventions")
    return Intervention(_text(each, "type"), _text(each, "name"), _texts(each, "otherNames"))


def _field(content: Mapping[str, Any], key: str, kind: type[T], empty: T) -> T:
    """Return a field, or what stands for a missing one.

    Raises:
        ValueError: it is of another type.
    """
    value = content.get(key)
    if value is None:
        return empty
    if not isinstance(value, kind):
        raise ValueError(f"the field {key} has the wrong type")  # noqa: TRY004 - a fault of the file, told like the others
    return value


def _part(content: Mapping[str, Any], key: str) -> dict[str, Any]:
    return _field(content, key, dict, {})


def _list(content: Mapping[str, Any], key: str) -> list[Any]:
    return _field(content, key, list, [])


def _text(content: Mapping[str, Any], key: str) -> str:
    return _field(content, key, str, "").strip()


def _texts(content: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_text({key: each}, key) for each in _list(content, key))
