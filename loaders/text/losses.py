"""Treatments that are not given: words before them, and the thing that both make."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from rdflib import URIRef

from her2kg.loaders.text.data import expand_macros
from her2kg.loaders.text.mentions import Mention
from her2kg.ontology.model import Entity
from her2kg.ontology.namespaces import mint

__all__ = ["loss_in", "lost_treatment", "not_given", "refused", "withheld"]

_REACH = 60


@cache
def _words() -> re.Pattern[str]:
    others = (
        r"\b(?:without|replacing|reducing|(?:while|whilst|and|but) continuing|delay in"
        r"|(?:not|never) (?:giving|using|adding|receiving|getting|taking)"
        r"|fail(?:ure|ing) to (?:give|use|add|receive|get|take|complete))\s+"
    )
    words = rf"(?:{expand_macros('@LOSS')}|{others})$"
    return re.compile(words, re.IGNORECASE)


@cache
def _refusal() -> re.Pattern[str]:
    more = r"(?:(?:any|the|their|adjuvant|neoadjuvant|treatment\s+with|therapy\s+with)\s+)*"
    return re.compile(rf"\b{expand_macros('@NOTGIVEN')}\s+{more}$", re.IGNORECASE)


def withheld(text: str, place: int) -> bool:
    """Tell whether words such as "omission of" stand right before a place.

    Args:
        text: a sentence, masked or not.
        place: offset in it where a treatment is named.
    """
    return bool(_words().search(text, max(0, place - _REACH), place))


def refused(text: str, place: int) -> bool:
    """Tell whether a treatment is named as one that patients did not have.

    Args:
        text: a sentence, masked or not.
        place: offset in it where the treatment is named.
    """
    return bool(_refusal().search(text, max(0, place - _REACH), place))


def loss_in(groups: Mapping[str, str | None]) -> str:
    """Return how a treatment is not given: the group of ``@LOSS`` that a match holds, or ``""``.

    Args:
        groups: the named groups of a match.
    """
    return next((name for name in _words().groupindex if groups.get(name)), "")


def lost_treatment(words: str, treatment: Mention) -> Mention | None:
    """Make one thing of words that say as a whole how a treatment is not given, or return None.

    Args:
        words: such as "omission of trastuzumab".
        treatment: the mention with which they end.
    """
    found = _words().fullmatch(words, 0, treatment.start)
    loss = loss_in(found.groupdict()) if found and treatment.end == len(words) else ""
    return not_given(replace(treatment, start=0), loss) if loss else None


def not_given(treatment: Mention, loss: str) -> Mention:
    """Make one thing of a treatment and how it is not given: "omission of trastuzumab".

    Args:
        treatment: a drug, a class of drugs or a regimen.
        loss: how it is not given; empty where it is given, and then it is returned as it is.
    """
    if not loss:
        return treatment
    label = f"{loss.replace('_', ' ')} of {treatment.label}"
    made = Entity(URIRef(mint("ClinicalConcept", label)), "ClinicalConcept", label)
    return replace(treatment, iri=made.iri, kind=made.kind, label=label, composed=made)
