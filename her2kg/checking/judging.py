"""From what the graph says to a verdict on one claim."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from her2kg.checking.asked import Asked
from her2kg.checking.model import Evidence, Finding, Role, Verdict
from her2kg.checking.rest import Rest
from her2kg.checking.ruling import Ruling, rulings
from her2kg.checking.weighing import Weighed, evidence_of, weighed, weight
from her2kg.ontology.model import Claim
from her2kg.ontology.namespaces import curie_of
from her2kg.queries.valid_time import first_day
from her2kg.queries.views import ClaimView

__all__ = ["judged"]

_SHOWN = 3
"""Statements shown of each role, and sources of each; more would bury the verdict."""


def judged(asked: Asked, sentence: str, said: Sequence[Claim], rest: Rest, day: str) -> Finding:
    """Say what the graph makes of a claim.

    Tables and databases outrank what a program read from other texts: a text alone neither
    disputes nor carries what they say.

    Args:
        asked: the claim.
        sentence: the words around it.
        said: all claims of the document.
        rest: the graph without the document.
        day: the day from which time is seen, ``YYYY-MM-DD`` or empty.
    """
    found = weighed(asked, rest, first_day(day) if day else date.max)
    rules = tuple(rulings(asked, sentence, said, rest, day or date.max.isoformat()))
    scales = _Scales(asked, found, rules, rest)
    verdict, why = next(scales.verdicts())
    claim, quote = asked.claim, asked.claim.quote
    return Finding(
        asked.says,
        curie_of(str(claim.subject)),
        claim.predicate,
        curie_of(str(claim.object)),
        claim.polarity.value,
        claim.confidence or 0.0,
        " ".join(quote.exact.split()) if quote else "",
        quote.start if quote else 0,
        quote.end if quote else 0,
        verdict,
        why,
        tuple(_shown(scales.evidence(verdict))),
    )


@dataclass(frozen=True, slots=True)
class _Scales:
    """Everything that bears on one claim."""

    asked: Asked
    found: Sequence[Weighed]
    rules: Sequence[Ruling]
    rest: Rest

    def verdicts(self) -> Iterator[tuple[Verdict, str]]:
        """Yield what may be said of the claim, what matters most first."""
        yield from self._against()
        yield from self._out_of_date()
        yield from self._imprecise()
        yield from self._supported()
        near = (rule.why for rule in self.rules if rule.verdict is Verdict.UNKNOWN)
        yield Verdict.UNKNOWN, " ".join(["The graph has no statement on this.", *near])

    def evidence(self, verdict: Verdict) -> Iterator[Evidence]:
        """Yield what is shown beside a verdict."""
        yield from (each.evidence for each in self.found)
        yield from (evidence_of(view, Role.AGAINST) for view in self._rivals)
        unknown = verdict is Verdict.UNKNOWN
        for rule in self.rules:
            if unknown or rule.verdict is not Verdict.UNKNOWN:
                yield from rule.evidence
        if unknown or verdict is Verdict.CONTRADICTED:
            yield from self._others()

    def _against(self) -> Iterator[tuple[Verdict, str]]:
        against = [w for w in self._of(Role.AGAINST) if not w.narrower]
        tables = [w for w in against if not w.read]
        ruled = [reason for _, reason in self._ruled(Verdict.CONTRADICTED)]
        if ((tables or ruled) and self._by_tables) or self._rivals:
            yield Verdict.DISPUTED, "Sources disagree on this."
        elif tables:
            yield self._contradicted(_scoped("The graph says otherwise", tables))
        elif ruled:
            yield Verdict.CONTRADICTED, " ".join(["The graph says otherwise.", *ruled])
        elif against and not self._by_tables:
            if self._of(Role.FOR):
                yield Verdict.DISPUTED, "Other texts disagree on this, and no table speaks of it."
            else:
                yield self._contradicted("No table speaks of this, and other texts say otherwise.")

    def _contradicted(self, why: str) -> tuple[Verdict, str]:
        more = (rule.why for rule in self.rules if rule.verdict is Verdict.IMPRECISE)
        return Verdict.CONTRADICTED, " ".join([why, *more])

    def _out_of_date(self) -> Iterator[tuple[Verdict, str]]:
        yield from self._ruled(Verdict.OUT_OF_DATE)
        former = self._of(Role.FORMER)
        if former and not self._of(Role.FOR) and not self._by_tables:
            until = max(each.view.valid_until for each in former)
            yield Verdict.OUT_OF_DATE, f"This held until {until}."

    def _imprecise(self) -> Iterator[tuple[Verdict, str]]:
        if limits := [w for w in self._of(Role.AGAINST) if w.narrower and not w.read]:
            yield Verdict.IMPRECISE, _scoped("The graph says otherwise", limits)
        yield from self._ruled(Verdict.IMPRECISE)
        same = self._of(Role.FOR)
        if same and not self.asked.claim.hedge and all(each.view.hedge for each in same):
            hedges = sorted({each.view.hedge for each in same})
            yield Verdict.IMPRECISE, f"Those who say so are less sure: {', '.join(hedges)}."

    def _supported(self) -> Iterator[tuple[Verdict, str]]:
        tables = [w for w in self._of(Role.FOR) if not w.read]
        if tables:
            yield Verdict.SUPPORTED, _scoped("The graph says so", tables)
        yield from self._ruled(Verdict.SUPPORTED)
        if texts := self._of(Role.FOR):
            yield Verdict.ONLY_TEXTS, _scoped("Only other texts say so", texts)

    def _of(self, role: Role) -> list[Weighed]:
        return [each for each in self.found if each.role is role]

    def _ruled(self, verdict: Verdict) -> Iterator[tuple[Verdict, str]]:
        if reasons := [rule.why for rule in self.rules if rule.verdict is verdict]:
            yield verdict, " ".join(reasons)

    @property
    def _by_tables(self) -> bool:
        """Whether tables or databases support the claim."""
        ruled = any(rule.verdict is Verdict.SUPPORTED for rule in self.rules)
        return ruled or any(not each.read for each in self._of(Role.FOR))

    @property
    def _rivals(self) -> list[ClaimView]:
        """What curators set against a table that says the very same."""
        exact = (w for w in self._of(Role.FOR) if not w.read and not w.scope)
        rivals = (view for each in exact for view in self.rest.rivals(each.view))
        return [view for view in rivals if not view.quote]

    def _others(self) -> Iterator[Evidence]:
        """Yield what the graph says of the same thing in the same way, else of the same pair."""
        asked = self.asked
        known = {each.view.iri for each in self.found}
        same_way = self.rest.about(asked.subject, asked.claim.predicate)
        pair = self.rest.between([asked.subject], [asked.object])
        for views in (same_way, pair):
            told = [v for v in views if v.polarity == "supports" and v.iri not in known]
            if told:
                told.sort(key=weight)
                yield from (evidence_of(view, Role.NEARBY) for view in told)
                return


def _scoped(said: str, weighed_claims: Sequence[Weighed]) -> str:
    """Add what is narrower or wider, unless one statement is about the very same."""
    scopes = list(dict.fromkeys(each.scope for each in weighed_claims))
    if "" in scopes:
        return f"{said}."
    more = f" and {len(scopes) - _SHOWN} more" if len(scopes) > _SHOWN else ""
    return f"{said} {', '.join(scopes[:_SHOWN])}{more}."


def _shown(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Join the same statements of several sources, and keep the first few of each role once."""
    joined: dict[tuple[Role, str, str, bool], Evidence] = {}
    for each in evidence:
        key = (each.role, each.says, each.scope, each.read)
        known = joined.setdefault(key, each)
        sources = tuple(dict.fromkeys((*known.sources, *each.sources)))[:_SHOWN]
        joined[key] = replace(known, sources=sources)
    told: set[str] = set()
    for role in Role:
        fresh = [each for each in joined.values() if each.role is role and each.says not in told]
        told.update(each.says for each in fresh)
        yield from sorted(fresh, key=lambda each: each.read)[:_SHOWN]
