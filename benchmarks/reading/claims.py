"""What a claim of the reader amounts to: plain, hedged or denied."""

import re
from collections.abc import Iterable
from functools import cache

from benchmarks.reading.cues import is_condition
from her2kg.ontology.model import Claim, Polarity
from her2kg.sparql_files import sparql_files

__all__ = ["certainty", "is_hedged", "plain_triples", "threshold"]


@cache
def threshold() -> float:
    """Return the confidence above which the graph gives machine-read text a plain triple.

    Raises:
        ValueError: no rule of the graph names it.
    """
    for rule in sparql_files("rules"):
        found = re.search(r"\?confidence >= ([\d.]+)", rule.sparql)
        if rule.directive("graph") == "read" and found:
            return float(found[1])
    raise ValueError("no rule for graph:read names a confidence")


def is_hedged(claim: Claim) -> bool:
    """Tell whether a claim bears a hedge, or rests on somebody's word or on a condition.

    Quantifiers such as "certain" narrow a claim and do not hedge it.
    """
    notes = [str(q.value) for q in claim.qualifiers if q.predicate == "note"]
    return bool(claim.hedge or claim.attribution or any(map(is_condition, notes)))


def certainty(claim: Claim) -> str:
    """Return ``denied``, ``hedged`` or ``plain``."""
    if claim.polarity is not Polarity.SUPPORTS:
        return "denied"
    return "hedged" if is_hedged(claim) else "plain"


def plain_triples(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of one text that the graph would turn into plain triples.

    As the rule of ``graph/read`` says: supporting, without a hedge, sure enough, and denied
    nowhere in the text.
    """
    every = list(claims)
    denied = {_triple(claim) for claim in every if claim.polarity is not Polarity.SUPPORTS}
    return [
        claim
        for claim in every
        if claim.polarity is Polarity.SUPPORTS
        and not claim.hedge
        and (claim.confidence or 0) >= threshold()
        and _triple(claim) not in denied
    ]


def _triple(claim: Claim) -> tuple[str, str, str]:
    return str(claim.subject), claim.predicate, str(claim.object)
