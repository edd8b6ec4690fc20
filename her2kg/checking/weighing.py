"""Claims of others that bear on a claim: for or against it, and how near to it they are."""

from dataclasses import dataclass
from datetime import date

from her2kg.checking.asked import Asked
from her2kg.checking.files import implied_by, query
from her2kg.checking.model import Evidence, Reference, Role
from her2kg.checking.rest import Rest
from her2kg.ontology.namespaces import SCHEMA
from her2kg.queries.store import text_of
from her2kg.queries.valid_time import held_on
from her2kg.queries.views import ClaimView

__all__ = ["Weighed", "evidence_of", "weighed", "weight"]

_CHECKED = {"asPublished": "as published"}
_READ = "read by a program"
_SUPPORTS = "supports"
_APART = "apart"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim of others that bears on the claim.

    Attributes:
        view: the claim of others.
        role: for, against, or formerly for.
        scope: where it speaks of something wider or narrower; empty where of the very same.
        narrower: whether it holds for a part only of what the claim speaks of.
    """

    view: ClaimView
    role: Role
    scope: str
    narrower: bool

    @property
    def read(self) -> bool:
        """Whether a program read it from a text."""
        return bool(self.view.quote)

    @property
    def order(self) -> tuple[bool, bool, bool, bool, str]:
        """Weightiest first: tables, what was checked, the very same thing."""
        read, unverified, unsourced, iri = weight(self.view)
        return read, bool(self.scope), unverified, unsourced, iri

    @property
    def evidence(self) -> Evidence:
        """It as evidence."""
        return evidence_of(self.view, self.role, self.scope)


def weight(view: ClaimView) -> tuple[bool, bool, bool, str]:
    """Order claims: tables before texts, what was checked and names its source first."""
    return bool(view.quote), view.verification == "unverified", not view.sources, view.iri


def evidence_of(view: ClaimView, role: Role, scope: str = "") -> Evidence:
    """Show a claim of others as evidence."""
    checked = _CHECKED.get(view.verification, view.verification)
    return Evidence(
        role,
        view.sentence,
        scope,
        bool(view.quote),
        _READ if view.quote else checked,
        ", ".join(filter(None, (view.load_title, view.record))),
        " ".join(view.quote.split()),
        view.note,
        tuple(Reference(source.title, source.url) for source in view.sources),
    )


def weighed(asked: Asked, rest: Rest, day: date) -> list[Weighed]:
    """Weigh what others claim of the same things, or of wider and narrower ones.

    Args:
        asked: the claim.
        rest: the graph without the document.
        day: the day from which time is seen.

    Returns:
        What speaks for and against, the weightiest first.
    """
    subjects, objects = rest.kin(asked.subject), rest.kin(asked.object)
    opposite = _opposites(rest).get(asked.claim.predicate, "")
    found = []
    for view in rest.between(subjects, objects):
        role = _role(asked, view, opposite, day)
        near = _nearness(asked, view, rest)
        if role and near:
            scope, narrower = near
            found.append(Weighed(view, role, scope, narrower))
    return sorted(found, key=lambda each: each.order)


def _opposites(rest: Rest) -> dict[str, str]:
    rows = rest.rows(query("opposites"))
    pairs = [(text_of(row, "one"), text_of(row, "other")) for row in rows]
    both = [*pairs, *(pair[::-1] for pair in pairs)]
    return {one.removeprefix(SCHEMA): other.removeprefix(SCHEMA) for one, other in both}


def _role(asked: Asked, view: ClaimView, opposite: str, day: date) -> Role | None:
    """Say how a claim bears on the one asked for, or that it does not."""
    says = view.polarity == _SUPPORTS
    if view.predicate == asked.claim.predicate:
        holds = says
    elif says and view.predicate == opposite:
        holds = False
    elif says and view.predicate in implied_by().get(asked.claim.predicate, ()):
        holds = True
    else:
        return None
    if held_on(day, view.valid_from, "") is False:
        return None
    agrees = holds is not asked.denied
    if view.valid_until and held_on(day, "", view.valid_until) is False:
        return Role.FORMER if agrees else None
    return Role.FOR if agrees else Role.AGAINST


def _nearness(asked: Asked, view: ClaimView, rest: Rest) -> tuple[str, bool] | None:
    """Say in words what a claim speaks of instead, and whether that is narrower; None: neither."""
    ends = (
        (rest.kin(asked.subject)[view.subject], view.subject_label),
        (rest.kin(asked.object)[view.object], view.object_label),
        _cancer(asked, view, rest),
    )
    if any(relation == _APART for relation, _ in ends):
        return None
    scopes = [_scope(relation, label) for relation, label in ends if relation]
    scopes += [asked.widened] if asked.widened else []
    return "; ".join(scopes), any(relation == "narrower" for relation, _ in ends)


def _cancer(asked: Asked, view: ClaimView, rest: Rest) -> tuple[str, str]:
    """Say how the cancers of a claim of others relate to those asked for, and name them."""
    theirs = rest.cancers(view)
    if not theirs:
        return "", ""
    if not asked.cancers:
        return "narrower", " or ".join(sorted(theirs.values()))
    kin = {iri: relation for cancer in asked.cancers for iri, relation in rest.kin(cancer).items()}
    found = [(kin[iri], label) for iri, label in theirs.items() if iri in kin]
    return min(found, default=(_APART, ""))


def _scope(relation: str, label: str) -> str:
    return f"for {label}" if relation == "narrower" else f"said of the wider {label}"
