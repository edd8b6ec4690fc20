"""ClinicalTrials.gov: studies in the JSON of its API, version 2.

One study (``/api/v2/studies/NCT…``), a page of a search (``/api/v2/studies?…``) or the list that
the site offers for download. Fields: https://clinicaltrials.gov/data-api/about-api/study-data-structure.
"""

import json
import re
from collections.abc import Generator, Iterator, Mapping
from typing import Any, TypeVar

from her2kg.loaders.base import Material, Record, Rejection
from her2kg.loaders.civic import Scope
from her2kg.loaders.clinicaltrials_criteria import unwrapped
from her2kg.loaders.clinicaltrials_records import LICENCE, records_of
from her2kg.loaders.clinicaltrials_study import Intervention, Study, StudyDate

__all__ = ["ClinicalTrialsLoader"]

T = TypeVar("T")

_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DECODER = json.JSONDecoder()
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
        studies = _studies(material.text)
        while True:
            try:
                offset, content = next(studies)
            except StopIteration:
                return
            except _BrokenError as error:
                line += material.text.count("\n", counted, error.offset)
                yield Rejection(material.name, line, f"this is no sound JSON ({error})")
                return
            line += material.text.count("\n", counted, offset)
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


class _BrokenError(ValueError):
    """The text is no JSON from somewhere on."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


def _studies(text: str) -> Iterator[tuple[int, Any]]:
    """Yield each study with the offset at which it begins.

    Raises:
        _BrokenError: the text is no JSON, or none that holds studies.
    """
    start = _behind_space(text, 1 if text.startswith("\ufeff") else 0)
    if text.startswith("[", start):
        end = yield from _elements(text, start)
    else:
        end = yield from _members(text, start)
    if _behind_space(text, end) != len(text):
        raise _BrokenError("something stands behind its end", end)


def _members(text: str, start: int) -> Generator[tuple[int, Any], None, int]:
    """Yield the studies of a page, or the object itself where it is one; return its end."""
    whole: dict[str, Any] = {}
    listed = False
    at, more = _opened(text, start, "{}")
    while more:
        key, at = _value(text, at)
        at = _behind_space(text, _behind(text, at, ":"))
        if key == "studies" and text.startswith("[", at):
            listed = True
            at = yield from _elements(text, at)
        else:
            whole[str(key)], at = _value(text, at)
        at, more = _next(text, at, "}")
    if not listed:
        yield start, whole
    return at


def _elements(text: str, start: int) -> Generator[tuple[int, Any], None, int]:
    """Yield the elements of a list with their offsets; return where it ends."""
    at, more = _opened(text, start, "[]")
    while more:
        value, end = _value(text, at)
        yield at, value
        at, more = _next(text, end, "]")
    return at


def _behind_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _behind(text: str, at: int, mark: str) -> int:
    at = _behind_space(text, at)
    if not text.startswith(mark, at):
        raise _BrokenError(f"{mark!r} is missing", at)
    return at + len(mark)


def _opened(text: str, at: int, marks: str) -> tuple[int, bool]:
    """Step into a list or object: return where its first part begins, and whether it has one."""
    at = _behind_space(text, _behind(text, at, marks[0]))
    return (at + 1, False) if text.startswith(marks[1], at) else (at, True)


def _next(text: str, at: int, closing: str) -> tuple[int, bool]:
    """Step over a comma to the next part, or out of the list or object."""
    at = _behind_space(text, at)
    if text.startswith(closing, at):
        return at + 1, False
    return _behind_space(text, _behind(text, at, ",")), True


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise _BrokenError(getattr(error, "msg", str(error)), at) from None


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
