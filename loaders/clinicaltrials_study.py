"""A study of ClinicalTrials.gov in the registry's words, whichever format it came in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["Intervention", "Study", "StudyDate", "check_study", "registry_date"]

_NCT = re.compile(r"NCT\d{8}", re.ASCII)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WRITTEN_DATE = re.compile(rf"({'|'.join(_MONTHS)}) (?:(\d{{1,2}}), )?(\d{{4}})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 2_000
_LONGEST_CRITERIA = 30_000
"""In characters; the registry takes 20,000."""


@dataclass(frozen=True, slots=True)
class StudyDate:
    """A date as the registry writes it.

    Attributes:
        written: ``2018-08-22``, ``2018-08``, ``August 22, 2018`` or ``August 2018``; or empty.
        kind: ``ACTUAL``, ``ESTIMATED`` or ``Anticipated``; empty where not given.
    """

    written: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Intervention:
    """What an arm gets.

    Attributes:
        kind: type in the registry's words, e.g. ``DRUG`` or ``Biological``.
        name: its name.
        other_names: what the sponsor calls it besides; not always the same thing.
    """

    kind: str
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """A study in the registry's words; what it does not give is empty.

    Attributes:
        nct: its number, e.g. ``NCT01772472``.
        aliases: numbers under which it was registered as well.
        acronym: its short name.
        brief_title: the title for the public.
        official_title: that of the protocol.
        status: recruitment status.
        start: when it began or is to begin.
        completion: when it ended or is to end.
        updated: when the record was last changed.
        sponsor: name of the lead sponsor.
        phases: one for each phase that it is of.
        conditions: what is studied.
        interventions: what is given or done.
        criteria: eligibility criteria, one line for each paragraph and list item.
    """

    nct: str
    aliases: tuple[str, ...] = ()
    acronym: str = ""
    brief_title: str = ""
    official_title: str = ""
    status: str = ""
    start: StudyDate = StudyDate()
    completion: StudyDate = StudyDate()
    updated: str = ""
    sponsor: str = ""
    phases: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    criteria: str = ""


def check_study(study: Study) -> None:
    """Check what becomes identifiers, names and literals.

    Raises:
        ValueError: something is missing, too long, or holds characters that are no text.
    """
    for number in (study.nct, *study.aliases):
        if not _NCT.fullmatch(number):
            raise ValueError(f"{number[:80]!r} is no number of ClinicalTrials.gov")
    named = [*study.conditions, *(each.name for each in study.interventions)]
    for text in [*named, study.sponsor] if study.sponsor else named:
        if not re.search(r"[^\W_]", text):
            raise ValueError(f"{text[:80]!r} is no name")
    for text in _short_texts(study):
        if len(text) > _LONGEST:
            raise ValueError(f"a field has {len(text)} characters: {text[:40]!r}")
    if len(study.criteria) > _LONGEST_CRITERIA:
        raise ValueError(f"the eligibility criteria have {len(study.criteria)} characters")
    if any(_UNREADABLE.search(text) for text in (*_short_texts(study), study.criteria)):
        raise ValueError("a field holds characters that are no text")


def _short_texts(study: Study) -> Iterator[str]:
    yield from (study.acronym, study.brief_title, study.official_title, study.status)
    yield from (study.updated, study.sponsor, *study.phases, *study.conditions)
    for when in (study.start, study.completion):
        yield from (when.written, when.kind)
    for each in study.interventions:
        yield from (each.kind, each.name, *each.other_names)


def registry_date(written: str) -> str:
    """Turn a date of the registry into ``YYYY-MM`` or ``YYYY-MM-DD``; empty stays empty.

    Raises:
        ValueError: the text has another form, or there is no such day.
    """
    if not written:
        return ""
    if in_words := _WRITTEN_DATE.fullmatch(written):
        month = f"{_MONTHS.index(in_words[1]) + 1:02d}"
        parts = [in_words[3], month, *([in_words[2].zfill(2)] if in_words[2] else [])]
    elif iso := _ISO_DATE.fullmatch(written):
        parts = [part for part in iso.groups() if part]
    else:
        raise ValueError(f"{written[:80]!r} is no date of ClinicalTrials.gov")
    year, month, *day = parts
    try:
        date(int(year), int(month), int(day[0]) if day else 1)
    except ValueError:
        raise ValueError(f"there is no day {written!r}") from None
    return "-".join(parts)
