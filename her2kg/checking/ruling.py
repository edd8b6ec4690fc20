"""Rules that the data holds: statements of the graph that support, date or sharpen a claim."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from her2kg.checking.asked import Asked
from her2kg.checking.files import Rule, rules
from her2kg.checking.model import Evidence, Reference, Role, Verdict
from her2kg.checking.rest import Rest
from her2kg.checking.weighing import evidence_of, weight
from her2kg.ontology.model import Claim
from her2kg.ontology.namespaces import curie_of
from her2kg.queries.store import Row, Term, text_of

__all__ = ["Ruling", "rulings"]

_GIVEN = "# given"
"""Where a rule takes the values of the claim: a line of its own in each scope that needs them."""

_ROLES = {
    Verdict.CONTRADICTED: Role.AGAINST,
    Verdict.SUPPORTED: Role.FOR,
    Verdict.OUT_OF_DATE: Role.FORMER,
    Verdict.IMPRECISE: Role.BETTER,
    Verdict.UNKNOWN: Role.NEARBY,
}
_CHECKED = {"yes": "verified", "in part": "in part verified"}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A rule that applies to a claim, with what the graph says.

    Attributes:
        verdict: what it comes to.
        why: the same in a sentence.
        evidence: the statements behind it.
    """

    verdict: Verdict
    why: str
    evidence: tuple[Evidence, ...]


def rulings(
    asked: Asked, sentence: str, said: Sequence[Claim], rest: Rest, day: str
) -> Iterator[Ruling]:
    """Apply the rules to a claim; what supports it speaks against one that denies it.

    Args:
        asked: the claim.
        sentence: the words around it.
        said: all claims of the document.
        rest: the graph without the document.
        day: the day from which time is seen.

    Yields:
        One ruling for each rule with an answer.
    """
    given = _values(asked.bindings(day))
    for rule in rules():
        if _concerns(rule, asked, sentence, said):
            rows = rest.rows(rule.sparql.replace(_GIVEN, given))
            verdict = Verdict.CONTRADICTED if asked.denied else rule.verdict
            if found := tuple(_evidence(_ROLES[verdict], rows, rest, asked.widened)):
                yield Ruling(verdict, rule.why, found)


def _values(bound: Sequence[Mapping[str, Term]]) -> str:
    names = " ".join(f"?{name}" for name in bound[0])
    rows = " ".join(f"({' '.join(map(str, row.values()))})" for row in bound)
    return f"VALUES ({names}) {{ {rows} }}"


def _concerns(rule: Rule, asked: Asked, sentence: str, said: Sequence[Claim]) -> bool:
    if rule.predicates and asked.claim.predicate not in rule.predicates:
        return False
    if asked.denied and rule.verdict is not Verdict.SUPPORTED:
        return False
    if not rule.words.search(sentence):
        return False
    if rule.unless_words and rule.unless_words.search(sentence):
        return False
    return not any(c.predicate in rule.unless and c.subject == asked.claim.subject for c in said)


def _evidence(role: Role, rows: Sequence[Row], rest: Rest, scope: str) -> Iterator[Evidence]:
    """Show the claims that a rule found, the weightiest first, or the sentences that it wrote."""
    claims = [text_of(row, "claim") for row in rows if "claim" in row]
    place = {claim: number for number, claim in reversed(list(enumerate(claims)))}
    views = sorted(rest.views(claims), key=lambda view: (*weight(view)[:-1], place[view.iri]))
    yield from (evidence_of(view, role, scope) for view in views)
    for row in rows:
        if "says" in row:
            yield _row(row, role, scope)


def _row(row: Row, role: Role, scope: str) -> Evidence:
    titles, pages = (text_of(row, name).split(" | ") for name in ("source", "url"))
    pairs = zip_longest(titles, pages, fillvalue="")
    sources = tuple(Reference(title, page) for title, page in pairs if title)
    checked = _CHECKED.get(text_of(row, "verified"), "unverified")
    origin = curie_of(text_of(row, "row"))
    return Evidence(role, text_of(row, "says"), scope, False, checked, origin, "", "", sources)
