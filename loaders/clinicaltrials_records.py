"""What the graph takes from a study of ClinicalTrials.gov."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rdflib import Literal, URIRef

from her2kg.loaders.base import Material, OutOfScope, Record, Rejection, Taken
from her2kg.loaders.civic import Scope
from her2kg.loaders.clinicaltrials_criteria import her2_criteria, mentions_her2
from her2kg.loaders.clinicaltrials_study import (
    Intervention,
    Study,
    check_study,
    registry_date,
)
from her2kg.ontology.encode import partial_date
from her2kg.ontology.folding import fold
from her2kg.ontology.model import Claim, Entity, Name, Qualifier, Source, Value
from her2kg.ontology.namespaces import expand, mint

__all__ = ["LICENCE", "records_of"]

LICENCE = "public domain (US government)"
"""Terms of ClinicalTrials.gov: https://clinicaltrials.gov/about-site/terms-conditions."""


def records_of(study: Study, scope: Scope, material: Material, line: int) -> list[Record]:
    """Turn a study into records.

    It concerns HER2 when its titles, conditions, interventions or eligibility criteria name
    HER2, or when one of its interventions is a drug that targets HER2.

    Args:
        study: the study.
        scope: which drugs target HER2, and whether all studies are wanted.
        material: the file.
        line: line on which the study begins, from 1.

    Returns:
        That it was taken, the trial, its entry in the registry and the claims; or one
        Rejection or OutOfScope.
    """
    try:
        check_study(study)
        if not _concerns_her2(study, scope):
            return [OutOfScope(material.name, line, "does not concern HER2")]
        return [Taken(material.name, line), *_records(study)]
    except ValueError as error:
        return [Rejection(material.name, line, str(error), ascii(study.nct[:80]))]


def _concerns_her2(study: Study, scope: Scope) -> bool:
    given = [name for each in study.interventions for name in (each.name, *each.other_names)]
    titles = (study.acronym, study.brief_title, study.official_title)
    named = any(mentions_her2(t) for t in (*titles, *study.conditions, *given, study.criteria))
    return scope.covers("ERBB2" if named else "", given, "")


def _records(study: Study) -> Iterator[Record]:
    curie = f"clinicaltrials:{study.nct}"
    updated = registry_date(study.updated)
    source = URIRef(mint("Source", curie))
    title = f"ClinicalTrials.gov {study.nct}"
    yield Source(source, "TrialRecord", title, expand(curie), curie, updated, LICENCE)
    trial = URIRef(mint("Trial", study.nct))
    yield Entity(
        trial,
        "Trial",
        study.acronym if re.search(r"[^\W_]", study.acronym) else study.nct,
        definition=study.official_title or study.brief_title,
        identifiers=tuple(f"clinicaltrials:{number}" for number in (study.nct, *study.aliases)),
    )
    dated = (Qualifier("recordDate", partial_date(updated)),) if updated else ()
    for each in _statements(study):
        yield Claim(
            trial,
            each.predicate,
            each.value,
            study.nct,
            (source,),
            qualifiers=(*each.qualifiers, *dated),
            statement=each.words,
        )


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a study says of its trial, with the words of the registry."""

    predicate: str
    value: Value
    words: str
    qualifiers: tuple[Qualifier, ...] = ()


def _statements(study: Study) -> Iterator[_Statement]:
    yield _Statement("registryNumber", Literal(study.nct), study.nct)
    yield from _design(study)
    yield from _dates(study)
    if study.sponsor:
        yield _Statement("sponsor", Name("Organisation", study.sponsor), study.sponsor)
    yield from _conditions(study.conditions)
    yield from _drugs(study.interventions)
    for each in her2_criteria(study.criteria):
        yield _Statement(each.predicate, Literal(each.text), each.statement)


def _design(study: Study) -> Iterator[_Statement]:
    phases = [_meaning("phase", phase) for phase in study.phases]
    if any(phases):
        yield _Statement("phase", Literal("/".join(filter(None, phases))), "/".join(study.phases))
    if study.status:
        meant = Literal(_meaning("status", study.status))
        yield _Statement("recruitmentStatus", meant, study.status)


def _dates(study: Study) -> Iterator[_Statement]:
    for predicate, when in (("startDate", study.start), ("completionDate", study.completion)):
        if when.written:
            kind = Literal(_meaning("date type", when.kind)) if when.kind else None
            value = partial_date(registry_date(when.written))
            words = f"{when.written} ({when.kind})" if when.kind else when.written
            typed = (Qualifier("dateType", kind, identifying=True),) if kind else ()
            yield _Statement(predicate, value, words, typed)


def _conditions(conditions: tuple[str, ...]) -> Iterator[_Statement]:
    """Tell cancers from what else people in a trial have; that is kept in words.

    All carry the same words: two names may turn out to be those of one thing.
    """
    words = "; ".join(conditions)
    for condition in dict.fromkeys(conditions):
        if _is_cancer(condition):
            yield _Statement("enrolsCancer", Name("Cancer", condition), words)
        else:
            yield _Statement("population", Literal(condition), words)


def _is_cancer(condition: str) -> bool:
    """Say whether a condition names one cancer, by words each of which is known."""
    words = re.findall(r"[^\W_]+", condition.casefold())
    cancers = [word for word in words if word in _words("cancer")]
    return len(cancers) == 1 and _words("beside").issuperset(set(words) - set(cancers))


def _drugs(interventions: tuple[Intervention, ...]) -> Iterator[_Statement]:
    """Take the drugs and biologicals; a placebo is none. All carry the same words."""
    words = "; ".join(f"{each.kind}: {each.name}" for each in interventions)
    drugs = [each.name for each in interventions if _meaning("intervention", each.kind) == "drug"]
    for name in dict.fromkeys(drugs):
        if _words("no drug").isdisjoint(re.findall(r"[^\W_]+", name.casefold())):
            yield _Statement("studiesDrug", Name("Drug", name), words)


def _meaning(field: str, written: str) -> str:
    """Return what a value of the registry means here.

    Raises:
        ValueError: the value is not known.
    """
    meaning = _meanings().get((field, fold(written)))
    if meaning is None:
        raise ValueError(f"{field} {written[:80]!r} is not known")
    return meaning


@cache
def _meanings() -> dict[tuple[str, str], str]:
    return {
        (row["field"], fold(row["written"])): row["meaning"]
        for row in _table("clinicaltrials_values.csv")
    }


@cache
def _words(group: str) -> frozenset[str]:
    rows = _table("clinicaltrials_words.csv")
    return frozenset(row["word"] for row in rows if row["group"] == group)


def _table(name: str) -> Iterable[dict[str, str]]:
    text = (resources.files("her2kg.loaders") / name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
