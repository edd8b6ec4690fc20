"""An explanation as lines of text: every claim in English, with its sources and quotes."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import TypeAlias

from her2kg.api import Explanation
from her2kg.queries.describe import ClaimView, EntityView, Section
from her2kg.queries.valid_time import first_day

__all__ = ["explanation_lines"]

When: TypeAlias = Callable[[ClaimView], str]
"""Says when a claim held, in words."""

_VERIFICATION = {
    "asPublished": "as published",
    "unverified": "unverified",
    "verified": "verified",
}


def explanation_lines(explained: Explanation) -> Iterator[str]:
    """Write an explanation.

    Args:
        explained: what the graph says of a thing.

    Yields:
        Lines without their ends: what the thing is, then one block a section. A sentence that
        several claims share stands once, with a line for each claim below it; a record (an
        indication, an outcome) is one block with a line for each of its fields.
    """
    yield from _head(explained.entity, explained.also)
    if explained.day:
        yield f"As the graph was on {explained.day}; what has no date is marked as undated."

    now = first_day(explained.now) if explained.now else date.min

    def when(claim: ClaimView) -> str:
        return claim.validity(now, undated=bool(explained.day))

    for section in explained.sections:
        yield ""
        yield section.title
        shown = _record if _is_record(section) else _claims
        yield from shown(section.claims, when)


def _head(thing: EntityView, also: tuple[str, ...]) -> Iterator[str]:
    yield f"{thing.label} ({thing.kind_label}, {thing.curie})"
    if thing.definition:
        yield thing.definition
    if thing.synonyms:
        yield f"Also called: {', '.join(thing.synonyms)}"
    if thing.identifiers:
        yield "Identifiers:"
        yield from (f"  {curie} <{url}>" for curie, url in thing.identifiers)
    if thing.near_identifiers:
        yield "Near it, and not the same:"
        for relation, curie, url in thing.near_identifiers:
            yield f"  {relation}: {curie} <{url}>"
    if also:
        yield f"The name could also mean: {', '.join(also)}"


def _is_record(section: Section) -> bool:
    subjects = {claim.subject for claim in section.claims}
    return len(subjects) == 1 and section.title.endswith(f": {section.claims[0].subject_label}")


def _record(claims: Iterable[ClaimView], when: When) -> Iterator[str]:
    claims = list(claims)
    for label, fields in groupby(claims, key=lambda claim: claim.predicate_label):
        yield f"  {label}: {'; '.join(_field(claim) for claim in fields)}"
    for held in dict.fromkeys(filter(None, map(when, claims))):
        yield f"  held: {held}"
    for note in dict.fromkeys(claim.note for claim in claims if claim.note):
        yield f"  note: {note}"
    rows = dict.fromkeys(" ".join(claim.record.split()[:2]) for claim in claims)
    for source in dict.fromkeys(_sources(claim) for claim in claims):
        yield f"      {source}"
    yield f"      from {claims[0].load_title}, {'; '.join(rows)}; verified where not marked"


def _field(claim: ClaimView) -> str:
    marks = [] if claim.verification == "verified" else [_VERIFICATION[claim.verification]]
    marks += ["against"] if claim.polarity == "refutes" else []
    marks += ["disputed"] if claim.disputed else []
    return claim.object_label + (f" ({', '.join(marks)})" if marks else "")


def _claims(claims: Iterable[ClaimView], when: When) -> Iterator[str]:
    for sentence, same in groupby(claims, key=lambda claim: claim.sentence):
        together = list(same)
        disputed = "  [disputed]" if any(claim.disputed for claim in together) else ""
        yield f"  • {sentence}{disputed}"
        for claim in together:
            yield from _behind(claim, when(claim))


def _behind(claim: ClaimView, held: str) -> Iterator[str]:
    """Say on what a claim rests: how far it was checked, its source, its quote."""
    if claim.quote:
        sure = f", confidence {claim.confidence:g}" if claim.confidence is not None else ""
        who = "proposed by a model, not counted" if claim.proposed else "read by a program"
        yield f"      {who}{sure}: “{' '.join(claim.quote.split())}”"
        yield f"        in: {' '.join(claim.statement.split())}"
        yield f"        {_sources(claim)}"
    else:
        marks = [_VERIFICATION[claim.verification]]
        marks += [f"level {claim.level} ({claim.scheme})"] if claim.level else []
        yield f"      {', '.join(marks)}: {_sources(claim)}; {claim.load_title}, {claim.record}"
        if claim.verification == "asPublished" and claim.statement:
            yield f"        “{' '.join(claim.statement.split())}”"
    if held:
        yield f"        held: {held}"
    if claim.attribution:
        yield f"        attributed to {claim.attribution}"
    if claim.note:
        yield f"        note: {claim.note}"


def _sources(claim: ClaimView) -> str:
    """List the sources of a claim, or say that none is known."""
    shown = [f"{s.title} <{s.url}>" if s.url else s.title for s in claim.sources]
    return "; ".join(shown) or claim.unsourced
